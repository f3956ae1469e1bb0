"""Merging: both claims side by side, what moves, folds and conflicts, then one button."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.merging import MergePreview, merge_preview
from claims.actions.options import claim_options
from claims.admin.access import actor, may
from claims.admin.desk.acts import carry_out, done, form_class
from claims.admin.desk.filing import like
from claims.admin.desk.page import desk_page
from claims.admin.desk.queue import rows_of
from claims.admin.display import page_of
from claims.admin.refusal import REFUSALS, explain
from claims.admin.site import site
from claims.models.claim import Claim

MERGE = "claim.merge"
PARTS: dict[str, str | Promise] = {
    "appearances": gettext_lazy("appearances"),
    "evidence": gettext_lazy("pieces of evidence"),
    "quantities": gettext_lazy("figures"),
    "verdicts": gettext_lazy("verdicts of others"),
    "external_ids": gettext_lazy("ids elsewhere"),
    "notes": gettext_lazy("notes"),
    "replies": gettext_lazy("replies"),
}
FIELDS: dict[str, str | Promise] = {
    "language": gettext_lazy("Language"),
    "claimant": gettext_lazy("Claimant"),
    "claimed_on": gettext_lazy("Said on"),
    "occurred_from": gettext_lazy("Happened from"),
    "occurred_to": gettext_lazy("Happened until"),
    "place": gettext_lazy("Place"),
    "part_of": gettext_lazy("Part of"),
}


@site.page("desk/merge/<int:pk>/", "desk_merge")
def merge_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the claim to merge into, see what would happen, and merge."""
    if not may(request, MERGE):
        raise PermissionDenied
    claim = Claim.objects.select_related("claimant").defer("search").filter(pk=pk).first()
    if claim is None:
        raise Http404
    target = _target(request, claim)
    preview = merge_preview(claim, target) if target is not None else None
    form, refusal, status = form_class(MERGE)(_data(request, claim, target)), "", 200
    if request.method == "POST":
        status, refusal = 422, _missing(request, target, preview)
        if not refusal and form.is_valid():
            try:
                carry_out(MERGE, claim.pk, form, actor(request))
            except REFUSALS as error:
                refusal = explain(error)
            else:
                return done(request, MERGE, claim)
    return _answer(request, claim, target, preview, form=form, refusal=refusal, status=status)


def _answer(
    request: HttpRequest, claim: Claim, target: Claim | None, preview: MergePreview | None, *, status: int,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    person = actor(request)
    both = rows_of([claim, *([target] if target else [])], is_internal=person.is_internal)
    blockers = next((one.blockers for one in claim_options(claim, person) if one.verb == "merge"), ())
    asked = request.GET.get("into", "")
    return desk_page(
        request,
        "merge",
        _("Merge claim {pk}").format(pk=claim.pk),
        current="claims",
        trail=[
            (_("Claims"), reverse("admin:claims_claim_changelist")),
            (_("Claim {pk}").format(pk=claim.pk), page_of(claim)),
        ],
        status=status,
        claim=claim,
        target=target,
        both=both,
        preview=preview,
        moving=_moving(preview) if preview else [],
        unlike=[(FIELDS[name], mine, theirs) for name, mine, theirs in preview.unlike] if preview else [],
        suggestions=[] if target else like(request, claim.text, but=claim.pk),
        unknown=asked if asked and target is None else "",
        blockers=blockers,
        back=page_of(claim),
        **context,
    )


def _moving(preview: MergePreview) -> list[tuple[str | Promise, int, int]]:
    """List the kinds of parts with how many move and how many fold."""
    counts = [(label, preview.moves[name], len(preview.folds.get(name, ()))) for name, label in PARTS.items()]
    return [(label, moves, folds) for label, moves, folds in counts if moves or folds]


def _target(request: HttpRequest, claim: Claim) -> Claim | None:
    asked = (request.POST or request.GET).get("into", "").strip().lstrip("#")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19) or int(asked) == claim.pk:
        return None
    return Claim.objects.unmerged().select_related("claimant").defer("search").filter(pk=int(asked)).first()


def _data(request: HttpRequest, claim: Claim, target: Claim | None) -> dict[str, Any]:
    """Return what the form holds: what was sent, or the versions and the claim that were read."""
    if request.method == "POST":
        return request.POST.dict()
    return {"read_version": claim.version, "into": target.pk if target else ""}


def _missing(request: HttpRequest, target: Claim | None, preview: MergePreview | None) -> str:
    if target is None or preview is None:
        return _("There is no such claim to merge into.")
    if preview.conflicts and not request.POST.get("reason", "").strip():
        return _("These two are unlike. Say why they are the same claim.")
    return ""
