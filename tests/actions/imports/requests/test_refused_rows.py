"""The file of refused rows loses nothing, can be corrected and loaded again, and is safe to open in a spreadsheet."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions.imports.requests.refused_rows import refused_rows
from claims.models import Claim, ImportBatch
from tests.importing import codes, counts, lines, load, load_text

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = (
    "external_id,text,claimed_on,topics\n"
    '1,"Good, and ""quoted""\nover two lines.",2019,a|b\n'
    "2,,05/06/2020,\n"
    "3,=HYPERLINK(1),no date,-5\n"
    "4,ragged\n"
    "5,ragged,2019,a,b\n"
    "6,Words.,2019,\n"
)


def file_of(batch_id: int) -> bytes:
    return b"".join(refused_rows(ImportBatch.objects.get(pk=batch_id)).content)


def cells_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_table_comes_back_with_its_columns_and_what_is_wrong() -> None:
    done = load_text(TABLE)
    file = refused_rows(ImportBatch.objects.get(pk=done.batch_id))
    assert (file.name, file.media_type) == (f"file-refused-{done.batch_id}.csv", "text/csv")
    header, *rows = cells_of(b"".join(file.content))
    assert header == ["_row", "_field", "_problem", "external_id", "text", "claimed_on", "topics"]
    assert [row[0] for row in rows] == ["2", "3", "4", "5"]
    assert rows[0][1:4] == ["text; claimed_on", rows[0][2], "2"]
    assert "05/06/2020" in rows[0][2]
    assert [cell.strip() for cell in rows[1][3:]] == ["3", "=HYPERLINK(1)", "no date", "-5"]
    assert [row[3:] for row in rows[2:]] == [["4", "ragged"], ["5", "ragged", "2019", "a", "b"]]


def test_refused_rows_are_refused_again_unchanged_and_imported_once_corrected() -> None:
    first = load_text(TABLE)
    content = file_of(first.batch_id)
    again = load_text(content)
    assert (again.counts.rows_read, again.counts.refused) == (4, 4)
    assert [code for _, _, code in codes(again)] == [code for _, _, code in codes(first)]
    assert [row[3:] for row in cells_of(file_of(again.batch_id))] == [row[3:] for row in cells_of(content)]
    corrected = content.replace(b"no date", b"2019-05").replace(b"5,ragged,2019,a,b", b"5,ragged,2019,a|b")
    assert load_text(corrected).counts.inserted == 2
    assert Claim.objects.get(external_ids__external_id="3").text == "=HYPERLINK(1)"


def test_no_cell_is_a_formula() -> None:
    texts = ["=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "\uff1d1", "-5", "+3.5"]
    out = io.StringIO()
    csv.writer(out).writerows([["external_id", "text"], *([text, ""] for text in texts)])
    rows = cells_of(file_of(load_text(out.getvalue()).batch_id))[1:]
    assert [row[3].strip() for row in rows] == [text.strip() for text in texts]
    assert all(not cell or cell[0] not in "=+-@\uff1d" or cell in ("-5", "+3.5") for row in rows for cell in row)


def test_json_comes_back_as_json_lines_in_its_own_order_and_numbers() -> None:
    content = '{"text": "", "external_id": 1, "place": [1.10, {"b": null, "a": 12345678901234567}]}\n{"broken\n[1, 2]\n'
    done = load_text(content, "jsonl")
    first, broken, array = file_of(done.batch_id).decode().splitlines()
    assert list(json.loads(first)) == ["_row", "_field", "_problem", "text", "external_id", "place"]
    assert json.loads(first)["place"] == [1.10, {"b": None, "a": 12345678901234567}]
    assert (broken, json.loads(array)) == ('{"broken', [1, 2])
    corrected = first.replace('"text":""', '"text":"Corrected."')
    assert '"place":[1.10,' in first
    corrected = corrected.replace('[1.10,{"b":null,"a":12345678901234567}]', '"Qaim"')
    assert counts(load_text(corrected, "jsonl")) == {"rows_read": 1, "inserted": 1}


def test_what_is_no_text_comes_back_as_it_was() -> None:
    start = "external_id,text\n0,“ok”\n".encode() + b"0,ok\n" * 9_999
    content = file_of(load_text(start + b"1,caf\xe9\n2,a\x00b\n").batch_id)
    assert b"caf\x00\\xe9" in content
    assert b"a\x00b" in content
    assert load_text(content).counts.refused == 2
    done = load_text('{"external_id": 2, "text": "\\u0000"}\n', "jsonl")
    assert json.loads(file_of(done.batch_id))["text"] == "\x00"


def test_a_line_with_an_open_quote_comes_back_whole() -> None:
    done = load_text('external_id,text,place\n1,"a, b",x\n2,"open, x\n3,"c, d",y\n')
    _, row = cells_of(file_of(done.batch_id))
    assert row[3:] == ['2,"open, x']


def test_of_a_file_without_header_and_quoting_it_is_loaded_as_the_file_was() -> None:
    mapping = {
        "file": {"format": "tsv", "quoting": "none", "columns": ["id", "words", "where"]},
        "fields": {"external_id": "id", "text": "words", "place": "where"},
    }
    text = '1\t"So," he said.\tx\n2\t"So"\n3\tThe "end\ty\n'
    first = load_text(text, "tsv", mapping=mapping)
    assert counts(first) == {"rows_read": 3, "inserted": 2, "refused": 1}
    ImportBatch.objects.filter(pk=first.batch_id).update(options={"document": mapping})
    content = file_of(first.batch_id)
    corrected = content.replace(b'2\t"So"', b'2\t"So"\tz')
    again = load_text(corrected, "tsv", mapping=mapping)
    assert counts(again) == {"rows_read": 1, "inserted": 1}
    assert Claim.objects.get(external_ids__external_id="2").text == '"So"'


def test_notes_are_not_in_it() -> None:
    load({"external_id": "1", "text": "One."})
    Claim.objects.update(text="Edited.")
    done = load({"external_id": "1", "text": "Two."})
    assert codes(done) == [(1, "text", "kept")]
    assert file_of(done.batch_id) == b""


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
def test_any_cells_come_back_but_for_space_at_their_ends(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["external_id", "text", "place", "voice"], *(["", a, b, "x"] for a, b in rows)])
    found = cells_of(file_of(load_text(out.getvalue()).batch_id))[1:]
    assert [(row[4].strip(), row[5].strip()) for row in found] == [(a.strip(), b.strip()) for a, b in rows]


def test_any_objects_come_back() -> None:
    rows: list[dict[str, Any]] = [{"external_id": None, "text": "é\u2028", "place": ["x", {"deep": "\ud83d"[:0]}]}]
    done = load_text(lines(*rows), "jsonl")
    found = [json.loads(line) for line in file_of(done.batch_id).decode().split("\n") if line]
    assert [{name: row[name] for name in rows[0]} for row in found] == rows
