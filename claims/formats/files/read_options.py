"""Options of reading a file; those that are not given are detected from the file."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal, NamedTuple, Self

from claims.rules.refusal import RefusedError
from claims.rules.vocabulary import IMPORT_FORMATS

ENCODINGS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-9",
    "iso-8859-15", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "koi8-r", "mac-roman", "shift-jis", "euc-jp", "euc-kr", "gb18030", "big5",
)  # fmt: skip
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
CHARACTER = r"[^A-Za-z0-9\"' \r\n\x00\ud800-\udfff]"
"""A delimiter that is given as itself, as a regular expression."""
QUOTINGS = ("standard", "none")

MOST_ROWS_SKIPPED = 10_000
"""The most rows that can stand above a header."""
LONGEST_NAME = 1_000
"""The most characters of a given name: a column's, a sheet's, a path of keys, a file's in an archive."""
MOST_NAMES = 1_000

_DELIMITER_OF = {name: delimiter for delimiter, name in DELIMITERS.items()}

Kind = Literal["word", "character", "count", "text", "flag", "names"]


class OptionError(RefusedError):
    """Raised for an unknown or invalid reading option."""


class ReadOption(NamedTuple):
    """The description of an option for the command line, the API and the admin: its kind, help text and choices."""

    kind: Kind
    help: str
    words: tuple[str, ...] = ()


def _option(kind: Kind, help_text: str, words: tuple[str, ...] = (), default: Any = None) -> Any:
    return field(default=default, metadata={"option": ReadOption(kind, help_text, words)})


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of reading a file; those that do not apply to its format are ignored.

    A delimiter may be given literally and is stored by its name. `rows` is a path of keys, such as "data.claims".
    """

    format: str | None = _option("word", "Without it, it is detected from the file.", IMPORT_FORMATS)
    encoding: str | None = _option("word", "Without it, UTF-8, UTF-16 and Windows-1252 are detected.", ENCODINGS)
    delimiter: str | None = _option(
        "character",
        "The delimiter: a word, or any one character that is no letter, digit or quotation mark, such as @. Without "
        "it, it is detected from the first rows.",
        tuple(DELIMITERS.values()),
    )
    quoting: str | None = _option(
        "word",
        "none where quotation marks are ordinary characters; without it, it is detected.",
        QUOTINGS,
    )
    has_header: bool | None = _option(
        "flag", "Whether the first row names the columns, as it usually does; else they are called 1, 2, 3."
    )
    header_row: int | None = _option(
        "count", "The row that names the columns, counted from 1; without it, it is detected below a title or notes."
    )
    skip_rows: int | None = _option("count", "How many rows at the top of the file are not read.")
    columns: tuple[str, ...] = _option(
        "names", "The names of the columns of a file without a header, in their order.", default=()
    )
    sheet: str | None = _option("text", "The sheet of a workbook; without it, the first that is not hidden.")
    rows: str | None = _option("text", "Where a JSON document has its array of rows: KEY.KEY.")
    member: str | None = _option("text", "The file to read in a zip archive of several.")

    has_null_words: bool | None = _option(
        "flag", "Whether cells with NULL, NaN, N/A, - and the like are empty, as they usually are; else they are text."
    )

    def __post_init__(self) -> None:
        """Validate the options. Raises OptionError with the option's name."""
        object.__setattr__(self, "delimiter", DELIMITERS.get(self.delimiter or "", self.delimiter))
        for name, option in READ_OPTIONS.items():
            given = getattr(self, name)
            if option.kind == "word" and given is not None and given not in option.words:
                raise OptionError(given, "is not known here", f"give one of {', '.join(option.words)}", name)
            if option.kind == "character" and given is not None and given not in option.words:
                _check_character(name, given, option.words)
            if option.kind == "count" and given is not None:
                _check_count(name, given)
            if option.kind == "text" and given is not None:
                _check_name(name, given)
        self._check_columns()
        self._check_rows()

    @classmethod
    def from_dict(cls, options: Mapping[str, Any]) -> Self:
        """Build the options from those of a load, ignoring others. Raises OptionError."""
        given = {name: options[name] for name in READ_OPTIONS if name in options}
        return cls(**given | {"columns": tuple(given.get("columns") or ())})

    def non_defaults(self) -> dict[str, Any]:
        """Return the options that were given, to be stored with a load; the format is stored separately."""
        given = {name: getattr(self, name) for name in READ_OPTIONS if name != "format"}
        stored = {name: value for name, value in given.items() if value not in (None, ())}
        return stored | ({"columns": list(self.columns)} if self.columns else {})

    def with_defaults(self, rest: "ReadOptions") -> "ReadOptions":
        """Return these options, with missing ones from `rest`. Raises OptionError if they contradict each other."""
        return self.from_dict({"format": self.format or rest.format} | rest.non_defaults() | self.non_defaults())

    @property
    def separator(self) -> str | None:
        """Return the delimiter as the character in the file."""
        return _DELIMITER_OF.get(self.delimiter or "", self.delimiter)

    @property
    def is_headed(self) -> bool:
        """Return whether the first row names the columns."""
        return self.has_header is not False and not self.columns

    @property
    def first_line(self) -> int | None:
        """Return the number of the first row that is read, if it is given."""
        return self.header_row if self.skip_rows is None else self.skip_rows + 1

    def _check_rows(self) -> None:
        if self.header_row is None:
            return
        if self.header_row < 1:
            raise OptionError(self.header_row, "is no row", "rows are counted from 1", "header_row")
        other = "skip_rows" if self.skip_rows is not None else "" if self.is_headed else "columns and has_header"
        if other:
            raise OptionError(self.header_row, f"does not go with {other}", "leave one of the two out", "header_row")

    def _check_columns(self) -> None:
        if self.columns and self.has_header:
            problem = "does not go with columns, which name those of a file without a header"
            raise OptionError(self.has_header, problem, "leave one of the two out", "has_header")
        if len(self.columns) > MOST_NAMES:
            raise OptionError(len(self.columns), "names are too many", f"the most are {MOST_NAMES:,}", "columns")
        for name in self.columns:
            _check_name("columns", name)
        twice = [name for name in self.columns if self.columns.count(name) > 1]
        if twice:
            raise OptionError(twice[0], "appears twice", "give each column its own name", "columns")


