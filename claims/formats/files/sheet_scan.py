"""Scan the cells of a worksheet before calamine reads them, for what it would not say."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import Input
from claims.formats.files.number_format import digits_lost, is_exact, shown_number

MOST_CELLS = 10_000_000
"""The most cells in the rectangle up to a sheet's last cell; each takes some fifty bytes."""
MOST_SHOWN = 3_000_000
"""Numbers that are written as their format shows them: each takes some two hundred bytes."""

_EXACT_DIGITS = 15
_PLACE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")


class Problem(NamedTuple):
    """A cell that calamine cannot read: its name, its position in the row, and a description of its content."""

    cell: str
    place: int
    value: str
    what: str


class SheetScan:
    """Scans a sheet's cells once for the last row and column, errors, missing values, and what numbers show.

    `formats` are the number formats of the cell styles. `shown` is filled with the text of cells by row and column.
    """

    def __init__(self, source: Input, name: str, formats: Sequence[str]) -> None:
        self.shown: dict[int, dict[int, str]] = {}
        self._formats, self._format, self._shown_count = formats, "", 0
        self._source, self._name = source, name
        self._problems: dict[int, Problem] = {}
        self._row = self._column = 0
        self._first: tuple[int, int] | None = None
        self._last = (0, 0)
        self._type, self._is_formula, self._is_value, self._value = "", False, False, ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an XML element."""
        local = local_name(name)
        if local == "c":
            self._start_cell(attributes)
        elif local == "row":
            place = attributes.get("r", "")
            self._row, self._column = int(place) if place.isdecimal() else self._row + 1, 0
        elif local in ("v", "is"):
            self._is_value = True
            self._reach()
        elif local == "f":
            self._is_formula = True

    def end(self, name: str) -> None:
        """Handle the end of an XML element."""
        local = local_name(name)
        if local in ("v", "is"):
            self._is_value = False
        elif local == "c":
            if self._type in ("", "n") and (self._format or len(self._value) > _EXACT_DIGITS or "E" in self._value):
                self._number_shown()
            if self._type == "e":
                self._note(f"the error {self._value[:20]}: fix it or clear it")
            elif self._is_formula and not self._value and self._type != "str":
                self._note("a formula whose value was never computed: open the file in a spreadsheet and save it")

    def text(self, text: str) -> None:
        """Handle text; only that of values is used."""
        if self._is_value:
            self._value += text[:100]

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if place:
            self._column, self._row = _number(place[1]), int(place[2])
        elif "r" in attributes:
            raise FileError(f"{self._source.name} is damaged: a cell stands at {attributes['r'][:20]!r}.")
        else:
            self._column += 1
        self._type, self._is_formula, self._value = attributes.get("t", ""), False, ""
        style = attributes.get("s", "") if self._formats else ""
        at = int(style) if style.isdecimal() else 0
        self._format = self._formats[at] if at < len(self._formats) else ""

    def _number_shown(self) -> None:
        """Keep what a number shows, if that is more than its value; note one that has lost digits."""
        if digits_lost(self._value):
            self._note("a number of more than fifteen digits, of which a spreadsheet keeps fifteen: write it as text")
            return
        shown = shown_number(self._value, self._format) if self._format else None
        if shown is None and is_exact(self._value) and len(self._value) > _EXACT_DIGITS:
            shown = self._value
        if shown is not None:
            self._shown_count += 1
            if self._shown_count > MOST_SHOWN:
                raise FileError(
                    f"The sheet {self._name!r} of {self._source.name} has more than {MOST_SHOWN:,} numbers with a "
                    "format of their own: save it as CSV."
                )
            self.shown.setdefault(self._row, {})[self._column] = shown

    def _reach(self) -> None:
        here = self._row, self._column
        first, last = self._first or here, self._last
        self._first = min(first[0], here[0]), min(first[1], here[1])
        self._last = max(last[0], here[0]), max(last[1], here[1])
        width = self._last[1] - self._first[1] + 1
        if self._last[0] * width > MOST_CELLS:
            raise FileError(
                f"The sheet {self._name!r} of {self._source.name} reaches to row {self._last[0]:,}, column "
                f"{self._last[1]:,}, which is too far: remove what stands there, or save it as CSV."
            )
        limits = self._source.limits
        limits.check("max_columns", width, self._source.name, f"has more than {{}} columns in its sheet {self._name!r}")

    def _note(self, problem: str) -> None:
        cell = f"{_letters(self._column)}{self._row}"
        self._problems.setdefault(self._row, Problem(cell, self._column, self._value, problem))

    def problems(self) -> dict[int, Problem]:
        """Return the first problem of each row, with columns counted from the first one that is not empty."""
        left = self._first[1] if self._first else 0
        return {row: problem._replace(place=problem.place - left) for row, problem in self._problems.items()}


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def local_name(name: str) -> str:
    """Return the name of an XML element or attribute without its prefix."""
    return name.rpartition(":")[2]
