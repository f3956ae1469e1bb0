"""The filters of claims: what each is called, how its value is read, and which claims it keeps.

The API's lists, the desk's queue and saved views are narrowed by these, so that a question means the same to all.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual, LessThan, LessThanOrEqual

from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim, occurrence_dated, sortable_claimed_on, sortable_due_at
from claims.models.external_id import ExternalId
from claims.models.filter_values import (
    ME,
    below,
    id_of,
    moment_of,
    number_of,
    publisher_of,
    rating_of,
    settled_moment,
    switch_of,
    topics_of,
    user_of,
    words_of,
)
from claims.models.quantity import Quantity, highest, lowest, may_be_from, may_be_until
from claims.models.reply import Reply
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.dates import PartialDate, parse_moment, parse_partial_date
from claims.rules.figures.unit import canonical_unit
from claims.rules.refusal import RefusedError
from claims.rules.search import searchable
from claims.rules.text import canonical_language, clean_text
from claims.rules.url import canonical_url
from claims.rules.vocabulary import CLAIM_STATUSES, NORMALIZED_RATINGS, PRIORITIES, VERDICT_STATES

Rows = QuerySet[Any]
Keep = Callable[[Any, Any, bool], Rows]
SORTS = ("id", "created_at", "updated_at", "claimed_on", "due_at", "priority")
TOGETHER = frozenset(
    {
        "origin",
        "external_id",
        "measure",
        "unit",
        "quantity_min",
        "quantity_max",
        "as_of_from",
        "as_of_to",
        "include_merged",
    }
)
"""Filters that speak of one and the same row, or of what is left out: they are applied after the others."""


class FilterError(Exception):
    """Refuse filters, each by its name with what is wrong."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(f"{name}: {problem}" for name, problem in problems.items()))


@dataclass(frozen=True)
class ClaimFilter:
    """One filter: `read` parses its text, `keep` narrows claims by the value, with `internal:read` or without."""

    read: Callable[[str], Any]
    keep: Keep = lambda rows, _value, _internal: rows
    settle: Callable[[str, int], str] = lambda text, _user_id: text
    """Replaces what depends on who asks or when by what it means, so that a cached statement stays right."""


def _equal(path: str) -> Keep:
    return lambda rows, value, _internal: rows.filter(**{path: value})


def by_words(rows: Any, value: str, internal: bool) -> Rows:
    """Keep claims that have the words, in one way or in any."""
    found: Rows = rows.matching(value, internal=internal)
    return found


def by_entity(rows: Rows, value: int, internal: bool) -> Rows:
    """Keep claims that an entity made or passed on."""
    linked = Attribution.objects.visible(internal=internal).filter(entity=value).order_by().values("appearance__claim")
    # One set, found by two indexes: either or the other, asked of every claim, would read them all.
    return rows.filter(pk__in=Claim.objects.filter(claimant=value).values("pk").union(linked))


def by_user(rows: Rows, value: dict[str, int | str | None], path: str) -> Rows:
    """Keep the rows of a user, or of nobody. An unknown user has none."""
    user = value["pk"] if "pk" in value else User.objects.filter(**value).values("pk")[:1]
    return rows.filter(**{path: user})


def _appeared(rows: Rows, internal: bool, **where: Any) -> Rows:
    return rows.filter(Exists(Appearance.objects.visible(internal=internal).filter(claim=OuterRef("pk"), **where)))


def by_language(rows: Rows, value: str, _internal: bool) -> Rows:
    """Keep claims of a language, with its regions and scripts."""
    return rows.filter(Q(language=value) | Q(language__startswith=f"{value}-"))


def by_verdict_state(rows: Rows, value: list[str], internal: bool) -> Rows:
    """Keep claims that have a verdict in one of the states."""
    verdicts = Verdict.objects.visible(internal=internal)
    return rows.filter(Exists(verdicts.filter(claim=OuterRef("pk"), state__in=value)))


def by_awaiting_approval(rows: Rows, value: int, internal: bool) -> Rows:
    """Keep claims with a verdict that waits for the caller's approval."""
    waiting = Verdict.objects.visible(internal=internal).awaiting_approval_of(value)
    return rows.filter(pk__in=waiting.values("claim")) if value else rows


