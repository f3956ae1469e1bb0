"""Reading figures from words: from a phrase that states one, or all of those in a text."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.rules.figures.amount import Amount
from claims.rules.figures.foreign import foreign_problem
from claims.rules.figures.hedge import hedge_of, hedges_before
from claims.rules.figures.interval import SURFACE_MAX, Figure, QuantityError
from claims.rules.figures.label import Label
from claims.rules.figures.language import DEFAULT, Language, language_for
from claims.rules.figures.languages.words import split
from claims.rules.figures.nouns import SINGULAR, Noun, noun_at, rate_at
from claims.rules.figures.numeral import Unreadable
from claims.rules.figures.scan import Scan, scan
from claims.rules.figures.statement import direction_of, modality_of
from claims.rules.figures.tokens import Tokens, tokenise
from claims.rules.figures.uncounted import Uncounted, uncounted_in
from claims.rules.figures.unit import RATIOS, TIMES, UNIT_MAX, UNSTATED
from claims.rules.figures.vague import Vague
from claims.rules.text import TextError, clean_text

REMEDY = "give an object with value_low, value_high, hedge and unit"

_TOLL = split("killed killing kills kill wounded wounding injured injuring dead toll arrested displaced died waiting")
_TIMES_OF = frozenset(["fois", "mal", "veces", "volte", "vezes", "keer", "maal", "fach"])
_DENIALS = ("none of", "neither of", "not one of", "not")
_SENTENCE_MAX = 1_000
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[\"'\u201c\u2018(]?[^\W_])|\n+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and its place in the text, in code points: `start` up to, but not including, `end`."""

    figure: Figure
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words of a text that could be taken for a figure, where they stand, and why they are not read."""

    surface: str
    reason: str
    start: int
    end: int


def read(phrase: str, language: str = DEFAULT) -> Figure:
    """Return the figure that a short phrase states, read by the rules of a language (a BCP 47 tag).

    Every digit and number word of the phrase is part of the figure or of something known to be none (a date, a
    designation); otherwise the phrase is refused. `confidence` is "guessed" where the reader had to choose.
    The unit is an English singular ("rocket", "person", "USD", "km", "percent"); a noun without a known English word
    is kept as printed; "count" stands where the phrase names nothing.

    Raises QuantityError where the phrase holds no figure, several that are not the ends of one range, or something
    that was not understood, or is longer than 300 characters.
    """
    return reading_of(phrase, language).figure


def reading_of(phrase: str, language: str = DEFAULT) -> Reading:
    """Return the only figure of a phrase with its place in it. Raises QuantityError as `read` does."""
    surface = _checked(phrase)
    found = language_for(language)
    tokens = _tokens(surface, found)
    scanned = scan(tokens, found)
    _refuse_unread(surface, tokens, scanned)
    figures = scanned.strong
    if len(figures) > 1:
        shown = " and ".join(repr(tokens.words(figure.first, figure.last)) for figure in figures[:4])
        remedy = f"give one phrase per figure, or {REMEDY}"
        raise QuantityError(surface, f"holds several figures ({shown})", remedy, "surface")
    if figures:
        return _reading(surface, tokens, figures[0], scanned, found)
    return _without_number(surface, tokens, scanned, found)


def readings_in(text: str, language: str = DEFAULT) -> list[Reading | Refusal]:
    """Return every figure of a text with its place, and what looks like one but was not understood, in order.

    Hedges, changes and modality are taken from the sentence in which a figure stands.
    """
    found = language_for(language)
    answers: list[Reading | Refusal] = []
    for start, sentence in _sentences(text):
        answers += [_moved(answer, start) for answer in _in_sentence(sentence, found)]
    return answers


def _in_sentence(sentence: str, language: Language) -> list[Reading | Refusal]:
    tokens = _tokens(sentence, language)
    scanned = scan(tokens, language)
    answers: list[Reading | Refusal] = [_refusal(sentence, tokens, unread) for unread in scanned.unread]
    for figure in scanned.strong:
        try:
            answers.append(_reading(sentence, tokens, figure, scanned, language, is_alone=False))
        except QuantityError as refused:
            first, last = tokens[figure.first].start, tokens[figure.last - 1].end
            answers.append(Refusal(sentence[first:last], f"{refused.problem}; {refused.remedy}", first, last))
    if not answers:
        uncounted = uncounted_in(tokens, language)
        answers = [_uncounted(sentence, tokens, uncounted, language, is_alone=False)] if uncounted else []
    return sorted(answers, key=lambda answer: answer.start)


def _refusal(sentence: str, tokens: Tokens, unread: Unreadable) -> Refusal:
    first, last = tokens[unread.first].start, tokens[min(unread.last, len(tokens)) - 1].end
    return Refusal(sentence[first:last], unread.problem, first, last)


def _moved(answer: Reading | Refusal, by: int) -> Reading | Refusal:
    if isinstance(answer, Refusal):
        return Refusal(answer.surface, answer.reason, answer.start + by, answer.end + by)
    return Reading(answer.figure, answer.start + by, answer.end + by)


def _sentences(text: str) -> list[tuple[int, str]]:
    cuts = [match.span() for match in _SENTENCE.finditer(text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    pieces = [piece for start, end in zip(starts, ends, strict=True) for piece in _pieces(text, start, end)]
    return [(start, text[start:end]) for start, end in pieces if text[start:end].strip()]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence that is very long at white space, so that the cost of reading stays in proportion."""
    pieces = []
    while end - start > _SENTENCE_MAX:
        space = max(text.rfind(" ", start, start + _SENTENCE_MAX), text.rfind("\t", start, start + _SENTENCE_MAX))
        cut = space if space > start else start + _SENTENCE_MAX
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _checked(phrase: str) -> str:
    try:
        surface = clean_text(phrase)
    except TextError as error:
        raise QuantityError(phrase, error.problem, error.remedy, "surface") from error
    if len(surface) > SURFACE_MAX:
        problem = f"is {len(surface)} characters long"
        raise QuantityError(surface, problem, f"give the words of the figure, at most {SURFACE_MAX}", "surface")
    return surface


