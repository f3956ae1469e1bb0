"""Opening files: what is text is read as it is, what is not is refused in one line."""

# ruff: noqa: RUF001 - texts of several languages

import bz2
import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.formats.files.file_limits import LONGEST_LINE, FileError, Limits
from claims.formats.files.input_stream import HEAD, open_input, open_stream
from claims.formats.files.read_options import OptionError, ReadOptions
from claims.formats.files.text_lines import lines_of
from tests.importing import given


def read(content: bytes, **options: Any) -> list[str]:
    return list(lines_of(given(content, **options)))


def packed(content: bytes) -> bytes:
    """Pack by gzip, without the time of day: each process of pytest-xdist must find the same names of tests."""
    return gzip.compress(content, mtime=0)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_with_or_without_a_mark_is_read_the_same(encoding: str) -> None:
    assert read("naïve, “so”\nlast".encode(encoding)) == ["naïve, “so”\n", "last"]


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        ("id,text\n1,plain\n2,café – “so”\n", "windows-1252", "windows-1252"),
        ("id,text\n1,Où êtes-vous, l’été?\n", "windows-1252", "windows-1252"),
        ("id;text\n1;Die Bürger müssen größere Beträge zahlen\n", "windows-1252", "windows-1252"),
        ("id,text\n1,naïve\n", "utf-16-le", "utf-16-le"),
        ("id,text\n1,naïve\n", "utf-8", "utf-8"),
    ],
)
def test_an_encoding_is_detected_and_reported(text: str, codec: str, encoding: str) -> None:
    source = given(text.encode(codec))
    assert "".join(lines_of(source)) == text
    assert (source.encoding.name, source.encoding.is_guessed) == (encoding, encoding != "utf-8")


@pytest.mark.parametrize(
    ("text", "codec", "likely"),
    [
        ("id,text\n1,Президент заявил, что безработица снизилась\n", "windows-1251", "windows-1251"),
        ("id,text\n1,Президент заявил, что безработица снизилась\n", "koi8-r", "koi8-r"),
        ("id,text\n1,首相は失業率が低下したと述べた\n", "shift-jis", "shift-jis"),
        ("id,text\n1,Ο πρωθυπουργός είπε ότι η ανεργία μειώθηκε\n", "windows-1253", "windows-1253"),
        ("id,text\n1,Rząd podwyższył płacę minimalną, mówił\n2,Źródło: żółć\n", "windows-1250", "windows-1250"),
    ],
)
def test_other_encodings_are_suggested_and_must_be_given(text: str, codec: str, likely: str) -> None:
    content = text.encode(codec)
    with pytest.raises(FileError, match=f"it looks like {likely}: check that, and give it: --encoding {likely}"):
        read(content)
    assert "".join(read(content, encoding=codec)) == text


