"""JSON Lines: an object per line, or what is wrong with the line."""

import json

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.files.file_limits import LONGEST_LINE, FileError, Limits
from claims.formats.files.records import BadRecord, Record
from tests.importing import table_of


def rows(text: str | bytes) -> list[Record | BadRecord]:
    return list(table_of(text, "jsonl").records)


def issues(text: str | bytes) -> list[tuple[int, str, str]]:
    return [(row.number, row.issue.code, row.issue.message) for row in rows(text) if isinstance(row, BadRecord)]


def test_objects_are_read_with_their_types() -> None:
    table = table_of('{"id": 1, "tags": ["a"]}\n\n{"id": "x", "more": null}', "jsonl")
    assert table.columns == ("id", "tags", "more")
    assert list(table.records) == [
        Record(1, 1, {"id": 1, "tags": ["a"]}),
        Record(2, 3, {"id": "x", "more": None}),
    ]


def test_lines_that_are_no_object_are_refused_one_by_one() -> None:
    found = issues('{"a": 1}\n[1]\n"x"\n{"a": \n{"a": NaN}\n{"a": 2}\n')
    assert [(number, code) for number, code, _ in found] == [
        (2, "bad_json"),
        (3, "bad_json"),
        (4, "bad_json"),
        (5, "bad_json"),
    ]
    assert found[0][2] == "line 2 is an array, not an object: '[1]'."
    assert found[2][2].startswith("line 4 is not JSON: ")


def test_half_of_a_surrogate_pair_is_refused() -> None:
    (found,) = issues('{"a": 1}\n{"a": "\\ud800"}\n')
    assert "surrogate" in found[2]


def test_undecodable_bytes_are_reported_with_their_line() -> None:
    content = (
        b'{"a": 1}\n' + b'{"a": "' + b"x" * 70_000 + "naïve, “so”".encode() + b'"}\n' + b'{"a": "caf\xe9"}\n{"a": 2}\n'
    )
    (found,) = issues(content)
    assert found[0] == 3
    assert found[2].startswith('line 3 holds bytes that are no text, after \'{"a": "caf\'')


def test_deep_nesting_and_endless_lines_are_refused() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    endless = '{"a": "' + "x" * LONGEST_LINE + '"}'
    found = issues(f'{{"a": 1}}\n{{"a": {deep}}}\n{endless}\n{{"a": 2}}\n')
    assert [(number, code) for number, code, _ in found] == [(2, "bad_json"), (3, "too_long")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[{"a": 1}]', "is not JSON Lines: line 1 is an array, not an object"),
        ('{"a": 1', "is not JSON Lines: line 1 is not JSON"),
        ("id,text\n1,x\n", "is not JSON Lines: line 1 is not JSON"),
    ],
)
def test_a_file_that_is_something_else_is_refused(text: str, why: str) -> None:
    with pytest.raises(FileError, match=why):
        table_of(text, "jsonl")


@for_all(st.lists(st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.text() | st.integers(-9, 9)),
                  min_size=1, max_size=5))  # fmt: skip
def test_whatever_json_writes_is_read_back(written: list[dict[str, object]]) -> None:
    text = "".join(json.dumps(row) + "\n" for row in written)
    assert [row.values for row in rows(text) if isinstance(row, Record)] == written


def test_numbers_are_kept_as_they_are_written() -> None:
    (found,) = rows('{"a": 1.10, "b": 12345678901234567890123, "c": 3, "d": 0.1}\n')
    assert isinstance(found, Record)
    assert [str(value) for value in found.values.values()] == ["1.10", "12345678901234567890123", "3", "0.1"]


@pytest.mark.parametrize(
    ("row", "limits", "code"),
    [
        ('{"a": [[[[1]]]]}', Limits(max_depth=4), "too_deep"),
        ('{"a": "[[[[[[{{{{{{"}', Limits(max_depth=4), None),
        ('{"a": 1, "b": 2, "c": 3}', Limits(max_columns=2), "too_long"),
        ('{"a": "xxxxxxxxxxx"}', Limits(max_cell=10), "too_long"),
        ('{"a": ["xxxxxxxxxxx"]}', Limits(max_cell=10), "too_long"),
        ('{"a": 1e999999999999999999999}', Limits(), "bad_json"),
    ],
)
def test_what_no_row_can_hold_is_refused(row: str, limits: Limits, code: str | None) -> None:
    found = list(table_of(f'{{"a": 1}}\n{row}\n{{"a": 2}}\n', "jsonl", limits).records)
    assert [item.issue.code if isinstance(item, BadRecord) else None for item in found] == [None, code, None]


def test_more_rows_than_the_limit_are_refused() -> None:
    with pytest.raises(FileError, match="holds more than 2 rows: make it smaller, or raise FACTCHECK_IMPORT_MAX_ROWS"):
        list(table_of('{"a": 1}\n' * 3, "jsonl", Limits(max_rows=2)).records)
