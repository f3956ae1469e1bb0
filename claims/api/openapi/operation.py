"""What the document says of one operation: who may, how it refuses, what is sent and answered."""

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from drf_spectacular.openapi import AutoSchema

from claims.api.openapi import fields  # noqa: F401  # registers how fields are described
from claims.api.openapi.problems import ref_to
from claims.api.openapi.words import PARAMETERS
from claims.api.parsers import MergePatchParser
from claims.api.views.base import ApiView
from claims.rules.verbs import NEEDS, Need

EXAMPLES = Path(__file__).with_name("examples.json")
# Where a component is better called otherwise than its shape.
NAMES = {
    "ClaimListShape": "ClaimSummary",
    "ImportRequestShape": "Import",
    "PreviewRequestShape": "Preview",
    "SourceListShape": "SourceSummary",
    "ExternalIdListShape": "ExternalIdInside",
}
SIMPLE = ("list", "create", "retrieve", "partial_update", "destroy")
HEADERS = {
    "If-Match": "The ETag of what was read: the change is made only where it is still that.",
    "If-None-Match": "The ETag of what the caller has: it is not sent again where it is still that.",
    "Idempotency-Key": "A key of your own, 1 to 255 printable ASCII characters: the same request again is done once "
    "and gets the same answer, for two days.",
}
KEY = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[!-~]([ -~]*[!-~])?$"}
ANSWERED = {
    "ETag": "Tells this very representation from every other of it.",
    "Location": "The path of what was made.",
}


def component_of(shape: str) -> str:
    """Call the component of a shape what its noun is called."""
    return NAMES.get(shape, shape.removesuffix("Shape"))


LIMITS = {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit", "RateLimit-Policy")}


class OperationSchema(AutoSchema):
    """Describe an operation by what its view knows of it."""

    view: ApiView

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:  # noqa: ARG002
        """Call a component what its noun is called."""
        return component_of(type(serializer).__name__)

    def map_parsers(self) -> list[Any]:
        """Show merge patches where something is patched; elsewhere they are taken for what they are, plain JSON."""
        found: list[Any] = super().map_parsers()
        return [kind for kind in found if self.method == "PATCH" or kind != MergePatchParser.media_type]

    def get_operation_id(self) -> str:
        """Call a verb by its own name."""
        found: str = super().get_operation_id()
        return found if self.view.action in SIMPLE else found.removesuffix("_create")

    def get_summary(self) -> str:
        """Take the first sentence, with what it speaks of where the same words serve several things."""
        first = super().get_description().replace("\n", " ").split(". ", 1)[0].split(": ", 1)[0].rstrip(".")
        names = [step for step in self.path.split("/") if step and not step.startswith("{")]
        is_shared = self.view.action in SIMPLE and any(word in first.split() for word in ("one", "them", "these"))
        return f"{first} ({names[-1]})" if is_shared else first

    def get_description(self) -> str:
        """Say what it does, and what is needed for it."""
        needs = [f"the scope `{scope}`" for scope in self.need.scopes]
        if self.need.roles:
            needs.append(f"one of the roles {', '.join(sorted(self.need.roles))}")
        words = f"Needs {' and '.join(needs)}." if needs else "Needs a token, of any scope."
        more = " Answers without a token where the newsroom has opened public reading." if self.is_public else ""
        return f"{super().get_description()}\n\n{words}{more}"

    def get_auth(self) -> list[Any]:
        """Name the scopes that the token has to have."""
        super().get_auth()  # registers the scheme
        anonymous: list[dict[str, Any]] = [{}] if self.is_public and settings.FACTCHECK_PUBLIC_READ else []
        return [{"bearer": list(self.need.scopes)}, *anonymous]

    def get_extensions(self) -> dict[str, Any]:
        """Name scopes and roles where programs look for them."""
        return {"x-required-scopes": list(self.need.scopes), "x-required-roles": sorted(self.need.roles)}

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """Describe the operation, with its refusals, headers and an example."""
        operation: Any = super().get_operation(*args, **kwargs)
        if operation is None:
            return None  # the document itself
        for status in sorted(self._refusals):
            operation["responses"].setdefault(status, ref_to(status))
        if "If-None-Match" in self._headers:
            operation["responses"]["304"] = {"description": "The caller has this very representation."}
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
        """Give what the verb needs."""
        return NEEDS[self.view.verbs[self.view.action]]

    @property
    def is_public(self) -> bool:
        """Tell whether it may be opened to all."""
        return self.view.action in self.view.public

    def _naming(self, name: str) -> dict[str, Any]:
        """Describe a parameter that takes names, separated by commas."""
        shape: Any = self.view.get_serializer()
        known = list(self.view.expandable if name == "expand" else getattr(shape, "child", shape).fields)
        items = {"type": "array", "items": {"type": "string", "enum": known}, "minItems": 1}
        return {"name": name, "in": "query", "schema": items, "style": "form", "explode": False}

    @property
    def _is_one(self) -> bool:
        """Tell whether it speaks of one thing that has a tag."""
        return "{" in self.path and self.view.action != "list" and self.view.is_tagged

    @property
    def _headers(self) -> list[str]:
        if self.method == "GET":
            return ["If-None-Match"] if self._is_one else []
        key = ["Idempotency-Key"] if self.method == "POST" and not self.view.answers_secrets else []
        return [*key, *(["If-Match"] if self._takes_version else [])]

    @property
    def _takes_version(self) -> bool:
        return self._is_one and self.method != "GET"

    @property
    def _refusals(self) -> set[str]:
        """List every status by which it may refuse."""
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
    """Describe what every list takes."""
    one_way = {name for name, sort in sorts.items() if sort is not None and sort.is_best_first}
    known = [f"{sign}{name}" for name in sorts for sign in (("",) if name in one_way else ("", "-"))]
    return [
        {"name": name, "in": "query", "schema": schema, "description": words}
        for name, schema, words in (
            ("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}, "How many to a page."),
            ("cursor", {"type": "string"}, "`next` of the page before."),
            ("sort", {"type": "string", "enum": known}, "What to sort by, with - before it to reverse."),
            ("count", {"type": "boolean", "default": False}, "Count them too: exactly up to 10,000."),
        )
    ]


@cache
def _examples() -> dict[str, Any]:
    """Give a true request of every operation and what it was answered, as a test has recorded them."""
    found: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def _exemplify(operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Show a request and its answer."""
    sent = operation.get("requestBody", {}).get("content", {})
    answered = operation["responses"].get(str(example.get("status")), {}).get("content", {})
    for side, content in (("request", sent), ("response", answered)):
        for kind, media in content.items():
            asked = "form" if kind == "multipart/form-data" else side
            if asked in example:
                media["example"] = example[asked]
            if kind in example.get("responses", {}):
                media["example"] = example["responses"][kind]
