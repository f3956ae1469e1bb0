"""A load, and its reversal, leave what a released verdict of ours judged, and report the row."""

from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.imports.revert.revert_batch import revert_import
from claims.models import Claim
from tests.desk import Desk
from tests.importing import codes, counts, load

pytestmark = pytest.mark.django_db(transaction=True)

ROW: dict[str, Any] = {
    "external_id": "1", "text": "31 rockets hit the base.", "claimant": "Ann", "claimed_on": "2019-12",
    "source_url": "https://a.example/x",
}  # fmt: skip
WORDS = "32 rockets hit the base."


def judged(desk: Desk) -> Claim:
    """Load a claim and publish a verdict of ours on it."""
    load(ROW)
    claim = Claim.objects.get()
    desk._worked_on(claim, "checked")
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("is_overwriting", [False, True])
def test_a_load_reports_what_was_judged_and_leaves_it(desk: Desk, is_overwriting: bool) -> None:
    claim = judged(desk)
    changed = {**ROW, "text": WORDS, "claimant": "Bo", "claimed_on": "2019-12-28", "place": "Kirkuk"}
    for _ in range(2):
        done = load(changed, is_overwriting=is_overwriting)
        found = {(field, code) for _, field, code in codes(done)}
        assert {("text", "words_judged"), ("claimant", "words_judged"), ("claimed_on", "words_judged")} <= found
        assert counts(done)["conflicts"] == 3
        assert "refused" not in counts(done)
    now = Claim.objects.get()
    assert (now.text, str(now.claimant), now.claimed_on) == (claim.text, "Ann", claim.claimed_on)
    assert now.place == "Kirkuk"


def test_a_load_keeps_the_only_appearance_of_what_was_judged(desk: Desk) -> None:
    claim = judged(desk)
    load({name: value for name, value in ROW.items() if name != "source_url"}, is_overwriting=True)
    assert claim.appearances.count() == 1


def test_a_load_that_rewords_an_unjudged_claim_recalls_its_open_verdict(desk: Desk) -> None:
    load(ROW)
    claim = Claim.objects.get()
    desk._worked_on(claim, "in_progress")
    claim.refresh_from_db()
    verdict = desk.verdict("approved", claim)
    load({**ROW, "text": WORDS})
    verdict.refresh_from_db()
    assert (verdict.state, Claim.objects.get().text) == ("draft", WORDS)


def test_a_reversal_leaves_what_was_judged_since(desk: Desk) -> None:
    load(ROW)
    done = load({**ROW, "text": WORDS, "place": "Kirkuk", "source_url": "https://b.example/x"})
    claim = Claim.objects.get()
    desk._worked_on(claim, "checked")
    revert_import(done.batch_id, actor=OPERATOR)
    claim.refresh_from_db()
    assert (claim.text, claim.place) == (WORDS, "")
    assert claim.appearances.exists()
