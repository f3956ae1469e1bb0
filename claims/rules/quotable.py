"""Write a claim or figure as one sentence for pasting: who said it, when, what, and in which source.

The sentence keeps what is known and adds nothing: a speaker who was inferred is said to be, a date is as exact as it is
known, a hedge stays, and the source stands behind it with its address. It is English, whatever the claim's language.
"""

from dataclasses import dataclass

from claims.rules.dates import PartialDate

# First words that are not names: within a sentence they are written in lower case.
_LOWER = frozenset(
    [
        "a",
        "about",
        "above",
        "additional",
        "all",
        "almost",
        "an",
        "and",
        "any",
        "around",
        "as",
        "at",
        "before",
        "between",
        "both",
        "by",
        "dozens",
        "each",
        "eight",
        "eighteen",
        "eighty",
        "eleven",
        "every",
        "few",
        "fewer",
        "fifteen",
        "fifty",
        "five",
        "for",
        "forty",
        "four",
        "fourteen",
        "from",
        "half",
        "he",
        "hundreds",
        "in",
        "it",
        "its",
        "less",
        "many",
        "more",
        "most",
        "nearly",
        "nine",
        "nineteen",
        "ninety",
        "no",
        "nobody",
        "none",
        "not",
        "on",
        "one",
        "only",
        "over",
        "per",
        "roughly",
        "scores",
        "seven",
        "seventeen",
        "seventy",
        "several",
        "she",
        "since",
        "six",
        "sixteen",
        "sixty",
        "some",
        "ten",
        "than",
        "that",
        "the",
        "their",
        "there",
        "these",
        "they",
        "thirteen",
        "thirty",
        "this",
        "those",
        "thousands",
        "three",
        "to",
        "twelve",
        "twenty",
        "two",
        "under",
        "up",
        "we",
        "what",
        "when",
        "where",
        "while",
        "with",
    ]
)


@dataclass(frozen=True)
class Speaker:
    """A speaker as printed: the name, the role at the time, the cue, and the entity that the name was resolved to."""

    name: str
    role: str = ""
    cue: str = "said"
    taken_to_be: str = ""


@dataclass(frozen=True)
class Cited:
    """A citation: outlet, title, date and URL, each if known."""

    outlet: str = ""
    title: str = ""
    published_on: PartialDate | None = None
    address: str = ""


def claim_as_text(text: str, *, speaker: Speaker | None, said_on: PartialDate | None, cited: Cited | None) -> str:
    """Return a claim as a sentence: who said what on which day, and in which source."""
    what = text.strip().rstrip(".")
    outlet = cited.outlet if cited else ""
    if speaker is not None:
        start = f"{_speaker(speaker)}{_day(said_on)} that {_inside(what)}"
    elif outlet:
        start = f"{outlet} reported{_day(said_on)} that {_inside(what)}"
    else:
        start = f"{what}, it was said{_day(said_on)}" if said_on else what
    return f"{start}{_source(cited)}."


def figure_as_text(surface: str, *, as_of: PartialDate | None, speaker: Speaker | None, cited: Cited | None) -> str:
    """Return a figure as a phrase: its printed words, its date, its speaker and its source."""
    held = f" as of {_written(as_of)}" if as_of else ""
    who = f", according to {_name(speaker)}" if speaker else ""
    return f"{surface.strip()}{held}{who}{_source(cited)}."


def _name(speaker: Speaker) -> str:
    role = f", {speaker.role}" if speaker.role and speaker.role != speaker.name else ""
    if speaker.taken_to_be and speaker.taken_to_be != speaker.name:
        return f"“{speaker.name}”{role}, taken to be {speaker.taken_to_be}"
    return f"{speaker.name}{role}"


def _speaker(speaker: Speaker) -> str:
    name = _name(speaker)
    return f"{name}, {speaker.cue}" if "," in name else f"{name} {speaker.cue}"


def _inside(text: str) -> str:
    """Return a sentence with its first letter adapted for use inside another one."""
    first, space, rest = text.partition(" ")
    bare = first.strip("“\"'‘")
    word = bare.partition("-")[0].lower()
    return f"{first.replace(bare, bare[0].lower() + bare[1:], 1)}{space}{rest}" if word in _LOWER else text


def _day(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return f" {'on' if date.precision == 'day' else 'in'} {_written(date)}"


def _written(date: PartialDate | None) -> str:
    return date.in_words() if date else ""


def _source(cited: Cited | None) -> str:
    if cited is None:
        return ""
    title = f"“{cited.title}”" if cited.title else ""
    parts = [cited.outlet, title, _written(cited.published_on), cited.address]
    found = ", ".join(filter(None, parts))
    return f" ({found})" if found else ""
