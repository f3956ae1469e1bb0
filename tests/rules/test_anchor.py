"""Quotes are held to the text that they are taken from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.anchor import AnchorError, Place, locate

TEXT = (
    "A doctor who asked not to be named said on Monday that “at least 24 people” had died\nin the strikes.\n"
    "He didn’t count them – nobody did. At least 24 people, he said again, and dozens of rockets."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("at least 24 people", "at least 24 people"),
        ("“at least 24 people”", "“at least 24 people”"),
        ('"at least 24 people"', "at least 24 people"),
        ("had died in the strikes", "had died\nin the strikes"),
        ("He didn't count them - nobody did", "He didn’t count them – nobody did"),
        ("  dozens of\u00a0rockets ", "dozens of rockets"),
        ("dozens of rock\u00adets", "dozens of rockets"),
        ("A doctor … said on Monday", "A doctor who asked not to be named said on Monday"),
        ("A doctor ... said on Monday", "A doctor who asked not to be named said on Monday"),
        ("A doctor [of the hospital] said [...] that", "A doctor who asked not to be named said on Monday that"),
        ("... who asked not to be named", "who asked not to be named"),
        ("[H]e didn't count them", "e didn’t count them"),
        ("… and dozens of rockets", "and dozens of rockets"),
    ],
)
def test_a_quote_is_found_as_it_stands_or_as_it_was_typeset(quote: str, found: str) -> None:
    place = locate(TEXT, quote)
    assert place is not None
    assert TEXT[place.start : place.end] == found


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("at least 25 people", "“at least”"),
        ("hundreds of rockets", "“of rockets”"),
        ("died … a doctor", "“a doctor”" if "a doctor" in TEXT else "“died”"),
        ("nothing like it whatsoever", ""),
    ],
)
def test_a_quote_that_is_not_there_is_refused_with_the_nearest_place(quote: str, nearest: str) -> None:
    with pytest.raises(AnchorError) as refused:
        locate(TEXT, quote)
    assert refused.value.field == "quote"
    assert nearest in str(refused.value)


def test_a_quote_composed_otherwise_than_the_text_is_found() -> None:
    text = "Il est alle\u0301 a\u0300 la gare."
    place = locate(text, "allé à la gare")
    assert place is not None
    assert text[place.start : place.end] == "alle\u0301 a\u0300 la gare"


def test_of_several_places_the_one_with_the_words_around_it_is_meant() -> None:
    text = "Two died. Two died in Mosul."
    assert locate(text, "Two died") == Place(0, 8)
    assert locate(text, "Two died", suffix="in Mosul") == Place(10, 18)
    assert locate(text, "Two died", prefix="died. ") == Place(10, 18)
    assert locate(text, "Two died", start=10, end=18) == Place(10, 18)


def test_offsets_that_show_other_words_are_refused_with_the_place_of_the_quote() -> None:
    with pytest.raises(AnchorError, match="while the quote stands at 56 to 74") as refused:
        locate(TEXT, "at least 24 people", start=0, end=18)
    assert refused.value.field == "start"
    with pytest.raises(AnchorError, match="behind the end"):
        locate(TEXT, "at least 24 people", start=0, end=10_000)


def test_without_a_text_or_a_quote_there_is_nothing_to_check() -> None:
    assert locate("", "anything", start=3, end=9) is None
    assert locate(TEXT, "") is None


@given(st.text(min_size=1, max_size=200), st.data())
def test_every_passage_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = text[start:end]
    if not passage.strip():
        return
    place = locate(text, passage)
    assert place is not None
    assert text[place.start : place.end] == passage
    assert locate(text, passage, start=start, end=end) == Place(start, end)


def test_a_long_text_is_searched_quickly() -> None:
    text = "one word after another " * 40_000
    with pytest.raises(AnchorError):
        locate(text, "no such words are in this text at all " * 10)
