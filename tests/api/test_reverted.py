"""Claims whose import was reverted are gone, and the feed shows it."""

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.imports.revert.revert_batch import revert_import
from claims.models import Claim
from tests.api.bodies import filed
from tests.api.feed import read_all
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.importing import load

pytestmark = pytest.mark.django_db(transaction=True)

ROW = {"external_id": "1", "text": "Rockets hit the base.", "source_url": "https://a.org/x"}


@pytest.fixture
def gone() -> int:
    """Return the id of a claim whose import was reverted."""
    done = load(ROW)
    claim_id = Claim.objects.get().pk
    revert_import(done.batch_id, actor=OPERATOR)
    return claim_id


def test_the_id_of_a_claim_that_is_gone_answers_410(api: ApiClient, gone: int) -> None:
    there = filed(api)["id"]
    body = problem(api.get(f"/claims/{gone}"), 410)
    assert body["errors"][0]["code"] == "gone"
    assert f"Claim {gone} was made by an import that was reverted" in body["detail"]
    for path in ("history", "appearances", "verdicts", "external-ids/1"):
        problem(api.get(f"/claims/{gone}/{path}"), 410)
    problem(api.patch(f"/claims/{gone}", {"place": "Qaim"}), 410)
    problem(api.post(f"/claims/{gone}/evidence", {"stance": "context", "note": "Known."}), 410)
    problem(api.get(f"/claims/{there + 1}"), 404)
    problem(api.get(f"/claims/{there}/evidence/999999"), 404)
    problem(api.get(f"/entities/{gone}"), 404)


def test_the_feed_shows_the_deletion_after_all_other_events(api: ApiClient, api_of: MakeApi, gone: int) -> None:
    for caller in (api, api_of("reader")):
        created, removed = read_all(caller, types="claim.created,claim.removed")
        assert (created["type"], created["claim"], created["version"]) == ("claim.created", gone, 1)
        assert (removed["type"], removed["claim"], removed["version"]) == ("claim.removed", gone, 2)
        assert "text" in removed["changed"]
