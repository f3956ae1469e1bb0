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
# Where verbs without a path are used.
OTHERWISE = {
    "import.run": "`./manage import_claims --as USER`",
    "claim.reword": "`PATCH /api/v1/claims/{id}` of the text, claimant or date that a released verdict of ours judged",
    "verdict.set_url": "`PATCH /api/v1/claims/{claim}/verdicts/{id}` of a published verdict",
    **{f"{noun}.delete": "the admin" for noun in ("entity", "publisher", "source", "measure", "ratingscale", "rating")},
    "user.create": "the admin, `./manage create_user`",
    "user.update": "the admin",
}

HEAD = """\
# Roles and scopes

<!-- Generated from claims/rules/verbs.py by `FACTCHECK_WRITE_DOCS=1 make test ARGS=tests/docs/test_access.py`. -->

People and programs have **roles**, and a role has scopes. A **token** has scopes of its own. A token can use a scope
only while its owner's roles have it: if the owner loses a role or is deactivated, the token loses the scope at once.
You cannot create a token with a scope that its owner does not have.

Superusers have every role and every scope. Even they cannot approve a verdict that they wrote. A service account can
never approve a verdict.

Give every program a service account of its own. It has no password. It can name the person for whom it acts
(`On-Behalf-Of: USER`). This is recorded, and that person counts as a writer of what the program writes. What the
program is allowed to do depends on its own scopes only.

`GET /api/v1/me` returns what you can do, and `?expand=actions` what you can do with one claim or verdict now. The admin
and `./manage import_claims --as USER` check the same tables. Other commands on the server are run by its operator, and
are always allowed.
"""
ROLES_TEXT = """\
## Roles and their scopes

A role is a Django group with the same name. `./manage load_roles` creates the roles; `make run` does this for you.
Without `internal:read`, drafts, scheduled verdicts, notes, replies that are not public, and everything confidential are
left out of every response, count, search, history and feed.
"""
VERBS_TEXT = """\
## Verbs

Every path needs one verb, and every verb needs all of the scopes in its row. A verb can be limited to some roles: then
a role has no mark although it has the scopes. Verbs on verdicts also need `internal:read`, and so do `claim.decline`
and `claim.merge`, because their errors can mention drafts.
"""
PUBLIC_TEXT = """\
## Without a token

`/healthz`, `/readyz`, `/api/v1/schema`, `/api/v1/docs` and `/api/v1/errors` answer everybody. All other paths answer
401 without a token, unless the installation sets `FACTCHECK_PUBLIC_READ=1`. Then `GET /api/v1/claims` and
`GET /api/v1/claims/{id}` return the claims that have a published verdict, with the following fields only. They never
include anything confidential, drafts or editorial notes.
"""


def written() -> str:
    """Return the whole page."""
    parts = [HEAD, ROLES_TEXT, _scopes(), VERBS_TEXT, _verbs(), PUBLIC_TEXT, _public()]
    return "\n".join(parts)


def verb_of_paths() -> list[tuple[str, str, str]]:
    """Return method, path and verb of every route, in order."""
    own = [(route.method, PREFIX + _readable(route.path), route.verb) for route in routes()]
    return [*own, ("GET", "/metrics", MetricsView.verbs["list"])]


def _readable(path: str) -> str:
    return re.sub(r"<int:(?:pk|(claim)_id)>", lambda found: f"{{{found[1] or 'id'}}}", path)


def may(role: str, verb: str) -> bool:
    """Return whether somebody with one role and all its scopes may use a verb."""
    try:
        require(Actor(user_id=1, roles=frozenset({role}), scopes=ROLES[role]), verb)
    except AccessError:
        return False
    return True


def _scopes() -> str:
    rows = [
        [f"`{scope}`", text, *("✓" if scope in ROLES[role] else "" for role in ROLES)] for scope, text in SCOPES.items()
    ]
    return _table(["scope", "allows you to", *ROLES], rows)


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
    """Return the name of a field, with those of its nested fields."""
    inner = getattr(getattr(field, "child", field), "fields", None)
    return f"**{name}** ({', '.join(_named(*item) for item in inner.items())})" if inner else name


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("|" + "|".join(f" {cell} " if cell else " " for cell in line) + "|\n" for line in lines)
