"""Use a verb on many claims at once, each by the same action as alone, and show each outcome."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.actions.input import InputError
from claims.actions.verbs import ACTIONS
from claims.admin.access import actor
from claims.admin.desk.page import desk_page
from claims.admin.refusal import REFUSALS, explain
from claims.models.claim import Claim
from claims.rules.access import Actor, require
from claims.rules.text import slugify_topic

MOST = 200
VERBS = ("claim.triage", "claim.start", "claim.assign", "claim.decline", "priority", "topic")


@dataclass(frozen=True)
class Outcome:
    """The outcome for one claim; `refusal` is empty if the verb succeeded."""

    claim: Claim
    refusal: str = ""


def bulk_page(request: HttpRequest) -> HttpResponse:
    """Use a verb on the selected claims, each in its own transaction, and show the outcomes."""
    verb = request.POST.get("_verb", "")
    ids = [int(value) for value in request.POST.getlist("claim") if value.isascii() and value.isdecimal()][:MOST]
    back = _back(request)
    if verb not in VERBS or not ids:
        messages.warning(request, _("Tick some claims first, then choose what to do with them."))
        return _redirect(back)
    claims = Claim.objects.filter(pk__in=[pk for pk in ids if pk < 2**63]).defer("search").order_by("pk")
    outcomes = [Outcome(claim, _try(verb, claim, request)) for claim in claims]
    done = sum(not one.refusal for one in outcomes)
    if done == len(outcomes):
        text = ngettext("Done for {count} claim.", "Done for {count} claims.", done).format(count=done)
        messages.success(request, text)
        return _redirect(back)
    return _report(request, outcomes, done, back)


def _try(verb: str, claim: Claim, request: HttpRequest) -> str:
    """Use a verb on one claim, and return the refusal as a message, or an empty string."""
    try:
        _carry_out(verb, claim, request, actor(request))
    except REFUSALS as error:
        return explain(error)
    return ""


def _carry_out(verb: str, claim: Claim, request: HttpRequest, person: Actor) -> None:
    posted = request.POST
    data: dict[str, Any] = {}
    if verb in {"priority", "topic"}:
        require(person, "claim.update")
        if verb == "priority":
            data = {"priority": posted.get("priority", "")}
        else:
            data = {"topics": list(dict.fromkeys([*claim.topics, slugify_topic(posted.get("topic", ""))]))}
        ACTIONS["claim.update"].act(claim.pk, data, actor=person)
        return
    require(person, verb)
    if verb == "claim.assign":
        chosen = posted.get("assignee", "")
        if chosen and not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 19):
            raise InputError("invalid", _("Choose a person."), "assignee")
        data = {"assignee": int(chosen) if chosen else None}
    elif verb == "claim.decline":
        data = {"code": posted.get("code", ""), "reason": posted.get("reason", "")}
    ACTIONS[verb].act(claim.pk, actor=person, **data)


def _report(request: HttpRequest, outcomes: list[Outcome], done: int, back: str) -> TemplateResponse:
    return desk_page(
        request,
        "bulk_report",
        _("What became of each claim"),
        current="claims",
        trail=[(_("Claims"), reverse("admin:claims_claim_changelist"))],
        status=207,
        outcomes=outcomes,
        done=done,
        back=back,
    )


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    queue = reverse("admin:claims_claim_changelist")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(queue)
    return back if is_ours else queue


def _redirect(address: str) -> HttpResponse:
    return HttpResponseRedirect(address)
