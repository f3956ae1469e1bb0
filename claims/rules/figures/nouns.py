"""The noun that a number counts, guessed without a parser."""

from typing import NamedTuple

from claims.rules.figures.amount import measure_at
from claims.rules.figures.language import Language
from claims.rules.figures.languages.words import split
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import PEOPLE, TIMES, UNSTATED, counted, is_plural

_DETERMINERS = split("the its their his her our these those")
_PER_WHAT = (
    split(
    "share barrel head person litre liter gallon tonne ton ounce pound dozen kilo kg km mile unit night bottle "
    "household capita ticket square"
)
    | TIMES
)  # fmt: skip
_HEDGE_ENDS = split("more fewer less so above higher greater lower over older longer")
_WORDS_MAX = 6
COUNTABLE = split(
    "contractor civilian pilot hostage rocket drone missile child boy girl man woman policeman officer person "
    "journalist doctor teacher student pupil protester gunman bomber suspect passenger worker employee farmer fighter "
    "prisoner refugee migrant tourist driver sailor marine guard nurse patient baby teenager toddler firefighter "
    "paramedic reporter rescuer bystander pedestrian cyclist helicopter plane jet airliner tank ship boat house "
    "villager resident lawmaker senator deputy minister diplomat medic infant serviceman servicewoman militant "
    "hurricane destroyer submarine attack quake earthquake truck car bus train"
)
"""Things that news counts one by one, in the singular."""
SINGULAR = "several of what is named in the singular"
_NEUTRAL = frozenset(["additional", "extra", "new", "more", "US", "U.S.", "UK"])


class Noun(NamedTuple):
    """The unit of what is counted, the place after its words, and why it was a guess, if it was."""

    unit: str
    last: int
    guess: str = ""


def noun_at(tokens: Tokens, at: int, language: Language, *, is_one: bool = False, plural_only: bool = False) -> Noun:
    """Return the unit of the noun that follows a number; "count" where there is none.

    In English it is the first plural up to a verb, preposition or sign; for one thing, or without a plural, the first
    word, one without a capital before one with. In other languages it is a noun of the table, else the first word.
    """
    at = past_fillers(tokens, at, language)
    unit, after = measure_at(tokens, at, language)
    if unit is not None:
        return Noun(unit, after)
    if language.code != "en":
        return _foreign(tokens, at, language)
    coded = _after_code(tokens, at, language) or _numbered_model(tokens, at)
    if coded is not None:
        return coded
    words = _phrase(tokens, at, language)
    plural = next((place for place in words if is_plural(_bare(tokens, place))), None)
    if plural is not None and not is_one:
        is_plain = plural == words[0] or tokens[words[0]].text in _NEUTRAL or len(words) == 1
        return Noun(
            counted(_bare(tokens, plural)), plural + 1, "" if is_plain else "the noun was picked from several words"
        )
    if not words or plural_only:
        return Noun(UNSTATED, at)
    chosen = next((place for place in words if tokens[place].text.islower()), words[0])
    is_plain = len(words) == 1 or counted(_bare(tokens, chosen)) == "person"
    is_single = tokens.low(chosen) in COUNTABLE or (tokens.is_capital(words[0]) and not is_plain)
    if not is_one and is_single and tokens.low(at - 1) != "-":
        return Noun(counted(_bare(tokens, chosen)), chosen + 1, SINGULAR)
    return Noun(
        counted(_bare(tokens, chosen)), chosen + 1, "" if is_plain else "the noun was picked from several words"
    )


def rate_at(tokens: Tokens, at: int, language: Language) -> tuple[str, int]:
    """Return what the unit is counted per ("per day" of "a day", "per 100,000 people") and the place after it."""
    start = at
    at += tokens.low(at) == "-"
    if tokens.low(at) in ("a", "an", "each", "/", "every") and language.code == "en":
        after = at + 1 + (tokens.low(at + 1) == "-")
        what = tokens.low(after)
        return (f" per {what}", after + 1) if what in _PER_WHAT else ("", start)
    if tokens.low(at) == "/" or (language.code != "en" and tokens.low(at) in language.words.per):
        unit, after = measure_at(tokens, at + 1, language)
        is_each = unit is not None and (unit in TIMES or tokens.low(at) in ("/", "pro", "par", "por", "per", "je"))
        return (f" per {unit}", after) if is_each else ("", start)
    if tokens.low(at) != "per":
        return "", start
    last = at + 1 + (tokens.kind(at + 1) == "number")
    is_named = tokens.kind(last) == "word" and tokens.low(last) not in language.words.stops
    last += is_named
    words = "".join(f" {token.low}" for token in tokens[at:last]) if last > at + 1 else ""
    return (words.replace(" per hundred thousand", " per 100,000"), last) if words else ("", start)


def past_fillers(tokens: Tokens, at: int, language: Language) -> int:
    """Step over what may stand between a number and its noun: "or more", "additional", "of the", "+", "107-mm"."""
    while step := _filler(tokens, at, language):
        at += step
    return at


def size_at(tokens: Tokens, at: int, language: Language) -> int:
    """Return the length of a size that describes the noun ("107-mm", "122mm", "five-year-old"), or 0."""
    after = at + 1
    is_number = tokens.kind(at) == "number" or tokens.low(at) in language.numbers.small
    if not is_number or not (tokens.low(after) == "-" or (tokens.joined(after) and tokens.kind(after) == "word")):
        return 0
    unit, last = measure_at(tokens, after, language)
    if unit is None:
        return 0
    if tokens.low(last) == "-" and tokens.low(last + 1) in (
        "old",
        "olds",
        "long",
        "high",
        "thick",
        "deep",
        "wide",
        "tall",
    ):
        last += 2
    return last - at if tokens.kind(last) == "word" and tokens.low(last) not in language.words.stops else 0


