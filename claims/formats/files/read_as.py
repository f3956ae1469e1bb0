"""How a file was read, reported with its rows so that a person can see and override it."""

from collections.abc import Mapping
from typing import Any

from claims.formats.files.input_stream import Input
from claims.formats.files.read_options import READ_OPTIONS

ReadAs = dict[str, Any]
"""Reading options as they were detected or given; `is_encoding_guessed` where its bytes alone told the encoding, and
`other_sheets`, which were not read. What does not fit the kind of the file is left out."""


def read_as(source: Input, **found: Any) -> ReadAs:
    """Describe how a file is read, by what was found besides its encoding and its place in an archive."""
    encoding = None if source.spreadsheet else source.encoding
    told = {
        "encoding": encoding and encoding.name,
        "is_encoding_guessed": encoding and encoding.is_guessed,
        **found,
        "member": source.member,
    }
    return {name: value for name, value in told.items() if value is not None}


def in_words(told: Mapping[str, Any]) -> str:
    """Tell people how a file was read, in one line."""
    shown = {name: told[name] for name in READ_OPTIONS if isinstance(told.get(name), str)}
    if told.get("is_encoding_guessed"):
        shown["encoding"] += " (guessed)"
    if told.get("has_header") is False:
        shown["header"] = "none"
    if told.get("other_sheets"):
        shown["sheets not read"] = ", ".join(told["other_sheets"])
    return ", ".join(f"{name} {value}" for name, value in shown.items())
