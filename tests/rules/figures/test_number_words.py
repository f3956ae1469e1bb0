"""Number words, compared with what num2words writes."""

import random

import pytest
from num2words import num2words

from claims.rules.figures.language import language_for
from claims.rules.figures.number_words import words_at
from claims.rules.figures.tokens import tokenise

RANDOM = random.Random(20)  # noqa: S311
NUMBERS = [
    *range(2, 1_100),
    *(RANDOM.randrange(10 ** RANDOM.randrange(3, 13)) for _ in range(300)),
    *(count * 10**power for power in range(3, 13) for count in (1, 2, 3)),
]


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_number_words_are_read_as_they_are_written(tag: str) -> None:
    language = language_for(tag)
    wrong = []
    for number in NUMBERS:
        words = num2words(number, lang=tag).replace(",", "").replace("dicotto", "diciotto")
        tokens = tokenise(words, splits_elisions=language.words.splits_elisions)
        found = words_at(tokens, 0, language)
        if found is None or found.last != len(tokens) or found.value != number:
            wrong.append(words)
    assert not wrong


@pytest.mark.parametrize(
    ("tag", "words", "value"),
    [
        ("en", "two hundred and five thousand", 205_000),
        ("en", "a hundred and one", 101),
        ("de", "zweitausendneunzehn", 2_019),
        ("fr", "soixante-dix-sept", 77),
        ("fr", "nonante-neuf", 99),
        ("es", "veintiún mil", 21_000),
        ("it", "centottantuno", 181),
        ("pt", "mil e um", 1_001),
        ("nl", "honderdenvijf", 105),
    ],
)
def test_other_spellings_are_read_too(tag: str, words: str, value: int) -> None:
    language = language_for(tag)
    found = words_at(tokenise(words, splits_elisions=language.words.splits_elisions), 0, language)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("tag", "words"), [("en", "two three"), ("en", "twenty eleven"), ("de", "zweidrei"), ("es", "treinta once")]
)
def test_words_that_make_no_number_are_not_joined(tag: str, words: str) -> None:
    language = language_for(tag)
    tokens = tokenise(words)
    found = words_at(tokens, 0, language)
    assert found is None or found.last < len(tokens)
