"""Phrases of each language, with what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.figures.language import TABLES
from claims.rules.figures.reading import read
from tests.rules.figures.table import LANGUAGES, answer, rows

CASES = [(language, *row) for language in LANGUAGES for row in rows(language)]


@pytest.mark.parametrize(("language", "phrase", "expected"), CASES)
def test_a_phrase_says_what_the_table_says(language: str, phrase: str, expected: str) -> None:
    assert answer(phrase, language) == expected


def test_every_language_with_words_has_a_table() -> None:
    assert set(TABLES) <= set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "grouped"),
    [("en", "{:,}"), ("de", "{:,}"), ("fr", "{:,}"), ("es", "{:,}"), ("it", "{:,}"), ("pt", "{:,}"), ("nl", "{:,}")],
)
@given(number=st.integers(0, 10**12))
def test_a_grouped_number_is_read_whole(language: str, grouped: str, number: int) -> None:
    separator = {"en": ",", "fr": "\u202f"}.get(language, ".")
    text = grouped.format(number).replace(",", separator)
    assert read(text, language).value_low == number


@pytest.mark.parametrize(("tag", "value"), [("es-MX", "1200"), ("de-CH", "1200"), ("en-IN", "1200"), ("pt-PT", "1200")])
def test_a_region_has_its_own_separators(tag: str, value: str) -> None:
    printed = {"es-MX": "1,200", "de-CH": "1\u2019200", "en-IN": "1,200", "pt-PT": "1\u00a0200"}[tag]
    assert str(read(printed, tag).value_low) == value
