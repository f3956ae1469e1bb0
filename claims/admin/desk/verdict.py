"""The page of a verdict: a form for drafts, a reading view otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from claims.actions.drafts import open_draft
from claims.actions.options import Option, claim_options
from claims.actions.verdict_moves import verdict_facts
from claims.admin.access import actor, may
from claims.admin.desk import words
from claims.admin.desk.acts import buttons_of
from claims.admin.desk.chain import steps_of
from claims.admin.desk.difference import text_difference
from claims.admin.desk.page import desk_page
from claims.admin.desk.times import partial
from claims.admin.display import page_of
from claims.admin.markdown import html_of
from claims.admin.refusal import REFUSALS, explain
from claims.admin.site import site
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.rating import Rating
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.access import Actor
from claims.rules.vocabulary import VERDICT_KINDS
from claims.rules.workflow import evidence_blockers

COMPARED: tuple[tuple[str, str | Promise], ...] = (
    ("claim_reviewed", gettext_lazy("Words judged")),
    ("headline", gettext_lazy("Headline")),
    ("summary", gettext_lazy("Summary")),
    ("explanation", gettext_lazy("Explanation")),
    ("note", gettext_lazy("Note for readers")),
    ("evidence_exception", gettext_lazy("Why no evidence is cited")),
    ("byline", gettext_lazy("Byline")),
    ("language", gettext_lazy("Language")),
    ("url", gettext_lazy("Address of the article")),
)


@dataclass(frozen=True)
class Compared:
    """One public field, in the last published revision and in this one."""

    label: str | Promise
    before: SafeString | str
    after: SafeString | str
    is_changed: bool
    ratings: tuple[Verdict, Verdict] | None = None


@dataclass(frozen=True)
class Citable:
    """A piece of evidence that the draft may cite: whether it does, and warnings."""

    row: Evidence
    is_cited: bool
    is_own_report: bool
    warning: str = ""


def read_verdict(verdict_id: int, person: Actor) -> Verdict:
    """Return a verdict that a person may see. Raises Http404."""
    verdict: Verdict | None = (
        Verdict.objects.visible(internal=person.is_internal)
        .select_related("claim", "claim__claimant", "rating__scale", "publisher", "author")
        .filter(pk=verdict_id)
        .first()
    )
    if verdict is None:
        raise Http404
    return verdict


def citable_rows(verdict: Verdict, person: Actor) -> Any:
    """Return the evidence of the claim in the order of filing."""
    rows = Evidence.objects.for_claims(internal=person.is_internal).filter(claim=verdict.claim_id)
    return rows.select_related("source__publisher", "added_by").defer("source__text")[:500]


def citable_of(verdict: Verdict, person: Actor, picked: set[str], rating: Rating | None) -> list[Citable]:
    """Return the evidence to choose from, with warnings against citing it."""
    own = Appearance.objects.filter(claim=verdict.claim_id)
    sources = set(own.values_list("source", flat=True))
    urls = set(own.filter(source__url__isnull=False).values_list("source__url", flat=True))
    found = []
    for one in citable_rows(verdict, person):
        is_own = one.source_id in sources or (one.source is not None and one.source.url in urls)
        found.append(Citable(one, str(one.pk) in picked, is_own, _warning(one, rating)))
    return found


def _warning(evidence: Evidence, rating: Rating | None) -> str:
    source = evidence.source
    if source is not None and source.status == "withdrawn":
        return _("Its source was withdrawn.")
    if source is not None and source.reliability == "unreliable":
        return _("Its source is held to be unreliable.")
    normalized = rating.normalized if rating else None
    if evidence.stance == "refutes" and normalized in {"true", "mostly_true"}:
        text = _(
            "This speaks against the claim, and the rating is {rating}. Say in the explanation why it weighs less."
        )
        return text.format(rating=rating)
    if evidence.stance == "supports" and normalized in {"false", "mostly_false"}:
        text = _("This supports the claim, and the rating is {rating}. Say in the explanation why it weighs less.")
        return text.format(rating=rating)
    return ""


def reading_page(
    request: HttpRequest, verdict: Verdict, options: Mapping[str, Option], *, status: int = 200, **context: Any
) -> TemplateResponse:
    """Render a verdict, beside the last published revision if it is not published yet."""
    published = (
        Verdict.objects.filter(claim=verdict.claim_id, is_imported=False, state="published")
        .exclude(pk=verdict.pk)
        .select_related("rating")
        .first()
    )
    is_open = verdict.state in {"in_review", "approved", "scheduled"}
    last = published if is_open else None
    lines = compare(last, verdict)
    return framed(
        request,
        "verdict",
        verdict,
        options,
        status=status,
        last=last,
        is_open=is_open,
        lines=[line for line in lines if line.is_changed],
        unchanged=[line.label for line in lines if last and not line.is_changed],
        cited=citable_of(verdict, actor(request), _cited(verdict), verdict.rating),
        cited_before=_cited(last) if last else set(),
        explanation=html_of(verdict.explanation),
        buttons=buttons_of(
            "verdict", verdict, options.values(), ("publish", "schedule", "unschedule", "recall", "retract", "discard")
        ),
        primary="approve" not in {verb for verb, option in options.items() if not option.blockers},
        not_yours=[
            one for one in options["approve"].blockers if one.code in {"same_eyes", "decided", "service_account"}
        ]
        if verdict.state == "in_review"
        else [],
        follow_up=_may_follow(verdict, actor(request)),
        **context,
    )


def _may_follow(verdict: Verdict, person: Actor) -> bool:
    """Return whether a person may open the next revision of a published verdict."""
    if verdict.state != "published" or verdict.is_imported:
        return False
    return any(one.verb == "draft" and not one.blockers for one in claim_options(verdict.claim, person))


@site.page("desk/claim/<int:pk>/draft/", "desk_open_draft")
@require_POST
def open_draft_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a verdict on a claim, or the next revision of the published one, and redirect to it."""
    if not may(request, "verdict.draft"):
        raise PermissionDenied
    kind = request.POST.get("kind", "")
    data = {"kind": kind} if kind in VERDICT_KINDS else {}
    try:
        return HttpResponseRedirect(page_of(open_draft(pk, data, actor=actor(request))))
    except Claim.DoesNotExist as error:
        raise Http404 from error
    except REFUSALS as error:
        messages.error(request, explain(error))
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[pk]))


