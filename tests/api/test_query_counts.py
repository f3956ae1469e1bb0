"""The number of statements of each request is as recorded, and the same for one row as for thirty.

After a change that is meant, write the file anew: `UPDATE_QUERY_COUNTS=1 pytest tests/api/test_query_counts.py`.
"""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import RatingScale
from tests.api.bodies import filed, whole
from tests.api.fields import LEAST
from tests.api.surface import routes
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.models.rows import imported_verdict, insert, update

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent]

BASELINE = Path(__file__).with_name("query_counts.json")
FEW, MANY = 1, 30
NOT_COUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")

Ids = dict[str, int]
Call = Callable[[], Any]


@pytest.fixture
def api(api_of: MakeApi, make_user: MakeUser) -> ApiClient:
    api = api_of(make_user("editor", "data_desk"))
    api.get("/me")  # the first use of a token is noted
    return api


def statements(call: Call) -> tuple[int, Any]:
    """Count the statements of a call, and give its answer."""
    with CaptureQueriesContext(connection) as captured:
        response = call()
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in captured), response


def body_of(prefix: str, number: int) -> dict[str, Any]:
    """Return the body of a claim with the given number of each part, each with separate nouns."""
    names = [f"{prefix}{n}" for n in range(number)]
    return {
        "text": f"Claim {prefix}",
        "claimant": f"Claimant {prefix}",
        "external_ids": [{"origin": "cms", "external_id": name} for name in names],
        "appearances": [
            {
                "source": {"url": f"https://{name}.example/a", "publisher": f"{name}.example"},
                "attributions": [{"entity": f"Entity {name}"}, {"role": "relay", "entity": f"Relay {name}"}],
            }
            for name in names
        ],
        "evidence": [{"source": f"https://{name}.example/e", "stance": "supports"} for name in names],
        "quantities": [{"surface": "31 rockets", "measure": f"measure {name}"} for name in names],
        "replies": [
            {"kind": "complaint", "entity": f"Concerned {name}", "asked_at": "2020-01-02T00:00:00Z"} for name in names
        ],
    }


def furnish(api: ApiClient, prefix: str, number: int) -> Ids:
    """Create claims and nouns, with the given number of parts on the first claim; return ids to read."""
    claim, *others = [
        filed(api, **body_of(f"{prefix}{n}x", number if n == 0 else 1)) for n in range(number)
    ]  # fmt: skip
    for n in range(number):
        api.post(f"/claims/{claim['id']}/notes", {"text": f"Note {n}"})
        api.post("/rating-scales", {"slug": f"{prefix}{n}", "name": "X", "ratings": [{"slug": "a", "name": "A"}]})
    for one in [claim, *others]:
        judge(one, number if one is claim else 1)
    note = api.get(f"/claims/{claim['id']}/notes").json()["results"][0]
    verdict = api.get(f"/claims/{claim['id']}/verdicts").json()["results"][0]
    appearance = claim["appearances"][0]
    return {
        "claims": claim["id"], "appearances": appearance["id"], "evidence": claim["evidence"][0]["id"],
        "quantities": claim["quantities"][0]["id"], "external-ids": claim["external_ids"][0]["id"],
        "replies": claim["replies"][0]["id"], "notes": note["id"], "verdicts": verdict["id"],
        "entities": claim["claimant"]["id"], "sources": appearance["source"]["id"],
        "publishers": api.get(f"/sources/{appearance['source']['id']}").json()["publisher"]["id"],
        "measures": claim["quantities"][0]["measure"]["id"],
        "rating-scales": RatingScale.objects.values_list("pk", flat=True)[0],
        "tokens": api.get("/tokens").json()["results"][0]["id"],
        "views": [saved_view(api, f"{prefix}{n}") for n in range(number)][-1],
        "imports": batch_with_issues(number),
        "mappings": [insert("claims_mapping", created_by_id=insert("claims_user")) for _ in range(number)][-1],
    }  # fmt: skip


