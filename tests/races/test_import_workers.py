"""Worker processes run waiting imports at once, each import once, and resume one whose worker was killed."""

import signal

import pytest

from claims.models import Claim, ImportBatch, User
from tests.conftest import MakeApi
from tests.races.together import another_connection, until
from tests.races.worker import SECONDS, working
from tests.sending import send_file

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 20_000
MANY = b"external_id,text\n" + b"".join(b"%d,Claim number %d of a long list.\n" % (n, n) for n in range(ROWS))


def batch() -> ImportBatch:
    return ImportBatch.objects.get()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_an_import_is_resumed_after_its_worker_has_ended(data_desk: User, api_of: MakeApi, end: signal.Signals) -> None:
    assert send_file(api_of(data_desk), MANY).status_code == 202
    with another_connection() as other, other.cursor() as cursor, working() as process:
        until(lambda: batch().rows_read > 0)
        cursor.execute("LOCK TABLE claims_claimevent IN SHARE MODE")  # the load stops at its next chunk
        process.send_signal(end)
        if end is signal.SIGKILL:
            process.wait(SECONDS)
        other.rollback()
        process.wait(SECONDS)
    assert (batch().state, batch().finished_at) == ("running", None)
    assert 0 < batch().rows_read < ROWS
    with working():
        until(lambda: batch().state == "finished")
    assert (batch().rows_read, batch().inserted, batch().refused, batch().starts) == (ROWS, ROWS, 0, 2)
    assert Claim.objects.count() == ROWS


def test_two_workers_run_each_import_once(data_desk: User, api_of: MakeApi) -> None:
    api = api_of(data_desk)
    for origin in ("a", "a", "b", "c"):
        send_file(api, origin=origin)
    with working(), working():
        until(lambda: not ImportBatch.objects.exclude(state="finished").exists())
    assert list(ImportBatch.objects.order_by("pk").values_list("inserted", "unchanged", "starts")) == [
        (2, 0, 1), (0, 2, 1), (2, 0, 1), (2, 0, 1),
    ]  # fmt: skip
