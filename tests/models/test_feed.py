"""The feed's order and what it holds back, transaction by transaction."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from claims.actions.actors import OPERATOR
from claims.actions.epoch import raise_epoch
from claims.models import ClaimEvent, FeedEpoch
from claims.models.feed import Position, events_after, latest_position, position_of, seconds_held_back
from tests.api.feed import caught_up
from tests.models import rows
from tests.session import Session, session

pytestmark = pytest.mark.django_db(transaction=True)

START = Position()


def feed_after(position: Position = START, limit: int = 100) -> list[tuple[int, int]]:
    """Return the claim and version of each event after a place."""
    return [(event.pgh_obj_id, event.version) for event in events_after(position, limit)]


def test_one_event_for_each_claim_and_transaction() -> None:
    with transaction.atomic():
        first, second = rows.insert("claims_claim"), rows.insert("claims_claim")
        rows.update("claims_claim", first, place="Qaim")
        with transaction.atomic():
            rows.update("claims_claim", second, place="Kirkuk")
            rows.update("claims_claim", first, place="Baghdad")
    rows.update("claims_claim", first, place="Mosul")
    caught_up()
    assert ClaimEvent.objects.count() == 6
    events = events_after(START, 100)
    assert [(event.pgh_obj_id, event.version, event.place) for event in events] == [
        (second, 1, "Kirkuk"),
        (first, 1, "Baghdad"),
        (first, 2, "Mosul"),
    ]


def test_it_goes_on_behind_every_place() -> None:
    for _ in range(4):
        rows.insert("claims_claim")
    caught_up()
    events = events_after(START, 100)
    whole = feed_after()
    for number, event in enumerate(events):
        assert feed_after(position_of(event)) == whole[number + 1 :]
        assert feed_after(START, number + 1) == whole[: number + 1]


def test_rolled_back_changes_never_appear() -> None:
    claim = rows.insert("claims_claim")
    with session() as other:
        other.execute("UPDATE claims_claim SET place = 'Qaim' WHERE id = %s", claim)
        other.execute("INSERT INTO claims_claim (text) VALUES ('Lost.')")
        other.rollback()
        other.execute("SAVEPOINT s")
        other.execute("UPDATE claims_claim SET place = 'Kirkuk' WHERE id = %s", claim)
        other.execute("ROLLBACK TO SAVEPOINT s")
        other.commit()
    caught_up()
    assert feed_after() == [(claim, 1)]


def test_nothing_appears_before_events_already_read() -> None:
    """A transaction that began first comes first even if it commits last; until then, the others wait."""
    with session() as slow, session() as quick:
        assert slow.xid() < quick.xid()
        quick.execute("INSERT INTO claims_claim (text) VALUES ('Quick.')")
        quick.commit()
        before = latest_position()
        assert feed_after() == []
        slow.execute("INSERT INTO claims_claim (text) VALUES ('Slow.')")
        assert feed_after() == []
        slow.commit()
    caught_up()
    assert [event.text for event in events_after(START, 100)] == ["Slow.", "Quick."]
    assert [event.text for event in events_after(before, 100)] == ["Slow.", "Quick."]


def test_who_only_reads_holds_nothing_back() -> None:
    with session() as other:
        other.execute("SELECT * FROM claims_claim")
        claim = rows.insert("claims_claim")
        caught_up()
        assert feed_after() == [(claim, 1)]


def test_a_claim_written_twice_has_two_events_in_the_order_of_versions() -> None:
    """The second to write may be the first to have begun: the lower version comes later, and is old news."""
    claim = rows.insert("claims_claim")
    with session() as early, session() as late:
        assert early.xid() < late.xid()
        late.execute("UPDATE claims_claim SET place = 'Qaim' WHERE id = %s", claim)
        late.commit()
        early.execute("UPDATE claims_claim SET place = 'Kirkuk' WHERE id = %s", claim)
        early.commit()
    caught_up()
    assert feed_after() == [(claim, 1), (claim, 3), (claim, 2)]


def test_what_is_written_under_a_savepoint_has_the_transaction_s_own_place() -> None:
    with session() as other:
        xid = other.xid()
        other.execute("SAVEPOINT s")
        other.execute("INSERT INTO claims_claim (text) VALUES ('Nested.')")
        other.execute("RELEASE SAVEPOINT s")
        other.commit()
    assert [event.pgh_xid for event in ClaimEvent.objects.all()] == [xid]


def test_the_latest_place_is_after_all_visible_events_and_before_all_others() -> None:
    rows.insert("claims_claim")
    caught_up()
    with session() as other:
        other.execute("INSERT INTO claims_claim (text) VALUES ('In flight.')")
        latest = latest_position()
        other.commit()
    after = rows.insert("claims_claim")
    caught_up()
    assert events_after(latest, 100)[0].text == "In flight."
    assert feed_after(latest)[1:] == [(after, 1)]


class TestEpochs:
    def test_events_of_the_previous_epoch_come_first_and_at_once(self) -> None:
        with session() as reader:
            old = rows.insert("claims_claim")
            caught_up()
            (event,) = events_after(START, 100)
            raise_epoch(actor=OPERATOR)
            new = rows.insert("claims_claim")
            caught_up()
            assert feed_after() == [(old, 1), (new, 1)]
            assert feed_after(position_of(event)) == [(new, 1)]
            reader.rollback()

    def test_transaction_ids_that_begin_anew_change_nothing(self) -> None:
        """After a restore the same numbers come again, for the same claims too."""
        claim = rows.insert("claims_claim")
        caught_up()
        (first,) = events_after(START, 100)
        again(claim, first.pgh_xid + 1_000_000, version=2)
        FeedEpoch.objects.update(value=7)
        again(claim, first.pgh_xid, version=3)
        again(claim, first.pgh_xid - 1, version=4)
        found = events_after(START, 100)
        assert [(event.pgh_epoch, event.version) for event in found] == [(1, 1), (1, 2), (7, 4), (7, 3)]
        assert feed_after(position_of(found[1])) == [(claim, 4), (claim, 3)]

    def test_it_waits_for_who_is_writing_and_lets_who_comes_later_write_the_new_one(self) -> None:
        with session() as writer:
            writer.execute("INSERT INTO claims_claim (text) VALUES ('In flight.')")
            raised = threading.Thread(target=raise_and_close)
            raised.start()
            wait_for_locks(1)
            late = threading.Thread(target=insert_and_close)
            late.start()
            wait_for_locks(2)
            assert FeedEpoch.objects.get().value == 1
            writer.commit()
            raised.join()
            late.join()
        caught_up()
        epoch = FeedEpoch.objects.get().value
        assert epoch > 1
        found = [(event.text, event.pgh_epoch) for event in events_after(START, 100)]
        assert found == [("In flight.", 1), ("Late.", epoch)]


class TestHoldingBack:
    def test_the_lag_is_the_age_of_who_is_still_writing(self) -> None:
        caught_up()
        with session() as other:
            other.xid()
            other.execute("SELECT pg_sleep(0.2)")
            rows.insert("claims_claim")
            assert 0.2 <= seconds_held_back() < 60
        caught_up()
        assert seconds_held_back() < 0.2

    def test_what_is_held_back_counts_where_we_may_not_see_by_whom(self) -> None:
        claim = rows.insert("claims_claim")
        caught_up()
        again(claim, 2**40, version=2, at="now() - interval '30 s'")
        assert 30 <= seconds_held_back() < 90

    def test_a_forgotten_transaction_is_ended_and_the_feed_goes_on(self) -> None:
        with session() as forgotten:
            assert forgotten.execute("SHOW idle_in_transaction_session_timeout") == [("1min",)]
            forgotten.execute("SET idle_in_transaction_session_timeout = '200ms'")
            forgotten.execute("INSERT INTO claims_claim (text) VALUES ('Forgotten.')")
            claim = rows.insert("claims_claim")
            assert feed_after() == []
            caught_up()
            assert feed_after() == [(claim, 1)]
            with pytest.raises(DatabaseError, match="idle-in-transaction timeout"):
                forgotten.commit()


def again(claim: int, xid: int, *, version: int, at: str = "now()") -> None:
    """Add an event of a claim as a transaction with this id would have."""
    columns = [field.column for field in ClaimEvent._meta.local_fields if not field.name.startswith("pgh_")]
    kept = ", ".join(f'"{column}"' for column in columns if column != "version")
    rows.execute(
        f"INSERT INTO claims_claimevent (pgh_label, pgh_created_at, pgh_obj_id, pgh_xid, version, {kept})"
        f" SELECT 'update', {at}, id, %s::xid8, %s, {kept} FROM claims_claim WHERE id = %s",
        str(xid),
        version,
        claim,
    )


def raise_and_close() -> None:
    raise_epoch(actor=OPERATOR)
    connection.close()


def insert_and_close() -> None:
    rows.insert("claims_claim", text="Late.")
    connection.close()


def wait_for_locks(number: int) -> None:
    """Wait until so many sessions of this database wait for a lock on the events."""
    waiting = 0
    while waiting < number:
        waiting = rows.number(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'claims_claimevent'::regclass"
        )


def test_a_session_by_hand_commits_and_rolls_back() -> None:
    opened = Session()
    opened.execute("INSERT INTO claims_claim (text) VALUES ('Lost.')")
    opened.connection.close()
    assert rows.number("SELECT count(*) FROM claims_claim") == 0
