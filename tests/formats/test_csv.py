"""Comma- and tab-separated files: every row arrives, as a record or as what is wrong with it."""

import csv
import io

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.record import BadRecord, Record
from claims.formats.stream import FileError
from tests.importing import table_of


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


def test_tabs_separate_where_told() -> None:
    assert cells('a\tb\n1,5\t"x\ty"\n', "tsv") == [["1,5", "x\ty"]]


def test_a_ragged_row_is_refused_and_the_others_stay() -> None:
    found = rows("a,b\n1\n2,3,4\n5,6\n" + ",".join("x" * 300) + "\n")
    assert [type(row) for row in found] == [BadRecord, BadRecord, Record, BadRecord]
    assert isinstance(found[1], BadRecord)
    assert found[1].issue.code == "ragged"
    assert found[1].issue.message.startswith("line 3 has 3 cells where the header has 2")
    assert found[1].original == ["2", "3", "4"]


def test_an_open_quote_is_refused_with_the_lines_that_it_took() -> None:
    found = rows('a,b\n1,2\n3,"open\n4,5\n')
    assert [row.number for row in found] == [1, 2]
    assert isinstance(found[1], BadRecord)
    assert found[1].issue.message.startswith("lines 3 to 4: unexpected end of data")


def test_text_after_a_closing_quote_is_refused_and_the_next_row_read() -> None:
    found = rows('a,b\n"1"x,2\n3,4\n')
    assert [type(row) for row in found] == [BadRecord, Record]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id,text\n", "holds a header and no rows"),
        ("id,text,id\n1,2,3\n", "has the column 'id' twice"),
        (",".join(f"c{n}" for n in range(1_001)) + "\n1\n", "has 1,001 columns"),
        ('"id,text\n1,2\n', "cannot be read"),
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
    assert cells(out.getvalue()) == written


@for_all(st.text(st.sampled_from('a,"\t\n\r x'), min_size=1, max_size=60))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    found = rows(f"a,b\n1,2\n{text}")
    assert [row.number for row in found] == list(range(1, len(found) + 1))
