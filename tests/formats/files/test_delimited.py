"""Comma- and tab-separated files: every row arrives, as a record or as what is wrong with it."""

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.files.delimited import read_tsv
from claims.formats.files.file_limits import FileError, Limits
from claims.formats.files.input_stream import open_input
from claims.formats.files.read_as import in_words
from claims.formats.files.read_options import ReadOptions
from claims.formats.files.records import BadRecord, Record
from tests.importing import table_of

DATA = os.environ.get("FACTCHECK_DATA")


def rows(text: str | bytes, form: str = "csv") -> list[Record | BadRecord]:
    return list(table_of(text, form).records)


def cells(text: str, form: str = "csv") -> list[list[str]]:
    return [list(row.values.values()) for row in rows(text, form) if isinstance(row, Record)]


def test_cells_are_read_under_their_columns() -> None:
    table = table_of('id,text\n1,"He said ""no"", then\nleft"\n\n2,x\n')
    assert table.columns == ("id", "text")
    assert list(table.records) == [
        Record(1, 2, {"id": "1", "text": 'He said "no", then\nleft'}),
        Record(2, 5, {"id": "2", "text": "x"}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_are_taken(end: str) -> None:
    assert cells(f"a,b{end}1,2{end}3,4{end}") == [["1", "2"], ["3", "4"]]


def test_tabs_separate_if_asked() -> None:
    assert cells('a\tb\n1,5\t"x\ty"\n', "tsv") == [["1,5", "x\ty"]]


def test_a_ragged_row_is_refused_and_the_others_stay() -> None:
    found = rows("a,b\n1\n2,3,4\n5,6\n" + ",".join("x" * 300) + "\n")
    assert [type(row) for row in found] == [BadRecord, BadRecord, Record, BadRecord]
    assert isinstance(found[1], BadRecord)
    assert found[1].issue.code == "ragged"
    assert found[1].issue.message.startswith("line 3 has 3 cells where there are 2 columns")
    assert found[1].original == ["2", "3", "4"]


def test_an_open_quote_spoils_its_own_line_and_takes_in_no_other() -> None:
    text = 'a,b\n1,"2, or 3"\n3,"open\n4,5\n6,"7, or ""8"""\n9,"to\nthe, end"\n'
    found = rows(text)
    assert [row.number for row in found] == [1, 2, 3, 4, 5]
    assert [row.line for row in found] == [2, 3, 4, 5, 6]
    assert isinstance(found[1], BadRecord)
    assert found[1].issue.message.startswith("line 3: a quote is opened and not closed; double a quote that stands")
    assert (found[1].issue.code, found[1].original) == ("bad_csv", '3,"open')
    assert cells(text) == [["1", "2, or 3"], ["4", "5"], ["6", '7, or "8"'], ["9", "to\nthe, end"]]


def test_open_quotes_without_end_are_read_in_time_that_grows_with_the_file() -> None:
    lines = 'x,"open\n' + "y,z\n" * 30_000
    found = list(table_of("a,b\n" + lines * 3, quoting="standard").records)
    assert sum(isinstance(row, BadRecord) for row in found) == 3
    assert len(found) == 3 * 30_001


def test_text_after_a_closing_quote_is_refused_and_the_next_row_read() -> None:
    found = rows('a,b\n"1"x,2\n3,"4, 5"\n')
    assert [type(row) for row in found] == [BadRecord, Record]


@pytest.mark.parametrize(
    ("text", "form", "delimiter", "quoting", "wanted"),
    [
        ("a;b\n1,5;x, y\n2,5;z\n", "csv", "semicolon", "standard", [["1,5", "x, y"], ["2,5", "z"]]),
        ("a|b\n1|x, y; z\n", "csv", "pipe", "standard", [["1", "x, y; z"]]),
        ("a\tb\n1\tx, y\n", "csv", "tab", "standard", [["1", "x, y"]]),
        ("a,b\n1,x\n", "tsv", "comma", "standard", [["1", "x"]]),
        ('a\tb\tc\n1\t"So" he said\tx\n2\ty\tz\n', "tsv", "tab", "none", [["1", '"So" he said', "x"], ["2", "y", "z"]]),
        (
            'a\tb\tc\n1\t"open\tx\n2\ty\tz\n3\tthe "end"\tx\n',
            "tsv", "tab", "none", [["1", '"open', "x"], ["2", "y", "z"], ["3", 'the "end"', "x"]],
        ),
        ('"a","b"\n"1","2"\n"3","4"\n', "csv", "comma", "standard", [["1", "2"], ["3", "4"]]),
        ('a,b,c\n1,"x\ny",2\n', "csv", "comma", "standard", [["1", "x\ny", "2"]]),
        ("only\nx\ny; z\n", "csv", "comma", "standard", [["x"], ["y; z"]]),
    ],
)  # fmt: skip
def test_delimiter_and_quoting_are_detected_and_reported(
    text: str, form: str, delimiter: str, quoting: str, wanted: list[list[str]]
) -> None:
    table = table_of(text, form)
    assert (table.read_as["delimiter"], table.read_as["quoting"]) == (delimiter, quoting)
    assert cells(text, form) == wanted


def test_given_delimiter_and_quoting_are_used() -> None:
    table = table_of('a,b;c\n"1,2";3\n', "csv", delimiter=";", quoting="none")
    assert table.columns == ("a,b", "c")
    assert [dict(row.values) for row in table.records if isinstance(row, Record)] == [{"a,b": '"1,2"', "c": "3"}]


def test_a_file_without_a_header_has_the_given_columns_or_their_numbers() -> None:
    assert table_of("1,x\n2,y\n", has_header=False).columns == ("1", "2")
    for text in ("1,x\n2,y\n", "id, text\n1,x\n2,y\n"):
        table = table_of(text, columns=("id", "text"))
        assert [row.values for row in table.records if isinstance(row, Record)] == [
            {"id": "1", "text": "x"},
            {"id": "2", "text": "y"},
        ]


def test_rows_of_nothing_are_no_rows() -> None:
    assert [row.line for row in rows("a,b\n1,2\n,\n  , \n\n3,4\n")] == [2, 6]


@pytest.mark.parametrize("text", ["1,xxxxxxxxxxx\n", '1,"xxxxx\nxxxxx"\n', '1,"xxxxxxxxxxx"\n'])
def test_a_cell_beyond_the_limit_is_refused(text: str) -> None:
    found = list(table_of(f"a,b\n{text}2,x\n", limits=Limits(max_cell=10)).records)
    assert [row.issue.code if isinstance(row, BadRecord) else None for row in found] == ["too_long", None]
    assert [type(row) for row in rows(f"a,b\n1,{'x' * 140_000}\n2,y\n")] == [BadRecord, Record]


def test_a_line_beyond_all_measure_is_refused_alone() -> None:
    found = rows(f"a,b\n1,{'x' * 3_000_000}\n2,y\n")
    assert [row.issue.code if isinstance(row, BadRecord) else None for row in found] == ["too_long", None]


def test_more_rows_than_the_limit_are_refused() -> None:
    with pytest.raises(FileError, match=r"holds more than 2 rows: .* raise FACTCHECK_IMPORT_MAX_ROWS"):
        list(table_of("a,b\n" + "1,2\n" * 3, limits=Limits(max_rows=2)).records)


@pytest.mark.skipif(not DATA, reason="FACTCHECK_DATA names no folder with liar_train.tsv")
@pytest.mark.parametrize(("part", "count"), [("train", 10_269), ("valid", 1_284), ("test", 1_283)])
def test_every_row_of_a_file_without_header_and_quoting_arrives(part: str, count: int) -> None:
    path = Path(DATA or "") / f"liar_{part}.tsv"
    with open_input(str(path), options=ReadOptions(has_header=False)) as source:
        table = read_tsv(source)
        found = list(table.records)
    assert in_words(table.read_as) == "encoding utf-8, delimiter tab, quoting none, header none"
    assert len(found) == sum(isinstance(row, Record) for row in found) == count
    lines = path.read_text(encoding="utf-8").splitlines()
    assert ["\t".join(row.values.values()) for row in found if isinstance(row, Record)] == lines


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id,text\n", "holds a header and no rows"),
        ("id,text,id\n1,2,3\n", "has the column 'id' twice"),
        (",".join(f"c{n}" for n in range(1_001)) + "\n1\n", "has more than 1,000 columns in its header"),
        ('"id,text\n1,"2,3"\n', "first row of file cannot be read: line 1"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(text: str, why: str) -> None:
    with pytest.raises(FileError, match=why):
        table_of(text)


def test_a_column_without_a_name_gets_one() -> None:
    assert table_of(",text\n1,2\n").columns == ("(column 1)", "text")


@for_all(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20), min_size=3,
                           max_size=3), min_size=1, max_size=10))  # fmt: skip
def test_whatever_the_standard_writes_is_read_back(written: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *written])
    found = table_of(out.getvalue() + "x,y,z\n", delimiter=",", quoting="standard").records
    filled = [row for row in written if any(cell.strip() for cell in row)]
    assert [list(row.values.values()) for row in found if isinstance(row, Record)] == [*filled, ["x", "y", "z"]]


@for_all(st.text(st.sampled_from('a,"\t\n\r x'), min_size=1, max_size=60))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    found = rows(f"a,b\n1,2\n{text}")
    assert [row.number for row in found] == list(range(1, len(found) + 1))
