"""What the OpenAPI document says of every operation: how to authenticate, and how errors look."""

from collections.abc import Iterator
from typing import Any

from claims.api.serializers.base import Shape

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": "JSON pointer into the body (RFC 6901)."},
                    "parameter": {"type": "string", "description": "The query parameter at fault."},
                    "candidates": {"type": "array", "items": {"type": "object"}},
                },
                "required": ["code", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "instance", "errors"],
}

WORDS = {
    "400": "What was sent cannot be taken; every error is listed.",
    "401": "No token, or one that is unknown, expired or revoked.",
    "403": "The token lacks a scope, or its owner a role.",
    "404": "There is no such thing, or the caller may not know of it.",
    "406": "Answers are JSON.",
    "409": "This conflicts with what is there.",
    "412": "The thing has moved on from the version in If-Match.",
    "413": "The body is too large.",
    "415": "Bodies are JSON.",
    "422": "A name means several things; the candidates are listed.",
}
READING = ("400", "401", "403", "404", "406")
WRITING = (*READING, "409", "412", "413", "415", "422")


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to each operation its problems, the headers of tags, and the shape of a page."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for shape in _shapes(Shape):
        _loosen(shape, result["components"]["schemas"].get(shape.__name__, {}))
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            _complete_operation(path, method, operation)
    return result


def _shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    yield shape
    for heir in shape.__subclasses__():
        yield from _shapes(heir)


def _loosen(shape: type[Shape], component: dict[str, Any]) -> None:
    """Promise only what every caller sees: what is for those inside, or with a token, may be missing."""
    required = [name for name in component.get("required", []) if name not in shape.Meta.internal]
    if shape.Meta.public is not None:
        required = [name for name in required if name in shape.Meta.public]
    if "required" in component:
        component["required"] = required


def _complete_operation(path: str, method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    operation["summary"] = _summary(path, operation.get("description", ""))
    for status in READING if method == "get" else WRITING:
        responses.setdefault(status, _problem(WORDS[status]))
    is_list = method == "get" and operation["operationId"].endswith("_list")
    if is_list:
        _page(operation)
    else:
        _headers(method, operation, is_one="{" in path)
    if "201" in responses:
        responses["201"].setdefault("headers", {})["Location"] = {"schema": {"type": "string"}}


def _summary(path: str, words: str) -> str:
    """Take the first sentence, with what it speaks of where the same words serve several things."""
    first = words.split(". ", maxsplit=1)[0].split(": ", maxsplit=1)[0].split("\n", maxsplit=1)[0].rstrip(".")
    names = [step for step in path.split("/") if step and not step.startswith("{")]
    is_shared = any(word in first.split() for word in ("one", "them", "these"))
    return f"{first} ({names[-1]})" if is_shared else first


def _headers(method: str, operation: dict[str, Any], *, is_one: bool) -> None:
    """Say which headers an operation on one thing takes and gives."""
    responses, parameters = operation["responses"], operation.setdefault("parameters", [])
    if method == "post":
        words = "A key of your own, 1 to 255 printable ASCII characters: the same request again gets the same answer."
        parameters.append(_header("Idempotency-Key", words))
    elif method == "get" and is_one:
        responses["304"] = {"description": "The caller has this very representation."}
        parameters.append(_header("If-None-Match", "The ETag of what the caller has."))
    elif is_one:
        parameters.append(_header("If-Match", "The ETag of what was read."))
    for status in ("200", "201"):
        if status in responses and (is_one or status == "201"):
            responses[status].setdefault("headers", {})["ETag"] = {"schema": {"type": "string"}}


def _problem(words: str) -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": words, "content": {"application/problem+json": schema}}


def _header(name: str, words: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "schema": {"type": "string"}, "description": words}


def _page(operation: dict[str, Any]) -> None:
    content = operation["responses"]["200"]["content"]["application/json"]
    items = content["schema"]
    content["schema"] = {
        "type": "object",
        "properties": {
            "results": items if items.get("type") == "array" else {"type": "array", "items": items},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page."},
            "count": {"type": "integer", "description": "How many there are; only with count=true."},
            "count_is_estimate": {
                "type": "boolean",
                "description": "Whether `count` is the planner's estimate, as it is beyond 10,000; only with count=true.",
            },
        },
        "required": ["results", "next"],
    }
    operation.setdefault("parameters", []).extend(
        {"name": name, "in": "query", "schema": schema, "description": words}
        for name, schema, words in (
            ("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}, "How many to a page."),
            ("cursor", {"type": "string"}, "`next` of the page before."),
            ("sort", {"type": "string"}, "What to sort by, with - before it to reverse."),
            ("count", {"type": "boolean", "default": False}, "Count them too: exactly up to 10,000, and estimated beyond."),
        )
    )
