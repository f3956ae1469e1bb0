"""English words around a figure in a text of another language, whose tables do not know them."""

import pytest

from claims.rules.figures.language import TABLES
from tests.rules.figures.table import answer

OTHERS = tuple(language for language in TABLES if language != "en")
WITHOUT_TABLES = ("sv", "pl", "ru", "hi", "ja")
ENGLISH = (
    "3 million-plus", "3 million plus", "1000-plus", "25-odd", "20-strong", "3-fold", "5-star", "5-star hotel",
    "24-seven", "Category 5 hurricane", "Category 5", "category 5 hurricane", "Article 5", "level 3", "Group of 7",
    "Fortune 500", "catch 22", "110 percent sure", "25 or more", "25 or so", "25 people or fewer", "3 billion dollars",
    "3 thousand", "4 dozen",
)  # fmt: skip
HEDGED = (
    "at least 25",
    "no fewer than 25",
    "nearly 25",
    "about 25",
    "as many as 25",
    "in excess of 25",
    "fewer than 25",
)


@pytest.mark.parametrize("phrase", ENGLISH)
@pytest.mark.parametrize("language", [*OTHERS, *WITHOUT_TABLES])
def test_english_words_beside_a_figure_are_refused_in_other_languages(language: str, phrase: str) -> None:
    assert answer(phrase, language) == "refused"


@pytest.mark.parametrize("phrase", HEDGED)
@pytest.mark.parametrize("language", [*OTHERS, *WITHOUT_TABLES])
def test_english_hedges_are_refused_in_other_languages(language: str, phrase: str) -> None:
    assert answer(phrase, language) == "refused"


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        ("en", "3 million-plus", "3000000 at_least count"),
        ("de", "3 Millionen oder mehr", "3000000 at_least count"),
        ("nl", "over 3 jaar", "3 exact year"),
        ("fr", "environ 25 morts", "25 about person"),
        ("fr", "maximum 25 morts", "25 at_most person"),
        ("de", "maximal 25 Tote", "25 at_most person"),
        ("it", "circa 25 morti", "25 about person"),
        ("es", "unos 25 muertos", "25 about person"),
        ("es", "5 km", "5 exact km"),
        ("de", "25 km/h", "25 exact km/h"),
        ("sv", "25 km", "25 exact km"),
        ("fr", "2 billions d'euros", "2000000000000 exact EUR"),
    ],
)
def test_words_that_a_language_knows_are_read(language: str, phrase: str, expected: str) -> None:
    assert answer(phrase, language) == expected
