"""What a caller may do with a claim or a verdict now, and what blocks the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from claims.actions.drafts import claim_facts
from claims.actions.verdict_moves import person_of, verdict_facts
from claims.models.claim import Claim
from claims.models.verdict import Verdict
from claims.rules.access import AccessError, Actor, require
from claims.rules.verbs import CLAIM_MOVES, CONSEQUENCES, VERDICT_MOVES, IllegalMoveError, Moves, next_state
from claims.rules.workflow import Blocker, claim_blockers, refuse_edit, verdict_blockers


@dataclass(frozen=True)
class Option:
    """A verb, and what blocks it; nothing does where the caller may use it now."""

    verb: str
    blockers: tuple[Blocker, ...]


def claim_options(claim: Claim, actor: Actor) -> list[Option]:
    """List every verb of a claim for the caller, `assign` and `draft` (open a verdict) among them."""
    facts = claim_facts(claim)

    def guard(verb: str) -> list[Blocker]:
        return claim_blockers(verb, facts)

    return [
        *_options("claim", CLAIM_MOVES, claim.status, actor, guard),
        _option("assign", "claim.assign", actor, lambda: guard("assign")),
        _option("draft", "verdict.draft", actor, lambda: guard("draft")),
    ]


def verdict_options(verdict: Verdict, actor: Actor) -> list[Option]:
    """List every verb of a verdict for the caller, `edit` (write on the draft) among them."""
    facts, person = verdict_facts(verdict), person_of(actor)

    def guard(verb: str) -> list[Blocker]:
        return verdict_blockers(verb, facts, person)

    return [
        _option("edit", "verdict.edit", actor, lambda: _attempt(lambda: refuse_edit(verdict.state))),
        *_options("verdict", VERDICT_MOVES, verdict.state, actor, guard),
    ]


def _options(noun: str, moves: Moves, state: str, actor: Actor, guard: Callable[[str], list[Blocker]]) -> list[Option]:
    verbs = dict.fromkeys(verb for _, verb in moves if verb not in CONSEQUENCES)

    def blockers(verb: str) -> list[Blocker]:
        return _attempt(lambda: next_state(moves, state, verb)) or guard(verb)

    return [_option(verb, f"{noun}.{verb}", actor, partial(blockers, verb)) for verb in verbs]


def _option(name: str, verb: str, actor: Actor, blockers: Callable[[], list[Blocker]]) -> Option:
    """Look at what blocks a verb only where the caller may use it at all: it tells of what is not public."""
    return Option(name, tuple(_access(verb, actor) or blockers()))


def _attempt(move: Callable[[], object]) -> list[Blocker]:
    try:
        move()
    except IllegalMoveError as error:
        return [Blocker("illegal_move", str(error))]
    return []


def _access(verb: str, actor: Actor) -> list[Blocker]:
    try:
        require(actor, verb)
    except AccessError as error:
        return [Blocker("insufficient_scope", error.lacks)]
    return []
