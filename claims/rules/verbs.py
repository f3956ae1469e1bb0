"""The table of verbs: the required scope and roles, the event, the noun that it applies to, and its moves.

A verb is one line of `VERBS`. Its name is the one that history records. `claims.actions.verbs` has the other half of
the table: the function that carries a verb out, and the body that it takes. The API, the admin, the feed, the access
page and the database's triggers read these tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Moves = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Need:
    """What a verb requires of its caller: a scope and, if any are named, one of some roles.

    `is_internal` asks for `internal:read` as well, because the answer or the refusal reveals what is not public.
    `is_superuser` asks for a superuser.
    """

    scope: str = ""
    roles: frozenset[str] = frozenset()
    is_internal: bool = False
    is_superuser: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return all required scopes."""
        return (*filter(None, [self.scope]), *(["internal:read"] if self.is_internal else []))


@dataclass(frozen=True)
class Verb:
    """One verb.

    `need` is None for what nobody calls by name: a consequence of another verb, or a command on the server.
    `event` is the type that the feed gives it, empty where it belongs to no claim; an internal event is shown only to
    callers with `internal:read`. `on` is the noun whose rows offer the verb, as a button and in `expand=actions`.
    `moves` maps each state in which the verb is possible to the state that it leads to.
    """

    name: str
    need: Need | None = None
    event: str = ""
    on: str = ""
    moves: Mapping[str, str] = field(default_factory=dict)
    is_internal_event: bool = False
    is_consequence: bool = False

    @property
    def noun(self) -> str:
        """Return the first half of the name: `claim` of `claim.triage`."""
        return self.name.partition(".")[0]

    @property
    def short(self) -> str:
        """Return the second half of the name: `triage` of `claim.triage`."""
        return self.name.partition(".")[2]


class IllegalMoveError(Exception):
    """Raised for a verb that a state does not allow; it names those that it does."""

    def __init__(self, state: str, verb: str, allowed: list[str]) -> None:
        self.state, self.verb, self.allowed = state, verb, allowed
        could = f"possible now: {', '.join(allowed)}" if allowed else "nothing is possible any more"
        super().__init__(f"{verb} is not possible in the state {state}; {could}.")


ANYBODY = Need()
SUPERUSER = Need(is_superuser=True)
READ = Need("claims:read")
INTERNAL = Need("internal:read")
FEED = Need("events:read")
WRITE = Need("claims:write")
CHECK = Need("claims:write", frozenset({"checker", "editor"}))
CHECK_INTERNAL = Need("claims:write", frozenset({"checker", "editor"}), is_internal=True)
EDIT = Need("claims:write", frozenset({"editor"}))
EDIT_INTERNAL = Need("claims:write", frozenset({"editor"}), is_internal=True)
JUDGE = Need("verdicts:write", is_internal=True)
APPROVE = Need("verdicts:approve", is_internal=True)
PUBLISH = Need("verdicts:publish", is_internal=True)
LOAD = Need("imports:write")
TOKENS = Need("tokens:admin")

_UNMERGED = ("new", "triaged", "in_progress", "checked", "declined")

