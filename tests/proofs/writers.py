"""Writers: they change claims, wait before they commit, and roll back, all at random."""

import random
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection, transaction

from claims.actions.actors import OPERATOR
from claims.actions.change import record
from claims.actions.claims import create_claim, update_claim
from claims.actions.parts import add_part, update_part
from claims.models import Claim, Note
from tests.models import rows

LONGEST_WAIT = 0.03  # seconds
ROLLED_BACK = 0.25  # of all transactions

Commit = tuple[int, int, int]
"""Transaction id, claim, and the claim's version after it."""


class ChangedMindError(Exception):
    """Roll back."""


@dataclass
class Writer:
    """One writer, and its own record of what it committed and rolled back."""

    number: int
    claims: list[int]
    on_commit: Callable[[Commit], None] = lambda _: None
    committed: list[Commit] = field(default_factory=list)
    rolled_back: list[int] = field(default_factory=list)
    deadlocks: int = 0

    def __post_init__(self) -> None:
        self.pick = random.Random(self.number)  # noqa: S311
        self.count = 0
        self.name = secrets.token_hex(8)  # so that every value it writes is new

    def work(self, is_stopped: Callable[[], bool]) -> "Writer":
        """Write until `is_stopped`."""
        try:
            while not is_stopped():
                self.write()
        finally:
            connection.close()
        return self

    def write(self) -> None:
        """Run one transaction and record whether it was committed."""
        xid, written = 0, []
        try:
            with transaction.atomic():
                if self.pick.random() < 0.5:
                    self._wait()  # one that takes an id early and writes late comes first in the feed
                xid = rows.number("SELECT pg_current_xact_id()::text")
                touched = self._write_some()
                written = rows.rows("SELECT id, version FROM claims_claim WHERE id = ANY(%s)", touched)
                self._wait()
                self._change_mind(ROLLED_BACK)
        except ChangedMindError:
            self.rolled_back.append(xid)
        except OperationalError as error:
            if "deadlock" not in str(error):
                raise
            self.deadlocks += 1
            self.rolled_back.append(xid)
        else:
            commits = [(xid, claim, version) for claim, version in written]
            self.committed += commits
            for commit in commits:
                self.on_commit(commit)

    def _change_mind(self, likelihood: float) -> None:
        if self.pick.random() < likelihood:
            raise ChangedMindError

    def _wait(self) -> None:
        rows.rows("SELECT pg_sleep(%s)", self.pick.uniform(0, LONGEST_WAIT))

    def _write_some(self) -> list[int]:
        """Write to one claim or several, lower ids first, some of it under savepoints that are rolled back."""
        touched = sorted(self.pick.sample(self.claims, self.pick.choice((0, 1, 1, 1, 2, 3))))
        for claim in touched:
            self._pick_act()(claim)
            if self.pick.random() < 0.2:
                self._write_and_roll_back(claim)
            if self.pick.random() < 0.2:
                self._pick_act()(claim)
        if not touched or self.pick.random() < 0.2:
            touched.append(create_claim({"text": self._words()}, actor=OPERATOR).pk)
        return touched

    def _pick_act(self) -> Callable[[int], Any]:
        return self.pick.choice((self._edit, self._edit, self._note, self._by_sql, self._change_note))

    def _write_and_roll_back(self, claim: int) -> None:
        with suppress(ChangedMindError), transaction.atomic():
            self._edit(claim)
            self._change_mind(1)

    def _words(self) -> str:
        self.count += 1
        return f"Writer {self.name}, {self.count}"

    def _edit(self, claim: int) -> None:
        update_claim(claim, {"place": self._words()}, actor=OPERATOR)

    def _note(self, claim: int) -> None:
        add_part("notes", claim, {"text": self._words()}, actor=OPERATOR)

    def _change_note(self, claim: int) -> None:
        Claim.objects.select_for_update(no_key=True).get(pk=claim)
        note = Note.objects.filter(claim=claim).order_by("-pk").values_list("pk", flat=True).first()
        if note is None:
            self._note(claim)
        else:
            update_part(Note, note, claim, {"text": self._words()}, actor=OPERATOR)

    def _by_sql(self, claim: int) -> None:
        with record(actor=OPERATOR, verb="desk.sql"):
            rows.update("claims_claim", claim, place=self._words())
