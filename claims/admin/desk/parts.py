"""Parts of a claim, added and edited in their place on its page, in the order in which a person has them."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.change import StaleVersionError
from claims.actions.input import InputError
from claims.actions.verbs import ACTIONS
from claims.admin.access import actor, may
from claims.admin.desk import words
from claims.admin.desk.filing import attribution
from claims.admin.desk.form import DeskForm
from claims.admin.fields import TopicsField
from claims.admin.partial_date import PartialDateField, partial_date_of
from claims.admin.refusal import REFUSALS, explain
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.evidence import Evidence
from claims.models.note import Note
from claims.models.quantity import Quantity
from claims.models.reply import Reply
from claims.rules.access import Actor
from claims.rules.chain import Link, read_chain, write_link


def _text(label: Any, *, rows: int = 0, required: bool = False, most: int = 5000, help_text: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"class": "wide"})
    return forms.CharField(required=required, max_length=most, label=label, widget=widget, help_text=help_text)


def _words(label: Any, table: Mapping[str, Any], blank: Any = "") -> Any:
    options = [(word, getattr(look, "label", look) or blank) for word, look in table.items()]
    return forms.ChoiceField(label=label, choices=options)


def _moment(label: Any, *, required: bool = False) -> Any:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(required=required, label=label, widget=widget)


class PartForm(DeskForm):
    """The form of a part; `read_version` is the version at which the row was read, where it is edited."""

    verbatim = frozenset({"quote", "quote_translation"})
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def data_of(self) -> dict[str, Any]:
        """Return what was typed in the shape that the part's action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "read_version"}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return what the form of a row begins with."""
        found = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        dates = [name for name, one in cls.base_fields.items() if isinstance(one, PartialDateField)]
        return {**found, **{name: partial_date_of(row, name) for name in dates}, "read_version": row.version}


class SourcedForm(PartForm):
    """A part that stands in a source: known by its address or, where it has none, by its title."""

    url = _text(gettext_lazy("Address of the source"), most=2048,
                help_text=gettext_lazy("Paste it. A source that is there is used, a new one is made."))  # fmt: skip
    title = _text(gettext_lazy("Its title"), most=1000)

    def source(self) -> Any:
        """Return the source as it was named, or None."""
        named = {name: self.cleaned_data[name] for name in ("url", "title") if self.cleaned_data.get(name)}
        return named or None

    def data_of(self) -> dict[str, Any]:
        """Return what was typed, with the source in the shape of a reference."""
        found = super().data_of()
        found.pop("url"), found.pop("title")
        return {**found, "source": self.source()}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return what the form of a row begins with."""
        source = row.source
        named = {"url": source.url or "", "title": source.title} if source else {}
        return {**super().initial_of(row), **named}


class AppearanceForm(SourcedForm):
    """Where a claim was said: the source, the quote, whose words, through whom."""

    quote = _text(gettext_lazy("Quote"), rows=2, most=100_000,
                  help_text=gettext_lazy("The exact words. In a kept text they are found by themselves."))  # fmt: skip
    chain = _text(
        gettext_lazy("Who said it"), rows=2,
        help_text=gettext_lazy(
            "One a line, the originator first: Mark Milley, chairman of the chiefs, told reporters. "
            "For somebody who is meant but not named: Washington = United States government, said."
        ),
    )  # fmt: skip
    voice = _words(gettext_lazy("In whose voice"), words.VOICE, gettext_lazy("somebody’s who is quoted"))
    quote_translation = _text(gettext_lazy("The quote translated"), rows=2, most=100_000)
    locator = _text(gettext_lazy("Page or time"), most=300)
    is_first = forms.BooleanField(required=False, label=gettext_lazy("It was said here first"))

    def clean(self) -> dict[str, Any]:
        """Ask for a source."""
        data = super().clean() or self.cleaned_data
        if not data.get("url") and not data.get("title"):
            self.add_error("url", _("Give the address or the title of the source."))
        return data

    def data_of(self) -> dict[str, Any]:
        """Return what was typed, with the chain as attributions."""
        found = super().data_of()
        links = read_chain(found.pop("chain"))
        return {**found, "attributions": [attribution(link, place) for place, link in enumerate(links)]}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return what the form of a row begins with, its chain as lines."""
        links = [write_link(_link(one)) for one in row.attributions.select_related("entity").order_by("position")]
        return {**super().initial_of(row), "chain": "\n".join(links)}


def _link(row: Attribution) -> Link:
    entity = str(row.entity) if row.entity else ""
    named_as = row.named_as or entity
    return Link(named_as, row.described_as, entity, row.cue, row.certainty)


class EvidenceForm(SourcedForm):
    """What bears on a claim, and how."""

    stance = _words(gettext_lazy("It speaks"), words.STANCE)
    question = _text(gettext_lazy("The question that it answers"), most=1000)
    quote = _text(gettext_lazy("Quote"), rows=2, most=100_000)
    note = _text(gettext_lazy("What to think of it"), rows=2, most=20_000,
                 help_text=gettext_lazy("Common knowledge needs no source, and then a note."))  # fmt: skip
    interest = _text(gettext_lazy("The source’s own stake"), most=1000)
    locator = _text(gettext_lazy("Page or time"), most=300)
    is_primary = forms.BooleanField(required=False, label=gettext_lazy("A primary source"))
    is_confidential = forms.BooleanField(required=False, label=gettext_lazy("Confidential: never public"))


