"""The pulse of an open page: whether its claim has changed since, and who else has it open."""

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions.presence import confirm_presence
from claims.admin.access import actor, may
from claims.admin.desk.timeline import timeline
from claims.admin.site import site
from claims.models.claim import Claim


@site.page("desk/claim/<int:pk>/pulse/", "desk_pulse")
@require_POST
def pulse_page(request: HttpRequest, pk: int) -> JsonResponse:
    """Return the claim's version, who else looks at it and, if it is not at `version`, what happened last."""
    claim = Claim.objects.only("version").filter(pk=pk).first() if may(request, "claim.read") else None
    if claim is None:
        raise Http404
    person = actor(request)
    others = confirm_presence(pk, actor=person)
    is_same = request.POST.get("version") == str(claim.version)
    last = [] if is_same else timeline(pk, is_internal=person.is_internal, limit=1).sentences
    text = f"{last[0].who} {last[0].what}." if last else ""
    who = _("{names} also has this page open.").format(names=", ".join(others)) if others else ""
    return JsonResponse({"version": claim.version, "text": text, "others": who})
