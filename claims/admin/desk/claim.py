"""The page of a claim with all its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions.options import Option, claim_options, verdict_options
from claims.actions.presence import others_present
from claims.admin.access import actor, may
from claims.admin.desk.acts import Button, buttons_of
from claims.admin.desk.chain import Step, steps_of
from claims.admin.desk.figures import interval_words
from claims.admin.desk.page import desk_page
from claims.admin.desk.parts import form_to_show, write_part
from claims.admin.desk.queue import is_reworded
from claims.admin.desk.timeline import KINDS, LATEST, filtered_timeline, timeline
from claims.admin.desk.verdict import missing_of
from claims.admin.display import cut, page_of
from claims.admin.site import site
from claims.models.appearance import Appearance
from claims.models.approval import Approval
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.note import Note
from claims.models.quantity import Quantity
from claims.models.quoted import figure_quoted_as, quoted_as
from claims.models.reply import Reply
from claims.models.source import Source
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.access import Actor
from claims.rules.vocabulary import OPEN_VERDICT_STATES, STANCES
from claims.rules.workflow import Blocker

SHOWN = 100
VERBS_SHOWN = ("publish", "schedule", "unschedule", "recall", "retract", "discard")
WORK_SHOWN = ("triage", "start", "reopen", "assign", "merge", "decline")
CONTEXT = 160


@dataclass(frozen=True)
class Passage:
    """A quote with its context."""

    before: str = ""
    quote: str = ""
    after: str = ""


@dataclass(frozen=True)
class ShownAppearance:
    """An appearance with its chain and its quote in context."""

    row: Appearance
    steps: list[Step]
    passage: Passage


@dataclass
class Panel:
    """The verdict panel: the verdict shown, the public one, and the verbs that this person may use."""

    verdict: Verdict | None = None
    public: Verdict | None = None
    options: list[Option] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    @property
    def possible(self) -> set[str]:
        """Return the verbs that nothing blocks."""
        return {option.verb for option in self.options if not option.blockers}

    @property
    def missing(self) -> list[Blocker]:
        """Return the blockers of the verdict's next step."""
        return missing_of({option.verb: option for option in self.options})

    @property
    def is_first(self) -> bool:
        """Return whether the first button is the page's primary one."""
        return "publish" in self.possible

    @property
    def is_work_first(self) -> bool:
        """Return whether work on the claim comes before its verdict."""
        return not self.possible


def claim_page(request: HttpRequest, claim_id: int, *, status: int = 200, **context: Any) -> TemplateResponse:
    """Render the page of a claim. Raises Http404 if there is none."""
    person = actor(request)
    claim = (
        Claim.objects.select_related("claimant", "assignee", "merged_into", "part_of", "created_by", "current_verdict")
        .filter(pk=claim_id)
        .first()
    )
    if claim is None:
        raise Http404
    appearances = shown_appearances(claim, person)
    evidence = list(evidence_of(claim, person))
    verdicts = list(verdicts_of(claim, person))
    work = claim_options(claim, person)
    return desk_page(
        request,
        "claim",
        _("Claim {pk}").format(pk=claim.pk),
        current="claims",
        trail=[(_("Claims"), reverse("admin:claims_claim_changelist"))],
        status=status,
        claim=claim,
        figures=[
            (one, interval_words(one), _figure_as_text(claim, one, appearances))
            for one in claim.quantities.select_related("measure").order_by("pk")[:SHOWN]
        ],
        appearances=appearances,
        steps=appearances[0].steps if appearances else [],
        evidence=[(stance, [one for one in evidence if one.stance == stance]) for stance in STANCES],
        evidence_count=len(evidence),
        verdicts=verdicts,
        panel=panel_of(claim, verdicts, work, person),
        work_buttons=buttons_of("claim", claim, work, WORK_SHOWN),
        replies=list(Reply.objects.for_claims(internal=person.is_internal).filter(claim=claim)[:SHOWN]),
        notes=list(Note.objects.for_claims(internal=person.is_internal).filter(claim=claim)[:SHOWN]),
        parts=list(claim.parts.defer("search").order_by("pk")[:SHOWN]),
        may_write=may(request, "evidence.create") and claim.merged_into_id is None,
        may_read_notes=may(request, "note.read"),
        is_reworded=is_reworded(claim),
        **{**(form_to_show(request, claim) if "form" not in context else {}), **context},
        as_text=_as_text(claim, appearances),
        others=others_present(claim.pk, actor=person),
        history=timeline(claim.pk, is_internal=person.is_internal),
        scripts=("claims/keep.js", "claims/claim.js", "claims/copy.js"),
    )


