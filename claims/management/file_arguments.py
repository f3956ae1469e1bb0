"""Command-line options for reading a file."""

from argparse import BooleanOptionalAction
from typing import Any

from claims.formats.files.read_options import READ_OPTIONS, ReadOption, ReadOptions, names_of


def _declared(name: str, option: ReadOption) -> tuple[str, dict[str, Any]]:
    """Return an option as arguments for argparse; its value is validated later, by ReadOptions."""
    arguments: dict[str, Any] = {"help": option.help.replace("%", "%%")}
    if option.kind == "flag":
        return _argument(name.removeprefix("has_")), arguments | {"action": BooleanOptionalAction, "dest": name}
    words = ",".join(option.words)
    shown = {"word": f"{{{words}}}", "character": f"{{{words},…}}", "text": "NAME", "names": "A,B,C", "count": "N"}
    arguments |= {"metavar": shown[option.kind], "dest": name}
    return _argument(name), arguments | ({"type": int} if option.kind == "count" else {})


def _argument(name: str) -> str:
    return f"--{name.replace('_', '-')}"


FILE_OPTIONS: dict[str, dict[str, Any]] = dict(_declared(name, option) for name, option in READ_OPTIONS.items())


def read_options(options: dict[str, Any]) -> ReadOptions:
    """Build the reading options from the command line. Raises OptionError."""
    given = {name: options[name] for name in READ_OPTIONS}
    return ReadOptions.from_dict(given | {"columns": names_of(options["columns"] or "")})
