"""Values as rows hold them: the short ways of reading come to the same as the long ones."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.formats.mapping.value_kinds import _CANONICAL, ValueRefusedError, _url, text_reader, word_reader
from claims.rules.text import TextError, clean_text
from claims.rules.url import canonical_url

hosts = st.from_regex(r"([a-z0-9]{1,5}(--?[a-z0-9]{1,3})?\.){1,3}[a-z]{2,5}", fullmatch=True)


@settings(max_examples=500)
@given(hosts, st.text("aZ9._~-/", max_size=30), st.sampled_from(["", "?utm_source=a-B+c", "?utm_a=1&utm_medium="]))
def test_an_address_that_goes_the_short_way_is_canonical(host: str, path: str, tracking: str) -> None:
    url = f"https://{host}/{path}{tracking}"
    assume(_CANONICAL.fullmatch(url))
    assert _url(url).canonical == canonical_url(url) == f"https://{host}/{path}"


@pytest.mark.parametrize(
    "url",
    [
        "HTTP://a.org/", "http://a.org", "http://a.org/../b", "http://a.org/./b", "http://a.org/a/..", "http://a.org:80/",
        "http://a.org/?utm_source=x&a=b", "http://a.org/?utm_source=%41",
        "http://a.org/#x", "http://1.2.3.4/", "http://" + "a" * 64 + ".org/",
        "http://m.a.org/", "http://amp.a.org/x", "http://a.org/%41", "http://a.b.0x7/", "http://ab--cd.org/", "http://-a.org/",
    ],
)  # fmt: skip
def test_other_addresses_go_the_long_way(url: str) -> None:
    assert not _CANONICAL.fullmatch(url)


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("https://twitter.com/a/status/1", "https://x.com/a/status/1"),
        ("http://www.youtube.com/embed/abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("https://de.m.wikipedia.org/wiki/Kirkuk", "https://de.wikipedia.org/wiki/Kirkuk"),
        ("https://www.example.org/world/story/amp/", "https://www.example.org/world/story/"),
        ("https://example.org/example", "https://example.org/example"),
    ],
)
def test_an_address_that_a_site_has_twice_does_not_go_the_short_way(given_url: str, canonical: str) -> None:
    assert _url(given_url).canonical == canonical_url(given_url) == canonical


@given(st.text(max_size=30) | st.text(st.characters(max_codepoint=127), max_size=30))
def test_a_text_is_read_as_it_is_cleaned(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except TextError:
        with pytest.raises(TextError):
            text_reader(100)(text)
    else:
        assert text_reader(100)(text) == (cleaned or None)


def test_lengths_are_counted_once_the_text_is_cleaned() -> None:
    assert text_reader(3)("  abc  ") == "abc"
    with pytest.raises(ValueRefusedError, match="has 4 characters; shorten it to 3"):
        text_reader(3)("abcd")
    assert text_reader(3)(" ") is None


def test_a_word_is_one_of_some() -> None:
    assert word_reader(("post", "video"))(" Post ") == "post"
    with pytest.raises(ValueRefusedError, match="'blog' is not known here; give one of post, video"):
        word_reader(("post", "video"))("blog")
