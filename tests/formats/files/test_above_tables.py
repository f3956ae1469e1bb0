"""What desks' files hold above and beside their tables: titles, notes, hints of Excel, columns without names."""

from typing import Any

import pytest

from claims.formats.files.file_limits import FileError
from claims.formats.files.read_options import OptionError, ReadOptions
from claims.formats.files.records import Record, Table
from tests.formats.files.workbooks import workbook
from tests.importing import table_of

TABLE = [["id", "text", "verdict"], ["1", "31 rockets hit the base.", "True"], ["2", "25 were killed.", "False"]]


def cells(table: Table) -> list[list[Any]]:
    return [list(row.values.values()) for row in table.records if isinstance(row, Record)]


def joined(rows: list[list[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\n" for row in rows)


ABOVE = {
    "title": [["Claims of May 2020"]],
    "title with a blank line": [["Claims of May 2020"], [""]],
    "title over the width of the table": [["Claims of May 2020", "", ""]],
    "title and notes": [["Claims"], ["Collected by the desk"], ["Figures are provisional"]],
    "title with its cells": [["Claims", "of May", ""], ["as of", "2020-05-31", ""]],
    "groups of columns": [["Claim", "", "Verdict"]],
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "@"])
@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_the_header_is_found_below_a_title(above: list[list[str]], delimiter: str) -> None:
    table = table_of(joined(above + TABLE, delimiter), delimiter=delimiter)
    assert table.columns == ("id", "text", "verdict")
    assert cells(table) == TABLE[1:]
    assert table.read_as["header_row"] == len(above) + 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_below_a_title(delimiter: str) -> None:
    for above in (["Claims, collected by the desk; May 2020"], ["Claims", "", "Provisional, and not complete"]):
        table = table_of("\n".join(above) + "\n" + joined(TABLE, delimiter))
        assert cells(table) == TABLE[1:]


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_the_header_of_a_sheet_is_found_below_a_title(above: list[list[str]]) -> None:
    table = table_of(workbook(*above, *TABLE), "xlsx")
    assert (table.columns, cells(table)) == (("id", "text", "verdict"), TABLE[1:])
    assert table.read_as["header_row"] == len(above) + 1


def test_a_title_merged_over_the_table_and_names_merged_over_two_rows() -> None:
    rows = [["Claims of May", "", ""], ["id", "text", "Verdict"], ["", "", "label"], ["1", "31 rockets.", "True"]]
    table = table_of(workbook(*rows, ["2", "25.", "False"], merged=["A1:C1", "A2:A3", "B2:B3"]), "xlsx")
    assert table.columns[:2] == ("id", "text")
    assert len(cells(table)) in (2, 3)


@pytest.mark.parametrize(
    "rows",
    [
        [["text"], ["Hello, world"], ["No, they said"], ["Yes"]],
        [["", "text", "verdict"], ["a", "31 rockets hit", "True"], ["b", "25 were killed", "False"]],
        [["id", "text", ""], ["1", "x y", "z"], ["2", "y z", ""]],
        [["col1", "col2", "col3"], ["alpha", "beta", "gamma"], ["a", "b", "c"]],
        [["claim", "", "b"], ["one", "two", "three"], ["x", "y", "z"]],
    ],
)
def test_the_first_row_is_the_header_unless_it_clearly_is_none(rows: list[list[str]]) -> None:
    table = table_of(joined(rows))
    assert "header_row" not in table.read_as
    assert table.columns[0] in (rows[0][0], "(column 1)")


@pytest.mark.parametrize("options", [{"header_row": 4}, {"skip_rows": 3}])
def test_the_row_of_the_header_can_be_given(options: dict[str, Any]) -> None:
    above = [["id", "text", "verdict"], ["this", "is", "not it"], [""]]
    for table in (
        table_of(joined(above + TABLE), **options),
        table_of(workbook(*above, *TABLE), "xlsx", **options),
    ):
        assert (table.columns, cells(table)) == (("id", "text", "verdict"), TABLE[1:])
        assert options.items() <= table.read_as.items()
    rows = table_of(joined([["Claims"], *TABLE[1:]]), skip_rows=1, has_header=False)
    assert (rows.columns, cells(rows)) == (("1", "2", "3"), TABLE[1:])


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"header_row": 0}, "header_row: '0' is no row"),
        ({"header_row": -1}, "header_row: '-1' is no number of rows"),
        ({"skip_rows": 10_001}, "skip_rows: '10001' is no number of rows"),
        ({"header_row": 2, "skip_rows": 1}, "does not go with skip_rows"),
        ({"header_row": 2, "has_header": False}, "does not go with columns and has_header"),
    ],
)
def test_a_row_that_cannot_be_the_header_is_refused(options: dict[str, Any], why: str) -> None:
    with pytest.raises(OptionError) as refused:
        ReadOptions(**options)
    assert why in str(refused.value)


