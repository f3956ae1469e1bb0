"""Filters of lists, one class per model."""

import datetime as dt
from typing import Any, ClassVar

from django.db.models import Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from claims.api.errors import ParameterError
from claims.api.parameters import (
    CallerSwitchFilter,
    IdFilter,
    MomentFilter,
    NounFilter,
    NumberFilter,
    Rows,
    RuleFilter,
    SwitchFilter,
    UserFilter,
    words,
)
from claims.models import Claim, Entity, Measure, Publisher, RatingScale, Reply, Source, User, Verdict
from claims.models.claim import sortable_due_at
from claims.models.claim_filters import CLAIM_FILTERS, FilterError, kept_together
from claims.models.filter_values import below, publisher_of, rating_of
from claims.rules.access import ROLES
from claims.rules.dates import parse_moment
from claims.rules.figures.unit import canonical_unit
from claims.rules.search import searchable
from claims.rules.text import name_key
from claims.rules.url import canonical_domain, canonical_url
from claims.rules.vocabulary import (
    CLAIM_STATUSES,
    ENTITY_KINDS,
    NORMALIZED_RATINGS,
    PRIORITIES,
    SOURCE_KINDS,
    VERDICT_STATES,
)

MOMENTS = "A time or a day, or `now`, `today` (its first minute in the newsroom's time zone), `P7D` or `-P7D`."


def _shared(name: str, kind: type[Any] = RuleFilter, **options: Any) -> Any:
    """Declare a filter that `models.claim_filters` reads and applies."""
    rule = {"rule": CLAIM_FILTERS[name].read} if kind is RuleFilter else {}
    return kind(method="narrow", **rule, **options)


def _later(kind: type[Any] = RuleFilter, **options: Any) -> Any:
    """Declare a filter that is applied together with others."""
    return kind(method="unchanged", **options)


class ClaimFilter(NounFilter):
    """Filters of claims. Those on parts look only at parts that the caller may see."""

    PUBLIC: ClassVar = frozenset(
        {
            "q", "claimant", "topic", "language", "normalized", "measure", "unit", "quantity_min", "quantity_max",
            "as_of_from", "as_of_to", "claimed_from", "claimed_to", "occurred_from", "occurred_to",
            "updated_from", "updated_to",
        }
    )  # fmt: skip

    q = RuleFilter(
        rule=searchable,
        method="by_words",
        help_text="Words of the claim, or of its claimant's or publishers' names. Quotes, - and or work.",
    )
    status = words(CLAIM_STATUSES)
    priority = words(PRIORITIES)
    claimant = _shared("claimant", IdFilter, help_text="Id of an entity.")
    entity = _shared("entity", IdFilter, help_text="Id of an entity in any role: claimant, originator, relay.")
    publisher = _shared("publisher", help_text="Id or domain of the publisher of a source it appeared in.")
    source_url = _shared("source_url", help_text="URL of a source it appeared in.")
    origin = _later(help_text="A system that has an external id for it.")
    external_id = _later(help_text="The external id there; goes with origin.")
    topic = _shared("topic", help_text="A topic; several, separated by commas, must all be there.")
    language = _shared("language", help_text="BCP 47; en finds en-GB too.")
    assignee = UserFilter(field_name="assignee", help_text="Id or name of a user, `me` or `nobody`.")
    rating = _shared("rating", help_text="Rating of the verdict that stands, as scale/slug.")
    normalized = words(NORMALIZED_RATINGS, field_name="current_verdict__normalized")
    has_verdict = _shared("has_verdict", SwitchFilter, help_text="A verdict stands, ours or another publisher's.")
    verdict_state = words(VERDICT_STATES, method="narrow")
    stale = _shared("stale", SwitchFilter, help_text="The verdict that stands is overtaken by a later figure.")
    awaiting_my_approval = CallerSwitchFilter(
        field_name="awaiting_my_approval",
        method="narrow",
        help_text="A verdict is in review that you did not write and have not decided on.",
    )
    due_from = _shared("due_from", MomentFilter, help_text=f"Due at this time or later. {MOMENTS}")
    due_to = _shared("due_to", MomentFilter, help_text=f"Due before this time. {MOMENTS}")
    overdue_reply = _shared("overdue_reply", SwitchFilter, help_text="Something was asked, is due and not answered.")
    measure = _later(IdFilter, help_text="Id of a measure.")
    unit = _later(rule=canonical_unit, help_text="Unit of a figure: person, USD, percent.")
    quantity_min = _later(NumberFilter, help_text="A figure of at least this.")
    quantity_max = _later(NumberFilter, help_text="A figure of at most this.")
    as_of_from = _later(
        rule=parse_moment,
        help_text="A figure that may be of this time or later: 2019, 2019-05, 2019-05-14 or 2019-05-14T09:30Z.",
    )
    as_of_to = _later(
        rule=parse_moment, help_text="A figure that may be of this time or earlier. The whole period is included."
    )
    claimed_from = _shared("claimed_from", help_text="2019, 2019-05, 2019-05-14.")
    claimed_to = _shared("claimed_to", help_text="The whole period is included.")
    occurred_from = _shared(
        "occurred_from",
        help_text="Claims of something that may have happened then or later: 2019, 2019-05, 2019-05-14.",
    )
    occurred_to = _shared(
        "occurred_to",
        help_text="Claims of something that may have happened then or earlier. The whole period is included.",
    )
    created_from = _shared("created_from", MomentFilter, help_text=f"Filed at this time or later. {MOMENTS}")
    created_to = _shared("created_to", MomentFilter, help_text=f"Filed before this time. {MOMENTS}")
    updated_from = _shared("updated_from", MomentFilter, help_text=f"Changed at this time or later. {MOMENTS}")
    updated_to = _shared("updated_to", MomentFilter, help_text=f"Changed before this time. {MOMENTS}")
    include_merged = _later(SwitchFilter, help_text="Show claims merged into others too.")

    class Meta:
        model = Claim
        fields: ClassVar[list[str]] = []

    def filter_queryset(self, queryset: Rows) -> Rows:
        """Apply all filters; those on figures have to match the same figure."""
        try:
            return kept_together(super().filter_queryset(queryset), self.form.cleaned_data)
        except FilterError as error:
            raise ParameterError({name: [("invalid", text)] for name, text in error.problems.items()}) from error

    def unchanged(self, rows: Rows, _name: str, _value: Any) -> Rows:
        """Return the rows unchanged: this parameter is read together with others."""
        return rows

    def narrow(self, rows: Rows, name: str, value: Any) -> Rows:
        """Apply the filter of this name from `models.claim_filters`."""
        return CLAIM_FILTERS[name].keep(rows, value, self.actor.is_internal)

    def by_words(self, rows: Any, name: str, value: str) -> Rows:
        """Filter to claims that match the words, by one way of searching or any."""
        if self.search is None:
            return self.narrow(rows, name, value)
        return rows.filter(self.search.search.ways(internal=self.actor.is_internal)[self.search.number])


