"""The error responses in the OpenAPI document: one per status, with a generated example."""

from types import SimpleNamespace
from typing import Any

from django.db.utils import OperationalError
from rest_framework.exceptions import (
    ErrorDetail,
    NotAcceptable,
    NotAuthenticated,
    NotFound,
    UnsupportedMediaType,
    ValidationError,
)

from claims.actions.admission import Share
from claims.actions.change import StaleVersionError
from claims.actions.external_ids import ExternalIdTakenError
from claims.actions.input import InputError
from claims.api.errors import MEDIA_TYPE, Handler, ProblemError, gone
from claims.api.limits import LimitError
from claims.api.parsers import TooLargeError
from claims.rules.access import AccessError
from claims.rules.verbs import NEEDS

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "`/api/v1/errors#<code>`, or `#several` where the errors are of several codes.",
        },
        "title": {"type": "string", "description": "The kind of problem in words."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "What is wrong, in words."},
        "instance": {"type": "string", "description": "The path that was asked."},
        "errors": {
            "type": "array",
            "description": "All that is wrong.",
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string", "description": "The kind of error: it stays the same."},
                    "detail": {"type": "string", "description": "The error in words, with the remedy."},
                    "pointer": {"type": "string", "description": "JSON pointer into the body (RFC 6901)."},
                    "parameter": {"type": "string", "description": "The query parameter at fault."},
                    "candidates": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/Reference"},
                        "description": "What an ambiguous name may mean.",
                    },
                },
                "required": ["code", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "instance", "errors"],
}
HEADERS = {
    "RateLimit": {
        "schema": {"type": "string"},
        "description": "What is left of the caller's share (`r`, calls) and when it begins anew (`t`, seconds).",
        "example": '"write";r=299;t=43',
    },
    "RateLimit-Policy": {
        "schema": {"type": "string"},
        "description": "The share of a caller: `q` calls in `w` seconds.",
        "example": '"write";q=300;w=60',
    },
    "Retry-After": {
        "schema": {"type": "integer", "minimum": 0},
        "description": "How long to wait before trying again, in seconds.",
        "example": 17,
    },
}
WAITING = ("429", "503")
# The cause of each status, in words and as an example error.
PROBLEMS: dict[str, tuple[str, Exception]] = {
    "400": (
        "Something in the body or the query cannot be taken; every error is listed.",
        ValidationError(
            {
                "text": [ErrorDetail("This field may not be blank.", "blank")],
                "colour": [ErrorDetail("There is no such field.", "unknown_field")],
            }
        ),
    ),
    "401": (
        "No token, or one that is unknown, expired or revoked.",
        NotAuthenticated("Send a token: `Authorization: Bearer fct_…`."),
    ),
    "403": (
        "The token lacks a scope, or its owner a role.",
        AccessError("claim.create", NEEDS["claim.create"], "This needs the scope claims:write."),
    ),
    "404": ("There is no such thing, or the caller may not know of it.", NotFound()),
    "406": ("Answers are JSON.", NotAcceptable()),
    "409": (
        "This conflicts with what is there; `Location` says where, if it is known.",
        ExternalIdTakenError("cms", "story-4711", 2),
    ),
    "410": ("The claim was made by an import that was reverted.", gone(12)),
    "411": (
        "The body comes in chunks: its length is to be sent.",
        ProblemError(411, "length_required", "Send the length of the body in Content-Length, and no chunks."),
    ),
    "412": ("The thing has moved on from the version that was meant.", StaleVersionError(3, 4)),
    "413": ("The body is too large.", TooLargeError("The body has 6,000,000 bytes; 5,242,880 is the most.")),
    "415": ("Bodies are JSON.", UnsupportedMediaType("text/plain")),
    "422": (
        "A name means several things, and the candidates are listed; or an Idempotency-Key served another request.",
        InputError(
            "ambiguous",
            "Several are called so: give the id of one.",
            "claimant",
            candidates=[{"id": 2, "name": "John Smith (mayor)"}, {"id": 3, "name": "John Smith (guard)"}],
        ),
    ),
    "429": (
        "This is more than the caller's share of calls in a minute: wait as long as `Retry-After` says.",
        LimitError(Share("write", 300, None, 17)),
    ),
    "503": ("The database did not answer in time: try again after `Retry-After` seconds.", OperationalError()),
}


def name_of(status: str) -> str:
    """Return the name of the response component of a status."""
    return f"Problem{status}"


def ref_to(status: str) -> dict[str, str]:
    """Return a reference to the response of a status."""
    return {"$ref": f"#/components/responses/{name_of(status)}"}


def answers() -> dict[str, Any]:
    """Return all error responses."""
    return {name_of(status): _answer(status) for status in PROBLEMS}


def _answer(status: str) -> dict[str, Any]:
    """Return an error response with an example that the error handler generates."""
    words, error = PROBLEMS[status]
    context: Any = {"request": SimpleNamespace(path="/api/v1/claims")}
    handler = Handler(error, context)
    raised: Any = handler.convert_known_exceptions(error)
    example = handler.format_exception(raised)
    wait = {"headers": {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}} if status in WAITING else {}
    return {
        "description": words,
        **wait,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
