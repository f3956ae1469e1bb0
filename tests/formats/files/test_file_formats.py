"""Telling the format of a file."""

import pytest

from claims.formats.files.file_formats import FORMATS, format_of
from claims.formats.files.file_limits import FileError
from claims.rules.vocabulary import IMPORT_FORMATS
from tests.importing import given


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.csv", "a\tb\n", "csv"),
        ("a.TSV", "a,b\n", "tsv"),
        ("a.ndjson", "x", "jsonl"),
        ("standard input", '\n {"a": 1}\n', "jsonl"),
        ("dump.txt", "id\ttext, long\n", "tsv"),
        ("dump", "id,text\n", "csv"),
    ],
)
def test_the_name_tells_else_the_first_line(name: str, text: str, form: str) -> None:
    assert format_of(given(text, name)) == form


def test_a_format_that_cannot_be_detected_must_be_given() -> None:
    with pytest.raises(FileError, match="give it, --format csv or tsv or jsonl"):
        format_of(given("text\n", "notes.txt"))


def test_every_format_can_be_recorded() -> None:
    assert set(FORMATS) == set(IMPORT_FORMATS)
