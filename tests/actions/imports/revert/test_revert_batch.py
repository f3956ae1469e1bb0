"""Reverting a load undoes its changes; later edits by people are kept and reported."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from claims.actions.actors import OPERATOR
from claims.actions.claims import update_claim
from claims.actions.imports.revert.revert_batch import NotRevertibleError, revert_import
from claims.actions.merging import merge_claim
from claims.actions.parts import add_part, update_part
from claims.models import (
    Appearance,
    Attribution,
    Claim,
    ClaimEvent,
    Entity,
    Evidence,
    ExternalId,
    ImportBatch,
    ImportIssue,
    ImportStep,
    Publisher,
    Quantity,
    Source,
    Verdict,
)
from claims.models.verification import tracked_models, verify
from claims.rules.access import Actor
from tests.importing import VERDICTS, load

pytestmark = pytest.mark.django_db(transaction=True)

CHAIN = [{"entity": {"name": "Officials"}}, {"role": "relay", "described_as": "an aide"}]
ROW: dict[str, Any] = {
    "external_id": "1", "text": "31 rockets hit the base near Kirkuk.", "claimant": "Ann", "claimed_on": "2019-12",
    "topics": ["iraq"], "quantities": ["31 rockets", "$2.5 million"],
    "appearances": [
        {"source": {"url": "https://a.org/x", "publisher": "paper.example"}, "quote": "31", "attributions": CHAIN},
    ],
    "evidence": [{"stance": "supports", "note": "Known."}, {"stance": "context", "source": {"url": "https://b.org/x"}}],
    "verdict_label": "half true", "verdict_url": "https://politifact.com/r", "verdict_date": "2020-01-02", **VERDICTS,
}  # fmt: skip
CHANGED: dict[str, Any] = {
    **ROW, "text": "32 rockets hit the base.", "claimant": "Bo", "claimed_on": "2019-12-28", "topics": ["war"],
    "quantities": ["32 rockets"],
    "appearances": [
        {"source": {"url": "https://a.org/x"}, "quote": "32", "attributions": CHAIN[:1]},
        {"source": {"url": "https://c.org/x"}, "quote": "thirty-two"},
    ],
    "evidence": [{"stance": "context", "source": {"url": "https://b.org/x"}, "note": "New."}],
    "verdict_label": "false",
}  # fmt: skip
MODELS: tuple[Any, ...] = (Claim, ExternalId, Appearance, Attribution, Evidence, Quantity, Verdict)
UNMENTIONED = {"id", "version", "changed_in", "created_at", "updated_at", "search", "words_digest", "appearance_id"}


def content() -> dict[str, list[dict[str, Any]]]:
    """Return the content of all rows, without versions and times."""
    return {
        model.__name__: sorted(
            ({name: value for name, value in row.items() if name not in UNMENTIONED} for row in model.objects.values()),
            key=str,
        )
        for model in MODELS
    }


def numbers() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (*MODELS, Entity, Source, Publisher)}


def issues_of(batch_id: int) -> list[str]:
    rows = ImportIssue.objects.filter(batch=batch_id, code="not_reverted").order_by("pk")
    assert not any(row.is_refusal for row in rows)
    return [row.message for row in rows]


def verified() -> bool:
    return not [difference for model in tracked_models() for difference in verify(model)]


def revert(batch_id: int) -> ImportBatch:
    return revert_import(batch_id, actor=OPERATOR)


def test_what_a_load_made_is_gone_with_all_that_it_brought() -> None:
    before = numbers()
    rows = [{**ROW, "external_id": str(n), "verdict_url": f"https://politifact.com/{n}"} for n in range(30)]
    done = load(*rows)
    batch = revert(done.batch_id)
    assert (batch.state, batch.report["reverted"]) == ("reverted", {"deleted": 30, "restored": 0, "left": 0})
    assert numbers() == before
    assert issues_of(batch.pk) == []
    assert verified()
    assert load(*rows).counts.inserted == 30


def test_what_a_load_changed_goes_back_to_what_it_was() -> None:
    load(ROW)
    claim, before = Claim.objects.get(), content()
    nouns = numbers()
    done = load(CHANGED)
    assert content() != before
    batch = revert(done.batch_id)
    assert batch.report["reverted"] == {"deleted": 0, "restored": 1, "left": 0}
    assert content() == before
    assert numbers() == nouns
    claim.refresh_from_db()
    assert claim.version == 3
    links = claim.appearances.get().attributions.order_by("position").values_list("entity__name", "described_as")
    assert list(links) == [("Officials", ""), (None, "an aide")]
    assert verified()
    assert load(ROW).counts.unchanged == 1
    assert load(CHANGED).counts.updated == 1


def test_a_claim_that_somebody_touched_stays_whole_and_is_reported(actor: Actor) -> None:
    rows = [{**ROW, "external_id": str(n), "verdict_url": f"https://politifact.com/{n}"} for n in range(4)]
    done = load(*rows)
    edited, noted, whole, _ = Claim.objects.order_by("pk")
    update_claim(edited.pk, {"place": "Qaim"}, actor=actor)
    add_part("notes", noted.pk, {"text": "Look at this."}, actor=actor)
    part = Claim.objects.create(text="A part of it.", part_of=whole)
    revert(done.batch_id)
    assert issues_of(done.batch_id) == [
        f"claim {one.pk}: it was changed here since and stays as it is." for one in (edited, noted, whole)
    ]
    assert set(Claim.objects.all()) == {edited, noted, whole, part}
    assert Verdict.objects.count() == 3
    assert ImportBatch.objects.get().report["reverted"] == {"deleted": 1, "restored": 0, "left": 3}
    assert verified()


def test_a_claim_that_a_later_load_changed_stays() -> None:
    first, second = load(ROW), load(CHANGED)
    revert(first.batch_id)
    claim = Claim.objects.get()
    assert issues_of(first.batch_id) == [f"claim {claim.pk}: it was changed here since and stays as it is."]
    revert(second.batch_id)
    assert claim.verdicts.get(state="published").label == "Half True"
    assert issues_of(second.batch_id) == []


def test_fields_and_parts_that_somebody_changed_since_stay(actor: Actor) -> None:
    load(ROW)
    done = load(CHANGED)
    claim = Claim.objects.get()
    appearance, added = claim.appearances.order_by("pk")
    update_claim(claim.pk, {"text": "Our words.", "place": "Qaim"}, actor=actor)
    update_part(Appearance, appearance.pk, claim.pk, {"attributions": [{"named_as": "X"}]}, actor=actor)
    update_part(Appearance, added.pk, claim.pk, {"locator": "p. 3"}, actor=actor)
    evidence = claim.evidence.get()
    update_part(Evidence, evidence.pk, claim.pk, {"note": "Ours."}, actor=actor)
    revert(done.batch_id)
    claim.refresh_from_db()
    assert (claim.text, claim.place, claim.claimant and claim.claimant.name, claim.topics) == (
        "Our words.", "Qaim", "Ann", ["iraq"],
    )  # fmt: skip
    assert issues_of(done.batch_id) == [
        f"claim {claim.pk}: {what} was changed here since and stays as it is."
        for what in ("text", "note", f"appearance {added.pk}", "a chain of attribution")
    ]
    assert sorted(claim.quantities.values_list("surface", flat=True)) == ["$2.5 million", "31 rockets"]
    assert list(claim.verdicts.filter(state="published").values_list("label", flat=True)) == ["Half True"]
    assert claim.current_verdict == claim.verdicts.get()
    assert claim.appearances.get(pk=appearance.pk).quote == "31"
    assert verified()


def test_links_are_taken_off_again() -> None:
    load(ROW, origin="politifact")
    before = content()
    row = {**ROW, "external_id": "l1", "text": ROW["text"].upper(), "claimant": "ANN", "claimed_on": ""}
    done = load({**row, "evidence": [{"stance": "refutes", "note": "Theirs."}]}, origin="liar", on_duplicate="link")
    assert done.counts.linked == 1
    revert(done.batch_id)
    assert content() == before
    assert verified()


def test_a_merged_claim_stays() -> None:
    done = load(ROW, {**ROW, "external_id": "2", "verdict_url": "https://politifact.com/2"})
    first, second = Claim.objects.order_by("pk")
    merge_claim(first.pk, actor=OPERATOR, into=second.pk)
    revert(done.batch_id)
    assert len(issues_of(done.batch_id)) == 2
    assert Claim.objects.count() == 2
    assert verified()


def test_a_noun_that_something_else_names_or_that_was_changed_stays() -> None:
    done = load({**ROW, "claimant": "Ann"}, {"external_id": "2", "text": "Other.", "claimant": "Bo"})
    Claim.objects.create(text="Ours.", claimant=Entity.objects.get(name="Ann"))
    Entity.objects.filter(name="Bo").update(role="Mayor")
    revert(done.batch_id)
    assert sorted(Entity.objects.values_list("name", flat=True)) == ["Ann", "Bo"]


def test_reverting_again_does_nothing_and_a_broken_reversal_goes_on() -> None:
    done = load(*({"external_id": str(n), "text": f"Claim {n} of many."} for n in range(3_000)))
    steps = ImportStep.objects.filter(batch=done.batch_id, is_reversal=False)
    assert steps.count() > 2

    def break_off(_: ImportBatch) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        revert_import(done.batch_id, actor=OPERATOR, on_progress=break_off)
    assert ImportBatch.objects.get().state == "reverting"
    assert list(steps.order_by("-pk").values_list("is_undone", flat=True))[:2] == [True, False]
    assert 0 < Claim.objects.count() < 3_000
    assert revert(done.batch_id).report["reverted"] == {"deleted": 3_000, "restored": 0, "left": 0}
    events = ClaimEvent.objects.count()
    assert revert(done.batch_id).state == "reverted"
    assert (Claim.objects.count(), ClaimEvent.objects.count()) == (0, events)


def test_what_is_not_reverted_says_why() -> None:
    batch = ImportBatch.objects.create(origin="desk", file_name="f", format="csv")
    with pytest.raises(NotRevertibleError, match="it has not begun"):
        revert(batch.pk)
    ImportBatch.objects.update(state="finished", inserted=3)
    with pytest.raises(NotRevertibleError, match="by a version that did not keep what is needed"):
        revert(batch.pk)
    ImportBatch.objects.update(is_dry_run=True)
    with pytest.raises(NotRevertibleError, match="dry run"):
        revert(batch.pk)


def _execute(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize("guard", ["no setting", "another batch", "not being reverted", "touched"])
@pytest.mark.parametrize("table", ["claims_claim", "claims_verdict"])
def test_the_database_lets_nothing_else_be_deleted(guard: str, table: str) -> None:
    load(ROW, {**ROW, "external_id": "2", "verdict_url": "https://politifact.com/2"})
    batch_id = ImportBatch.objects.get().pk
    other = load({"external_id": "9", "text": "Another."}, origin="other").batch_id
    ImportBatch.objects.exclude(state="" if guard != "not being reverted" else "finished").update(state="reverting")
    row = (Claim if table == "claims_claim" else Verdict).objects.order_by("pk")[0]
    if guard == "touched":
        Verdict.objects.filter(pk=row.pk).update(is_stale=True)
        Claim.objects.filter(pk=row.pk).update(place="Qaim")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        named = {"no setting": "", "another batch": str(other)}.get(guard, str(batch_id))
        _execute("SELECT set_config('factcheck.reverting', %s, true)", named)
        _execute(f"DELETE FROM {table} WHERE id = %s", row.pk)
