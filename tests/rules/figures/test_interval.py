from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.figures.interval import Figure, Interval, QuantityError, interval, last_digit, width
from claims.rules.figures.vague import vague_bounds
from claims.rules.vocabulary import HEDGES


def bounds(hedge: str, low: str, high: str = "", *, is_count: bool = True, surface: str = "") -> str:
    """Write an interval the way that mathematics does, with ∞ for no bound."""
    found = interval(hedge, Decimal(low), Decimal(high or low), is_count=is_count, surface=surface)
    return written(found)


def written(found: Interval) -> str:
    low = "-∞" if found.low is None else f"{found.low:f}"
    high = "∞" if found.high is None else f"{found.high:f}"
    return f"{'(' if found.low_open else '['}{low}, {high}{')' if found.high_open else ']'}"


@pytest.mark.parametrize(
    ("hedge", "value", "expected"),
    [
        ("exact", "25", "[25, 25]"),
        ("at_least", "24", "[24, ∞)"),
        ("more_than", "30", "(30, ∞)"),
        ("at_most", "20", "[0, 20]"),
        ("less_than", "20", "[0, 20)"),
        ("nearly", "14000", "[12600, 14000)"),
        ("about", "14000", "[12600, 15400]"),
        ("about", "3000", "[2500, 3500]"),  # half of the thousand outweighs a tenth
        ("about", "10000", "[7500, 12500]"),  # half of ten thousand is over a quarter
        ("about", "1000000", "[750000, 1250000]"),
        ("about", "10", "[7.5, 12.5]"),
        ("about", "25", "[22.5, 27.5]"),
        ("about", "500", "[450, 550]"),
        ("about", "0", "[0, 0]"),
        ("at_most", "0", "[0, 0]"),
        ("exact", "2.50", "[2.50, 2.50]"),
    ],
)
def test_a_count_leaves_an_interval(hedge: str, value: str, expected: str) -> None:
    assert bounds(hedge, value) == expected


@pytest.mark.parametrize(
    ("hedge", "value", "surface", "expected"),
    [
        ("about", "100", "about 100 km", "[95, 105]"),
        ("about", "2.5", "about 2.5 kg", "[2.375, 2.625]"),
        ("about", "5", "about 5 kg", "[4.5, 5.5]"),  # half of the last digit outweighs a twentieth
        ("about", "5.0", "about 5.0 kg", "[4.75, 5.25]"),
        ("about", "5", "about 5.0 kg", "[4.75, 5.25]"),
        ("about", "5000000000", "about $5 billion", "[4500000000, 5500000000]"),
        ("about", "5000000000", "about $5,000,000,000", "[4750000000, 5250000000]"),
        ("nearly", "2500000000", "nearly $2.5bn", "[2375000000, 2500000000)"),
        ("about", "0.4", "", "[0.36, 0.44]"),
        ("about", "0", "about 0 degrees", "[0, 0]"),
    ],
)
def test_a_measurement_leaves_an_interval(hedge: str, value: str, surface: str, expected: str) -> None:
    assert bounds(hedge, value, is_count=False, surface=surface) == expected


def test_a_count_with_decimals_is_measured() -> None:
    assert width(Decimal("2.5"), is_count=True) == width(Decimal("2.5"), is_count=False) == Decimal("0.125")


def test_a_range_is_closed() -> None:
    assert bounds("range", "2", "3") == "[2, 3]"


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("dozens", "[12, 120]"),
        ("Scores of people", "[20, 200]"),
        ("hundreds more", "[100, 1000]"),
        ("thousands", "[1000, 10000]"),
        ("tens  of\nthousands of rockets", "[10000, 100000]"),
        ("hundreds of thousands", "[100000, 1000000]"),
        ("several hundred troops", "[300, 900]"),
        ("a few dozen", "[24, 108]"),
        ("tens of millions of dollars", "[10000000, 100000000]"),
    ],
)
def test_vague_words_stand_for_intervals(surface: str, expected: str) -> None:
    assert written(interval("vague", None, None, is_count=True, surface=surface)) == expected


@pytest.mark.parametrize("surface", ["additional troops", "many", "the few dozed"])
def test_a_plural_without_a_number_is_at_least_two(surface: str) -> None:
    assert vague_bounds(surface) == (Decimal(2), None)
    assert written(interval("vague", None, None, is_count=True, surface=surface)) == "[2, ∞)"


@pytest.mark.parametrize(
    ("language", "surface", "expected"),
    [
        ("de", "Dutzende Verletzte", "[12, 120]"),
        ("de", "mehrere hundert Menschen", "[300, 900]"),
        ("fr", "des centaines de personnes", "[100, 1000]"),
        ("es", "decenas de miles de personas", "[10000, 100000]"),
        ("it", "migliaia di migranti", "[1000, 10000]"),
        ("pt", "dezenas de feridos", "[10, 100]"),
        ("nl", "tientallen gewonden", "[20, 100]"),
        ("en", "hundreds if not thousands", "[100, 10000]"),
    ],
)
def test_vague_words_are_those_of_the_language(language: str, surface: str, expected: str) -> None:
    assert written(interval("vague", None, None, is_count=True, surface=surface, language=language)) == expected


@pytest.mark.parametrize(
    ("language", "surface"), [("en", "just over 200 ballots"), ("de", "knapp über 200"), ("fr", "un peu plus de 200")]
)
def test_just_over_is_bounded_above(language: str, surface: str) -> None:
    found = interval("more_than", Decimal(200), Decimal(200), is_count=True, surface=surface, language=language)
    assert written(found) == "(200, 250]"


