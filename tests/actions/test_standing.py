"""Every way of setting a claim's current verdict follows the same rule."""

import datetime as dt
import random
from typing import Any

import pytest

from claims.actions import claim_moves
from claims.actions.actors import OPERATOR
from claims.actions.checked_claims import create_checked_claim
from claims.actions.imports.revert.revert_batch import revert_import
from claims.actions.merging import merge_claim
from claims.actions.verdict_moves import retract_verdict
from claims.models import Claim, Publisher, Verdict
from claims.rules.standing import PublishedVerdict, standing_verdict
from tests.desk import Desk
from tests.importing import load

pytestmark = pytest.mark.django_db

DAYS = ("2019-01-01", "2020-01-01", "2021-01-01")
LABELS = ("true", "false")


def check(claim: Claim) -> None:
    """Assert that the verdict that stands is the claim's current one."""
    rows = list(claim.verdicts.filter(state="published").select_related("publisher"))
    expected = standing_verdict(
        PublishedVerdict(row.pk, row.is_imported, row.publisher.is_own, row.is_second_hand, row.published_at)
        for row in rows
    )
    claim.refresh_from_db()
    assert claim.current_verdict_id == expected
    assert (
        next(iter(claim.verdicts.filter(state="published").by_standing().values_list("pk", flat=True)), None)
        == expected
    )


def verdict(chance: random.Random, domains: list[str], number: int) -> dict[str, Any]:
    return {
        "publisher": chance.choice(domains),
        "label": chance.choice(LABELS),
        "scale": "true-false",
        "url": f"https://reviews.example/{number}",
        **({"published_on": chance.choice(DAYS)} if chance.random() < 0.8 else {}),
        "is_second_hand": chance.random() < 0.3,
    }


class Newsroom:
    """Acts that change which verdict stands, at random."""

    def __init__(self, desk: Desk, own: Publisher, seed: int) -> None:
        self.desk, self.chance = desk, random.Random(seed)  # noqa: S311
        self.domains = [own.domain, "a.example", "b.example"]
        self.batches: list[int] = []
        self.ours: list[Verdict] = []

    def load(self) -> None:
        """Import a claim with verdicts, or others of the same claim."""
        verdicts = [
            verdict(self.chance, self.domains, self.chance.randrange(6)) for _ in range(self.chance.randrange(4))
        ]
        origin = self.chance.choice(["one", "two", "three"])
        row = {"external_id": "1", "text": f"Said in {origin}.", "verdicts": verdicts}
        done = load(row, origin=origin)
        assert done.counts.refused == 0
        self.batches.append(done.batch_id)

    def revert(self) -> None:
        """Revert one of the imports."""
        if self.batches:
            revert_import(self.batches.pop(self.chance.randrange(len(self.batches))), actor=OPERATOR)

    def publish(self) -> None:
        """Publish a verdict of ours on a claim that has none."""
        claim = self.claims().exclude(verdicts__is_imported=False).order_by("pk").last()
        if claim is None:
            return
        if claim.status == "new":
            claim_moves.triage_claim(claim.pk, actor=self.desk.writing)
        self.ours.append(self.desk.verdict("published", Claim.objects.get(pk=claim.pk)))

    def retract(self) -> None:
        """Retract one of our verdicts."""
        if self.ours:
            retract_verdict(self.ours.pop().pk, actor=self.desk.editing, note="It was wrong.")

    def merge(self) -> None:
        """Merge a claim without a verdict of ours into another."""
        claims, others = list(self.claims().exclude(verdicts__is_imported=False)), list(self.claims())
        if claims and len(others) > 1:
            claim = self.chance.choice(claims)
            into = self.chance.choice([other for other in others if other != claim])
            merge_claim(claim.pk, actor=self.desk.editing, into=into.pk, reason="The same.")

    @staticmethod
    def claims() -> Any:
        """Return the claims that are not merged."""
        return Claim.objects.filter(merged_into=None).order_by("pk")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(10))
def test_every_way_agrees_on_random_verdicts(desk: Desk, own_publisher: Publisher, seed: int) -> None:
    newsroom = Newsroom(desk, own_publisher, seed)
    acts = [newsroom.load, newsroom.load, newsroom.publish, newsroom.retract, newsroom.merge, newsroom.revert]
    for act in [newsroom.load, newsroom.load, newsroom.load, *newsroom.chance.choices(acts, k=12)]:
        act()
        for claim in newsroom.claims():
            check(claim)


def test_a_merge_leaves_our_own_archive_before_others(desk: Desk, own_publisher: Publisher) -> None:
    archive = {"publisher": own_publisher.domain, "label": "false", "scale": "true-false", "published_on": "2019-01-01"}
    other = {"publisher": "a.example", "label": "true", "scale": "true-false", "published_on": "2020-01-01"}
    load({"external_id": "1", "text": "So it is.", "verdicts": [archive, other]})
    claim = Claim.objects.get()
    assert claim.current_verdict is not None
    merge_claim(desk.claim("new").pk, actor=desk.editing, into=claim.pk, reason="The same.")
    claim.refresh_from_db()
    assert claim.current_verdict.publisher == own_publisher


def test_a_claim_filed_with_verdicts_shows_our_own_archive(own_publisher: Publisher) -> None:
    moment = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    verdicts = [
        {"publisher": own_publisher.domain, "label": "False", "published_at": moment},
        {"publisher": "a.example", "label": "True", "published_at": moment + dt.timedelta(days=1)},
    ]
    check(create_checked_claim({"text": "So it is.", "verdicts": verdicts}, actor=OPERATOR))
