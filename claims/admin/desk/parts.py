"""Add and edit the parts of a claim on its page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from claims.actions.change import StaleVersionError
from claims.actions.drafts import claim_facts
from claims.actions.input import InputError
from claims.actions.verbs import ACTIONS
from claims.admin.access import actor, may
from claims.admin.desk.part_forms import (
    AppearanceForm,
    EvidenceForm,
    NoteForm,
    OwnForm,
    PartForm,
    QuantityForm,
    ReplyForm,
)
from claims.admin.refusal import REFUSALS, explain
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.note import Note
from claims.models.quantity import Quantity
from claims.models.reply import Reply
from claims.rules.access import Actor


class Kind:
    """A kind of part: its collection, model, form, the noun of its verbs, and its section of the page."""

    def __init__(self, model: Any, form: type[PartForm], section: str) -> None:
        self.model, self.form, self.section = model, form, section
        self.noun: str = model._meta.model_name


KINDS: dict[str, Kind] = {
    "appearances": Kind(Appearance, AppearanceForm, "appearances"),
    "evidence": Kind(Evidence, EvidenceForm, "evidence"),
    "quantities": Kind(Quantity, QuantityForm, "figures"),
    "replies": Kind(Reply, ReplyForm, "replies"),
    "notes": Kind(Note, NoteForm, "notes"),
}


def form_to_show(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """Return the form that the query selects: `?add=evidence`, `?edit=evidence-12` or `?edit=claim`."""
    adding, editing = request.GET.get("add", ""), request.GET.get("edit", "")
    if editing == "claim" and may(request, "claim.update"):
        return {"editing": "claim", "form": OwnForm(initial=OwnForm.initial_of(claim), is_judged=_is_judged(claim))}
    if adding in KINDS:
        kind = KINDS[adding]
        return {"editing": adding, "form": kind.form(initial=_begin(adding))} if _may_add(request, kind) else {}
    name, _dash, pk = editing.partition("-")
    if name not in KINDS or not pk.isdecimal():
        return {}
    kind = KINDS[name]
    row = _row(kind, claim.pk, int(pk), actor(request))
    return {"editing": name, "form": _form(kind, None, row), "row": row}


def _begin(name: str) -> dict[str, Any]:
    return {"asked_at": timezone.localtime().replace(second=0, microsecond=0)} if name == "replies" else {}


def _may_add(request: HttpRequest, kind: Kind) -> bool:
    return may(request, f"{kind.noun}.create")


def _row(kind: Kind, claim_id: int, pk: int, person: Actor) -> Any:
    row = kind.model.objects.visible(internal=person.is_internal).filter(claim=claim_id, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _form(kind: Kind, data: Any, row: Any = None) -> PartForm:
    options: dict[str, Any] = {"initial": kind.form.initial_of(row)} if row is not None else {}
    if kind.form is QuantityForm:
        options["is_new"] = row is None
    return kind.form(data, **options)


Answer = Callable[..., HttpResponse]


def write_part(request: HttpRequest, claim_id: int, name: str, part_id: int | None, page: Answer) -> HttpResponse:
    """Add, change or delete a part by its action; a refusal is shown with the form on the claim's page."""
    if name not in KINDS:
        raise Http404
    kind, person = KINDS[name], actor(request)
    row = _row(kind, claim_id, part_id, person) if part_id is not None else None
    verb = _verb(request, kind, row)
    if not may(request, verb):
        raise PermissionDenied
    if verb.endswith(".delete"):
        return _delete(request, verb, claim_id, row, kind, page)
    form = _form(kind, request.POST, row)
    if not form.is_valid():
        return page(request, claim_id, status=422, editing=name, form=form, row=row)
    try:
        _act(verb, claim_id, row, form, person)
    except StaleVersionError as error:
        fresh = _row(kind, claim_id, row.pk, person) if row is not None else None
        form.send_again(error.found)
        return page(request, claim_id, status=409, editing=name, form=form, row=row, theirs=_theirs(kind, fresh))
    except InputError as error:
        _at_field(form, error)
        return page(request, claim_id, status=422, editing=name, form=form, row=row)
    except REFUSALS as error:
        form.add_error(None, explain(error))
        return page(request, claim_id, status=422, editing=name, form=form, row=row)
    return _back(claim_id, kind.section)


