"""Refused rows of every kind of file can be downloaded in the same format, corrected and loaded again."""

import gzip
import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from claims.models import Claim, ImportBatch, User
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.formats.files.workbooks import workbook
from tests.importing import lines
from tests.sending import load_file, zipped

pytestmark = pytest.mark.django_db(transaction=True)

COLUMNS = ("external_id", "text", "claimed_on", "place")
TEXTS = ("Sie sagten „so“; und … größer.", '"Zwei", sagten sie; "drei".', "Drei\tund = vier | fünf.")
ROWS = tuple(
    (str(at), text, date, "soon") for at, (text, date) in enumerate(zip(TEXTS, ("2019", "soon", "soon"), strict=True))
)


def table(delimiter: str, codec: str, *, is_quoted: bool = True, has_header: bool = True) -> bytes:
    """Write the rows as cells."""
    written = [COLUMNS, *ROWS] if has_header else ROWS
    if is_quoted:
        cells = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in written]
    else:
        cells = [[cell.replace(delimiter, " ") for cell in row] for row in written]
    return "".join(delimiter.join(row) + "\r\n" for row in cells).encode(codec)


def objects() -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


def second_sheet() -> bytes:
    """Write the rows on the second sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(["a note"], ["another"])))
    sheet = book.create_sheet("Die Zeilen & mehr")
    for row in (COLUMNS, *ROWS):
        sheet.append([*row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def nested() -> bytes:
    return json.dumps({"made": "today", "data": {"rows": objects()}}).encode()


HEADERLESS = {"file": {"has_header": False}, "fields": {"external_id": "1", "text": "2", "claimed_on": "3"}}
UNQUOTED = {
    "file": {"format": "tsv", "quoting": "none", "columns": list(COLUMNS)},
    "fields": {"external_id": "external_id", "text": "text", "claimed_on": "claimed_on"},
}

# The file that is sent, by the end of its name, and how it was read.
FILES: dict[str, tuple[str, Callable[[], bytes], dict[str, Any]]] = {
    "comma": ("csv", lambda: table(",", "utf-8"), {}),
    "found windows-1252": ("csv", lambda: table(";", "windows-1252"), {}),
    "given windows-1252": (
        "csv", lambda: table(";", "windows-1252"), {"encoding": "windows-1252", "delimiter": "semicolon"},
    ),
    "marked utf-16": ("tsv", lambda: table("\t", "utf-16"), {}),
    "given utf-16": ("tsv", lambda: table("\t", "utf-16-be"), {"encoding": "utf-16-be"}),
    "without quotes": ("txt", lambda: table("\t", "utf-8", is_quoted=False), {"format": "tsv", "quoting": "none"}),
    "found without quotes": ("csv", lambda: table("|", "utf-8", is_quoted=False), {}),
    "without quotes and header": (
        "tsv", lambda: table("\t", "utf-8", is_quoted=False, has_header=False), {"document": UNQUOTED},
    ),
    "numbered": ("csv", lambda: table(";", "utf-8", has_header=False), {"document": HEADERLESS}),
    "named": ("csv", lambda: table(",", "utf-8", has_header=False), {"columns": ",".join(COLUMNS)}),
    "lines": ("jsonl", lambda: lines(*objects()).encode(), {}),
    "lines of windows-1252": (
        "jsonl",
        lambda: "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects()).encode("windows-1252"),
        {"encoding": "windows-1252"},
    ),
    "array": ("json", lambda: json.dumps(objects()).encode(), {}),
    "array in utf-16": ("json", lambda: json.dumps(objects(), ensure_ascii=False).encode("utf-16"), {}),
    "array under a key": ("json", lambda: json.dumps({"rows": objects()}).encode(), {}),
    "array under keys": ("json", nested, {"rows": "data.rows"}),
    "sheet": ("xlsx", lambda: workbook(COLUMNS, *ROWS), {}),
    "second sheet": ("xlsx", second_sheet, {"sheet": "Die Zeilen & mehr"}),
}  # fmt: skip

# What cells cannot hold where nothing is quoted.
UNWRITABLE = {"without quotes": "\t", "without quotes and header": "\t", "found without quotes": "|"}


def corrected(content: bytes, form: str, codec: str) -> bytes:
    """Write a date where there was none, as a person would in an editor or a spreadsheet program."""
    if form != "xlsx":
        assert content.decode(codec).count("soon") > 4, content
        text = content.decode(codec).replace('"claimed_on":"soon"', '"claimed_on":"2020"')
        for delimiter in ",;|\t":
            text = text.replace(f"{delimiter}soon{delimiter}soon", f"{delimiter}2020{delimiter}soon")
        return text.encode(codec)
    book = openpyxl.load_workbook(io.BytesIO(content))
    (sheet,) = book.worksheets
    for row in sheet.iter_rows(min_row=2):
        row[5].value = "2020"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def api(api_of: MakeApi, data_desk: User) -> ApiClient:
    return api_of(data_desk)


@pytest.mark.parametrize("packing", ["plain", "gz", "zip"])
@pytest.mark.parametrize("kind", FILES)
def test_every_row_arrives_once_the_refused_ones_are_corrected(api: ApiClient, kind: str, packing: str) -> None:
    end, make, given = FILES[kind]
    content, name, options = make(), f"claims.{end}", {**given}
    if "document" in options:
        options["document"] = json.dumps(options["document"])
    sent = {"plain": content, "gz": gzip.compress(content), "zip": zipped(content, name)}[packing]
    if packing == "zip":
        options["member"] = name
    first = load_file(api, sent, file_name=name if packing == "plain" else f"{name}.{packing}", **options)
    assert {"rows_read": 3, "inserted": 1, "refused": 2}.items() <= first["counts"].items(), first
    answer = api.get(f"/imports/{first['id']}/refused")
    file_name = f"claims-refused-{first['id']}.{first['format']}"
    assert f'filename="{file_name}"' in answer.headers["Content-Disposition"]
    bad = answer.getvalue()

    again = load_file(api, bad, file_name=file_name, **options)
    assert {"rows_read": 2, "refused": 2}.items() <= again["counts"].items(), again
    codec = given.get("encoding") or ("utf-16" if bad[:2] == b"\xff\xfe" else "utf-8-sig")
    last = load_file(api, corrected(bad, first["format"], codec), file_name=file_name, **options)
    assert {"rows_read": 2, "inserted": 2, "refused": 0}.items() <= last["counts"].items(), last
    there = Claim.objects.order_by("external_ids__external_id").values_list("text", flat=True)
    assert list(there) == [text.replace(UNWRITABLE.get(kind, "\x00"), " ") for text in TEXTS]
    assert [one["read_as"].get("member") for one in (first, last)] == [name if packing == "zip" else None, None]


@pytest.mark.parametrize(
    ("kind", "read_as"),
    [
        (
            "found windows-1252",
            {
                "encoding": "windows-1252", "is_encoding_guessed": True, "delimiter": "semicolon",
                "quoting": "standard", "has_header": True,
            },
        ),
        (
            "without quotes and header",
            {
                "encoding": "utf-8", "is_encoding_guessed": False, "delimiter": "tab", "quoting": "none",
                "has_header": False,
            },
        ),
        ("array under keys", {"encoding": "utf-8", "is_encoding_guessed": False, "rows": "data.rows"}),
        ("second sheet", {"has_header": True, "sheet": "Die Zeilen & mehr", "other_sheets": ["Claims"]}),
    ],
)  # fmt: skip
def test_how_a_file_was_read_is_kept_with_its_load(api: ApiClient, kind: str, read_as: dict[str, Any]) -> None:
    end, make, options = FILES[kind]
    sent = {name: json.dumps(value) if name == "document" else value for name, value in options.items()}
    looked_at = load_file(api, make(), file_name=f"claims.{end}", **sent)
    assert looked_at["read_as"] == read_as
    assert ImportBatch.objects.get().read_as == read_as
