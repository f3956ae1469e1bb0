"""Verbs as buttons: one URL for every verb of a claim or verdict.

A GET asks what the verb needs to know, a POST carries it out by its action and goes back to the row. What the action
refuses is said on the same page, with what was typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.bodies import BodyField, fields_of
from claims.actions.options import Option, claim_options, verdict_options
from claims.actions.verbs import ACTIONS, simple_verbs
from claims.admin.access import actor, may
from claims.admin.desk import words
from claims.admin.desk.form import DeskForm
from claims.admin.desk.page import desk_page
from claims.admin.display import cut, page_of
from claims.admin.frame import zone_name
from claims.admin.refusal import REFUSALS, explain
from claims.admin.site import site
from claims.models.claim import Claim
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.access import Actor, require


@dataclass(frozen=True)
class Wording:
    """The texts of a verb: its button, its page and its success message, and how grave it is."""

    button: str | Promise
    done: str | Promise
    question: str | Promise = ""
    is_grave: bool = False


WORDING: dict[str, Wording] = {
    "claim.triage": Wording(gettext_lazy("Take it up"), gettext_lazy("taken up")),
    "claim.start": Wording(gettext_lazy("Start checking"), gettext_lazy("started")),
    "claim.assign": Wording(
        gettext_lazy("Assign"), gettext_lazy("assigned"), gettext_lazy("Who works on this claim?")
    ),
    "claim.decline": Wording(
        gettext_lazy("Decline…"), gettext_lazy("declined"),
        gettext_lazy("Why will this claim not be checked?"), is_grave=True,
    ),
    "claim.reopen": Wording(gettext_lazy("Take it up again"), gettext_lazy("taken up again")),
    "claim.merge": Wording(
        gettext_lazy("Merge…"), gettext_lazy("merged"), gettext_lazy("Which claim says the same?"), is_grave=True
    ),
    "verdict.submit": Wording(gettext_lazy("Hand over for approval"), gettext_lazy("handed over")),
    "verdict.approve": Wording(gettext_lazy("Approve"), gettext_lazy("approved")),
    "verdict.request_changes": Wording(
        gettext_lazy("Request changes"), gettext_lazy("sent back"), gettext_lazy("What should change?")
    ),
    "verdict.recall": Wording(gettext_lazy("Take it back to the draft"), gettext_lazy("taken back")),
    "verdict.discard": Wording(
        gettext_lazy("Discard…"), gettext_lazy("discarded"),
        gettext_lazy("The words of this revision stay readable to the newsroom and are never published."),
        is_grave=True,
    ),
    "verdict.publish": Wording(
        gettext_lazy("Publish"), gettext_lazy("published"),
    ),
    "verdict.schedule": Wording(
        gettext_lazy("Schedule…"), gettext_lazy("scheduled"), gettext_lazy("When is it to be published?")
    ),
    "verdict.unschedule": Wording(gettext_lazy("Take it off the schedule"), gettext_lazy("taken off the schedule")),
    "verdict.retract": Wording(
        gettext_lazy("Retract…"), gettext_lazy("retracted"),
        gettext_lazy("It stays readable at its address, marked as retracted, with your note. This cannot be undone."),
        is_grave=True,
    ),
}  # fmt: skip
LABELS: dict[str, str | Promise] = {
    "priority": gettext_lazy("Priority"),
    "code": gettext_lazy("Reason"),
    "reason": gettext_lazy("In words, for the history"),
    "assignee": gettext_lazy("Person"),
    "into": gettext_lazy("Number of the claim to merge into"),
    "comment": gettext_lazy("Comment"),
    "publish_at": gettext_lazy("Time"),
    "note": gettext_lazy("Note for readers"),
    "url": gettext_lazy("Address of the article"),
    "force": gettext_lazy("Merge them although they differ"),
}
CHOICES: dict[str, dict[str, Any]] = {"priority": words.PRIORITY, "code": words.DECLINE_CODE}
MODELS: dict[str, Any] = {"claim": Claim, "verdict": Verdict}


class ActForm(DeskForm):
    """The form of a verb, generated from its body, with the version at which the row was read."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def form_class(verb: str) -> type[ActForm]:
    """Build the form class of a verb from the fields of its body."""
    return type("Act", (ActForm,), {one.name: _form_field(one) for one in fields_of(ACTIONS[verb].body)})


def _form_field(one: BodyField) -> forms.Field:
    options: dict[str, Any] = {
        "required": one.is_required and not one.allows_null,
        "label": LABELS.get(one.name, one.name),
    }
    if one.kind == "word":
        named = CHOICES.get(one.name, {})
        labels = [(word, getattr(named.get(word, word), "label", named.get(word, word))) for word in one.choices]
        blank = [] if one.is_required else [("", _("As it is"))]
        return forms.ChoiceField(choices=[*blank, *labels], **options)
    if one.kind == "time":
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return forms.DateTimeField(widget=widget, help_text=_("in {zone}").format(zone=zone_name()), **options)
    if one.kind == "user":
        people = User.objects.filter(is_active=True, is_service=False).order_by("username")
        return PersonField(people, empty_label=_("nobody"), **options)
    if one.kind == "switch":
        return forms.BooleanField(**options)
    if one.kind == "claim":
        return forms.IntegerField(min_value=1, max_value=2**63 - 1, **options)
    return forms.CharField(max_length=one.max_length, widget=forms.Textarea(attrs={"rows": 3}), **options)


