"""The clock of the shared nouns ticks with every commit that changes one, and with no other."""

from typing import Any

import pgtrigger
import pytest
from django.db import transaction

from tests.models import rows

pytestmark = pytest.mark.django_db(transaction=True)

EDITS: dict[str, dict[str, Any]] = {
    "claims_entity": {"role": "General"},
    "claims_measure": {"place": "Qaim"},
    "claims_publisher": {"name": "The Paper"},
    "claims_rating": {"name": "Truth"},
    "claims_ratingscale": {"name": "Scale"},
    "claims_source": {"title": "Another"},
    "claims_user": {"last_name": "Smith"},
}


def clock() -> int:
    return rows.number("SELECT value FROM claims_nounclock")


@pytest.mark.parametrize("table", EDITS)
def test_an_edited_noun_ticks_once_a_transaction(table: str) -> None:
    row_id = rows.insert(table)
    before = clock()
    with transaction.atomic():
        rows.update(table, row_id, **EDITS[table])
        with transaction.atomic():
            rows.update(table, rows.insert(table), **EDITS[table] | ({"slug": "b"} if table == "claims_rating" else {}))
        assert clock() == before  # it is the last lock that is taken, and held briefly
    assert clock() == before + 1


@pytest.mark.parametrize("table", EDITS)
def test_a_new_noun_and_an_edit_that_changes_nothing_do_not_tick(table: str) -> None:
    before = clock() + (table == "claims_rating")  # which edits its scale
    row_id = rows.insert(table)
    column = next(iter(EDITS[table]))
    rows.execute(f'UPDATE "{table}" SET "{column}" = "{column}" WHERE id = %s', row_id)
    assert clock() == before


def test_claims_their_parts_and_log_ins_do_not_tick() -> None:
    user, claim = rows.insert("claims_user"), rows.insert("claims_claim")
    before = clock()
    rows.update("claims_user", user, last_login=rows.NOW, password="!")
    rows.update("claims_claim", claim, place="Qaim")
    rows.insert("claims_note", claim_id=claim)
    assert clock() == before


def test_what_is_rolled_back_does_not_tick() -> None:
    entity = rows.insert("claims_entity")
    before = clock()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rows.update("claims_entity", entity, role="General")
        raise ZeroDivisionError
    assert clock() == before


def test_every_noun_that_ticks_is_tried() -> None:
    declared = {model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == "tick_noun_clock"}
    assert declared == set(EDITS)
