"""Words around a figure: how sure it is, whether it is a change, and whether it has happened."""

from claims.rules.amount import Mention
from claims.rules.wording import Tokens, follows, kind, low

# Words right before the number. Longer ones are tried first.
_BEFORE = {
    "at_least": "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum of|minimum"
    "|upwards of|≥|> =",
    "more_than": "more than|over|above|greater than|larger than|higher than|in excess of|exceeding|exceeds|exceeded"
    "|north of|just over|well over|just above|well above|beyond|>",
    "at_most": "at most|up to|as many as|as much as|as high as|no more than|not more than|a maximum of|maximum of"
    "|maximum|max|≤|< =",
    "less_than": "fewer than|less than|lower than|smaller than|under|below|well under|well below|<",
    "nearly": "nearly|almost|just under|just below|just short of|not quite|approaching|close on",
    "about": "about|around|roughly|some|approximately|approx|approx .|circa|ca|ca .|c .|an estimated|estimated|close to"
    "|in the region of|in the neighborhood of|in the neighbourhood of|something like|~|≈|more or less|aproximately",
    "exact": "exactly|precisely|only|just",
}
# Words after it, with at most a few others between.
_AFTER = {
    "at_least": "or more|or above|or greater|or higher|or over|or better|at least|at minimum|plus",
    "at_most": "or fewer|or less|or under|or lower|or below|at most|at maximum|maximum|max|tops",
    "about": "or so|or thereabouts|more or less|give or take|- odd|- ish|approximately|roughly",
}
_HEDGES_BEFORE = {words: hedge for hedge, ways in _BEFORE.items() for words in ways.split("|")}
_HEDGES_AFTER = {words: hedge for hedge, ways in _AFTER.items() for words in ways.split("|")}
_SOFT = ("about", "exact")
_FILLERS = frozenset(["a", "an", "the", "another", "additional", "extra", "further", "total", "record", "(", "'", '"'])
_REACH = 5

_UP_BEFORE = (
    "another additional extra further up rose rise risen rises rising increase increased increases increasing "
    "grew grow grown grows growth growing climbed jumped surged soared gained added raised raise jump surge gain "
    "hike expanded"
)
_DOWN_BEFORE = (
    "down fell fall fallen falls falling drop dropped drops dropping decline declined declines declining "
    "decrease decreased decreases decreasing cut cuts reduced reduce reduction shrank lowered lower sank slid "
    "slipped tumbled plunged lost"
)
UP_BEFORE, DOWN_BEFORE = frozenset(_UP_BEFORE.split()), frozenset(_DOWN_BEFORE.split())
_UP_AFTER = frozenset(
    ["more", "additional", "extra", "further", "increase", "rise", "gain", "growth", "jump", "surge", "hike", "higher"]
)
_DOWN_AFTER = frozenset(["fewer", "less", "decrease", "drop", "decline", "fall", "cut", "reduction", "lower"])
_BREAKS = frozenset(["or", "to", "and", "but", "in", "of", "for", "from", "at", "on"])
# "racked up 5" is no rise.
_PHRASAL = frozenset(
    ["racked", "made", "make", "makes", "ended", "set", "picked", "came", "blew", "gave", "took", "signed"]
)
_LINKS = frozenset(["by", "of", "a", "an", "the", "in"])

# In order of weight: the first that is found decides.
_MODALITIES = {
    "denied": "no longer|denied|denies|deny|denying|not|never|cannot|no evidence|did n't",
    "possible": "could|may|might|possibly|potentially|perhaps|would|can|maybe",
    "planned": "will|shall|plans to|plan to|planned|planning to|is to|are to|intends|intend|intended|set to|going to"
    "|scheduled|about to|expected to|due to be|agreed to|ordered to",
}
_MODAL_WAYS: dict[str, list[tuple[str, str]]] = {}  # by their first word
for _modality, _ways in _MODALITIES.items():
    for _words in _ways.split("|"):
        _MODAL_WAYS.setdefault(_words.partition(" ")[0], []).append((_words, _modality))
_NOT_DENIALS = ("not more than", "not less than", "not fewer than", "not only", "not just", "not quite")


def hedge_of(tokens: Tokens, mention: Mention) -> tuple[str, int]:
    """Return the hedge of a figure, and the place where the figure with its hedge begins."""
    found: list[str] = []
    start = mention.first
    while True:
        step = _hedge_before(tokens, start)
        if step is not None:
            found.append(_HEDGES_BEFORE[step])
            start -= len(step.split())
        elif low(tokens, start - 1) in _FILLERS:
            start -= 1
        else:
            break
    if not found and mention.is_range:
        return "range", start
    found = found or [_hedge_after(tokens, mention)]
    firm = [hedge for hedge in found if hedge not in _SOFT]
    return ("range" if mention.is_range else (firm or found)[0]), start


def direction_of(tokens: Tokens, mention: Mention, start: int) -> str:
    """Return up or down where the figure is a change ("rose by about 5%", "30 more rockets"), else none.

    `start` is the place where the figure with its hedge begins.
    """
    own = {low(tokens, place) for place in range(start, mention.first)}
    if own & {"another", "additional", "extra", "further"}:
        return "up"
    before = start - 1
    while low(tokens, before) in _LINKS:
        before -= 1
    word = low(tokens, before)
    if word in UP_BEFORE | DOWN_BEFORE and low(tokens, start - 1) != "in" and low(tokens, before - 1) not in _PHRASAL:
        return "up" if word in UP_BEFORE else "down"
    return _direction_after(tokens, mention.last)


def modality_of(tokens: Tokens) -> str:
    """Return whether the phrase tells a fact (actual), a plan, a possibility or something denied."""
    told = {
        modality
        for at, token in enumerate(tokens)
        for words, modality in _MODAL_WAYS.get(token.low, ())
        if follows(tokens, at, words) and _is_modal(tokens, at)
    }
    for modality in _MODALITIES:
        if modality in told:
            return modality
    return "denied" if any(token.low.endswith("n't") for token in tokens) else "actual"


def _hedge_before(tokens: Tokens, end: int) -> str | None:
    for length in range(4, 0, -1):
        if end < length:
            continue
        words = " ".join(token.low for token in tokens[end - length : end])
        if words in _HEDGES_BEFORE:
            return words
    return None


def _hedge_after(tokens: Tokens, mention: Mention) -> str:
    for at in range(mention.last, min(mention.last + _REACH, len(tokens))):
        if kind(tokens, at) == "number" or low(tokens, at) in (".", ";", ","):
            break
        if low(tokens, at) == "+" and at == mention.last:
            return "at_least"
        for words in sorted(_HEDGES_AFTER, key=len, reverse=True):
            if follows(tokens, at, words) and (words != "plus" or at == mention.last):
                return _HEDGES_AFTER[words]
    return "exact"


def _direction_after(tokens: Tokens, last: int) -> str:
    for at in range(last, min(last + 3, len(tokens))):
        if low(tokens, at) in _BREAKS or (kind(tokens, at) == "sign" and low(tokens, at) != "-"):
            break
        if low(tokens, at) in _UP_AFTER:
            return "up"
        if low(tokens, at) in _DOWN_AFTER:
            return "down"
    return "none"


def _is_modal(tokens: Tokens, at: int) -> bool:
    """Tell "may" from the month, and "not" from the hedges that begin with it."""
    if low(tokens, at) == "may" and tokens[at].text == "May":
        return at == 0 and kind(tokens, 1) == "word" and low(tokens, 1) != "of"
    return not any(follows(tokens, at, words) for words in _NOT_DENIALS)
