"""Check the period in which a claimed event happened, which may be open or approximate."""

from typing import NamedTuple

from claims.rules.dates import PartialDate

NAMES = ("occurred_from", "occurred_to", "occurred_hedge")


class OccurrenceProblem(NamedTuple):
    """A problem of a period, and the field that it concerns."""

    field: str
    problem: str
    remedy: str


def occurrence_problem(
    start: PartialDate | None, end: PartialDate | None, hedge: str | None
) -> OccurrenceProblem | None:
    """Return the problem of a period: an end before its start, or a hedge without a date."""
    if start and end and start.value > end.last_day:
        return OccurrenceProblem("occurred_to", "is before occurred_from", "swap the two or correct one")
    if hedge == "at_least_since" and not start:
        return OccurrenceProblem("occurred_hedge", "is at_least_since without a date", "give occurred_from")
    if hedge == "until" and not end:
        return OccurrenceProblem("occurred_hedge", "is until without a date", "give occurred_to")
    if hedge and not start and not end:
        return OccurrenceProblem("occurred_hedge", "has no date", "give occurred_from or occurred_to")
    return None
