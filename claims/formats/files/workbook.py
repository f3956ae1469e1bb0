"""Look inside an .xlsx file (ECMA-376): find its sheets, and check that it is safe to read.

calamine builds a sheet as a rectangle from its first cell to its last one, so that two cells far apart take all of a
server's memory; it unpacks whatever is packed; errors and formulas without a value are empty to it. So all of that is
looked at before calamine sees it.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from claims.formats.files.archives import check_member, open_archive
from claims.formats.files.file_content import BLOCK, DAMAGE
from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import Input
from claims.rules.refusal import shown

MOST_CELLS = 10_000_000
"""The most cells in the rectangle up to a sheet's last cell; each takes some fifty bytes."""

_HEADER = 30  # bytes of a zip member's own header before its name
_PLACE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")
_WORKSHEET = "/worksheet"

Start = Callable[[str, dict[str, str]], object]


class Sheet(NamedTuple):
    """A worksheet: its name, its file in the archive, and whether it is hidden."""

    name: str
    path: str
    is_hidden: bool


class Problem(NamedTuple):
    """A cell that calamine cannot read: its name, its position in the row, and a description of its content."""

    cell: str
    place: int
    value: str
    what: str


def checked_sheet(source: Input, file: BinaryIO) -> tuple[Sheet, list[str], dict[int, Problem]]:
    """Return the named sheet or the first visible one, the names of the others, and the sheet's problems by row.

    Raises FileError if there is no such sheet or reading it would take too much.
    """
    archive = open_archive(source.name, file)
    infos = _infos(source, archive)
    _check_sizes(source, file, infos)
    sheets = _sheets(source, file, infos)
    sheet = _chosen(source, sheets)
    scan = _Scan(source, sheet.name)
    _parse(source, file, infos[sheet.path], scan.start, scan.end, scan.text)
    return sheet, [other.name for other in sheets if other is not sheet], scan.problems()


def _infos(source: Input, archive: ZipFile) -> dict[str, ZipInfo]:
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) < len(archive.infolist()):
        raise FileError(f"{source.name} holds a file twice, so that it is unclear which one counts: save it again.")
    return infos


def _check_sizes(source: Input, file: BinaryIO, infos: dict[str, ZipInfo]) -> None:
    """Unpack everything once and discard it, because the sizes declared in an archive may be wrong."""
    total, limits = 0, source.limits
    for info in infos.values():
        check_member(source.name, info, limits)
        limits.check("max_spreadsheet_bytes", total + info.file_size, source.name, "unpacks to more than {} bytes")
        size = 0
        for block in _blocks(source, file, info):
            total, size = total + len(block), size + len(block)
            limits.check("max_spreadsheet_bytes", total, source.name, "unpacks to more than {} bytes")
            limits.check_unpacked(source.name, size, info.compress_size)
        source.check_time()


def _blocks(source: Input, file: BinaryIO, info: ZipInfo) -> Iterator[bytes]:
    """Unpack a file of the archive to its true end, in blocks of bounded size."""
    try:
        file.seek(info.header_offset)
        header = file.read(_HEADER)
        file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        left, inflate = info.compress_size, zlib.decompressobj(-15)
        while left > 0 and (packed := file.read(min(BLOCK, left))):
            place, left = file.tell(), left - len(packed)
            while packed and info.compress_type != ZIP_STORED:
                yield inflate.decompress(packed, BLOCK)
                packed = inflate.unconsumed_tail
            if packed:
                yield packed
            file.seek(place)  # another file of the archive may have been read meanwhile
    except DAMAGE as error:
        raise FileError(f"{source.name} is damaged or cut off: {info.filename!r} cannot be unpacked.") from error


def _parse(
    source: Input,
    file: BinaryIO,
    info: ZipInfo,
    start: Start,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = lambda *_: _refuse_doctype(source)
    try:
        for block in _blocks(source, file, info):
            parser.Parse(block)
            source.check_time()
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no name for "this is the end"
    except (expat.ExpatError, ValueError) as error:
        raise FileError(f"{source.name} is damaged: {info.filename!r} is no XML ({error}).") from error


def _refuse_doctype(source: Input) -> None:
    raise FileError(f"{source.name} declares a document type, which no spreadsheet does: save it again.")


def _sheets(source: Input, file: BinaryIO, infos: dict[str, ZipInfo]) -> list[Sheet]:
    targets: dict[str, str] = {}
    found: list[Sheet] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship" and attributes.get("Type", "").endswith(_WORKSHEET):
            targets[attributes.get("Id", "")] = _path(attributes.get("Target", ""))

    def sheet(name: str, attributes: dict[str, str]) -> None:
        by_local = {_local(key): value for key, value in attributes.items()}
        path = targets.get(by_local.get("id", ""))
        if _local(name) == "sheet" and path in infos:
            found.append(Sheet(by_local.get("name", ""), str(path), by_local.get("state", "visible") != "visible"))

    for path, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        if path not in infos:
            raise FileError(f"{source.name} is damaged: it has no {path!r}.")
        _parse(source, file, infos[path], start)
    if len({one.name for one in found}) < len(found) or len({one.path for one in found}) < len(found):
        raise FileError(f"{source.name} has two sheets in one place: save it again.")
    return found


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith(("/", "xl/")) else str(PurePosixPath("xl") / target)


def _chosen(source: Input, sheets: list[Sheet]) -> Sheet:
    wanted = source.options.sheet
    names = ", ".join(repr(sheet.name) for sheet in sheets)
    if wanted is not None:
        chosen = next((sheet for sheet in sheets if sheet.name == wanted), None)
        if chosen is None:
            raise FileError(f"{source.name} has no sheet {shown(wanted)}, but {names or 'none at all'}.")
        return chosen
    chosen = next((sheet for sheet in sheets if not sheet.is_hidden), None)
    if chosen is None:
        raise FileError(f"{source.name} has no sheet that is not hidden: name one, --sheet NAME: {names or 'none'}.")
    return chosen


class _Scan:
    """Scans a sheet's cells once for the last row and column, and for errors and missing values."""

    def __init__(self, source: Input, name: str) -> None:
        self._source, self._name = source, name
        self._problems: dict[int, Problem] = {}
        self._row = self._column = 0
        self._first: tuple[int, int] | None = None
        self._last = (0, 0)
        self._type, self._is_formula, self._is_value, self._value = "", False, False, ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an XML element."""
        local = _local(name)
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
        local = _local(name)
        if local in ("v", "is"):
            self._is_value = False
        elif local == "c":
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


def _local(name: str) -> str:
    return name.rpartition(":")[2]
