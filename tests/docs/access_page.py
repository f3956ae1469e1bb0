"""docs/access.md, written from the tables of claims/rules/verbs.py and access.py, the routes and the shapes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from claims.api.serializers.claims import ClaimListShape, ClaimShape
from claims.api.views.metrics import MetricsView
from claims.rules.access import ANONYMOUS, ROLES, SCOPES, AccessError, Actor, require
from claims.rules.verbs import NEEDS
from tests.api.surface import routes

PREFIX = "/api/v1"
# How a verb that no path carries is used.
OTHERWISE = {
    "import.run": "`./manage import_claims --as USER`",
    "verdict.set_url": "`PATCH /api/v1/claims/{claim}/verdicts/{id}` of a published verdict",
    **{f"{noun}.delete": "the admin" for noun in ("entity", "publisher", "source", "measure", "ratingscale", "rating")},
    "user.create": "the admin, `./manage create_user`",
    "user.update": "the admin",
}

HEAD = """\
# Who may do what

<!-- Written from claims/rules/verbs.py by `FACTCHECK_WRITE_DOCS=1 make test ARGS=tests/docs/test_access.py`. -->

People and programs have **roles**; a **token** has **scopes**. A role holds scopes, and a token opens those of its
scopes that its owner's roles hold at that moment: one whose owner loses a role, or is shut out, opens less at once. A
token that asks for a scope which its owner does not hold is refused when it is made. Superusers have every role and
every scope, and are held to four eyes like everybody else: nobody approves a verdict that they wrote, and no service
account approves any.

A program has a service account of its own, without a password. It may say on whose behalf it acts (`On-Behalf-Of:
USER`); that is recorded, and that person counts as a writer of what it writes. Its own scopes alone decide what it may.

`GET /api/v1/me` tells a caller what it may do, and `?expand=actions` what it may do to this claim or verdict now. The
admin asks the same tables, and so does `./manage import_claims --as USER`. Whoever runs commands on the server
without it is the operator, who may do all that commands do.
"""
ROLES_TEXT = """\
## Roles and the scopes that they hold

A role is a Django group of the same name; `./manage load_roles` makes them, and `make run` does that by itself.
Without `internal:read`, drafts, scheduled verdicts, notes, replies that are not public and all that is confidential
are left out of every answer, count, search, history and feed.
"""
VERBS_TEXT = """\
## Verbs

Every path needs one verb, and each verb the scopes that stand here, all of them. Where a role lacks its mark although
it holds the scopes, the verb is narrower than they are. A verb on verdicts needs `internal:read` besides, and so do
`claim.decline` and `claim.merge`: their refusals tell of drafts.
"""
PUBLIC_TEXT = """\
## Without a token

`/healthz`, `/readyz`, `/api/v1/schema`, `/api/v1/docs` and `/api/v1/errors` answer everybody. All else answers 401,
unless the installation sets `FACTCHECK_PUBLIC_READ=1`: then `GET /api/v1/claims` and `GET /api/v1/claims/{id}` show the
claims that have a published verdict, with these fields and no others. What is confidential, a draft or an editorial
note is never among them.
"""


def written() -> str:
    """Write the whole page."""
    parts = [HEAD, ROLES_TEXT, _scopes(), VERBS_TEXT, _verbs(), PUBLIC_TEXT, _public()]
    return "\n".join(parts)


def verb_of_paths() -> list[tuple[str, str, str]]:
    """List method, path and verb of the whole surface, in the order of the routes."""
    own = [(route.method, PREFIX + _readable(route.path), route.verb) for route in routes()]
    return [*own, ("GET", "/metrics", MetricsView.verbs["list"])]


def _readable(path: str) -> str:
    return re.sub(r"<int:(?:pk|(claim)_id)>", lambda found: f"{{{found[1] or 'id'}}}", path)


def may(role: str, verb: str) -> bool:
    """Tell whether somebody of one role, with every scope that it holds, may use a verb."""
    try:
        require(Actor(user_id=1, roles=frozenset({role}), scopes=ROLES[role]), verb)
    except AccessError:
        return False
    return True


def _scopes() -> str:
    rows = [
        [f"`{scope}`", told, *("✓" if scope in ROLES[role] else "" for role in ROLES)] for scope, told in SCOPES.items()
    ]
    return _table(["scope", "what it opens", *ROLES], rows)


def _verbs() -> str:
    paths = defaultdict(list)
    for method, path, verb in verb_of_paths():
        paths[verb].append(f"`{method} {path}`")
    rows = [
        [
            f"`{verb}`",
            "<br>".join(paths[verb]) or OTHERWISE[verb],
            "superusers" if need.is_superuser else " ".join(f"`{scope}`" for scope in need.scopes) or "any token",
            *("✓" if may(role, verb) else "" for role in ROLES),
        ]
        for verb, need in NEEDS.items()
    ]
    return _table(["verb", "path", "scopes", *ROLES], rows)


def _public() -> str:
    rows = []
    for path, shape in (("/api/v1/claims", ClaimListShape), ("/api/v1/claims/{id}", ClaimShape)):
        fields = shape(context={"actor": ANONYMOUS}).fields
        rows.append([f"`{path}`", ", ".join(_named(name, field) for name, field in fields.items())])
    return _table(["path", "fields"], rows)


def _named(name: str, field: Any) -> str:
    """Name a field, and those of what it holds."""
    inner = getattr(getattr(field, "child", field), "fields", None)
    return f"**{name}** ({', '.join(_named(*item) for item in inner.items())})" if inner else name


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("|" + "|".join(f" {cell} " if cell else " " for cell in line) + "|\n" for line in lines)
