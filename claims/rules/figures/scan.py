"""Everything in a text that is, or could be taken for, a figure. Nothing with a digit or number word is skipped."""

from dataclasses import dataclass, field, replace

from claims.rules.figures.amount import Amount, article_amount_at
from claims.rules.figures.dates import looks_like_year
from claims.rules.figures.hedge import hedges_before
from claims.rules.figures.label import Label
from claims.rules.figures.labels import labels_in
from claims.rules.figures.language import Language, is_number_word
from claims.rules.figures.nouns import noun_at, size_at
from claims.rules.figures.numeral import Unreadable
from claims.rules.figures.spans import fraction_at, span_at
from claims.rules.figures.tokens import Tokens
from claims.rules.figures.unit import PEOPLE, TIMES, UNSTATED
from claims.rules.figures.vague import Vague, vague_at

Found = Amount | Vague | Unreadable


@dataclass
class Scan:
    """What a text holds: amounts, vague words, labels that are no figures, and what could not be read."""

    amounts: list[Amount] = field(default_factory=list)
    vague: list[Vague] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    unread: list[Unreadable] = field(default_factory=list)

    @property
    def strong(self) -> list[Amount | Vague]:
        """Return the figures in the order of the text."""
        return sorted([*self.amounts, *self.vague], key=lambda figure: figure.first)


def scan(tokens: Tokens, language: Language) -> Scan:
    """Find the figures of a text, and account for every other digit and number word in it."""
    result = Scan()
    labels = {label.first: label for label in labels_in(tokens, language)}
    at = 0
    while at < len(tokens):
        label = labels.get(at)
        if label is not None and not _overrules(tokens, at, language):
            result.labels.append(label)
            at = label.last
            continue
        found = _figure_at(tokens, at, language, _free_until(labels, at, len(tokens)))
        at = _put(result, tokens, at, found, language)
    return _without_periods(tokens, result, language)


def _free_until(labels: dict[int, Label], at: int, end: int) -> int:
    return min((first for first in labels if first > at), default=end)


