"""Pages of claims."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest

from claims.admin.base import ClaimsAdmin
from claims.admin.claim_search import search_claims
from claims.admin.desk.bulk import bulk_page
from claims.admin.desk.claim import claim_page, history_page
from claims.admin.desk.filing import filing_page
from claims.admin.desk.parts import write_own
from claims.admin.desk.queue import queue_page
from claims.admin.display import cut
from claims.admin.fields import BIGGEST_ID
from claims.admin.site import site
from claims.models.claim import Claim


def read_id(text: str) -> int:
    """Parse an id in a URL. Raises Http404 for anything else."""
    found = unquote(text)
    if not (found.isascii() and found.isdecimal() and int(found) <= BIGGEST_ID):
        raise Http404
    return int(found)


@admin.register(Claim, site=site)
class ClaimAdmin(ClaimsAdmin):
    """The list of claims, and the page of each claim."""

    verbs = {"view": "claim.read", "add": "claim.create", "change": "claim.update"}
    heavy = ("search",)
    search_fields = ("text",)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Render the queue of the desk."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return bulk_page(request) if request.method == "POST" else queue_page(request)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Render the page of a claim."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim_id = read_id(object_id)
        return write_own(request, claim_id, claim_page) if request.method == "POST" else claim_page(request, claim_id)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Render the history as sentences or, with `?stored=1`, as stored states."""
        claim = self.get_object(request, unquote(object_id))
        if claim is None or not self.has_view_permission(request, claim):
            raise Http404
        if "stored" in request.GET:
            return super().history_view(request, object_id, extra_context)
        return history_page(request, claim)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """Render the page for filing a claim by hand."""
        return filing_page(request)

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: "models.QuerySet[Any]",
        search_term: str,
    ) -> tuple["models.QuerySet[Any]", bool]:
        """Find claims by their words, their number or an external id."""
        return search_claims(queryset, search_term, request), False

    def label(self, claim: Claim) -> str:
        """Return the label of a claim for autocompletion."""
        return f"{claim.pk}: {cut(claim.text, 90)}"
