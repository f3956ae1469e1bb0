"""The queue: all claims, the most pressing first, narrowed by a few questions that are asked all day."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.admin.access import actor, may
from claims.admin.claim_search import search_claims
from claims.admin.desk import words
from claims.admin.desk.chain import claimant_words
from claims.admin.desk.page import desk_page
from claims.admin.paginator import BoundedPaginator
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.quantity import Quantity
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.vocabulary import DECLINE_CODES, NORMALIZED_RATINGS, OPEN_VERDICT_STATES, PRIORITIES

PER_PAGE = 50
COUNTED = 1_000
FAR = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
Claims = QuerySet[Claim]
PRESSING = (
    Case(*(When(priority=word, then=Value(rank)) for rank, word in enumerate(reversed(PRIORITIES))),
         output_field=IntegerField()),
    Coalesce("due_at", Value(FAR)),
    F("pk").desc(),
)  # fmt: skip
ORDERS: dict[str, tuple[Any, ...]] = {
    "pressing": PRESSING,
    "due": (Coalesce("due_at", Value(FAR)), F("pk").desc()),
    "newest": (F("pk").desc(),),
    "oldest": (F("pk").asc(),),
    "updated": (F("updated_at").desc(), F("pk").desc()),
}
ORDER_WORDS: dict[str, str | Promise] = {
    "pressing": gettext_lazy("most pressing first"),
    "due": gettext_lazy("first due first"),
    "newest": gettext_lazy("newest first"),
    "oldest": gettext_lazy("oldest first"),
    "updated": gettext_lazy("last changed first"),
}
DUE = {
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Due today"),
    "week": gettext_lazy("Due this week"),
    "none": gettext_lazy("Without a date"),
}


def _choices(blank: str | Promise, looks: "dict[str, Any]") -> list[tuple[str, Any]]:
    return [("", blank), *((word, getattr(look, "label", look)) for word, look in looks.items())]


class QueueForm(forms.Form):
    """The questions that the queue can be asked; each may be left open."""

    q = forms.CharField(
        required=False, max_length=1000, label=gettext_lazy("Words, a claim’s number or its id elsewhere")
    )
    status = forms.ChoiceField(
        required=False, label=gettext_lazy("Status"), choices=_choices(gettext_lazy("Any status"), words.CLAIM_STATUS)
    )
    priority = forms.ChoiceField(
        required=False, label=gettext_lazy("Priority"), choices=_choices(gettext_lazy("Any priority"), words.PRIORITY)
    )
    verdict = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Verdict"),
        choices=[
            ("", gettext_lazy("Any verdict")),
            ("none", pgettext_lazy("verdict", "None")),
            ("stale", gettext_lazy("Stale")),
            *((state, words.VERDICT_STATE[state].label) for state in OPEN_VERDICT_STATES),
            *((word, word.replace("_", " ").capitalize()) for word in NORMALIZED_RATINGS),
        ],
    )
    topic = forms.CharField(required=False, max_length=100, label=gettext_lazy("Topic"))
    assignee = forms.CharField(required=False, max_length=150, label=gettext_lazy("With"))
    due = forms.ChoiceField(
        required=False, label=gettext_lazy("Due"), choices=[("", gettext_lazy("Due any time")), *DUE.items()]
    )
    publisher = forms.CharField(required=False, max_length=253, label=gettext_lazy("Outlet’s domain"))
    unit = forms.CharField(required=False, max_length=100, label=gettext_lazy("What a figure counts"))
    least = forms.DecimalField(required=False, label=gettext_lazy("A figure of at least"))
    most = forms.DecimalField(required=False, label=gettext_lazy("A figure of at most"))
    filed_from = forms.DateField(
        required=False, label=gettext_lazy("Filed from"), widget=forms.DateInput(attrs={"type": "date"})
    )
    order = forms.ChoiceField(required=False, label=gettext_lazy("Order"), choices=list(ORDER_WORDS.items()))

    IN_THE_BAR = ("status", "priority", "verdict")
    """The questions that stand in the bar; the others fold behind "More filters"."""

    @property
    def more(self) -> list[forms.BoundField]:
        """Return the questions that fold."""
        return [self[name] for name in self.fields if name not in {*self.IN_THE_BAR, "q"}]

    @property
    def has_more(self) -> bool:
        """Return whether one of the questions that fold is asked."""
        return any(self.data.get(bound.name) for bound in self.more)


@dataclass(frozen=True)
class Tab:
    """A view of the queue: its name, the question that it asks, how many claims answer it."""

    text: str
    question: str
    count: str = ""
    is_current: bool = False


@dataclass
class Row:
    """One claim in the queue, with what a line of it shows."""

    claim: Any
    figures: list[Quantity] = field(default_factory=list)
    who: str = ""
    outlet: str = ""
    verdict: Verdict | None = None
    open_verdict: Verdict | None = None
    is_late: bool = False


def queue_page(request: HttpRequest) -> TemplateResponse:
    """Answer with the claims that fit what is asked."""
    unknown = sorted(set(request.GET) - {*QueueForm.base_fields, "p"})
    if unknown:
        raise BadRequest(_("There is no filter {names}.").format(names=", ".join(unknown)))
    form = QueueForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    claims = narrowed(Claim.objects.unmerged(), asked, request) if form.is_valid() else Claim.objects.none()
    order = asked.get("order") or "pressing"
    pages = QueuePaginator(claims.order_by(*ORDERS[order]), PER_PAGE)
    page = pages.get_page(request.GET.get("p"))
    return desk_page(
        request,
        "queue",
        _("Claims"),
        current="claims",
        form=form,
        rows=rows_of(page.object_list, is_internal=actor(request).is_internal),
        page=page,
        is_cut=pages.is_cut,
        order=ORDER_WORDS[order],
        tabs=tabs_of(request),
        next_address=_address(request, page.next_page_number()) if page.has_next() else "",
        previous_address=_address(request, page.previous_page_number()) if page.has_previous() else "",
        may_file=may(request, "claim.create"),
        may_check=may(request, "claim.triage") or may(request, "claim.update"),
        people=people(),
        priorities=[(word, look.label) for word, look in words.PRIORITY.items()],
        decline_codes=[(code, words.DECLINE_CODE[code]) for code in DECLINE_CODES],
        scripts=("claims/queue.js",),
    )


class QueuePaginator(BoundedPaginator):
    """Count a thousand claims at most: nobody pages further, and a list of a million opens as fast."""

    most = COUNTED


def people() -> QuerySet[User]:
    """Return those who can work on a claim."""
    return User.objects.filter(is_active=True, is_service=False).order_by("username")[:200]


def narrowed(claims: Any, asked: dict[str, Any], request: HttpRequest) -> Claims:
    """Keep the claims that fit what is asked."""
    if asked.get("q"):
        claims = search_claims(claims, asked["q"], request)
    for name in ("status", "priority"):
        if asked.get(name):
            claims = claims.filter(**{name: asked[name]})
    for name, narrow in NARROW.items():
        if asked.get(name) not in (None, ""):
            claims = narrow(claims, asked[name], request)
    return _with_figure(claims, asked)


def _by_verdict(claims: Claims, word: str, request: HttpRequest) -> Claims:
    if word == "none":
        return claims.filter(current_verdict__isnull=True)
    if word == "stale":
        return claims.filter(current_verdict__is_stale=True)
    if word in OPEN_VERDICT_STATES:
        return claims.filter(_has(Verdict.objects.filter(state=word, is_imported=False)))
    return claims.filter(current_verdict__normalized=word)


def _by_assignee(claims: Claims, name: str, request: HttpRequest) -> Claims:
    if name in {"me", "nobody"}:
        return claims.filter(assignee=actor(request).user_id if name == "me" else None)
    return claims.filter(assignee__username=name)


def _by_due(claims: Claims, word: str, request: HttpRequest) -> Claims:
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = {"overdue": now, "today": midnight + dt.timedelta(days=1), "week": midnight + dt.timedelta(days=7)}
    waiting = claims.filter(status__in=["new", "triaged", "in_progress"])
    return claims.filter(due_at__isnull=True) if word == "none" else waiting.filter(due_at__lt=ends[word])


def _by_publisher(claims: Claims, domain: str, request: HttpRequest) -> Claims:
    seen = Appearance.objects.visible(internal=actor(request).is_internal)
    return claims.filter(_has(seen.filter(source__publisher__domain=domain.lower().removeprefix("www."))))


NARROW: dict[str, Callable[[Any, Any, HttpRequest], Claims]] = {
    "verdict": _by_verdict,
    "assignee": _by_assignee,
    "due": _by_due,
    "publisher": _by_publisher,
    "topic": lambda claims, topic, _request: claims.filter(topics__contains=[topic]),
    "filed_from": lambda claims, day, _request: claims.filter(created_at__date__gte=day),
}


def _with_figure(claims: Claims, asked: dict[str, Any]) -> Claims:
    wanted = Q()
    if asked.get("unit"):
        wanted &= Q(unit=asked["unit"])
    if asked.get("least") is not None:
        wanted &= Q(interval_high__gte=asked["least"]) | Q(interval_high__isnull=True)
    if asked.get("most") is not None:
        wanted &= Q(interval_low__lte=asked["most"]) | Q(interval_low__isnull=True)
    return claims.filter(_has(Quantity.objects.filter(wanted))) if wanted else claims


def _has(rows: "QuerySet[Any]") -> Exists:
    return Exists(rows.filter(claim=OuterRef("pk")))


def tabs_of(request: HttpRequest) -> list[Tab]:
    """Return the views that everybody has, with how many claims are in each."""
    asked = request.GET.urlencode()
    found = []
    for text, question in VIEWS:
        query = "&".join(f"{name}={value}" for name, value in question.items())
        rows = narrowed(Claim.objects.unmerged(), question, request).order_by()[: COUNTED + 1].count()
        count = f"{COUNTED:,}+" if rows > COUNTED else f"{rows:,}"
        found.append(Tab(str(text), f"?{query}" if query else "?", count, is_current=query == asked))
    return found


VIEWS: tuple[tuple[str | Promise, dict[str, str]], ...] = (
    (gettext_lazy("All"), {}),
    (gettext_lazy("Mine"), {"assignee": "me"}),
    (gettext_lazy("Nobody’s"), {"assignee": "nobody"}),
    (gettext_lazy("Due this week"), {"due": "week"}),
    (gettext_lazy("In review"), {"verdict": "in_review"}),
    (gettext_lazy("Stale"), {"verdict": "stale"}),
)


def rows_of(claims: Iterable[Claim], *, is_internal: bool) -> list[Row]:
    """Read what the lines of some claims show, by a fixed number of statements."""
    ids = [claim.pk for claim in claims]
    links = Attribution.objects.visible(internal=is_internal).select_related("entity").order_by("position")
    appearances = (
        Appearance.objects.visible(internal=is_internal)
        .select_related("source__publisher")
        .defer("source__text")
        .order_by("claim", "-is_first", "pk")
        .distinct("claim")
        .prefetch_related(Prefetch("attributions", links))
    )
    first = {one.claim_id: one for one in appearances.filter(claim__in=ids)}
    shown = (
        Claim.objects.filter(pk__in=ids)
        .select_related("claimant", "assignee", "current_verdict__rating", "current_verdict__publisher")
        .defer("search")
        .prefetch_related(Prefetch("quantities", Quantity.objects.order_by("pk"), to_attr="figures"))
    )
    opened = {
        one.claim_id: one
        for one in Verdict.objects.filter(claim__in=ids, is_imported=False, state__in=OPEN_VERDICT_STATES)
        .select_related("rating")
        .defer("explanation")
    } if is_internal else {}  # fmt: skip
    by_id = {claim.pk: claim for claim in shown}
    return [_row(by_id[pk], first.get(pk), opened.get(pk)) for pk in ids if pk in by_id]


def _row(claim: Any, appearance: Appearance | None, opened: Verdict | None) -> Row:
    links = list(appearance.attributions.all()) if appearance else []
    publisher = appearance.source.publisher if appearance else None
    who = claimant_words(claim.claimant, links)
    if not who and appearance is not None:
        who = str(words.VOICE.get(appearance.voice, ""))
    is_open = claim.status in {"new", "triaged", "in_progress"}
    return Row(
        claim=claim,
        figures=claim.figures[:4],
        who=who,
        outlet=publisher.name if publisher else "",
        verdict=claim.current_verdict,
        open_verdict=opened,
        is_late=is_open and claim.due_at is not None and claim.due_at < timezone.now(),
    )


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["p"] = str(page)
    return f"{reverse('admin:claims_claim_changelist')}?{query.urlencode()}"
