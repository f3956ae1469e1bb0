"""The OpenAPI document as it is served, and how tests find operations and schemas in it."""

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from tests.api_client import ROOT, ApiClient

Json = dict[str, Any]


@cache
def served() -> str:
    """Return the served document; building it takes seconds, so all tests share it."""
    return ApiClient().get("/schema", headers={"accept": "application/json"}).content.decode()


def templated(path: str) -> str:
    """Write a path of the URL map as the document does."""
    return ROOT + re.sub(r"<int:(\w+)>", lambda match: "{id}" if match[1] == "pk" else f"{{{match[1]}}}", path)


def operation_of(document: Json, method: str, path: str) -> Json:
    found: Json = document["paths"][templated(path)][method.lower()]
    return found


def resolved(document: Json, response: Json) -> Json:
    """Follow the reference of an answer."""
    name = response.get("$ref", "").rpartition("/")[2]
    found: Json = document["components"]["responses"][name] if name else response
    return found


@cache
def closed_components() -> Json:
    """Return the components with undescribed fields forbidden at every depth."""
    components: Json = json.loads(served())["components"]
    for component in components["schemas"].values():
        if "properties" in component:
            component.setdefault("additionalProperties", False)
    return components


def faults(schema: Json, value: Any) -> list[str]:
    closed = Draft202012Validator({**schema, "components": closed_components()})
    return [f"{list(error.path)}: {error.message[:200]}" for error in closed.iter_errors(value)]


def answer_schema(document: Json, method: str, path: str, status: int) -> Json:
    answer = operation_of(document, method, path)["responses"][str(status)]
    found: Json = answer["content"]["application/json"]["schema"]
    return found