def saved_view(api: ApiClient, name: str) -> int:
    """Save a view, and return its id."""
    found: int = api.post("/views", {"name": name, "question": {"priority": "urgent"}}).json()["id"]
    return found


def batch_with_issues(number: int) -> int:
    """Create imports, the last of which has the same number of issues; return its id."""
    *_, batch = [insert("claims_importbatch", created_by_id=insert("claims_user")) for _ in range(number)]
    for n in range(number):
        insert("claims_importissue", batch_id=batch, row_number=n + 1)
    return batch


def judge(claim: dict[str, Any], number: int) -> None:
    """Add verdicts that each cite evidence to a claim."""
    rating = RatingScale.objects.get(slug="newsroom").ratings.get(slug="true")
    for piece in claim["evidence"][:number]:
        verdict = imported_verdict(claim_id=claim["id"], rating_id=rating.pk, label="True", normalized="true")
        insert("claims_verdictevidence", verdict_id=verdict, evidence_id=piece["id"])
        update("claims_claim", claim["id"], current_verdict_id=verdict)


def costs_of_reading(api: ApiClient, ids: Ids) -> dict[str, int]:
    """Count the statements of every path that is read, with pages that hold all there is."""
    found = {}
    for route in routes():
        if route.method == "GET":
            path = route.at(ids["claims"], ids[route.noun or "claims"])
            found[str(route)], response = statements(partial(api.get, path))
            assert response.status_code == 200, route
    return found


def costs_of_writing(api: ApiClient) -> dict[str, int]:
    """Count the statements of filing, adding, changing and deleting."""
    claim = filed(api, **whole())
    here = f"/claims/{claim['id']}"
    first = {name: f"{here}/{name}/{claim[name][0]['id']}" for name in ("appearances", "evidence", "quantities")}
    calls: dict[str, Call] = {
        f"POST {path}": partial(api.post, path.replace("/claims/{}", here), body) for path, body in LEAST.items()
    }
    calls |= {
        "POST /claims, whole": partial(api.post, "/claims", whole(external_ids=[])),
        "PATCH a claim": partial(api.patch, here, {"place": "x"}),
        "PATCH a claim with nothing": partial(api.patch, here, {}),
        "PATCH an appearance": partial(api.patch, first["appearances"], {"quote": "x"}),
        "PATCH a chain": partial(api.patch, first["appearances"], {"attributions": [{"named_as": "x"}]}),
        "PATCH evidence": partial(api.patch, first["evidence"], {"note": "x"}),
        "PATCH an entity": partial(api.patch, f"/entities/{claim['claimant']['id']}", {"role": "x"}),
        "DELETE an appearance": partial(api.delete, first["appearances"]),
        "replace a quantity": partial(
            api.post, f"{first['quantities']}/replace", {"quantity": "9 rockets", "reason": "x"}
        ),
    }
    found = {}
    for name, call in calls.items():
        found[name], response = statements(call)
        assert response.status_code in {200, 201, 204}, (name, response.content)
    return found


def test_a_request_costs_what_is_committed_for_few_rows_and_for_many(api: ApiClient) -> None:
    few = furnish(api, "few", FEW)
    costs = costs_of_reading(api, few)
    many = furnish(api, "many", MANY)
    assert costs_of_reading(api, many) == costs, "what is read for one row is not read for each of thirty"
    costs |= costs_of_writing(api)
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        BASELINE.write_text(json.dumps(costs, indent=2) + "\n")
    assert costs == json.loads(BASELINE.read_text())


def test_an_unchanged_claim_costs_one_statement_beside_its_token(api: ApiClient) -> None:
    path = f"/claims/{filed(api, **whole())['id']}"
    tag = api.get(path).headers["ETag"]
    token, _ = statements(lambda: api.get("/workflow"))
    count, response = statements(lambda: api.get(path, headers={"if-none-match": tag}))
    assert (response.status_code, count) == (304, token + 1)
