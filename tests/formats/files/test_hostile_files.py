"""Files that are broken, or made to harm: an error in one line, or issues of rows, and never anything else."""

import gzip
import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.files.file_formats import FORMATS, format_of
from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import open_stream
from claims.formats.files.read_options import ReadOptions
from claims.formats.files.records import BadRecord, Record
from tests.formats.files.workbooks import by_hand, workbook

CSV = 'external_id,text,place\n1,"So, it is.",here\n2,“naïve” café,there\n3,"over\ntwo",x\n'.encode()
JSONL = (
    '{"external_id": 1, "text": "So it is."}\n{"external_id": 2, "text": "“naïve” caf\\u00e9", "n": 1.50}\n'.encode()
)
JSON = b'{"claims": [{"external_id": 1, "text": "a"}, {"external_id": 2, "text": "b", "n": [1.5, {"x": null}]}]}'
XLSX = workbook(["external_id", "text"], [1, "So it is."], [2, "naïve"])


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("claims.csv", content)
    return out.getvalue()


VALID = {
    "csv": CSV, "tsv": CSV.replace(b",", b"\t"), "jsonl": JSONL, "json": JSON, "xlsx": XLSX, "gz": gzip.compress(CSV),
    "zip": zipped(CSV), "utf-16": CSV.decode().encode("utf-16"), "1252": CSV.decode().encode("windows-1252"),
}  # fmt: skip


def read(content: bytes, form: str | None = None) -> list[Record | BadRecord] | str:
    """Return the rows of a file, or the message of its refusal."""
    try:
        with open_stream("file", io.BytesIO(content)) as source:
            return list(FORMATS[form or format_of(source)](source).records)
    except FileError as error:
        words = str(error)
    assert "\n" not in words
    return words


@pytest.mark.parametrize("name", VALID)
def test_what_is_broken_below_was_whole(name: str) -> None:
    assert [type(row) for row in read(VALID[name])] == [Record] * (
        3 if CSV in (VALID[name],) else len(read(VALID[name]))
    )
    assert len(read(VALID[name])) >= 2


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@for_all(st.binary(max_size=400), st.sampled_from([None, *FORMATS]))
def test_any_bytes_whatever_are_read_or_refused(content: bytes, form: str | None) -> None:
    read(content, form)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@for_all(st.sampled_from(sorted(VALID)), st.integers(0, 2**32), st.sampled_from([None, *FORMATS]))
def test_any_change_of_a_valid_file_is_read_or_refused(name: str, seed: int, form: str | None) -> None:
    pick, content = Random(seed), bytearray(VALID[name])  # noqa: S311
    for _ in range(pick.randint(1, 6)):
        at = pick.randrange(len(content) or 1)
        how = pick.randrange(4)
        if how == 0:
            content[at : at + 1] = bytes([pick.randrange(256)])
        elif how == 1:
            content[at:at] = pick.choice(
                [b"\x00", b'"', b"\n", b"\r", b"\xff", b"\xed\xa0\x80", b"]", b"{", b"\xef\xbb\xbf"]
            )
        elif how == 2:
            del content[at : at + pick.randint(1, 40)]
        else:
            content += content[at : at + pick.randint(1, 400)]
    read(bytes(content), form)


INSERTED = (b"\x00", b'"', b"\n", b"\r", b"\xff", b"\xed\xa0\x80", b"]", b"{", b"\xef\xbb\xbf")
PARTS = (
    "<row>", "</row>", '<row r="2">', '<row r="-1">', '<row r="99999999999">', "<c/>", '<c r="A1">', '<c r="ZZ9">',
    '<c r="B2" t="e">', '<c t="s">', '<c t="b">', '<c t="d">', '<c t="inlineStr">', "</c>", "<v>1</v>", "<v>x</v>",
    "<v>1e999</v>", "<v/>", "<v></v>", "<f>1</f>", "<is><t>x</t></is>", "<is/>", "<!-- x -->", "<![CDATA[x]]>", "&amp;",
    "<mergeCells><mergeCell ref='A1:A9'/></mergeCells>", "</sheetData>", "<x:c xmlns:x='y'>", "</x:c>", "&x;",
)  # fmt: skip


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@for_all(st.lists(st.sampled_from(PARTS), max_size=12))
def test_any_sheet_whatever_is_read_or_refused(parts: list[str]) -> None:
    read(by_hand(*parts), "xlsx")


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@for_all(st.lists(st.sampled_from(PARTS), max_size=5))
def test_cells_whatever_between_good_ones_are_read_or_refused(parts: list[str]) -> None:
    start = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    read(by_hand(start, "<row>", *parts, "</row>"), "xlsx")


