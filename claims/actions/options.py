"""What a caller may do with a claim or a verdict now, and what hinders the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from claims.actions.drafts import claim_facts
from claims.actions.verdict_moves import person_of, verdict_facts
from claims.models.claim import Claim
from claims.models.verdict import Verdict
from claims.rules.access import AccessError, Actor, require
from claims.rules.workflow import (
    CLAIM_MOVES,
    CONSEQUENCES,
    VERDICT_MOVES,
    Hindrance,
    IllegalMoveError,
    Moves,
    claim_hindrances,
    next_state,
    refuse_edit,
    verdict_hindrances,
)


@dataclass(frozen=True)
class Option:
    """A verb, and what hinders it; nothing does where the caller may use it now."""

    verb: str
    hindrances: tuple[Hindrance, ...]


def claim_options(claim: Claim, actor: Actor) -> list[Option]:
    """List every verb of a claim for the caller, `assign` and `draft` (open a verdict) among them."""
    facts = claim_facts(claim)

    def guard(verb: str) -> list[Hindrance]:
        return claim_hindrances(verb, facts)

    return [
        *_options("claim", CLAIM_MOVES, claim.status, actor, guard),
        _option("assign", "claim.assign", actor, lambda: guard("assign")),
        _option("draft", "verdict.draft", actor, lambda: guard("draft")),
    ]


def verdict_options(verdict: Verdict, actor: Actor) -> list[Option]:
    """List every verb of a verdict for the caller, `edit` (write on the draft) among them."""
    facts, person = verdict_facts(verdict), person_of(actor)

    def guard(verb: str) -> list[Hindrance]:
        return verdict_hindrances(verb, facts, person)

    return [
        _option("edit", "verdict.edit", actor, lambda: _attempt(lambda: refuse_edit(verdict.state))),
        *_options("verdict", VERDICT_MOVES, verdict.state, actor, guard),
    ]


def _options(
    noun: str, moves: Moves, state: str, actor: Actor, guard: Callable[[str], list[Hindrance]]
) -> list[Option]:
    verbs = dict.fromkeys(verb for _, verb in moves if verb not in CONSEQUENCES)

    def hindrances(verb: str) -> list[Hindrance]:
        return _attempt(lambda: next_state(moves, state, verb)) or guard(verb)

    return [_option(verb, f"{noun}.{verb}", actor, partial(hindrances, verb)) for verb in verbs]


def _option(name: str, verb: str, actor: Actor, hindrances: Callable[[], list[Hindrance]]) -> Option:
    """Look at what hinders a verb only where the caller may use it at all: it tells of what is not public."""
    return Option(name, tuple(_access(verb, actor) or hindrances()))


def _attempt(move: Callable[[], object]) -> list[Hindrance]:
    try:
        move()
    except IllegalMoveError as error:
        return [Hindrance("illegal_move", str(error))]
    return []


def _access(verb: str, actor: Actor) -> list[Hindrance]:
    try:
        require(actor, verb)
    except AccessError as error:
        return [Hindrance("insufficient_scope", error.lacks)]
    return []