def _tokens(text: str, language: Language) -> Tokens:
    return tokenise(text, splits_elisions=language.words.splits_elisions)


def _refuse_unread(surface: str, tokens: Tokens, scanned: Scan) -> None:
    if scanned.unread:
        unread = scanned.unread[0]
        words = tokens.words(unread.first, min(unread.last, len(tokens)))
        raise QuantityError(surface, f"holds {words!r}, which {unread.problem}", REMEDY, "surface")


def _reading(
    text: str, tokens: Tokens, figure: Amount | Vague, scanned: Scan, language: Language, *, is_alone: bool = True
) -> Reading:
    _refuse_unknown_words(text, tokens, figure, language)
    if isinstance(figure, Vague):
        return _vague(text, tokens, figure, language, is_alone=is_alone)
    return _numbered(text, tokens, figure, scanned, language, is_alone=is_alone)


def _refuse_unknown_words(text: str, tokens: Tokens, figure: Amount | Vague, language: Language) -> None:
    """In a language without tables, accept a numeral, its unit or one noun, and nothing that could change it."""
    if language.has_words:
        return
    words = [place for place in range(len(tokens)) if tokens.kind(place) == "word"]
    outside = [place for place in words if not figure.first <= place < figure.last]
    is_han = all(len(tokens.text(place)) == 1 and tokens.text(place) >= "\u3040" for place in outside)
    is_before = any(place < figure.first for place in outside)
    if is_before or len(outside) > (3 if is_han else 1):
        problem = f"has words around the number, and those of the language {language.tag} are not read"
        raise QuantityError(text, problem, f"give the number and its unit alone, or {REMEDY}", "surface")