class QuantityForm(PartForm):
    """A figure as printed, and when it held."""

    surface = _text(gettext_lazy("The figure as printed"), required=True, most=300,
                    help_text=gettext_lazy("For example: about 3,000 additional troops."))  # fmt: skip
    measure = _text(gettext_lazy("What it measures"), most=300,
                    help_text=gettext_lazy("Figures of one measure are compared; a known name is used."))  # fmt: skip
    as_of = PartialDateField(label=gettext_lazy("As of"), has_time=True)
    valid_from = PartialDateField(label=gettext_lazy("From"))
    valid_to = PartialDateField(label=gettext_lazy("To"))
    reason = _text(gettext_lazy("Why it is replaced"), most=2000)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True

    def data_of(self) -> dict[str, Any]:
        """Return the figure; what is empty is left out."""
        found = {name: value for name, value in super().data_of().items() if value not in (None, "")}
        found.pop("reason", None)
        return found


class ReplyForm(PartForm):
    """What somebody concerned was asked, or answered."""

    kind = _words(gettext_lazy("What it is"), words.REPLY_KIND)
    entity = _text(gettext_lazy("Who"), most=300)
    asked_at = _moment(gettext_lazy("Asked"), required=True)
    due_at = _moment(gettext_lazy("Answer due"))
    answered_at = _moment(gettext_lazy("Answered"))
    text = _text(gettext_lazy("What was asked or said"), rows=3, most=20_000)
    outcome = _words(gettext_lazy("What came of it"), words.REPLY_OUTCOME)
    is_public = forms.BooleanField(required=False, label=gettext_lazy("Public, beside the verdict"))

    def data_of(self) -> dict[str, Any]:
        """Return the reply, with nobody where no name was typed."""
        found = super().data_of()
        return {**found, "entity": found["entity"] or None}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return what the form of a row begins with, its entity by name."""
        return {**super().initial_of(row), "entity": str(row.entity) if row.entity else ""}


class NoteForm(PartForm):
    """An editorial remark."""

    text = _text(gettext_lazy("New note"), rows=3, required=True, most=20_000)


class OwnForm(PartForm):
    """A claim's own fields."""

    text = _text(gettext_lazy("What is claimed"), rows=2, required=True)
    language = _text(gettext_lazy("Language"), required=True, most=35)
    claimant = _text(gettext_lazy("Claimant"), most=300)
    claimed_on = PartialDateField(label=gettext_lazy("Said on"))
    place = _text(gettext_lazy("Place"), most=300)
    topics = TopicsField(required=False, label=gettext_lazy("Topics"))
    priority = _words(gettext_lazy("Priority"), words.PRIORITY)
    due_at = _moment(gettext_lazy("Due"))

    def data_of(self) -> dict[str, Any]:
        """Return what was typed, a claimant by name."""
        found = super().data_of()
        return {**found, "claimant": found["claimant"] or None, "topics": found["topics"] or []}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return what the form of a claim begins with."""
        return {**super().initial_of(row), "claimant": str(row.claimant) if row.claimant else "", "topics": row.topics}


class Kind:
    """A kind of part: its collection, model, form, the noun of its verbs, and the part of the page that shows it."""

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
    """Return the form that the address asks for: `?add=evidence`, `?edit=evidence-12` or `?edit=claim`."""
    adding, editing = request.GET.get("add", ""), request.GET.get("edit", "")
    if editing == "claim" and may(request, "claim.update"):
        return {"editing": "claim", "form": OwnForm(initial=OwnForm.initial_of(claim))}
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
    """Add, change or delete a part by its action; what is refused is shown on the claim's page with what was typed."""
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
        form.data = form.data.copy()
        form.data["read_version"] = str(error.found)
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
    """Return what a row holds by now, by the labels of its form: shown beside what was typed."""
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
    form = OwnForm(request.POST)
    if not form.is_valid():
        return page(request, claim_id, status=422, editing="claim", form=form)
    claim = Claim.objects.select_related("claimant").filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    initial = OwnForm.initial_of(claim)
    changed = {name: value for name, value in form.data_of().items() if value != _comparable(initial.get(name), value)}
    try:
        ACTIONS["claim.update"].act(
            claim_id, changed, actor=actor(request), if_version=form.cleaned_data["read_version"]
        )
    except StaleVersionError as error:
        form.data = form.data.copy()
        form.data["read_version"] = str(error.found)
        theirs = [(field.label, initial.get(name, "")) for name, field in OwnForm.base_fields.items() if field.label]
        return page(request, claim_id, status=409, editing="claim", form=form, theirs=theirs)
    except InputError as error:
        _at_field(form, error)
        return page(request, claim_id, status=422, editing="claim", form=form)
    except REFUSALS as error:
        form.add_error(None, explain(error))
        return page(request, claim_id, status=422, editing="claim", form=form)
    return _back(claim_id, "")


def _comparable(before: Any, typed: Any) -> Any:
    return None if typed is None and before == "" else before