def _overrules(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether a fraction begins at a label: "three-fifths" is no ordinal."""
    return fraction_at(tokens, at, language) is not None and "/" not in tokens.words(at, at + 3)


def _put(result: Scan, tokens: Tokens, at: int, found: Found | Label | None, language: Language) -> int:
    """Note what was found at a token and return the place after it."""
    if isinstance(found, Amount):
        result.amounts.append(found)
        return max(found.last, at + 1)
    if isinstance(found, Vague):
        result.vague.append(found)
        return found.last
    if isinstance(found, Unreadable):
        result.unread.append(found)
        return max(found.last, at + 1)
    if isinstance(found, Label):
        result.labels.append(found)
        return found.last
    if tokens.kind(at) == "number" or (tokens.kind(at) == "word" and _is_left_over(tokens, at, language)):
        result.unread.append(Unreadable(at, at + 1, "was not understood"))
    return at + 1


def _figure_at(tokens: Tokens, at: int, language: Language, free: int) -> Found | Label | None:
    rate = _rate_base(tokens, at, language)
    if rate is not None:
        return rate
    if tokens.low(at) == "zero" and tokens.kind(at + 1) == "word" and not _counts_zero(tokens, at, language):
        return Label(at, at + 1, "zero of what is not counted")
    vague = vague_at(tokens, at, language)
    if vague is not None:
        return vague if _is_vague_figure(tokens, vague, language) else None
    found = span_at(tokens, at, language)
    if isinstance(found, Amount) and found.last > free:
        found = span_at(Tokens(tokens[:free]), at, language)
    if isinstance(found, Amount) and found.last == free and tokens.joined(free) and tokens.kind(free) == "word":
        return Unreadable(at, free + 1, "is part of a code")
    if found is None:
        found = _article_amount(tokens, at, language)
    if isinstance(found, Amount) and not found.unit:
        return _past_sizes(tokens, found, language)
    return found


def _article_amount(tokens: Tokens, at: int, language: Language) -> Amount | None:
    """Read "a year and a half", and "nearly a decade" where a hedge makes the article a number."""
    amount = article_amount_at(tokens, at, language)
    if amount is None or amount.rule == "half":
        return amount
    hedges, start = hedges_before(tokens, at, language)
    return amount if hedges and start < at and hedges[0] != "exact" and amount.unit in TIMES else None


def _past_sizes(tokens: Tokens, amount: Amount, language: Language) -> Amount:
    """Take in a size that describes what is counted: "three 122mm rockets"."""
    size = size_at(tokens, amount.last, language)
    return replace(amount, last=amount.last + size) if size and amount.rule != "range" else amount


def _rate_base(tokens: Tokens, at: int, language: Language) -> Label | None:
    """Read the 100,000 of "per 100,000 people": it belongs to the unit."""
    is_rate = tokens.low(at - 1) in ("per", "je", "pro") and tokens.kind(at) == "number"
    if tokens.follows(at, "a dozen") and tokens.kind(at + 2) != "word" and tokens.kind(at - 1) == "word" and at > 1:
        is_rate = tokens.kind(at - 2) == "number"
        return Label(at, at + 2, "the base of a rate") if is_rate else None
    return Label(at, at + 1, "the base of a rate") if is_rate and language.has_words else None


def _counts_zero(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether "zero" counts something: "zero deaths", but not "zero interest"."""
    if tokens.low(at + 1) in language.words.stops or tokens.low(at + 1) in PEOPLE:
        return True
    return noun_at(tokens, at + 1, language, plural_only=True).unit != UNSTATED


def _is_vague_figure(tokens: Tokens, vague: Vague, language: Language) -> bool:
    """Return whether a vague word counts: "scores of wounded", but not "scores of the opera" or "the scores"."""
    word = tokens.low(vague.first)
    if word == "scores" and language.code == "en":
        is_linked = tokens.low(vague.last) == "of" and tokens.low(vague.last + 1) not in (
            "the",
            "a",
            "an",
            "his",
            "her",
        )
        is_named = tokens.low(vague.last) in ("more", "dead", "killed", "wounded", "injured", "")
        return is_linked or is_named or tokens.low(vague.last) in PEOPLE
    return tokens.low(vague.first - 1) not in ("by", "at") or word not in ("tens", "hundreds")


def _is_left_over(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether a word is a number word that nothing has taken in."""
    word = tokens.low(at)
    if not is_number_word(language, word):
        return False
    if word in language.numbers.fractions and word not in language.numbers.small:
        return _is_part(tokens, at, language)
    is_noun = language.words.capital_nouns and tokens.is_capital(at) and word not in language.scales
    return not is_noun and word not in ("md", "bio", "bi", "mi", "tri", "score", "mill")


def _is_part(tokens: Tokens, at: int, language: Language) -> bool:
    """Return whether a word such as "third" or "quarter" is a share here, and no ordinal or stretch of time."""
    word, before = tokens.low(at), tokens.low(at - 1)
    if tokens.low(at + 1) in language.scales:
        return True
    if word == "half" or language.numbers.fractions[word] == (1, 2):
        return before not in ("first", "second", "this", "last", "better", "other")
    is_counted = before in language.numbers.small or before in language.words.articles or before == "-"
    is_time = word in ("quarter", "quarters", "fourth", "fifth")
    return is_counted and (not is_time or tokens.low(at + 1) in ("of", "the"))


def _without_periods(tokens: Tokens, result: Scan, language: Language) -> Scan:
    """Turn figures that only describe another into labels: "25 people over 10 days", "a 14-nation force of 3,000"."""
    figures = result.strong
    if len(figures) < 2:
        return result
    weak = [
        figure
        for figure in figures
        if _is_period(tokens, figure, language) or _is_description(tokens, figure) or _is_year(tokens, figure)
    ]
    if len(weak) == len(figures):
        weak = [figure for figure in weak if not isinstance(figure, Amount) or _is_description(tokens, figure)]
    if len(weak) == len(figures):
        return result
    for figure in weak:
        result.labels.append(Label(figure.first, figure.last, "a period or description"))
    result.amounts = [amount for amount in result.amounts if amount not in weak]
    result.vague = [vague for vague in result.vague if vague not in weak]
    return result


def _is_period(tokens: Tokens, figure: Amount | Vague, language: Language) -> bool:
    """Return whether a duration only says when or how long: "in two years", "over the past 10 days", "5 years ago"."""
    if isinstance(figure, Vague):
        unit = noun_at(tokens, figure.last, language).unit
    else:
        unit = figure.unit or noun_at(tokens, figure.last, language).unit
    if unit not in TIMES:
        return False
    before = hedges_before(tokens, figure.first, language)[1] - 1
    while tokens.low(before) in ("the", "past", "last", "next", "first", "previous", "les", "los", "den", "letzten"):
        before -= 1
    if tokens.low(figure.first - 1) in language.words.period:
        return True
    is_after = tokens.low(figure.last) in language.words.ago or tokens.low(figure.last + 1) in language.words.ago
    return is_after or tokens.low(before) in language.words.period or tokens.low(before) in language.words.ago


def _is_year(tokens: Tokens, figure: Amount | Vague) -> bool:
    """Return whether a bare number could be a year: "1988 sales of $14 million"."""
    return isinstance(figure, Amount) and not figure.unit and looks_like_year(tokens, figure.first)


def _is_description(tokens: Tokens, figure: Amount | Vague) -> bool:
    """Return whether a hyphen ties the number to a noun: "a 14-nation force", "30-year bonds"."""
    if isinstance(figure, Vague) or figure.is_range:
        return False
    is_hyphened = (
        tokens.low(figure.last) == "-" and tokens.joined(figure.last) and tokens.kind(figure.last + 1) == "word"
    )
    is_unit = (
        figure.is_compound
        and tokens.kind(figure.last) in ("word", "sign")
        and tokens.low(figure.last) not in (".", ",")
    )
    return (is_hyphened and tokens.low(figure.last + 1) not in ("plus", "odd", "ish", "strong")) or is_unit
