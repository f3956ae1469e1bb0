"""Two claims conflict where their figures cannot both be right, or different people made them."""

from typing import Any

import pytest

from claims.rules.figures.reading import read
from claims.rules.merge_conflicts import Claimant, StatedFigure, conflict_blockers, figure_conflicts


def stated(surface: str, **more: Any) -> StatedFigure:
    figure = read(surface)
    values = {"unit": figure.unit, "kind": figure.kind, "direction": figure.direction} | more
    return StatedFigure(surface=surface, interval=figure.interval, **values)


@pytest.mark.parametrize(
    ("one", "other", "conflicts"),
    [
        ("19 people", "19 people", False),
        ("19 people", "25 people", True),
        ("at least 19 people", "25 people", False),
        ("more than 25 people", "25 people", True),
        ("about 20 people", "19 people", False),
        ("19 people", "25 rockets", False),
        ("dozens of people", "25 people", False),
        ("3 percent", "5 percent", True),
    ],
)
def test_figures_conflict_where_they_have_no_value_in_common(one: str, other: str, *, conflicts: bool) -> None:
    assert bool(figure_conflicts([stated(one)], [stated(other)])) is conflicts
    assert bool(figure_conflicts([stated(other)], [stated(one)])) is conflicts


@pytest.mark.parametrize(
    ("here", "there", "conflicts"),
    [
        ({"measure_id": 1, "unit": "person"}, {"measure_id": 1, "unit": "soldier"}, True),
        ({"event": "Strikes near Qaim"}, {"event": "strikes near  Qaim"}, True),
        ({"event": "Strikes near Qaim"}, {"event": "Attack on K1"}, False),
        ({"is_denied": True}, {}, False),
        ({"direction": "down", "kind": "delta"}, {"direction": "up", "kind": "delta"}, True),
        ({"kind": "delta"}, {"kind": "level"}, False),
    ],
)
def test_only_figures_of_one_thing_are_compared(
    here: dict[str, Any], there: dict[str, Any], *, conflicts: bool
) -> None:
    assert bool(figure_conflicts([stated("19 people", **here)], [stated("25 people", **there)])) is conflicts


def test_a_figure_that_agrees_with_one_of_several_conflicts_with_none() -> None:
    assert figure_conflicts([stated("19 people")], [stated("40 people"), stated("19 people")]) == []


def test_an_unknown_claimant_differs_from_nobody() -> None:
    ann, ben = Claimant(1, "Ann"), Claimant(2, "Ben")
    assert [one.code for one in conflict_blockers([], ann, ben)] == ["claimants_differ"]
    assert conflict_blockers([], ann, None) == conflict_blockers([], ann, ann) == []
