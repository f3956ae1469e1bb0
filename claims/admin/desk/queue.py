"""The queue: all claims, the most urgent first, with the most common filters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.views import may_change, views_open_to
from claims.admin.access import actor, may
from claims.admin.claim_search import search_claims
from claims.admin.desk import words
from claims.admin.desk.chain import claimant_words
from claims.admin.desk.page import desk_page
from claims.admin.desk.queue_form import MORE_ORDERS, OPEN, ORDER_WORDS, ORDERS, QueueForm
from claims.admin.paginator import BoundedPaginator
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim, priority_rank
from claims.models.claim_filters import CLAIM_FILTERS, FilterError, narrow_claims, read_filters
from claims.models.quantity import Quantity
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.models.view import View
from claims.rules.vocabulary import DECLINE_CODES, OPEN_VERDICT_STATES, PRIORITIES

PER_PAGE = 50
COUNTED = 1_000
MOST_VIEWS = 20
Claims = QuerySet[Claim]


@dataclass(frozen=True)
class Tab:
    """A view of the queue: its name, its filters, and the number of matching claims."""

    text: str
    question: str
    count: str = ""
    is_current: bool = False
    title: str = ""


@dataclass
class Row:
    """One claim in the queue, with the data of its line."""

    claim: Any
    figures: list[Quantity] = field(default_factory=list)
    who: str = ""
    outlet: str = ""
    verdict: Verdict | None = None
    open_verdict: Verdict | None = None
    is_reworded: bool = False
    is_late: bool = False


def is_reworded(claim: Claim) -> bool:
    """Return whether the verdict that stands judged other words than those that the claim has now."""
    verdict = claim.current_verdict
    return verdict is not None and verdict.claim_reviewed not in {"", claim.text}


def queue_page(request: HttpRequest) -> TemplateResponse:
    """Render the claims that match the filters of the API or a saved view."""
    view, question = question_of(request)
    form = QueueForm(question)
    claims = Claim.objects.none()
    if form.is_valid():
        try:
            claims = narrowed(question, request)
        except FilterError as error:
            for name, problem in error.problems.items():
                form.add_error(name if name in form.fields else None, problem)
    sort = question.get("sort", "")
    orders = {**ORDERS, **MORE_ORDERS}
    pages = QueuePaginator(claims.order_by(*orders.get(sort, ORDERS[""])), PER_PAGE)
    page = pages.get_page(request.GET.get("p"))
    return desk_page(
        request,
        "queue",
        _("Claims"),
        current="claims",
        form=form,
        view=view,
        may_change_view=view is not None and may_change(view, actor(request)),
        may_save_view=may(request, "view.create"),
        asked=urlencode(question),
        rows=rows_of(page.object_list, is_internal=actor(request).is_internal),
        page=page,
        is_cut=pages.is_cut,
        order=ORDER_WORDS.get(sort, sort),
        tabs=tabs_of(request, question, view),
        next_address=_address(request, page.next_page_number()) if page.has_next() else "",
        previous_address=_address(request, page.previous_page_number()) if page.has_previous() else "",
        may_file=may(request, "claim.create"),
        may_check=may(request, "claim.triage") or may(request, "claim.update"),
        people=people(),
        priorities=[(word, look.label) for word, look in words.PRIORITY.items()],
        decline_codes=[(code, words.DECLINE_CODE[code]) for code in DECLINE_CODES],
        scripts=("claims/queue.js",),
    )


def question_of(request: HttpRequest) -> tuple[View | None, dict[str, str]]:
    """Return the requested saved view, if any, and the filters. Raises BadRequest, Http404."""
    asked = {name: str(value).strip() for name, value in request.GET.items() if name != "p"}
    asked = {name: value for name, value in asked.items() if value}
    unknown = sorted(asked.keys() - {*CLAIM_FILTERS, "sort", "view"})
    if unknown:
        raise BadRequest(_("There is no filter {names}.").format(names=", ".join(unknown)))
    number = asked.pop("view", "")
    if not number:
        return None, asked
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404
    view = views_open_to(actor(request)).filter(pk=int(number)).first()
    if view is None:
        raise Http404
    return view, {**view.question, **asked}


class QueuePaginator(BoundedPaginator):
    """Count a thousand claims at most: nobody pages further, and a list of a million opens as fast."""

    most = COUNTED


def people() -> QuerySet[User]:
    """Return the people who can work on a claim."""
    return User.objects.filter(is_active=True, is_service=False).order_by("username")[:200]


def narrowed(question: dict[str, str], request: HttpRequest) -> Claims:
    """Return the claims that match the filters. Raises FilterError with every invalid filter."""
    person = actor(request)
    filters = {name: value for name, value in question.items() if name not in {"sort", "q"}}
    claims = narrow_claims(Claim.objects.all(), read_filters(filters, person.user_id or 0), internal=person.is_internal)
    if "priority" in question:  # by the expression that is indexed, too
        ranks = [PRIORITIES.index(word) for word in question["priority"].split(",")]
        claims = claims.alias(rank=priority_rank()).filter(rank__in=ranks)
    return search_claims(claims, question["q"], request) if question.get("q") else claims


def tabs_of(request: HttpRequest, question: dict[str, str], view: View | None) -> list[Tab]:
    """Return the standard views with their counts, and the saved ones."""
    found = []
    for text, asked in VIEWS:
        rows = narrowed(asked, request).order_by()[: COUNTED + 1].count()
        count = f"{COUNTED:,}+" if rows > COUNTED else f"{rows:,}"
        is_current = view is None and asked == question
        found.append(Tab(str(text), f"?{urlencode(asked)}", count, is_current=is_current))
    for saved in views_open_to(actor(request)).order_by("is_shared", "name", "pk")[:MOST_VIEWS]:
        is_current = view is not None and saved.pk == view.pk
        by = "" if may_change(saved, actor(request)) else _("Saved by {name}").format(name=saved.owner.name)
        found.append(Tab(saved.name, f"?view={saved.pk}", is_current=is_current, title=by))
    return found


VIEWS: tuple[tuple[str | Promise, dict[str, str]], ...] = (
    (gettext_lazy("All"), {}),
    (gettext_lazy("Mine"), {"assignee": "me"}),
    (gettext_lazy("Nobody’s"), {"assignee": "nobody"}),
    (gettext_lazy("Due this week"), {"due_to": "P7D", "status": OPEN}),
    (gettext_lazy("In review"), {"verdict_state": "in_review"}),
    (gettext_lazy("Stale"), {"stale": "true"}),
)


def rows_of(claims: Iterable[Claim], *, is_internal: bool) -> list[Row]:
    """Read the data of some claims' lines by a fixed number of statements."""
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
        is_reworded=is_reworded(claim),
        is_late=is_open and claim.due_at is not None and claim.due_at < timezone.now(),
    )


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["p"] = str(page)
    return f"{reverse('admin:claims_claim_changelist')}?{query.urlencode()}"
