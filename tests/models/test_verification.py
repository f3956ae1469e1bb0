"""What a superuser does past the triggers is found, on every table that has a history."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from claims.models.history import HistoryEvent
from claims.models.verification import tracked_models, verify
from tests.desk import Desk
from tests.models import rows
from tests.models.test_versions import EDIT

pytestmark = pytest.mark.django_db(transaction=True)

HISTORIES = {model._meta.db_table.removesuffix("event"): model for model in tracked_models()}
TABLES = list(HISTORIES)
# A citation is made and deleted, hardly ever changed.
PLAIN = "claims_verdictevidence"


class UndoneError(Exception):
    """Leave a transaction that is to be rolled back."""


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """Write as a superuser who switches every trigger off, and take it back at the end."""
    with pytest.raises(UndoneError), transaction.atomic():
        rows.execute("SET LOCAL session_replication_role = replica")
        yield
        raise UndoneError


def problems(table: str) -> list[tuple[int, str]]:
    """Return the differences of a table: the row and the problem."""
    return [(found.id, found.problem) for found in verify(HISTORIES[table])]


def columns(table: str) -> str:
    names = [field.column for field in HISTORIES[table]._meta.local_fields]
    return ", ".join(f'"{name}"' for name in names if not name.startswith("pgh_") and name != "id")


def edited(table: str) -> int:
    """Make a row in one transaction and edit it in another."""
    row_id = rows.insert(table)
    if table != PLAIN:
        rows.update(table, row_id, **EDIT[table])
    assert problems(table) == []
    return row_id


def put_back(table: str, row_id: int) -> None:
    """Set the row to what it was at first, as if it had never been edited."""
    names = columns(table)
    rows.execute(f"""
        UPDATE "{table}" SET ({names}) = (
            SELECT {names} FROM "{table}event" WHERE pgh_obj_id = {row_id} ORDER BY pgh_id LIMIT 1
        ) WHERE id = {row_id}
    """)


def rewrite_last(table: str, row_id: int) -> None:
    """Let the history say that the last edit never was."""
    names = columns(table)
    rows.execute(f"""
        UPDATE "{table}event" SET ({names}) = (
            SELECT {names} FROM "{table}event" WHERE pgh_obj_id = {row_id} ORDER BY pgh_id LIMIT 1
        ) WHERE pgh_id = (SELECT max(pgh_id) FROM "{table}event" WHERE pgh_obj_id = {row_id})
    """)


def forget(which: str) -> Callable[[str, int], None]:
    """Delete events of a row: the first, the last, or all of them."""
    ends = {"first": "min", "last": "max"}

    def act(table: str, row_id: int) -> None:
        of_row = f'FROM "{table}event" WHERE pgh_obj_id = {row_id}'
        rule = f"AND pgh_id = (SELECT {ends[which]}(pgh_id) {of_row})" if which in ends else ""
        rows.execute(f"DELETE {of_row} {rule}")

    return act


ACTS: dict[str, tuple[Callable[[str, int], Any], str]] = {
    "edited": (put_back, "it is not as its history says: "),
    "deleted": (rows.delete, "it is gone, and its history does not say so"),
    "history of the edit rewritten": (rewrite_last, "it is not as its history says: "),
    "history of the edit deleted": (forget("last"), "it is not as its history says: "),
    "history of its making deleted": (forget("first"), "its history has a gap before event "),
    "whole history deleted": (forget("all"), "it is there, and its history does not know it"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("table", [table for table in TABLES if table != PLAIN])
def test_what_was_done_to_a_row_is_found(table: str, act: str) -> None:
    row_id = edited(table)
    do, expected = ACTS[act]
    with past_the_triggers():
        do(table, row_id)
        found = [problem for number, problem in problems(table) if number == row_id]
        assert found, "nothing was found"
        assert any(problem.startswith(expected) for problem in found), found
    assert problems(table) == []


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_was_slipped_in_is_found(table: str) -> None:
    edited(table)
    with past_the_triggers():
        row_id = rows.insert(table)
        assert (row_id, "it is there, and its history does not know it") in problems(table)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE claims_verdictevidence SET evidence_id = evidence_id + 1",
            "it is not as its history says: evidence_id",
        ),
        ("DELETE FROM claims_verdictevidence", "it is gone, and its history does not say so"),
        ("DELETE FROM claims_verdictevidenceevent", "it is there, and its history does not know it"),
        ("UPDATE claims_verdictevidenceevent SET pgh_label = 'update'", "its history has a gap before event "),
        ("UPDATE claims_verdictevidenceevent SET pgh_label = 'x'", "its history has a gap before event "),
    ],
)
def test_what_was_done_to_a_citation_is_found(statement: str, expected: str) -> None:
    row_id = edited(PLAIN)
    with past_the_triggers():
        rows.execute(statement)
        assert any(problem.startswith(expected) for number, problem in problems(PLAIN) if number == row_id)


EVERY_COLUMN = [
    (model._meta.db_table, field.column)
    for model in tracked_models()
    for field in model._meta.local_fields
    if not field.name.startswith("pgh_") and field.name != "id"
]


def other(table: str, column: str) -> str:
    """Write SQL for another value of a column, whatever its type."""
    kind = rows.value(
        "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
        table,
        column,
    )
    others = {
        "boolean": f'NOT COALESCE("{column}", FALSE)',
        "date": "DATE '1901-01-01'",
        "time without time zone": "TIME '12:34'",
        "timestamp with time zone": "TIMESTAMPTZ '1901-01-01 00:00Z'",
        "jsonb": """'{"tampered": true}'::jsonb""",
    }
    if kind.endswith("[]"):
        return f"ARRAY[987654]::{kind}"
    return others.get(kind, "'zz'" if kind in {"text", "character varying"} else f"987654::{kind}")


@pytest.mark.parametrize("table", TABLES)
def test_a_history_that_differs_in_any_one_column_is_found(table: str) -> None:
    row_id = edited(table)
    for history, column in EVERY_COLUMN:
        if history != f"{table}event":
            continue
        with past_the_triggers():
            rows.execute(f'UPDATE "{history}" SET "{column}" = {other(history, column)} WHERE pgh_obj_id = %s', row_id)
            found = [problem for number, problem in problems(table) if number == row_id]
            assert f"it is not as its history says: {column}" in found, column


class TestSteps:
    """Steps of a history that do not follow each other."""

    @pytest.fixture
    def claim(self) -> int:
        claim = rows.insert("claims_claim")
        for place in ("Qaim", "Kirkuk", "Mosul"):
            rows.update("claims_claim", claim, place=place)
        return claim

    @pytest.mark.parametrize(
        "tampering",
        [
            "DELETE FROM claims_claimevent WHERE version = 2",
            "DELETE FROM claims_claimevent WHERE version IN (2, 3)",
            "DELETE FROM claims_claimevent WHERE version = 1",
            "UPDATE claims_claimevent SET pgh_label = 'delete' WHERE version = 2",
            "UPDATE claims_claimevent SET created_at = created_at - interval '1 day' WHERE version = 1",
            "UPDATE claims_claimevent SET version = version + 1 WHERE version > 1",
            "UPDATE claims_claimevent SET version = 2 WHERE version = 3",
            "UPDATE claims_claimevent SET id = id + 1 WHERE version = 2",
            # The second state is made the same as the first, so that nothing says why the version rose.
            "UPDATE claims_claimevent SET place = '' WHERE version = 2",
        ],
    )
    def test_are_found(self, claim: int, tampering: str) -> None:
        assert problems("claims_claim") == []
        with past_the_triggers():
            rows.execute(tampering)
            assert {number for number, _ in problems("claims_claim")} == {claim}

    def test_a_part_that_was_wiped_out_with_its_history_is_found_by_the_claim_s(self, claim: int) -> None:
        note = rows.insert("claims_note", claim_id=claim)
        with past_the_triggers():
            rows.delete("claims_note", note)
            rows.execute("DELETE FROM claims_noteevent")
            assert problems("claims_note") == []
            ((number, problem),) = problems("claims_claim")
            assert number == claim
            assert "does not say by what" in problem

    def test_a_claim_s_step_that_was_wiped_out_is_found_by_its_parts(self, claim: int) -> None:
        note = rows.insert("claims_note", claim_id=claim)
        with past_the_triggers():
            rows.execute("DELETE FROM claims_claimevent WHERE version = 5")
            rows.execute("UPDATE claims_claim SET version = 4")
            assert problems("claims_claim") == []
            ((number, problem),) = problems("claims_note")
            assert number == note
            assert "of what its claim does not know" in problem

    def test_what_is_allowed_is_not_found(self, desk: Desk, claim: int) -> None:
        """Several writes of one transaction, savepoints, moves between claims, merges, and verdicts to their end."""
        with transaction.atomic():
            for place in ("Tikrit", "Basra"):
                with transaction.atomic():
                    rows.update("claims_claim", claim, place=place)
            note = rows.insert("claims_note", claim_id=claim)
            rows.update("claims_note", note, text="Twice.")
            rows.delete("claims_note", note)
        evidence = rows.insert("claims_evidence", claim_id=claim)
        rows.update("claims_evidence", evidence, claim_id=rows.insert("claims_claim"))
        for state in ("published", "superseded", "retracted", "discarded"):
            desk.verdict(state)
        desk.claim("merged")
        call_command("verify_history", verbosity=0)


class TestCommand:
    def test_it_says_that_all_is_well(self, capsys: Any) -> None:
        rows.insert("claims_note")
        call_command("verify_history")
        assert capsys.readouterr().out == f"The history of {len(TABLES)} tables gives them as they are.\n"

    def test_it_names_each_row_and_fails(self, capsys: Any) -> None:
        note = rows.insert("claims_note")
        with past_the_triggers():
            rows.update("claims_note", note, text="Another text.")
            found = [f"note {number}: {problem}" for number, problem in problems("claims_note")]
        assert found == [f"note {note}: it is not as its history says: text"]
        rows.execute("BEGIN; SET LOCAL session_replication_role = replica; UPDATE claims_note SET text = 'x'; COMMIT")
        with pytest.raises(CommandError, match="1 differences"):
            call_command("verify_history")
        assert capsys.readouterr().out == f"note {note}: it is not as its history says: text\n"


def test_every_history_is_looked_at() -> None:
    kept = [model for model in apps.get_models() if issubclass(model, HistoryEvent)]
    assert set(tracked_models()) == set(kept)
    assert len(kept) >= 17
