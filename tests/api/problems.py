"""Assertions on problem details (RFC 9457)."""

from typing import Any

from claims.api.problems import CODES, PAGE, SEVERAL

SHAPE = {"type", "title", "status", "detail", "instance", "errors"}


def problem(response: Any, status: int) -> dict[str, Any]:
    """Check that an answer is a problem of a status, and give its body."""
    assert response.status_code == status, (response.status_code, response.content[:2000])
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body.keys() == SHAPE
    assert body["status"] == status
    assert body["instance"] == response.request["PATH_INFO"]
    assert body["errors"], "a problem says what is wrong"
    codes = {error["code"] for error in body["errors"]}
    assert body["type"] == f"{PAGE}#{codes.pop() if len(codes) == 1 else SEVERAL}"
    for error in body["errors"]:
        assert error["code"] in CODES
        assert status in CODES[error["code"]].statuses or len(body["errors"]) > 1
        assert error["detail"]
        assert "pointer" in error or "parameter" in error
    return body


def pointers(response: Any, status: int = 400) -> dict[str, str]:
    """Return the code of each error by its pointer."""
    return {error["pointer"]: error["code"] for error in problem(response, status)["errors"]}


def parameters(response: Any) -> dict[str, str]:
    """Return the code of each error by its query parameter."""
    return {error["parameter"]: error["code"] for error in problem(response, 400)["errors"]}
