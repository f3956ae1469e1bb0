"""Claims that are merged while others merge them, judge them or write to them."""

from functools import partial
from itertools import permutations
from typing import Any

import pytest
from django.db import OperationalError

from claims.actions import drafts
from claims.actions.claim_moves import decline_claim
from claims.actions.input import InputError
from claims.actions.merging import merge_claim
from claims.actions.parts import add_part
from claims.actions.verdict_moves import publish_verdict
from claims.models import Claim
from tests.desk import Desk
from tests.races.together import REFUSALS, WAYS, Race, queued, refusals, won

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=WAYS)
def race(request: Any) -> Race:
    """A way to run calls at once."""
    way: Race = request.param
    return way


def merging(desk: Desk, claim: Claim, target: Claim) -> Any:
    return partial(merge_claim, claim.pk, actor=desk.editing, into=target.pk)


def assert_no_chain() -> None:
    for claim in Claim.objects.filter(merged_into__isnull=False).select_related("merged_into"):
        assert claim.merged_into is not None
        assert claim.merged_into.merged_into_id is None


def test_two_claims_into_each_other(race: Race, desk: Desk) -> None:
    one, two = desk.claim("new"), desk.claim("new")
    results = race(merging(desk, one, two), merging(desk, two, one), claims=[one.pk, two.pk])
    assert len(won(results)) == 1
    assert refusals(results) in (["merged"], ["IllegalMoveError"])
    assert Claim.objects.filter(status="merged").count() == 1
    assert_no_chain()
    remaining = Claim.objects.get(merged_into__isnull=True)
    assert remaining.appearances.count() == 1  # both had the same one


def test_one_claim_into_two(race: Race, desk: Desk) -> None:
    one, two, three = (desk.claim("new", text=text) for text in ("One.", "Two.", "Three."))
    results = race(merging(desk, one, two), merging(desk, one, three), claims=[one.pk, two.pk, three.pk])
    assert refusals(results) == ["IllegalMoveError"]
    one.refresh_from_db()
    assert one.merged_into_id in {two.pk, three.pk}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_ring_of_three(order: tuple[int, ...], desk: Desk) -> None:
    claims = [desk.claim("new", text=text) for text in ("One.", "Two.", "Three.")]
    acts = [merging(desk, claims[number], claims[(number + 1) % 3]) for number in order]
    results = queued(*acts, claims=[claim.pk for claim in claims], refusals=(*REFUSALS, OperationalError))
    assert won(results)
    assert_no_chain()
    assert Claim.objects.filter(merged_into__isnull=True).exists()


def test_merging_against_opening_a_draft(race: Race, desk: Desk) -> None:
    claim, target = desk.claim(text="One."), desk.claim(text="Two.")
    opening = partial(drafts.open_draft, claim.pk, {}, actor=desk.writing)
    results = race(merging(desk, claim, target), opening, claims=[claim.pk])
    assert refusals(results) in (["open_verdict"], ["claim_status"])
    claim.refresh_from_db()
    assert (claim.status == "merged") == (claim.verdicts.count() == 0)


def test_declining_against_opening_a_draft(race: Race, desk: Desk) -> None:
    claim = desk.claim()
    opening = partial(drafts.open_draft, claim.pk, {}, actor=desk.writing)
    declining = partial(decline_claim, claim.pk, actor=desk.editing, code="opinion")
    results = race(declining, opening, claims=[claim.pk])
    assert refusals(results) in (["open_verdict"], ["claim_status"])
    claim.refresh_from_db()
    assert (claim.status == "declined") == (claim.verdicts.count() == 0)


def test_merging_against_filing_a_part(race: Race, desk: Desk) -> None:
    claim, target = desk.claim("new", text="One."), desk.claim("new", text="Two.")
    filing = partial(add_part, "notes", claim.pk, {"text": "Ring the hospital."}, actor=desk.writing)
    results = race(merging(desk, claim, target), filing, claims=[claim.pk], refusals=(*REFUSALS, InputError))
    assert not claim.notes.exists()
    assert target.notes.count() == (0 if isinstance(results[1], InputError) else 1)


def test_merging_into_what_is_being_published(race: Race, desk: Desk) -> None:
    verdict, claim = desk.verdict("approved"), desk.claim("new", text="Two.", quantities=["25 people"])
    results = race(
        merging(desk, claim, verdict.claim),
        partial(publish_verdict, verdict.pk, actor=desk.editing),
        claims=[verdict.claim_id],
    )
    assert refusals(results) == []
    target = Claim.objects.get(pk=verdict.claim_id)
    assert (target.status, target.current_verdict_id, target.quantities.count()) == ("checked", verdict.pk, 1)
