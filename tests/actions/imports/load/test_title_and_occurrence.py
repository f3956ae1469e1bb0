"""The title of a claim and when it happened, as imports read, compare, keep and revert them."""

from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.claims import update_claim
from claims.actions.imports.revert.revert_batch import revert_import
from claims.formats.mapping.mapping_document import shipped_document
from claims.models import Claim, ImportIssue
from claims.rules.access import Actor
from tests.importing import codes, load, load_text

pytestmark = pytest.mark.django_db(transaction=True)

ROW = {
    "external_id": "1", "text": "Rockets have hit the base since at least October.", "title": "Rockets at the base",
    "occurred_from": "2019-10", "occurred_hedge": "at_least_since",
}  # fmt: skip


def stated() -> dict[str, Any]:
    found = Claim.objects.values("title", "occurred_from", "occurred_from_precision", "occurred_to", "occurred_hedge")
    return dict(found.get())


def test_they_are_read_from_csv_and_an_unchanged_file_writes_nothing() -> None:
    text = ",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n"
    assert load_text(text).counts.inserted == 1
    assert str(stated()["occurred_from"]) == "2019-10-01"
    assert (stated()["title"], stated()["occurred_from_precision"]) == ("Rockets at the base", "month")
    assert load_text(text).counts.unchanged == 1
    assert Claim.objects.get().version == 1


def test_what_the_file_changes_is_changed() -> None:
    load(ROW)
    done = load({**ROW, "title": "Rockets", "occurred_from": "2019-11-03", "occurred_to": "2020"})
    assert done.counts.updated == 1
    assert (stated()["title"], str(stated()["occurred_from"]), str(stated()["occurred_to"])) == (
        "Rockets", "2019-11-03", "2020-01-01",
    )  # fmt: skip
    assert {"changed.title", "changed.occurred_from", "changed.occurred_to"} <= set(done.report)


def test_a_period_that_a_person_edited_is_kept_whole(actor: Actor) -> None:
    load({**ROW, "occurred_to": "2019-12"})
    update_claim(Claim.objects.get().pk, {"occurred_to": "2019-11"}, actor=actor)
    # Field by field, this period would end before it begins.
    done = load({**ROW, "title": "Rockets", "occurred_from": "2019-12", "occurred_to": "2019-12"})
    assert (str(stated()["occurred_from"]), str(stated()["occurred_to"])) == ("2019-10-01", "2019-11-01")
    assert stated()["title"] == "Rockets"
    assert codes(done) == [(1, "occurred_from", "kept")]
    done = load({**ROW, "occurred_from": "2019-12", "occurred_to": "2019-12"}, is_overwriting=True)
    assert (str(stated()["occurred_from"]), str(stated()["occurred_to"])) == ("2019-12-01", "2019-12-01")


def test_a_period_that_a_person_edited_is_not_reverted_in_part(actor: Actor) -> None:
    load(ROW)
    done = load({**ROW, "title": "Rockets", "occurred_from": "2019-11", "occurred_to": "2019-12"})
    update_claim(Claim.objects.get().pk, {"occurred_to": "2019-11"}, actor=actor)
    revert_import(done.batch_id, actor=OPERATOR)
    assert (str(stated()["occurred_from"]), str(stated()["occurred_to"])) == ("2019-11-01", "2019-11-01")
    assert stated()["title"] == "Rockets at the base"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"occurred_to": "2018"}, "occurred_to is before occurred_from; swap the two or correct one"),
        ({"occurred_from": ""}, "occurred_hedge is at_least_since without a date; give occurred_from"),
    ],
)
def test_a_period_that_contradicts_itself_is_refused(wrong: dict[str, str], message: str) -> None:
    done = load({**ROW, **wrong}, ROW | {"external_id": "2"})
    assert (done.counts.refused, done.counts.inserted) == (1, 1)
    assert message in ImportIssue.objects.get().message


def test_the_mapping_for_snopes_keeps_the_title() -> None:
    document = shipped_document("snopes")
    assert document is not None
    row = {"id": "a", "title": "Was a Snake Filmed?", "subtitle": "", "vclaim": "A snake was filmed."}
    load(row, mapping=document.model_dump(exclude_unset=True))
    assert stated()["title"] == "Was a Snake Filmed?"
