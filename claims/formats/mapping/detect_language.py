"""Detect the language of a text."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings

UNDETERMINED = "und"
"""The BCP 47 tag of a text whose language is unknown."""

LEAST_SURE = 0.25
SHORT = 40
"""Letters that a text must have to show its language."""
_MOST_READ = 500

# Languages of news. With all its languages, the model guesses rare ones from names in short texts.
_LANGUAGES = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gu ha he hi hr hu hy id is it ja ka kk km kn ko "
    "lo lt lv mk ml mr ms mt my ne nl no pa pl pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi yo zh zu"
)


# Scripts that are not Latin, by the first word of their letters' Unicode names, and the languages written in them.
_SCRIPTS = {
    "CYRILLIC": "ru uk bg mk sr be kk", "GREEK": "el", "ARABIC": "ar fa ur", "HEBREW": "he", "DEVANAGARI": "hi mr ne",
    "CJK": "zh ja", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "BENGALI": "bn", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "ETHIOPIC": "am",
    "ARMENIAN": "hy", "GEORGIAN": "ka", "KHMER": "km", "LAO": "lo", "MYANMAR": "my",
}  # fmt: skip
_ALSO_LATIN = frozenset(["sr", "kk"])


class Guess(NamedTuple):
    """The language of a text as a BCP 47 tag, and whether the text is too short to show it."""

    language: str
    is_guessed: bool


def language_of(text: str) -> str:
    """Return the language of a text as `guess_language` does."""
    return guess_language(text).language


def guess_language(text: str) -> Guess:
    """Return the language of a text, always the same for the same text, or "und" where it is not sure.

    A text of fewer than forty letters is guessed among the newsroom's languages that are written in its script, and
    among all if there is none. The model takes about 100 MB, so it is loaded when the first text needs it.
    """
    letters = [char for char in text[:_MOST_READ] if char.isalpha()]
    if not letters:
        return Guess(UNDETERMINED, is_guessed=False)
    if len(letters) >= SHORT:
        return Guess(_detected(text), is_guessed=False)
    return Guess(_guessed(text, _in_script(letters, settings.FACTCHECK_LANGUAGES)), is_guessed=True)


def _guessed(text: str, languages: Sequence[str]) -> str:
    if len(languages) < 2:
        return languages[0] if languages else _detected(text)
    ranked = _identifier().rank(text[:_MOST_READ])
    return next((str(found) for found, _ in ranked if found in languages), languages[0])


def _detected(text: str) -> str:
    found, probability = _identifier().classify(text[:_MOST_READ])
    return str(found) if probability >= LEAST_SURE else UNDETERMINED


def _in_script(letters: Sequence[str], languages: Sequence[str]) -> list[str]:
    """Return the languages that are written in the script of most of the letters."""
    names = Counter(unicodedata.name(letter, "LATIN").split()[0].removesuffix("-") for letter in letters)
    script = names.most_common(1)[0][0]
    others = {language for written in _SCRIPTS.values() for language in written.split()} - _ALSO_LATIN
    written = _SCRIPTS.get(script, "").split()
    return [one for one in languages if (one not in others if script == "LATIN" else one in written)]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - only where it is needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier
