"""A claim that is loaded is the claim that is posted: the same rows and events, recorded as an import."""

from typing import Any

import pytest

from claims.actions.actors import actor_of
from claims.models import Claim
from tests.api.feed import caught_up, page, read_all
from tests.conftest import MakeApi
from tests.importing import load
from tests.parity.recorded import mark, recorded_since

# Each act has a transaction of its own, as it has in use.
pytestmark = pytest.mark.django_db(transaction=True)

ROW: dict[str, Any] = {
    "text": "WAY: thirty-one rockets were fired.",
    "language": "en-GB",
    "claimed_on": "2019-12",
    "place": "Kirkuk",
    "topics": ["military"],
    "claimant": "Chief of staff WAY",
    "claimant_kind": "person",
    "source_url": "https://wire.example/WAY",
    "source_title": "Base hit",
    "source_publisher": "wire-WAY.example",
    "quote": "31 rockets",
    "voice": "attributed",
    "quantities": ["31 rockets"],
}
BODY: dict[str, Any] = {
    "text": ROW["text"],
    "language": "en-GB",
    "claimed_on": "2019-12",
    "place": "Kirkuk",
    "topics": ["military"],
    "claimant": {"name": ROW["claimant"], "kind": "person"},
    "appearances": [
        {
            "source": {"url": ROW["source_url"], "title": "Base hit", "publisher": {"domain": "wire-WAY.example"}},
            "quote": "31 rockets",
            "voice": "attributed",
            "attributions": [
                {
                    "role": "originator",
                    "named_as": ROW["claimant"],
                    "entity": {"name": ROW["claimant"], "kind": "person"},
                }
            ],
        }
    ],
    "quantities": ["31 rockets"],
}
CHANGED = {"text": "WAY: thirty-two rockets were fired.", "place": "Mosul"}


def named(value: Any, word: str) -> Any:
    """Put a word where the text says WAY."""
    if isinstance(value, dict):
        return {key: named(item, word) for key, item in value.items()}
    if isinstance(value, list):
        return [named(item, word) for item in value]
    return value.replace("WAY", word) if isinstance(value, str) else value


class Ways:
    """One person who files and changes a claim, over HTTP and by a file."""

    def __init__(self, person: Any, api: Any) -> None:
        self.actor, self.api = actor_of(person), api

    def post(self) -> None:
        ids = [{"origin": "desk", "external_id": "xrestx-1"}]
        response = self.api.post("/claims", {**named(BODY, "xrestx"), "external_ids": ids})
        assert response.status_code == 201, response.content

    def load(self) -> None:
        done = load({**named(ROW, "xloadx"), "external_id": "xloadx-1"}, actor=self.actor)
        assert (done.counts.inserted, done.issues) == (1, [])

    def patch(self) -> None:
        claim = Claim.objects.get(external_ids__external_id="xrestx-1")
        response = self.api.patch(f"/claims/{claim.pk}", named(CHANGED, "xrestx"))
        assert response.status_code == 200, response.content

    def load_again(self) -> None:
        done = load({**named(ROW | CHANGED, "xloadx"), "external_id": "xloadx-1"}, actor=self.actor)
        assert (done.counts.updated, done.issues) == (1, [])


@pytest.fixture
def ways(superuser: Any, api_of: MakeApi) -> Ways:
    return Ways(superuser, api_of(superuser))


def traces(ways: Ways, act: Any, word: str) -> tuple[Any, ...]:
    """Perform an act; return its rows, history, verbs and events in an order that is the same for every interface."""
    caught_up()
    marks, cursor = mark(), page(ways.api, after="latest")["next"]
    act()
    events = [one for one in read_all(ways.api, after=cursor) if one["claim"]]
    found = recorded_since(marks, word)
    verbs = {entry.pop("verb") for entry in found}
    for entry in found:
        del entry["reason"]  # of a load, the number of its batch
    return found, verbs, [(one["type"], one["changed"], one["version"], one["actor"]) for one in events]


def test_a_claim_that_is_loaded_is_as_one_that_is_posted(ways: Ways) -> None:
    posted, verbs, events = traces(ways, ways.post, "xrestx")
    loaded, import_verbs, import_events = traces(ways, ways.load, "xloadx")
    assert loaded == posted
    assert (verbs, import_verbs) == ({"claim.create"}, {"import"})
    assert import_events == events
    assert [kind for kind, *_ in events] == ["claim.created"]


def test_a_claim_that_is_loaded_again_changes_as_one_that_is_patched(ways: Ways) -> None:
    ways.post()
    ways.load()
    patched, verbs, events = traces(ways, ways.patch, "xrestx")
    loaded, import_verbs, import_events = traces(ways, ways.load_again, "xloadx")
    of_claim = [entry for entry in loaded if entry["table"] != "ExternalIdEvent"]  # notes what was loaded last
    assert of_claim == patched
    assert (verbs, import_verbs) == ({"claim.update"}, {"import"})
    assert [kind for kind, *_ in import_events] == [kind for kind, *_ in events] == ["claim.updated"]