_TABLE = (
    Verb("me.read", ANYBODY),
    Verb("claim.read", READ),
    Verb("claim.create", WRITE, "claim.created"),
    Verb("claim.update", WRITE, "claim.updated"),
    # Needed besides `claim.update` where a verdict of ours was released: its words, claimant or date change.
    Verb("claim.reword", CHECK),
    Verb("claim.triage", CHECK, "claim.triaged", on="claim", moves={"new": "triaged"}),
    Verb("claim.start", CHECK, "claim.started", on="claim", moves={"triaged": "in_progress"}),
    Verb(
        "claim.decline", CHECK_INTERNAL, "claim.declined", on="claim",
        moves={"new": "declined", "triaged": "declined", "in_progress": "declined"},
    ),
    Verb("claim.reopen", CHECK, "claim.reopened", on="claim", moves={"declined": "triaged"}),
    Verb("claim.merge", EDIT_INTERNAL, "claim.merged", on="claim", moves=dict.fromkeys(_UNMERGED, "merged")),
    Verb("claim.assign", CHECK, "claim.assigned", on="claim"),
    Verb(
        "claim.verdict_published", is_consequence=True,
        moves={"triaged": "checked", "in_progress": "checked", "checked": "checked"},
    ),
    Verb("claim.last_verdict_retracted", is_consequence=True, moves={"checked": "in_progress"}),
    Verb("verdict.draft", JUDGE, "verdict.drafted", on="claim", is_internal_event=True),
    Verb("verdict.edit", JUDGE, "verdict.edited", on="verdict", is_internal_event=True),
    Verb(
        "verdict.submit", JUDGE, "verdict.submitted", on="verdict", is_internal_event=True,
        moves={"draft": "in_review"},
    ),
    Verb(
        "verdict.approve", APPROVE, "verdict.approved", on="verdict", is_internal_event=True,
        moves={"in_review": "approved"},
    ),
    Verb(
        "verdict.request_changes", APPROVE, "verdict.changes_requested", on="verdict", is_internal_event=True,
        moves={"in_review": "draft"},
    ),
    Verb(
        "verdict.recall", JUDGE, "verdict.recalled", on="verdict", is_internal_event=True,
        moves={"in_review": "draft", "approved": "draft"},
    ),
    Verb(
        "verdict.discard", JUDGE, "verdict.discarded", on="verdict", is_internal_event=True,
        moves={"draft": "discarded", "in_review": "discarded", "approved": "discarded"},
    ),
    Verb("verdict.publish", PUBLISH, "verdict.published", on="verdict", moves={"approved": "published"}),
    Verb(
        "verdict.schedule", PUBLISH, "verdict.scheduled", on="verdict", is_internal_event=True,
        moves={"approved": "scheduled"},
    ),
    Verb(
        "verdict.unschedule", PUBLISH, "verdict.unscheduled", on="verdict", is_internal_event=True,
        moves={"scheduled": "approved"},
    ),
    Verb("verdict.retract", PUBLISH, "verdict.retracted", on="verdict", moves={"published": "retracted"}),
    Verb("verdict.set_url", JUDGE, "verdict.updated"),
    Verb("verdict.come_due", event="verdict.published", is_consequence=True, moves={"scheduled": "published"}),
    Verb("verdict.supersede", is_consequence=True, moves={"published": "superseded"}),
    Verb("verdict.become_stale", event="verdict.became_stale", is_consequence=True),
    Verb("token.read", ANYBODY),
    Verb("token.create", TOKENS),
    Verb("token.revoke", ANYBODY),
    Verb("token.rotate", ANYBODY),
    Verb("event.read", FEED),
    Verb("workflow.read", READ),
    Verb("part.read", READ),
    Verb("figure.read", READ),
    Verb("appearance.create", WRITE, "appearance.added"),
    Verb("appearance.update", WRITE, "appearance.changed"),
    Verb("appearance.delete", WRITE, "appearance.removed"),
    Verb("evidence.create", WRITE, "evidence.added"),
    Verb("evidence.update", WRITE, "evidence.changed"),
    Verb("evidence.delete", WRITE, "evidence.removed"),
    Verb("quantity.create", WRITE, "quantity.added"),
    Verb("quantity.replace", WRITE, "quantity.replaced"),
    Verb("quantity.delete", WRITE, "quantity.removed"),
    Verb("quantity.derive", is_consequence=True),
    Verb("externalid.create", WRITE, "external_id.added"),
    Verb("externalid.delete", WRITE, "external_id.removed"),
    Verb("reply.create", WRITE, "reply.added"),
    Verb("reply.update", WRITE, "reply.changed"),
    Verb("reply.delete", WRITE, "reply.removed"),
    Verb("note.read", INTERNAL),
    Verb("user.read", INTERNAL),
    Verb("note.create", WRITE, "note.added", is_internal_event=True),
    Verb("note.update", WRITE, "note.changed", is_internal_event=True),
    Verb("note.delete", WRITE, "note.removed", is_internal_event=True),
    Verb("noun.read", READ),
    Verb("entity.create", WRITE),
    Verb("entity.update", WRITE),
    Verb("entity.delete", WRITE),
    Verb("publisher.create", WRITE),
    Verb("publisher.update", WRITE),
    Verb("publisher.delete", WRITE),
    Verb("source.create", WRITE),
    Verb("source.update", WRITE),
    Verb("source.delete", WRITE),
    Verb("measure.create", WRITE),
    Verb("measure.update", WRITE),
    Verb("measure.delete", WRITE),
    Verb("ratingscale.create", EDIT),
    Verb("ratingscale.update", EDIT),
    Verb("ratingscale.delete", EDIT),
    Verb("rating.delete", EDIT),
    Verb("import.run", LOAD),
    Verb("view.read", READ),
    Verb("view.create", WRITE),
    Verb("view.update", WRITE),
    Verb("view.delete", WRITE),
    Verb("user.create", SUPERUSER),
    Verb("user.update", SUPERUSER),
    # Written by a load itself, and by commands on the server.
    Verb("import"),
    Verb("import.revert"),
    Verb("user.deactivate"),
    Verb("publisher.own"),
    Verb("role.load"),
    Verb("scale.load"),
    Verb("sample.load"),
    Verb("epoch.raise"),
)  # fmt: skip
VERBS: dict[str, Verb] = {verb.name: verb for verb in _TABLE}

NEEDS: dict[str, Need] = {verb.name: verb.need for verb in _TABLE if verb.need is not None}
"""The requirements of each verb that callers can use."""

CONSEQUENCES = frozenset(verb.short for verb in _TABLE if verb.is_consequence)


def moves_of(noun: str) -> Moves:
    """Return the moves of a noun: state and verb, by the verb's short name, and the state that it leads to."""
    return {(start, verb.short): end for verb in _TABLE if verb.noun == noun for start, end in verb.moves.items()}


CLAIM_MOVES: Moves = moves_of("claim")
VERDICT_MOVES: Moves = moves_of("verdict")


def offered_on(noun: str) -> list[Verb]:
    """List the verbs that are offered on a row of a noun."""
    return [verb for verb in _TABLE if verb.on == noun]


def next_state(moves: Moves, state: str, verb: str) -> str:
    """Return the state that a verb leads to. Raises IllegalMoveError."""
    if (state, verb) not in moves:
        raise IllegalMoveError(state, verb, verbs_from(moves, state))
    return moves[state, verb]


def verbs_from(moves: Moves, state: str) -> list[str]:
    """List the verbs that a state allows, without consequences."""
    return [verb for (start, verb) in moves if start == state and verb not in CONSEQUENCES]
