"""Opening files: what is text is read as it is, what is not is refused in one line."""

import gzip
import io
import sys
from pathlib import Path

import pytest

from claims.formats.stream import LONGEST_LINE, FileError, Lines, LongLineError, open_input
from tests.importing import given


def read(content: bytes, encoding: str | None = None) -> list[str]:
    return list(Lines(given(content, encoding=encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_or_without_a_mark_is_read_the_same(encoding: str) -> None:
    assert read("naïve, “so”\nlast".encode(encoding)) == ["naïve, “so”\n", "last"]


def test_a_told_encoding_is_used() -> None:
    assert read("naïve “so”".encode("windows-1252"), "windows-1252") == ["naïve “so”"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert read(f"one{end}two{end}".encode()) == [f"one{end}", f"two{end}"]


def test_a_byte_that_is_no_text_late_in_the_file_stays_visible() -> None:
    assert read(b"x" * 70_000 + b"\n\xe9\n")[1] == "\udce9\n"


def test_a_line_beyond_all_measure_is_refused_and_the_next_one_read() -> None:
    lines = Lines(given(b"a\n" + b"x" * (2 * LONGEST_LINE + 5) + b"\nb\n"))
    assert next(lines) == "a\n"
    with pytest.raises(LongLineError, match="line 2 is longer than 1,000,000 characters"):
        next(lines)
    assert next(lines) == "b\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n \n", "holds nothing but spaces"),
        (b"\xef\xbb\xbf", "holds nothing but spaces"),
        (gzip.compress(b"a,b\n"), "is gzip: unpack it"),
        (b"PK\x03\x04rest", "is a zip archive or a spreadsheet"),
        ("a,b".encode("utf-32"), "is UTF-32"),
        ("text,id\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        ("id,text\n1,plain\n2,café\n".encode("windows-1252"), "is not UTF-8: line 3 holds other bytes"),
        (b"\xff\xfea", "is not UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(content: bytes, why: str) -> None:
    with pytest.raises(FileError, match=why) as refused:
        read(content)
    assert "\n" not in str(refused.value)


def test_a_path_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no file"), open_input(str(tmp_path / "none.csv")):
        pass
    with pytest.raises(FileError, match="is a folder"), open_input(str(tmp_path)):
        pass
    with pytest.raises(FileError, match="latin-7 is not an encoding"), open_input("-", encoding="latin-7"):
        pass


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a,b\n1,2\n")))
    with open_input("-") as source:
        assert list(Lines(source)) == ["a,b\n", "1,2\n"]


def test_the_position_goes_to_the_end_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"ab\n" * 50_000)
    with open_input(str(path)) as source:
        assert sum(1 for _ in Lines(source)) == 50_000
        assert source.position == source.size == 150_000
