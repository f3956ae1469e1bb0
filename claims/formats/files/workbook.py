"""Look inside an .xlsx file (ECMA-376): find its sheets, and check that it is safe to read.

calamine builds a sheet as a rectangle from its first cell to its last one, so that two cells far apart take all of a
server's memory; it unpacks whatever is packed; errors and formulas without a value are empty to it. So all of that is
looked at before calamine sees it.
"""

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
from claims.formats.files.number_format import number_formats
from claims.formats.files.sheet_scan import Problem, SheetScan, local_name
from claims.rules.refusal import shown

_HEADER = 30  # bytes of a zip member's own header before its name
_WORKSHEET = "/worksheet"
_STYLES = "xl/styles.xml"
_STYLE_LISTS = ("cellXfs", "cellStyleXfs")
_LONGEST_FORMAT = 255

Start = Callable[[str, dict[str, str]], object]


class Sheet(NamedTuple):
    """A worksheet: its name, its file in the archive, and whether it is hidden."""

    name: str
    path: str
    is_hidden: bool


class CheckedSheet(NamedTuple):
    """A sheet that can be read safely: its name, those of the others, its problems by row, and what cells show.

    `shown` is the text of cells whose number format adds a meaning, by row and column as the spreadsheet counts them.
    """

    name: str
    others: list[str]
    problems: dict[int, Problem]
    shown: dict[int, dict[int, str]]


def checked_sheet(source: Input, file: BinaryIO) -> CheckedSheet:
    """Check the named sheet or the first visible one.

    Raises FileError if there is no such sheet or reading it would take too much.
    """
    archive = open_archive(source.name, file)
    infos = _infos(source, archive)
    _check_sizes(source, file, infos)
    sheets = _sheets(source, file, infos)
    sheet = _chosen(source, sheets)
    scan = SheetScan(source, sheet.name, _formats(source, file, infos))
    _parse(source, file, infos[sheet.path], scan.start, scan.end, scan.text)
    others = [other.name for other in sheets if other is not sheet]
    return CheckedSheet(sheet.name, others, scan.problems(), scan.shown)


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
        if local_name(name) == "Relationship" and attributes.get("Type", "").endswith(_WORKSHEET):
            targets[attributes.get("Id", "")] = _path(attributes.get("Target", ""))

    def sheet(name: str, attributes: dict[str, str]) -> None:
        by_local = {local_name(key): value for key, value in attributes.items()}
        path = targets.get(by_local.get("id", ""))
        if local_name(name) == "sheet" and path in infos:
            found.append(Sheet(by_local.get("name", ""), str(path), by_local.get("state", "visible") != "visible"))

    for path, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        if path not in infos:
            raise FileError(f"{source.name} is damaged: it has no {path!r}.")
        _parse(source, file, infos[path], start)
    if len({one.name for one in found}) < len(found) or len({one.path for one in found}) < len(found):
        raise FileError(f"{source.name} has two sheets in one place: save it again.")
    return found


def _formats(source: Input, file: BinaryIO, infos: dict[str, ZipInfo]) -> list[str]:
    """Return the number format of each cell style, "" where it adds nothing to the number."""
    codes: dict[int, str] = {}
    ids: list[int] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        number = attributes.get("numFmtId", "")
        if local == "numFmt" and number.isdecimal():
            codes[int(number)] = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
        elif local == "xf" and inside[-1:] == ["cellXfs"]:
            ids.append(int(number) if number.isdecimal() else 0)
        elif local in _STYLE_LISTS:
            inside.append(local)

    def end(name: str) -> None:
        if local_name(name) in _STYLE_LISTS:
            inside.pop()

    if _STYLES in infos:
        _parse(source, file, infos[_STYLES], start, end)
    return number_formats(codes, iter(ids))


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
