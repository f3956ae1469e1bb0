"""Forms of a claim's own fields and of its parts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.bodies import LONGEST_REASON
from claims.admin.desk import words
from claims.admin.desk.filing import attribution
from claims.admin.desk.form import DeskForm
from claims.admin.fields import TopicsField
from claims.admin.partial_date import PartialDateField, partial_date_of
from claims.models.attribution import Attribution
from claims.rules.chain import Link, read_chain, write_link

HEDGES = [("", gettext_lazy("It does not say")), *words.OCCURRED_HEDGE.items()]


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
    """The form of a part; `read_version` is the version of an edited row when it was read."""

    verbatim = frozenset({"quote", "quote_translation"})
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def data_of(self) -> dict[str, Any]:
        """Return the values as data for the part's action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "read_version"}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return the initial values for a row."""
        found = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        dates = [name for name, one in cls.base_fields.items() if isinstance(one, PartialDateField)]
        return {**found, **{name: partial_date_of(row, name) for name in dates}, "read_version": row.version}


class SourcedForm(PartForm):
    """The form of a part with a source, which is identified by its URL or else by its title."""

    url = _text(gettext_lazy("Address of the source"), most=2048,
                help_text=gettext_lazy("Paste it. A source that is there is used, a new one is made."))  # fmt: skip
    title = _text(gettext_lazy("Its title"), most=1000)

    def source(self) -> Any:
        """Return the entered source, or None."""
        named = {name: self.cleaned_data[name] for name in ("url", "title") if self.cleaned_data.get(name)}
        return named or None

    def data_of(self) -> dict[str, Any]:
        """Return the values, with the source as a reference."""
        found = super().data_of()
        found.pop("url"), found.pop("title")
        return {**found, "source": self.source()}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return the initial values for a row."""
        source = row.source
        named = {"url": source.url or "", "title": source.title} if source else {}
        return {**super().initial_of(row), **named}


class AppearanceForm(SourcedForm):
    """The form of an appearance: source, quote, voice and chain."""

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
        """Require a source."""
        data = super().clean() or self.cleaned_data
        if not data.get("url") and not data.get("title"):
            self.add_error("url", _("Give the address or the title of the source."))
        return data

    def data_of(self) -> dict[str, Any]:
        """Return the values, with the chain as attributions."""
        found = super().data_of()
        links = read_chain(found.pop("chain"))
        return {**found, "attributions": [attribution(link, place) for place, link in enumerate(links)]}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return the initial values for a row, with its chain as lines."""
        links = [write_link(_link(one)) for one in row.attributions.select_related("entity").order_by("position")]
        return {**super().initial_of(row), "chain": "\n".join(links)}


def _link(row: Attribution) -> Link:
    entity = str(row.entity) if row.entity else ""
    named_as = row.named_as or entity
    return Link(named_as, row.described_as, entity, row.cue, row.certainty, row.is_anonymous)


class EvidenceForm(SourcedForm):
    """The form of evidence."""

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
    """The form of a figure: its printed words and its date."""

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
        """Return the figure without empty fields."""
        found = {name: value for name, value in super().data_of().items() if value not in (None, "")}
        found.pop("reason", None)
        return found


class ReplyForm(PartForm):
    """The form of a reply."""

    kind = _words(gettext_lazy("What it is"), words.REPLY_KIND)
    entity = _text(gettext_lazy("Who"), most=300)
    asked_at = _moment(gettext_lazy("Asked"), required=True)
    due_at = _moment(gettext_lazy("Answer due"))
    answered_at = _moment(gettext_lazy("Answered"))
    text = _text(gettext_lazy("What was asked or said"), rows=3, most=20_000)
    outcome = _words(gettext_lazy("What came of it"), words.REPLY_OUTCOME)
    is_public = forms.BooleanField(required=False, label=gettext_lazy("Public, beside the verdict"))

    def data_of(self) -> dict[str, Any]:
        """Return the reply; without a name its entity is null."""
        found = super().data_of()
        return {**found, "entity": found["entity"] or None}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return the initial values for a row, with its entity by name."""
        return {**super().initial_of(row), "entity": str(row.entity) if row.entity else ""}


class NoteForm(PartForm):
    """The form of a note."""

    text = _text(gettext_lazy("New note"), rows=3, required=True, most=20_000)


class OwnForm(PartForm):
    """The form of a claim's own fields."""

    text = _text(gettext_lazy("What is claimed"), rows=2, required=True)
    language = _text(gettext_lazy("Language"), required=True, most=35)
    claimant = _text(gettext_lazy("Claimant"), most=300)
    claimed_on = PartialDateField(label=gettext_lazy("Said on"))
    title = _text(gettext_lazy("Heading it was published under"), most=300)
    occurred_from = PartialDateField(label=gettext_lazy("Happened from"))
    occurred_to = PartialDateField(label=gettext_lazy("Happened until"))
    occurred_hedge = forms.ChoiceField(
        required=False, label=gettext_lazy("How the claim puts that time"), choices=HEDGES
    )
    place = _text(gettext_lazy("Place"), most=300)
    topics = TopicsField(required=False, label=gettext_lazy("Topics"))
    priority = _words(gettext_lazy("Priority"), words.PRIORITY)
    due_at = _moment(gettext_lazy("Due"))
    reason = _text(
        gettext_lazy("Why the words, the claimant or the date change"), rows=2, most=LONGEST_REASON,
        help_text=gettext_lazy("A verdict of ours judged them: readers will see that it judged other words."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_judged: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_judged:
            del self.fields["reason"]

    def data_of(self) -> dict[str, Any]:
        """Return the values, with the claimant by name."""
        found = super().data_of()
        return {
            **found,
            "claimant": found["claimant"] or None,
            "topics": found["topics"] or [],
            "occurred_hedge": found["occurred_hedge"] or None,
        }

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return the initial values for a claim."""
        return {**super().initial_of(row), "claimant": str(row.claimant) if row.claimant else "", "topics": row.topics}
