"""The lifecycle of claims and verdicts: which verb leads from which state to which.

Work (the claim), judgement and publication (the verdict) are kept apart. The two tables here are the
only ones: the actions ask them, the API serves them, and the database refuses what they refuse. Who
may use a verb stands in `rules.access`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Moves = Mapping[tuple[str, str], str]

CLAIM_MOVES: Moves = {
    ("new", "triage"): "triaged",
    ("triaged", "start"): "in_progress",
    ("new", "decline"): "declined",
    ("triaged", "decline"): "declined",
    ("in_progress", "decline"): "declined",
    ("declined", "reopen"): "triaged",
    ("new", "merge"): "merged",
    ("triaged", "merge"): "merged",
    ("in_progress", "merge"): "merged",
    ("checked", "merge"): "merged",
    ("declined", "merge"): "merged",
    # These two follow from what happens to a verdict of ours.
    ("triaged", "verdict_published"): "checked",
    ("in_progress", "verdict_published"): "checked",
    ("checked", "verdict_published"): "checked",
    ("checked", "last_verdict_retracted"): "in_progress",
}

VERDICT_MOVES: Moves = {
    ("draft", "submit"): "in_review",
    ("in_review", "approve"): "approved",
    ("in_review", "request_changes"): "draft",
    ("in_review", "recall"): "draft",
    ("approved", "recall"): "draft",
    ("draft", "discard"): "discarded",
    ("in_review", "discard"): "discarded",
    ("approved", "discard"): "discarded",
    ("approved", "publish"): "published",
    ("approved", "schedule"): "scheduled",
    ("scheduled", "unschedule"): "approved",
    ("published", "retract"): "retracted",
    # These follow from the clock, and from the next of the series.
    ("scheduled", "come_due"): "published",
    ("published", "supersede"): "superseded",
}

# What follows from something else, and is nobody's button.
CONSEQUENCES = frozenset({"verdict_published", "last_verdict_retracted", "come_due", "supersede"})

# A verdict may be opened while the claim is being worked on or is checked (for the next of its series).
OPENS_VERDICT = frozenset({"triaged", "in_progress", "checked"})

UNDECIDED = frozenset({"unproven", "not_checkable"})


class IllegalMoveError(Exception):
    """Refuse a verb in a state, and say which verbs the state allows."""

    def __init__(self, state: str, verb: str, allowed: list[str]) -> None:
        self.state, self.verb, self.allowed = state, verb, allowed
        could = f"possible now: {', '.join(allowed)}" if allowed else "nothing is possible any more"
        super().__init__(f"{verb} is not possible in the state {state}; {could}.")


class HinderedError(Exception):
    """Refuse a verb that the state allows, and say everything that stands in its way."""

    def __init__(self, verb: str, hindrances: "list[Hindrance]") -> None:
        self.verb, self.hindrances = verb, hindrances
        super().__init__(" ".join(hindrance.message for hindrance in hindrances))


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way of a verb: a stable code, words with the remedy, the field where there is one."""

    code: str
    message: str
    field: str = ""


@dataclass(frozen=True)
class ClaimFacts:
    """What the guards of a claim's verbs look at."""

    status: str
    has_open_verdict: bool = False
    was_published: bool = False


@dataclass(frozen=True)
class VerdictFacts:
    """What the guards of a verdict's verbs look at.

    `independent_evidence` counts the cited evidence that is not one of the claim's own appearances;
    `writers` are the ids of all who wrote it or were acted for, `deciders` of those whose decision stands.
    """

    state: str
    kind: str = "original"
    is_imported: bool = False
    has_rating: bool = False
    is_rating_retired: bool = False
    normalized: str | None = None
    has_summary: bool = False
    has_note: bool = False
    independent_evidence: int = 0
    has_evidence_exception: bool = False
    claim_status: str = "in_progress"
    writers: frozenset[int] = frozenset()
    deciders: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Person:
    """Who would use a verb, as far as the guards of four eyes look."""

    user_id: int | None
    is_service: bool = False
    on_behalf_of_id: int | None = None


