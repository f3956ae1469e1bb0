"""A load leaves the words that a verdict of ours judged, and says so; so does its reversal."""

from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.imports.revert.revert_batch import revert_import
from claims.models import Claim, ImportIssue, Verdict
from tests.desk import Desk
from tests.importing import load

pytestmark = pytest.mark.django_db(transaction=True)

ROW: dict[str, Any] = {
    "external_id": "1", "text": "The strikes killed 19.", "claimant": "Ann", "claimed_on": "2019-12-30",
    "source_url": "https://a.example/1", "attribution_described_as": "an aide",
}  # fmt: skip
OTHER: dict[str, Any] = {**ROW, "text": "The strikes killed 20.", "claimant": "Bo", "claimed_on": "2019-12-31"}


@pytest.fixture
def desk(desk: Desk, own_publisher: Any) -> Desk:
    return desk


def judged(desk: Desk, state: str) -> Verdict:
    """Load a claim, and judge it."""
    load(ROW)
    claim = Claim.objects.get()
    claim.status = "triaged"
    claim.save(update_fields=["status"])
    return desk.verdict(state, claim)


def test_a_load_that_rewords_sends_a_verdict_under_review_back_to_its_draft(desk: Desk) -> None:
    verdict = judged(desk, "scheduled")
    load({**ROW, "text": OTHER["text"]})
    verdict.refresh_from_db()
    assert (verdict.state, Claim.objects.get().text) == ("draft", OTHER["text"])
    assert not verdict.approvals.filter(is_void=False).exists()


def test_a_load_leaves_the_only_appearance_beside_the_one_that_it_brings(desk: Desk) -> None:
    judged(desk, "published")
    done = load({**ROW, "source_url": "https://b.example/1"})
    urls = {one.source.url for one in Claim.objects.get().appearances.all()}
    assert urls == {"https://a.example/1", "https://b.example/1"}
    assert [one.field for one in ImportIssue.objects.filter(batch=done.batch_id)] == ["source_url"]


def test_a_reversal_leaves_what_was_judged_since(desk: Desk) -> None:
    load({name: value for name, value in ROW.items() if not name.startswith(("source", "attribution"))})
    again = load(OTHER)
    claim = Claim.objects.get()
    claim.status = "triaged"
    claim.save(update_fields=["status"])
    desk.verdict("published", claim)
    revert_import(again.batch_id, actor=OPERATOR)
    claim.refresh_from_db()
    assert (claim.text, str(claim.claimant), str(claim.claimed_on)) == (OTHER["text"], "Bo", "2019-12-31")
    assert claim.appearances.get().attributions.exists()
