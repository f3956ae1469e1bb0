"""Move a claim through its work: triage, start, assign, decline, reopen."""

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
from claims.rules.refusal import shown
from claims.rules.verbs import CLAIM_MOVES, next_state
from claims.rules.workflow import BlockedError, claim_blockers

ME = "me"


def triage_claim(claim_id: int, *, actor: Actor, priority: str | None = None, if_version: int | None = None) -> Claim:
    """Accept a new claim for checking, with a priority if one is given."""
    with _moved(claim_id, "triage", actor=actor, if_version=if_version) as (claim, state):
        _set(claim, status=state, **({"priority": priority} if priority else {}))
        return claim


def start_claim(claim_id: int, *, actor: Actor, if_version: int | None = None) -> Claim:
    """Start to check a claim. If nobody is assigned, the person who starts is."""
    with _moved(claim_id, "start", actor=actor, if_version=if_version) as (claim, state):
        person = actor.on_behalf_of_id or actor.user_id
        if claim.assignee_id is None and person is not None and _people().filter(pk=person).exists():
            claim.assignee_id = person
        _set(claim, status=state, assignee_id=claim.assignee_id)
        return claim


def decline_claim(claim_id: int, *, actor: Actor, code: str, reason: str = "", if_version: int | None = None) -> Claim:
    """Decline to check a claim, with the reason."""
    with _moved(claim_id, "decline", actor=actor, reason=reason, if_version=if_version) as (claim, state):
        _set(claim, status=state, decline_code=code, status_reason=reason)
        return claim


def reopen_claim(claim_id: int, *, actor: Actor, reason: str = "", if_version: int | None = None) -> Claim:
    """Reopen a declined claim."""
    with _moved(claim_id, "reopen", actor=actor, reason=reason, if_version=if_version) as (claim, state):
        _set(claim, status=state, decline_code=None, status_reason=reason)
        return claim


def assign_claim(claim_id: int, *, actor: Actor, assignee: int | str | None, if_version: int | None = None) -> Claim:
    """Assign a claim to a person, or to nobody.

    The person is named by id, by user name, or as `me`: whoever acts, or on whose behalf a program acts.
    Raises InputError for somebody who cannot be assigned.
    """
    with change(Claim.objects.filter(pk=claim_id), actor=actor, verb="claim.assign", if_version=if_version) as claim:
        refuse_merged(claim)
        _set(claim, assignee_id=None if assignee is None else _person_id(assignee, actor))
        return claim


def _person_id(name: int | str, actor: Actor) -> int:
    """Return the id of an active person. Raises InputError."""
    if name == ME:
        rows = _people().filter(pk=actor.on_behalf_of_id or actor.user_id or 0)
    elif isinstance(name, str):
        rows = _people().filter(username=User.normalize_username(name))
    else:
        rows = _people().filter(pk=name)
    person_id = rows.values_list("pk", flat=True).first()
    if person_id is None:
        message = f"There is no active person {shown(name)}. Send the id or the user name of one, `me`, or null."
        raise InputError("does_not_exist", message, "assignee")
    return person_id


def _people() -> QuerySet[User]:
    """Return the users who can be assigned: active people, not programs."""
    return User.objects.filter(is_active=True, is_service=False)


@contextmanager
def _moved(
    claim_id: int, verb: str, *, actor: Actor, reason: str = "", if_version: int | None = None
) -> Iterator[tuple[Claim, str]]:
    """Lock a claim and yield it with the state that the verb leads to. Raises IllegalMoveError, BlockedError."""
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
