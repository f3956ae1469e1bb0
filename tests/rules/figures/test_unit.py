import pytest

from claims.rules.figures.unit import canonical_unit, counted, is_count, is_plural, known_unit


@pytest.mark.parametrize("unit", ["person", "rocket", "air strike", "death", "count", "time", "pen", "top", "american"])
def test_things_are_counted(unit: str) -> None:
    assert is_count(unit)


@pytest.mark.parametrize(
    "unit",
    ["percent", "percentage point", "USD", "EUR", "IQD", "kg", "km", "degC", "day", "month", "year", "hour", "barrel",
     "USD per share", "mile per hour", "kilometres", "degree", "litre"],
)  # fmt: skip
def test_measures_are_not(unit: str) -> None:
    assert not is_count(unit)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("people", "person"),
        ("Troops", "person"),
        ("soldiers", "person"),
        ("rockets", "rocket"),
        ("  air   strikes ", "air strike"),
        ("dollars", "USD"),
        ("usd", "USD"),
        ("Euros", "EUR"),
        ("%", "percent"),
        ("per cent", "percent"),
        ("kilometres", "km"),
        ("feet", "foot"),
        ("miles per hour", "mile per hour"),
        ("degrees Celsius", "degC"),
        ("km", "km"),
        ("dollars per Share", "USD per share"),
        ("deaths per 100,000 people", "death per 100,000 people"),
        ("MB", "MB"),
    ],
)
def test_a_unit_has_one_spelling(printed: str, unit: str) -> None:
    assert canonical_unit(printed) == unit
    assert canonical_unit(unit) == unit


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("children", "child"), ("women", "woman"), ("cities", "city"), ("bases", "base"), ("losses", "loss"),
        ("crashes", "crash"), ("boxes", "box"), ("lives", "life"), ("buses", "bus"), ("series", "series"),
        ("houses", "house"), ("attacks", "attack"), ("crises", "crisis"), ("police", "police"),
    ],
)  # fmt: skip
def test_nouns_are_made_singular(plural: str, singular: str) -> None:
    assert counted(plural) == singular


@pytest.mark.parametrize(
    ("word", "expected"),
    [("rockets", True), ("people", True), ("US", False), ("numerous", False), ("this", False), ("business", False)],
)
def test_plurals_are_distinguished_from_other_words(word: str, expected: bool) -> None:
    assert is_plural(word) is expected


def test_a_word_is_no_currency_for_its_letters() -> None:
    assert known_unit("top") is None
    assert known_unit("TOP") == "TOP"
