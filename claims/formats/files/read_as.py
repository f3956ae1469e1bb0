"""How a file was read, reported with its rows so that a person can see and override it."""

from collections.abc import Mapping
from typing import Any

from claims.formats.files.input_stream import Input
from claims.formats.files.read_options import READ_OPTIONS

ReadAs = dict[str, Any]
"""Reading options as they were detected or given; `is_encoding_guessed` if only its bytes showed the encoding, and
`other_sheets`, which were not read. What does not fit the kind of the file is left out."""


def read_as(source: Input, **found: Any) -> ReadAs:
    """Describe how a file is read, by what was found besides its encoding and its place in an archive."""
    encoding = None if source.spreadsheet else source.encoding
    known = {
        "encoding": encoding and encoding.name,
        "is_encoding_guessed": encoding and encoding.is_guessed,
        **found,
        "member": source.member,
    }
    if source.options.has_null_words is False:
        known["has_null_words"] = False
    return {name: value for name, value in known.items() if value is not None}


def rows_above(source: Input, count: int, *, has_header: bool) -> ReadAs:
    """Describe the rows above a table: by the row of its header, unless their number was given."""
    if not count:
        return {}
    return {"header_row": count + 1} if has_header and source.options.skip_rows is None else {"skip_rows": count}


def in_words(read: Mapping[str, Any]) -> str:
    """Describe how a file was read, in one line."""
    shown = {name: read[name] for name in READ_OPTIONS if isinstance(read.get(name), str)}
    if read.get("is_encoding_guessed"):
        shown["encoding"] += " (guessed)"
    if read.get("has_header") is False:
        shown["header"] = "none"
    shown |= {
        name.replace("_", " "): str(read[name])
        for name, option in READ_OPTIONS.items()
        if option.kind == "count" and name in read
    }
    if read.get("other_sheets"):
        shown["sheets not read"] = ", ".join(read["other_sheets"])
    return ", ".join(f"{name} {value}" for name, value in shown.items())
