"""Rows with the words of an existing claim are created, linked or skipped, and reported."""

from typing import Any

import pytest

from claims.actions.claims import create_claim, update_claim
from claims.actions.merging import merge_claim
from claims.models import Claim, Entity, ExternalId, Verdict
from claims.rules.access import Actor
from tests.importing import VERDICTS, codes, load

pytestmark = pytest.mark.django_db(transaction=True)

THERE = {"external_id": "p1", "text": "“About 3,000 troops” went home — in 2019.", "claimant": "Ann O\u2019Neil"}
SAME = {"external_id": "l1", "text": "ABOUT 3000 troops went home in 2019", "claimant": "ann-oneil"}


def ids_of(claim: Claim) -> list[str]:
    return sorted(str(found) for found in claim.external_ids.all())


def test_a_duplicate_of_another_origin_is_explicit_and_created() -> None:
    load(THERE, origin="politifact")
    done = load(SAME, origin="liar")
    assert codes(done) == [(1, "text", "duplicate_claim")]
    assert (done.counts.inserted, done.counts.duplicates, done.counts.refused) == (1, 1, 0)
    first = Claim.objects.order_by("pk")[0]
    assert done.issues[0].issue.message == f"text: claim {first.pk} (politifact p1) has the same words."
    assert not done.issues[0].is_refusal
    assert load(SAME, origin="liar").counts.unchanged == 1


@pytest.mark.parametrize("text", ["About 3.000 troops went home in 2019.", "About 3,000 troops went home in 2018."])
def test_other_figures_are_other_words(text: str) -> None:
    load(THERE, origin="politifact")
    assert load({**SAME, "text": text}, origin="liar", on_duplicate="link").counts.duplicates == 0


def test_a_duplicate_is_skipped_if_asked_and_leaves_nothing_behind() -> None:
    load(THERE, origin="politifact")
    done = load({**SAME, "claimant": "Another"}, origin="liar", on_duplicate="skip")
    assert codes(done) == [(1, "text", "duplicate_claim")]
    assert (done.counts.inserted, done.counts.skipped, done.counts.duplicates) == (0, 1, 1)
    assert (Claim.objects.count(), ExternalId.objects.count(), Entity.objects.count()) == (1, 1, 1)


def test_a_duplicate_is_linked_with_its_parts_and_leaves_the_claims_own_fields() -> None:
    load({**THERE, "claimed_on": "2019-05"}, origin="politifact")
    row = {
        **SAME, "claimed_on": "2019-05-14", "place": "Qaim", "topics": ["war"], "quantities": ["3000 troops"],
        "source_url": "https://a.org/x", "evidence": [{"stance": "context", "note": "Known."}],
        "verdict_label": "false", "verdict_url": "https://politifact.com/x", **VERDICTS,
    }  # fmt: skip
    done = load(row, origin="liar", on_duplicate="link")
    assert codes(done) == [(1, "text", "linked")]
    assert (done.counts.linked, done.counts.inserted, done.counts.updated, done.counts.duplicates) == (1, 0, 0, 1)
    claim = Claim.objects.get()
    assert ids_of(claim) == ["liar:l1", "politifact:p1"]
    assert (claim.text, claim.place, claim.topics, str(claim.claimed_on)) == (THERE["text"], "", [], "2019-05-01")
    assert (claim.quantities.count(), claim.appearances.count(), claim.evidence.count()) == (0, 1, 1)
    assert (claim.current_verdict, claim.version) == (claim.verdicts.get(), 2)
    assert load(row, origin="liar", on_duplicate="link").counts.unchanged == 1
    done = load({**row, "text": "Quite other words of theirs.", "verdict_label": "true"}, origin="liar")
    assert codes(done) == [(1, "text", "kept")]
    claim.refresh_from_db()
    assert claim.text == THERE["text"]
    assert claim.verdicts.count() == 2
    assert load({**THERE, "claimed_on": "2019-05"}, origin="politifact").counts.unchanged == 1


