"""The page of a verdict: written as a draft, decided on in review, read afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from claims.actions.change import StaleVersionError
from claims.actions.drafts import edit_draft, open_draft
from claims.actions.options import Option, claim_options, verdict_options
from claims.actions.verdict_moves import submit_verdict, verdict_facts
from claims.admin.access import actor, may
from claims.admin.desk import words
from claims.admin.desk.acts import buttons_of
from claims.admin.desk.chain import steps_of
from claims.admin.desk.difference import text_difference
from claims.admin.desk.form import DeskForm
from claims.admin.desk.page import desk_page
from claims.admin.desk.times import partial
from claims.admin.display import page_of
from claims.admin.markdown import html_of
from claims.admin.partial_date import PartialDateField, partial_date_of
from claims.admin.refusal import REFUSALS, explain
from claims.admin.site import site
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.rating import Rating, RatingScale
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.access import Actor
from claims.rules.vocabulary import VERDICT_KINDS

SUMMARY_READ = 150
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
# Ratings that stand beside the line from true to false.
OFF_LINE = ("mixture", "misleading", "missing_context", "altered", "satire", "outdated", "unproven", "not_checkable")


class DraftForm(DeskForm):
    """What a draft says. Every field may stay empty until it is handed over."""

    read_version = forms.IntegerField(widget=forms.HiddenInput)
    rating = forms.IntegerField(required=False)
    reason_code = forms.ChoiceField(
        required=False,
        label=gettext_lazy("What is wrong with the claim"),
        choices=[("", gettext_lazy("Nothing in particular")), *words.REASON_CODE.items()],
    )
    headline = forms.CharField(required=False, max_length=300, label=gettext_lazy("Headline"))
    summary = forms.CharField(
        required=False, max_length=1000, label=gettext_lazy("Summary"), widget=forms.Textarea(attrs={"rows": 2})
    )
    explanation = forms.CharField(
        required=False, max_length=200_000, label=gettext_lazy("Explanation"),
        widget=forms.Textarea(attrs={"rows": 10}),
    )  # fmt: skip
    evidence = forms.TypedMultipleChoiceField(required=False, coerce=int)
    evidence_exception = forms.CharField(
        required=False, max_length=5_000, label=gettext_lazy("Why no evidence is cited"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    note = forms.CharField(
        required=False, max_length=5_000, label=gettext_lazy("Note for readers"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    as_of = PartialDateField(label=gettext_lazy("True as of"))
    claim_reviewed = forms.CharField(
        required=False, max_length=5_000, label=gettext_lazy("Words judged"), widget=forms.Textarea(attrs={"rows": 2})
    )
    byline = forms.CharField(required=False, max_length=300, label=gettext_lazy("Byline"))
    language = forms.CharField(required=False, max_length=35, label=gettext_lazy("Language"))
    url = forms.CharField(required=False, max_length=2048, label=gettext_lazy("Address of the article, if it is known"))

    def __init__(self, *args: Any, evidence: Sequence[Evidence] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = [(one.pk, str(one)) for one in evidence]  # type: ignore[attr-defined]

    def content(self) -> dict[str, Any]:
        """Return the content of the draft as the action takes it."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "read_version"}
        return {**found, "reason_code": found["reason_code"] or None}


@dataclass(frozen=True)
class Compared:
    """One thing that readers see, in the last published revision and in this one."""

    label: str | Promise
    before: SafeString | str
    after: SafeString | str
    is_changed: bool
    ratings: tuple[Verdict, Verdict] | None = None


@dataclass(frozen=True)
class Citable:
    """A piece of evidence that the draft may cite: whether it does, and what to think of."""

    row: Evidence
    is_cited: bool
    is_own_report: bool
    warning: str = ""


def verdict_page(request: HttpRequest, verdict_id: int) -> HttpResponse:
    """Answer with the page of a verdict; a POST saves the draft. Raises Http404 where there is none to be seen."""
    person = actor(request)
    verdict = read_verdict(verdict_id, person)
    options = {option.verb: option for option in verdict_options(verdict, person)}
    if request.method == "POST":
        return _save(request, verdict, options)
    if not options["edit"].blockers:
        return draft_page(request, verdict, options, _form(verdict, person))
    return reading_page(request, verdict, options)


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


def _form(verdict: Verdict, person: Actor, data: Any = None) -> DraftForm:
    names = [name for name in DraftForm.base_fields if name not in {"read_version", "rating", "as_of", "evidence"}]
    initial = {
        "read_version": verdict.version,
        "rating": verdict.rating_id,
        "as_of": partial_date_of(verdict, "as_of"),
        "evidence": list(verdict.citations.values_list("evidence", flat=True)),
        **{name: getattr(verdict, name) for name in names},
    }
    return DraftForm(data, initial=initial, evidence=list(citable_rows(verdict, person)))


def citable_rows(verdict: Verdict, person: Actor) -> Any:
    """Return the evidence of the claim in the order of filing."""
    rows = Evidence.objects.for_claims(internal=person.is_internal).filter(claim=verdict.claim_id)
    return rows.select_related("source__publisher", "added_by").defer("source__text")[:500]


def _save(request: HttpRequest, verdict: Verdict, options: Mapping[str, Option]) -> HttpResponse:
    """Save what was typed; where somebody else saved in between, show both beside each other and keep both."""
    form = _form(verdict, actor(request), request.POST)
    if not form.is_valid():
        return draft_page(request, verdict, options, form, status=422)
    try:
        edit_draft(verdict.pk, form.content(), actor=actor(request), if_version=form.cleaned_data["read_version"])
    except StaleVersionError:
        fresh = read_verdict(verdict.pk, actor(request))
        conflict = [line for line in _beside(fresh, form) if line.is_changed]
        return draft_page(request, fresh, options, form, status=409, conflict=conflict)
    except REFUSALS as error:
        return draft_page(request, verdict, options, form, status=422, refusal=explain(error))
    return redirect_after(request, verdict)


