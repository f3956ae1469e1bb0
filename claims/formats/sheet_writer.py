"""Writing a workbook (ECMA-376) of one sheet whose cells are all text, as its bytes are made."""

import io
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_AT_ONCE = 65_536
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
# What XML has no character for, and what would be read as one of its stand-ins.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|\r|_(?=x[0-9A-Fa-f]{4}_)")


def written_workbook(sheet: str, rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Give the bytes of a workbook with these rows. No cell of it is ever a formula."""
    out = _Drain()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        book = f'<sheets><sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets>'
        archive.writestr("xl/workbook.xml", f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{book}</workbook>')
        for name, part in _PARTS.items():
            archive.writestr(name, _HEAD + part)
        with archive.open(_SHEET, "w") as content:
            content.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for row in rows:
                content.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
                if out.size > _AT_ONCE:
                    yield out.taken()
            content.write(b"</sheetData></worksheet>")
    yield out.taken()


def _cell(text: str) -> str:
    if not text:
        return "<c/>"
    written = escape(_UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


class _Drain(io.RawIOBase):
    """Takes what is written and gives it on; nothing of it can be gone back to."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, block: "bytes | memoryview") -> int:  # type: ignore[override]
        self._blocks.append(bytes(block))
        self.size += len(block)
        return len(block)

    def taken(self) -> bytes:
        whole, self._blocks, self.size = b"".join(self._blocks), [], 0
        return whole