@pytest.mark.parametrize(
    ("there", "row", "why"),
    [
        ({"text": "It is false."}, {"text": "It is false"}, "fewer than 4 words are often said by chance"),
        ({}, {"claimant": "Bo"}, "its claimant is Ann O\u2019Neil, the row's is Bo"),
        ({"claimed_on": "2019-05-14"}, {"claimed_on": "2019-06"}, "it was claimed on 2019-05-14, the row on 2019-06"),
    ],
)
def test_what_contradicts_is_not_linked(there: dict[str, Any], row: dict[str, Any], why: str) -> None:
    load({**THERE, **there}, origin="politifact")
    done = load({**SAME, **row}, origin="liar", on_duplicate="link")
    assert codes(done) == [(1, "text", "duplicate_claim")]
    assert done.issues[0].issue.message.endswith(f"has the same words and is not linked: {why}.")
    assert (Claim.objects.count(), done.counts.linked) == (2, 0)


def test_what_is_not_known_contradicts_nothing_and_an_alias_is_a_name() -> None:
    load(
        {**THERE, "claimed_on": "2019", "claimant": ""},
        {**THERE, "external_id": "p2", "text": "Another four words here.", "claimant": "Ann"},
        origin="politifact",
    )
    Entity.objects.update(aliases=["Senator Ann"])
    done = load(
        {**SAME, "claimed_on": "2019-07-01"},
        {**SAME, "external_id": "l2", "text": "another FOUR words here", "claimant": "SENATOR ANN"},
        origin="liar",
        on_duplicate="link",
    )
    assert done.counts.linked == 2


def test_the_claim_with_the_same_claimant_is_the_one_that_is_linked() -> None:
    load(
        {**THERE, "claimant": ""},
        {**THERE, "external_id": "p2", "claimant": "Bo"},
        {**THERE, "external_id": "p3"},
        origin="politifact",
    )
    load(SAME, origin="liar", on_duplicate="link")
    assert ids_of(Claim.objects.get(external_ids__external_id="p3")) == ["liar:l1", "politifact:p3"]


def test_the_same_words_twice_in_a_file_are_reported_and_both_written() -> None:
    done = load(THERE, {**SAME, "external_id": "p2"}, origin="politifact", on_duplicate="link")
    assert codes(done) == [(2, "text", "duplicate_words")]
    assert done.issues[0].issue.message == "text: 'p1' of this file has the same words."
    done = load(THERE, {**SAME, "external_id": "p3"}, origin="politifact", on_duplicate="skip")
    assert codes(done) == [(2, "text", "duplicate_words")]
    assert Claim.objects.count() == 3


def test_two_rows_of_a_file_may_be_linked_to_one_claim() -> None:
    load(THERE, origin="politifact")
    done = load(SAME, {**SAME, "external_id": "l2"}, origin="liar", on_duplicate="link")
    assert done.counts.linked == 2
    assert ids_of(Claim.objects.get()) == ["liar:l1", "liar:l2", "politifact:p1"]


def test_claims_filed_here_and_changed_here_are_found(actor: Actor) -> None:
    claim = create_claim({"text": "Something quite different."}, actor=actor)
    update_claim(claim.pk, {"text": THERE["text"]}, actor=actor)
    version = Claim.objects.get().version
    done = load(SAME, origin="liar", on_duplicate="link")
    assert done.issues[0].issue.message.startswith(f"text: claim {claim.pk} has the same words")
    assert done.counts.linked == 1
    assert Claim.objects.get().version == version + 1
    update_claim(claim.pk, {"text": "Changed again after that."}, actor=actor)
    assert load({**SAME, "external_id": "l2"}, origin="liar").counts.duplicates == 0


def test_a_merged_claim_is_found_as_the_one_that_it_went_into() -> None:
    load(THERE, {**THERE, "external_id": "p2", "text": "Into this one it went."}, origin="politifact")
    first, second = Claim.objects.order_by("pk")
    from claims.actions.actors import OPERATOR

    merge_claim(first.pk, actor=OPERATOR, into=second.pk)
    load(SAME, origin="liar", on_duplicate="link")
    assert ids_of(second) == ["liar:l1", "politifact:p1", "politifact:p2"]


SECOND_HAND = {"verdict_is_second_hand": True, "verdict_label": "false", **VERDICTS}
FIRST_HAND = {"verdict_label": "half-true", "verdict_url": "https://politifact.com/x", **VERDICTS}


def verdicts() -> list[tuple[str, bool, str, int, str]]:
    rows = Verdict.objects.order_by("pk")
    return list(rows.values_list("label", "is_second_hand", "state", "revision", "kind"))


