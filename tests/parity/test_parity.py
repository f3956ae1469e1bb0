"""One and the same act leaves the same rows, history, verb and events behind, whichever way it came in."""

from typing import Any

import pytest

from claims.actions.actors import actor_of
from claims.actions.nouns import create_noun
from claims.models import Source
from claims.rules.verbs import NEEDS, VERBS
from tests.admin.conftest import browse  # noqa: F401
from tests.api.feed import caught_up, page, read_all
from tests.conftest import MakeApi
from tests.desk import Desk
from tests.parity.acts import ACTS, BY_IMPORT, NOT_BY_IMPORT, ONE_WAY
from tests.parity.recorded import comparable, mark, recorded_since
from tests.parity.ways import World

# Each act has a transaction of its own, as it has in use.
pytestmark = pytest.mark.django_db(transaction=True)

WAYS = ("rest", "admin")


@pytest.fixture
def world(desk: Desk, superuser: Any, api_of: MakeApi, browse: Any) -> World:  # noqa: F811
    source = create_noun(Source, {"title": "Crater survey", "kind": "data_set"}, actor=actor_of(superuser))
    return World(desk, superuser, actor_of(superuser), api_of(superuser), browse(superuser), source.pk)


def test_every_verb_is_compared_or_declared_to_have_one_way_in() -> None:
    written = {name for name in NEEDS if not name.endswith(".read")}
    assert ACTS.keys() | ONE_WAY.keys() == written, "a verb was added: add its act here, or say why it has one way in"
    assert not ACTS.keys() & ONE_WAY.keys()
    assert {VERBS[name].noun for name in written - BY_IMPORT} <= NOT_BY_IMPORT.keys(), "say why a load does not do this"
    for name, act in ACTS.items():
        ways = {way for way in WAYS if getattr(act, way) is not None}
        assert ways | act.absent.keys() == set(WAYS), name
        assert not ways & act.absent.keys(), name


def traces(world: World, name: str, way: str) -> dict[str, Any]:
    """Prepare an act, do it by one way in, and return what it left behind."""
    act = ACTS[name]
    word = f"x{way}x"  # stands in what has to differ
    thing = act.prepare(world, word)
    thing.way = word
    caught_up()
    marks, cursor = mark(), page(world.api, after="latest")["next"]
    getattr(act, way)(world, thing)
    events = read_all(world.api, after=cursor)
    row = None if thing.row is None else type(thing.row).objects.filter(pk=thing.row.pk).first()
    return {
        "row": row and comparable(row, word),
        "history": recorded_since(marks, word),
        "events": [(one["type"], one["changed"], one["version"], one["actor"]) for one in events],
    }


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", [name for name, act in ACTS.items() if not act.absent])
def test_an_act_is_the_same_over_http_and_in_the_admin(name: str, world: World) -> None:
    over_http, in_admin = (traces(world, name, way) for way in WAYS)
    assert over_http == in_admin
    if name.startswith("token."):
        return  # tokens have no history
    assert {entry["verb"] for entry in over_http["history"]} == {name}
    event = VERBS[name].event
    assert {kind for kind, *_ in over_http["events"]} >= ({event} if event else set())


@pytest.mark.parametrize("name", [name for name, act in ACTS.items() if act.absent])
def test_an_act_of_one_way_in_is_recorded_by_its_verb(name: str, world: World) -> None:
    (way,) = (way for way in WAYS if way not in ACTS[name].absent)
    assert {entry["verb"] for entry in traces(world, name, way)["history"]} == {name}


def test_a_note_that_was_added_in_the_admin_is_found_by_its_event(world: World) -> None:
    thing = ACTS["note.create"].prepare(world, "admin")
    caught_up()
    cursor = page(world.api, after="latest")["next"]
    act = ACTS["note.create"].admin
    assert act is not None
    thing.way = "admin"
    act(world, thing)
    (event,) = read_all(world.api, after=cursor, types="note.added")
    assert event["claim"]["id"] == thing.row.pk if isinstance(event["claim"], dict) else event["claim"] == thing.row.pk
