"""Options of a load: what it may write, and what to do with claims that exist under another origin."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

MODES: Final = ("upsert", "insert-only", "update-only")
ON_DUPLICATE: Final = ("create", "link", "skip")
MISSING: Final = ("ignore", "report")
ON_BAD_FIGURE: Final = ("refuse-row", "keep-row")

_WORDS: Final = {"mode": MODES, "on_duplicate": ON_DUPLICATE, "missing": MISSING, "on_bad_figure": ON_BAD_FIGURE}


class OptionError(Exception):
    """Raised for an invalid option of a load; the message names its value and the allowed ones."""


@dataclass(frozen=True)
class LoadOptions:
    """The options of a load. Raises OptionError for a value that an option does not allow.

    `mode` says whether new claims, known ones or both are written; `on_duplicate` what becomes of a row whose words
    are a claim of another origin; `missing` whether claims that the file no longer holds are reported;
    `on_bad_figure` whether a row goes in without a figure that cannot be read. All or nothing writes once every row is
    found valid; a dry run writes nothing; overwriting prefers the file's values to a person's.
    """

    mode: str = "upsert"
    on_duplicate: str = "create"
    missing: str = "ignore"
    on_bad_figure: str = "refuse-row"
    is_all_or_nothing: bool = False
    is_dry_run: bool = False
    is_overwriting: bool = False

    def __post_init__(self) -> None:
        for name, words in _WORDS.items():
            given = getattr(self, name)
            if given not in words:
                raise OptionError(f"{name} is {given!r}: give one of {', '.join(words)}.")

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Self:
        """Build the options from a batch's stored ones; unknown ones are ignored, missing ones get their defaults."""
        return cls(**{field.name: given[field.name] for field in fields(cls) if field.name in given})

    def non_defaults(self) -> dict[str, Any]:
        """Return the options that differ from their defaults, as a batch stores them."""
        usual = asdict(LoadOptions())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}
