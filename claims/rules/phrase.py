"""Reading a short English phrase as a figure."""

import re
from decimal import Decimal

from claims.rules.amount import Mention
from claims.rules.hedge import direction_of, hedge_of, modality_of
from claims.rules.label import looks_like_year
from claims.rules.mention import mentions
from claims.rules.noun import noun_at, rate_at
from claims.rules.quantity import SURFACE_MAX, VAGUE_SCALES, VAGUE_WORDS, Figure, QuantityError
from claims.rules.text import TextError, clean_text
from claims.rules.unit import RATIOS, TIMES, UNIT_MAX, UNSTATED
from claims.rules.wording import Tokens, follows, low, tokenise

REMEDY = "give an object with value_low, value_high, hedge and unit"

_NO_FIGURE = frozenset(["fewer", "less", "more", "longer", "doubt", "evidence", "."])
_VAGUE = re.compile(rf"(?:{'|'.join(VAGUE_WORDS)})(?: (?:more )?(?:of )?(?:{'|'.join(VAGUE_SCALES)})s?)?(?= |$)")
_VAGUE_FIRST = frozenset(words.split()[0] for words in VAGUE_WORDS)
_TOLL = frozenset(
    ["killed", "killing", "kills", "kill", "wounded", "wounding", "injured", "injuring", "dead", "toll", "arrested",
     "displaced"]
)  # fmt: skip
_VAGUE_FIRM = re.compile(r"(?!several|a |scores$)")


def read(phrase: str) -> Figure:
    """Read a short English phrase ("about 3,000 additional troops") as the figure that it states.

    The unit is a measurement's ("USD", "km", "percent"), or the singular of the noun that is counted, people of any
    name being "person"; "count" where the phrase names none. A share of a whole ("one in five", "two-thirds") is read
    as percent. What time the figure holds for is left in the words.

    Raises QuantityError where the phrase holds no figure, or several that are not the ends of one range, or is longer
    than 300 characters.
    """
    surface = _checked(phrase)
    return _figure(surface, tokenise(surface))


def _checked(phrase: str) -> str:
    try:
        surface = clean_text(phrase)
    except TextError as error:
        raise QuantityError(phrase, error.problem, error.remedy, "surface") from error
    if len(surface) > SURFACE_MAX:
        problem = f"is {len(surface)} characters long"
        raise QuantityError(surface, problem, f"give the words of the figure, at most {SURFACE_MAX}", "surface")
    return surface


def _figure(surface: str, tokens: Tokens) -> Figure:
    found = mentions(tokens)
    vague = _vague_at(tokens)
    is_firm = bool(found) and not found[0].is_weak
    places = [(mention.first, mention.last) for mention in found]
    if vague is not None and is_firm and _VAGUE_FIRM.match(_words(tokens, *vague)):
        places.append(vague)
    if len(places) > 1 and (is_firm or vague is None):
        shown = " and ".join(repr(_words(tokens, *place)) for place in places[:4])
        remedy = f"give one phrase per figure, or {REMEDY}"
        raise QuantityError(surface, f"holds several figures ({shown})", remedy, "surface")
    if vague is not None and not is_firm:
        return _vague(surface, tokens, *vague)
    if found and not _is_only_year(tokens, found[0]):
        return _numbered(surface, tokens, found[0])
    return _none_of(surface, tokens)


def _numbered(surface: str, tokens: Tokens, mention: Mention) -> Figure:
    hedge, start = hedge_of(tokens, mention)
    hedge = "about" if hedge == "exact" and low(tokens, mention.first + 1) == "couple" else hedge
    direction = direction_of(tokens, mention, start)
    unit = _unit(tokens, mention, start)
    is_change = direction != "none" or (mention.is_signed and unit in RATIOS)
    if mention.is_signed and direction == "none":
        direction = "down" if mention.is_negative else "up" if is_change else "none"
    kind_word = "delta" if is_change else _kind(unit)
    return Figure(surface, mention.low, mention.high, hedge, unit, kind_word, direction, modality_of(tokens))


def _vague(surface: str, tokens: Tokens, first: int, last: int) -> Figure:
    mention = Mention(first, last, Decimal(0), Decimal(0))
    direction = direction_of(tokens, mention, hedge_of(tokens, mention)[1])
    unit = _unit(tokens, mention, first)
    kind_word = _kind(unit) if direction == "none" else "delta"
    return Figure(surface, None, None, "vague", unit, kind_word, direction, modality_of(tokens))


def _none_of(surface: str, tokens: Tokens) -> Figure:
    """Read "no rockets", "none of the soldiers" and "nobody" as zero."""
    for at, token in enumerate(tokens):
        if token.low == "nobody" or follows(tokens, at, "no one"):
            unit = "person"
        elif token.low == "none" or (token.low == "no" and low(tokens, at + 1) not in _NO_FIGURE):
            unit = noun_at(tokens, at + 1, plural_only=True)[0]
        else:
            continue
        if unit != UNSTATED or token.low == "none":
            return Figure(surface, Decimal(0), Decimal(0), "exact", unit, _kind(unit), "none", modality_of(tokens))
    raise QuantityError(surface, "holds no figure", f"name a number, or {REMEDY}", "surface")


def _vague_at(tokens: Tokens) -> tuple[int, int] | None:
    for at, token in enumerate(tokens):
        match = _VAGUE.match(_words(tokens, at, at + 4)) if token.low in _VAGUE_FIRST else None
        if match is not None:
            return at, at + len(match[0].split())
    return None


def _is_only_year(tokens: Tokens, mention: Mention) -> bool:
    is_year = looks_like_year(tokens, mention.first, mention.low) and not mention.unit
    return mention.is_weak and is_year and noun_at(tokens, mention.last, plural_only=True)[0] == UNSTATED


def _kind(unit: str) -> str:
    return "ratio" if unit.partition(" per ")[0] in RATIOS else "duration" if unit in TIMES else "level"


def _unit(tokens: Tokens, mention: Mention, start: int) -> str:
    unit, after = (
        (mention.unit, mention.last) if mention.unit else noun_at(tokens, mention.last, is_one=mention.high == 1)
    )
    if unit == UNSTATED and any(token.low in _TOLL for token in tokens[:start]):
        unit = "person"
    if unit == UNSTATED and low(tokens, start - 1) in ("age", "aged"):
        unit = "year"
    unit += rate_at(tokens, after)
    if len(unit) > UNIT_MAX:
        raise QuantityError(unit, f"is {len(unit)} characters long", f"give at most {UNIT_MAX}", "unit")
    return unit


def _words(tokens: Tokens, first: int, last: int) -> str:
    return " ".join(token.low for token in tokens[first:last])