def _numbered(
    text: str, tokens: Tokens, amount: Amount, scanned: Scan, language: Language, *, is_alone: bool
) -> Reading:
    hedge, start, after_hedge = hedge_of(tokens, amount, language)
    _refuse_false_friends(text, tokens, amount, start, hedge, language)
    direction = direction_of(tokens, amount.first, start, amount.last, language)
    counted = amount if amount.unit else replace(amount, last=max(amount.last, after_hedge))
    unit, last, guess = _unit(tokens, counted, start, language)
    problem = foreign_problem(tokens, amount, start, Noun(unit, last, guess), language)
    if problem:
        raise QuantityError(text, problem, REMEDY, "surface")
    if guess == SINGULAR and amount.high > 1:
        words = tokens.words(amount.first, last)
        raise QuantityError(text, f"holds {words!r}, which counts {SINGULAR}, and may be a name", REMEDY, "surface")
    is_change = direction != "none" or (amount.is_signed and unit in RATIOS)
    if amount.is_signed and direction == "none":
        direction = "down" if amount.is_negative else "up" if is_change else "none"
    kind = "delta" if is_change else kind_of(unit)
    guess = amount.guess or guess or _dropped(scanned)
    surface, first, end = _surface(text, tokens, start, max(last, after_hedge), is_alone=is_alone)
    figure = Figure(
        surface, amount.low, amount.high, hedge, unit, kind, direction, modality_of(tokens, language),
        confidence="guessed" if guess else "sure", rule=amount.rule, language=language.tag, guess=guess,
    )  # fmt: skip
    return Reading(figure, first, end)


def _dropped(scanned: Scan) -> str:
    is_period = any(label.what == "a period or description" for label in scanned.labels)
    return "a period or description beside it was left out" if is_period else ""


def _refuse_false_friends(
    text: str, tokens: Tokens, amount: Amount, start: int, hedge: str, language: Language
) -> None:
    """Refuse what is worded like a figure and says another: "two years ago", "none of the 176", "12.000 troops"."""
    after = tokens.low(amount.last + (tokens.low(amount.last) == "-"))
    is_denial = language.code == "en" and any(tokens.ends(start, words) for words in _DENIALS)
    is_margin = tokens.low(start - 1) == "\u00b1" or tokens.ends(amount.first, "plus or minus")
    problems = {
        "says when, and not how long": amount.unit in TIMES and _is_ago(tokens, amount, start, language),
        "denies a figure without saying another": is_denial,
        f"hedges a range ({hedge.replace('_', ' ')})": amount.is_range and hedge not in ("range", "about", "exact"),
        "is a margin without what it is a margin of": is_margin,
        "may be a name: nothing says what is counted": _is_bare_name(tokens, amount, language),
        "is a multiple": after in _TIMES_OF,
        f"is ambiguous: {amount.guess}": amount.needs_measure,
    }
    problem = next((words for words, holds in problems.items() if holds), "")
    if problem:
        raise QuantityError(text, problem, REMEDY, "surface")


def _is_bare_name(tokens: Tokens, amount: Amount, language: Language) -> bool:
    """Return whether an article stands before a bare numeral: "a 747", "the 486"."""
    is_article = tokens.low(amount.first - 1) in ("a", "an") and tokens.kind(amount.first) == "number"
    is_bare = amount.last >= len(tokens) and not amount.unit and amount.scale == 1
    return language.code == "en" and is_article and is_bare


def _is_ago(tokens: Tokens, amount: Amount, start: int, language: Language) -> bool:
    words = language.words
    before = start
    while tokens.low(before - 1) in ("the", "past"):
        before -= 1
    is_after = tokens.low(amount.last) in words.ago and language.code in ("en", "it", "nl", "pt")
    is_before = language.code in ("de", "es", "pt") and tokens.low(start - 1) in words.ago
    return is_after or is_before or (language.code == "fr" and tokens.ends(start, "il y a"))


def _vague(text: str, tokens: Tokens, vague: Vague, language: Language, *, is_alone: bool) -> Reading:
    zero = Decimal(0)
    amount = Amount(vague.first, vague.last, zero, zero, "vague word")
    start = hedges_before(tokens, vague.first, language)[1]
    direction = direction_of(tokens, vague.first, start, vague.last, language)
    unit, last, guess = _unit(tokens, amount, start, language)
    kind = kind_of(unit) if direction == "none" else "delta"
    surface, first, end = _surface(text, tokens, vague.first if not is_alone else start, last, is_alone=is_alone)
    figure = Figure(
        surface, None, None, "vague", unit, kind, direction, modality_of(tokens, language),
        confidence="guessed" if guess else "sure", rule="vague word", language=language.tag, guess=guess,
    )  # fmt: skip
    return Reading(figure, first, end)


