"""Who may do what: one table of roles, one of verbs.

A verb needs a scope and, where the scope alone is too wide, one of some roles. A token carries
scopes; what it opens is never more than the roles of its owner give. Superusers have every role,
and still four eyes.
"""

from dataclasses import dataclass

SCOPES = {
    "claims:read": "Read claims and published verdicts.",
    "internal:read": "Read drafts, scheduled verdicts, notes and confidential sources.",
    "claims:write": "File claims and what belongs to them.",
    "verdicts:write": "Draft, submit and recall verdicts.",
    "verdicts:approve": "Approve verdicts that others wrote.",
    "verdicts:publish": "Publish, schedule and retract verdicts.",
    "imports:write": "Load files.",
    "events:read": "Follow the feed.",
    "tokens:admin": "Make and revoke the tokens of others.",
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


@dataclass(frozen=True)
class Need:
    """What a verb needs: a scope, where one is named, and one of the roles, where some are.

    One whose answer or refusal tells of what is not public (that a draft is open, say) is for those inside alone.
    """

    scope: str
    roles: frozenset[str] = frozenset()
    is_internal: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        """Give all the scopes that are needed together."""
        return (*filter(None, [self.scope]), *(["internal:read"] if self.is_internal else []))


_CLAIMS_READ = Need("claims:read")
_CLAIMS_WRITE = Need("claims:write")
_CLAIMS_CHECK = Need("claims:write", frozenset({"checker", "editor"}))
_VERDICTS_WRITE = Need("verdicts:write", is_internal=True)
_VERDICTS_APPROVE = Need("verdicts:approve", is_internal=True)
_VERDICTS_PUBLISH = Need("verdicts:publish", is_internal=True)

VERBS: dict[str, Need] = {
    "me.read": Need(""),
    "claim.read": _CLAIMS_READ,
    "claim.create": _CLAIMS_WRITE,
    "claim.update": _CLAIMS_WRITE,
    "claim.triage": _CLAIMS_CHECK,
    "claim.start": _CLAIMS_CHECK,
    "claim.decline": Need("claims:write", frozenset({"checker", "editor"}), is_internal=True),
    "claim.reopen": _CLAIMS_CHECK,
    "claim.assign": _CLAIMS_CHECK,
    "claim.merge": Need("claims:write", frozenset({"editor"}), is_internal=True),
    "verdict.draft": _VERDICTS_WRITE,
    "verdict.edit": _VERDICTS_WRITE,
    "verdict.submit": _VERDICTS_WRITE,
    "verdict.recall": _VERDICTS_WRITE,
    "verdict.discard": _VERDICTS_WRITE,
    "verdict.approve": _VERDICTS_APPROVE,
    "verdict.request_changes": _VERDICTS_APPROVE,
    "verdict.publish": _VERDICTS_PUBLISH,
    "verdict.schedule": _VERDICTS_PUBLISH,
    "verdict.unschedule": _VERDICTS_PUBLISH,
    "verdict.retract": _VERDICTS_PUBLISH,
    "token.read": Need(""),
    "token.create": Need("tokens:admin"),
    "token.revoke": Need(""),
    "token.rotate": Need(""),
    "event.read": Need("events:read"),
    "workflow.read": _CLAIMS_READ,
    "part.read": _CLAIMS_READ,
    "part.create": _CLAIMS_WRITE,
    "part.update": _CLAIMS_WRITE,
    "part.delete": _CLAIMS_WRITE,
    "note.read": Need("internal:read"),
    "noun.read": _CLAIMS_READ,
    "noun.create": _CLAIMS_WRITE,
    "noun.update": _CLAIMS_WRITE,
    "scale.create": Need("claims:write", frozenset({"editor"})),
    "scale.update": Need("claims:write", frozenset({"editor"})),
    "import.run": Need("imports:write"),
}


class AccessError(Exception):
    """Refuse a verb to an actor; names the scope, or the roles, that it lacks."""

    def __init__(self, verb: str, need: Need, lacks: str) -> None:
        self.verb, self.need, self.lacks = verb, need, lacks
        super().__init__(lacks)


@dataclass(frozen=True)
class Actor:
    """Who acts: a person or program, by a token or in the admin, perhaps on somebody's behalf.

    `scopes` are those in force: a token's, cut to what its owner's roles give.
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
        """Tell whether drafts, notes and confidential sources are shown."""
        return "internal:read" in self.scopes


ANONYMOUS = Actor(user_id=None)


def scopes_of_roles(roles: frozenset[str], *, is_superuser: bool = False) -> frozenset[str]:
    """Give every scope that some roles hold together. Unknown roles hold none."""
    if is_superuser:
        return frozenset(SCOPES)
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))


def require(actor: Actor, verb: str) -> None:
    """Raise AccessError unless the actor's scopes and roles allow the verb."""
    need = VERBS[verb]
    missing = [scope for scope in need.scopes if scope not in actor.scopes]
    if missing:
        raise AccessError(verb, need, f"This needs the scope {' and '.join(missing)}.")
    if need.roles and not actor.is_superuser and not need.roles & actor.roles:
        raise AccessError(verb, need, f"This needs one of the roles: {', '.join(sorted(need.roles))}.")
