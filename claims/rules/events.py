"""The types of events in the feed.

A type is a noun and what was done to it, in the past tense. History keeps the verb that was used; `rules.verbs` says
which event a verb makes.
"""

from claims.rules.verbs import VERBS

REMOVED = "claim.removed"
"""The claim was deleted because the load that created it was reverted."""

IMPORT_FINISHED = "import.finished"
"""The end of a load, reported in addition to the events of its claims."""

_EVENTS = {verb.name: verb.event for verb in VERBS.values() if verb.event}

EVENT_TYPES = (*dict.fromkeys(_EVENTS.values()), REMOVED, IMPORT_FINISHED)

INTERNAL_TYPES = frozenset({verb.event for verb in VERBS.values() if verb.is_internal_event} | {IMPORT_FINISHED})
"""Types shown only with `internal:read`. Others see `claim.updated`, if the event changed anything they can see."""


def event_type(verb: str, *, is_new: bool, is_gone: bool = False) -> str:
    """Return the type of the event of a verb on a claim, or of the claim's deletion.

    A write without a verb of its own (an import, SQL) is `claim.created` or `claim.updated`.
    """
    if is_gone:
        return REMOVED
    return _EVENTS.get(verb) or ("claim.created" if is_new else "claim.updated")


def seen_as(found: str, nouns: set[str]) -> str:
    """Return the type that callers without `internal:read` see, given the nouns whose changes they see."""
    noun = found.partition(".")[0]
    return found if found not in INTERNAL_TYPES and noun in {"claim", *nouns} else "claim.updated"
