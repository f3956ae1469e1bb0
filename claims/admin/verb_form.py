"""Forms of the bodies that verbs take, made of their dataclasses."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget, AdminURLFieldWidget

from claims.actions.bodies import BodyField, Kind, fields_of
from claims.admin.fields import ReferenceSelect
from claims.admin.site import site
from claims.models.claim import Claim
from claims.models.user import User


class VerbForm(forms.Form):
    """What a verb takes, with the version at which the row was read."""

    read_version = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the verb's action takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "read_version"}
        return {
            name: getattr(value, "pk", value)
            for name, value in data.items()
            if value not in (None, "") or self.fields[name].widget.attrs.get("data-null")
        }


def form_of(body: type[Any]) -> type[VerbForm]:
    """Return the form of a body."""
    fields = {one.name: _FIELDS[one.kind](one) for one in fields_of(body)}
    return type(f"{body.__name__}Form", (VerbForm,), fields)


def _text(one: BodyField) -> forms.Field:
    return forms.CharField(max_length=one.max_length, widget=AdminTextareaWidget(attrs={"rows": 3}), **_options(one))


def _word(one: BodyField) -> forms.Field:
    named = [(word, word.replace("_", " ")) for word in one.choices]
    return forms.ChoiceField(choices=[("", "---------"), *named], **_options(one))


def _moment(one: BodyField) -> forms.Field:
    return forms.SplitDateTimeField(widget=AdminSplitDateTime(), **_options(one))


def _url(one: BodyField) -> forms.Field:
    widget = AdminURLFieldWidget()
    return forms.URLField(max_length=one.max_length, assume_scheme="https", widget=widget, **_options(one))


def _claim(one: BodyField) -> forms.Field:
    rows = Claim.objects.unmerged().defer("search")
    return forms.ModelChoiceField(rows, widget=_select("merged_into", one), **_options(one))


def _user(one: BodyField) -> forms.Field:
    rows = User.objects.filter(is_active=True, is_service=False)
    return forms.ModelChoiceField(rows, widget=_select("assignee", one), **_options(one))


def _select(column: str, one: BodyField) -> ReferenceSelect:
    attrs = {"data-null": "true"} if one.allows_null else {}
    return ReferenceSelect(Claim._meta.get_field(column), site, attrs=attrs)


def _options(one: BodyField) -> dict[str, Any]:
    return {"required": one.is_required and not one.allows_null, "help_text": one.help_text}


_FIELDS: dict[Kind, Callable[[BodyField], forms.Field]] = {
    "text": _text,
    "word": _word,
    "time": _moment,
    "url": _url,
    "claim": _claim,
    "user": _user,
}