def by_due_from(rows: Rows, value: dt.datetime, _internal: bool) -> Rows:
    """Keep claims that are due at a time or later."""
    return rows.filter(GreaterThanOrEqual(sortable_due_at(), value), due_at__isnull=False)


def by_due_to(rows: Rows, value: dt.datetime, _internal: bool) -> Rows:
    """Keep claims that are due before a time."""
    return rows.filter(LessThan(sortable_due_at(), value))


def by_overdue_reply(rows: Rows, value: bool, internal: bool) -> Rows:
    """Keep claims with a reply that is overdue, or without one."""
    late = Exists(Reply.objects.visible(internal=internal).overdue().filter(claim=OuterRef("pk")))
    return rows.filter(late) if value else rows.exclude(late)


def by_claimed_from(rows: Any, value: PartialDate, _internal: bool) -> Rows:
    """Keep claims that may have been made on the first day of a period or later."""
    found: Rows = rows.annotate(claimed_first=sortable_claimed_on()).filter(
        Q(GreaterThanOrEqual(F("claimed_first"), value.value.replace(month=1, day=1))),
        _not_before("claimed_on", value),
    )
    return found


def by_claimed_to(rows: Any, value: PartialDate, _internal: bool) -> Rows:
    """Keep claims that may have been made on the last day of a period or earlier."""
    rows = rows.annotate(claimed_first=sortable_claimed_on())
    found: Rows = rows.filter(LessThanOrEqual(F("claimed_first"), value.last_day), claimed_on__isnull=False)
    return found


def by_occurred_from(rows: Rows, value: PartialDate, _internal: bool) -> Rows:
    """Keep claims of something that may not have ended before a period."""
    is_open = Q(occurred_to__isnull=True, occurred_hedge="at_least_since")
    ended = Q(occurred_to__isnull=True) & _not_before("occurred_from", value)
    return rows.filter(occurrence_dated(), is_open | ended | _not_before("occurred_to", value))


def by_occurred_to(rows: Rows, value: PartialDate, _internal: bool) -> Rows:
    """Keep claims of something that may have begun in a period or before it."""
    is_open = Q(occurred_from__isnull=True, occurred_hedge="until")
    began = Q(occurred_from__isnull=True, occurred_to__lte=value.last_day)
    return rows.filter(occurrence_dated(), is_open | began | Q(occurred_from__lte=value.last_day))


def _not_before(name: str, value: PartialDate) -> Q:
    """Match dates that may be on the first day of a period or later, as far as they are known."""
    day = value.value
    return (
        Q(**{f"{name}__gte": day})
        | Q(**{f"{name}__gte": day.replace(day=1), f"{name}_precision": "month"})
        | Q(**{f"{name}__gte": day.replace(month=1, day=1), f"{name}_precision": "year"})
    )


def _moment(keep: Keep) -> ClaimFilter:
    return ClaimFilter(moment_of, keep, lambda text, _user_id: settled_moment(text))


def _true_of(text: str) -> int:
    return int(text.removeprefix("true ")) if text.startswith("true ") else int(switch_of(text))


