"""Filters of lists. A parameter that is not known is an error, not ignored."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request

from claims.api.errors import ParameterError
from claims.api.fields import LARGEST_ID
from claims.models import (
    Appearance,
    Attribution,
    Claim,
    Entity,
    ExternalId,
    Measure,
    Publisher,
    Quantity,
    RatingScale,
    Reply,
    Source,
    Verdict,
)
from claims.models.claim import sortable_claimed_on
from claims.rules.access import Actor
from claims.rules.dates import PartialDate, parse_partial_date
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language, clean_text
from claims.rules.unit import canonical_unit
from claims.rules.url import canonical_domain, canonical_url
from claims.rules.vocabulary import (
    CLAIM_STATUSES,
    ENTITY_KINDS,
    NORMALIZED_RATINGS,
    PRIORITIES,
    SOURCE_KINDS,
    VERDICT_STATES,
)

PAGING = frozenset({"limit", "cursor", "sort", "count"})

Rows = QuerySet[Any]


class RuleField(forms.CharField):
    """A parameter that a rule must take."""

    def __init__(self, *, rule: Callable[[str], Any] = clean_text, **options: Any) -> None:
        self.rule = rule
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """Give the rule's own form. Raises ValidationError."""
        text = super().clean(value)
        try:
            return self.rule(clean_text(text)) if text else None
        except RefusedError as error:
            raise forms.ValidationError(str(error)) from error


@extend_schema_field(str)
class RuleFilter(filters.Filter):
    """Filter by a text that a rule brings into its stored form."""

    field_class = RuleField


@extend_schema_field(int)
class IdFilter(filters.Filter):
    """Filter by the id of something."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, min_value=1, max_value=LARGEST_ID, **options)


def _moment(text: str) -> dt.datetime:
    """Read a time with its offset, or a day, which begins at midnight UTC."""
    try:
        value = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise forms.ValidationError("Give a time with its offset, or a day: 2020-01-02T15:04:05Z.") from error
    if value.tzinfo is None and len(text) > len("2020-01-02"):
        raise forms.ValidationError("Give the offset too: 2020-01-02T15:04:05Z.")
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)


def words(known: Sequence[str], **options: Any) -> RuleFilter:
    """Filter by one or more of a few words, separated by commas."""

    def read(text: str) -> list[str]:
        found = text.split(",")
        if not set(found) <= set(known):
            raise forms.ValidationError(f"Give one or more of {', '.join(known)}, separated by commas.")
        return found

    help_text = f"One or more of {', '.join(known)}, separated by commas."
    return RuleFilter(rule=read, lookup_expr=options.pop("lookup_expr", "in"), help_text=help_text, **options)


class StrictBackend(DjangoFilterBackend):
    """Filter a list, and refuse parameters that nobody reads, or that come twice."""

    def filter_queryset(self, request: Any, queryset: Rows, view: Any) -> Rows:
        """Narrow the rows. Raises ParameterError naming every parameter at fault."""
        filterset: Any = self.get_filterset(request, queryset, view)
        known = set(filterset.base_filters) if filterset is not None else set()
        if request.auth is None and hasattr(filterset, "PUBLIC"):
            known &= filterset.PUBLIC
        refuse_unknown(request, known | PAGING)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            problems = {
                name: [("invalid", str(message)) for message in messages] for name, messages in filterset.errors.items()
            }
            raise ParameterError(problems)
        rows: Rows = filterset.qs
        return rows

    def get_filterset_kwargs(self, request: Any, queryset: Rows, view: Any) -> dict[str, Any]:
        """Give the filters the caller too."""
        return {**super().get_filterset_kwargs(request, queryset, view), "actor": view.actor}


def refuse_unknown(request: Request, known: set[str] | frozenset[str]) -> None:
    """Refuse query parameters that are not known, or given twice. Raises ParameterError."""
    problems: dict[str, list[tuple[str, str]]] = {}
    for name, values in request.query_params.lists():
        if name not in known:
            problems[name] = [
                ("unknown_parameter", f"There is no such parameter here. Known: {', '.join(sorted(known))}.")
            ]
        elif len(values) > 1:
            problems[name] = [("repeated_parameter", "Give this once; several values are separated by commas.")]
        elif "\x00" in values[0]:
            problems[name] = [("invalid", "This holds a NUL character.")]
    if problems:
        raise ParameterError(problems)


class NounFilter(filters.FilterSet):
    """What every filter knows: who asks."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        self.actor = actor
        super().__init__(*args, **options)