def _filler(tokens: Tokens, at: int, language: Language) -> int:
    """Return how many tokens to step over."""
    word, after = tokens.low(at), at + 1
    if word == "or" and tokens.low(after) in _HEDGE_ENDS:
        return 2
    if word == "of" and language.code == "en":
        return 1 + (tokens.low(after) in _DETERMINERS)
    size = size_at(tokens, at, language)
    if size:
        return size
    is_label = word in language.words.labels and tokens.is_capital(at) and tokens.kind(after) == "number"
    if is_label and tokens.low(after + 1) != "s":
        return 2
    is_joined_dash = word == "-" and (tokens.joined(after) or tokens.joined(at)) and tokens.low(after) != "to"
    return int(word in language.words.fillers or word in ("+", "plus", ")", "]", '"') or is_joined_dash)


def _after_code(tokens: Tokens, at: int, language: Language) -> Noun | None:
    """Read the noun behind a designation ("F-35 jets": jet), or the designation itself ("two F-16s": F-16)."""
    last = code_at(tokens, at)
    if last == at:
        return None
    name = "".join(token.text for token in tokens[at:last])
    words = _phrase(tokens, last, language)
    if words and is_plural(_bare(tokens, words[-1])):
        unit = counted(_bare(tokens, words[-1]))
        return Noun("person" if unit == "death" and len(words) == 1 else unit, words[-1] + 1)
    if words and counted(_bare(tokens, words[0])) == "person":
        return Noun("person", words[0] + 1)
    return Noun(name.removesuffix("s"), last, "" if name.endswith("s") else SINGULAR)


def _numbered_model(tokens: Tokens, at: int) -> Noun | None:
    """Read "747s" and "Boeing 737s" as the name of what is counted."""
    number = at
    while tokens.is_capital(number) and number < at + 3:
        number += 1
    is_plural_model = tokens.kind(number) == "number" and tokens.low(number + 1) == "s" and tokens.joined(number + 1)
    return Noun(" ".join(token.text for token in tokens[at : number + 1]), number + 2) if is_plural_model else None


def code_at(tokens: Tokens, at: int) -> int:
    """Return the place after a designation such as "F-16s", "M1", "G7", "Covid-19", or the same place."""
    if tokens.kind(at) != "word":
        return at
    digits = at + 1 + (tokens.low(at + 1) == "-")
    if tokens.kind(digits) != "number" or not tokens.joined(digits) or not tokens.joined(at + 1):
        return at
    last = digits + 1
    while tokens.joined(last) and (tokens.kind(last) in ("word", "number") or tokens.low(last) in "-/"):
        last += 1
    return last


def _phrase(tokens: Tokens, at: int, language: Language) -> list[int]:
    """Return the places of the words up to a verb, preposition or sign; a hyphen inside a word is none."""
    places: list[int] = []
    while len(places) < _WORDS_MAX:
        is_word = tokens.kind(at) == "word" and (tokens.low(at) not in language.words.stops or tokens.text(at) == "US")
        if is_word:
            places.append(at)
        elif not (tokens.low(at) == "-" and tokens.joined(at) and tokens.joined(at + 1)):
            break
        at += 1
    return places


def _foreign(tokens: Tokens, at: int, language: Language) -> Noun:
    nouns = language.words.nouns
    places: list[int] = []
    step = at
    while tokens.kind(step) == "word" and len(places) < 4:
        if tokens.low(step) in language.words.stops and past_compound(tokens, step + 1) == step + 1:
            break
        places.append(step)
        step += 1
    if not places:
        return Noun(UNSTATED, at)
    known = next((place for place in places if tokens.low(place) in nouns), None)
    chosen = places[0] if known is None else known
    if language.words.capital_nouns and known is None:
        chosen = next((place for place in places if tokens.is_capital(place)), places[0])
    compound = past_compound(tokens, chosen + 1)
    if compound > chosen + 1:
        unit = nouns.get(tokens.low(compound - 1), "".join(token.low for token in tokens[chosen:compound]))
        return Noun(unit, compound, "the noun was picked from a compound")
    if known is not None:
        return Noun(
            nouns[tokens.low(known)], known + 1, "" if known == places[0] else "the noun was picked from several words"
        )
    if not language.has_words:
        text = "".join(tokens.text(place) for place in places) if _is_han(tokens, at) else tokens.low(chosen)
        return Noun(text, places[-1] + 1 if _is_han(tokens, at) else chosen + 1, "the noun is kept as printed")
    return Noun(tokens.low(chosen), chosen + 1, "the noun is kept as printed")


def past_compound(tokens: Tokens, last: int) -> int:
    """Step over what hyphens join to a word: "S-Bahnen", "Covid-19-Tote"."""
    while tokens.low(last) == "-" and tokens.joined(last) and tokens.joined(last + 1):
        if tokens.kind(last + 1) not in ("word", "number"):
            break
        last += 2
    return last


def _is_han(tokens: Tokens, at: int) -> bool:
    return len(tokens.text(at)) == 1 and tokens.text(at) >= "\u3040"


def _bare(tokens: Tokens, at: int) -> str:
    return tokens[at].text.removesuffix("'s").removesuffix("'")


def is_people_word(word: str) -> bool:
    """Return whether a word by itself counts people: "dead", "wounded"."""
    return word in PEOPLE
