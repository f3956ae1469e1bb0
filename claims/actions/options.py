"""What a caller may do with a claim or a verdict now, and what blocks the rest."""

from collections.abc import Callable
from dataclasses import dataclass

from claims.actions.drafts import claim_facts
from claims.actions.verdict_moves import person_of, verdict_facts
from claims.models.claim import Claim
from claims.models.verdict import Verdict
from claims.rules.access import AccessError, Actor, require
from claims.rules.verbs import CLAIM_MOVES, VERDICT_MOVES, IllegalMoveError, Moves, Verb, next_state, offered_on
from claims.rules.workflow import Blocker, claim_blockers, refuse_edit, verdict_blockers


@dataclass(frozen=True)
class Option:
    """A verb and its blockers; the caller may use it now if there are none."""

    verb: str
    blockers: tuple[Blocker, ...]


def claim_options(claim: Claim, actor: Actor) -> list[Option]:
    """List every verb that is offered on a claim; `draft` (open a verdict) is one of them."""
    facts = claim_facts(claim)

    def blockers(verb: Verb) -> list[Blocker]:
        return _illegal(verb, CLAIM_MOVES, claim.status) or claim_blockers(verb.short, facts)

    return [_option(verb, actor, blockers) for verb in offered_on("claim")]


def verdict_options(verdict: Verdict, actor: Actor) -> list[Option]:
    """List every verb that is offered on a verdict; `edit` (write on the draft) is one of them."""
    facts, person = verdict_facts(verdict), person_of(actor)

    def blockers(verb: Verb) -> list[Blocker]:
        if verb.short == "edit":
            return _attempt(lambda: refuse_edit(verdict.state))
        return _illegal(verb, VERDICT_MOVES, verdict.state) or verdict_blockers(verb.short, facts, person)

    return [_option(verb, actor, blockers) for verb in offered_on("verdict")]


def _option(verb: Verb, actor: Actor, blockers: Callable[[Verb], list[Blocker]]) -> Option:
    """Check what blocks a verb only if the caller may use it at all: a blocker reveals what is not public."""
    return Option(verb.short, tuple(_access(verb.name, actor) or blockers(verb)))


def _illegal(verb: Verb, moves: Moves, state: str) -> list[Blocker]:
    """Check the state, if the verb moves it."""
    return _attempt(lambda: next_state(moves, state, verb.short)) if verb.moves else []


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
