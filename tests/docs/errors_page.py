"""docs/errors.md, written from claims/api/problems.py."""

from claims.api.problems import GROUPS, Code

HEAD = """\
# Errors

<!-- Written from claims/api/problems.py by `FACTCHECK_WRITE_DOCS=1 make test ARGS=tests/docs/test_errors.py`. -->

Everything that is refused below `/api/` is answered with problem details (RFC 9457), `application/problem+json`:
`type`, `title`, `status`, `detail`, `instance` and `errors`, which lists all that is wrong at once. Each of them has a
`code`, `detail` in words, and either the `pointer` into the body (RFC 6901) or the `parameter` of the query. Codes stay
as they are; words may change. The `type` is `/api/v1/errors#<code>` where all errors are of one code, and
`/api/v1/errors#several` where they are not; your own server shows this page there.

Some codes bring more: `ambiguous` its `candidates`, `illegal_move` the `state` and the verbs that are `allowed`, 401
and 403 a `WWW-Authenticate`, 405 an `Allow`, 409 the `Location` of what is there already, 429 and 503 a `Retry-After`.
Every answer has an `X-Request-ID`, under which the log tells of it. A request line or header that is too long for
HTTP is refused by the web server itself, in its own words.
"""
COLUMNS = "| code | status | when | what to do |\n|---|---|---|---|\n"


def written() -> str:
    """Write the whole page."""
    tables = [f"## {heading}\n\n{COLUMNS}{_rows(codes)}" for heading, codes in GROUPS.items()]
    return "\n".join([HEAD, *tables])


def _rows(codes: dict[str, Code]) -> str:
    return "".join(
        f"| `{code}` | {', '.join(map(str, found.statuses))} | {found.when} | {found.remedy} |\n"
        for code, found in sorted(codes.items())
    )
