"""Excel workbooks: cells as they show, and nothing that a workbook holds takes the reader down."""

# ruff: noqa: DTZ001 - a spreadsheet knows no time zones

import gzip
import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from claims.formats.files.file_formats import format_of
from claims.formats.files.file_limits import FileError, Limits
from claims.formats.files.input_stream import open_stream
from claims.formats.files.records import BadRecord, Record
from claims.formats.files.xlsx import read_xlsx
from tests.formats.files.workbooks import by_hand, text, workbook
from tests.importing import table_of

HEADER = f"<row r='1'>{text('A1', 'id')}{text('B1', 'words')}</row>"


def rows(content: bytes, limits: Limits | None = None, **options: Any) -> list[Record | BadRecord]:
    return list(table_of(content, "xlsx", limits, **options).records)


def cells(content: bytes, **options: Any) -> list[list[str]]:
    return [list(row.values.values()) for row in rows(content, **options) if isinstance(row, Record)]


def test_cells_are_read_as_they_show() -> None:
    given = [
        3, 3.0, 3.5, 0.1 + 0.2, 1e15, 1e-7, "007", " x ", True, date(2019, 5, 14), datetime(2019, 5, 14),
        datetime(2019, 5, 14, 3, 4, 5), time(1, 2, 3), timedelta(hours=30), None,
    ]  # fmt: skip
    (found,) = cells(workbook([f"c{at}" for at in range(len(given))], given, ["end"]))[:1]
    assert found == [
        "3", "3", "3.5", "0.3", "1000000000000000", "0.0000001", "007", " x ", "TRUE", "2019-05-14", "2019-05-14",
        "2019-05-14T03:04:05", "01:02:03", "30:00:00", "",
    ]  # fmt: skip


def test_formulas_give_their_values_and_errors_refuse_their_row() -> None:
    content = by_hand(
        HEADER,
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"a"</f><v>a</v></c></row>',
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        '<row r="4"><c r="A4"><v>4</v></c><c r="B4"><f>1+1</f></c></row>',
        '<row r="5"><c r="A5"><v>5</v></c><c r="B5" t="str"><f>IF(1,"")</f><v></v></c></row>',
    )
    found = rows(content)
    assert [(row.number, row.line) for row in found] == [(1, 2), (2, 3), (3, 4), (4, 5)]
    assert [row.values for row in found if isinstance(row, Record)] == [
        {"id": "2", "words": "a"},
        {"id": "5", "words": ""},
    ]
    bad = [row.issue for row in found if isinstance(row, BadRecord)]
    assert [(issue.field, issue.code) for issue in bad] == [("words", "bad_cell")] * 2
    assert bad[0].message == "row 3, cell B3, holds the error #DIV/0!: fix it or clear it."
    assert bad[1].message.startswith("row 4, cell B4, holds a formula whose value was never computed: open the file")


def test_rows_of_nothing_are_skipped_and_merged_cells_stand_in_each_row() -> None:
    content = workbook(
        ["id", "who"], [1, "Ann"], [2, None], [None, None], [3, None], [4, "Bo"], merged=["B2:B4"]
    )  # fmt: skip
    found = rows(content)
    assert [(row.line, dict(row.values)) for row in found if isinstance(row, Record)] == [
        (2, {"id": "1", "who": "Ann"}),
        (3, {"id": "2", "who": "Ann"}),
        (5, {"id": "3", "who": ""}),
        (6, {"id": "4", "who": "Bo"}),
    ]


def test_a_table_may_stand_anywhere_on_its_sheet() -> None:
    content = by_hand(
        f'<row r="4">{text("C4", "id")}{text("D4", "words")}</row>',
        f'<row r="5"><c r="C5"><v>1</v></c>{text("D5", "x")}</row>',
        '<row r="6"><c r="C6"><v>2</v></c><c r="D6" t="e"><v>#N/A</v></c></row>',
    )
    good, bad = rows(content)
    assert isinstance(good, Record)
    assert (good.line, good.values) == (5, {"id": "1", "words": "x"})
    assert isinstance(bad, BadRecord)
    assert (bad.line, bad.issue.field) == (6, "words")
    assert bad.issue.message.startswith("row 6, cell D6, holds the error #N/A")


