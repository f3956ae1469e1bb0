"""Figures in imported files: read in the row's language, or given by their values."""

from typing import Any

import pytest

from claims.models import ImportIssue, Quantity
from tests.importing import load, load_text

pytestmark = pytest.mark.django_db


def figures() -> list[tuple[Any, ...]]:
    rows = Quantity.objects.order_by("pk").values_list("surface", "value_low", "hedge", "unit", "confidence", "rule")
    return [(surface, None if low is None else f"{low:f}", *rest) for surface, low, *rest in rows]


def row(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"external_id": str(number), "text": f"Claim {number}.", "language": "en", **fields}


@pytest.mark.parametrize(
    ("language", "phrase", "value"),
    [("de", "3.000 Soldaten", "3000"), ("es", "20 mil muertos", "20000"), ("fr", "1 200 personnes", "1200")],
)
def test_a_phrase_is_read_in_the_language_of_its_row(language: str, phrase: str, value: str) -> None:
    load(row(language=language, quantities=[phrase]))
    assert figures()[0][1] == value


def test_rows_of_several_languages_are_read_each_in_its_own() -> None:
    load(row(1, language="de", quantities=["1.200"]), row(2, language="es-MX", quantities=["1,200"]))
    assert [figure[1] for figure in figures()] == ["1200", "1200"]


def test_columns_give_the_values_that_the_words_do_not() -> None:
    text = (
        "external_id,text,quantities,value_low,value_high,hedge,unit\n1,A.,a third of the fleet,8,8,about,aeroplane\n"
    )
    load_text(text, "csv", origin="desk")
    assert figures() == [("a third of the fleet", "8", "about", "aeroplane", "sure", "")]


@pytest.mark.parametrize(
    "figure",
    [
        {"surface": "a third of the fleet", "value_low": 8, "hedge": "about", "unit": "aeroplane"},
        '{"surface": "a third of the fleet", "value_low": 8, "value_high": "8", "hedge": "about", "unit": "aeroplane"}',
    ],
)
def test_an_object_in_the_cell_gives_the_values(figure: Any) -> None:
    load(row(quantities=[figure]))
    assert figures() == [("a third of the fleet", "8", "about", "aeroplane", "sure", "")]


def test_equal_ends_are_a_point() -> None:
    load(row(quantities=["526 to 526 votes"]))
    assert figures()[0][1:4] == ("526", "exact", "vote")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quantities": ["12.000 troops"]}, "ambiguous"),
        ({"quantities": ["5"], "value_low": "1.2e3"}, "is not a number"),
        ({"value_low": "5", "unit": "person"}, "exactly one in quantities"),
        ({"quantities": ["5 men", "6 men"], "value_low": "5"}, "exactly one in quantities"),
        ({"quantities": [{"surface": "x", "value": 5}]}, "is no field of a figure"),
        ({"quantities": [{"value_low": 5}]}, "surface"),
        ({"quantities": ["{oops"]}, "JSON"),
        ({"quantities": [{"surface": "x", "value_low": 5}]}, "unit"),
        ({"quantities": [{"surface": "x", "value_low": 5, "unit": "person", "hedge": "roughly"}]}, "no hedge"),
    ],
)
def test_what_cannot_be_a_figure_is_refused_with_the_reason(fields: dict[str, Any], message: str) -> None:
    load(row(**fields))
    (issue,) = ImportIssue.objects.all()
    assert message in issue.message
    assert figures() == []


def test_a_guessed_figure_is_marked() -> None:
    load(row(quantities=["2 K people"]))
    assert figures()[0][4:] == ("guessed", "suffix")


def test_a_row_goes_in_without_a_bad_figure_when_asked() -> None:
    done = load(row(quantities=["12.000 troops", "31 rockets"]), on_bad_figure="keep-row")
    assert (done.counts.inserted, done.counts.refused) == (1, 0)
    (issue,) = ImportIssue.objects.all()
    assert (issue.field, issue.value) == ("quantities", "12.000 troops")
    assert "ambiguous" in issue.message
    assert [figure[0] for figure in figures()] == ["31 rockets"]


@pytest.mark.parametrize(
    ("fields", "field", "value", "message", "kept"),
    [
        ({"quantities": ['{"surface": "x", oops}', "31 rockets"]}, "quantities", '{"surface": "x", oops}', "JSON", 1),
        ({"quantities": [{"surface": "x", "value": 5}, "31 rockets"]}, "quantities", '{"surface": "x"', "no field", 1),
        ({"quantities": [{"value_low": 5}]}, "quantities", '{"value_low": 5}', "surface", 0),
        ({"quantities": [{"surface": "x", "value_low": "5k"}]}, "quantities", "{", "is not a number", 0),
        (
            {"quantities": [{"surface": "x", "value_low": 5, "unit": "man", "hedge": "?"}]},
            "quantities",
            "x",
            "hedge",
            0,
        ),
        ({"quantities": [5, "31 rockets"]}, "quantities", "5", "not text", 1),
        ({"quantities": 5}, "quantities", "5", "not a list", 0),
        ({"quantities": ["a third"], "value_low": "1.2e3", "unit": "man"}, "value_low", "1.2e3", "is not a number", 0),
        ({"quantities": ["a third"], "value_low": True, "unit": "man"}, "value_low", "True", "not text", 0),
        ({"value_low": "5", "unit": "person"}, "value_low", "5", "exactly one in quantities", 0),
        ({"quantities": ["5 men", "6 men"], "value_low": "5"}, "value_low", "5", "exactly one in quantities", 0),
    ],
)
def test_a_malformed_figure_is_left_out_and_reported_in_the_same_way(
    fields: dict[str, Any], field: str, value: str, message: str, kept: int
) -> None:
    assert load(row(**fields)).counts.refused == 1
    ImportIssue.objects.all().delete()
    done = load(row(**fields), on_bad_figure="keep-row")
    assert (done.counts.inserted, done.counts.refused) == (1, 0)
    (issue,) = ImportIssue.objects.all()
    assert (issue.field, issue.is_refusal) == (field, False)
    assert issue.value.startswith(value)
    assert message in issue.message
    assert [figure[0] for figure in figures()] == ["31 rockets"] * kept


def test_another_fault_still_refuses_the_row() -> None:
    done = load(row(quantities=["12.000 troops"], claimed_on="soon"), on_bad_figure="keep-row")
    assert (done.counts.inserted, done.counts.refused) == (0, 1)
