"""Tokens of programs: made (their secret is shown once), explained, rotated and revoked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from claims.actions.tokens import create_token, revoke_token, rotate_token, tokens_open_to
from claims.admin.access import actor, may
from claims.admin.desk.page import desk_page
from claims.admin.refusal import REFUSALS, explain
from claims.admin.site import site
from claims.models.api_token import ApiToken
from claims.models.user import User
from claims.rules.access import SCOPES

MOST = 200
OVERLAP = dt.timedelta(hours=1)
MEANINGS: dict[str, str | Promise] = {
    "claims:read": gettext_lazy("Read claims and published verdicts."),
    "internal:read": gettext_lazy("Read drafts, scheduled verdicts, notes and confidential sources."),
    "claims:write": gettext_lazy("File and change claims and their parts."),
    "verdicts:write": gettext_lazy("Draft, hand over and take back verdicts."),
    "verdicts:approve": gettext_lazy("Approve verdicts that others wrote."),
    "verdicts:publish": gettext_lazy("Publish, schedule and retract verdicts."),
    "imports:write": gettext_lazy("Load files."),
    "events:read": gettext_lazy("Follow what changes."),
    "tokens:admin": gettext_lazy("Make and revoke the tokens of others."),
}


class OwnerField(forms.ModelChoiceField):
    """Choose whose token it is: a person or a program."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name, and whether it is a program."""
        return _("{name}, a program").format(name=obj.name) if obj.is_service else str(obj.name)


class TokenForm(forms.Form):
    """A new token: whose it is, what for, what it may do, and until when."""

    owner = OwnerField(User.objects.none(), label=gettext_lazy("Whose it is"))
    name = forms.CharField(max_length=100, label=gettext_lazy("What it is used for"))
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=[(scope, MEANINGS.get(scope, text)) for scope, text in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        required=False, label=gettext_lazy("Works until"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        owners: Any = self.fields["owner"]
        owners.queryset = User.objects.filter(is_active=True).order_by("-is_service", "username")


@dataclass(frozen=True)
class Line:
    """A token in the list: its state in a word, and what can be done with it."""

    token: ApiToken
    scopes: list[tuple[str, str]]
    state: str
    is_valid: bool


@dataclass
class Outcome:
    """What a request did: a new token with its secret, or a sentence, or a refusal."""

    made: ApiToken | None = None
    secret: str = ""
    said: str = ""
    refusal: str = ""


@site.page("desk/tokens/", "desk_tokens")
def tokens_page(request: HttpRequest) -> HttpResponse:
    """Show tokens; make, rotate or revoke one."""
    if not may(request, "token.read"):
        raise PermissionDenied
    is_making = request.method == "POST" and not {"rotate", "revoke"} & request.POST.keys()
    form = TokenForm(request.POST if is_making else None)
    outcome = _act(request, form) if request.method == "POST" else Outcome()
    tokens = tokens_open_to(actor(request)).order_by("revoked_at", "-pk")
    response = desk_page(
        request,
        "tokens",
        _("Tokens"),
        current="tokens",
        form=TokenForm() if outcome.made else form,
        may_create=may(request, "token.create"),
        lines=[_line(token) for token in _living_first(tokens)],
        outcome=outcome,
        status=422 if outcome.refusal or form.errors else 200,
        scripts=("claims/copy.js",),
    )
    response["Cache-Control"] = "no-store"
    return response


def _act(request: HttpRequest, form: TokenForm) -> Outcome:
    """Do what was pressed. Raises PermissionDenied."""
    try:
        if "rotate" in request.POST:
            made, secret = rotate_token(_pk(request, "rotate"), actor=actor(request), overlap=OVERLAP)
            return Outcome(made, secret, _("The old token still works for an hour."))
        if "revoke" in request.POST:
            gone = revoke_token(_pk(request, "revoke"), actor=actor(request))
            return Outcome(said=_("The token {prefix}… is revoked: it no longer works.").format(prefix=gone.prefix))
        if not may(request, "token.create"):
            raise PermissionDenied
        return Outcome(*_made(form, request)) if form.is_valid() else Outcome()
    except ApiToken.DoesNotExist:
        return Outcome(refusal=_("This token is not there, or no longer works."))
    except REFUSALS as error:
        return Outcome(refusal=explain(error))


def _living_first(tokens: Any) -> list[ApiToken]:
    found: list[ApiToken] = list(tokens.filter(revoked_at=None)[:MOST])
    return [*found, *tokens.exclude(revoked_at=None)[: MOST - len(found)]]


def _pk(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _made(form: TokenForm, request: HttpRequest) -> tuple[ApiToken, str]:
    """Make the token that the form describes. It works to the end of its last day in the newsroom's time zone."""
    data = form.cleaned_data
    last = data["expires_on"]
    end = timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min)) if last else None
    return create_token(data["owner"], data["scopes"], name=data["name"], expires_at=end, actor=actor(request))


def _line(token: ApiToken) -> Line:
    if token.revoked_at:
        state = _("revoked")
    elif token.expires_at and token.expires_at <= timezone.now():
        state = _("expired")
    else:
        state = "" if token.owner.is_active else _("its owner is inactive")
    meanings = [(scope, str(MEANINGS.get(scope, ""))) for scope in token.scopes]
    return Line(token, meanings, state or pgettext("token", "works"), not state)
