"""File a claim by hand on one page, and then others from the same source."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from claims.actions.claims import create_claim
from claims.actions.external_ids import ExternalIdTakenError
from claims.actions.input import InputError
from claims.actions.quantities import FIGURE, figure_of
from claims.admin.access import actor, may
from claims.admin.desk import words
from claims.admin.desk.form import DeskForm
from claims.admin.desk.page import desk_page
from claims.admin.desk.queue import rows_of
from claims.admin.display import page_of
from claims.admin.fields import TopicsField
from claims.admin.partial_date import PartialDateField
from claims.admin.refusal import REFUSALS, explain, sentence
from claims.admin.site import site
from claims.models.claim import Claim
from claims.models.quantity import Quantity
from claims.models.source import Source
from claims.rules.chain import Link, read_chain
from claims.rules.figures.language import DEFAULT
from claims.rules.refusal import RefusedError
from claims.rules.text import canonical_language
from claims.templatetags.desk import chip, icon

LIKE_SHOWN = 5
LIKE_WORDS = 4


class FilingForm(DeskForm):
    """The form of a new claim with its source, quote, chain and figures."""

    text = forms.CharField(
        max_length=5000, label=gettext_lazy("What is claimed"), widget=forms.Textarea(attrs={"rows": 2})
    )
    language = forms.CharField(required=False, max_length=35, label=gettext_lazy("Language"))
    figures = forms.CharField(
        required=False, label=gettext_lazy("Figures"), widget=forms.Textarea(attrs={"rows": 2, "class": "short"})
    )
    url = forms.CharField(required=False, max_length=2048, label=gettext_lazy("Address of the source"))
    title = forms.CharField(required=False, max_length=1000, label=gettext_lazy("Its title"))
    published_on = PartialDateField(label=gettext_lazy("Published on"))
    quote = forms.CharField(required=False, label=gettext_lazy("Quote"), widget=forms.Textarea(attrs={"rows": 2}))
    chain = forms.CharField(required=False, label=gettext_lazy("Who said it"), widget=forms.Textarea(attrs={"rows": 2}))
    voice = forms.ChoiceField(
        required=False,
        label=gettext_lazy("In whose voice"),
        choices=[("", gettext_lazy("somebody’s who is quoted")),
                 *((word, text) for word, text in words.VOICE.items() if text)],
    )  # fmt: skip
    claimed_on = PartialDateField(label=gettext_lazy("Said on"))
    heading = forms.CharField(required=False, max_length=300, label=gettext_lazy("Heading it was published under"))
    occurred_from = PartialDateField(label=gettext_lazy("Happened from"))
    occurred_to = PartialDateField(label=gettext_lazy("Happened until"))
    occurred_hedge = forms.ChoiceField(
        required=False,
        label=gettext_lazy("How the claim puts that time"),
        choices=[("", gettext_lazy("It does not say")), *words.OCCURRED_HEDGE.items()],
    )
    topics = TopicsField(required=False, label=gettext_lazy("Topics"))
    place = forms.CharField(required=False, max_length=300, label=gettext_lazy("Place"))
    priority = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Priority"),
        choices=[(word, words.PRIORITY[word].label) for word in ("normal", "urgent", "high", "low")],
    )
    verbatim = frozenset({"quote"})
    KEPT = ("url", "title", "published_on", "chain", "voice", "claimed_on", "topics", "language", "place")
    """The initial values of the next claim from the same source."""

    def body(self) -> dict[str, Any]:
        """Return the claim as the body of `POST /claims`."""
        data = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        own = ("text", "language", "claimed_on", "occurred_from", "occurred_to", "occurred_hedge", "topics", "place",
               "priority")  # fmt: skip
        body: dict[str, Any] = {name: data[name] for name in own if name in data}
        if "heading" in data:
            body["title"] = data["heading"]
        figures = [line.strip() for line in data.get("figures", "").splitlines() if line.strip()]
        if figures:
            body["quantities"] = figures
        source = self._source(data)
        if source:
            body["appearances"] = [self._appearance(data, source)]
        return body

    def _source(self, data: Mapping[str, Any]) -> dict[str, Any]:
        named = {name: data[name] for name in ("url", "title", "published_on") if name in data}
        return named if "url" in named or "title" in named else {}

    def _appearance(self, data: Mapping[str, Any], source: dict[str, Any]) -> dict[str, Any]:
        links = read_chain(data.get("chain", ""))
        voice = data.get("voice") or ("attributed" if links else "unclear")
        appearance: dict[str, Any] = {"source": source, "voice": voice}
        if "quote" in data:
            appearance["quote"] = data["quote"]
        if links:
            appearance["attributions"] = [attribution(link, place) for place, link in enumerate(links)]
        return appearance

    def clean(self) -> dict[str, Any]:
        """Require a source if a field was filled in that needs one."""
        data = super().clean() or self.cleaned_data
        if not data.get("url") and not data.get("title"):
            for name in ("quote", "chain"):
                if data.get(name):
                    self.add_error("url", _("Give the address or the title of the source that this stands in."))
                    break
        return data


def attribution(link: Link, place: int) -> dict[str, Any]:
    """Return a link of a chain as in the body of a POST: the first is the originator."""
    found: dict[str, Any] = {"role": "relay" if place else "originator", "certainty": link.certainty}
    if link.is_anonymous:
        found["is_anonymous"] = True
    texts = {"named_as": link.named_as, "described_as": link.described_as, "cue": link.cue, "entity": link.entity}
    return {**found, **{name: text for name, text in texts.items() if text}}


def filing_page(request: HttpRequest) -> HttpResponse:
    """File a claim; ask for confirmation first if similar ones exist."""
    if not may(request, "claim.create"):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, FilingForm(initial=_begun(request)))
    form = FilingForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        claim = create_claim(form.body(), actor=actor(request))
    except ExternalIdTakenError as error:  # pragma: no cover, no external id is typed here
        return _page(request, form, status=422, refusal=str(error))
    except InputError as error:
        _at_field(form, error)
        return _page(request, form, status=422)
    except REFUSALS as error:
        return _page(request, form, status=422, refusal=explain(error))
    return _next(request, form, claim)


def _next(request: HttpRequest, form: FilingForm, claim: Claim) -> HttpResponse:
    if "_next" not in request.POST:
        return HttpResponseRedirect(page_of(claim))
    kept = {name: request.POST.get(name, "") for name in form.KEPT}
    query: dict[str, Any] = {**{name: value for name, value in kept.items() if value}, "filed": claim.pk}
    return HttpResponseRedirect(f"{reverse('admin:claims_claim_add')}?{urlencode(query)}")


def _begun(request: HttpRequest) -> dict[str, Any]:
    found = {name: request.GET.get(name, "")[:2048] for name in FilingForm.KEPT}
    source = _source_of(request)
    if source is not None:
        found |= {"url": source.url or "", "title": source.title}
    return found


def _source_of(request: HttpRequest) -> Source | None:
    asked = request.GET.get("source", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    return Source.objects.visible(internal=actor(request).is_internal).filter(pk=int(asked)).first()


def _at_field(form: FilingForm, error: InputError) -> None:
    """Show the refusal of an action at the field that it concerns."""
    path = [step for step in error.path if isinstance(step, str)]
    path = ["heading"] if path == ["title"] else path
    places = {"quantities": "figures", "attributions": "chain", "source": "url", "appearances": "quote"}
    names = [places.get(step, step) for step in reversed(path)]
    name = next((one for one in names if one in form.fields), None)
    form.add_error(name, error.message)


def _page(request: HttpRequest, form: FilingForm, *, status: int = 200, **context: Any) -> HttpResponse:
    text = str(form["text"].value() or "")
    return desk_page(
        request,
        "filing",
        _("Add a claim"),
        current="claims",
        trail=[(_("Claims"), reverse("admin:claims_claim_changelist"))],
        status=status,
        form=form,
        filed=request.GET.get("filed", ""),
        like=like(request, text) if text.strip() else [],
        scripts=("claims/keep.js", "claims/filing.js"),
        **context,
    )


def like(request: HttpRequest, text: str, *, but: int = 0) -> list[Any]:
    """Return similar claims, but for one: those with all or some of the longest words of a text."""
    some = sorted(set(re.findall(r"\w{4,}", text)), key=len, reverse=True)[:LIKE_WORDS]
    for joined in (" ".join(some), " or ".join(some)) if some else ():
        claims = Claim.objects.unmerged().exclude(pk=but).matching(joined, internal=actor(request).is_internal)
        found = list(claims.defer("search")[:LIKE_SHOWN])
        if found:
            return rows_of(found, is_internal=actor(request).is_internal)
    return []


@site.page("desk/figures/", "desk_figures")
@require_POST
def figures_page(request: HttpRequest) -> HttpResponse:
    """Render chips of the figures that are being typed, one per line."""
    if not may(request, "claim.create"):
        raise PermissionDenied
    lines = [line.strip() for line in request.POST.get("figures", "")[:5000].splitlines() if line.strip()][:20]
    parts = [read_chip(line, request.POST.get("language", "")) for line in lines]
    return JsonResponse({"html": format_html("{} " * len(parts), *parts)})


def read_chip(line: str, language: str) -> SafeString:
    """Return the chip of a phrase's figure, or why it cannot be read."""
    try:
        figure = figure_of({"surface": line}, canonical_language(language) if language else DEFAULT)
    except RefusedError as error:
        return format_html('<span class="status tone-bad">{}{}</span>', icon("warn"), sentence(error))
    return chip(Quantity(**{name: getattr(figure, name) for name in FIGURE}, surface=line))


@site.page("desk/like/", "desk_like")
@require_POST
def like_page(request: HttpRequest) -> HttpResponse:
    """Return the claims similar to the typed text as JSON."""
    if not may(request, "claim.create"):
        raise PermissionDenied
    found = like(request, request.POST.get("text", "")[:5000])
    return JsonResponse(
        {"claims": [{"id": row.claim.pk, "text": row.claim.text, "address": page_of(row.claim)} for row in found]}
    )
