"""The verbs of a claim's own work: triage, start, assign, decline, reopen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet

from claims.actions.change import change
from claims.actions.claims import refuse_merged
from claims.actions.drafts import claim_facts
from claims.actions.input import InputError
from claims.models.claim import Claim
from claims.models.user import User
from claims.rules.access import Actor
from claims.rules.verbs import CLAIM_MOVES, next_state
from claims.rules.workflow import BlockedError, claim_blockers


def triage_claim(claim_id: int, *, actor: Actor, priority: str | None = None, if_version: int | None = None) -> Claim:
    """Take a new claim up as one to be checked, with its priority where one is given."""
    with _moved(claim_id, "triage", actor=actor, if_version=if_version) as (claim, state):
        _set(claim, status=state, **({"priority": priority} if priority else {}))
        return claim


def start_claim(claim_id: int, *, actor: Actor, if_version: int | None = None) -> Claim:
    """Begin to check a claim; the person who does is its assignee where it has none."""
    with _moved(claim_id, "start", actor=actor, if_version=if_version) as (claim, state):
        person = actor.on_behalf_of_id or actor.user_id
        if claim.assignee_id is None and person is not None and _people().filter(pk=person).exists():
            claim.assignee_id = person
        _set(claim, status=state, assignee_id=claim.assignee_id)
        return claim


def decline_claim(claim_id: int, *, actor: Actor, code: str, reason: str = "", if_version: int | None = None) -> Claim:
    """Say that a claim will not be checked, and why."""
    with _moved(claim_id, "decline", actor=actor, reason=reason, if_version=if_version) as (claim, state):
        _set(claim, status=state, decline_code=code, status_reason=reason)
        return claim


def reopen_claim(claim_id: int, *, actor: Actor, reason: str = "", if_version: int | None = None) -> Claim:
    """Take a declined claim up again."""
    with _moved(claim_id, "reopen", actor=actor, reason=reason, if_version=if_version) as (claim, state):
        _set(claim, status=state, decline_code=None, status_reason=reason)
        return claim


def assign_claim(claim_id: int, *, actor: Actor, assignee: int | None, if_version: int | None = None) -> Claim:
    """Give a claim to a person to work on, or to nobody. Raises InputError for who cannot take it."""
    with change(Claim.objects.filter(pk=claim_id), actor=actor, verb="claim.assign", if_version=if_version) as claim:
        refuse_merged(claim)
        if assignee is not None and not _people().filter(pk=assignee).exists():
            raise InputError("does_not_exist", f"There is no active person {assignee}.", "assignee")
        _set(claim, assignee_id=assignee)
        return claim


def _people() -> QuerySet[User]:
    """Give those who can take a claim: no programs, and nobody who has left."""
    return User.objects.filter(is_active=True, is_service=False)


@contextmanager
def _moved(
    claim_id: int, verb: str, *, actor: Actor, reason: str = "", if_version: int | None = None
) -> Iterator[tuple[Claim, str]]:
    """Lock a claim and give the state that the verb leads to. Raises IllegalMoveError, BlockedError."""
    rows = Claim.objects.filter(pk=claim_id)
    with change(rows, actor=actor, verb=f"claim.{verb}", reason=reason, if_version=if_version) as claim:
        state = next_state(CLAIM_MOVES, claim.status, verb)
        blockers = claim_blockers(verb, claim_facts(claim))
        if blockers:
            raise BlockedError(verb, blockers)
        yield claim, state


def _set(claim: Claim, **values: Any) -> None:
    for name, value in values.items():
        setattr(claim, name, value)
    claim.save(update_fields=[name.removesuffix("_id") for name in values])
