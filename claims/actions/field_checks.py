"""A Django system check that derived lists of fields match the models, so that no field is lost in silence."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from claims.actions.imports.field_list import FIELD_LISTS
from claims.actions.merging import comparison_problems
from claims.formats.mapping.field_names import column_problems


def check_field_lists(**_: Any) -> Iterable[CheckMessage]:
    """Report fields that imports would lose or that a merge would compare wrongly."""
    return [Error(problem, id=f"claims.{code}") for code, problem in _problems()]


def _problems() -> Iterator[tuple[str, str]]:
    for fields in FIELD_LISTS:
        yield from (("E001", problem) for problem in fields.problems())
    yield from (("E002", problem) for problem in column_problems())
    yield from (("E003", problem) for problem in comparison_problems())
