"""The lifecycle as a table: which verb leads where, and what stands in its way."""

from dataclasses import replace
from typing import Any

import pytest

from claims.rules.cited_evidence import Cited
from claims.rules.verbs import CLAIM_MOVES, CONSEQUENCES, VERDICT_MOVES, IllegalMoveError, Moves, next_state, verbs_from
from claims.rules.vocabulary import CLAIM_STATUSES, NORMALIZED_RATINGS, VERDICT_KINDS, VERDICT_STATES
from claims.rules.workflow import ClaimFacts, Person, VerdictFacts, claim_blockers, refuse_edit, verdict_blockers

# As a newsroom would write it down: in this state, this verb leads there. Nothing else does.
CLAIMS = """
new          triage                 triaged
new          decline                declined
new          merge                  merged
triaged      start                  in_progress
triaged      decline                declined
triaged      merge                  merged
triaged      verdict_published      checked
in_progress  decline                declined
in_progress  merge                  merged
in_progress  verdict_published      checked
checked      merge                  merged
checked      verdict_published      checked
checked      last_verdict_retracted in_progress
declined     reopen                 triaged
declined     merge                  merged
"""
VERDICTS = """
draft        submit                 in_review
draft        discard                discarded
in_review    approve                approved
in_review    request_changes        draft
in_review    recall                 draft
in_review    discard                discarded
approved     recall                 draft
approved     discard                discarded
approved     publish                published
approved     schedule               scheduled
scheduled    unschedule             approved
scheduled    come_due               published
published    retract                retracted
published    supersede              superseded
"""
CLAIM_VERBS = ("triage", "start", "decline", "reopen", "merge", "verdict_published", "last_verdict_retracted")
VERDICT_VERBS = (
    "submit", "approve", "request_changes", "recall", "discard", "publish", "schedule", "unschedule", "retract",
    "come_due", "supersede",
)  # fmt: skip
AUTOMATIC = {"become_stale", "verdict_published", "last_verdict_retracted", "come_due", "supersede"}


def written(table: str) -> dict[tuple[str, str], str]:
    rows = [line.split() for line in table.strip().splitlines()]
    return {(state, verb): end for state, verb, end in rows}


EVERY_MOVE = [
    *((CLAIM_MOVES, written(CLAIMS), state, verb) for state in CLAIM_STATUSES for verb in CLAIM_VERBS),
    *((VERDICT_MOVES, written(VERDICTS), state, verb) for state in VERDICT_STATES for verb in VERDICT_VERBS),
]


@pytest.mark.parametrize(("moves", "table", "state", "verb"), EVERY_MOVE)
def test_every_verb_in_every_state(moves: Moves, table: dict[tuple[str, str], str], state: str, verb: str) -> None:
    if (state, verb) in table:
        assert next_state(moves, state, verb) == table[state, verb]
        return
    with pytest.raises(IllegalMoveError) as refused:
        next_state(moves, state, verb)
    possible = {word for start, word in table if start == state} - AUTOMATIC
    assert (refused.value.state, refused.value.verb, set(refused.value.allowed)) == (state, verb, possible)
    assert state in str(refused.value)
    assert all(word in str(refused.value) for word in possible)


@pytest.mark.parametrize(("moves", "table"), [(CLAIM_MOVES, CLAIMS), (VERDICT_MOVES, VERDICTS)])
def test_the_tables_hold_nothing_else(moves: Moves, table: str) -> None:
    assert dict(moves) == written(table)


def test_what_follows_by_itself_is_nobodys_verb() -> None:
    assert AUTOMATIC | {"derive"} == CONSEQUENCES
    assert verbs_from(VERDICT_MOVES, "scheduled") == ["unschedule"]
    assert verbs_from(VERDICT_MOVES, "superseded") == []
    assert "nothing is possible" in str(IllegalMoveError("superseded", "retract", []))


@pytest.mark.parametrize("state", VERDICT_STATES)
def test_content_changes_in_the_draft_alone(state: str) -> None:
    if state == "draft":
        refuse_edit(state)
        return
    with pytest.raises(IllegalMoveError, match="edit is not possible"):
        refuse_edit(state)


# --- what blocks the verbs of a claim ---


@pytest.mark.parametrize("status", CLAIM_STATUSES)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_verdict_is_opened_while_the_claim_is_worked_on_and_none_is_open(status: str, is_open: bool) -> None:
    codes = {one.code for one in claim_blockers("draft", ClaimFacts(status, has_open_verdict=is_open))}
    wanted = set() if status in {"triaged", "in_progress", "checked"} else {"claim_status"}
    assert codes == wanted | ({"open_verdict"} if is_open else set())


@pytest.mark.parametrize(
    ("verb", "facts", "codes"),
    [
        ("decline", ClaimFacts("in_progress"), []),
        ("decline", ClaimFacts("in_progress", has_open_verdict=True), ["open_verdict"]),
        ("merge", ClaimFacts("in_progress"), []),
        ("merge", ClaimFacts("in_progress", has_open_verdict=True), ["open_verdict"]),
        ("merge", ClaimFacts("in_progress", was_published=True), ["was_published"]),
        ("merge", ClaimFacts("checked", has_open_verdict=True, was_published=True), ["open_verdict", "was_published"]),
        ("triage", ClaimFacts("new", has_open_verdict=True, was_published=True), []),
        ("start", ClaimFacts("triaged", has_open_verdict=True, was_published=True), []),
        ("assign", ClaimFacts("checked", has_open_verdict=True), []),
        ("assign", ClaimFacts("merged"), ["merged"]),
    ],
)
def test_blockers_of_a_claim(verb: str, facts: ClaimFacts, codes: list[str]) -> None:
    assert [one.code for one in claim_blockers(verb, facts)] == codes


