"""Every operation has an example of a request that works and its response; both match the OpenAPI document.

After a change that is meant, write the examples anew: `FACTCHECK_WRITE_DOCS=1 pytest tests/api/test_examples.py`.
"""

import json
import os
from typing import Any

import pytest

from claims.api.openapi.operation import EXAMPLES
from tests.api.examples import Walk
from tests.api.openapi import faults, resolved
from tests.conftest import MakeApi, MakeUser
from tests.docs.conftest import restart_ids

pytestmark = pytest.mark.server_independent


Json = dict[str, Any]


@pytest.mark.django_db(transaction=True)
def test_the_examples_are_what_is_answered(make_user: MakeUser, api_of: MakeApi) -> None:
    restart_ids()
    desk = [
        make_user(role, name=name) for role, name in {"reporter": "robin", "checker": "chris", "editor": "eva"}.items()
    ]
    walk = Walk(*(api_of(one) for one in (*desk, make_user("editor", name="susan", is_superuser=True))))
    found = json.dumps(walk.all(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("FACTCHECK_WRITE_DOCS"):
        EXAMPLES.write_text(found, encoding="utf-8")
    there = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    assert {name: one for name, one in json.loads(found).items() if one != there.get(name)} == {}


@pytest.mark.django_db
def test_every_operation_is_shown_and_as_it_is_described(document: Json) -> None:
    untrue: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for place, content in shown(document, operation):
                where = f"{method} {path} {place}"
                assert "example" in content, where
                wrong = faults(content["schema"], content["example"])
                untrue |= {where: wrong} if wrong else {}
    assert untrue == {}


def shown(document: Json, operation: Json) -> list[tuple[str, Json]]:
    """List every body that an operation takes or answers with."""
    bodies = [("request", content) for content in operation.get("requestBody", {}).get("content", {}).values()]
    for status, response in operation["responses"].items():
        bodies += [(status, content) for content in resolved(document, response).get("content", {}).values()]
    return bodies


@pytest.mark.django_db
def test_no_example_is_of_an_operation_that_is_not_there(document: Json) -> None:
    operations = {one["operationId"] for methods in document["paths"].values() for one in methods.values()}
    assert json.loads(EXAMPLES.read_text(encoding="utf-8")).keys() == operations
