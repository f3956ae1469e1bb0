"""Filters of the list of claims. Each reads only a few index entries, however many claims there are."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from claims.admin.access import actor
from claims.admin.distinct import distinct_values
from claims.models.claim import UNDATED, Claim, sortable_claimed_on
from claims.models.external_id import ExternalId
from claims.models.user import User


class LanguageFilter(admin.SimpleListFilter):
    """By language."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """List the languages that claims are in."""
        return [(tag, tag) for tag in distinct_values(Claim, "language")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Keep the claims of a language."""
        return queryset.filter(language=self.value()) if self.value() else queryset


class OriginFilter(admin.SimpleListFilter):
    """By the system that has an id for the claim."""

    title = "origin"
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """List the systems."""
        return [(origin, origin) for origin in distinct_values(ExternalId, "origin")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Keep the claims that the system knows."""
        if not self.value():
            return queryset
        return queryset.filter(Exists(ExternalId.objects.filter(claim=OuterRef("pk"), origin=self.value())))


class AssigneeFilter(admin.SimpleListFilter):
    """By assignee."""

    title = "assignee"
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """List the people, beginning with the current user."""
        people = User.objects.filter(is_active=True, is_service=False).exclude(pk=actor(request).user_id)
        named = [(str(person.pk), person.name) for person in people.order_by("username")[:100]]
        return [("me", "me"), ("nobody", "nobody"), *named]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the claims of a person."""
        chosen = self.value()
        if chosen == "nobody":
            return queryset.filter(assignee=None)
        if chosen == "me":
            return queryset.filter(assignee=actor(request).user_id)
        return queryset.filter(assignee=chosen) if chosen and chosen.isdecimal() else queryset


class VerdictFilter(admin.ChoicesFieldListFilter):
    """By the normalised rating of the current verdict."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "verdict"


class TopicFilter(admin.SimpleListFilter):
    """By a topic in the URL; there are too many to list."""

    title = "topic"
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """List the requested topic."""
        return [(topic, topic) for topic in [request.GET.get("topic", "")] if topic]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Keep the claims on a topic."""
        return queryset.filter(topics__contains=[self.value()]) if self.value() else queryset


class ClaimedFilter(admin.SimpleListFilter):
    """By the year in which it was claimed."""

    title = "year claimed"
    parameter_name = "claimed"
    most = 40

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """List the years, newest first."""
        dated = Claim.objects.alias(day=sortable_claimed_on()).filter(day__gt=UNDATED)
        days = [dated.order_by(order).values_list("claimed_on", flat=True).first() for order in ("day", "-day")]
        if days[0] is None or days[1] is None:
            return []
        first, last = (day.year for day in days if day)
        return [(str(year), str(year)) for year in range(last, max(first, last - self.most) - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Keep the claims of a year, known by the day, the month or the year."""
        year = int(self.value() or 0) if (self.value() or "0").isdecimal() else 0
        if not dt.MINYEAR < year <= dt.MAXYEAR:
            return queryset
        days = (dt.date(year, 1, 1), dt.date(year, 12, 31))
        return queryset.alias(day=sortable_claimed_on()).filter(day__range=days)
