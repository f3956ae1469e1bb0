"""After a restore transaction ids begin anew: a row may hold the id of the very transaction that writes it."""

import pytest
from django.db import transaction

from claims.models import ClaimEvent
from claims.models.changes import transactions
from claims.models.feed import Position, events_after
from tests.api.feed import caught_up
from tests.models import rows
from tests.models.test_feed import again

pytestmark = pytest.mark.django_db(transaction=True)

AS_RESTORED = """
    SET LOCAL session_replication_role = replica;
    UPDATE {} SET changed_in = pg_current_xact_id(), updated_at = '2020-01-02';
    SET LOCAL session_replication_role = origin;
"""


def test_such_a_row_s_version_is_raised() -> None:
    claim = rows.insert("claims_claim")
    with transaction.atomic():
        rows.execute(AS_RESTORED.format("claims_claim"))
        rows.update("claims_claim", claim, place="Qaim")
        rows.update("claims_claim", claim, place="Kirkuk")
    assert rows.version("claims_claim", claim) == 2


def test_such_a_row_is_touched_by_its_parts_once() -> None:
    claim = rows.insert("claims_claim")
    with transaction.atomic():
        rows.execute(AS_RESTORED.format("claims_claim"))
        rows.insert("claims_note", claim_id=claim)
        rows.insert("claims_note", claim_id=claim)
    assert rows.version("claims_claim", claim) == 2
    caught_up()
    assert [event.version for event in events_after(Position(), 10)] == [1, 2]


def test_two_transactions_of_one_id_each_tell_their_own() -> None:
    claim = rows.insert("claims_claim")
    rows.insert("claims_note", claim_id=claim, text="Of the old server.")
    caught_up()
    first = ClaimEvent.objects.get(version=2)
    rows.execute("UPDATE claims_feedepoch SET value = 2")
    again(claim, first.pgh_xid, version=3)
    _, old, new = events_after(Position(), 10)
    assert (old.pgh_xid, new.pgh_xid) == (first.pgh_xid, first.pgh_xid)
    shown, hidden = transactions([old, new], internal=True)
    assert [change.noun for change in shown.changes] == ["note"]
    assert hidden.changes == []