def test_the_first_visible_sheet_or_the_given_one_is_read() -> None:
    content = by_hand(
        HEADER, f'<row r="2">{text("A2", "1")}</row>', names=("Notes", "Claims"), states=("hidden", "visible")
    )
    read_as = {"has_header": True, "sheet": "Claims", "other_sheets": ["Notes"]}
    assert table_of(content, "xlsx").read_as == read_as
    assert table_of(content, "xlsx", sheet="Notes").read_as["sheet"] == "Notes"
    with pytest.raises(FileError, match="has no sheet 'Other', but 'Notes', 'Claims'"):
        table_of(content, "xlsx", sheet="Other")
    with pytest.raises(FileError, match="has no sheet that is not hidden"):
        table_of(by_hand(HEADER, states=("veryHidden",)), "xlsx")


def test_without_a_header_columns_are_given_or_numbered() -> None:
    content = workbook([1, "x"], [2, "y"])
    assert list(table_of(content, "xlsx", has_header=False).columns) == ["1", "2"]
    assert cells(content, columns=("id", "words")) == [["1", "x"], ["2", "y"]]


def test_a_cell_beyond_the_named_columns_refuses_its_row() -> None:
    (found,) = rows(workbook(["id", "words"], [1, "x", "stray"]))
    assert isinstance(found, BadRecord)
    assert found.issue.code == "ragged"


@pytest.mark.parametrize("is_seekable", [True, False])
def test_it_is_known_by_what_it_is_packed_or_not(is_seekable: bool) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return is_seekable

    content, out = workbook(["id"], [1]), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("claims.xlsx", content)
    for packed in (content, gzip.compress(content), out.getvalue()):
        with open_stream("claims.csv", Pipe(packed)) as source:
            assert format_of(source) == "xlsx"
            assert len(list(read_xlsx(source).records)) == 1


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("content", "limits", "why"),
    [
        (b"id,words\n1,x\n", Limits(), "is no .xlsx file"),
        (workbook(), Limits(), "is empty: name another"),
        (workbook(["id", "words"]), Limits(), "holds a header and no rows"),
        (workbook(["id", "id"], [1, 2]), Limits(), "has the column 'id' twice"),
        (workbook(["a", "b", "c"], [1, 2, 3]), Limits(max_columns=2), "has more than 2 columns in its sheet 'Claims'"),
        (workbook(["a"], [1], [2]), Limits(max_rows=1), "holds more than 1 rows"),
        (workbook(["a"], [1]), Limits(max_spreadsheet_bytes=999), "unpacks to more than 999 bytes"),
        (by_hand(FAR.format(1_048_576, "ALL")), Limits(), "reaches to row 1,048,576, column 1,000, which is too far"),
        (by_hand(FAR.format(4_000_000_000, "A")), Limits(), "reaches to row 4,000,000,000"),
        (by_hand(f'<row r="4000000000">{text("A4000000000", "x")}</row>'), Limits(), "reaches to row 4,000,000,000"),
        (by_hand(FAR.format(2, "XFD")), Limits(), "has more than 1,000 columns"),
        (by_hand("<row><c><v>1</v></c><c" + " " * 40_000_000 + "><v>1</v></c></row>"), Limits(), "100 times its size"),
        (by_hand("<row r='1'><c r='A0'><v>1</v></row>"), Limits(), "is damaged"),
        (by_hand("<row r='1'><c r='1A'><v>1</v></c></row>"), Limits(), "is damaged: a cell stands at '1A'"),
        (by_hand("</sheetData><!DOCTYPE x>"), Limits(), "is damaged"),
        (by_hand("<row><c t='s'><v>99</v></c></row>"), Limits(), "cannot be read"),
        (by_hand(HEADER, names=("A", "A"), states=("visible",) * 2), Limits(), "has two sheets in one place"),
        (by_hand(HEADER, names=(), states=()), Limits(), "has no sheet that is not hidden"),
    ],
)
def test_what_is_no_table_or_is_made_to_harm_is_refused_in_one_line(content: bytes, limits: Limits, why: str) -> None:
    with pytest.raises(FileError, match=why) as refused:
        rows(content, limits)
    assert "\n" not in str(refused.value)


def test_sizes_that_an_archive_tells_wrongly_are_not_believed() -> None:
    content = bytearray(by_hand("<row><c><v>1</v></c><c" + " " * 40_000_000 + "><v>1</v></c></row>"))
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo("xl/worksheets/sheet1.xml")
    size = info.file_size.to_bytes(4, "little")
    while size in content:
        at = content.index(size)
        content[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(FileError, match="100 times its size"):
        rows(bytes(content))
