"""What the reader of figures must know of a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NumberWords:
    """The number words of a language.

    `small` are the words below a hundred and fixed hundreds ("quinientos"), `hundred` those that multiply by a
    hundred. `joiner` may stand between two of them ("and"); `joins` says where: "hundreds" (after hundreds and
    scales), "tens" (between tens and units), "units" (between units and tens, inside one word) or "all".
    `is_compound` allows several in one word ("einundzwanzig"). `vigesimal` are the tens to which 10 to 19 are added
    ("soixante-dix").
    """

    small: Mapping[str, int]
    hundred: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    joiner: str = ""
    joins: str = ""
    is_compound: bool = False
    vigesimal: frozenset[int] = frozenset()
    half_after: tuple[str, ...] = ()
    half_before: tuple[str, ...] = ()
    mixed: Mapping[str, str] = field(default_factory=dict)
    collective: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    link_needed: bool = False
    fractions: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """The tables of one language; phrases in lower case, alternatives separated by "|"."""

    numbers: NumberWords
    before: Mapping[str, str]
    after: Mapping[str, str] = field(default_factory=dict)
    to: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    between: Mapping[str, str] = field(default_factory=dict)
    vague: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    vague_scales: Mapping[str, int] = field(default_factory=dict)
    plural_words: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    nouns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    idioms: tuple[str, ...] = ()
    clock: frozenset[str] = frozenset()
    clock_before: tuple[str, ...] = ()
    months: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    modal: Mapping[str, str] = field(default_factory=dict)
    up: frozenset[str] = frozenset()
    down: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()
    fewer: frozenset[str] = frozenset()
    ago: frozenset[str] = frozenset()
    period: frozenset[str] = frozenset()
    share: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    below_zero: tuple[str, ...] = ()
    has_plural_s: bool = False
    capital_nouns: bool = False
    splits_elisions: bool = False
    allows_point: bool = False


def split(words: str) -> frozenset[str]:
    """Return a set of words from one string."""
    return frozenset(words.split())


def phrases(words: str) -> tuple[str, ...]:
    """Return phrases from one string, in which "|" separates them."""
    return tuple(words.split("|"))


def table(words: str) -> dict[str, str]:
    """Return a mapping from "a=b c=d", where "_" stands for a space."""
    pairs = (pair.partition("=") for pair in words.split())
    return {name.replace("_", " "): value.replace("_", " ") for name, _, value in pairs}


def counted_from(start: int, words: str, step: int = 1) -> dict[str, int]:
    """Return words with the numbers they stand for, counted from `start`; alternatives are separated by "/"."""
    return {way: start + step * place for place, group in enumerate(words.split()) for way in group.split("/")}