class ClaimFilter(NounFilter):
    """Filters of claims. Those on parts look only at parts that the caller may see."""

    PUBLIC: ClassVar = frozenset(
        {
            "q", "claimant", "topic", "language", "normalized", "measure", "unit", "quantity_min", "quantity_max",
            "claimed_from", "claimed_to", "updated_from", "updated_to",
        }
    )  # fmt: skip

    q = RuleFilter(method="by_words", help_text="Words, each language searched in its own way; quotes and - work.")
    status = words(CLAIM_STATUSES)
    priority = words(PRIORITIES)
    claimant = IdFilter(field_name="claimant", help_text="Id of an entity.")
    entity = IdFilter(method="by_entity", help_text="Id of an entity in any role: claimant, originator, relay.")
    publisher = RuleFilter(method="by_publisher", help_text="Id or domain of the publisher of a source it appeared in.")
    source_url = RuleFilter(rule=canonical_url, method="by_source", help_text="URL of a source it appeared in.")
    origin = RuleFilter(method="by_external_id", help_text="A system that has an external id for it.")
    external_id = RuleFilter(method="by_external_id", help_text="The external id there; goes with origin.")
    topic = RuleFilter(method="by_topic", help_text="A topic's slug; several, separated by commas, must all be there.")
    language = RuleFilter(rule=canonical_language, method="by_language", help_text="BCP 47; en finds en-GB too.")
    assignee = IdFilter(field_name="assignee", help_text="Id of a user.")
    rating = RuleFilter(method="by_rating", help_text="Rating of the verdict that stands, as scale/slug.")
    normalized = words(NORMALIZED_RATINGS, field_name="current_verdict__normalized")
    verdict_state = words(VERDICT_STATES, method="by_verdict_state")
    measure = IdFilter(method="by_quantity", help_text="Id of a measure.")
    unit = RuleFilter(rule=canonical_unit, method="by_quantity", help_text="Unit of a figure: person, USD, percent.")
    quantity_min = filters.NumberFilter(method="by_quantity", help_text="A figure of at least this.")
    quantity_max = filters.NumberFilter(method="by_quantity", help_text="A figure of at most this.")
    claimed_from = RuleFilter(rule=parse_partial_date, method="by_claimed_from", help_text="2019, 2019-05, 2019-05-14.")
    claimed_to = RuleFilter(rule=parse_partial_date, method="by_claimed_to", help_text="The whole period is included.")
    updated_from = RuleFilter(rule=_moment, field_name="updated_at", lookup_expr="gte", help_text="A time or a day.")
    updated_to = RuleFilter(rule=_moment, field_name="updated_at", lookup_expr="lt", help_text="Itself excluded.")
    include_merged = filters.BooleanFilter(method="unchanged", help_text="Show claims merged into others too.")

    class Meta:
        model = Claim
        fields: ClassVar[list[str]] = []

    def filter_queryset(self, queryset: Rows) -> Rows:
        """Narrow by every filter; those on figures speak of one and the same figure."""
        asked = self.form.cleaned_data
        if asked.get("external_id") and not asked.get("origin"):
            raise ParameterError({"external_id": [("invalid", "external_id goes with origin.")]})
        rows: Rows = super().filter_queryset(queryset)
        rows = self._with_external_id(self._with_quantity(rows))
        return rows if asked.get("include_merged") else rows.filter(merged_into__isnull=True)

    def unchanged(self, rows: Rows, _name: str, _value: Any) -> Rows:
        """Leave the rows as they are: this parameter is read with the others."""
        return rows

    by_quantity = by_external_id = unchanged

    def by_words(self, rows: Any, _name: str, value: str) -> Rows:
        """Keep claims that hold the words."""
        return rows.matching(value) if value else rows

    def by_entity(self, rows: Rows, _name: str, value: int) -> Rows:
        """Keep claims that an entity made or passed on."""
        links = Attribution.objects.visible(internal=self.actor.is_internal)
        linked = links.filter(entity=value, appearance__claim=OuterRef("pk"))
        return rows.filter(Q(claimant=value) | Exists(linked))

    def by_publisher(self, rows: Rows, _name: str, value: str) -> Rows:
        """Keep claims that appeared in a source of a publisher."""
        if value.isascii() and value.isdigit() and int(value) <= LARGEST_ID:
            return self._appeared(rows, source__publisher=int(value))
        return self._appeared(rows, source__publisher__domain=value.lower().removeprefix("www."))

    def by_source(self, rows: Rows, _name: str, value: str) -> Rows:
        """Keep claims that appeared at a URL, in any revision."""
        return self._appeared(rows, source__url=value)

    def by_topic(self, rows: Rows, _name: str, value: str) -> Rows:
        """Keep claims that have all the topics."""
        return rows.filter(topics__contains=value.split(","))

    def by_language(self, rows: Rows, _name: str, value: str) -> Rows:
        """Keep claims of a language, with its regions and scripts."""
        return rows.filter(Q(language=value) | Q(language__startswith=f"{value}-"))

    def by_rating(self, rows: Rows, _name: str, value: str) -> Rows:
        """Keep claims whose standing verdict has a rating."""
        scale, _, slug = value.partition("/")
        return rows.filter(current_verdict__rating__scale__slug=scale, current_verdict__rating__slug=slug)

    def by_verdict_state(self, rows: Rows, _name: str, value: list[str]) -> Rows:
        """Keep claims that have a verdict in one of the states."""
        verdicts = Verdict.objects.visible(internal=self.actor.is_internal)
        return rows.filter(Exists(verdicts.filter(claim=OuterRef("pk"), state__in=value)))

    def by_claimed_from(self, rows: Any, _name: str, value: PartialDate) -> Rows:
        """Keep claims that may have been made on the first day of a period or later."""
        day = value.value
        year, month = day.replace(month=1, day=1), day.replace(day=1)
        return rows.annotate(claimed_first=sortable_claimed_on()).filter(
            Q(GreaterThanOrEqual(F("claimed_first"), year)),
            Q(claimed_on__gte=day)
            | Q(claimed_on__gte=month, claimed_on_precision="month")
            | Q(claimed_on__gte=year, claimed_on_precision="year"),
        )

    def by_claimed_to(self, rows: Any, _name: str, value: PartialDate) -> Rows:
        """Keep claims that may have been made on the last day of a period or earlier."""
        rows = rows.annotate(claimed_first=sortable_claimed_on())
        return rows.filter(LessThanOrEqual(F("claimed_first"), value.last_day), claimed_on__isnull=False)

    def _appeared(self, rows: Rows, **where: Any) -> Rows:
        there = Appearance.objects.visible(internal=self.actor.is_internal)
        return rows.filter(Exists(there.filter(claim=OuterRef("pk"), **where)))

    def _with_external_id(self, rows: Rows) -> Rows:
        asked = {name: self.form.cleaned_data.get(name) for name in ("origin", "external_id")}
        asked = {name: value for name, value in asked.items() if value}
        return rows.filter(Exists(ExternalId.objects.filter(claim=OuterRef("pk"), **asked))) if asked else rows

    def _with_quantity(self, rows: Rows) -> Rows:
        """Keep claims with one figure that fits: by its stated values, a vague word by its interval."""
        asked = self.form.cleaned_data
        figures = Quantity.objects.filter(claim=OuterRef("pk"))
        conditions = [Q(**{name: asked[name]}) for name in ("measure", "unit") if asked.get(name)]
        if asked.get("quantity_min") is not None:
            high = Coalesce(F("value_high"), F("interval_high"))
            conditions.append(Q(GreaterThanOrEqual(high, asked["quantity_min"])))
        if asked.get("quantity_max") is not None:
            low = Coalesce(F("value_low"), F("interval_low"))
            conditions.append(Q(LessThanOrEqual(low, asked["quantity_max"])))
        return rows.filter(Exists(figures.filter(*conditions))) if conditions else rows