class VerdictFilter(NounFilter):
    """Filters of verdicts."""

    state = words(VERDICT_STATES)
    author = UserFilter(field_name="author", help_text="Id or name of a user, or `me`.")
    assignee = UserFilter(field_name="claim__assignee", help_text="Who the claim is assigned to: id, name or `me`.")
    publisher = RuleFilter(rule=publisher_of, method="by_publisher", help_text="Id or domain of the publisher.")
    rating = RuleFilter(rule=rating_of, method="by_rating", help_text="The rating, as scale/slug.")
    normalized = words(NORMALIZED_RATINGS)
    stale = SwitchFilter(field_name="is_stale", help_text="Overtaken by a later figure on the same measure.")
    scheduled = SwitchFilter(method="by_scheduled", help_text="Waits for its time of publication.")
    awaiting_my_approval = CallerSwitchFilter(
        field_name="awaiting_my_approval",
        method="by_awaiting_approval",
        help_text="In review, not written by you, and you have not decided on it.",
    )
    due_from = MomentFilter(method="by_due_from", help_text=f"The claim is due at this time or later. {MOMENTS}")
    due_to = MomentFilter(method="by_due_to", help_text=f"The claim is due before this time. {MOMENTS}")

    class Meta:
        model = Verdict
        fields: ClassVar[list[str]] = []

    def by_publisher(self, rows: Rows, _name: str, value: dict[str, int | str]) -> Rows:
        """Filter to verdicts of a publisher."""
        return rows.filter(**below("publisher", value))

    def by_rating(self, rows: Rows, _name: str, value: dict[str, str]) -> Rows:
        """Filter to verdicts with a rating."""
        return rows.filter(**below("rating", value))

    def by_scheduled(self, rows: Rows, _name: str, value: bool) -> Rows:
        """Filter to scheduled verdicts, or to all others."""
        return rows.filter(state="scheduled") if value else rows.exclude(state="scheduled")

    def by_awaiting_approval(self, rows: Any, _name: str, value: int) -> Rows:
        """Filter to verdicts that wait for the caller's approval."""
        return rows.awaiting_approval_of(value) if value else rows

    def by_due_from(self, rows: Rows, _name: str, value: dt.datetime) -> Rows:
        """Filter to verdicts whose claim is due at a time or later."""
        return rows.filter(GreaterThanOrEqual(sortable_due_at("claim__"), value), claim__due_at__isnull=False)

    def by_due_to(self, rows: Rows, _name: str, value: dt.datetime) -> Rows:
        """Filter to verdicts whose claim is due before a time."""
        return rows.filter(LessThan(sortable_due_at("claim__"), value))


class PersonFilter(NounFilter):
    """Filters of users."""

    q = RuleFilter(method="by_name", help_text="Part of the name or the user name, in any case.")
    role = words(tuple(ROLES), method="by_role")
    is_service = SwitchFilter(help_text="Accounts of programs, or of people.")

    class Meta:
        model = User
        fields: ClassVar[list[str]] = []

    def by_name(self, rows: Rows, _name: str, value: str) -> Rows:
        """Filter to users whose name or user name contains the text."""
        named = rows.alias(shown_name=User.named(""))
        return named.filter(Q(shown_name__icontains=value) | Q(username__icontains=value))

    def by_role(self, rows: Rows, _name: str, value: list[str]) -> Rows:
        """Filter to users with one of the roles."""
        return rows.filter(pk__in=User.objects.filter(groups__name__in=value).values("pk"))


class EntityFilter(NounFilter):
    """Filters of entities."""

    name = RuleFilter(method="by_name", help_text="Name or alias; case, apostrophes, hyphens and spaces do not matter.")
    kind = words(ENTITY_KINDS)
    wikidata_id = RuleFilter()

    class Meta:
        model = Entity
        fields: ClassVar[list[str]] = []

    def by_name(self, rows: Any, _name: str, value: str) -> Rows:
        """Filter to entities with a name or alias."""
        return rows.known_as(value)


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

    name = RuleFilter(rule=name_key, field_name="name_key")
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

    overdue = SwitchFilter(method="by_overdue", help_text="Asked, due, and still not answered.")

    class Meta:
        model = Reply
        fields: ClassVar[list[str]] = []

    def by_overdue(self, rows: Rows, _name: str, value: bool) -> Rows:
        """Filter to replies that are overdue, or to the others."""
        late = Reply.objects.overdue().values("pk")
        return rows.filter(pk__in=late) if value else rows.exclude(pk__in=late)
