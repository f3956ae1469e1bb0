"""Imported verdicts of claims: what is new, what is a new revision, and which of all is the claim's current one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.actions.imports.prepared import PreparedVerdict

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


class There(NamedTuple):
    """A verdict that is there, and whether its publisher is this newsroom."""

    verdict_id: int
    publisher: str
    is_own: bool
    is_imported: bool
    external_id: str | None
    revision: int
    state: str
    rating_id: int | None
    label: str
    headline: str
    summary: str
    published_at: dt.datetime | None


class Revision(NamedTuple):
    """A revision that is to be written."""

    verdict: PreparedVerdict
    number: int
    kind: str


@dataclass
class Judged:
    """The revisions that are to be written, and the verdicts that they supersede."""

    revisions: list[Revision] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)


def judge(given: Iterable[PreparedVerdict], there: Sequence[There]) -> Judged:
    """Compare a file's verdicts with those that are there: the same publisher's at the same address.

    A changed rating or label makes an update, other changed words or another date make a refile.
    """
    judged = Judged()
    for verdict in given:
        series = [found for found in there if _is_series(found, verdict)]
        latest = max(series, key=lambda found: found.revision, default=None)
        kind = _kind(verdict, latest)
        if kind is not None:
            judged.revisions.append(Revision(verdict, latest.revision + 1 if latest else 1, kind))
            judged.superseded += [found.verdict_id for found in series if found.state == "published"]
    return judged


def current_verdict(candidates: Iterable[tuple[int, bool, dt.datetime | None]]) -> int | None:
    """Choose a claim's current verdict among published ones, each as id, whether it is ours, and when it was published.

    Ours goes before others', then the newest, then the one that came last.
    """
    ranked = [(is_own, when or _LONG_AGO, verdict_id) for verdict_id, is_own, when in candidates]
    return max(ranked)[2] if ranked else None


def _is_series(found: There, verdict: PreparedVerdict) -> bool:
    is_same = found.publisher == verdict.row.publisher and found.external_id == verdict.external_id
    return found.is_imported and is_same


def _kind(verdict: PreparedVerdict, latest: There | None) -> str | None:
    if latest is None:
        return "original"
    rated, row = verdict.rated, verdict.row
    if rated.rating_id != latest.rating_id or (rated.rating_id is None and rated.label != latest.label):
        return "update"
    words = (row.headline, row.summary, verdict.published_at)
    return None if words == (latest.headline, latest.summary, latest.published_at) else "refile"
