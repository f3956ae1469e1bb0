"""Generate docs/errors.md from claims/api/problems.py."""

from claims.api.problems import GROUPS, Code

HEAD = """\
# Errors

<!-- Generated from claims/api/problems.py by `FACTCHECK_WRITE_DOCS=1 make test ARGS=tests/docs/test_errors.py`. -->

Every error response below `/api/` is a problem document (RFC 9457, `application/problem+json`) with `type`, `title`,
`status`, `detail`, `instance` and `errors`. `errors` lists everything that is wrong. Each error has a `code`, a message
in `detail`, and either a `pointer` into the body (RFC 6901) or the `parameter` of the query. Codes never change;
messages can. If all errors have the same code, the `type` is `/api/v1/errors#<code>`, otherwise
`/api/v1/errors#several`. Your server shows this page there.

Some errors have more: `ambiguous` has `candidates`; `illegal_move` has the `state` and the `allowed` verbs; 401 and 403
have a `WWW-Authenticate` header, 405 has `Allow`, 409 the `Location` of an existing object, 429 and 503 `Retry-After`.
Every response has an `X-Request-ID`, under which the log has the request. If a request line or header is too long for
HTTP, the web server itself refuses it, in its own format.
"""
COLUMNS = "| code | status | meaning | what to do |\n|---|---|---|---|\n"


def written() -> str:
    """Return the whole page."""
    tables = [f"## {heading}\n\n{COLUMNS}{_rows(codes)}" for heading, codes in GROUPS.items()]
    return "\n".join([HEAD, *tables])


def _rows(codes: dict[str, Code]) -> str:
    return "".join(
        f"| `{code}` | {', '.join(map(str, found.statuses))} | {found.when} | {found.remedy} |\n"
        for code, found in sorted(codes.items())
    )
