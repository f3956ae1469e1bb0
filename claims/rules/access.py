"""Roles, scopes and the actor who has them. What each verb needs is in `rules.verbs`.

A token carries scopes; it never allows more than its owner's roles do. Superusers have every role, but may not
approve what they wrote either.
"""

from dataclasses import dataclass

from claims.rules.verbs import NEEDS, Need

SCOPES = {
    "claims:read": "Read claims and published verdicts.",
    "internal:read": "Read drafts, scheduled verdicts, notes and confidential sources.",
    "claims:write": "File and change claims and their parts.",
    "verdicts:write": "Draft, submit and recall verdicts.",
    "verdicts:approve": "Approve verdicts that others wrote.",
    "verdicts:publish": "Publish, schedule and retract verdicts.",
    "imports:write": "Import files.",
    "events:read": "Follow the event feed.",
    "tokens:admin": "Create and revoke the tokens of others.",
}

_READER = frozenset({"claims:read", "events:read"})
_REPORTER = _READER | {"internal:read", "claims:write"}
_CHECKER = _REPORTER | {"verdicts:write"}
_EDITOR = _CHECKER | {"verdicts:approve", "verdicts:publish"}

ROLES: dict[str, frozenset[str]] = {
    "reader": _READER,
    "reporter": _REPORTER,
    "checker": _CHECKER,
    "editor": _EDITOR,
    "data_desk": _REPORTER | {"imports:write"},
}


class AccessError(Exception):
    """Raised when an actor may not use a verb. The message names the missing scope or roles."""

    def __init__(self, verb: str, need: Need, lacks: str) -> None:
        self.verb, self.need, self.lacks = verb, need, lacks
        super().__init__(lacks)


@dataclass(frozen=True)
class Actor:
    """Who acts: a person or program, by a token or in the admin, perhaps on somebody's behalf.

    `scopes` are the effective ones: a token's, limited to those of its owner's roles.
    """

    user_id: int | None
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    is_superuser: bool = False
    token_id: int | None = None
    on_behalf_of_id: int | None = None
    request_id: str = ""

    @property
    def is_internal(self) -> bool:
        """Return whether drafts, notes and confidential sources are shown."""
        return "internal:read" in self.scopes


ANONYMOUS = Actor(user_id=None)


def scopes_of_roles(roles: frozenset[str], *, is_superuser: bool = False) -> frozenset[str]:
    """Return the scopes of all the roles. Unknown roles have none."""
    if is_superuser:
        return frozenset(SCOPES)
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))


def may(actor: Actor, verb: str) -> bool:
    """Return whether the actor's scopes and roles allow the verb. Internal verbs are allowed to nobody."""
    if verb not in NEEDS:
        return False
    try:
        require(actor, verb)
    except AccessError:
        return False
    return True


def require(actor: Actor, verb: str) -> None:
    """Raise AccessError unless the actor's scopes and roles allow the verb."""
    need = NEEDS[verb]
    if need.is_superuser and not actor.is_superuser:
        raise AccessError(verb, need, "This needs a superuser.")
    missing = [scope for scope in need.scopes if scope not in actor.scopes]
    if missing:
        raise AccessError(verb, need, f"This needs the scope {' and '.join(missing)}.")
    if need.roles and not actor.is_superuser and not need.roles & actor.roles:
        raise AccessError(verb, need, f"This needs one of the roles: {', '.join(sorted(need.roles))}.")