def next_state(moves: Moves, state: str, verb: str) -> str:
    """Give the state that a verb leads to. Raises IllegalMoveError."""
    if (state, verb) not in moves:
        raise IllegalMoveError(state, verb, verbs_from(moves, state))
    return moves[state, verb]


def verbs_from(moves: Moves, state: str) -> list[str]:
    """List the verbs that a state allows, consequences left out."""
    return [verb for (start, verb) in moves if start == state and verb not in CONSEQUENCES]


def refuse_edit(state: str) -> None:
    """Raise IllegalMoveError unless a verdict's content may change: in the draft alone."""
    if state != "draft":
        raise IllegalMoveError(state, "edit", verbs_from(VERDICT_MOVES, state))


def claim_hindrances(verb: str, facts: ClaimFacts) -> list[Hindrance]:
    """List what stands in the way of a claim's verb that its state allows."""
    found = []
    if verb == "assign" and facts.status == "merged":
        found.append(Hindrance("merged", "The claim was merged into another: assign that one."))
    if verb in {"decline", "merge"} and facts.has_open_verdict:
        found.append(Hindrance("open_verdict", "A verdict is open: publish or discard it first."))
    if verb == "merge" and facts.was_published:
        found.append(Hindrance("was_published", "A verdict of ours was published here: merge the other claim into it."))
    if verb == "draft" and facts.status not in OPENS_VERDICT:
        message = f"A verdict is opened on a claim that is {', '.join(sorted(OPENS_VERDICT))}; this is {facts.status}."
        found.append(Hindrance("claim_status", message))
    if verb == "draft" and facts.has_open_verdict:
        found.append(Hindrance("open_verdict", "A verdict on this claim is open already."))
    return found


def verdict_hindrances(verb: str, facts: VerdictFacts, person: Person) -> list[Hindrance]:
    """List what stands in the way of a verdict's verb that its state allows."""
    if facts.is_imported:
        return [Hindrance("imported", "This verdict was imported as published: nothing here changes it.")]
    if verb in {"submit", "publish", "schedule", "come_due"}:
        return _missing(facts)
    if verb in {"approve", "request_changes"}:
        return _four_eyes(verb, facts, person)
    return []


def _missing(facts: VerdictFacts) -> list[Hindrance]:
    found = []
    if not facts.has_rating:
        found.append(Hindrance("rating_missing", "Give a rating.", "rating"))
    if facts.is_rating_retired:
        found.append(Hindrance("rating_retired", "This rating is retired: give another.", "rating"))
    if not facts.has_summary:
        found.append(Hindrance("summary_missing", "Give a summary, in one sentence.", "summary"))
    if facts.kind == "correction" and not facts.has_note:
        found.append(Hindrance("note_missing", "A correction needs a note that says what it corrects.", "note"))
    is_decisive = facts.has_rating and facts.normalized not in UNDECIDED
    if is_decisive and not facts.independent_evidence and not facts.has_evidence_exception:
        message = (
            "Cite at least one piece of evidence that is not an appearance of the claim itself,"
            " or say in evidence_exception why there is none."
        )
        found.append(Hindrance("evidence_missing", message, "evidence"))
    if facts.claim_status not in OPENS_VERDICT:
        found.append(Hindrance("claim_status", f"The claim is {facts.claim_status}: reopen it first."))
    return found


def _four_eyes(verb: str, facts: VerdictFacts, person: Person) -> list[Hindrance]:
    found = []
    if person.is_service or person.on_behalf_of_id is not None:
        found.append(Hindrance("service_account", "A service account never decides: a person does."))
    if verb == "approve" and person.user_id in facts.writers:
        found.append(Hindrance("same_eyes", "You wrote this verdict: somebody else approves it."))
    if person.user_id in facts.deciders:
        found.append(Hindrance("decided", "You have decided on this verdict already."))
    return found
