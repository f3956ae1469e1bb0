"""The table of verbs: it holds every verb that is recorded, and its two halves fit each other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.actions.verbs import ACTIONS
from claims.rules.verbs import NEEDS, VERBS, Verb, moves_of, offered_on
from claims.rules.vocabulary import CLAIM_STATUSES, VERDICT_STATES
from factcheck.paths import BASE_DIR

STATES = {"claim": CLAIM_STATUSES, "verdict": VERDICT_STATES}


def recorded_verbs() -> Iterator[tuple[str, str]]:
    """List each file with the verbs that it names in a call: `change(…, verb="claim.update")`."""
    for path in sorted(Path(BASE_DIR, "claims").glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.Constant):
                yield str(path.relative_to(BASE_DIR)), str(node.value.value)


def test_every_verb_that_is_recorded_is_in_the_table() -> None:
    found = list(recorded_verbs())
    assert len(found) > 20
    assert [one for one in found if one[1] not in VERBS] == []


def test_every_verb_that_writes_has_its_function() -> None:
    written = {name for name in NEEDS if not name.endswith(".read")}
    without = {
        "import.run",  # a load is requested, and not called as a function
        "claim.reword",  # this is what claim.update needs for words that a released verdict judged
    }
    assert written - ACTIONS.keys() == without
    assert ACTIONS.keys() <= written


@pytest.mark.parametrize("noun", STATES)
def test_moves_lead_from_state_to_state(noun: str) -> None:
    for (start, verb), end in moves_of(noun).items():
        assert {start, end} <= set(STATES[noun]), verb


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_a_verb_is_complete(verb: Verb) -> None:
    assert not (verb.is_consequence and verb.need), "a consequence is nobody's"
    assert not verb.on or verb in offered_on(verb.on)
    if verb.on:
        assert verb.need is not None
        assert verb.event
    if verb.event:
        assert verb.event.partition(".")[0].replace("_", "") == verb.noun, "an event is of the noun of its verb"
