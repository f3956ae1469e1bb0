"""Our own schemathesis checks, and hooks: no parameter `fields`, and the token that it calls with is protected."""

from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode

# Error codes for what the document declares: a request that matches the document never gets one of them.
OF_FORM = {
    "unknown_field", "unknown_parameter", "repeated_parameter", "empty_parameter", "not_a_list", "null", "max_length",
    "min_value", "max_value", "invalid_choice", "read_only", "invalid_json", "invalid_idempotency_key",
}  # fmt: skip

FIRST_ID_IN_USE = 4_000_000_000_000_000  # ids of the tokens in use start here


# Files are generated as text, because schemathesis 4.32 ends with "Unsupported type: 'Binary'" when it validates bytes.
# `test_a_file_of_any_bytes` in tests/api/test_anything.py sends files of any bytes.
FILES = [
    "text\nNineteen people died.\n",
    '{"text": "Nineteen people died."}\n',
    '[{"text": "31 rockets"}]',
    "text,text\n1",
]
schemathesis.openapi.format("binary", st.one_of(st.sampled_from(FILES), st.text()))


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Remove the parameter `fields`: an answer to it can lack fields that the document requires."""
    for operations in raw_schema["paths"].values():
        for operation in operations.values():
            if "parameters" in operation:
                operation["parameters"] = [one for one in operation["parameters"] if one.get("name") != "fields"]


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Revoke or rotate another token if the one in use is chosen, whose id the list of tokens contains."""
    asked = str((case.path_parameters or {}).get("id", ""))
    if case.method != "GET" and "/tokens/" in case.path and asked.isdigit() and int(asked) >= FIRST_ID_IN_USE:
        case.path_parameters["id"] = 1


@schemathesis.check
def refused_for_its_meaning(ctx: Any, response: Any, case: Any) -> None:
    """Fail if a request that matches the document is refused for its form."""
    meta = case.meta
    if meta is None or meta.generation.mode is not GenerationMode.POSITIVE or response.status_code != 400:
        return
    found = {error["code"] for error in response.json()["errors"]} & OF_FORM
    assert not found, f"This matches the document and is refused as {', '.join(sorted(found))}: {response.text[:500]}"


@schemathesis.check
def refused_among_its_items(ctx: Any, response: Any, case: Any) -> None:
    """Fail if every item of a bulk request that does not match the document succeeds."""
    meta = case.meta
    if meta is None or meta.generation.mode is not GenerationMode.NEGATIVE or response.status_code != 207:
        return
    statuses = [result["status"] for result in response.json()["results"]]
    assert any(status >= 400 for status in statuses), (
        f"Every item succeeded, and the request does not match: {statuses}"
    )
