"""Compare imported verdicts: which are new, and which are new revisions.

A publisher's verdicts at one URL are a series. Those that a data set repeats are second-hand: they count only while
the publisher's own are unknown, and are superseded as soon as one of these is loaded.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.actions.imports.compare.prepared_row import PreparedVerdict

_LEFT_OUT, _BESIDE, _INSTEAD = "which is left out", "which stands beside it", "which stands now"
_RELEASED = ("published", "superseded", "retracted")


class CurrentVerdict(NamedTuple):
    """A verdict that exists, and whether its publisher is this newsroom. `words` are the values of VERDICT_WORDS."""

    verdict_id: int
    publisher: str
    is_own: bool
    is_imported: bool
    is_second_hand: bool
    external_id: str | None
    revision: int
    state: str
    rating_id: int | None
    label: str
    published_at: dt.datetime | None
    words: tuple[Any, ...]


class Revision(NamedTuple):
    """A revision to write."""

    verdict: PreparedVerdict
    number: int
    kind: str


class Conflict(NamedTuple):
    """A file's verdict, the other label that its publisher gave the claim, and what happens to the file's, in words."""

    verdict: PreparedVerdict
    label: str
    fate: str


@dataclass
class VerdictsDiff:
    """The revisions to write, the verdicts that they supersede, and labels that contradict each other."""

    revisions: list[Revision] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def diff_verdicts(
    given: Sequence[PreparedVerdict], current: Sequence[CurrentVerdict], previous: Mapping[str, str]
) -> VerdictsDiff:
    """Compare a file's verdicts with those that exist.

    A changed rating or label makes an update, other changed words or another date make a refile. `previous` holds the
    second-hand labels of the last load, by publisher.
    """
    if len(given) == 1 and not current:
        return VerdictsDiff([Revision(given[0], 1, "original")])
    judged = VerdictsDiff()
    # The publisher's own first, so that second-hand ones of the same row give way.
    for verdict in sorted(given, key=lambda one: one.row.is_second_hand):
        its = [found for found in current if found.publisher == verdict.row.publisher and found.state in _RELEASED]
        mates = [one.verdict for one in judged.revisions if one.verdict.row.publisher == verdict.row.publisher]
        if verdict.row.is_second_hand:
            _judge_second_hand(verdict, its, mates, previous, judged)
        else:
            _judge_first_hand(verdict, its, mates, judged)
    return judged


def _judge_first_hand(
    verdict: PreparedVerdict, its: Sequence[CurrentVerdict], mates: Sequence[PreparedVerdict], judged: VerdictsDiff
) -> None:
    twin = next((mate for mate in mates if mate.external_id == verdict.external_id), None)
    if twin is not None:  # the row says it twice: the first counts
        _note(verdict, [twin], judged, _LEFT_OUT)
        return
    first_hand = [found for found in its if found.is_imported and not found.is_second_hand]
    series = [found for found in first_hand if found.external_id == verdict.external_id]
    repeated = [found for found in its if found.is_second_hand and found.state == "published"]
    others = [found for found in its if not found.is_second_hand and found.state == "published"]
    latest = max(series, key=lambda found: found.revision, default=None)
    kind = _kind(verdict, latest)
    judged.superseded += [found.verdict_id for found in repeated]
    if kind is not None:
        judged.revisions.append(Revision(verdict, latest.revision + 1 if latest else 1, kind))
        judged.superseded += [found.verdict_id for found in series if found.state == "published"]
    _note(verdict, repeated, judged, _INSTEAD)
    if latest is None:
        _note(verdict, [*others, *mates], judged, _BESIDE)


def _judge_second_hand(
    verdict: PreparedVerdict,
    its: Sequence[CurrentVerdict],
    mates: Sequence[PreparedVerdict],
    previous: Mapping[str, str],
    judged: VerdictsDiff,
) -> None:
    first_hand: list[CurrentVerdict | PreparedVerdict] = [*mates, *(found for found in its if not found.is_second_hand)]
    if first_hand:
        standing = [one for one in first_hand if isinstance(one, PreparedVerdict) or one.state == "published"]
        _note(verdict, standing or first_hand, judged, _LEFT_OUT)
        return
    latest = max((found for found in its if found.state == "published"), key=lambda found: found.revision, default=None)
    is_ours = latest is not None and previous.get(verdict.row.publisher) == latest.label
    kind = _kind(verdict, latest)
    if latest is not None and not is_ours:  # another data set repeats the publisher's label as well
        _note(verdict, [latest], judged, _LEFT_OUT)
    elif kind is not None:
        judged.revisions.append(Revision(verdict, _next_revision(verdict, its), kind))
        judged.superseded += [latest.verdict_id] if latest else []


def _next_revision(verdict: PreparedVerdict, its: Sequence[CurrentVerdict]) -> int:
    same = [found.revision for found in its if found.is_second_hand and found.external_id == verdict.external_id]
    return max(same, default=0) + 1


def _note(
    verdict: PreparedVerdict, others: Sequence[CurrentVerdict | PreparedVerdict], judged: VerdictsDiff, fate: str
) -> None:
    """Note a conflict where none of the others has the label of a verdict."""
    if others and not any(_is_same_label(verdict, other) for other in others):
        label = others[0].rated.label if isinstance(others[0], PreparedVerdict) else others[0].label
        judged.conflicts.append(Conflict(verdict, label, fate))


def _is_same_label(verdict: PreparedVerdict, other: CurrentVerdict | PreparedVerdict) -> bool:
    ours = verdict.rated
    rating_id, label = (
        (other.rated.rating_id, other.rated.label)
        if isinstance(other, PreparedVerdict)
        else (other.rating_id, other.label)
    )
    if ours.rating_id is not None and rating_id is not None:
        return ours.rating_id == rating_id
    return ours.label.casefold() == label.casefold()


def _kind(verdict: PreparedVerdict, latest: CurrentVerdict | None) -> str | None:
    if latest is None:
        return "original"
    rated = verdict.rated
    if rated.rating_id != latest.rating_id or (rated.rating_id is None and rated.label != latest.label):
        return "update"
    is_same = (verdict.words, verdict.published_at) == (latest.words, latest.published_at)
    return None if is_same else "refile"
