"""Find reasons against merging two claims: contradictory figures and different claimants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.rules.figures.interval import Interval
from claims.rules.text import normal_form
from claims.rules.workflow import Blocker

_REMEDY = "Merge them only if they are one claim all the same: with `force` and a reason."


@dataclass(frozen=True)
class StatedFigure:
    """A figure of a claim, as a merge compares it. `event` is the event of its measure."""

    surface: str
    interval: Interval
    unit: str
    kind: str = "level"
    direction: str = "none"
    is_denied: bool = False
    measure_id: int | None = None
    event: str = ""


@dataclass(frozen=True)
class Claimant:
    """The claimant of a claim, as a merge compares it."""

    entity_id: int
    name: str


def figure_conflicts(
    figures: Iterable[StatedFigure], others: Sequence[StatedFigure]
) -> list[tuple[StatedFigure, StatedFigure]]:
    """Pair each figure of one claim with a figure of the other that contradicts it.

    Two figures are compared if they have the same measure, or the same unit and the same event. A figure that overlaps
    at least one of those that it is compared with contradicts none: the others measure something else.
    """
    found = []
    for figure in figures:
        compared = [other for other in others if _is_comparable(figure, other)]
        if compared and all(_is_disjoint(figure, other) for other in compared):
            found.append((figure, compared[0]))
    return found


def conflict_blockers(
    conflicts: Iterable[tuple[StatedFigure, StatedFigure]], claimant: Claimant | None, other: Claimant | None
) -> list[Blocker]:
    """List the differences between two claims as blockers, which only `force` with a reason overrides."""
    found = [
        Blocker(
            "figures_conflict",
            f"The figures conflict: “{here.surface}” here, “{there.surface}” in the other claim. {_REMEDY}",
            "force",
        )
        for here, there in conflicts
    ]
    if claimant is not None and other is not None and claimant.entity_id != other.entity_id:
        message = f"The claimants differ: {claimant.name} here, {other.name} in the other claim. {_REMEDY}"
        found.append(Blocker("claimants_differ", message, "force"))
    return found


def _is_comparable(figure: StatedFigure, other: StatedFigure) -> bool:
    if (figure.kind, figure.is_denied) != (other.kind, other.is_denied):
        return False
    if figure.measure_id is not None and figure.measure_id == other.measure_id:
        return True
    return (normal_form(figure.unit), normal_form(figure.event)) == (normal_form(other.unit), normal_form(other.event))


def _is_disjoint(figure: StatedFigure, other: StatedFigure) -> bool:
    here, there = _signed(figure), _signed(other)
    return _is_below(here, there) or _is_below(there, here)


def _signed(figure: StatedFigure) -> Interval:
    """Return the interval below zero if the figure is a fall or a level below zero."""
    one = figure.interval
    if figure.direction != "down":
        return one
    low = None if one.high is None else -one.high
    high = None if one.low is None else -one.low
    return Interval(low, high, one.high_open, one.low_open)


def _is_below(one: Interval, other: Interval) -> bool:
    """Return whether all of one interval lies below the other."""
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))
