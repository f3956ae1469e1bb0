"""File or change many claims in one request, each with the same action as alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from claims.actions.change import StaleVersionError
from claims.actions.claims import create_claim, update_claim
from claims.actions.external_ids import ExternalIdTakenError
from claims.actions.input import InputError, at
from claims.models.claim import Claim
from claims.rules.access import AccessError, Actor
from claims.rules.workflow import BlockedError

MOST = 1_000
REFUSALS = (
    InputError, StaleVersionError, ExternalIdTakenError, Claim.DoesNotExist, IntegrityError, DataError,
    OperationalError,
    AccessError,
    BlockedError,
)  # fmt: skip
# Writers of many claims in one transaction take turns, or they could deadlock on nouns that the other created.
TURN = 0xFAC7


@dataclass(frozen=True)
class Filing:
    """A claim to file."""

    body: Mapping[str, Any]

    @property
    def claims(self) -> list[int]:
        """List the claims that have to be locked for it."""
        return [self.body["part_of"]] if self.body.get("part_of") else []

    def write(self, actor: Actor) -> int:
        """File the claim and return its id. Raises what `create_claim` does."""
        return create_claim(self.body, actor=actor).pk


@dataclass(frozen=True)
class Change:
    """A change of a claim's own fields."""

    id: int
    body: Mapping[str, Any]
    if_version: int | None = None

    @property
    def claims(self) -> list[int]:
        """List the claims that have to be locked for it."""
        return [self.id, *([self.body["part_of"]] if self.body.get("part_of") else [])]

    def write(self, actor: Actor) -> int:
        """Change the claim and return its id. Raises what `update_claim` does."""
        changes = dict(self.body)
        reason = changes.pop("reason", "")
        return update_claim(self.id, changes, actor=actor, reason=reason, if_version=self.if_version).pk


Item = Filing | Change


class ItemRefusedError(Exception):
    """Refuse all items because of one: its index and the reason."""

    def __init__(self, index: int, cause: Exception) -> None:
        self.index, self.cause = index, cause
        super().__init__(f"Item {index}: {cause}")


def write_each(items: Sequence[Item | Exception], *, actor: Actor) -> list[int | Exception]:
    """Write every item in order, and return for each the claim's id or the exception that refused it.

    A refused item writes nothing and does not stop the others. Items that are exceptions already stay as they are.
    Each item has its own transaction, so that none holds back the feed; inside an outer one, a savepoint.
    """
    if connection.in_atomic_block:
        _take_turn(items)
    return [item if isinstance(item, Exception) else _tried(item, actor) for item in items]


def write_all(items: Sequence[Item], *, actor: Actor) -> list[int]:
    """Write all items in one transaction, or none, and return the ids of their claims. Raises ItemRefusedError."""
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
    """Lock the claims that will be written, the lower id first, as every writer does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    ids = {pk for item in items if not isinstance(item, Exception) for pk in item.claims}
    if ids:
        list(Claim.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True).values("pk"))
