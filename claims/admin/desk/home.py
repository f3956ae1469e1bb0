"""The first page: the person's most urgent tasks, then all waiting work, with links to the full lists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.verdict_moves import verdict_facts
from claims.admin.access import actor, may
from claims.admin.desk.page import desk_page
from claims.admin.desk.queue import rows_of
from claims.admin.desk.queue_form import OPEN
from claims.admin.desk.times import late_by, moment
from claims.admin.display import cut, page_of
from claims.admin.site import site
from claims.models.approval import Approval
from claims.models.claim import Claim
from claims.models.import_batch import ImportBatch
from claims.models.reply import Reply
from claims.models.verdict import Verdict
from claims.rules.access import Actor
from claims.rules.workflow import Blocker, Person, verdict_blockers

SHOWN = 5
COUNTED = 1_000
WORKING = ("new", "triaged", "in_progress")


@dataclass
class Listing:
    """The kinds of waiting work, most urgent first: at most five are shown, at most a thousand counted."""

    rows: "QuerySet[Any]"
    shown: list[Any] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.shown = list(self.rows[: SHOWN + 1])
        is_all = len(self.shown) <= SHOWN
        self.count = len(self.shown) if is_all else self.rows.order_by()[:COUNTED].count()
        del self.shown[SHOWN:]


@dataclass(frozen=True)
class Pressing:
    """One urgent task: a sentence with one button."""

    at: dt.datetime
    word: str
    icon: str
    tone: str
    text: str
    address: str
    rest: str
    button: str


@dataclass(frozen=True)
class Tile:
    """A count with a link to the counted list."""

    count: int
    text: str
    address: str


@site.page("", "index")
def home_page(request: HttpRequest) -> TemplateResponse:
    """Render the first page for the logged-in person."""
    person = actor(request)
    waiting = waiting_for(person)
    return desk_page(
        request,
        "home",
        _("Your desk"),
        current="home",
        now=timezone.localtime(),
        first=sorted(_pressing(waiting), key=lambda one: one.at)[:SHOWN],
        tiles=_tiles(waiting),
        may_approve=may(request, "verdict.approve"),
        may_load=may(request, "import.run"),
        planned=[(verdict, blockers_to_publish(verdict)) for verdict in waiting["scheduled"].shown],
        waiting=waiting,
        mine=rows_of(waiting["mine"].shown, is_internal=person.is_internal),
    )


def waiting_for(person: Actor) -> dict[str, Listing]:
    """Return the waiting work by kind. People without `internal:read` see no verdicts, replies or loads."""
    claims = _if("claims:read" in person.scopes, Claim.objects.unmerged().defer("search").filter(status__in=WORKING))
    mine = claims.filter(assignee=person.user_id).order_by("due_at", "-pk")
    due = claims.filter(due_at__lt=_midnight()).select_related("assignee").order_by("due_at", "pk")
    inside = person.is_internal
    ours = _if(inside, Verdict.objects.filter(is_imported=False).select_related("claim", "rating", "author").defer(
        "explanation", "claim__search"))  # fmt: skip
    replies = _if(inside, Reply.objects.select_related("claim", "entity").defer("claim__search"))
    return {
        "mine": Listing(mine),
        "approval": Listing(to_approve(ours, person)),
        "due": Listing(due),
        "overdue": Listing(replies.overdue().order_by("due_at", "pk")),
        "complaints": Listing(
            replies.filter(kind__in=["complaint", "correction_request"], outcome="pending").order_by("asked_at", "pk")
        ),
        "scheduled": Listing(ours.filter(state="scheduled").order_by("publish_at", "pk")),
        "stale": Listing(ours.filter(state="published", is_stale=True).order_by("-published_at", "-pk")),
        "sent_back": Listing(sent_back(ours, person)),
        "imports": Listing(
            _if(
                "imports:write" in person.scopes,
                ImportBatch.objects.filter(refused__gt=0, state="finished").order_by("-pk"),
            )
        ),
    }


def blockers_to_publish(verdict: Verdict) -> list[Blocker]:
    """Return the blockers that would keep the worker from publishing a scheduled verdict when it is due."""
    return verdict_blockers("come_due", verdict_facts(verdict), Person(None))


def to_approve(verdicts: "QuerySet[Verdict]", person: Actor) -> "QuerySet[Verdict]":
    """Filter to verdicts that wait for a person's approval: in review, neither written nor decided on by them."""
    decided = Approval.objects.filter(user=person.user_id, is_void=False).values("verdict")
    rows = verdicts.filter(state="in_review").exclude(writers__contains=[person.user_id]).exclude(pk__in=decided)
    if "verdicts:approve" not in person.scopes:
        return rows.none()
    return rows.order_by("claim__due_at", "submitted_at", "pk")


