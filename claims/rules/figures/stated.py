"""A figure with when it holds and who says it, and two of them on one scale."""

from dataclasses import dataclass, field
from functools import cached_property

from claims.rules.figures.dimension import Scale, same_things, scale_of
from claims.rules.figures.interval import Figure
from claims.rules.figures.period import Times, later_of
from claims.rules.figures.span import Span, span_of
from claims.rules.text import name_key


@dataclass(frozen=True, slots=True)
class Originator:
    """Whoever said a figure first: a name, the id if it is an entity, and other names of the same."""

    name: str
    entity_id: int | None = None
    aliases: tuple[str, ...] = ()

    def is_same(self, other: "Originator") -> bool:
        """Compare by id, or by any of the names where one of the two has no id."""
        if self.entity_id is not None and other.entity_id is not None:
            return self.entity_id == other.entity_id
        return bool(self.keys & other.keys)

    @property
    def keys(self) -> set[str]:
        """Return the keys by which its names are compared."""
        return {name_key(name) for name in (self.name, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure, when it holds, and its originator: None if unknown, anonymous or confidential.

    An outlet is the originator only of what it says in its own voice.
    """

    figure: Figure
    times: Times = field(default_factory=Times)
    originator: Originator | None = None

    @property
    def scale(self) -> Scale:
        """Return the scale of its unit."""
        return scale_of(self.figure.unit, is_difference=self.figure.kind == "delta")


@dataclass(frozen=True)
class Pair:
    """Two figures that are compared, how their measure grows, and which of them counts a part of the other's."""

    a: Stated
    b: Stated
    growth: str = "free"
    part: str = ""

    def side(self, name: str) -> Stated:
        """Return the figure "a" or "b"."""
        return self.a if name == "a" else self.b

    @cached_property
    def has_one_dimension(self) -> bool:
        """Return whether a fixed factor converts one unit into the other, or both count the same things."""
        one, other = self.a.scale, self.b.scale
        if one.dimension == other.dimension:
            return True
        is_rate_alike = one.dimension.partition(" per ")[2] == other.dimension.partition(" per ")[2]
        is_plain = one.is_plain and other.is_plain and is_rate_alike
        bases = [found.figure.unit.partition(" per ")[0] for found in (self.a, self.b)]
        return is_plain and (bool(self.part) or same_things(*bases))

    @cached_property
    def is_temperature(self) -> bool:
        """Return whether the figures are temperatures, whose zero is not nothing."""
        return self.a.scale.is_temperature

    @cached_property
    def printed(self) -> tuple[Span, Span]:
        """Return both intervals with the ends as printed. A sign matters if only one of the two is below zero."""
        is_signed = self.is_temperature or (self.a.figure.direction == "down") != (self.b.figure.direction == "down")
        first, second = (span_of(one.figure, one.scale, is_signed=is_signed) for one in (self.a, self.b))
        return first, second

    @cached_property
    def spans(self) -> tuple[Span, Span]:
        """Return both intervals, of counts in whole numbers."""
        if self.a.scale.is_count and self.b.scale.is_count:
            return self.printed[0].in_whole_numbers(), self.printed[1].in_whole_numbers()
        return self.printed

    def span(self, name: str) -> Span:
        """Return the interval of "a" or "b"."""
        return self.spans[name == "b"]

    @cached_property
    def lower(self) -> str:
        """Return "a" or "b" for the interval that lies wholly below the other; an empty string if they share values."""
        one, other = self.spans
        return "a" if one.is_below(other) else "b" if other.is_below(one) else ""

    @cached_property
    def later(self) -> str:
        """Return "a" or "b" for the later figure; an empty string if they cannot be ordered."""
        return later_of(self.a.times, self.b.times)

    @property
    def is_one_originator(self) -> bool:
        """Return whether both are known to have the same originator."""
        one, other = self.a.originator, self.b.originator
        return one is not None and other is not None and one.is_same(other)


def other(name: str) -> str:
    """Return the other side: "b" for "a"."""
    return "b" if name == "a" else "a"
