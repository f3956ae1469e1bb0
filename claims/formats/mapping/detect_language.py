"""Detect the language of a text."""

from functools import cache
from typing import Any

UNDETERMINED = "und"
"""The BCP 47 tag of a text whose language is unknown."""

LEAST_SURE = 0.25
_MOST_READ = 500

# Languages of news. With all its languages, the model guesses rare ones from names in short texts.
_LANGUAGES = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gu ha he hi hr hu hy id is it ja ka kk km kn ko "
    "lo lt lv mk ml mr ms mt my ne nl no pa pl pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi yo zh zu"
)


def language_of(text: str) -> str:
    """Return the language of a text as a BCP 47 tag, always the same for the same text, or "und" where it is not sure.

    The model takes about 100 MB, so it is loaded when the first text needs it.
    """
    if not any(map(str.isalpha, text)):
        return UNDETERMINED
    found, probability = _identifier().classify(text[:_MOST_READ])
    return str(found) if probability >= LEAST_SURE else UNDETERMINED


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - only where it is needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES.split())
    return identifier