def test_the_last_digit_is_read_in_the_language() -> None:
    assert last_digit(Decimal("2500000000"), "2,5 Milliarden", "de") == Decimal(100_000_000)


@pytest.mark.parametrize(
    ("value", "surface", "digit"),
    [
        ("2.50", "2.50", "0.01"),
        ("2500000000", "$2.5 billion", "100000000"),
        ("3000", "about 3,000 km", "1"),
        ("3000", "three thousand km", "1"),
        ("2.5", "two and a half", "0.1"),
        ("2.50", "", "0.01"),
        ("100000", "100k", "1000"),
    ],
)
def test_the_last_digit_is_the_last_one_printed(value: str, surface: str, digit: str) -> None:
    assert last_digit(Decimal(value), surface) == Decimal(digit)


def inside(one: str, other: str) -> bool:
    """Say whether the interval of one figure lies in that of the other; each is written "hedge value"."""
    (first, low), (second, high) = one.split(), other.split()
    inner = interval(first, Decimal(low), Decimal(low), is_count=True)
    outer = interval(second, Decimal(high), Decimal(high), is_count=True)
    assert inner.low is not None
    assert outer.low is not None
    if inner.high is None or outer.high is None:
        return outer.high is None and (inner.low > outer.low or (inner.low == outer.low and not outer.low_open))
    return outer.low <= inner.low and inner.high <= outer.high


@pytest.mark.parametrize(
    ("one", "other", "is_inside"),
    [
        ("exact 25", "at_least 24", True),
        ("exact 19", "at_least 24", False),
        ("exact 31", "more_than 30", True),
        ("exact 30", "more_than 30", False),
        ("exact 31", "at_most 20", False),
        ("exact 15000", "about 14000", True),
        ("exact 20000", "about 14000", False),
    ],
)
def test_the_worked_examples_come_out(one: str, other: str, is_inside: bool) -> None:
    assert inside(one, other) is is_inside


def test_dozens_may_be_thirty_one() -> None:
    dozens = interval("vague", None, None, is_count=True, surface="dozens")
    assert dozens.low is not None
    assert dozens.high is not None
    assert dozens.low <= 31 <= dozens.high


@pytest.mark.parametrize(
    ("hedge", "low", "high", "field", "remedy"),
    [
        ("roughly", "1", "1", "hedge", "about"),
        ("exact", None, None, "value_low", "give a number"),
        ("exact", "1", None, "value_high", "give a number"),
        ("exact", "1", "2", "value_high", "hedge range"),
        ("range", "2", "1", "value_low", "lower end first"),
        ("range", "2", "2", "value_low", "lower end first"),
        ("exact", "-5", "-5", "value_low", 'direction "down"'),
        ("exact", "NaN", "NaN", "value_low", "finite"),
        ("exact", "sNaN", "sNaN", "value_low", "finite"),
        ("at_least", "Infinity", "Infinity", "value_low", "finite"),
        ("exact", "1E+30", "1E+30", "value_low", "10^30"),
        ("exact", "1E+999999", "1E+999999", "value_low", "10^30"),
        ("exact", "0.0000000000001", "0.0000000000001", "value_low", "round it"),
        ("exact", "1E-999999", "1E-999999", "value_low", "round it"),
        ("less_than", "0", "0", "value_low", "above zero"),
        ("nearly", "0", "0", "value_low", "above zero"),
        ("vague", "12", None, "value_low", "range"),
        ("vague", None, "12", "value_high", "range"),
    ],
)
def test_figures_that_contradict_themselves_are_refused(
    hedge: str, low: str | None, high: str | None, field: str, remedy: str
) -> None:
    values = [None if value is None else Decimal(value) for value in (low, high)]
    with pytest.raises(QuantityError) as refused:
        interval(hedge, *values, is_count=True, surface="many")
    assert refused.value.field == field
    assert remedy in str(refused.value)


def test_a_figure_is_never_made_inconsistent() -> None:
    with pytest.raises(QuantityError, match="value_high"):
        Figure("25", Decimal(25), Decimal(26), "exact", "person")
    with pytest.raises(QuantityError, match="level or delta or ratio or duration"):
        Figure("25", Decimal(25), Decimal(25), "exact", "person", kind="rate")
    assert Figure("about 25", Decimal(25), Decimal(25), "about", "km").interval.high == Decimal("26.25")


def test_the_largest_value_keeps_every_digit() -> None:
    largest = Decimal("9" * 30 + "." + "9" * 12)
    assert interval("exact", largest, largest, is_count=True).high == largest


NUMBERS = st.builds(
    lambda digits, places: Decimal(f"{digits}E-{places}"), st.integers(0, 10**30 - 1), st.integers(0, 12)
)


@given(st.sampled_from([hedge for hedge in HEDGES if hedge not in ("range", "vague")]), NUMBERS, st.booleans())
def test_a_value_lies_in_or_at_the_edge_of_its_interval(hedge: str, value: Decimal, is_count: bool) -> None:
    try:
        found = interval(hedge, value, value, is_count=is_count)
    except QuantityError:
        assert value == 0
        return
    assert found.low is not None
    assert 0 <= found.low <= value
    assert found.high is None or found.high >= value
    assert (found.high is None) == (hedge in ("at_least", "more_than"))


@given(st.integers(1, 10**12).map(Decimal))
def test_about_a_count_reaches_between_a_tenth_and_a_quarter(value: Decimal) -> None:
    assert value / 10 <= width(value, is_count=True) <= value / 4
