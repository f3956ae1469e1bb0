"""Pages of verdicts; verdicts are written on the desk or imported."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from claims.admin.desk.draft import verdict_page
from claims.admin.part import PartAdmin
from claims.admin.site import site
from claims.models.verdict import Verdict


@admin.register(Verdict, site=site)
class VerdictAdmin(PartAdmin):
    """Judgements, ours and others', in every state."""

    verbs = {"view": "part.read"}
    heavy = ("claim__search", "explanation")
    links = ("claim", "publisher", "rating")
    list_display = ("label", "normalized", "claim_link", "publisher", "state", "kind", "is_imported", "published_at")
    list_select_related = ("claim", "publisher")
    list_filter = (
        "state",
        "normalized",
        "is_imported",
        "is_second_hand",
        "kind",
        ("rating__scale", admin.RelatedFieldListFilter),
        ("published_at", admin.DateFieldListFilter),
    )
    sortable_by = ()

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Render the page of a verdict."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        verdict = self.get_object(request, unquote(object_id))
        if verdict is None:
            raise Http404
        return verdict_page(request, verdict.pk)
