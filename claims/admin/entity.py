"""Pages of entities: people and organisations that make and relay claims."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from claims.admin.base import ClaimsAdmin
from claims.admin.display import link_out, list_of
from claims.admin.form import NounForm
from claims.admin.guard import noun_verbs
from claims.admin.site import site
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.entity import Entity


@admin.register(Entity, site=site)
class EntityAdmin(ClaimsAdmin):
    """People, organisations, governments and groups."""

    form = NounForm
    verbs = noun_verbs("entity")
    list_display = ("name", "disambiguation", "kind", "role", "wikidata_id", "updated_at")
    list_filter = ("kind",)
    sortable_by = ("name", "updated_at")
    search_fields = ("name", "disambiguation", "aliases", "wikidata_id__exact")
    search_help_text = "A part of the name, an alias or the disambiguation; a Wikidata id."
    readonly_fields: Any = ("its_claims", "its_links", "wikidata", "created_at", "updated_at", "version")
    fieldsets = (
        (None, {"fields": (("name", "disambiguation"), ("kind", "role"), "aliases")}),
        ("Elsewhere", {"fields": (("wikidata_id", "wikidata"), "url")}),
        ("What it said", {"fields": ("its_claims", "its_links")}),
        ("Record", {"classes": ("collapse",), "fields": (("created_at", "updated_at", "version"),)}),
    )

    @admin.display(description="claims")
    def its_claims(self, row: Entity) -> SafeString | str:
        """Link to the claims that it made."""
        return list_of(Claim, "Claims that it made", claimant__id__exact=row.pk) if row.pk else ""

    @admin.display(description="attributions")
    def its_links(self, row: Entity) -> SafeString | str:
        """Link to its attributions."""
        return (
            list_of(Attribution, "Chains of attribution that it stands in", entity__id__exact=row.pk) if row.pk else ""
        )

    @admin.display(description="on Wikidata")
    def wikidata(self, row: Entity) -> SafeString | str:
        """Link to its page of Wikidata."""
        return link_out(f"https://www.wikidata.org/wiki/{row.wikidata_id}") if row.wikidata_id else ""
