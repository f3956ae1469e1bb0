"""Command-line options for what a load does."""

from typing import Any

from claims.actions.imports.load.load_options import MISSING, MODES, ON_BAD_FIGURE, ON_DUPLICATE, LoadOptions

LOAD_OPTIONS: dict[str, dict[str, Any]] = {
    "--dry-run": {"action": "store_true", "help": "report what would be done, and write nothing"},
    "--mode": {"choices": list(MODES), "default": "upsert", "help": "write all rows, new ones or known ones"},
    "--insert-only": {"action": "store_const", "const": "insert-only", "dest": "mode", "help": "write new claims only"},
    "--update-only": {
        "action": "store_const",
        "const": "update-only",
        "dest": "mode",
        "help": "write changes of known claims only",
    },
    "--all-or-nothing": {"action": "store_true", "help": "write nothing unless every row is good"},
    "--on-duplicate": {
        "choices": list(ON_DUPLICATE),
        "default": "create",
        "help": "what to do with a row whose words are those of a claim from another origin",
    },
    "--missing": {
        "choices": list(MISSING),
        "default": "ignore",
        "help": "report the claims of this origin that the file no longer holds",
    },
    "--on-bad-figure": {
        "choices": list(ON_BAD_FIGURE),
        "default": "refuse-row",
        "help": "refuse a row with a figure that cannot be read, or import it without the figure and report that",
    },
    "--overwrite-edits": {"action": "store_true", "help": "write over what people changed here since the last load"},
}


def load_options(options: dict[str, Any]) -> LoadOptions:
    """Build the options of the load from the command line."""
    return LoadOptions(
        mode=options["mode"],
        on_duplicate=options["on_duplicate"],
        missing=options["missing"],
        on_bad_figure=options["on_bad_figure"],
        is_all_or_nothing=options["all_or_nothing"],
        is_dry_run=options["dry_run"],
        is_overwriting=options["overwrite_edits"],
    )
