"""What merging one claim into another would do: counts of what moves and folds, and where the two are unlike."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.actions.merging import compared_columns
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.external_id import ExternalId
from claims.models.note import Note
from claims.models.quantity import Quantity
from claims.models.reply import Reply
from claims.models.verdict import Verdict

DESCRIBING = ("language", "claimant", "claimed_on", "occurred_from", "occurred_to", "place", "part_of")


@dataclass(frozen=True)
class Moving:
    """How many parts of a kind move, and how many are the same as one that is there and fold into it."""

    kind: str
    moves: int
    folds: int = 0


@dataclass(frozen=True)
class MergePreview:
    """What would happen: parts by their kind, fields in which both claims differ, figures that exclude each other."""

    moving: list[Moving] = field(default_factory=list)
    unlike: list[tuple[str, Any, Any]] = field(default_factory=list)
    conflicts: list[tuple[Quantity, Quantity]] = field(default_factory=list)

    @property
    def needs_reason(self) -> bool:
        """Return whether the claims are unlike in who made them or in their figures."""
        return bool(self.conflicts) or any(name == "claimant" for name, *_ in self.unlike)


def preview_merge(claim: Claim, target: Claim) -> MergePreview:
    """Return what merging a claim into a target would do. Nothing is changed."""
    imported = ("publisher_id", "is_second_hand", "external_id", "revision")
    rows: list[tuple[str, Any, tuple[str, ...]]] = [
        ("evidence", Evidence.objects.all(), compared_columns(Evidence)),
        ("quantities", Quantity.objects.all(), compared_columns(Quantity)),
        ("verdicts", Verdict.objects.filter(is_imported=True), imported),
    ]
    moving = [_moving("appearances", _appearances(claim), _appearances(target))]
    for kind, found, same in rows:
        mine, theirs = (found.filter(claim=one).values_list(*same) for one in (claim, target))
        moving.append(_moving(kind, mine, theirs))
    for kind, model in (("external_ids", ExternalId), ("notes", Note), ("replies", Reply)):
        moving.append(Moving(kind, model.objects.filter(claim=claim).count()))
    unlike = [
        (name, getattr(claim, name), getattr(target, name))
        for name in DESCRIBING
        if getattr(claim, name) and getattr(target, name) and getattr(claim, name) != getattr(target, name)
    ]
    return MergePreview(moving, unlike, list(_conflicts(claim, target)))


def _appearances(claim: Claim) -> list[tuple[Any, ...]]:
    same, of_link = compared_columns(Appearance), compared_columns(Attribution)
    rows = claim.appearances.prefetch_related("attributions")
    return [
        (
            *(getattr(row, name) for name in same),
            *(
                tuple(getattr(link, name) for name in of_link)
                for link in sorted(row.attributions.all(), key=lambda link: link.position)
            ),
        )
        for row in rows
    ]


def _moving(kind: str, mine: Iterable[Any], theirs: Iterable[Any]) -> Moving:
    there, folds, moves = set(theirs), 0, 0
    for content in mine:
        if content in there:
            folds += 1
        else:
            moves += 1
            there.add(content)
    return Moving(kind, moves, folds)


def _conflicts(claim: Claim, target: Claim) -> Iterable[tuple[Quantity, Quantity]]:
    """Yield figures of one unit and measure whose intervals exclude each other."""
    theirs = list(target.quantities.all())
    for mine in claim.quantities.all():
        for other in theirs:
            is_one = (mine.unit, mine.kind, mine.measure_id) == (other.unit, other.kind, other.measure_id)
            if is_one and (_is_below(mine, other) or _is_below(other, mine)):
                yield mine, other


def _is_below(one: Quantity, other: Quantity) -> bool:
    high, low = one.interval_high, other.interval_low
    return high is not None and low is not None and high < low