def _without_number(text: str, tokens: Tokens, scanned: Scan, language: Language) -> Reading:
    found = uncounted_in(tokens, language) if not _has_label_for(scanned) else None
    if found is not None and not (found.rule == "article" and _has_name(scanned)):
        return _uncounted(text, tokens, found, language, is_alone=True)
    if scanned.labels:
        label: Label = scanned.labels[0]
        words = tokens.words(label.first, label.last)
        raise QuantityError(text, f"holds no figure: {words!r} is {label.what}", REMEDY, "surface")
    raise QuantityError(text, "holds no figure", f"name a number, or {REMEDY}", "surface")


def _has_label_for(scanned: Scan) -> bool:
    return any(
        label.what in ("an idiom", "a pronoun", "a score", "a multiple", "an ordinal") for label in scanned.labels
    )


def _has_name(scanned: Scan) -> bool:
    return any("name" in label.what for label in scanned.labels)


def _uncounted(text: str, tokens: Tokens, found: Uncounted, language: Language, *, is_alone: bool) -> Reading:
    value = None if found.value is None else Decimal(found.value)
    direction = "up" if found.is_more else "none"
    surface, first, end = _surface(text, tokens, found.first, found.last, is_alone=is_alone)
    modality = modality_of(tokens, language)
    is_not = found.rule == "none" and modality == "denied"
    guess = "one is read from an article" if found.rule == "article" else ""
    figure = Figure(
        surface, value, value, "vague" if value is None else "exact", found.unit,
        "delta" if found.is_more else kind_of(found.unit), direction, "actual" if is_not else modality,
        confidence="guessed" if guess else "sure", rule=found.rule, language=language.tag, guess=guess,
    )  # fmt: skip
    return Reading(figure, first, end)


def _surface(text: str, tokens: Tokens, first: int, last: int, *, is_alone: bool) -> tuple[str, int, int]:
    """Return the words of a figure and their place: the whole phrase where it stands alone."""
    while not is_alone and tokens.low(first) in ('"', "'", "(", "["):
        first += 1
    start, end = tokens[max(first, 0)].start, tokens[min(last, len(tokens)) - 1].end
    return (text if is_alone else text[start:end][:SURFACE_MAX]), start, end


def kind_of(unit: str) -> str:
    """Return the kind of a figure that is no change: a ratio, a duration or a level."""
    return "ratio" if unit.partition(" per ")[0] in RATIOS else "duration" if unit in TIMES else "level"


def _unit(tokens: Tokens, amount: Amount, start: int, language: Language) -> tuple[str, int, str]:
    """Return the unit of a figure, the place after its words, and why it was guessed, if it was."""
    noun = Noun(amount.unit, amount.last) if amount.unit else _noun(tokens, amount, start, language)
    rate, last = rate_at(tokens, noun.last, language)
    unit = noun.unit + rate
    if len(unit) > UNIT_MAX:
        raise QuantityError(unit, f"is {len(unit)} characters long", f"give at most {UNIT_MAX}", "unit")
    return unit, max(last, noun.last), noun.guess


def _noun(tokens: Tokens, amount: Amount, start: int, language: Language) -> Noun:
    at = amount.last
    if tokens.low(at) == "-" and tokens.low(at + 1) == "strong":
        return Noun("person", at + 2)
    if tokens.low(start - 1) in ("magnitude", "magnitud", "stärke"):
        return Noun("magnitude", at)
    noun = noun_at(tokens, at, language, is_one=amount.high == 1 and amount.rule != "vague word")
    if noun.unit != UNSTATED:
        return noun
    if any(token.low in _TOLL for token in tokens[:start]):
        return Noun("person", noun.last, "the verb says that people are counted")
    if tokens.low(start - 1) in ("age", "aged") or tokens.ends(start, "age of"):
        return Noun("year", noun.last)
    return noun
