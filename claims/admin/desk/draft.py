"""The form of a draft, which also handles two people writing at the same time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.change import StaleVersionError
from claims.actions.drafts import edit_draft
from claims.actions.options import Option, verdict_options
from claims.actions.verdict_moves import submit_verdict
from claims.admin.access import actor
from claims.admin.desk import words
from claims.admin.desk.difference import text_difference
from claims.admin.desk.form import DeskForm
from claims.admin.desk.verdict import COMPARED, Compared, citable_of, citable_rows, framed, read_verdict, reading_page
from claims.admin.display import page_of
from claims.admin.markdown import html_of
from claims.admin.partial_date import PartialDateField, partial_date_of
from claims.admin.refusal import REFUSALS, explain
from claims.models.evidence import Evidence
from claims.models.rating import Rating, RatingScale
from claims.models.verdict import Verdict
from claims.rules.access import Actor

SUMMARY_READ = 150

# Ratings that are not on the scale from true to false.
OFF_LINE = ("mixture", "misleading", "missing_context", "altered", "satire", "outdated", "unproven", "not_checkable")


class DraftForm(DeskForm):
    """The form of a draft's content. Every field may stay empty until it is submitted."""

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
        """Return the content of the draft as data for the action."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "read_version"}
        return {**found, "reason_code": found["reason_code"] or None}


def verdict_page(request: HttpRequest, verdict_id: int) -> HttpResponse:
    """Render the page of a verdict; a POST saves the draft. Raises Http404 if there is none that the user may see."""
    person = actor(request)
    verdict = read_verdict(verdict_id, person)
    options = {option.verb: option for option in verdict_options(verdict, person)}
    if request.method == "POST":
        return _save(request, verdict, options)
    if not options["edit"].blockers:
        return draft_page(request, verdict, options, _form(verdict, person))
    return reading_page(request, verdict, options)


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


def _save(request: HttpRequest, verdict: Verdict, options: Mapping[str, Option]) -> HttpResponse:
    """Save the form; if somebody else saved in between, show both versions side by side."""
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
    """Compare the stored content with the typed one."""
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
    """Render the form of a draft."""
    scale = _scale(request, verdict)
    ratings = (
        list(scale.ratings.filter(Q(is_retired=False) | Q(pk=verdict.rating_id)).order_by("position")) if scale else []
    )
    chosen = next((one for one in ratings if one.pk == verdict.rating_id), None)
    if status == 409:
        # What was typed is sent again at the version that is there now, once it was looked at.
        form.send_again(verdict.version)
    return framed(
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
    """Return the scale to choose from: the requested one, that of the rating, or the newsroom's."""
    asked = request.GET.get("scale", "")
    if asked:
        return RatingScale.objects.filter(slug=asked).first()
    if verdict.rating is not None:
        return verdict.rating.scale
    return RatingScale.objects.filter(slug="newsroom").first() or RatingScale.objects.order_by("pk").first()


def redirect_after(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """Redirect by the pressed button: to submitting, another rating scale, or back to the draft."""
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