CLAIM_FILTERS: dict[str, ClaimFilter] = {
    "q": ClaimFilter(searchable, by_words),
    "status": ClaimFilter(words_of(CLAIM_STATUSES), _equal("status__in")),
    "priority": ClaimFilter(words_of(PRIORITIES), _equal("priority__in")),
    "claimant": ClaimFilter(id_of, _equal("claimant")),
    "entity": ClaimFilter(id_of, by_entity),
    "publisher": ClaimFilter(
        publisher_of, lambda rows, value, internal: _appeared(rows, internal, **below("source__publisher", value))
    ),
    "source_url": ClaimFilter(
        canonical_url, lambda rows, value, internal: _appeared(rows, internal, source__url=value)
    ),
    "origin": ClaimFilter(str),
    "external_id": ClaimFilter(str),
    "topic": ClaimFilter(topics_of, _equal("topics__contains")),
    "language": ClaimFilter(canonical_language, by_language),
    "assignee": ClaimFilter(
        user_of, lambda rows, value, _internal: by_user(rows, value, "assignee"),
        lambda text, user_id: str(user_id) if text == ME else text,
    ),
    "rating": ClaimFilter(
        rating_of, lambda rows, value, _internal: rows.filter(**below("current_verdict__rating", value))
    ),
    "normalized": ClaimFilter(words_of(NORMALIZED_RATINGS), _equal("current_verdict__normalized__in")),
    "has_verdict": ClaimFilter(
        switch_of, lambda rows, value, _internal: rows.filter(current_verdict__isnull=not value)
    ),
    "verdict_state": ClaimFilter(words_of(VERDICT_STATES), by_verdict_state),
    "stale": ClaimFilter(switch_of, _equal("current_verdict__is_stale")),
    "awaiting_my_approval": ClaimFilter(
        _true_of, by_awaiting_approval, lambda text, user_id: f"true {user_id}" if text == "true" else text
    ),
    "due_from": _moment(by_due_from),
    "due_to": _moment(by_due_to),
    "overdue_reply": ClaimFilter(switch_of, by_overdue_reply),
    "measure": ClaimFilter(id_of),
    "unit": ClaimFilter(canonical_unit),
    "quantity_min": ClaimFilter(number_of),
    "quantity_max": ClaimFilter(number_of),
    "as_of_from": ClaimFilter(parse_moment),
    "as_of_to": ClaimFilter(parse_moment),
    "claimed_from": ClaimFilter(parse_partial_date, by_claimed_from),
    "claimed_to": ClaimFilter(parse_partial_date, by_claimed_to),
    "occurred_from": ClaimFilter(parse_partial_date, by_occurred_from),
    "occurred_to": ClaimFilter(parse_partial_date, by_occurred_to),
    "created_from": _moment(_equal("created_at__gte")),
    "created_to": _moment(_equal("created_at__lt")),
    "updated_from": _moment(_equal("updated_at__gte")),
    "updated_to": _moment(_equal("updated_at__lt")),
    "include_merged": ClaimFilter(switch_of),
}  # fmt: skip


def kept_together(rows: Rows, values: Mapping[str, Any]) -> Rows:
    """Apply the filters that speak of one and the same figure or external id, and leave out what is merged.

    Raises FilterError for an external id without its origin. A figure fits by its stated values, a vague word by its
    interval.
    """
    if values.get("external_id") and not values.get("origin"):
        raise FilterError({"external_id": "external_id goes with origin."})
    ids = {name: values[name] for name in ("origin", "external_id") if values.get(name)}
    if ids:
        rows = rows.filter(Exists(ExternalId.objects.filter(claim=OuterRef("pk"), **ids)))
    figure = [Q(**{name: values[name]}) for name in ("measure", "unit") if values.get(name)]
    if values.get("quantity_min") is not None:
        figure.append(Q(GreaterThanOrEqual(highest(), values["quantity_min"])))
    if values.get("quantity_max") is not None:
        figure.append(Q(LessThanOrEqual(lowest(), values["quantity_max"])))
    figure += [
        matching(values[name])
        for name, matching in (("as_of_from", may_be_from), ("as_of_to", may_be_until))
        if values.get(name)
    ]
    if figure:
        rows = rows.filter(Exists(Quantity.objects.filter(claim=OuterRef("pk")).filter(*figure)))
    return rows if values.get("include_merged") else rows.filter(merged_into__isnull=True)


def read_filters(question: Mapping[str, str], user_id: int) -> dict[str, Any]:
    """Read the values of filters; `me` and relative times mean the user, now. Raises FilterError with all problems."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, text in question.items():
        if name not in CLAIM_FILTERS:
            problems[name] = f"There is no filter {name}."
            continue
        known = CLAIM_FILTERS[name]
        try:
            values[name] = known.read(known.settle(clean_text(text), user_id))
        except ValidationError as error:
            problems[name] = " ".join(error.messages)
        except RefusedError as error:
            problems[name] = str(error)
    if problems:
        raise FilterError(problems)
    return values


def narrow_claims(rows: Rows, values: Mapping[str, Any], *, internal: bool) -> Rows:
    """Keep the claims that fit filters which were read. Raises FilterError."""
    for name, value in values.items():
        if name not in TOGETHER:
            rows = CLAIM_FILTERS[name].keep(rows, value, internal)
    return kept_together(rows, values)
