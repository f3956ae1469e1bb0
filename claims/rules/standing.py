"""Choose which published verdict stands: the one shown as the claim's current verdict."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


class PublishedVerdict(NamedTuple):
    """The fields that decide which published verdict stands. `is_own` means that this newsroom published it."""

    verdict_id: int
    is_imported: bool
    is_own: bool
    is_second_hand: bool
    published_at: dt.datetime | None


# The fields that decide, the most important first, and whether the greatest value wins. A verdict made here wins; then
# one of our own archive; then what a publisher judged itself over what a data set repeats; then the newest, an unknown
# date being the oldest; then the one that was stored last. `VerdictQuerySet.by_standing` orders by the same.
STANDING_ORDER: tuple[tuple[str, bool], ...] = (
    ("is_imported", False),
    ("is_own", True),
    ("is_second_hand", False),
    ("published_at", True),
    ("verdict_id", True),
)


def standing_verdict(verdicts: Iterable[PublishedVerdict]) -> int | None:
    """Return the id of the verdict that stands, or None if there is none."""
    best = max(verdicts, key=_rank, default=None)
    return best.verdict_id if best else None


def _rank(verdict: PublishedVerdict) -> tuple[Any, ...]:
    return tuple(
        value if is_greatest_first else not value
        for value, is_greatest_first in (
            (verdict.published_at or _LONG_AGO if name == "published_at" else getattr(verdict, name), is_greatest)
            for name, is_greatest in STANDING_ORDER
        )
    )
