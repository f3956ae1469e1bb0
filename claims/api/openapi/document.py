"""Complete the OpenAPI document that drf-spectacular generates from the views and serializers."""

from collections.abc import Iterator
from typing import Any

from claims.api.deprecations import deprecation_of
from claims.api.openapi.components import (
    ENUMS,
    PREFIX,
    add_variants,
    as_public,
    close_requests,
    describe_fields,
    name_enums,
    ref,
    require_what_is_always_present,
)
from claims.api.openapi.introduction import INTRODUCTION, TAGS
from claims.api.openapi.links import add_links
from claims.api.openapi.problems import HEADERS, PROBLEM, answers

OFFERED = {"Claim": "claim", "Verdict": "verdict"}  # components with the field `actions`


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Complete the document: introduction, problems, pages, descriptions, enumerations, public shapes and links."""
    components = result["components"]
    schemas = components["schemas"]
    schemas["Problem"] = PROBLEM
    components["responses"], components["headers"] = answers(), HEADERS
    result["info"]["description"] = INTRODUCTION
    _add_tags(result)
    require_what_is_always_present(schemas)
    _add_actions(schemas)
    for operation in _operations(result):
        if operation["operationId"].endswith("_list"):
            _page(operation, schemas)
    describe_fields(schemas)
    close_requests(schemas)
    name_enums(schemas)
    for operation in _operations(result):
        _add_public(operation, schemas)
    add_links(result["paths"])
    _mark_deprecated(result["paths"])
    return result


def _operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in result["paths"].values():
        yield from methods.values()


def _add_tags(result: dict[str, Any]) -> None:
    """Describe each group of operations. Raises KeyError for a group without words."""
    used = dict.fromkeys(tag for operation in _operations(result) for tag in operation["tags"])
    result["tags"] = [{"name": tag, "description": TAGS[tag]} for tag in used]


def _add_actions(schemas: dict[str, Any]) -> None:
    """Describe what `expand` adds to one claim, figure or verdict."""
    schemas["Blocker"] = {
        "type": "object",
        "description": "Why a verb cannot be used now.",
        "properties": {
            "code": {"type": "string", "description": "The kind of blocker: a code of an error."},
            "detail": {"type": "string", "description": "The blocker in words, with the remedy."},
        },
        "required": ["code", "detail"],
    }
    for name, noun in OFFERED.items():
        schemas[f"{name}Action"] = {
            "type": "object",
            "description": f"A verb of a {noun}, and whether the caller can use it now.",
            "properties": {
                "verb": {"type": "string", "enum": list(ENUMS[f"{name}Verb"]), "description": "The verb."},
                "is_allowed": {"type": "boolean", "description": "Whether the caller can use it now."},
                "blockers": {"type": "array", "items": ref("Blocker"), "description": "Why not; empty if allowed."},
            },
            "required": ["verb", "is_allowed", "blockers"],
        }
        schemas[name]["properties"]["actions"] = {
            "type": "array",
            "items": ref(f"{name}Action"),
            "description": "What the caller can do with it. Only with `expand=actions`.",
        }
    for name in ("Claim", "Quantity"):
        schemas[name]["properties"]["as_text"] = {
            "type": "string",
            "description": "It as text to paste: what was said, by whom, when and where. Only with `expand=as_text`.",
        }


def _page(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Describe the response of a list as a page."""
    content = operation["responses"]["200"]["content"]["application/json"]
    items = content["schema"]
    items = items if items.get("type") == "array" else {"type": "array", "items": items}
    name = items["items"]["$ref"].removeprefix(PREFIX) + "Page"
    schemas[name] = {
        "type": "object",
        "description": "A page of a list.",
        "properties": {
            "results": {**items, "description": "The rows of this page."},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page; null on the last."},
            "count": {"type": "integer", "description": "How many rows there are. Only with `count=true`."},
            "count_is_estimate": {
                "type": "boolean",
                "description": "Whether `count` is an estimate, as it is above 10,000. Only with `count=true`.",
            },
        },
        "required": ["results", "next"],
    }
    content["schema"] = ref(name)


def _add_public(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Add the schema of the answer without a token, if there is one: `x-public-schema`."""
    if not operation.pop("x-public", False):
        return
    content = operation["responses"]["200"]["content"]["application/json"]
    name = content["schema"]["$ref"].removeprefix(PREFIX)
    public = add_variants(schemas, name, "Public", as_public)
    content["x-public-schema"] = ref(public)
    operation["description"] += f" Without a token the answer is a `{public}`."


def _mark_deprecated(paths: dict[str, Any]) -> None:
    for path, methods in paths.items():
        for method, operation in methods.items():
            if deprecation_of(method, path) is not None:
                operation["deprecated"] = True
