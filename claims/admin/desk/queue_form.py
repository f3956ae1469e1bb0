"""The filter form of the queue, with the most common filters of the API."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.admin.desk import words
from claims.models.claim import priority_rank, sortable_claimed_on, sortable_due_at
from claims.models.claim_filters import CLAIM_FILTERS
from claims.rules.vocabulary import NORMALIZED_RATINGS, VERDICT_STATES

OPEN = "new,triaged,in_progress"
PRESSING = (priority_rank().desc(), sortable_due_at().asc(), F("pk").desc())
ORDERS: dict[str, tuple[Any, ...]] = {
    "": PRESSING,
    "due_at": (sortable_due_at().asc(), F("pk").asc()),
    "-id": (F("pk").desc(),),
    "id": (F("pk").asc(),),
    "-updated_at": (F("updated_at").desc(), F("pk").desc()),
}
"""The orders of the queue: the `sort` values of the API, and without one the most urgent first."""

MORE_ORDERS: dict[str, tuple[Any, ...]] = {
    "updated_at": (F("updated_at").asc(), F("pk").asc()),
    "created_at": (F("created_at").asc(), F("pk").asc()),
    "-created_at": (F("created_at").desc(), F("pk").desc()),
    "claimed_on": (sortable_claimed_on().asc(), F("pk").asc()),
    "-claimed_on": (sortable_claimed_on().desc(), F("pk").desc()),
    "-due_at": (sortable_due_at().desc(), F("pk").desc()),
    "priority": (priority_rank().asc(), F("pk").asc()),
    "-priority": (priority_rank().desc(), F("pk").desc()),
}
"""The other orders of the API, which saved views may have."""

ORDER_WORDS: dict[str, str | Promise] = {
    "": gettext_lazy("most pressing first"),
    "due_at": gettext_lazy("first due first"),
    "-id": gettext_lazy("newest first"),
    "id": gettext_lazy("oldest first"),
    "-updated_at": gettext_lazy("last changed first"),
}
YES_OR_NO = [("", gettext_lazy("Either")), ("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))]
DUE = {
    "now": gettext_lazy("Overdue"),
    "P1D": gettext_lazy("Due today or before"),
    "P7D": gettext_lazy("Due within a week"),
}


def _choices(blank: str | Promise, looks: "Mapping[str, Any]") -> list[tuple[str, Any]]:
    return [("", blank), *((word, getattr(look, "label", look)) for word, look in looks.items())]


def _choice(label: Any, choices: list[tuple[str, Any]]) -> forms.CharField:
    """Return a choice field. The URL may contain values that are not among its choices."""
    return forms.CharField(required=False, label=label, widget=forms.Select(choices=choices))


def _day(label: Any) -> forms.CharField:
    return forms.CharField(required=False, label=label, widget=forms.DateInput(attrs={"type": "date"}))


class QueueForm(forms.Form):
    """The filters of the queue; all are optional."""

    q = forms.CharField(
        required=False, max_length=1000, label=gettext_lazy("Words, a claim’s number or its id elsewhere")
    )
    status = _choice(
        gettext_lazy("Status"),
        [
            ("", gettext_lazy("Any status")),
            (OPEN, gettext_lazy("Open")),
            *((word, look.label) for word, look in words.CLAIM_STATUS.items()),
        ],
    )
    priority = _choice(gettext_lazy("Priority"), _choices(gettext_lazy("Any priority"), words.PRIORITY))
    verdict_state = _choice(
        gettext_lazy("Verdict"),
        _choices(gettext_lazy("Any verdict"), {state: words.VERDICT_STATE[state] for state in VERDICT_STATES}),
    )
    normalized = _choice(
        gettext_lazy("Rating"),
        _choices(
            gettext_lazy("Any rating"), {word: word.replace("_", " ").capitalize() for word in NORMALIZED_RATINGS}
        ),
    )
    has_verdict = _choice(gettext_lazy("Has a verdict"), YES_OR_NO)
    stale = _choice(pgettext_lazy("verdict", "Is stale"), YES_OR_NO)
    topic = forms.CharField(required=False, max_length=100, label=gettext_lazy("Topic"))
    assignee = forms.CharField(
        required=False, max_length=150, label=gettext_lazy("With"), help_text=gettext_lazy("A user name, me or nobody.")
    )
    due_to = _choice(gettext_lazy("Due"), _choices(gettext_lazy("Due any time"), DUE))
    publisher = forms.CharField(required=False, max_length=253, label=gettext_lazy("Outlet’s domain"))
    unit = forms.CharField(required=False, max_length=100, label=gettext_lazy("What a figure counts"))
    quantity_min = forms.CharField(required=False, label=gettext_lazy("A figure of at least"))
    quantity_max = forms.CharField(required=False, label=gettext_lazy("A figure of at most"))
    created_from = _day(gettext_lazy("Filed from"))
    created_to = _day(gettext_lazy("Filed before"))
    sort = _choice(gettext_lazy("Order"), list(ORDER_WORDS.items()))

    IN_THE_BAR = ("status", "priority", "verdict_state")
    """The filters that are always visible; the others are behind "More filters"."""

    def __init__(self, question: Mapping[str, str]) -> None:
        super().__init__(question)
        for name in question:
            if name in CLAIM_FILTERS and name not in self.fields:
                self.fields[name] = forms.CharField(required=False, label=name.replace("_", " ").capitalize())
        for name, field in self.fields.items():
            value = question.get(name, "")
            if isinstance(field.widget, forms.Select) and value not in dict(field.widget.choices):
                field.widget.choices = [*field.widget.choices, (value, value.replace(",", ", "))]

    @property
    def bar(self) -> list[forms.BoundField]:
        """Return the filters that are always visible."""
        return [self[name] for name in self.IN_THE_BAR]

    @property
    def more(self) -> list[forms.BoundField]:
        """Return the filters behind "More filters"."""
        return [self[name] for name in self.fields if name not in {*self.IN_THE_BAR, "q"}]

    @property
    def has_more(self) -> bool:
        """Return whether a filter behind "More filters" is set."""
        return any(self.data.get(bound.name) for bound in self.more)