def test_a_second_hand_verdict_gives_way_to_the_publishers_own() -> None:
    load({**THERE, **FIRST_HAND}, origin="politifact")
    done = load({**SAME, **SECOND_HAND}, origin="liar", on_duplicate="link")
    assert codes(done) == [(1, "text", "linked"), (1, "verdict_label", "verdict_conflict")]
    assert done.issues[1].issue.message == (
        "verdict_label: politifact.com judged this claim 'Half True'; the row says 'False', which is left out."
    )
    assert verdicts() == [("Half True", False, "published", 1, "original")]
    assert done.counts.conflicts == 1


def test_a_second_hand_verdict_is_superseded_whenever_the_own_one_comes() -> None:
    load({**SAME, **SECOND_HAND, "verdict_url": FIRST_HAND["verdict_url"]}, origin="liar")
    done = load({**THERE, **FIRST_HAND}, origin="politifact", on_duplicate="link")
    assert codes(done) == [(1, "text", "linked"), (1, "verdict_label", "verdict_conflict")]
    assert done.issues[1].issue.message.endswith("the row says 'Half True', which stands now.")
    assert verdicts() == [
        ("False", True, "superseded", 1, "original"),
        ("Half True", False, "published", 1, "original"),
    ]
    assert Claim.objects.get().current_verdict == Verdict.objects.get(is_second_hand=False)


def test_an_equal_second_hand_label_is_no_conflict_and_no_verdict() -> None:
    load({**THERE, **FIRST_HAND}, origin="politifact")
    done = load({**SAME, **SECOND_HAND, "verdict_label": "Half True"}, origin="liar", on_duplicate="link")
    assert codes(done) == [(1, "text", "linked")]
    assert Verdict.objects.count() == 1


def test_a_data_set_corrects_its_own_second_hand_label_and_no_other_ones() -> None:
    load({**SAME, **SECOND_HAND}, origin="liar")
    done = load({**THERE, **SECOND_HAND, "verdict_label": "true"}, origin="other", on_duplicate="link")
    assert codes(done) == [(1, "text", "linked"), (1, "verdict_label", "verdict_conflict")]
    load({**SAME, **SECOND_HAND, "verdict_label": "half true"}, origin="liar")
    assert verdicts() == [("False", True, "superseded", 1, "original"), ("Half True", True, "published", 2, "update")]


def test_forty_changed_labels_make_forty_updates() -> None:
    rows = [
        {
            "external_id": str(n),
            "text": f"Claim number {n}.",
            **FIRST_HAND,
            "verdict_url": f"https://politifact.com/{n}",
        }
        for n in range(100)
    ]
    load(*rows)
    done = load(*({**row, "verdict_label": "false"} if n < 40 else row for n, row in enumerate(rows)))
    assert (done.counts.updated, done.counts.unchanged, done.counts.conflicts) == (40, 60, 0)
    assert Verdict.objects.filter(kind="update", revision=2, state="published").count() == 40
    assert Verdict.objects.filter(state="superseded").count() == 40


def test_another_label_of_the_same_publisher_is_explicit() -> None:
    load({**THERE, **FIRST_HAND})
    done = load({**THERE, **FIRST_HAND, "verdict_label": "true", "verdict_url": "https://politifact.com/later"})
    assert codes(done) == [(1, "verdict_label", "verdict_conflict")]
    assert Verdict.objects.filter(state="published").count() == 2
    twice = {"publisher": "snopes.com", "scale": "snopes", "label": "True"}
    verdicts = [twice, {**twice, "label": "False"}, twice]
    done = load({"external_id": "2", "text": "Other words.", "verdicts": verdicts})
    assert codes(done) == [(1, "verdicts.2.label", "verdict_conflict")]
    assert Verdict.objects.filter(publisher__domain="snopes.com").count() == 1


def test_what_a_full_file_no_longer_holds_is_explicit() -> None:
    load(*({**THERE, "external_id": str(n)} for n in range(3)))
    load(THERE, origin="other")
    done = load({**THERE, "external_id": "1"}, missing="report")
    from claims.models import ImportIssue

    issues = ImportIssue.objects.filter(batch=done.batch_id).order_by("value")
    gone = [ExternalId.objects.get(origin="desk", external_id=number).claim_id for number in ("0", "2")]
    assert [(one.row_number, one.value, one.code, one.is_refusal) for one in issues] == [
        (None, "0", "missing_from_file", False),
        (None, "2", "missing_from_file", False),
    ]
    assert [one.message for one in issues] == [
        f"external_id: claim {claim_id} is not in the file any more; it stays as it is." for claim_id in gone
    ]
    assert done.counts.missing == 2
    assert Claim.objects.count() == 4
