"""Load a file of claims."""

import hashlib
import json
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseProblem

from claims.actions.actors import OPERATOR, actor_of
from claims.actions.imports.compare.rating_lookup import UnknownScaleError
from claims.actions.imports.load.load_file import import_claims
from claims.actions.imports.load.running_batch import ImportedFile, LoadCancelledError
from claims.actions.imports.requests.import_preview import proposed
from claims.actions.imports.requests.named_mappings import find_mapping
from claims.actions.imports.uploads.open_upload import import_limits
from claims.formats.files.file_formats import FORMATS, format_of
from claims.formats.files.file_limits import FileError
from claims.formats.files.input_stream import Input, open_input
from claims.formats.files.read_options import OptionError
from claims.formats.mapping.mapping_document import MappingDocument, MappingError, load_document
from claims.formats.mapping.row_plan import RowPlan
from claims.management.file_arguments import FILE_OPTIONS, read_options
from claims.management.import_report import ImportReport
from claims.management.load_arguments import LOAD_OPTIONS, load_options
from claims.models import User
from claims.rules.access import AccessError, Actor

UNREADABLE, REFUSED, FAILED, STOPPED = 2, 3, 1, 130

_HELP = """
Load claims from CSV, TSV, JSON Lines, JSON or Excel, plain or packed as .gz or .zip: valid rows are imported,
invalid rows are reported, unchanged rows are skipped. Claims are found by --origin and their external_id.

exit codes: 0 everything imported or unchanged, 3 some rows refused, 2 nothing could be read, 1 failed while running
"""
OPTIONS: dict[str, dict[str, Any]] = {
    "--origin": {"help": "where the rows' ids come from, for example politifact"},
    "--mapping": {"metavar": "NAME|FILE.yaml", "help": "how the file's columns become fields"},
    "--map": {"action": "append", "default": [], "metavar": "FIELD=COLUMN", "help": "read a field from a column"},
    "--const": {"action": "append", "default": [], "metavar": "FIELD=VALUE", "help": "give a field to every row"},
    "--ignore": {"action": "append", "default": [], "metavar": "COLUMN", "help": "leave a column out"},
    "--publisher": {"metavar": "DOMAIN", "help": "whose the verdicts are"},
    "--scale": {"metavar": "SLUG", "help": "the rating scale of the verdicts"},
    **FILE_OPTIONS,
    **LOAD_OPTIONS,
    "--propose": {"action": "store_true", "help": "print a mapping that is proposed for the file, and load nothing"},
    "--as": {"metavar": "USER", "dest": "user", "help": "load as this user, who needs imports:write"},
    "--json": {"action": "store_true", "help": "print the summary as JSON"},
}


class Command(BaseCommand):
    """Load a file, show its progress, and report the outcome by the exit code."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the help text."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the command line."""
        parser.add_argument("file", help="a file, or - for standard input")
        for name, arguments in OPTIONS.items():
            parser.add_argument(name, **arguments)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the command."""
        try:
            actor = _actor(options["user"])
            base = _base(options)
            document = _overridden(base, options)
            reading = read_options(options).with_defaults(document.file.options())
            with open_input(options["file"], options=reading, limits=import_limits()) as source:
                form = format_of(source)
                table = FORMATS[form](source)
                if options["propose"]:
                    self.stdout.write(proposed(table).as_yaml())
                    return
                plan = RowPlan(document, table, by_name=not options["mapping"], ignored=options["ignore"])
                file = _loaded_file(source, form, base, options)
                report = ImportReport(source, is_shown=options["verbosity"] > 0 and not options["json"])
                report.read_as, report.is_dry_run = table.read_as, options["dry_run"]
                with self._ending(report):
                    load = load_options(options)
                    report.end(import_claims(table, plan, file, actor=actor, options=load, on_progress=report.note))
        except (FileError, OptionError, MappingError, UnknownScaleError, AccessError) as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        self._tell(report, plan, options)
        if report.load and report.load.counts.refused:
            raise SystemExit(REFUSED)

    @contextmanager
    def _ending(self, report: ImportReport) -> Iterator[None]:
        """Draw the bar; report how far an interrupted load came."""
        try:
            with report.running():
                yield
        except (DatabaseProblem, FileError, KeyboardInterrupt, LoadCancelledError) as error:
            if report.load is None and isinstance(error, FileError):
                raise
            is_stopped = isinstance(error, KeyboardInterrupt | LoadCancelledError)
            why = "it was stopped" if is_stopped else " ".join(str(error).split())
            rows = f"{report.load.counts.rows_read:,}" if report.load else "0"
            code = STOPPED if is_stopped else FAILED
            message = f"The load ended after {rows} rows: {why}. What was written stays; load the file again to go on."
            raise CommandError(message, returncode=code) from error

    def _tell(self, report: ImportReport, plan: RowPlan, options: dict[str, Any]) -> None:
        for line in report.issues():
            self.stderr.write(line)
        unused = tuple(column for column in plan.unused if column not in options["ignore"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(unused)))
        elif options["verbosity"]:
            for line in report.summary(unused):
                self.stdout.write(line)


def _actor(name: str | None) -> Actor:
    if name is None:
        return OPERATOR
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"--as: {name!r} is no user.", returncode=UNREADABLE)
    return actor_of(user)


def _base(options: dict[str, Any]) -> MappingDocument:
    """Return the mapping of the options."""
    if not options["origin"] and not options["propose"]:
        raise MappingError("Say where the rows' ids come from: --origin NAME.")
    name = options["mapping"]
    is_file = name is not None and Path(name).suffix in (".yaml", ".yml", ".json")
    return MappingDocument() if name is None else load_document(name) if is_file else find_mapping(name)


def _overridden(document: MappingDocument, options: dict[str, Any]) -> MappingDocument:
    """Override the mapping by the other options."""
    constants = _pairs("--const", options["const"])
    publisher = {"verdict_publisher": options["publisher"], "verdict_scale": options["scale"]}
    constants |= {field: value for field, value in publisher.items() if value}
    return document.overridden(_pairs("--map", options["map"]), constants)


def _pairs(option: str, given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in given:
        field, equals, value = pair.partition("=")
        if not equals or not value or field in found:
            problem = "appears twice" if field in found else "is not of the form FIELD=VALUE"
            raise MappingError(f"{option} {pair}: it {problem}.")
        found[field] = value
    return found


def _loaded_file(source: Input, form: str, document: MappingDocument, options: dict[str, Any]) -> ImportedFile:
    names = ("map", "const", "ignore", "publisher", "scale")
    return ImportedFile(
        name=Path(source.name).name,
        format=form,
        origin=options["origin"],
        mapping=Path(options["mapping"]).stem if options["mapping"] else "",
        document=document.model_dump(exclude_unset=True),
        options={name: options[name] for name in names if options[name]} | read_options(options).non_defaults(),
        digest=_digest(options["file"]),
    )


def _digest(path: str) -> str:
    """Return the digest of a file, by which an interrupted load of it is resumed; a stream has none."""
    if path == "-":
        return ""
    with Path(path).open("rb") as binary:
        return hashlib.file_digest(binary, "sha256").hexdigest()