def _cited(verdict: Verdict) -> set[str]:
    return set(map(str, verdict.citations.values_list("evidence", flat=True)))


def compare(last: Verdict | None, verdict: Verdict) -> list[Compared]:
    """Compare the published fields with those of this verdict."""
    lines = []
    if last is not None:
        is_changed = (last.label, last.normalized) != (verdict.label, verdict.normalized)
        lines.append(Compared(_("Rating"), "", "", is_changed, (last, verdict)))
    for name, label in COMPARED:
        before, after = getattr(last, name, ""), getattr(verdict, name)
        found = text_difference(before, after) if last else None
        if found is None:
            lines.append(Compared(label, "", after, bool(after)))
        else:
            lines.append(Compared(label, found.before, found.after, found.is_changed))
    for name, label in (("reason_code", _("What is wrong with the claim")), ("as_of", _("True as of"))):
        before, after = _word(last, name), _word(verdict, name)
        lines.append(Compared(label, before, after, before != after))
    return lines


def _word(verdict: Verdict | None, name: str) -> str:
    if verdict is None:
        return ""
    if name == "as_of":
        return partial(verdict.as_of, verdict.as_of_precision)
    return str(words.REASON_CODE.get(verdict.reason_code or "", ""))


def framed(
    request: HttpRequest, template: str, verdict: Verdict, options: Mapping[str, Option], **context: Any
) -> TemplateResponse:
    """Render a page about a verdict, with its claim, chain, figures and verbs."""
    claim = verdict.claim
    person = actor(request)
    facts = verdict_facts(verdict)
    if verdict.is_imported:
        title = _("Verdict of {publisher}").format(publisher=verdict.publisher.name)
    else:
        title = _("Verdict, revision {number}").format(number=verdict.revision)
    appearance = Appearance.objects.visible(internal=person.is_internal).filter(claim=claim).order_by("-is_first", "pk")
    first = appearance.select_related("source__publisher").first()
    links = first.attributions.visible(internal=person.is_internal).select_related("entity") if first else []
    return desk_page(
        request,
        template,
        title,
        current="claims",
        trail=[
            (_("Claims"), reverse("admin:claims_claim_changelist")),
            (_("Claim {pk}").format(pk=claim.pk), page_of(claim)),
        ],
        verdict=verdict,
        claim=claim,
        figures=list(claim.quantities.order_by("pk")[:20]),
        steps=steps_of(first, list(links)) if first else [],
        options=options,
        possible={verb for verb, option in options.items() if not option.blockers},
        missing=missing_of(options),
        facts=facts,
        lifted=evidence_blockers(facts) if facts.has_evidence_exception else [],
        approvals=list(verdict.approvals.select_related("user").order_by("pk")) if person.is_internal else [],
        writers=writers_of(verdict) if person.is_internal else [],
        **context,
    )


def missing_of(options: Mapping[str, Option]) -> list[Any]:
    """Return the messages of the blockers of a verdict's next step."""
    for verb in ("submit", "publish"):
        option = options.get(verb)
        if option is not None and option.blockers:
            found = [one for one in option.blockers if one.code not in {"illegal_move", "insufficient_scope"}]
            if found:
                return found
    return []


@site.page("desk/verdict/<int:pk>/preview/", "desk_preview")
def preview_page(request: HttpRequest, pk: int) -> TemplateResponse:
    """Render a verdict as a reader would see it."""
    verdict = read_verdict(pk, actor(request))
    cited = verdict.citations.values("evidence")
    evidence = (
        Evidence.objects.visible(internal=False).filter(pk__in=cited).select_related("source__publisher").order_by("pk")
    )
    return framed(
        request,
        "preview",
        verdict,
        {},
        explanation=html_of(verdict.explanation),
        evidence=list(evidence),
        newsroom=verdict.publisher,
    )


def writers_of(verdict: Verdict) -> list[str]:
    """Return the names of a verdict's writers."""
    return [user.name for user in User.objects.filter(pk__in=verdict.writers).order_by("username")]
