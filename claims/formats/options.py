"""How a file is to be read, where somebody tells it; what nobody tells is found in the file itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from claims.rules.refusal import RefusedError

ENCODINGS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-9",
    "iso-8859-15", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "koi8-r", "mac-roman", "shift-jis", "euc-jp", "euc-kr", "gb18030", "big5",
)  # fmt: skip
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
QUOTINGS = ("standard", "none")

_DELIMITER_OF = {name: delimiter for delimiter, name in DELIMITERS.items()}


class OptionError(RefusedError):
    """Refuse an option of reading that is not known."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is to be read.

    `columns` names the columns of a file that has no header, in their order; without names they are called 1, 2, 3.
    `rows` is the path of keys to the array of rows in a JSON document, such as "data.claims".
    `member` is the file to read in a zip archive, `sheet` the one in a spreadsheet.
    """

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quoting: str | None = None
    has_header: bool = True
    columns: tuple[str, ...] = ()
    sheet: str | None = None
    rows: str | None = None
    member: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is not known. Raises OptionError naming the option."""
        _check("encoding", self.encoding, ENCODINGS)
        _check("delimiter", self.delimiter, (*DELIMITERS, *_DELIMITER_OF))
        _check("quoting", self.quoting, QUOTINGS)
        twice = [name for name in self.columns if self.columns.count(name) > 1]
        if twice:
            raise OptionError(twice[0], "stands twice", "give each column a name of its own", "columns")

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Take the options among those of a load. Raises OptionError."""
        given = {option.name: told[option.name] for option in fields(cls) if option.name in told}
        return cls(**given | {"columns": tuple(given.get("columns", ()))})

    def told(self) -> dict[str, Any]:
        """Give what is told and not left to be found, to be kept with a load; its format is kept beside it."""
        given = {option.name: getattr(self, option.name) for option in fields(self) if option.name != "format"}
        told = {name: value for name, value in given.items() if value not in (None, (), True)}
        return told | ({"columns": list(self.columns)} if self.columns else {})

    def over(self, rest: "ReadOptions") -> "ReadOptions":
        """Give these options, and of the rest what these do not tell."""
        return self.of({"format": self.format or rest.format} | rest.told() | self.told())

    @property
    def separator(self) -> str | None:
        """Give the delimiter as it stands in the file, whether told by its name or itself."""
        return _DELIMITER_OF.get(self.delimiter or "", self.delimiter)

    @property
    def is_headed(self) -> bool:
        """Tell whether the first row names the columns."""
        return self.has_header and not self.columns


def _check(option: str, given: str | None, known: tuple[str, ...]) -> None:
    if given is not None and given not in known:
        shown = ", ".join(word for word in known if word.isprintable() and len(word) > 1)
        raise OptionError(given, "is not known here", f"give one of {shown}", option)
