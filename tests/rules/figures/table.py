"""Read the tables of phrases: "phrase => value hedge unit", or "phrase => refused"."""

from pathlib import Path

from claims.rules.figures.interval import Figure, QuantityError
from claims.rules.figures.reading import read

FOLDER = Path(__file__).parent / "phrases"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def rows(language: str) -> list[tuple[str, str]]:
    """Return the phrases of a language, each with what it says."""
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" => ") for line in lines if line and not line.startswith("# "))
    return [(phrase, expected) for phrase, expected in pairs]


def answer(phrase: str, language: str) -> str:
    """Return what the reader makes of a phrase, in the words of the tables."""
    try:
        return said(read(phrase, language))
    except QuantityError:
        return "refused"


def said(figure: Figure) -> str:
    """Return a figure as "25 at_least person", or "vague person"."""
    low, high = figure.value_low, figure.value_high
    if low is None or high is None:
        return f"{figure.hedge} {figure.unit}"
    values = f"{low:f}" if low == high else f"{low:f}-{high:f}"
    return f"{values} {figure.hedge} {figure.unit}"
