"""Filters of lists, one class per model."""

import datetime as dt
from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from claims.api.errors import ParameterError
from claims.api.parameters import (
    CallerSwitchFilter,
    IdFilter,
    NounFilter,
    NumberFilter,
    Rows,
    RuleFilter,
    SwitchFilter,
    UserFilter,
    below,
    moment_of,
    publisher_of,
    rating_of,
    topics_of,
    words,
)
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
    User,
    Verdict,
)
from claims.models.claim import occurrence_dated, sortable_claimed_on, sortable_due_at
from claims.models.quantity import highest, lowest, may_be_from, may_be_until
from claims.rules.access import ROLES
from claims.rules.dates import PartialDate, parse_moment, parse_partial_date
from claims.rules.figures.unit import canonical_unit
from claims.rules.search import searchable
from claims.rules.text import canonical_language, name_key
from claims.rules.url import canonical_domain, canonical_url
from claims.rules.vocabulary import (
    CLAIM_STATUSES,
    ENTITY_KINDS,
    NORMALIZED_RATINGS,
    PRIORITIES,
    SOURCE_KINDS,
    VERDICT_STATES,
)


def _not_before(name: str, value: PartialDate) -> Q:
    """Match dates that may be on the first day of a period or later, as far as they are known."""
    day = value.value
    return (
        Q(**{f"{name}__gte": day})
        | Q(**{f"{name}__gte": day.replace(day=1), f"{name}_precision": "month"})
        | Q(**{f"{name}__gte": day.replace(month=1, day=1), f"{name}_precision": "year"})
    )


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
    claimant = IdFilter(field_name="claimant", help_text="Id of an entity.")
    entity = IdFilter(method="by_entity", help_text="Id of an entity in any role: claimant, originator, relay.")
    publisher = RuleFilter(
        rule=publisher_of, method="by_publisher", help_text="Id or domain of the publisher of a source it appeared in."
    )
    source_url = RuleFilter(rule=canonical_url, method="by_source", help_text="URL of a source it appeared in.")
    origin = RuleFilter(method="by_external_id", help_text="A system that has an external id for it.")
    external_id = RuleFilter(method="by_external_id", help_text="The external id there; goes with origin.")
    topic = RuleFilter(
        rule=topics_of, method="by_topic", help_text="A topic; several, separated by commas, must all be there."
    )
    language = RuleFilter(rule=canonical_language, method="by_language", help_text="BCP 47; en finds en-GB too.")
    assignee = UserFilter(field_name="assignee", help_text="Id or name of a user, or `me`.")
    rating = RuleFilter(
        rule=rating_of, method="by_rating", help_text="Rating of the verdict that stands, as scale/slug."
    )
    normalized = words(NORMALIZED_RATINGS, field_name="current_verdict__normalized")
    verdict_state = words(VERDICT_STATES, method="by_verdict_state")
    stale = SwitchFilter(
        field_name="current_verdict__is_stale", help_text="The verdict that stands is overtaken by a later figure."
    )
    awaiting_my_approval = CallerSwitchFilter(
        field_name="awaiting_my_approval",
        method="by_awaiting_approval",
        help_text="A verdict is in review that you did not write and have not decided on.",
    )
    due_from = RuleFilter(rule=moment_of, method="by_due_from", help_text="Due at this time or day or later.")
    due_to = RuleFilter(rule=moment_of, method="by_due_to", help_text="Due before this time or day.")
    overdue_reply = SwitchFilter(method="by_overdue_reply", help_text="Something was asked, is due and not answered.")
    measure = IdFilter(method="by_quantity", help_text="Id of a measure.")
    unit = RuleFilter(rule=canonical_unit, method="by_quantity", help_text="Unit of a figure: person, USD, percent.")
    quantity_min = NumberFilter(method="by_quantity", help_text="A figure of at least this.")
    quantity_max = NumberFilter(method="by_quantity", help_text="A figure of at most this.")
    as_of_from = RuleFilter(
        rule=parse_moment,
        method="by_quantity",
        help_text="A figure that may be of this time or later: 2019, 2019-05, 2019-05-14 or 2019-05-14T09:30Z.",
    )
    as_of_to = RuleFilter(
        rule=parse_moment,
        method="by_quantity",
        help_text="A figure that may be of this time or earlier. The whole period is included.",
    )
    claimed_from = RuleFilter(rule=parse_partial_date, method="by_claimed_from", help_text="2019, 2019-05, 2019-05-14.")
    claimed_to = RuleFilter(rule=parse_partial_date, method="by_claimed_to", help_text="The whole period is included.")
    occurred_from = RuleFilter(
        rule=parse_partial_date,
        method="by_occurred_from",
        help_text="Claims of something that may have happened then or later: 2019, 2019-05, 2019-05-14.",
    )
    occurred_to = RuleFilter(
        rule=parse_partial_date,
        method="by_occurred_to",
        help_text="Claims of something that may have happened then or earlier. The whole period is included.",
    )
    updated_from = RuleFilter(rule=moment_of, field_name="updated_at", lookup_expr="gte", help_text="A time or a day.")
    updated_to = RuleFilter(rule=moment_of, field_name="updated_at", lookup_expr="lt", help_text="Itself excluded.")
    include_merged = SwitchFilter(method="unchanged", help_text="Show claims merged into others too.")

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
        """Return the rows unchanged: this parameter is read together with others."""
        return rows

    by_quantity = by_external_id = unchanged

    def by_words(self, rows: Any, _name: str, value: str) -> Rows:
        """Keep claims that have the words, in one way or in any."""
        if self.search is None:
            return rows.matching(value, internal=self.actor.is_internal)
        return rows.filter(self.search.search.ways(internal=self.actor.is_internal)[self.search.number])

    def by_entity(self, rows: Rows, _name: str, value: int) -> Rows:
        """Keep claims that an entity made or passed on."""
        links = Attribution.objects.visible(internal=self.actor.is_internal)
        linked = links.filter(entity=value).order_by().values("appearance__claim")
        # One set, found by two indexes: either or the other, asked of every claim, would read them all.
        return rows.filter(pk__in=Claim.objects.filter(claimant=value).values("pk").union(linked))

    def by_publisher(self, rows: Rows, _name: str, value: dict[str, int | str]) -> Rows:
        """Keep claims that appeared in a source of a publisher."""
        return self._appeared(rows, **below("source__publisher", value))

    def by_source(self, rows: Rows, _name: str, value: str) -> Rows:
        """Keep claims that appeared at a URL, in any revision."""
        return self._appeared(rows, source__url=value)

    def by_topic(self, rows: Rows, _name: str, value: list[str]) -> Rows:
        """Keep claims that have all the topics."""
        return rows.filter(topics__contains=value)

    def by_language(self, rows: Rows, _name: str, value: str) -> Rows:
        """Keep claims of a language, with its regions and scripts."""
        return rows.filter(Q(language=value) | Q(language__startswith=f"{value}-"))

    def by_rating(self, rows: Rows, _name: str, value: dict[str, str]) -> Rows:
        """Keep claims whose standing verdict has a rating."""
        return rows.filter(**below("current_verdict__rating", value))

    def by_verdict_state(self, rows: Rows, _name: str, value: list[str]) -> Rows:
        """Keep claims that have a verdict in one of the states."""
        verdicts = Verdict.objects.visible(internal=self.actor.is_internal)
        return rows.filter(Exists(verdicts.filter(claim=OuterRef("pk"), state__in=value)))

    def by_awaiting_approval(self, rows: Rows, _name: str, value: int) -> Rows:
        """Keep claims with a verdict that waits for the caller's approval."""
        waiting = Verdict.objects.visible(internal=self.actor.is_internal).awaiting_approval_of(value)
        return rows.filter(pk__in=waiting.values("claim")) if value else rows

    def by_due_from(self, rows: Rows, _name: str, value: dt.datetime) -> Rows:
        """Keep claims that are due at a time or later."""
        return rows.filter(GreaterThanOrEqual(sortable_due_at(), value), due_at__isnull=False)

    def by_due_to(self, rows: Rows, _name: str, value: dt.datetime) -> Rows:
        """Keep claims that are due before a time."""
        return rows.filter(LessThan(sortable_due_at(), value))

    def by_overdue_reply(self, rows: Rows, _name: str, value: bool) -> Rows:
        """Keep claims with a reply that is overdue, or without one."""
        late = Exists(Reply.objects.visible(internal=self.actor.is_internal).overdue().filter(claim=OuterRef("pk")))
        return rows.filter(late) if value else rows.exclude(late)

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

    def by_occurred_from(self, rows: Rows, _name: str, value: PartialDate) -> Rows:
        """Keep claims of something that may not have ended before a period."""
        is_open = Q(occurred_to__isnull=True, occurred_hedge="at_least_since")
        ended = Q(occurred_to__isnull=True) & _not_before("occurred_from", value)
        return rows.filter(occurrence_dated(), is_open | ended | _not_before("occurred_to", value))

    def by_occurred_to(self, rows: Rows, _name: str, value: PartialDate) -> Rows:
        """Keep claims of something that may have begun in a period or before it."""
        is_open = Q(occurred_from__isnull=True, occurred_hedge="until")
        began = Q(occurred_from__isnull=True, occurred_to__lte=value.last_day)
        return rows.filter(occurrence_dated(), is_open | began | Q(occurred_from__lte=value.last_day))

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
            conditions.append(Q(GreaterThanOrEqual(highest(), asked["quantity_min"])))
        if asked.get("quantity_max") is not None:
            conditions.append(Q(LessThanOrEqual(lowest(), asked["quantity_max"])))
        conditions += [
            matching(asked[name])
            for name, matching in (("as_of_from", may_be_from), ("as_of_to", may_be_until))
            if asked.get(name)
        ]
        return rows.filter(Exists(figures.filter(*conditions))) if conditions else rows


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
    due_from = RuleFilter(rule=moment_of, method="by_due_from", help_text="The claim is due at this time or later.")
    due_to = RuleFilter(rule=moment_of, method="by_due_to", help_text="The claim is due before this time or day.")

    class Meta:
        model = Verdict
        fields: ClassVar[list[str]] = []

    def by_publisher(self, rows: Rows, _name: str, value: dict[str, int | str]) -> Rows:
        """Keep the verdicts of a publisher."""
        return rows.filter(**below("publisher", value))

    def by_rating(self, rows: Rows, _name: str, value: dict[str, str]) -> Rows:
        """Keep verdicts of a rating."""
        return rows.filter(**below("rating", value))

    def by_scheduled(self, rows: Rows, _name: str, value: bool) -> Rows:
        """Keep scheduled verdicts, or all others."""
        return rows.filter(state="scheduled") if value else rows.exclude(state="scheduled")

    def by_awaiting_approval(self, rows: Any, _name: str, value: int) -> Rows:
        """Keep verdicts that wait for the caller's approval."""
        return rows.awaiting_approval_of(value) if value else rows

    def by_due_from(self, rows: Rows, _name: str, value: dt.datetime) -> Rows:
        """Keep verdicts whose claim is due at a time or later."""
        return rows.filter(GreaterThanOrEqual(sortable_due_at("claim__"), value), claim__due_at__isnull=False)

    def by_due_to(self, rows: Rows, _name: str, value: dt.datetime) -> Rows:
        """Keep verdicts whose claim is due before a time."""
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
        """Keep users whose name or user name contains the text."""
        named = rows.alias(shown_name=User.named(""))
        return named.filter(Q(shown_name__icontains=value) | Q(username__icontains=value))

    def by_role(self, rows: Rows, _name: str, value: list[str]) -> Rows:
        """Keep users with one of the roles."""
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
        """Keep entities of a name or alias."""
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
        """Keep replies that are overdue, or that are not."""
        late = Reply.objects.overdue().values("pk")
        return rows.filter(pk__in=late) if value else rows.exclude(pk__in=late)
