"""The time of a figure, as imports read, compare, replace and keep it."""

from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.imports.revert.revert_batch import revert_import
from claims.actions.quantities import replace_quantity
from claims.models import Claim, ImportIssue, Quantity
from claims.rules.access import Actor
from tests.importing import codes, load, load_text

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "at least 19 killed"
HEADER = "external_id,text,language,quantities,as_of,valid_from,valid_to\n"


def row(*figures: Any, number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"external_id": str(number), "text": f"Claim {number}.", "language": "en", "quantities": figures, **fields}


def at(as_of: str, surface: str = WORDS, **fields: Any) -> dict[str, Any]:
    return {"surface": surface, "as_of": as_of, **fields}


def stored() -> list[tuple[Any, ...]]:
    """Return the words, hedge and time of every figure."""
    return [
        (row.surface, row.hedge, row.as_of and f"{row.as_of} {row.as_of_precision} {row.as_of_time or ''}".strip())
        for row in Quantity.objects.order_by("as_of", "as_of_time", "pk")
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2020", "2020-01-01 year"),
        ("2020-01", "2020-01-01 month"),
        ("2020-01-02", "2020-01-02 day"),
        ("2020-01-02T09:30Z", "2020-01-02 minute 09:30:00"),
        ("2020-01-02 09:30:59+02:00", "2020-01-02 minute 07:30:00"),
        ("2020-01-02T00:00:00", "2020-01-02 day"),
    ],
)
def test_it_is_read_from_a_column_and_from_an_object(given: str, expected: str) -> None:
    load_text(f"{HEADER}1,A.,en,{WORDS},{given},2019-12,2020-01\n", "csv", origin="desk")
    load(row(at(given, valid_from="2019-12", valid_to="2020-01")), origin="other")
    assert stored() == [(WORDS, "at_least", expected)] * 2
    periods = Quantity.objects.values_list("valid_from", "valid_from_precision", "valid_to", "valid_to_precision")
    assert [(str(start), one, str(end), two) for start, one, end, two in periods] == [
        ("2019-12-01", "month", "2020-01-01", "month")
    ] * 2


def test_dates_of_another_order_are_read_by_the_mapping() -> None:
    names = ("external_id", "text", "language", "quantities")
    dated = {"column": "as_of", "dates": ["{day}.{month}.{year}"]}
    load(row(WORDS, as_of="02.01.2020"), mapping={"fields": {**{name: name for name in names}, "as_of": dated}})
    assert stored() == [(WORDS, "at_least", "2020-01-02 day")]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"as_of": "2020-01-02T09:30"}, "offset"),
        ({"as_of": "yesterday"}, "not a date"),
        ({"valid_from": "2020-02", "valid_to": "2020-01-31"}, "is before valid_from"),
        ({"valid_from": "2020-01-02T09:30Z", "valid_to": "soon"}, "not a date"),
    ],
)
def test_what_is_no_time_refuses_the_row_or_only_the_figure(fields: dict[str, Any], message: str) -> None:
    for given in (row(WORDS, **fields), row({"surface": WORDS, **fields})):
        assert load(given, origin="strict").counts.refused == 1
        done = load(given, origin="lenient", on_bad_figure="keep-row", is_overwriting=True)
        assert (done.counts.inserted + done.counts.updated + done.counts.unchanged, done.counts.refused) == (1, 0)
        assert all(message in issue.message for issue in ImportIssue.objects.all())
    assert stored() == []


def test_two_tolls_of_one_morning_are_two_figures_and_the_same_file_changes_nothing() -> None:
    rows = row(at("2020-01-02T07:00Z"), at("2020-01-02T09:30Z"), WORDS)
    assert load(rows).counts.inserted == 1
    assert len(stored()) == 3
    ids = list(Quantity.objects.values_list("pk", flat=True))
    assert load(rows).counts.unchanged == 1
    assert load(rows, is_overwriting=True).counts.unchanged == 1
    assert list(Quantity.objects.values_list("pk", flat=True)) == ids


def test_the_file_changes_the_time_and_the_values_of_a_figure() -> None:
    load(row(at("2020-01-02T07:00Z"), at("2020-01-02T09:30Z")))
    (first, second) = Quantity.objects.order_by("pk").values_list("pk", flat=True)
    done = load(row(at("2020-01-02T07:00Z"), at("2020-01-02T10:00Z")))
    assert (done.counts.updated, done.report["changed.quantities"]) == (1, 1)
    assert [time for *_, time in stored()] == ["2020-01-02 minute 07:00:00", "2020-01-02 minute 10:00:00"]
    assert Quantity.objects.filter(pk=first).exists()
    load(row(at("2020-01-02T07:00Z"), at("2020-01-02T10:00Z", modality="alleged")))
    assert list(Quantity.objects.order_by("as_of_time").values_list("modality", flat=True)) == ["actual", "alleged"]
    assert not Quantity.objects.filter(pk=second).exists()
    load(row(at("2020-01-02T07:00Z")))
    assert stored() == [(WORDS, "at_least", "2020-01-02 minute 07:00:00")]


def test_a_figure_that_a_person_replaced_is_kept(actor: Actor) -> None:
    load(row(at("2020-01-02", hedge="about", value_low="19", unit="person")))
    (old,) = Quantity.objects.all()
    replacement = {"surface": WORDS, "as_of": "2020-01-02", "hedge": "more_than", "value_low": 19, "unit": "person"}
    replace_quantity(old.pk, Claim.objects.get().pk, replacement, reason="Misread.", actor=actor)
    changed = row(at("2020-01-02", hedge="exact", value_low="19", unit="person"))
    done = load(changed)
    assert codes(done) == [(1, "quantities", "kept")]
    assert stored() == [(WORDS, "more_than", "2020-01-02 day")]
    load(changed, is_overwriting=True)
    assert stored() == [(WORDS, "exact", "2020-01-02 day")]


def test_rows_of_one_claim_are_compared_in_a_dry_run_too() -> None:
    load(row(at("2020-01-02")))
    done = load(row(at("2020-01-03")), is_dry_run=True)
    assert done.counts.updated == 1
    assert stored() == [(WORDS, "at_least", "2020-01-02 day")]


def test_a_revert_restores_the_time() -> None:
    load(row(at("2020-01-02T07:00Z")))
    done = load(row(at("2020-01-03T08:00Z")))
    revert_import(done.batch_id, actor=OPERATOR)
    assert stored() == [(WORDS, "at_least", "2020-01-02 minute 07:00:00")]
