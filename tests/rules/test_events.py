"""What the feed calls what was done."""

import pytest

from claims.rules.events import EVENT_TYPES, INTERNAL_TYPES, event_type, seen_as
from claims.rules.verbs import NEEDS

# What claim.update needs for words that were judged: it leaves the event of claim.update.
WITHOUT_EVENT = {"claim.reword"}


@pytest.mark.parametrize(
    "verb", [verb for verb in NEEDS if verb not in WITHOUT_EVENT and verb.partition(".")[0] in {"claim", "verdict"}]
)
def test_every_verb_of_claims_and_verdicts_has_its_own_event(verb: str) -> None:
    noun, _, done = verb.partition(".")
    if done != "read":
        assert event_type(verb, is_new=False).startswith(f"{noun}.")
        assert (event_type(verb, is_new=False) == "claim.updated") == (verb == "claim.update")


@pytest.mark.parametrize("verb", ["", "import", "user.update", "sample.load", "entity.update"])
def test_what_came_by_another_way_is_created_or_updated(verb: str) -> None:
    assert event_type(verb, is_new=True) == "claim.created"
    assert event_type(verb, is_new=False) == "claim.updated"


def test_types_are_a_noun_and_what_was_done_to_it() -> None:
    assert len(set(EVENT_TYPES)) == len(EVENT_TYPES)
    assert all(len(name.split(".")) == 2 for name in EVENT_TYPES)
    assert set(EVENT_TYPES) > INTERNAL_TYPES


@pytest.mark.parametrize(
    ("found", "nouns", "seen_type"),
    [
        ("claim.triaged", {"claim"}, "claim.triaged"),
        ("claim.created", set(), "claim.created"),
        ("evidence.added", {"evidence"}, "evidence.added"),
        ("evidence.added", {"claim"}, "claim.updated"),
        ("verdict.published", {"claim", "verdict"}, "verdict.published"),
        ("verdict.approved", {"claim", "verdict"}, "claim.updated"),
        ("note.added", {"claim"}, "claim.updated"),
    ],
)
def test_those_outside_know_an_event_by_what_they_see_of_it(found: str, nouns: set[str], seen_type: str) -> None:
    assert seen_as(found, nouns) == seen_type
