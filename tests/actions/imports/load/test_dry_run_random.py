"""For random files and databases, a dry run reports exactly what the load then does."""

import itertools
import random
from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.claims import update_claim
from claims.actions.imports.load.chunk_reader import Pace
from claims.models import Claim, ExternalId
from tests.actions.imports.load.test_dry_run import both
from tests.importing import VERDICTS, load

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exhaustive]

MODES = ("upsert", "upsert", "insert-only", "update-only")
DUPLICATES = ("create", "link", "skip")


class Desk:
    """Files of a few claims, names and sources, so that rows meet one another and what is there."""

    def __init__(self, seed: int) -> None:
        self.chance, self.numbers = random.Random(seed), itertools.count()  # noqa: S311

    def row(self) -> dict[str, Any]:
        pick = self.chance.choice
        said = pick("abcdef")
        row: dict[str, Any] = {
            "external_id": str(self.chance.randint(1, 12)),
            "text": pick([f"The words of claim {said} are these.", f"the words, of claim {said}: are these", "Few."]),
            "claimant": pick(["Ann", "ann", "Bo", "Smith", ""]),
            "claimed_on": pick(["2019", "2019-05-14", "no date", "", ""]),
            "place": pick(["Qaim", "", "Mosul"]),
            "topics": pick([["iraq"], [], ["iraq", "war"]]),
            "quantities": pick([["31 rockets"], [], ["31 rockets", "2 soldiers"]]),
            "source_url": pick(["https://example.org/a", "https://example.org/b", "", "no address"]),
            "quote": pick(["", "31 rockets"]),
        }
        if row["claimant"] == "Smith":
            row["claimant_disambiguation"] = pick(["senator", "actor", ""])
        if not row["source_url"]:
            del row["quote"]
        if self.chance.random() < 0.6:
            row |= VERDICTS | {"verdict_label": pick(["true", "false", "half true", "no such label"])}
            row["verdict_url"] = f"https://politifact.com/{said}"
        return row

    def rows(self) -> list[dict[str, Any]]:
        rows = [self.row() for _ in range(self.chance.randint(1, 14))]
        return rows + self.chance.choices(rows, k=self.chance.randint(0, 3))

    def edit(self) -> None:
        """Edit a claim as a person, and add a second external id of the same file to another, as a merge does."""
        claims = list(Claim.objects.order_by("pk"))
        if not claims:
            return
        update_claim(self.chance.choice(claims).pk, {"place": self.chance.choice(["Kirkuk", ""])}, actor=OPERATOR)
        for number in self.chance.choices(range(1, 13), k=4):
            claim = self.chance.choice(claims)
            ExternalId.objects.get_or_create(origin="desk", external_id=str(number), defaults={"claim": claim})


@pytest.mark.parametrize("seed", range(12))
def test_a_dry_run_and_the_load_tell_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pace, "MOST", 8)  # chunks of two rows, then of more
    monkeypatch.setattr(Pace, "LEAST", 2)
    desk = Desk(seed)
    load(*desk.rows(), origin="other")
    load(*desk.rows())
    desk.edit()
    for _ in range(3):
        both(
            *desk.rows(),
            mode=desk.chance.choice(MODES),
            on_duplicate=desk.chance.choice(DUPLICATES),
            missing=desk.chance.choice(("ignore", "report")),
            is_overwriting=desk.chance.random() < 0.3,
        )
