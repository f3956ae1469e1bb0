"""Workbooks for tests: written by a library, or by hand where none writes what is to be tried."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(
    *rows: Sequence[Any], sheet: str = "Claims", merged: Sequence[str] = (), more: Sequence[str] = ()
) -> bytes:
    """Write rows as a spreadsheet program would."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Claims"
    for row in rows:
        first.append(list(row))
    for area in merged:
        first.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_hand(*rows: str, names: Sequence[str] = ("Claims",), states: Sequence[str] = ("visible",)) -> bytes:
    """Write rows as XML, in a workbook of the least that one holds; every sheet holds the same rows."""
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" state="{state}" r:id="r{at}"/>'
        for at, (name, state) in enumerate(zip(names, states, strict=True), start=1)
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
    }
    for at in range(1, len(names) + 1):
        body = "".join(rows)
        parts[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, _HEAD + part)
    return out.getvalue()


def text(place: str, words: str) -> str:
    """Write a cell of text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'
