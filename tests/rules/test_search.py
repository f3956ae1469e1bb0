"""Queries: their grammar, and the ways in which a term can be written."""

import pytest

from claims.rules.search import Reading, SearchError, Term, parse_search, readings, searchable


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("rockets base", [["rockets", "base"]]),
        ('"fired at" base', [["fired at", "base"]]),
        ("“fired at” „base”", [["fired at", "base"]]),
        ('"never closed', [["never closed"]]),
        ("a or b c OR d", [["a"], ["b", "c"], ["d"]]),
        ("or", [["or"]]),
        ("Portland OR", [["Portland", "OR"]]),
        ("or a", [["or", "a"]]),
        ("17 650 dead", [["17650", "dead"]]),
        ("2019 300 dead", [["2019", "300", "dead"]]),
        ("S 300", [["S-300"]]),
        ("a - b ! …", [["a", "b"]]),
        ("…", []),
    ],
)
def test_a_query_is_split_into_terms(words: str, groups: list[list[str]]) -> None:
    assert [[term.text for term in group] for group in parse_search(words)] == groups


def test_a_minus_leaves_out_what_follows() -> None:
    assert parse_search('a -b -"c d" --e f-g') == (
        (
            Term("a"),
            Term("b", is_left_out=True),
            Term("c d", is_left_out=True, is_quoted=True),
            Term("e", is_left_out=True),
            Term("f-g"),
        ),
    )


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("31 rockets", [("31", "thirty-one"), ("rockets",)]),
        ("thirty one rockets", [("thirty one", "31", "thirty-one"), ("rockets",)]),
        ("3 million", [("3 million", "3000000", "three million")]),
        ("17,650", [("17,650", "17650")]),
        ("007", [("007",)]),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(words: str, texts: list[tuple[str, ...]]) -> None:
    [group] = parse_search(words)
    assert [reading.texts for reading in readings(group, ["en"])] == texts


def test_numbers_in_a_phrase_are_read_too() -> None:
    [group] = parse_search('"31 rockets"')
    assert readings(group, ["en"]) == [Reading(("31 rockets", "thirty-one rockets"))]


@pytest.mark.parametrize("words", ["", "…", "“”", "-", "🙂", " ".join("a" * 101)])
def test_a_query_that_asks_for_nothing_or_too_much_is_refused(words: str) -> None:
    with pytest.raises(SearchError):
        searchable(words)