def sent_back(verdicts: "QuerySet[Verdict]", person: Actor) -> "QuerySet[Verdict]":
    """Filter to a person's drafts for which changes were requested."""
    asked = Approval.objects.filter(decision="request_changes").values("verdict")
    return verdicts.filter(state="draft", writers__contains=[person.user_id], pk__in=asked).order_by("-updated_at")


def _if(holds: bool, rows: Any) -> Any:
    return rows if holds else rows.none()


def _midnight() -> dt.datetime:
    now = timezone.localtime()
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)


def _pressing(waiting: dict[str, Listing]) -> Iterable[Pressing]:
    """Yield the urgent tasks, each with its sort time."""
    for verdict in waiting["approval"].shown:
        due = verdict.claim.due_at
        writer = verdict.author.name if verdict.author else _("somebody")
        handed = moment(verdict.submitted_at)
        rest = _("was handed over by {name} {when}.").format(name=writer, when=handed)
        rest += " " + _("Its claim is due {when}.").format(when=moment(due)) if due else ""
        text = verdict.headline or cut(verdict.claim.text, 80)
        at = due or verdict.submitted_at + dt.timedelta(days=1)
        yield Pressing(at, _("Approve"), "in_review", "info", text, page_of(verdict), rest, _("Review"))
    for reply in waiting["overdue"].shown:
        who = str(reply.entity or _("Somebody"))
        rest = _("was asked about claim {pk}. An answer was due {when}, {late} ago.").format(
            pk=reply.claim_id, when=moment(reply.due_at), late=late_by(reply.due_at)
        )
        address = f"{page_of(reply.claim)}#replies"
        yield Pressing(reply.due_at, _("Overdue"), "clock", "bad", who, address, rest, _("Open the reply"))
    for verdict in waiting["sent_back"].shown:
        text = verdict.headline or cut(verdict.claim.text, 80)
        rest = _("was sent back: somebody asked for changes.")
        yield Pressing(verdict.updated_at, _("Sent back"), "draft", "warn", text, page_of(verdict), rest, _("Go on"))
    for claim in waiting["mine"].shown:
        if claim.due_at is not None and claim.due_at < _midnight():
            is_late = claim.due_at < timezone.now()
            word, tone = (_("Overdue"), "bad") if is_late else (_("Due"), "warn")
            rest = _("is yours and due {when}.").format(when=moment(claim.due_at))
            text = cut(claim.text, 80)
            yield Pressing(claim.due_at, word, "clock", tone, text, page_of(claim), rest, _("Open the claim"))
    for reply in waiting["complaints"].shown:
        who = str(reply.entity or _("Somebody"))
        rest = _("wrote about claim {pk} {when} and has no answer yet.").format(
            pk=reply.claim_id, when=moment(reply.asked_at)
        )
        address = f"{page_of(reply.claim)}#replies"
        yield Pressing(reply.asked_at, _("Complaint"), "warn", "warn", who, address, rest, _("Open the complaint"))


def _tiles(waiting: dict[str, Listing]) -> list[Tile]:
    queue = reverse("admin:claims_claim_changelist")
    batches = ImportBatch.objects.filter(pk__in=waiting["imports"].rows.values("pk")[:COUNTED])
    refused = batches.aggregate(rows=Sum("refused"))["rows"] or 0
    return [
        Tile(waiting["mine"].count, _("assigned to me"), f"{queue}?assignee=me"),
        Tile(waiting["approval"].count, _("wait for my approval"), "#approval"),
        Tile(waiting["due"].count, _("due today or before"), f"{queue}?due_to=P1D&status={OPEN}"),
        Tile(waiting["overdue"].count, _("answers overdue"), "#overdue"),
        Tile(waiting["complaints"].count, _("complaints open"), "#complaints"),
        Tile(waiting["scheduled"].count, _("scheduled"), "#scheduled"),
        Tile(waiting["stale"].count, _("stale verdicts"), f"{queue}?stale=true"),
        Tile(waiting["sent_back"].count, _("sent back to me"), "#sent-back"),
        Tile(refused, _("refused rows"), "#imports"),
    ]
