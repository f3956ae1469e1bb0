"""History: every state of every row, whichever way it was written, and never changed after."""

from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from psycopg.errors import CheckViolation, RaiseException

from claims.models import Claim, ClaimEvent, Entity, EntityEvent
from claims.models.history import HistoryEvent
from tests.models import rows
from tests.models.refusal import cause
from tests.models.test_versions import EDIT

pytestmark = pytest.mark.django_db(transaction=True)

EVENT_TABLES = [
    model._meta.db_table for model in apps.get_app_config("claims").get_models() if issubclass(model, HistoryEvent)
]
TRACKED = [table.removesuffix("event") for table in EVENT_TABLES]
KEPT_FOR_EVER = {"claims_claim", "claims_verdict", "claims_approval"}
UNKEPT = {
    "changed_in", "updated_at", "search", "text", "words_digest", "name_key", "alias_keys", "is_double",
}  # fmt: skip


def history(table: str, row_id: int) -> list[tuple[str, int]]:
    return rows.rows(
        f'SELECT pgh_label::text, version FROM "{table}event" WHERE pgh_obj_id = %s ORDER BY pgh_id', row_id
    )


@pytest.mark.parametrize("table", [table for table in TRACKED if table in EDIT])
def test_every_state_is_kept(table: str) -> None:
    row_id = rows.insert(table)
    rows.update(table, row_id, **EDIT[table])
    expected = [("insert", 1), ("update", 2)]
    if table not in KEPT_FOR_EVER:
        rows.delete(table, row_id)
        expected.append(("delete", 2))
    assert history(table, row_id) == expected


def test_a_citation_is_kept_too() -> None:
    citation = rows.insert("claims_verdictevidence", **rows.citation())
    elsewhere = rows.value("SELECT claim_id FROM claims_verdict")
    rows.update("claims_verdictevidence", citation, evidence_id=rows.insert("claims_evidence", claim_id=elsewhere))
    rows.delete("claims_verdictevidence", citation)
    labels = rows.rows("SELECT pgh_label::text FROM claims_verdictevidenceevent ORDER BY pgh_id")
    assert labels == [("insert",), ("update",), ("delete",)]


@pytest.mark.parametrize("table", TRACKED)
def test_an_event_holds_every_column_of_its_row(table: str) -> None:
    row_id = rows.insert(table)
    unkept = UNKEPT - ({"text"} if table != "claims_source" else set())
    columns = [
        f'"{column}"'
        for (column,) in rows.rows(
            "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            table,
        )
        if column not in unkept
    ]
    names = ", ".join(columns)
    row = rows.rows(f'SELECT {names} FROM "{table}" WHERE id = %s', row_id)
    assert rows.rows(f'SELECT {names} FROM "{table}event" WHERE pgh_obj_id = %s', row_id) == row


@pytest.mark.parametrize("table", EVENT_TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_history_is_never_changed(table: str, verb: str) -> None:
    rows.insert(table.removesuffix("event"))
    with pytest.raises(DatabaseError) as refused:
        rows.execute(verb.format(table))
    assert isinstance(cause(refused), RaiseException)
    assert "Cannot update or delete" in str(refused.value)
    assert rows.value(f'SELECT count(*) FROM "{table}"') > 0


def test_history_is_neither_truncated_nor_what_has_one() -> None:
    tables = [model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == "no_truncate"]
    assert len(tables) > 30
    assert set(EVENT_TABLES) | set(TRACKED) == set(tables)
    for table in tables:
        with pytest.raises(IntegrityError) as refused:
            rows.execute(f'TRUNCATE "{table}" CASCADE')
        assert isinstance(cause(refused), CheckViolation)


def test_every_table_with_a_version_has_a_history() -> None:
    assert set(EDIT) | {"claims_verdictevidence"} == set(TRACKED)
    declared = {(model._meta.db_table, trigger.name) for model, trigger in pgtrigger.registered()}
    for table in TRACKED:
        assert {(table, "insert_insert"), (table, "update_update"), (table, "delete_delete")} <= declared
        assert (f"{table}event", "append_only") in declared


@pytest.mark.parametrize(
    "statement", ["SET pgtrigger.ignore = '{{*}}'", "SET pgtrigger.ignore = '{{claims_claim:*,*:{0}}}'"]
)
def test_the_trigger_library_s_own_switch_leaves_nothing_out(statement: str) -> None:
    names = ",".join(name for (name,) in rows.rows("SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal"))
    claim = rows.insert("claims_claim")
    rows.execute(statement.format(names))
    try:
        with pgtrigger.ignore():
            rows.update("claims_claim", claim, place="Qaim")
            with pytest.raises(DatabaseError):
                rows.execute("DELETE FROM claims_claimevent")
            with pytest.raises(DatabaseError):
                rows.delete("claims_claim", claim)
    finally:
        rows.execute("RESET pgtrigger.ignore")
    assert history("claims_claim", claim) == [("insert", 1), ("update", 2)]


def by_copy() -> None:
    with connection.cursor() as cursor, cursor.copy("COPY claims_claim (text) FROM STDIN") as copy:
        copy.write("One\nTwo\n")


def by_save() -> None:
    Claim(text="One").save()
    Claim(text="Two").save()


# Ways in, each of which writes two claims.
WAYS: dict[str, Callable[[], Any]] = {
    "SQL": lambda: rows.execute("INSERT INTO claims_claim (text) VALUES ('One'), ('Two')"),
    "COPY": by_copy,
    "bulk_create": lambda: Claim.objects.bulk_create([Claim(text="One"), Claim(text="Two")]),
    "save": by_save,
}


@pytest.mark.parametrize("way", WAYS)
def test_whichever_way_rows_come_in_they_have_their_history(way: str) -> None:
    WAYS[way]()
    assert list(ClaimEvent.objects.order_by("id").values_list("pgh_label", "version", "text")) == [
        ("insert", 1, "One"),
        ("insert", 1, "Two"),
    ]
    assert not Claim.objects.exclude(version=1).exists()


def test_an_update_of_many_rows_keeps_each() -> None:
    Claim.objects.bulk_create([Claim(text="One", place="Qaim"), Claim(text="Two")])
    Claim.objects.update(place="Qaim")
    changed = ClaimEvent.objects.filter(pgh_label="update")
    assert [event.text for event in changed] == ["Two"]
    assert list(Claim.objects.order_by("pk").values_list("version", flat=True)) == [1, 2]


def test_bulk_update_keeps_each() -> None:
    people = Entity.objects.bulk_create([Entity(name="Ann"), Entity(name="Bob")])
    for person in people:
        person.role = "General"
    Entity.objects.bulk_update(people, ["role"])
    assert EntityEvent.objects.filter(pgh_label="update", version=2, role="General").count() == 2


def test_what_is_rolled_back_has_no_history() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rows.insert("claims_claim")
        raise ZeroDivisionError
    assert not ClaimEvent.objects.exists()


def test_an_event_knows_its_transaction_and_epoch() -> None:
    rows.execute("UPDATE claims_feedepoch SET value = 5")
    with transaction.atomic():
        rows.insert("claims_claim")
        rows.insert("claims_claim")
        xid = int(rows.value("SELECT pg_current_xact_id()::text"))
    rows.insert("claims_claim")
    events = ClaimEvent.objects.order_by("pgh_id")
    assert {event.pgh_epoch for event in events} == {5}
    assert [event.pgh_xid == xid for event in events] == [True, True, False]
    assert events[2].pgh_xid > xid
