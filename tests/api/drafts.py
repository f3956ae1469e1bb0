"""Requests that open, edit and submit drafts of verdicts."""

from typing import Any

from claims.models import Claim, Verdict
from tests.api.problems import problem
from tests.api_client import ApiClient


def opened(api: ApiClient, claim: Claim, **body: Any) -> dict[str, Any]:
    response = api.post(f"/claims/{claim.pk}/verdicts", body)
    assert response.status_code == 201, response.content
    found: dict[str, Any] = response.json()
    return found


def submit(api: ApiClient, verdict: dict[str, Any] | Verdict) -> Any:
    pk = verdict.pk if isinstance(verdict, Verdict) else verdict["id"]
    return api.post(f"/verdicts/{pk}/submit")


def edit(api: ApiClient, verdict: Verdict, **changes: Any) -> Any:
    return api.patch(f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}", changes)


def codes(response: Any) -> list[str]:
    return [error["code"] for error in problem(response, 409)["errors"]]
