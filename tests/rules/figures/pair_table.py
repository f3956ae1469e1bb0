"""Read the table of pairs of figures: "relation | growth | one figure | the other"."""

import re
from dataclasses import dataclass
from pathlib import Path

from claims.rules.dates import PartialDate, parse_moment
from claims.rules.figures.comparison import Comparison, compare
from claims.rules.figures.given import figure_from
from claims.rules.figures.period import Times
from claims.rules.figures.stated import Originator, Stated

TABLE = Path(__file__).parent / "pairs" / "en.txt"
_MARK = re.compile(r" (?=[@=!{\[])")


@dataclass(frozen=True)
class Case:
    """Two figures of the table, and what one says about the other."""

    expected: str
    measure: str
    a: str
    b: str

    def compare(self, *, swapped: bool = False) -> Comparison:
        """Compare the figures in their order, or the other way round."""
        growth, _, more = self.measure.partition(" ")
        part = more.removeprefix("part=") if more.startswith("part=") else ""
        one, second = stated(self.a), stated(self.b)
        is_same = more != "other"
        if swapped:
            part = {"a": "b", "b": "a"}.get(part, "")
            return compare(second, one, growth=growth, same_measure=is_same, part=part)
        return compare(one, second, growth=growth, same_measure=is_same, part=part)


def cases() -> list[Case]:
    """Return all pairs of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [Case(*line.split(" | ")) for line in lines if line and not line.startswith("#")]


def stated(text: str) -> Stated:
    """Return the figure of "25 killed @2020-01-02 =police"."""
    surface, *marks = _MARK.split(text)
    found = {mark[0]: mark[1:] for mark in marks}
    fields = {"modality": found.get("!", ""), "unit": found.get("{", "").rstrip("}")}
    figure = figure_from(surface, tuple((name, value) for name, value in fields.items() if value))
    start, _, end = found.get("[", "").rstrip("]").partition("/")
    times = Times(_date(found.get("@", "")), _date(start), _date(end))
    return Stated(figure, times, Originator(found["="]) if "=" in found else None)


def _date(text: str) -> PartialDate | None:
    return parse_moment(text) if text else None