def _beside(fresh: Verdict, form: DraftForm) -> list[Compared]:
    """Compare what is stored by now with what was typed."""
    typed = form.content()
    lines = []
    for name, label in COMPARED:
        found = text_difference(getattr(fresh, name), str(typed.get(name) or ""))
        lines.append(Compared(label, found.before, found.after, found.is_changed))
    ours = Rating.objects.filter(pk=typed.get("rating") or 0).first()
    before, after = str(fresh.rating or _("none")), str(ours or _("none"))
    return [Compared(_("Rating"), before, after, before != after), *lines]


def draft_page(
    request: HttpRequest, verdict: Verdict, options: Mapping[str, Option], form: DraftForm, *, status: int = 200,
    **context: Any,
) -> TemplateResponse:  # fmt: skip
    """Answer with the form of a draft."""
    scale = _scale(request, verdict)
    ratings = (
        list(scale.ratings.filter(Q(is_retired=False) | Q(pk=verdict.rating_id)).order_by("position")) if scale else []
    )
    chosen = next((one for one in ratings if one.pk == verdict.rating_id), None)
    if status == 409:
        # What was typed is sent again at the version that is there now, once it was looked at.
        form.data = form.data.copy()
        form.data["read_version"] = str(verdict.version)
    return _page(
        request,
        "draft",
        verdict,
        options,
        status=status,
        form=form,
        scale=scale,
        scales=RatingScale.objects.order_by("pk"),
        on_line=[one for one in ratings if one.normalized not in OFF_LINE],
        off_line=[one for one in ratings if one.normalized in OFF_LINE],
        picked=str(form["rating"].value() or ""),
        citable=citable_of(verdict, actor(request), set(map(str, form["evidence"].value() or [])), chosen),
        preview=html_of(verdict.explanation),
        summary_read=SUMMARY_READ,
        scripts=("claims/keep.js",),
        **context,
    )


def _scale(request: HttpRequest, verdict: Verdict) -> RatingScale | None:
    """Return the scale to choose from: the one asked for, that of the rating, or the newsroom's."""
    asked = request.GET.get("scale", "")
    if asked:
        return RatingScale.objects.filter(slug=asked).first()
    if verdict.rating is not None:
        return verdict.rating.scale
    return RatingScale.objects.filter(slug="newsroom").first() or RatingScale.objects.order_by("pk").first()


def citable_of(verdict: Verdict, person: Actor, picked: set[str], rating: Rating | None) -> list[Citable]:
    """Return the evidence to tick, with what speaks against citing it as it stands."""
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
    """Answer with what a verdict says, beside the last published revision where it is not published yet."""
    published = (
        Verdict.objects.filter(claim=verdict.claim_id, is_imported=False, state="published")
        .exclude(pk=verdict.pk)
        .select_related("rating")
        .first()
    )
    is_open = verdict.state in {"in_review", "approved", "scheduled"}
    last = published if is_open else None
    lines = compare(last, verdict)
    return _page(
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
    """Open a verdict on a claim, or the next revision of the published one, and lead to it."""
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
    """Compare what readers see now with what they would see, field by field."""
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


def _page(
    request: HttpRequest, template: str, verdict: Verdict, options: Mapping[str, Option], **context: Any
) -> TemplateResponse:
    claim = verdict.claim
    person = actor(request)
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
        facts=verdict_facts(verdict),
        approvals=list(verdict.approvals.select_related("user").order_by("pk")) if person.is_internal else [],
        writers=writers_of(verdict) if person.is_internal else [],
        **context,
    )


def missing_of(options: Mapping[str, Option]) -> list[Any]:
    """Return what keeps a verdict from its next step, in the words of the rules."""
    for verb in ("submit", "publish"):
        option = options.get(verb)
        if option is not None and option.blockers:
            found = [one for one in option.blockers if one.code not in {"illegal_move", "insufficient_scope"}]
            if found:
                return found
    return []


@site.page("desk/verdict/<int:pk>/preview/", "desk_preview")
def preview_page(request: HttpRequest, pk: int) -> TemplateResponse:
    """Answer with a verdict as a reader would see it."""
    verdict = read_verdict(pk, actor(request))
    evidence = verdict.evidence.visible(internal=False).select_related("source__publisher").order_by("pk")
    return _page(
        request,
        "preview",
        verdict,
        {},
        explanation=html_of(verdict.explanation),
        evidence=list(evidence),
        newsroom=verdict.publisher,
    )


def writers_of(verdict: Verdict) -> list[str]:
    """Name those who wrote a verdict."""
    return [user.name for user in User.objects.filter(pk__in=verdict.writers).order_by("username")]


def redirect_after(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """Go on where the pressed button leads: handing over, another scale of ratings, or back to the draft."""
    then = request.POST.get("_then", "")
    address = page_of(verdict)
    if then == "scale":
        address += "?" + urlencode({"scale": request.POST.get("_scale_choice", "")})
    elif then == "preview":
        address += "#preview"
    elif then == "submit":
        _hand_over(request, verdict)
    else:
        messages.success(request, _("The draft is saved."))
    return HttpResponseRedirect(address)


def _hand_over(request: HttpRequest, verdict: Verdict) -> None:
    try:
        submit_verdict(verdict.pk, actor=actor(request))
        messages.success(request, _("Handed over. Somebody who did not write it decides."))
    except REFUSALS as error:
        messages.error(request, _("The draft is saved, and not handed over: {why}").format(why=explain(error)))
