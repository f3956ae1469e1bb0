"""Versions: raised by the database once per transaction that changes a row, whoever writes it."""

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from claims.models import Claim, Entity
from claims.models.base import Versioned
from tests.models import rows

pytestmark = pytest.mark.django_db(transaction=True)

VERSIONED = [
    model._meta.db_table for model in apps.get_app_config("claims").get_models() if issubclass(model, Versioned)
]

# A column that people write, and another value for it.
EDIT: dict[str, dict[str, Any]] = {
    "claims_appearance": {"quote": "31 rockets"},
    "claims_approval": {"is_void": True},
    "claims_attribution": {"cue": "said"},
    "claims_claim": {"place": "Qaim"},
    "claims_entity": {"role": "General"},
    "claims_evidence": {"note": "Counted."},
    "claims_externalid": {"external_id": "other"},
    "claims_measure": {"place": "Qaim"},
    "claims_note": {"text": "Ask whom?"},
    "claims_publisher": {"country": "GB"},
    "claims_quantity": {"policy": "2"},
    "claims_rating": {"name": "Truth"},
    "claims_ratingscale": {"name": "Scale"},
    "claims_reply": {"text": "We did not."},
    "claims_source": {"title": "Another"},
    "claims_verdict": {"is_stale": True},
    "claims_view": {"is_shared": True},
}


def state(table: str, row_id: int) -> tuple[int, str, str]:
    return rows.rows(f'SELECT version, changed_in::text, updated_at::text FROM "{table}" WHERE id = %s', row_id)[0]


@pytest.mark.parametrize("table", VERSIONED)
def test_an_edit_raises_the_version_by_one(table: str) -> None:
    row_id = rows.insert(table)
    version, changed_in, updated_at = state(table, row_id)
    rows.update(table, row_id, **EDIT[table])
    after = state(table, row_id)
    assert (version, after[0]) == (1, 2)
    assert int(after[1]) > int(changed_in)
    assert after[2] > updated_at


@pytest.mark.parametrize("table", VERSIONED)
def test_many_edits_in_one_transaction_raise_it_once(table: str) -> None:
    row_id = rows.insert(table)
    column, new = next(iter(EDIT[table].items()))
    old = rows.value(f'SELECT "{column}" FROM "{table}" WHERE id = %s', row_id)
    with transaction.atomic():
        rows.update(table, row_id, **{column: new})
        if table != "claims_approval":  # what is void stays void
            with transaction.atomic():
                rows.update(table, row_id, **{column: old})
            with transaction.atomic():
                rows.update(table, row_id, **{column: new})
    assert rows.version(table, row_id) == 2


@pytest.mark.parametrize("table", VERSIONED)
def test_an_update_that_changes_nothing_writes_nothing(table: str) -> None:
    row_id = rows.insert(table)
    before = state(table, row_id)
    column = next(iter(EDIT[table]))
    rows.execute(f'UPDATE "{table}" SET "{column}" = "{column}" WHERE id = %s', row_id)
    assert state(table, row_id) == before
    assert rows.value(f'SELECT count(*) FROM "{table}event" WHERE pgh_obj_id = %s', row_id) == 1


@pytest.mark.parametrize("table", VERSIONED)
def test_nobody_writes_the_bookkeeping(table: str) -> None:
    row_id = rows.insert(table)
    before = rows.rows(
        f'SELECT id, version, changed_in::text, created_at, updated_at FROM "{table}" WHERE id = %s', row_id
    )
    rows.update(
        table, row_id, version=99, changed_in="3", created_at="2001-01-01", updated_at="2001-01-01", id=row_id + 500
    )
    assert (
        rows.rows(f'SELECT id, version, changed_in::text, created_at, updated_at FROM "{table}" WHERE id = %s', row_id)
        == before
    )


@pytest.mark.parametrize("table", VERSIONED)
def test_what_a_transaction_inserts_and_edits_is_version_one(table: str) -> None:
    with transaction.atomic():
        row_id = rows.insert(table)
        rows.update(table, row_id, **EDIT[table])
    assert rows.version(table, row_id) == 1


def test_an_edit_that_is_rolled_back_to_a_savepoint_leaves_no_trace() -> None:
    claim = rows.insert("claims_claim")
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rows.update("claims_claim", claim, place="Qaim")
            raise ZeroDivisionError
        assert rows.version("claims_claim", claim) == 1
        rows.update("claims_claim", claim, place="Baghdad")
    assert rows.version("claims_claim", claim) == 2
    assert rows.value("SELECT count(*) FROM claims_claimevent") == 2


def test_a_stale_save_neither_sets_the_version_back_nor_goes_uncounted() -> None:
    entity = Entity.objects.create(name="Mark Milley")
    stale = Entity.objects.get(pk=entity.pk)
    for role in ["General", "Chairman"]:
        Entity.objects.filter(pk=entity.pk).update(role=role)
    stale.save()
    entity.refresh_from_db()
    assert (entity.version, entity.role) == (4, "")


def test_a_row_gets_its_new_version_by_reading_it_again() -> None:
    claim = Claim.objects.create(text="Thirty-one rockets were fired.")
    claim.refresh_from_db()
    assert claim.version == 1
    assert claim.changed_in > 0
    assert claim.created_at == claim.updated_at


def test_every_versioned_table_is_tried() -> None:
    raising = rows.rows("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_raise_version_%'")
    assert {table for (table,) in raising} == set(VERSIONED) == set(EDIT)
