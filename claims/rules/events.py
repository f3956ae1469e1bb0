"""Events: what a claim's feed calls the things that happen to it.

Type names are a noun and what was done to it, in the past. History keeps the verb that was used; this
table says which event it is.
"""

_DONE = {"create": "added", "update": "changed", "delete": "removed"}
_PARTS = {
    f"{noun}.{verb}": f"{noun}.{done}"
    for noun in ("appearance", "evidence", "reply", "note")
    for verb, done in _DONE.items()
}

REMOVED = "claim.removed"
"""The end of a claim: the load that made it was reverted."""

_EVENTS = {
    "claim.create": "claim.created",
    "claim.update": "claim.updated",
    "claim.triage": "claim.triaged",
    "claim.start": "claim.started",
    "claim.assign": "claim.assigned",
    "claim.decline": "claim.declined",
    "claim.reopen": "claim.reopened",
    "claim.merge": "claim.merged",
    **_PARTS,
    "quantity.create": "quantity.added",
    "quantity.replace": "quantity.replaced",
    "quantity.delete": "quantity.removed",
    "externalid.create": "external_id.added",
    "externalid.delete": "external_id.removed",
    "verdict.draft": "verdict.drafted",
    "verdict.edit": "verdict.edited",
    "verdict.submit": "verdict.submitted",
    "verdict.approve": "verdict.approved",
    "verdict.request_changes": "verdict.changes_requested",
    "verdict.recall": "verdict.recalled",
    "verdict.discard": "verdict.discarded",
    "verdict.publish": "verdict.published",
    "verdict.come_due": "verdict.published",
    "verdict.schedule": "verdict.scheduled",
    "verdict.unschedule": "verdict.unscheduled",
    "verdict.retract": "verdict.retracted",
    "verdict.set_url": "verdict.updated",
    "verdict.become_stale": "verdict.became_stale",
}
IMPORT_FINISHED = "import.finished"
"""The end of a load, told besides what it did to each claim."""

EVENT_TYPES = (*dict.fromkeys(_EVENTS.values()), REMOVED, IMPORT_FINISHED)


# What those without `internal:read` are not told of; where something else of it is theirs to see, a claim was updated.
INTERNAL_TYPES = frozenset(
    {f"verdict.{done}" for done in ("drafted", "edited", "submitted", "approved", "changes_requested")}
    | {f"verdict.{done}" for done in ("recalled", "discarded", "scheduled", "unscheduled")}
    | {f"note.{done}" for done in _DONE.values()}
    | {IMPORT_FINISHED}
)


def event_type(verb: str, *, is_new: bool, is_gone: bool = False) -> str:
    """Give the type of the event that a verb makes of a claim, or that ended it.

    What came by another way (an import, the admin, SQL) is `claim.created` or `claim.updated`.
    """
    if is_gone:
        return REMOVED
    return _EVENTS.get(verb) or ("claim.created" if is_new else "claim.updated")


def seen_as(found: str, nouns: set[str]) -> str:
    """Give the type by which those without `internal:read` know an event of which they see changes of some nouns."""
    noun = found.partition(".")[0]
    return found if found not in INTERNAL_TYPES and noun in {"claim", *nouns} else "claim.updated"
