"""Describe one operation in the OpenAPI document: access, errors, headers, parameters and an example."""

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from drf_spectacular.openapi import AutoSchema

from claims.api.openapi import fields  # noqa: F401  # registers how fields are described
from claims.api.openapi.components import component_of
from claims.api.openapi.introduction import SUMMARIES
from claims.api.openapi.problems import ref_to
from claims.api.openapi.words import PARAMETERS
from claims.api.parsers import MergePatchParser
from claims.api.views.base import ApiView
from claims.rules.verbs import NEEDS, Need

EXAMPLES = Path(__file__).with_name("examples.json")
SIMPLE = ("list", "create", "retrieve", "partial_update", "destroy")
HEADERS = {
    "If-Match": "The ETag that you read. The request is refused with 412 if the row has changed since.",
    "If-None-Match": "The ETag that you have. The answer is 304 without a body if it is still current.",
    "Idempotency-Key": "A key of your own, 1 to 255 printable ASCII characters. If you send the same request again "
    "within two days, it is not repeated, and you get the first answer.",
    "On-Behalf-Of": "User name of the person for whom a program acts. Only service accounts send it.",
}
KEY = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[!-~]([ -~]*[!-~])?$"}
ANSWERED = {
    "ETag": "Identifies this version of the answer. Send it as `If-Match` or `If-None-Match`.",
    "Location": "The path of the new row.",
}