# --- what blocks the verbs of a verdict ---

WRITER, OTHER, SERVICE = Person(1), Person(2), Person(3, is_service=True)
OUTGOING = ("submit", "publish", "schedule", "come_due")


WHOLE = VerdictFacts(
    "draft",
    has_rating=True,
    normalized="false",
    has_summary=True,
    cited=(Cited(),),
    writers=frozenset({1}),
)


def whole(state: str = "draft", **changes: Any) -> VerdictFacts:
    """Return the facts of a complete verdict, with the given changes."""
    return replace(WHOLE, state=state, **changes)


def codes_of(verb: str, facts: VerdictFacts, person: Person = OTHER) -> list[str]:
    return [one.code for one in verdict_blockers(verb, facts, person)]


@pytest.mark.parametrize("verb", OUTGOING)
def test_a_verdict_that_is_whole_goes_out(verb: str) -> None:
    assert codes_of(verb, whole()) == []


@pytest.mark.parametrize("verb", OUTGOING)
def test_everything_that_is_missing_is_reported_at_once(verb: str) -> None:
    empty = VerdictFacts("draft", kind="correction", claim_status="declined")
    assert codes_of(verb, empty) == ["rating_missing", "summary_missing", "note_missing", "claim_status"]
    retired = whole(kind="correction", is_rating_retired=True, has_summary=False, cited=())
    assert codes_of(verb, retired) == ["rating_retired", "summary_missing", "note_missing", "evidence_missing"]


def test_each_blocker_names_its_field_and_its_remedy() -> None:
    retired = whole(kind="correction", is_rating_retired=True, has_summary=False, cited=())
    found = verdict_blockers("submit", retired, WRITER)
    assert [one.field for one in found] == ["rating", "summary", "note", "evidence"]
    assert all(len(one.message) > 15 for one in found)


@pytest.mark.parametrize("normalized", [*NORMALIZED_RATINGS, None])
@pytest.mark.parametrize(("independent", "exception"), [(0, False), (1, False), (0, True)])
def test_a_decisive_rating_needs_independent_evidence_or_words_for_why_there_is_none(
    normalized: str | None, independent: int, exception: bool
) -> None:
    facts = whole(normalized=normalized, cited=(Cited(),) * independent, has_evidence_exception=exception)
    is_decisive = normalized not in {"unproven", "not_checkable"}
    lacks = is_decisive and not independent and not exception
    assert codes_of("publish", facts) == (["evidence_missing"] if lacks else [])


@pytest.mark.parametrize("kind", VERDICT_KINDS)
def test_a_correction_alone_needs_a_note(kind: str) -> None:
    assert codes_of("submit", whole(kind=kind)) == (["note_missing"] if kind == "correction" else [])
    assert codes_of("submit", whole(kind=kind, has_note=True)) == []


@pytest.mark.parametrize("status", CLAIM_STATUSES)
def test_a_verdict_goes_out_while_its_claim_is_worked_on(status: str) -> None:
    is_worked_on = status in {"triaged", "in_progress", "checked"}
    assert codes_of("publish", whole("approved", claim_status=status)) == ([] if is_worked_on else ["claim_status"])


@pytest.mark.parametrize("verb", [verb for verb in VERDICT_VERBS if verb not in CONSEQUENCES])
def test_nothing_moves_an_imported_verdict(verb: str) -> None:
    assert codes_of(verb, whole("published", is_imported=True)) == ["imported"]


@pytest.mark.parametrize(
    ("verb", "person", "facts", "codes"),
    [
        ("approve", OTHER, whole("in_review"), []),
        ("approve", WRITER, whole("in_review"), ["same_eyes"]),
        ("approve", OTHER, whole("in_review", writers=frozenset({1, 2})), ["same_eyes"]),
        ("approve", OTHER, whole("in_review", deciders=frozenset({2})), ["decided"]),
        ("approve", SERVICE, whole("in_review"), ["service_account"]),
        ("approve", Person(3, is_service=True, on_behalf_of_id=2), whole("in_review"), ["service_account"]),
        ("approve", SERVICE, whole("in_review", writers=frozenset({3})), ["service_account", "same_eyes"]),
        ("request_changes", OTHER, whole("in_review"), []),
        ("request_changes", WRITER, whole("in_review"), []),
        ("request_changes", OTHER, whole("in_review", deciders=frozenset({2})), ["decided"]),
        ("request_changes", SERVICE, whole("in_review"), ["service_account"]),
    ],
)
def test_four_eyes(verb: str, person: Person, facts: VerdictFacts, codes: list[str]) -> None:
    assert codes_of(verb, facts, person) == codes


@pytest.mark.parametrize("verb", ["recall", "discard", "unschedule", "retract"])
def test_what_takes_back_is_blocked_by_nothing(verb: str) -> None:
    assert codes_of(verb, VerdictFacts("in_review"), WRITER) == []
