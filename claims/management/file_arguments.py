"""The options of the command line that say how a file is to be read."""

from argparse import BooleanOptionalAction
from typing import Any

from claims.formats.files.read_options import READ_OPTIONS, ReadOption, ReadOptions, names_of


def _declared(name: str, option: ReadOption) -> tuple[str, dict[str, Any]]:
    """Return an option as argparse takes it; what it is given is checked where all ways in check it."""
    told: dict[str, Any] = {"help": option.help.replace("%", "%%")}
    if option.kind == "flag":
        return f"--{name.removeprefix('has_')}", told | {"action": BooleanOptionalAction, "dest": name}
    shown = {"word": "{" + ",".join(option.words) + "}", "text": "NAME", "names": "A,B,C"}
    return f"--{name}", told | {"metavar": shown[option.kind]}


FILE_OPTIONS: dict[str, dict[str, Any]] = dict(_declared(name, option) for name, option in READ_OPTIONS.items())


def read_options(options: dict[str, Any]) -> ReadOptions:
    """Take what the command line says of the file. Raises OptionError."""
    told = {name: options[name] for name in READ_OPTIONS}
    return ReadOptions.from_dict(told | {"columns": names_of(options["columns"] or "")})
