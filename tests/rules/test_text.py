import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.rules.text import (
    LanguageError,
    TextError,
    _normal_form,
    canonical_language,
    clean_text,
    name_key,
    normal_form,
    slugify_topic,
    words_digest,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("3,000 troops", "3000 troops"),
        ("1,234,567", "1234567"),
        ("3\u00a0000 troops", "3,000 troops"),
        ("$1,200.50!", "$1200.50"),
        ("“Don\u2019t” — he said…", '"don\'t" - he said...'),
        ("  The  earth\nis flat. ", "the earth is flat"),
        ("STRASSE", "straße"),
        ("cafe\u0301", "CAFÉ"),
        ("co\u00adoperate", "cooperate"),
        ("٣ people", "3 people"),
        ("\uff46\uff55\uff4c\uff4c \uff57\uff49\uff44\uff54\uff48", "full width"),
        ("\u22125 degrees", "-5 degrees"),
        ("(Washington) 25 killed", "Washington: 25 killed"),
    ],
)
def test_same_words(left: str, right: str) -> None:
    assert normal_form(left) == normal_form(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("3.5", "35"),
        ("3,5", "35"),
        ("5%", "5"),
        ("$5", "€5"),
        ("-5 degrees", "5 degrees"),
        ("3½ years", "31/2 years"),
        ("10² people", "102 people"),
        ("🔥", "💧"),
        ("we were", "were"),
        ("3 000", "3000"),
    ],
)
def test_other_words(left: str, right: str) -> None:
    assert normal_form(left) != normal_form(right)


def test_normal_form_reads_as_plain_words() -> None:
    assert normal_form("“It\u2019s 3,000.5%” — up from 2,5!") == "it s 3000.5% up from 2,5"


@given(st.text())
def test_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@given(
    st.text(
        alphabet=st.sampled_from("-.,'123 $a%+^`|~/<=>_Z\x1f\x00\t\n\u2018\u2019\u201c\u2013\u2014\u2026"), max_size=12
    )
)
@example("1.,2")
@example("3. 5")
def test_the_short_way_of_plain_text_comes_to_the_same(text: str) -> None:
    assert normal_form(text) == _normal_form(text)


def test_a_digest_is_that_of_the_words() -> None:
    assert (
        words_digest("About 3,000 troops.")
        == words_digest("ABOUT 3000 TROOPS")
        == "0b93f49b-2164-93ab-1397-0c392ee21e27"
    )
    assert words_digest("3.5 million") != words_digest("35 million")


@given(st.text(alphabet=" -\u2212.,'123٣½²%$aßİ\u0301\u200d\ufb01\uff0e\uffa0\u3164", max_size=12))
@example(".1,111")
def test_normal_form_of_awkward_text_is_stable(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


def test_stored_text_is_composed_and_bare() -> None:
    assert clean_text(" cafe\u0301\n") == "café"


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "ok \udfff"])
def test_text_that_cannot_be_stored_is_refused(text: str) -> None:
    with pytest.raises(TextError) as refused:
        clean_text(text)
    str(refused.value).encode()


@pytest.mark.parametrize(
    ("topic", "slug"),
    [
        ("Middle East", "middle-east"),
        ("  Women\u2019s rights / law ", "womens-rights-law"),
        ("Élections_2024", "élections-2024"),
        ("中东", "中东"),
        ("covid-19", "covid-19"),
        ("x" * 100, "x" * 100),
    ],
)
def test_topics_become_slugs(topic: str, slug: str) -> None:
    assert slugify_topic(topic) == slug
    assert slugify_topic(slug) == slug


@pytest.mark.parametrize("topic", ["", " - ", "!!", "x" * 101, "\x00", "\ud800"])
def test_topics_without_a_slug_are_refused(topic: str) -> None:
    with pytest.raises(TextError) as refused:
        slugify_topic(topic)
    str(refused.value).encode()


@given(st.text(max_size=60))
def test_slug_of_a_slug_is_itself(text: str) -> None:
    try:
        slug = slugify_topic(text)
    except TextError:
        return
    assert slugify_topic(slug) == slug
    assert 1 <= len(slug) <= 100


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("EN", "en"),
        ("en-us", "en-US"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("de-ch-1996", "de-CH-1996"),
        ("en-a-BBB-x-A", "en-a-bbb-x-a"),
        ("zh-CMN", "zh-cmn"),
        ("I-KLINGON", "i-klingon"),
        ("EN-gb-oed", "en-GB-oed"),
        ("X-House", "x-house"),
        ("und", "und"),
    ],
)
def test_language_tags_have_one_spelling(tag: str, canonical: str) -> None:
    assert canonical_language(tag) == canonical
    assert canonical_language(canonical) == canonical


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "English",
        "en_US",
        "en-",
        "-en",
        "e",
        "en US",
        "en--US",
        "en-US-GB",
        "sl-rozaj-rozaj",
        "en-a-bb-a-cc",
        "a-DE",
        "x",
        "en-x",
        "\uff45\uff4e",
        "en\n",
        "\x00",
        "\ud800",
        "en-abcde-abcdf-abcdg-abcdh-abcdi-abcdj",
    ],
)
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    with pytest.raises(LanguageError, match="BCP 47") as refused:
        canonical_language(tag)
    str(refused.value).encode()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("O'Quibb", "O\u2019Quibb"),
        ("O'Quibb", "o\u02bcquibb"),
        ("Ann Lee", "ANN  LEE"),
        ("Ann Lee", "Ann\u00a0Lee"),
        ("Ann Lee", "Ann\u2009Lee\u200b"),
        ("Ann-Marie Lee", "Ann\u2010Marie Lee"),
        ("Ann-Marie Lee", "Ann Marie Lee"),
        ("Straße", "STRASSE"),
        ("Weiß", "WEIẞ"),
        ("Zoë", "Zoe\u0308"),
        ("\uff21\uff4e\uff4e", "Ann"),
        ("J. R. Smith, Jr.", "J R Smith Jr"),
        ("A\u00adnn", "Ann"),
    ],
)
def test_ways_to_write_one_name_have_one_key(name: str, other: str) -> None:
    assert name_key(name) == name_key(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Zoë", "Zoe"), ("Müller", "Mueller"), ("C++", "C"), ("Ann Lee", "Annlee"), ("!!!", "???"), ("Ömer", "Omer")],
)
def test_other_names_have_other_keys(name: str, other: str) -> None:
    assert name_key(name) != name_key(other)


def test_a_key_is_never_empty_nor_longer_than_a_name() -> None:
    assert name_key("!!!") == "!!!"
    assert len(name_key("ﷺ" * 300)) == 300
