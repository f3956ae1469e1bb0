"""Write a workbook (ECMA-376) with one sheet whose cells are all text.

Libraries write what Excel makes, and this writes back what was read: XlsxWriter leaves out cells of more than 32,767
characters and refuses names of sheets of more than 31, openpyxl refuses control characters.
"""

import re
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_AT_ONCE = 1_000_000  # bytes
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
# Characters that XML cannot contain, and text that would be read as an escape for one.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|\r|_(?=x[0-9A-Fa-f]{4}_)")


def written_workbook(sheet: str, rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Return the bytes of a workbook with these rows. No cell is ever a formula."""
    with SpooledTemporaryFile(_AT_ONCE) as file:
        _write(file, sheet, rows)
        file.seek(0)
        yield from iter(lambda: file.read(_AT_ONCE), b"")


def _write(file: IO[bytes], sheet: str, rows: Iterable[Iterable[str]]) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        book = f'<sheets><sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets>'
        archive.writestr("xl/workbook.xml", f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{book}</workbook>')
        for name, part in _PARTS.items():
            archive.writestr(name, _HEAD + part)
        with archive.open(_SHEET, "w") as content:
            content.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for row in rows:
                content.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
            content.write(b"</sheetData></worksheet>")


def _cell(text: str) -> str:
    if not text:
        return "<c/>"
    written = escape(_UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'