class EntityFilter(NounFilter):
    """Filters of entities."""

    name = RuleFilter(method="by_name", help_text="Name or alias, whatever the case.")
    kind = words(ENTITY_KINDS)
    wikidata_id = RuleFilter()

    class Meta:
        model = Entity
        fields: ClassVar[list[str]] = []

    def by_name(self, rows: Any, _name: str, value: str) -> Rows:
        """Keep entities of a name or alias."""
        return rows.filter(Q(name__iexact=value) | Q(aliases__contains=[value]))


class PublisherFilter(NounFilter):
    """Filters of publishers."""

    domain = RuleFilter(rule=canonical_domain)
    country = RuleFilter()

    class Meta:
        model = Publisher
        fields: ClassVar[list[str]] = []


class SourceFilter(NounFilter):
    """Filters of sources."""

    url = RuleFilter(rule=canonical_url)
    external_id = RuleFilter(help_text="The wire's own id.")
    kind = words(SOURCE_KINDS)
    publisher = IdFilter(field_name="publisher")

    class Meta:
        model = Source
        fields: ClassVar[list[str]] = []


class MeasureFilter(NounFilter):
    """Filters of measures."""

    name = RuleFilter(lookup_expr="iexact")
    unit = RuleFilter(rule=canonical_unit)

    class Meta:
        model = Measure
        fields: ClassVar[list[str]] = []


class RatingScaleFilter(NounFilter):
    """Filters of rating scales."""

    slug = RuleFilter()

    class Meta:
        model = RatingScale
        fields: ClassVar[list[str]] = []


class ReplyFilter(NounFilter):
    """Filters of the replies to a claim."""

    overdue = filters.BooleanFilter(method="by_overdue", help_text="Asked, due, and still not answered.")

    class Meta:
        model = Reply
        fields: ClassVar[list[str]] = []

    def by_overdue(self, rows: Rows, _name: str, value: bool) -> Rows:
        """Keep replies that are overdue, or that are not."""
        overdue = Q(answered_at__isnull=True, due_at__lt=models.functions.Now())
        return rows.filter(overdue) if value else rows.exclude(overdue)