LIMITS = {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit", "RateLimit-Policy")}


class OperationSchema(AutoSchema):
    """Describe an operation from its view."""

    view: ApiView

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:  # noqa: ARG002
        """Return the name of a component."""
        return component_of(type(serializer).__name__)

    def map_parsers(self) -> list[Any]:
        """Return the parsers; those of merge patches only for PATCH."""
        found: list[Any] = super().map_parsers()
        return [kind for kind in found if self.method == "PATCH" or kind != MergePatchParser.media_type]

    def get_operation_id(self) -> str:
        """Return the operation id; a verb keeps its own name."""
        found: str = super().get_operation_id()
        return found if self.view.action in SIMPLE else found.removesuffix("_create")

    def get_summary(self) -> str:
        """Return what the operation does, in a few words."""
        if (operation_id := self.get_operation_id()) in SUMMARIES:
            return SUMMARIES[operation_id]
        one, several = self.view.nouns
        article = "an" if one[:1] in "aeiou" else "a"
        place = " of a claim" if "{claim_id}" in self.path else ""
        words = {
            "list": f"List {several}{place}",
            "create": f"Create {article} {one}",
            "retrieve": f"Retrieve {article} {one}",
            "partial_update": f"Update {article} {one}",
            "destroy": f"Delete {article} {one}",
        }
        if one and self.view.action in words:
            return words[self.view.action]
        first: str = super().get_description().replace("\n", " ").split(". ", 1)[0].split(": ", 1)[0].rstrip(".")
        return first

    def get_description(self) -> str:
        """Return what the operation does, and which scopes and roles it needs."""
        needs = [f"the scope `{scope}`" for scope in self.need.scopes]
        if self.need.roles:
            needs.append(f"one of the roles {', '.join(sorted(self.need.roles))}")
        words = f"Requires {' and '.join(needs)}." if needs else "Requires a token with any scope."
        more = " Needs no token if the newsroom has opened public reading." if self.is_public else ""
        return f"{super().get_description()}\n\n{words}{more}"

    def get_auth(self) -> list[Any]:
        """Return the scopes that the token needs."""
        super().get_auth()  # registers the scheme
        anonymous: list[dict[str, Any]] = [{}] if self.is_public and settings.FACTCHECK_PUBLIC_READ else []
        return [{"bearer": list(self.need.scopes)}, *anonymous]

    def get_extensions(self) -> dict[str, Any]:
        """Return the required scopes and roles for programs."""
        found = {"x-required-scopes": list(self.need.scopes), "x-required-roles": sorted(self.need.roles)}
        return {**found, "x-public": True} if self.is_public else found

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """Return the description of the operation."""
        operation: Any = super().get_operation(*args, **kwargs)
        if operation is None:
            return None  # the document itself
        for status in sorted(self._refusals):
            operation["responses"].setdefault(status, ref_to(status))
        if "If-None-Match" in self._headers:
            operation["responses"]["304"] = {"description": "The answer has not changed."}
        parameters = operation.setdefault("parameters", [])
        parameters += [_header(name) for name in self._headers]
        parameters += [self._naming(name) for name in sorted(self.view.shaping_parameters)]
        if operation["operationId"].endswith("_list"):
            parameters += _paging(self.view.sorts)
        for parameter in parameters:
            parameter.setdefault("description", PARAMETERS.get(parameter["name"], ""))
            if parameter["in"] == "query" and parameter["schema"].get("type") == "string":
                parameter["schema"].setdefault("minLength", 1)
                parameter["schema"].setdefault("pattern", r"\S")
        for status, response in operation["responses"].items():
            self._complete_answer(status, response)
        _exemplify(operation, _examples().get(operation["operationId"], {}))
        return operation

    @property
    def need(self) -> Need:
        """Return what the verb needs."""
        return NEEDS[self.view.verbs[self.view.action]]

    @property
    def is_public(self) -> bool:
        """Return whether it can be opened to callers without a token."""
        return self.view.action in self.view.public

    def _naming(self, name: str) -> dict[str, Any]:
        """Describe a parameter that takes names, separated by commas."""
        items: dict[str, Any] = {"type": "string"}
        if name == "expand":
            items["enum"] = list(self.view.expandable)
        schema = {"type": "array", "items": items, "minItems": 1}
        return {"name": name, "in": "query", "schema": schema, "style": "form", "explode": False}

    @property
    def _is_one(self) -> bool:
        """Return whether it is about one row that has an ETag."""
        return "{" in self.path and self.view.action != "list" and self.view.is_tagged

    @property
    def _headers(self) -> list[str]:
        found = ["On-Behalf-Of"]
        if self.method == "GET":
            return [*found, *(["If-None-Match"] if self._is_one else [])]
        found += ["Idempotency-Key"] if self.method == "POST" and not self.view.answers_secrets else []
        return [*found, *(["If-Match"] if self._takes_version else [])]

    @property
    def _takes_version(self) -> bool:
        return self._is_one and self.method != "GET"

    @property
    def _refusals(self) -> set[str]:
        """Return every status of an error that it can answer with."""
        found = {"400", "401", "406", "429", "503", *self.view.more_refusals}
        found |= {"403"} if self.need.scope or self.need.roles else set()
        found |= {"404"} if "{" in self.path else set()
        found |= {"410"} if "/claims/{" in self.path else set()
        found |= {"409", "411"} if self.method != "GET" else set()
        found |= {"412"} if self._takes_version else set()
        return found | ({"413", "415", "422"} if self.method in {"POST", "PATCH"} else set())

    def _complete_answer(self, status: str, response: dict[str, Any]) -> None:
        if not status.startswith("2"):
            return
        response["description"] = response["description"] or HTTPStatus(int(status)).phrase
        made = {"Location"} if status in {"201", "202"} else set()
        tagged = {"ETag"} if status != "204" and (self._is_one or (made and self.view.is_tagged)) else set()
        for name in sorted(made | tagged):
            response.setdefault("headers", {})[name] = {"schema": {"type": "string"}, "description": ANSWERED[name]}
        response.setdefault("headers", {}).update(LIMITS)


def _header(name: str) -> dict[str, Any]:
    schema = KEY if name == "Idempotency-Key" else {"type": "string"}
    return {"name": name, "in": "header", "schema": schema, "description": HEADERS[name]}


def _paging(sorts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Describe the parameters of every list."""
    one_way = {name for name, sort in sorts.items() if sort is not None and sort.is_best_first}
    known = [f"{sign}{name}" for name in sorts for sign in (("",) if name in one_way else ("", "-"))]
    return [
        {"name": name, "in": "query", "schema": schema, "description": words}
        for name, schema, words in (
            (
                "limit",
                {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
                "The most rows of a page.",
            ),
            ("cursor", {"type": "string"}, "`next` of the previous page."),
            ("sort", {"type": "string", "enum": known}, "What to sort by; with `-` before it in reverse."),
            (
                "count",
                {"type": "boolean", "default": False},
                "Add the number of rows, which is an estimate above 10,000.",
            ),
        )
    ]


@cache
def _examples() -> dict[str, Any]:
    """Return a real request of each operation with its answer, as a test has recorded them."""
    found: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def _exemplify(operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Add the example of a request and its answer."""
    sent = operation.get("requestBody", {}).get("content", {})
    answers = {status: one.get("content", {}) for status, one in operation["responses"].items() if status < "3"}
    recorded = answers.get(str(example.get("status")), {})
    alike = [one for one in answers.values() if one == recorded]  # other statuses with the same schema
    for side, content in (("request", sent), *(("response", one) for one in alike)):
        for kind, media in content.items():
            asked = "form" if kind == "multipart/form-data" else side
            if asked in example:
                media["example"] = example[asked]
            if kind in example.get("responses", {}):
                media["example"] = example["responses"][kind]
