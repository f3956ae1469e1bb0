"""Find the header of a table below a title, notes or a row of group names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from claims.formats.files.records import REMARKS
from claims.formats.files.synonyms import DOUBTFUL, SYNONYMS

ROWS_LOOKED_AT = 30
"""How many rows are examined for a header."""

_LONGEST_NAME = 100
_NO_NAME = re.compile(r"[\d\s.,:/%+-]*\d[\d\s.,:/%+-]*|https?://.*", re.DOTALL)


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return which of a table's first rows is its header, counted from 0.

    It is the first row unless that is clearly something else: a title or note, which fills few cells, or names of
    groups of columns, of which fewer are known than of the row below.
    """
    widths = Counter(map(_extent, rows))
    width = max(widths, key=lambda one: (widths[one], one), default=0)
    if len(rows) < 3 or width < 2 or tuple(rows[0][: len(REMARKS)]) == REMARKS:
        return 0
    known = _known_names(rows[0])
    for place, row in enumerate(rows[1:-1], start=1):
        if not _is_like_header(row, width):
            continue
        is_better = _known_names(row) >= 2 and _known_names(row) > known
        if _extent(row) < width and not is_better:
            continue
        is_short = _known_names(row) > 0 and all(_extent(above) < width for above in rows[:place])
        is_below_titles = not known and (is_short or all(_is_title(above, width) for above in rows[:place]))
        return place if is_better or is_below_titles else 0
    return 0


def is_known_name(name: str) -> bool:
    """Return whether files often have a column of this name."""
    return plain_name(name) in _known()


@lru_cache(maxsize=10_000)
def plain_name(name: str) -> str:
    """Return a column's name in small ASCII letters and digits alone, so that claimReviewed is claim_reviewed."""
    letters = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", letters)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    names = [*SYNONYMS, *DOUBTFUL, *(name for names in SYNONYMS.values() for name in names.split())]
    return frozenset(map(plain_name, names))


def _known_names(row: Sequence[str]) -> int:
    return sum(is_known_name(cell) for cell in row if cell.strip() and len(cell) <= _LONGEST_NAME)


def _extent(row: Sequence[str]) -> int:
    """Return the number of cells to the last one that is filled."""
    return next((length for length in range(len(row), 0, -1) if row[length - 1].strip()), 0)


def _is_like_header(row: Sequence[str], width: int) -> bool:
    cells = [cell.strip() for cell in row[: _extent(row)]]
    named = cells[1:] if cells and not cells[0] else cells  # an index has no name
    is_wide = len(cells) * 10 >= width * 6 and len(named) >= 2
    return is_wide and len(set(named)) == len(named) and all(map(_may_be_name, named))


def _may_be_name(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST_NAME and _NO_NAME.fullmatch(cell) is None


def _is_title(row: Sequence[str], width: int) -> bool:
    filled = sum(bool(cell.strip()) for cell in row)
    if filled == 1 or filled * 2 < width:
        return True
    return _extent(row) < width and not all(map(_may_be_name, (cell.strip() for cell in row[: _extent(row)])))
