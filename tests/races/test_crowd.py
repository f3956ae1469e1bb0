"""Fifty callers write to one claim at the same moment."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from claims.models import Claim, Verdict
from claims.models.history import ClaimEvent
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.desk import Desk
from tests.races.together import WAYS, Race

pytestmark = pytest.mark.django_db(transaction=True)

Call = Callable[[], Any]


@pytest.fixture(params=WAYS)
def race(request: Any) -> Race:
    """A way to run calls at once."""
    way: Race = request.param
    return way


def ten(call: Callable[[int], Call]) -> list[Call]:
    return [call(number) for number in range(10)]


def test_every_call_is_done_completely_or_refused(
    race: Race, desk: Desk, make_user: MakeUser, api_of: MakeApi, settings: Any
) -> None:
    settings.VERDICT_APPROVALS = 3
    verdict = desk.verdict("in_review")
    claim = Claim.objects.get(pk=verdict.claim_id)
    here, people = f"/claims/{claim.pk}", [api_of(make_user("editor")) for _ in range(10)]
    writer = api_of(desk.writer)
    tag = people[0].get(here).headers["ETag"]

    def add(number: int) -> Call:
        body = {
            "source": {"url": f"https://paper.example/{number}"},
            "quote": f"{number}",
            "attributions": [{"named_as": "a medic"}],
        }
        return partial(client(people[number]).post, f"{here}/appearances", body)

    def approve(number: int) -> Call:
        return partial(client(people[number]).post, f"/verdicts/{verdict.pk}/approve")

    def reword(number: int) -> Call:
        return partial(client(people[number]).patch, here, {"text": f"{number} died."}, headers={"If-Match": tag})

    def open_another(number: int) -> Call:
        return partial(client(people[number]).post, f"{here}/verdicts", {"summary": f"{number}"})

    def recall(number: int) -> Call:
        return partial(client(writer).post, f"/verdicts/{verdict.pk}/recall", {"reason": f"{number}"})

    kinds = [add, approve, reword, open_another, recall]
    calls = [call for several in zip(*(ten(kind) for kind in kinds), strict=True) for call in several]
    responses = race(*calls, claims=[claim.pk], refusals=())

    answers = {
        kind.__name__: Counter(one.status_code for one in responses[place :: len(kinds)])
        for place, kind in enumerate(kinds)
    }
    done = sum(count for counter in answers.values() for status, count in counter.items() if status < 300)
    assert {status for counter in answers.values() for status in counter} <= {200, 201, 409, 412}
    assert answers["add"] == {201: 10}
    assert answers["reword"][200] <= 1
    assert answers["reword"][412] == 10 - answers["reword"][200]
    assert answers["open_another"] == {409: 10}
    # Only the first of all writers has the version for a rewording, and that recalls the verdict before anybody else.
    assert answers["recall"] == ({409: 10} if answers["reword"][200] else {200: 1, 409: 9})
    assert answers["approve"][200] <= 3

    after = Claim.objects.get(pk=claim.pk)
    assert after.version == claim.version + done
    assert after.appearances.count() == 1 + 10
    assert all(row.attributions.count() == 1 for row in after.appearances.exclude(quote=""))
    assert Verdict.objects.get(claim=claim).state == "draft"
    assert verdict.approvals.count() == answers["approve"][200]
    assert not verdict.approvals.filter(is_void=False).exists()
    events = ClaimEvent.objects.filter(pgh_obj=claim.pk, version__gt=claim.version)
    assert sorted(events.values_list("version", flat=True)) == list(range(claim.version + 1, after.version + 1))
    assert len(set(events.values_list("pgh_xid", flat=True))) == done


def client(api: ApiClient) -> ApiClient:
    """Return another client with the same token, for another thread."""
    other = ApiClient()
    other.defaults = dict(api.defaults)
    return other