HEADER = b"external_id,text\n"
HOSTILE: dict[str, tuple[bytes, int, str]] = {
    "nothing.csv": (b"", 2, "is empty"),
    "header.csv": (HEADER, 2, "holds a header and no rows"),
    "spaces.csv": (b" \n\n", 2, "nothing but spaces"),
    "short.csv.gz": (gzip.compress(HEADER + b"1,Words.\n" * 999)[:-12], 2, "is damaged or cut off"),
    "short.zip": (zipped(HEADER + b"1,Words.\n")[:-5], 2, "is a damaged or cut off zip archive"),
    "wide.csv": (
        HEADER + b"1,Words.\n" + b",".join([b"x"] * 300) + b"\n",
        3,
        "has 300 cells where there are 2 columns",
    ),
    "nul.csv": (HEADER + b"1,Wor\x00ds.\n2,Words.\n", 3, "NUL"),
    "returns.csv": (HEADER.replace(b"\n", b"\r") + b"1,Words.\r2,More words.\r", 0, ""),
    "halves.jsonl": (b'{"external_id": 1, "text": "\\ud800"}\n{"external_id": 2, "text": "x"}\n', 3, "surrogate"),
    "halves.json": (b'[{"external_id": 1, "text": "\\ud800"}, {"external_id": 2, "text": "x"}]', 3, "text"),
    "deep.json": (b"[" * 100_000, 2, "nested far too deep"),
    "deep.jsonl": (b'{"external_id": 1, "text": "a"}\n{"a": ' + b"[" * 99_999 + b"\n", 3, "is not JSON"),
    "bomb.csv.gz": (gzip.compress(HEADER + b"x" * 40_000_000), 2, "unpacks to more than 100 times its size"),
    "far.xlsx": (
        by_hand('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ALL1048576"><v>1</v></c></row>'),
        2,
        "which is too far",
    ),
    "formula.xlsx": (workbook(["external_id", "text"], [1, "=1+1"], [2, "Words."]), 3, "never computed"),
    "error.xlsx": (workbook(["external_id", "text"], [1, "#N/A"], [2, "Words."]), 3, "holds the error #N/A"),
    "random.csv": (Random(1).randbytes(5_000), 2, "is"),  # noqa: S311
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_the_command_says_in_one_line_what_is_wrong(name: str, tmp_path: Path) -> None:
    content, code, why = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(content)
    ended, output = run(path)
    assert (ended, why in output) == (code, True), output
    assert len(output.strip().splitlines()) <= 1


def run(path: Path, *options: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_claims", str(path), "--origin", "desk", *options, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), err.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, err.getvalue()


def zip_of_zeros(size: int) -> bytes:
    """Pack so many bytes, a block at a time."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("a.csv", "w") as member,
    ):
        block = b"\x00" * 4_000_000
        for _ in range(size // len(block)):
            member.write(block)
    return out.getvalue()


def test_a_bomb_in_a_zip_is_refused_by_what_it_says_of_itself_and_by_what_comes_out() -> None:
    bomb = bytearray(zip_of_zeros(80_000_000))
    assert "unpacks to more than 100 times its size" in str(read(bytes(bomb)))
    size = (80_000_000).to_bytes(4, "little")
    while size in bomb:  # it says that it is small
        at = bomb.index(size)
        bomb[at : at + 4] = (1_000).to_bytes(4, "little")
    assert isinstance(read(bytes(bomb)), str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "windows-1252", "shift-jis"])
def test_a_wrongly_given_encoding_never_changes_words(encoding: str) -> None:
    texts = {"utf-8": "café “naïve”", "utf-16": "café", "utf-16-be": "café", "windows-1252": "café"}
    for written, text in texts.items():
        content = f"external_id,text\n1,{text}\n".encode(written)
        try:
            with open_stream("a.csv", io.BytesIO(content), options=ReadOptions(encoding=encoding)) as source:
                found = list(FORMATS["csv"](source).records)
        except FileError:
            continue
        assert [row.values.get("text", text) for row in found if isinstance(row, Record)] == [text]
