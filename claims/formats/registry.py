"""The formats that are read, each in a file of its own, and how one is told from another."""

from collections.abc import Callable
from pathlib import PurePath

from claims.formats.csv import read_csv, read_tsv
from claims.formats.jsonl import read_jsonl
from claims.formats.record import Table
from claims.formats.stream import FileError, Input

FORMATS: dict[str, Callable[[Input], Table]] = {"csv": read_csv, "tsv": read_tsv, "jsonl": read_jsonl}

_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def format_of(source: Input) -> str:
    """Tell the format of a file: by the end of its name, else by its first line.

    Raises FileError for one that neither tells.
    """
    ending = PurePath(source.name).suffix.lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    first = source.head.lstrip().splitlines()[0]
    if first.startswith(("{", "[")):
        return "jsonl"
    if "\t" in first:
        return "tsv"
    if "," in first:
        return "csv"
    raise FileError(f"{source.name} does not show its format: tell it, --format {' or '.join(FORMATS)}.")
