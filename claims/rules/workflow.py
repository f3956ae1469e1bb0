"""The guards of claims and verdicts: what blocks a verb that the state allows.

`rules.verbs` says which verb leads from which state to which, and who may use it.
"""

from dataclasses import dataclass

from claims.rules.cited_evidence import Cited, evidence_problem
from claims.rules.verbs import VERDICT_MOVES, IllegalMoveError, verbs_from

# The states of a claim in which a draft can be opened; on a checked claim it is the next revision.
OPENS_VERDICT = frozenset({"triaged", "in_progress", "checked"})


class BlockedError(Exception):
    """Raised for a blocked verb that the state allows, with all blockers."""

    def __init__(self, verb: str, blockers: "list[Blocker]") -> None:
        self.verb, self.blockers = verb, blockers
        super().__init__(" ".join(blocker.message for blocker in blockers))


@dataclass(frozen=True)
class Blocker:
    """A reason that blocks a verb: a stable code, a message with the remedy, and the field, if it is about one."""

    code: str
    message: str
    field: str = ""


@dataclass(frozen=True)
class ClaimFacts:
    """The facts that the guards of a claim's verbs check."""

    status: str
    has_open_verdict: bool = False
    was_published: bool = False


@dataclass(frozen=True)
class VerdictFacts:
    """The facts that the guards of a verdict's verbs check.

    `cited` is the evidence that it cites. `changes_rating` says that its rating differs from that of the verdict before
    it. `writers` has the ids of all who wrote it, or for whom a program did; `deciders` of those whose decision is
    valid.
    """

    state: str
    kind: str = "original"
    is_imported: bool = False
    has_rating: bool = False
    is_rating_retired: bool = False
    normalized: str | None = None
    has_summary: bool = False
    has_note: bool = False
    changes_rating: bool = False
    cited: tuple[Cited, ...] = ()
    has_evidence_exception: bool = False
    claim_status: str = "in_progress"
    writers: frozenset[int] = frozenset()
    deciders: frozenset[int] = frozenset()

    @property
    def independent_evidence(self) -> int:
        """Count the cited evidence that is not one of the claim's own appearances."""
        return sum(not one.is_own for one in self.cited)


@dataclass(frozen=True)
class Person:
    """The person who uses a verb, as the four-eyes guards check it."""

    user_id: int | None
    is_service: bool = False
    on_behalf_of_id: int | None = None


def refuse_edit(state: str) -> None:
    """Raise IllegalMoveError unless the verdict is a draft: only then may its content change."""
    if state != "draft":
        raise IllegalMoveError(state, "edit", verbs_from(VERDICT_MOVES, state))


def claim_blockers(verb: str, facts: ClaimFacts) -> list[Blocker]:
    """List what blocks a claim's verb that its state allows."""
    found = []
    if verb == "assign" and facts.status == "merged":
        found.append(Blocker("merged", "The claim was merged into another: assign that one."))
    if verb in {"decline", "merge"} and facts.has_open_verdict:
        found.append(Blocker("open_verdict", "A verdict is open: publish or discard it first."))
    if verb == "merge" and facts.was_published:
        found.append(Blocker("was_published", "A verdict of ours was published here: merge the other claim into it."))
    if verb == "draft" and facts.status not in OPENS_VERDICT:
        message = f"A verdict is opened on a claim that is {', '.join(sorted(OPENS_VERDICT))}; this is {facts.status}."
        found.append(Blocker("claim_status", message))
    if verb == "draft" and facts.has_open_verdict:
        found.append(Blocker("open_verdict", "A verdict on this claim is open already."))
    return found


def rewording_blockers(facts: ClaimFacts, reason: str) -> list[Blocker]:
    """List what blocks a change of what a verdict judges: a claim's text, claimant or date."""
    if not facts.was_published or reason.strip():
        return []
    message = "A verdict of ours judged this text, claimant and date: say in `reason` why they change."
    return [Blocker("reason_missing", message, "reason")]


def appearance_blockers(facts: ClaimFacts) -> list[Blocker]:
    """List what blocks the deletion of the only appearance of a claim."""
    if not facts.was_published:
        return []
    message = "This is the only appearance of a claim that a verdict of ours judged: add another one first."
    return [Blocker("only_appearance", message)]


def verdict_blockers(verb: str, facts: VerdictFacts, person: Person) -> list[Blocker]:
    """List what blocks a verdict's verb that its state allows."""
    if facts.is_imported:
        return [Blocker("imported", "This verdict was imported as published: nothing here changes it.")]
    if verb in {"submit", "publish", "schedule", "come_due"}:
        return _missing(facts)
    if verb in {"approve", "request_changes"}:
        return _four_eyes(verb, facts, person)
    return []


def _missing(facts: VerdictFacts) -> list[Blocker]:
    found = []
    if not facts.has_rating:
        found.append(Blocker("rating_missing", "Set a rating.", "rating"))
    if facts.is_rating_retired:
        found.append(Blocker("rating_retired", "This rating is retired: choose another.", "rating"))
    if not facts.has_summary:
        found.append(Blocker("summary_missing", "Write a summary, in one sentence.", "summary"))
    if facts.kind == "correction" and not facts.has_note:
        found.append(Blocker("note_missing", "A correction needs a note that says what it corrects.", "note"))
    if facts.kind == "refile" and facts.has_rating and facts.changes_rating:
        message = "A refile keeps the rating of the verdict before it: make an update or a correction instead."
        found.append(Blocker("refile_changes_rating", message, "rating"))
    if not facts.has_evidence_exception:
        found += evidence_blockers(facts)
    if facts.claim_status not in OPENS_VERDICT:
        found.append(Blocker("claim_status", f"The claim is {facts.claim_status}: reopen it first."))
    return found


def evidence_blockers(facts: VerdictFacts) -> list[Blocker]:
    """List what its evidence lacks to carry the rating, also where `evidence_exception` says why it goes without."""
    problem = evidence_problem(facts.cited, facts.normalized) if facts.has_rating else None
    if problem is None:
        return []
    return [Blocker(problem.code, f"{problem.message}, or say in evidence_exception why this is enough.", "evidence")]


def _four_eyes(verb: str, facts: VerdictFacts, person: Person) -> list[Blocker]:
    found = []
    if person.is_service or person.on_behalf_of_id is not None:
        found.append(Blocker("service_account", "A service account never decides: a person does."))
    if verb == "approve" and person.user_id in facts.writers:
        found.append(Blocker("same_eyes", "You wrote this verdict: somebody else approves it."))
    if person.user_id in facts.deciders:
        found.append(Blocker("decided", "You have decided on this verdict already."))
    return found
