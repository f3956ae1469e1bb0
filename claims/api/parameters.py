"""Parse query parameters, each kind by its own class. Unknown parameters are errors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.core.validators import BaseValidator
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request

from claims.api.errors import ParameterError
from claims.api.fields import LARGEST_ID
from claims.models.claim_filters import by_user
from claims.models.filter_values import ME, moment_of, settled_moment, switch_of, user_of, words_of
from claims.models.search import Search
from claims.rules.access import Actor
from claims.rules.figures.interval import VALUE_BOUND
from claims.rules.refusal import RefusedError
from claims.rules.text import clean_text

PAGING = frozenset({"limit", "cursor", "sort", "count"})

Rows = QuerySet[Any]


@dataclass(frozen=True)
class SearchWay:
    """One of the ways in which a search finds claims: `search.ways()[number]`."""

    search: Search
    number: int


class RuleField(forms.CharField):
    """A parameter that a rule parses."""

    def __init__(self, *, rule: Callable[[str], Any] = clean_text, **options: Any) -> None:
        self.rule = rule
        super().__init__(**options)
        self.validators = []  # `clean_text` checks what they check

    def clean(self, value: Any) -> Any:
        """Return the parsed value. Raises ValidationError."""
        text = super().clean(value)
        try:
            return self.rule(clean_text(text)) if text else None
        except RefusedError as error:
            raise forms.ValidationError(str(error)) from error


class DescribedFilter(filters.Filter):
    """A filter that the OpenAPI document describes by its type and its help."""

    type: ClassVar[str] = "string"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        described: Any = self
        extend_schema_field({"type": self.type, "description": options.get("help_text", "")})(described)


class RuleFilter(DescribedFilter):
    """Filter by a text that a rule normalises as it is stored."""

    field_class = RuleField


class IdFormField(forms.IntegerField):
    """The id of a row, as a query parameter."""

    MESSAGE = "Send an id: a whole number from 1."

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, error_messages={"invalid": self.MESSAGE}, **options)
        for validator in self.validators:
            if isinstance(validator, BaseValidator):
                validator.message = self.MESSAGE


class NumberFormField(forms.DecimalField):
    """A number, as a query parameter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages={"invalid": "Send a number in plain notation: 31 or 2.5."}, **options)
        self.validators = []

    def clean(self, value: Any) -> Any:
        """Return the number. Raises ValidationError."""
        found = super().clean(value)
        if found is not None and abs(found) >= VALUE_BOUND:
            raise forms.ValidationError("Send a number below 1e30.")
        return found


class NumberFilter(DescribedFilter):
    """Filter by a number."""

    type = "number"
    field_class = NumberFormField


class IdFilter(DescribedFilter):
    """Filter by the id of something."""

    type = "integer"
    field_class = IdFormField


class SwitchFilter(RuleFilter):
    """Filter by true or false."""

    type = "boolean"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, rule=switch_of, **options)


class UserFilter(RuleFilter):
    """Filter by a user: an id, a user name, `me` for the caller, or `nobody`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, rule=user_of, **options)

    def of_caller(self, text: str, user_id: int) -> str:
        """Return the value with the caller's id for `me`."""
        return str(user_id) if text == ME else text

    def filter(self, rows: Rows, value: dict[str, int | str | None] | None) -> Rows:
        """Filter to rows of the user. An unknown user has none."""
        return by_user(rows, value, str(self.field_name)) if value else rows


class MomentFilter(RuleFilter):
    """Filter by a time or a day, or by one relative to now."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, rule=moment_of, **options)

    def of_caller(self, text: str, _user_id: int) -> str:
        """Return the moment that a relative time means now."""
        return settled_moment(text)


_TRUE_OF = "true "


def _caller_switch(text: str) -> int:
    return int(text.removeprefix(_TRUE_OF)) if text.startswith(_TRUE_OF) else 0


class CallerSwitchFilter(RuleFilter):
    """Filter by what concerns the caller: `true` becomes the caller's id, which the filter's method gets."""

    type = "boolean"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, rule=_caller_switch, **options)

    def of_caller(self, text: str, user_id: int) -> str:
        """Return the value with the caller's id. Raises ParameterError unless it is true or false."""
        if text not in {"true", "false"}:
            raise ParameterError({str(self.field_name): [("invalid", "Send true or false.")]})
        return f"{_TRUE_OF}{user_id}" if text == "true" else text


