"""Pages of external ids: the ids of claims in other systems."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from claims.admin.display import shown_json
from claims.admin.guard import part_verbs
from claims.admin.part import PartAdmin
from claims.admin.site import site
from claims.models.external_id import ExternalId


@admin.register(ExternalId, site=site)
class ExternalIdAdmin(PartAdmin):
    """External ids, with what the last import of each wrote."""

    verbs = part_verbs("externalid")
    links = ("claim", "batch")
    list_display = ("origin", "external_id", "claim_link", "batch", "updated_at")
    list_display_links = ("origin", "external_id")
    list_select_related = ("claim", "batch")
    sortable_by = ("updated_at",)
    search_help_text = "The id, origin:id, words of the claim, or its number."
    readonly_fields = ("batch", "loaded_shown", "created_at", "updated_at", "version")
    fields = ("claim", "origin", "external_id", *readonly_fields)

    @admin.display(description="written by the last load")
    def loaded_shown(self, row: Any) -> SafeString | str:
        """Show what the last import wrote."""
        return shown_json(row.loaded)
