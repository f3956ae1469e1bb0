"""Many claims at once: each is filed or changed by the same verb as alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from claims.actions.change import StaleVersionError
from claims.actions.claims import create_claim, update_claim
from claims.actions.external_ids import ExternalIdTakenError
from claims.actions.input import InputError, at
from claims.models.claim import Claim
from claims.rules.access import Actor

MOST = 1_000
REFUSALS = (
    InputError, StaleVersionError, ExternalIdTakenError, Claim.DoesNotExist, IntegrityError, DataError,
    OperationalError,
)  # fmt: skip
# Writers of many claims in one transaction take turns: each would wait for a noun that the other has made.
TURN = 0xFAC7


@dataclass(frozen=True)
class Filing:
    """A claim to file."""

    body: Mapping[str, Any]

    @property
    def claims(self) -> list[int]:
        """List the claims that are locked for it."""
        return [self.body["part_of"]] if self.body.get("part_of") else []

    def write(self, actor: Actor) -> int:
        """File it and give its id. Raises what `create_claim` does."""
        return create_claim(self.body, actor=actor).pk


@dataclass(frozen=True)
class Change:
    """A change of a claim's own fields."""

    id: int
    body: Mapping[str, Any]
    if_version: int | None = None

    @property
    def claims(self) -> list[int]:
        """List the claims that are locked for it."""
        return [self.id, *([self.body["part_of"]] if self.body.get("part_of") else [])]

    def write(self, actor: Actor) -> int:
        """Make it and give the claim's id. Raises what `update_claim` does."""
        return update_claim(self.id, self.body, actor=actor, if_version=self.if_version).pk


Item = Filing | Change


class ItemRefusedError(Exception):
    """Refuse many claims for the sake of one: its place among them, and why."""

    def __init__(self, index: int, cause: Exception) -> None:
        self.index, self.cause = index, cause
        super().__init__(f"Item {index}: {cause}")


def write_each(items: Sequence[Item | Exception], *, actor: Actor) -> list[int | Exception]:
    """Write every item in its order, and give the claim's id of each, or why it was refused.

    A refused item leaves nothing behind and blocks no other. What is refused already stays so. Each is a
    transaction of its own, so that the feed waits for none; within an outer one they are savepoints of it.
    """
    if connection.in_atomic_block:
        _take_turn(items)
    return [item if isinstance(item, Exception) else _tried(item, actor) for item in items]


def write_all(items: Sequence[Item], *, actor: Actor) -> list[int]:
    """Write every item in one transaction or none, and give the ids of their claims. Raises ItemRefusedError."""
    with transaction.atomic():
        _take_turn(items)
        written = []
        for index, item in enumerate(items):
            outcome = _tried(item, actor)
            if isinstance(outcome, Exception):
                raise ItemRefusedError(index, outcome)
            written.append(outcome)
        return written


def _tried(item: Item, actor: Actor) -> int | Exception:
    try:
        with at("body"):
            return item.write(actor)
    except REFUSALS as error:
        return error


def _take_turn(items: Sequence[Item | Exception]) -> None:
    """Lock what is written before anything is: the lower id first, as every writer does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    ids = {pk for item in items if not isinstance(item, Exception) for pk in item.claims}
    if ids:
        list(Claim.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True).values("pk"))