def for_caller(filterset: Any, requested: Mapping[str, str], actor: Actor) -> dict[str, str]:
    """Replace references to the caller in parameters by the caller's id, so that they can be cached by value.

    A program that acts on somebody's behalf means that person.
    """
    user_id = actor.on_behalf_of_id or actor.user_id or 0
    filters_of = getattr(filterset, "base_filters", {})
    return {
        name: filters_of[name].of_caller(value, user_id) if hasattr(filters_of[name], "of_caller") else value
        for name, value in requested.items()
    }


def words(known: Sequence[str], **options: Any) -> RuleFilter:
    """Filter by one or more of a few words, separated by commas."""
    help_text = f"One or more of {', '.join(known)}, separated by commas."
    return RuleFilter(
        rule=words_of(known), lookup_expr=options.pop("lookup_expr", "in"), help_text=help_text, **options
    )


class StrictBackend(DjangoFilterBackend):
    """Filter a list, and refuse unknown and repeated parameters."""

    def filter_queryset(self, request: Any, queryset: Rows, view: Any) -> Rows:  # noqa: ARG002
        """Filter the rows. Raises ParameterError with every invalid parameter."""
        return narrowed_by(self.get_filterset_class(view, queryset), queryset, view.requested_filters(), view.actor)


def narrowed_by(
    filterset: Any, rows: Rows, asked: Mapping[str, str], actor: Actor, search: "SearchWay | None" = None
) -> Rows:
    """Filter rows by the given filters. Raises ParameterError with every invalid one."""
    if filterset is None:
        return rows
    narrowing = filterset(asked, queryset=rows, actor=actor, search=search)
    if not narrowing.is_valid():
        problems = {
            name: [("invalid", str(message)) for message in messages] for name, messages in narrowing.errors.items()
        }
        raise ParameterError(problems)
    found: Rows = narrowing.qs
    return found


def known_filters(filterset: Any, actor: Actor) -> frozenset[str]:
    """Return the names of the filters that a caller can use."""
    known = frozenset(filterset.base_filters) if filterset is not None else frozenset()
    return known & filterset.PUBLIC if actor.user_id is None and hasattr(filterset, "PUBLIC") else known


def refuse_unknown(request: Request, known: set[str] | frozenset[str]) -> None:
    """Raise ParameterError for query parameters that are unknown, repeated or empty."""
    problems: dict[str, list[tuple[str, str]]] = {}
    for name, values in request.query_params.lists():
        if name not in known:
            problems[name] = [
                ("unknown_parameter", f"There is no such parameter here. Known: {', '.join(sorted(known))}.")
            ]
        elif len(values) > 1:
            problems[name] = [("repeated_parameter", "Send this once. Separate several values by commas.")]
        elif not values[0].strip():
            problems[name] = [("empty_parameter", "Send a value, or leave this out.")]
        elif "\x00" in values[0]:
            problems[name] = [("invalid", "This contains a NUL character. Remove it.")]
    if problems:
        raise ParameterError(problems)


class NounFilter(filters.FilterSet):
    """The base of all filters: knows the caller and, if only one way of searching is wanted, how to read `q`."""

    def __init__(
        self, data: Any = None, *args: Any, actor: Actor, search: "SearchWay | None" = None, **options: Any
    ) -> None:
        self.actor, self.search = actor, search
        # Only what is asked for is made: a form of all filters costs more than a page of claims.
        self.base_filters = {name: one for name, one in self.base_filters.items() if name in (data or {})}
        super().__init__(data, *args, **options)