class PersonField(forms.ModelChoiceField):
    """A choice of a person by name; the value is the id."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name."""
        return str(obj.name)

    def clean(self, value: Any) -> Any:
        """Return the id of the person chosen, or None for nobody."""
        found = super().clean(value)
        return found.pk if found else None


@site.page("desk/act/<str:noun>/<int:pk>/<str:verb>/", "desk_act")
def act_page(request: HttpRequest, noun: str, pk: int, verb: str) -> HttpResponse:
    """Show the form of a verb, or carry it out. Raises Http404 for an unknown verb or row."""
    name = f"{noun}.{verb}"
    if noun not in MODELS or name not in {one.name for one in simple_verbs(noun)}:
        raise Http404
    if not may(request, name):
        raise PermissionDenied
    if name == "claim.merge" and request.method != "POST":
        return HttpResponseRedirect(reverse("admin:desk_merge", args=[pk]))
    row = row_of(noun, pk, actor(request))
    make = form_class(name)
    if request.method != "POST":
        return ask(request, name, row, make(initial={"read_version": row.version, **_begin(name, row)}))
    form = make(request.POST)
    if not form.is_valid():
        return ask(request, name, row, form, status=422)
    try:
        carry_out(name, pk, form, actor(request))
    except REFUSALS as error:
        return ask(request, name, row, form, status=422, refusal=explain(error))
    return done(request, name, row)


def row_of(noun: str, pk: int, person: Actor) -> Any:
    """Return a row that a person may see. Raises Http404."""
    rows = MODELS[noun].objects.all()
    if noun == "verdict":
        rows = rows.visible(internal=person.is_internal).select_related("claim")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _begin(name: str, row: Any) -> dict[str, Any]:
    return {"assignee": row.assignee_id} if name == "claim.assign" else {}


def carry_out(name: str, pk: int, form: ActForm, person: Actor) -> None:
    """Call the action of a verb as a person. Raises what the action does."""
    require(person, name)
    body = {one.name for one in fields_of(ACTIONS[name].body)}
    given = {key: value for key, value in form.cleaned_data.items() if key in body}
    ACTIONS[name].act(pk, actor=person, if_version=form.cleaned_data.get("read_version"), **given)


def ask(
    request: HttpRequest, name: str, row: Any, form: ActForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    """Render the page with the form of a verb."""
    claim = row if isinstance(row, Claim) else row.claim
    options = claim_options(row, actor(request)) if row is claim else verdict_options(row, actor(request))
    short = name.partition(".")[2]
    blockers = next((one.blockers for one in options if one.verb == short), ())
    trail = [
        (_("Claims"), reverse("admin:claims_claim_changelist")),
        (_("Claim {pk}").format(pk=claim.pk), page_of(claim)),
    ]
    if row is not claim:
        trail.append((_("Revision {number}").format(number=row.revision), page_of(row)))
    wording = WORDING[name]
    return desk_page(
        request,
        "act",
        str(wording.button).removesuffix("…"),
        current="claims",
        trail=trail,
        status=status,
        form=form,
        row=row,
        claim=claim,
        verb=name,
        wording=wording,
        blockers=blockers,
        refusal=refusal,
        back=page_of(row),
    )


def done(request: HttpRequest, name: str, row: Any) -> HttpResponse:
    """Show a success message and redirect to the row."""
    what = row.claim if isinstance(row, Verdict) else row
    messages.success(request, _("“{text}” is {done}.").format(text=cut(what.text, 60), done=WORDING[name].done))
    return HttpResponseRedirect(page_of(row))


@dataclass(frozen=True)
class Button:
    """The button of a verb: its label, its URL, and whether it needs no form."""

    verb: str
    text: str
    address: str
    is_grave: bool
    is_at_once: bool
    version: int


def buttons_of(noun: str, row: Any, options: Iterable[Option], order: Sequence[str]) -> list[Button]:
    """Return buttons for the verbs that nothing blocks, in the given order; verbs without fields need no form."""
    possible = {option.verb for option in options if not option.blockers}
    found = []
    for short in order:
        name = f"{noun}.{short}"
        if short not in possible or name not in WORDING:
            continue
        wording = WORDING[name]
        asks = any(one.is_required for one in fields_of(ACTIONS[name].body)) or wording.is_grave
        address = reverse("admin:desk_act", args=[noun, row.pk, short])
        found.append(Button(name, str(wording.button), address, wording.is_grave, not asks, row.version))
    return found
