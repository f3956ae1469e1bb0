"""What schemathesis is told besides: checks of our own, and to leave the token that it calls with alone."""

from typing import Any

import schemathesis
from schemathesis import GenerationMode

# Codes of what the document says: whoever keeps to it never meets them.
OF_FORM = {
    "unknown_field", "unknown_parameter", "repeated_parameter", "empty_parameter", "not_a_list", "null", "max_length",
    "min_value", "max_value", "invalid_choice", "read_only", "invalid_json", "invalid_idempotency_key",
}  # fmt: skip

FAR = 4_000_000_000_000_000  # from here on are the ids of the tokens in use


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Revoke and rotate any token but that in use, whose id the list of tokens tells; it may be read."""
    asked = str((case.path_parameters or {}).get("id", ""))
    if case.method != "GET" and "/tokens/" in case.path and asked.isdigit() and int(asked) >= FAR:
        case.path_parameters["id"] = 1


@schemathesis.check
def refused_for_its_meaning(ctx: Any, response: Any, case: Any) -> None:
    """Fail where data that fits is refused for its form."""
    meta = case.meta
    if meta is None or meta.generation.mode is not GenerationMode.POSITIVE or response.status_code != 400:
        return
    found = {error["code"] for error in response.json()["errors"]} & OF_FORM
    assert not found, f"This fits the document and is refused as {', '.join(sorted(found))}: {response.text[:500]}"


@schemathesis.check
def refused_among_its_items(ctx: Any, response: Any, case: Any) -> None:
    """Fail where a bulk request that does not fit is done with every item."""
    meta = case.meta
    if meta is None or meta.generation.mode is not GenerationMode.NEGATIVE or response.status_code != 207:
        return
    statuses = [result["status"] for result in response.json()["results"]]
    assert any(status >= 400 for status in statuses), f"This does not fit the document, and all is done: {statuses}"