def test_a_stray_byte_in_utf_8_spoils_its_own_line_and_no_other() -> None:
    content = "naïve, “so”, élan, café\n".encode() * 5 + b"\xe9t\xe9\n" + b"fin\n"
    assert read(content)[5:] == ["\udce9t\udce9\n", "fin\n"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert read(f"one{end}two{end}".encode()) == [f"one{end}", f"two{end}"]


def test_a_byte_that_is_no_text_late_in_the_file_stays_visible() -> None:
    assert read(b"x" * (HEAD - 500_000) + b"\n" + b"x" * 500_000 + b"\n\xe9\n")[2] == "\udce9\n"


def test_a_line_beyond_all_measure_is_cut_and_the_next_one_read() -> None:
    found = read(b"a\n" + b"x" * (2 * LONGEST_LINE + 5) + b"\nb\n")
    assert [len(line) for line in found] == [2, LONGEST_LINE, 2]


def test_wide_text_that_ends_within_a_character_is_refused_where_it_ends() -> None:
    source = given("ab\n".encode("utf-16") * HEAD + b"x")
    with pytest.raises(FileError, match="is not utf-16 text to its end"):
        list(lines_of(source))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n \n", "holds nothing but spaces"),
        (b"\xef\xbb\xbf", "holds nothing but spaces"),
        (bz2.compress(b"a,b\n"), "is bzip2: unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "is an old Excel file, or one with a password"),
        (b"PK\x03\x04rest", "is a damaged or cut off zip archive"),
        ("a,b".encode("utf-32"), "is UTF-32"),
        (bytes(range(256)) * 40, "is binary, not text"),
        (b"\xff\xfea", "is not UTF-16"),
        (zipped(), "is an archive that holds no file"),
        (zipped(a_csv=b"a,b\n", b_csv=b"a,b\n"), "holds 2 files: name one, --member NAME: a.csv, b.csv"),
        (zipped(a_csv=b""), "is empty once it is unpacked"),
        (packed(b""), "is empty once it is unpacked"),
        (packed(packed(b"a,b\n")), "is packed twice"),
        (zipped(a_zip=zipped(a_csv=b"a,b\n")), "is packed twice"),
        (packed(b"a,b\n" * 9_999)[:-9], "is damaged or cut off"),
        (packed(b"a,b\n" * 9_999)[:30], "is damaged or cut off"),
        (zipped(a_csv=b"a,b\n" * 9_999)[:-9], "is a damaged or cut off zip archive"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(content: bytes, why: str) -> None:
    with pytest.raises(FileError, match=why) as refused:
        read(content)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "encoding", "why"),
    [
        ("id,text\n1,plain\n2,café\n".encode("windows-1252"), "utf-8", "is not UTF-8: line 3 holds other bytes"),
        ("id,text\n1,café\n".encode(), "windows-1252", "is UTF-8, not windows-1252"),
        ("id,text\n1,café\n".encode("utf-8-sig"), "windows-1252", "begins with the mark of UTF-8"),
        ("id,text\n1,café\n".encode("utf-16"), "utf-8", "begins with the mark of UTF-16"),
        (b"id,text\n1,plain\n", "utf-16", "is UTF-8, not utf-16"),
        (b"id,text\n1,\x81\n", "windows-1252", "is not WINDOWS-1252: line 2"),
    ],
)
def test_a_wrongly_given_encoding_is_refused(content: bytes, encoding: str, why: str) -> None:
    with pytest.raises(FileError, match=why):
        read(content, encoding=encoding)


@pytest.mark.parametrize(
    "pack",
    [packed, lambda text: zipped(a_csv=text), lambda text: packed(text[:9]) + packed(text[9:])],
)
def test_packed_text_is_read_as_it_was(pack: Callable[[bytes], bytes]) -> None:
    assert "".join(read(pack("naïve, “so”\nlast".encode()))) == "naïve, “so”\nlast"


def test_a_file_in_an_archive_is_named_and_what_a_mac_adds_is_left_out() -> None:
    content = zipped(a_csv=b"a,b\n", b_csv=b"c,d\n", __MACOSX=b"x")
    assert read(content, member="b.csv") == ["c,d\n"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("data/", "data/a.csv", "__MACOSX/data/._a.csv", "data/.DS_Store"):
            archive.writestr(name, b"" if name == "data/" else b"a,b\n")
    assert read(out.getvalue()) == ["a,b\n"]
    with pytest.raises(FileError, match=r"holds no file 'c\.csv', but a\.csv, b\.csv"):
        read(content, member="c.csv")
    assert read(b"a,b\n", member="c.csv") == ["a,b\n"]  # taken out of its archive


def test_an_archive_that_cannot_be_sought_in_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with open_stream("upload", Pipe(zipped(a_csv=b"a,b\n" * 9_999))) as source:
        assert source.title == "a.csv"
        assert sum(1 for _ in lines_of(source)) == 9_999


@pytest.mark.parametrize(
    ("content", "limits", "why"),
    [
        (b"a,b\n" * 100, Limits(max_bytes=99), "is larger than 99 bytes: .* raise FACTCHECK_IMPORT_MAX_BYTES"),
        (zipped(a_csv=b"a,b\n" * 100), Limits(max_bytes=99), "is larger than 99 bytes"),
        (zipped(a_csv=b"a,b\n" * 100), Limits(max_unpacked_bytes=99), "unpacks to more than 99 bytes"),
        (packed(b"a,b\n" * 100), Limits(max_unpacked_bytes=99), "unpacks to more than 99 bytes"),
        (packed(b"a,b\n" * 9_000_000), Limits(), "unpacks to more than 100 times its size"),
        (zipped(a_csv=b"a,b\n" * 9_000_000), Limits(), "unpacks to more than 100 times its size"),
        (b"a,b\n" * 100, Limits(max_seconds=-1), "was not read within -1 seconds"),
    ],
)
def test_what_is_too_much_is_refused_with_the_setting(content: bytes, limits: Limits, why: str) -> None:
    with pytest.raises(FileError, match=why):
        list(lines_of(given(content, limits=limits)))


def test_a_path_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no file"), open_input(str(tmp_path / "none.csv")):
        pass
    with pytest.raises(FileError, match="is a folder"), open_input(str(tmp_path)):
        pass
    with pytest.raises(FileError, match="cannot be opened"), open_input("a\0b"):
        pass


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"encoding": "latin-7"}, "encoding: 'latin-7' is not known here; give one of utf-8, utf-16"),
        ({"delimiter": "x"}, "delimiter: 'x' is not known here; give one of comma, semicolon, tab, pipe"),
        ({"quoting": "some"}, "quoting: 'some' is not known here; give one of standard, none"),
        ({"columns": ("a", "b", "a")}, "columns: 'a' appears twice"),
    ],
)
def test_an_option_that_is_not_known_is_refused(given: dict[str, str], why: str) -> None:
    with pytest.raises(OptionError, match=why):
        ReadOptions(**given)  # type: ignore[arg-type]


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed(b"a,b\n1,2\n"))))
    with open_input("-") as source:
        assert list(lines_of(source)) == ["a,b\n", "1,2\n"]


@pytest.mark.parametrize("is_packed", [False, True])
def test_the_position_goes_to_the_end_of_the_file(tmp_path: Path, is_packed: bool) -> None:
    path, content = tmp_path / "a.csv", b"ab\n" * 500_000
    path.write_bytes(packed(content) if is_packed else content)
    with open_input(str(path)) as source:
        assert sum(1 for _ in lines_of(source)) == 500_000
        assert source.position == source.size == path.stat().st_size