def _verb(request: HttpRequest, kind: Kind, row: Any) -> str:
    if row is None:
        return f"{kind.noun}.create"
    if "_delete" in request.POST:
        return f"{kind.noun}.delete"
    return f"{kind.noun}.replace" if kind.model is Quantity else f"{kind.noun}.update"


def _act(verb: str, claim_id: int, row: Any, form: PartForm, person: Actor) -> None:
    act, data = ACTIONS[verb].act, form.data_of()
    version = form.cleaned_data.get("read_version")
    if row is None:
        act(claim_id, data, actor=person)
    elif verb == "quantity.replace":
        act(row.pk, claim_id, data, reason=form.cleaned_data["reason"], actor=person, if_version=version)
    else:
        act(row.pk, claim_id, data, actor=person, if_version=version)


def _delete(request: HttpRequest, verb: str, claim_id: int, row: Any, kind: Kind, page: Answer) -> HttpResponse:
    try:
        ACTIONS[verb].act(row.pk, claim_id, actor=actor(request))
    except REFUSALS as error:
        form = _form(kind, None, row)
        return page(request, claim_id, status=422, editing=kind.section, form=form, row=row, refusal=explain(error))
    return _back(claim_id, kind.section)


def _theirs(kind: Kind, row: Any) -> list[tuple[Any, Any]]:
    """Return the current values of a row by the labels of its form, to show them beside the typed ones."""
    if row is None:
        return []
    initial = kind.form.initial_of(row)
    return [(field.label, initial.get(name, "")) for name, field in kind.form.base_fields.items() if field.label]


def _at_field(form: PartForm, error: InputError) -> None:
    places = {"source": "url", "attributions": "chain", "quantity": "surface"}
    names = [places.get(step, step) for step in error.path if isinstance(step, str)]
    form.add_error(next((name for name in reversed(names) if name in form.fields), None), error.message)


def _back(claim_id: int, section: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:claims_claim_change', args=[claim_id])}#{section}")


def write_own(request: HttpRequest, claim_id: int, page: Answer) -> HttpResponse:
    """Change a claim's own fields by its action."""
    if not may(request, "claim.update"):
        raise PermissionDenied
    claim = Claim.objects.select_related("claimant").filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    form = OwnForm(request.POST, is_judged=_is_judged(claim))
    if not form.is_valid():
        return page(request, claim_id, status=422, editing="claim", form=form)
    initial = OwnForm.initial_of(claim)
    typed = form.data_of()
    reason = typed.pop("reason", "")
    changed = {name: value for name, value in typed.items() if value != _comparable(initial.get(name), value)}
    try:
        ACTIONS["claim.update"].act(
            claim_id, changed, actor=actor(request), reason=reason, if_version=form.cleaned_data["read_version"]
        )
    except StaleVersionError as error:
        form.send_again(error.found)
        theirs = [(field.label, initial.get(name, "")) for name, field in OwnForm.base_fields.items() if field.label]
        return page(request, claim_id, status=409, editing="claim", form=form, theirs=theirs)
    except InputError as error:
        _at_field(form, error)
        return page(request, claim_id, status=422, editing="claim", form=form)
    except REFUSALS as error:
        form.add_error(None, explain(error))
        return page(request, claim_id, status=422, editing="claim", form=form)
    return _back(claim_id, "")


def _is_judged(claim: Claim) -> bool:
    return claim_facts(claim).was_published


def _comparable(before: Any, typed: Any) -> Any:
    return None if typed is None and before == "" else "" if typed == "" and before is None else before
