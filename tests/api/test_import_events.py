"""The feed shows the end of an import once, after its claims, to users with `internal:read`."""

import pytest

from claims.models import ImportBatch
from claims.models.feed import latest_position
from tests.api.feed import caught_up, page, read_all
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.importing import load
from tests.models import rows

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [{"external_id": str(number), "text": f"Claim {number}."} for number in range(3)]


def test_the_end_of_a_load_is_shown_once_after_its_claims_with_its_counts(api: ApiClient) -> None:
    done = load(*ROWS, {"external_id": "4", "text": ""})
    events = read_all(api)
    assert [event["type"] for event in events] == ["claim.created"] * 3 + ["import.finished"]
    assert all("import" not in event for event in events[:3])
    last = events[-1]
    assert (last["claim"], last["version"], last["actor"], last["changed"]) == (None, None, None, [])
    counts = {name: count for name, count in last["import"].items() if count}
    assert counts == {"id": done.batch_id, "origin": "desk", "rows_read": 4, "inserted": 3, "refused": 1}


def test_the_feed_goes_on_before_and_behind_it(api: ApiClient) -> None:
    load(*ROWS[:2])
    load(*ROWS)
    whole = read_all(api)
    assert [event["type"] for event in whole] == [
        "claim.created", "claim.created", "import.finished", "claim.created", "import.finished",
    ]  # fmt: skip
    for number, event in enumerate(whole):
        assert page(api, after=event["seq"])["results"] == whole[number + 1 :]
    for limit in (1, 2, 3):
        assert read_all(api, limit=limit) == whole
    assert [event["import"]["unchanged"] for event in read_all(api, types="import.finished", limit=1)] == [0, 2]
    assert page(api, after="latest")["results"] == []
    assert latest_position().event == ImportBatch.objects.latest("pk").told_event


def test_the_end_of_a_long_load_is_found_behind_pages_of_nothing(api: ApiClient) -> None:
    load(*({"external_id": str(number), "text": f"Claim {number}."} for number in range(1_050)))
    caught_up()
    first = page(api, types="import.finished")
    assert (first["results"], first["has_more"]) == ([], True)
    second = page(api, types="import.finished", after=first["next"])
    assert [event["type"] for event in second["results"]] == ["import.finished"]
    assert second["has_more"] is False
    assert page(api, types="import.finished", after=second["next"])["results"] == []


def test_readers_do_not_see_it_and_miss_no_other_event(api_of: MakeApi) -> None:
    load(*ROWS[:1])
    load(*ROWS[:2])
    reader = api_of("reader")
    for limit in (1, 2, 100):
        assert [event["type"] for event in read_all(reader, limit=limit)] == ["claim.created"] * 2
    assert read_all(reader, types="import.finished") == []


def test_only_finished_loads_are_shown(api: ApiClient) -> None:
    for values in ({"state": "failed"}, {"state": "cancelled"}, {"state": "finished", "is_dry_run": True}):
        batch = ImportBatch.objects.create(origin="desk", file_name="file", format="csv", state="running")
        ImportBatch.objects.filter(pk=batch.pk).update(**values)
    assert read_all(api) == []


def test_it_keeps_its_place_whatever_becomes_of_the_batch(api: ApiClient) -> None:
    batch = load(*ROWS[:1]).batch_id
    before = read_all(api)
    rows.execute("UPDATE claims_importbatch SET told_event = NULL, told_xid = NULL, told_epoch = NULL")
    rows.execute("UPDATE claims_importbatch SET state = 'reverted'")
    rows.execute("UPDATE claims_importbatch SET state = 'finished'")
    assert ImportBatch.objects.get(pk=batch).state == "finished"
    caught_up()
    assert read_all(api) == before