READ_OPTIONS: Final[dict[str, ReadOption]] = {one.name: one.metadata["option"] for one in fields(ReadOptions)}


def names_of(text: str) -> tuple[str, ...]:
    """Parse comma-separated names, quoted as in CSV if they contain a comma. Raises OptionError."""
    try:
        rows = list(csv.reader([text], skipinitialspace=True, strict=True))
    except csv.Error as error:
        raise OptionError(text, f"is no list of names ({error})", "put commas between them", "columns") from error
    return tuple(name.strip() for row in rows for name in row)


def written_names(names: Iterable[str]) -> str:
    """Join names with commas; `names_of` parses the result."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(names)
    return out.getvalue()


def is_character(given: str) -> bool:
    """Return whether a text is one character that can be a delimiter."""
    return re.fullmatch(CHARACTER, given) is not None


def _check_character(option: str, given: str, words: tuple[str, ...]) -> None:
    if not is_character(given):
        raise OptionError(given, "is not known here", f"give one of {', '.join(words)}, or one character", option)


def _check_count(option: str, given: object) -> None:
    if type(given) is not int or not 0 <= given <= MOST_ROWS_SKIPPED:
        raise OptionError(given, "is no number of rows", f"give a whole number up to {MOST_ROWS_SKIPPED:,}", option)


def _check_name(option: str, given: str) -> None:
    if not given.strip():
        raise OptionError(given, "is no name", "leave it out or fill it in", option)
    if len(given) > LONGEST_NAME:
        raise OptionError(given, f"has {len(given):,} characters", f"the most are {LONGEST_NAME:,}", option)