def test_a_header_row_beyond_the_file_is_refused() -> None:
    for text, form in ((joined(TABLE), "csv"), (workbook(*TABLE), "xlsx")):
        with pytest.raises(FileError):
            table_of(text, form, header_row=9)


def test_commas_in_the_texts_do_not_make_it_a_table_of_commas() -> None:
    table = table_of("id;text\n1;Hello, world\n2;No, never\n3;Yes, always\n")
    assert table.read_as["delimiter"] == "semicolon"
    assert "header_row" not in table.read_as


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "\ufeffsep=;"])
def test_a_line_that_tells_excel_the_delimiter_is_no_row(line: str) -> None:
    for end in ("\n", "\r\n"):
        table = table_of(line + end + joined(TABLE, ";"))
        assert (table.columns, cells(table)) == (("id", "text", "verdict"), TABLE[1:])
        assert table.read_as["delimiter"] == "semicolon"
    table = table_of("sep=@\n" + joined(TABLE, "@"))
    assert (table.read_as["delimiter"], cells(table)) == ("@", TABLE[1:])


@pytest.mark.parametrize("delimiter", ["@", "^", "~", "#", "!", "\x1f", "¦", "§"])
def test_a_delimiter_can_be_any_one_character(delimiter: str) -> None:
    found = table_of(joined(TABLE, delimiter))
    given = table_of(joined(TABLE, delimiter), delimiter=delimiter)
    assert found.read_as["delimiter"] == given.read_as["delimiter"] == delimiter
    assert cells(found) == cells(given) == TABLE[1:]


@pytest.mark.parametrize("delimiter", ["x", "1", '"', "ab", "\n", " "])
def test_what_cannot_be_a_delimiter_is_refused(delimiter: str) -> None:
    with pytest.raises(OptionError, match="or one character"):
        ReadOptions(delimiter=delimiter)


@pytest.mark.parametrize(
    "header", ["external\nid", " external \r\n id ", "\ufeffexternal\u200b id", "external\u00a0id"]
)
def test_the_name_of_a_column_is_one_line(header: str) -> None:
    for table in (
        table_of(f'"{header}",text\n1,x\n'),
        table_of(workbook([header.replace("\r", ""), "text"], ["1", "x"]), "xlsx"),
    ):
        assert table.columns == ("external id", "text")


@pytest.mark.parametrize(
    ("rows", "without_name"),
    [
        ([["", "id", "text"], ["0", "a", "x"], ["1", "b", "y"]], ("(column 1)",)),
        ([["Unnamed: 0", "id", "text"], ["3", "a", "x"], ["17", "b", "y"]], ("Unnamed: 0",)),
        ([["id", "text", "", ""], ["a", "x", "", ""], ["b", "y", "", ""]], ("(column 3)", "(column 4)")),
        ([["", "id", "text"], ["seen", "a", "x"], ["", "b", "y"]], ()),
        ([["id", "text"], ["1", "x"], ["2", "y"]], ()),
    ],
)
def test_columns_without_a_name_that_hold_nothing_are_noted(
    rows: list[list[str]], without_name: tuple[str, ...]
) -> None:
    table = table_of(joined(rows))
    assert table.without_name == without_name
    assert cells(table) == rows[1:]
