"""What a caller may do with a claim or a verdict now, and what hinders the rest."""

from collections.abc import Callable
from dataclasses import dataclass

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
    verdict_hindrances,
)


@dataclass(frozen=True)
class Option:
    """A verb, and what hinders it; nothing does where the caller may use it now."""

    verb: str
    hindrances: tuple[Hindrance, ...]


def claim_options(claim: Claim, actor: Actor) -> list[Option]:
    """List every verb of a claim, `draft` (open a verdict) among them, for the caller."""
    facts = claim_facts(claim)
    found = _options("claim", CLAIM_MOVES, claim.status, actor, lambda verb: claim_hindrances(verb, facts))
    may_draft = (*_access("verdict.draft", actor), *claim_hindrances("draft", facts))
    return [*found, Option("draft", may_draft)]


def verdict_options(verdict: Verdict, actor: Actor) -> list[Option]:
    """List every verb of a verdict for the caller."""
    facts, person = verdict_facts(verdict), person_of(actor)

    def guard(verb: str) -> list[Hindrance]:
        return verdict_hindrances(verb, facts, person)

    return _options("verdict", VERDICT_MOVES, verdict.state, actor, guard)


def _options(
    noun: str, moves: Moves, state: str, actor: Actor, guard: Callable[[str], list[Hindrance]]
) -> list[Option]:
    verbs = dict.fromkeys(verb for _, verb in moves if verb not in CONSEQUENCES)
    return [Option(verb, (*_access(f"{noun}.{verb}", actor), *_state(moves, state, verb, guard))) for verb in verbs]


def _state(moves: Moves, state: str, verb: str, guard: Callable[[str], list[Hindrance]]) -> list[Hindrance]:
    try:
        next_state(moves, state, verb)
    except IllegalMoveError as error:
        return [Hindrance("illegal_move", str(error))]
    return guard(verb)


def _access(verb: str, actor: Actor) -> list[Hindrance]:
    try:
        require(actor, verb)
    except AccessError as error:
        return [Hindrance("insufficient_scope", error.lacks)]
    return []
