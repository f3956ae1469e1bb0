"""JSON documents: every object of their array, or what is wrong with it, or with the document."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.files.file_limits import LONGEST_LINE, FileError, Limits
from claims.formats.files.records import BadRecord, Record
from tests.importing import table_of


def rows(text: str | bytes, **options: Any) -> list[Record | BadRecord]:
    return list(table_of(text, "json", **options).records)


def values(text: str | bytes, **options: Any) -> list[object]:
    return [row.values for row in rows(text, **options) if isinstance(row, Record)]


def test_an_array_is_read_with_its_lines_and_numbers_as_they_are_written() -> None:
    table = table_of('[\n {"a": 1.10, "b": 12345678901234567890123},\n {"a": null, "c": ["x"]}\n]\n', "json")
    assert table.columns == ("a", "b", "c")
    assert list(table.records) == [
        Record(1, 2, {"a": Decimal("1.10"), "b": 12345678901234567890123}),
        Record(2, 3, {"a": None, "c": ["x"]}),
    ]


@pytest.mark.parametrize(
    ("text", "rows", "path"),
    [
        ('{"meta": {"a": [1]}, "claims": [{"a": 1}], "more": [{"b": 2}]}', None, "claims"),
        ('{"claims": [{"a": 1}]}', "claims", "claims"),
        ('{"x": [{"b": 1}], "data": {"n": 1, "claims": [{"a": 1}]}}', "data.claims", "data.claims"),
        ('{"data.claims": [{"a": 1}]}', "data.claims", "data.claims"),
        ('{"words": ["x"], "none": [], "claims" : [ {"a": 1}]}', None, "claims"),
    ],
)
def test_an_array_under_a_key_is_found_or_given(text: str, rows: str | None, path: str) -> None:
    table = table_of(text, "json", rows=rows)
    assert table.read_as["rows"] == path
    assert [row.values for row in table.records if isinstance(row, Record)] == [{"a": 1}]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_every_encoding_is_read(codec: str) -> None:
    assert values('[{"a": "naïve, “so” café"}]'.encode(codec)) == [{"a": "naïve, “so” café"}]


def test_half_of_a_surrogate_pair_is_kept_so_that_its_row_can_be_refused() -> None:
    assert values('[{"a": "x\\ud800y"}, {"a": "\\ud83d\\ude00"}]') == [{"a": "x\ud800y"}, {"a": "😀"}]


def test_items_that_are_no_row_are_refused_one_by_one() -> None:
    deep = "[" * 40 + "]" * 40
    found = rows(f'[{{"a": 1}}, 12, "x", null, [1], {{"a": {deep}}}, {{"a": 2}}]')
    assert [row.issue.code if isinstance(row, BadRecord) else None for row in found] == [
        None, "bad_json", "bad_json", "bad_json", "bad_json", "too_deep", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[]", "is not a JSON array of objects: it holds no rows"),
        ("[1, 2]", "is not a JSON array of objects: line 1 is a number, not an object"),
        ('{"a": 1}', "holds one object and no array of them: say where the rows are"),
        ("id,text\n", "is not JSON: it begins with 'i'"),
        ('[{"a": 1}', "ends too early: it is cut off"),
        ('[{"a": 1}, {"a": ', "is not JSON that can be read: line 1"),
        ('[{"a": 1}\n{"a": 2}]', "line 2, holds '{' where , should be"),
        ('[{"a": 1}, ]', "is not JSON that can be read"),
        ('[{"a": 1}]\n[{"a": 2}]', "goes on after the end of its array, on line 2"),
        ('[{"a": NaN}]', "NaN is no number in JSON"),
        ('[{"a": ' + "9" * 5_000 + "}]", "Exceeds the limit"),
        ('[{"a": 1e999999999999999999999}]', "is beyond all numbers"),
        ("[" * 200_000 + "]" * 200_000, "nested far too deep"),
        ('[{"a": ' * 200_000, "nested far too deep"),
        ('[{"a": "' + "x" * 3 * LONGEST_LINE + '"}]', "is longer than 1,000,000 characters"),
    ],
)
def test_a_document_that_is_broken_is_refused_in_one_line(text: str, why: str) -> None:
    with pytest.raises(FileError, match=why) as refused:
        rows(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ('[{"a": 1}]', "claims", "is itself an array of rows: leave --rows out"),
        ('{"claims": {"a": 1}}', "claims", "has no array at 'claims'"),
        ('{"claims": [{"a": 1}]}', "data.claims", "has no array at 'data.claims'"),
    ],
)
def test_rows_missing_at_the_given_path_are_refused(text: str, path: str, why: str) -> None:
    with pytest.raises(FileError, match=why):
        rows(text, rows=path)


def test_more_rows_than_the_limit_are_refused() -> None:
    with pytest.raises(FileError, match="holds more than 2 rows"):
        list(table_of('[{"a": 1}, {"a": 1}, {"a": 1}]', "json", Limits(max_rows=2)).records)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.text()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False).map(float),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@for_all(
    st.lists(st.dictionaries(st.text(max_size=5), json_values), min_size=1, max_size=5), st.sampled_from([None, 2])
)
def test_whatever_json_writes_is_read_back(written: list[dict[str, object]], indent: int | None) -> None:
    text = json.dumps(written, indent=indent)
    wanted = json.loads(text, parse_float=Decimal)
    assert values(text) == wanted
