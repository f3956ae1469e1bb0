"""Compare two texts word by word."""

import difflib
import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

_WORDS = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 4_000


@dataclass(frozen=True)
class TextDifference:
    """Two texts as HTML, with deletions marked in the first and insertions in the second."""

    before: SafeString | str
    after: SafeString | str
    is_changed: bool


def text_difference(before: str, after: str) -> TextDifference:
    """Compare two texts word by word; very long ones as wholes."""
    if before == after:
        return TextDifference(before, after, is_changed=False)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return TextDifference(_marked("del", before), _marked("ins", after), is_changed=True)
    left: list[SafeString | str] = []
    right: list[SafeString | str] = []
    for verb, start, end, at, to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[at:to])
        left.append(gone if verb == "equal" else _marked("del", gone))
        right.append(come if verb == "equal" else _marked("ins", come))
    return TextDifference(_joined(left), _joined(right), is_changed=True)


def _marked(tag: str, text: str) -> SafeString | str:
    return format_html(f"<{tag}>{{}}</{tag}>", text) if text else ""


def _joined(parts: list[SafeString | str]) -> SafeString:
    return format_html("{}" * len(parts), *parts)