@site.page("desk/claim/<int:pk>/parts/<str:name>/", "desk_add_part")
@require_POST
def add_part_page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Add a part to a claim."""
    return write_part(request, pk, name, None, claim_page)


@site.page("desk/claim/<int:pk>/parts/<str:name>/<int:part>/", "desk_part")
@require_POST
def part_page(request: HttpRequest, pk: int, name: str, part: int) -> HttpResponse:
    """Change or delete a part of a claim."""
    return write_part(request, pk, name, part, claim_page)


def shown_appearances(claim: Claim, person: Actor) -> list[ShownAppearance]:
    """Return the appearances of a claim that a person may see, the first one first."""
    links = Attribution.objects.visible(internal=person.is_internal).select_related("entity").order_by("position")
    rows = (
        Appearance.objects.visible(internal=person.is_internal)
        .filter(claim=claim)
        .select_related("source__publisher")
        .prefetch_related(Prefetch("attributions", links, to_attr="links"))
        .order_by("-is_first", "pk")[:SHOWN]
    )
    return [ShownAppearance(row, steps_of(row, _links(row)), passage_of(row, row.source)) for row in rows]


def _as_text(claim: Claim, appearances: Sequence[ShownAppearance]) -> str:
    first = appearances[0].row if appearances else None
    return quoted_as(claim, first, _links(first) if first else [])


def _figure_as_text(claim: Claim, figure: Quantity, appearances: Sequence[ShownAppearance]) -> str:
    first = appearances[0].row if appearances else None
    return figure_quoted_as(figure, claim, first, _links(first) if first else [])


def _links(row: Any) -> Sequence[Attribution]:
    found: Sequence[Attribution] = row.links
    return found


def passage_of(anchor: Appearance | Evidence, source: Source | None) -> Passage:
    """Return a quote with its context: from the source's stored text, else from the stored prefix and suffix."""
    text = source.text if source else ""
    if anchor.start is not None and anchor.end is not None and text:
        before, after = text[max(0, anchor.start - CONTEXT) : anchor.start], text[anchor.end : anchor.end + CONTEXT]
        before = f"…{before.partition(' ')[2]}" if anchor.start > CONTEXT else before
        after = f"{after.rpartition(' ')[0]}…" if anchor.end + CONTEXT < len(text) else after
        return Passage(before, text[anchor.start : anchor.end], after)
    before = f"{anchor.prefix} " if anchor.prefix else ""
    after = f" {anchor.suffix}" if anchor.suffix else ""
    return Passage(before, anchor.quote, after) if anchor.quote else Passage()


def evidence_of(claim: Claim, person: Actor) -> Any:
    """Return the evidence on a claim that a person may see, in the order of filing."""
    rows = Evidence.objects.for_claims(internal=person.is_internal).filter(claim=claim)
    return rows.select_related("source__publisher", "added_by").defer("source__text")[:200]


def verdicts_of(claim: Claim, person: Actor) -> Any:
    """Return the verdicts that a person may see: ours from the newest, then those of others."""
    rows = Verdict.objects.visible(internal=person.is_internal).filter(claim=claim)
    return (
        rows.select_related("rating", "publisher", "author")
        .prefetch_related(Prefetch("approvals", Approval.objects.select_related("user")))
        .defer("explanation")
        .order_by("is_imported", "-revision", "-published_at", "-pk")[:SHOWN]
    )


def panel_of(claim: Claim, verdicts: Sequence[Verdict], work: Sequence[Option], person: Actor) -> Panel:
    """Return the verdict panel: of our open verdict, else of the one that stands."""
    ours = [one for one in verdicts if not one.is_imported]
    opened = next((one for one in ours if one.state in OPEN_VERDICT_STATES), None)
    public = next((one for one in ours if one.state == "published"), None)
    shown = opened or public
    if shown is None:
        standing = next((one for one in verdicts if one.pk == claim.current_verdict_id), None)
        return Panel(standing, None, [option for option in work if option.verb == "draft"])
    shown.claim = claim
    options = verdict_options(shown, person)
    if opened is None:
        options += [option for option in work if option.verb == "draft"]
    return Panel(
        shown, public if public is not shown else None, options, buttons_of("verdict", shown, options, VERBS_SHOWN)
    )


def heading(claim: Claim) -> str:
    """Return a short heading for a claim."""
    return cut(claim.text, 90)


def history_page(request: HttpRequest, claim: Claim) -> TemplateResponse:
    """Render the history of a claim as sentences, filtered by a person or a kind of row if asked."""
    person = actor(request)
    who, kind, before = (request.GET.get(name, "") for name in ("who", "kind", "before"))
    page = filtered_timeline(
        claim.pk,
        is_internal=person.is_internal,
        before=int(before) if _is_id(before) else LATEST,
        who=int(who) if _is_id(who) else None,
        kind=kind if kind in KINDS else "",
    )
    query = urlencode({name: value for name, value in (("who", who), ("kind", kind), ("before", page.older)) if value})
    return desk_page(
        request,
        "history",
        _("What happened"),
        current="claims",
        trail=[
            (_("Claims"), reverse("admin:claims_claim_changelist")),
            (_("Claim {pk}").format(pk=claim.pk), page_of(claim)),
        ],
        claim=claim,
        sentences=page.sentences,
        older=f"?{query}" if page.older else "",
        people=User.objects.filter(is_active=True).order_by("username")[:500],
        kinds=KINDS.items(),
        who=who,
        kind=kind,
    )


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
