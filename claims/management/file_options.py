"""The options of the command line that say how a file is to be read."""

from typing import Any

from claims.formats.options import ENCODINGS, QUOTINGS, ReadOptions
from claims.formats.registry import FORMATS

FILE_OPTIONS: dict[str, dict[str, Any]] = {
    "--format": {"choices": list(FORMATS), "help": "without it, the file itself tells"},
    "--encoding": {"choices": list(ENCODINGS), "help": "without it, UTF-8, UTF-16 and Windows-1252 are found"},
    "--delimiter": {"metavar": "NAME", "help": "comma, semicolon, tab or pipe; without it, the first rows tell"},
    "--quoting": {"choices": list(QUOTINGS), "help": "none where quotes are but characters"},
    "--no-header": {"action": "store_true", "help": "the first row is data; columns are called 1, 2, 3"},
    "--columns": {"metavar": "A,B,C", "help": "the names of the columns of a file without a header"},
    "--sheet": {"metavar": "NAME", "help": "the sheet of a workbook; without it, the first"},
    "--rows": {"metavar": "KEY.KEY", "help": "where a JSON document has its array of rows"},
    "--member": {"metavar": "NAME", "help": "the file to read in a zip archive of several"},
}
_SAME = ("format", "encoding", "delimiter", "quoting", "sheet", "rows", "member")


def read_options(options: dict[str, Any]) -> ReadOptions:
    """Take what the command line says of the file. Raises OptionError."""
    columns = tuple(name.strip() for name in options["columns"].split(",")) if options["columns"] else ()
    return ReadOptions(**{name: options[name] for name in _SAME}, has_header=not options["no_header"], columns=columns)
