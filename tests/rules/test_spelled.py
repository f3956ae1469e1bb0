"""Numbers as words: the ways in which each language writes them, and which number words say."""

import unicodedata

import pytest
from num2words import num2words

from claims.rules.spelled import number_of, number_words, spelled, spelling_languages

# What the library writes as nobody does: Swedish förtio, Danish treds and halvfjers, Italian centodicotto.
AGREED = {
    "en": ("en", range(1000)), "de": ("de", range(1000)), "fr": ("fr", range(1000)), "es": ("es", range(1000)),
    "nl": ("nl", range(1000)), "pt": ("pt_BR", range(1000)), "it": ("it", range(108)), "sv": ("sv", range(40)),
    "da": ("da", range(20)), "nb": ("no", range(100)),
}  # fmt: skip


def bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("-", " ").replace("ß", "ss"))
    return "".join(char for char in letters if not unicodedata.combining(char))


@pytest.mark.parametrize("language", AGREED)
def test_numbers_are_written_as_another_library_writes_them(language: str) -> None:
    name, numbers = AGREED[language]
    wrong = [
        (number, spelled(number, language))
        for number in numbers
        if bare(num2words(number, lang=name)) not in {bare(form) for form in spelled(number, language)}
    ]
    assert wrong == []


@pytest.mark.parametrize("language", spelling_languages())
def test_every_way_to_write_a_number_is_read_as_that_number(language: str) -> None:
    numbers = [*range(1000), *range(1000, 101_000, 1000), 3 * 10**6, 250 * 10**6]
    wrong = [
        (number, form, number_of(form.split(), language))
        for number in numbers
        for form in spelled(number, language)
        if len(form.replace("-", " ").split()) <= 8 and number_of(form.split(), language) != number
    ]
    assert wrong == []
    assert number_words(language)


@pytest.mark.parametrize(
    ("words", "language", "number"),
    [
        (["Thirty-one"], "en", 31),
        (["thirty", "one"], "en", 31),
        (["20", "thousand"], "en", 20_000),
        (["two", "hundred", "five"], "en", 205),
        (["rockets"], "en", None),
        (["thirty", "rockets"], "en", None),
        (["20", "rockets"], "en", None),
        ([], "en", None),
        (["thirty"] * 9, "en", None),
        (["trzydzieści"], "pl", None),
        (["zwanzigtausend"], "de", 20_000),
        (["quatre-vingt-onze"], "fr", 91),
    ],
)
def test_words_say_a_number(words: list[str], language: str, number: int | None) -> None:
    assert number_of(words, language) == number


def test_a_number_that_is_not_whole_thousands_has_no_words() -> None:
    assert spelled(1_234_567, "en") == spelled(31, "xx") == ()
