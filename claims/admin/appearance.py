"""Pages of appearances of claims in sources, with their chains of attribution."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.access import actor
from claims.admin.attribution import AttributionInline, shown_link
from claims.admin.display import cut
from claims.admin.form import VersionedForm
from claims.admin.guard import part_verbs
from claims.admin.part import PartAdmin
from claims.admin.site import site
from claims.models.appearance import Appearance
from claims.models.attribution import Attribution

ANCHOR = ("prefix", "suffix", ("start", "end"))


def shown_chain(appearance: Appearance) -> SafeString | str:
    """Return the chain of attribution as HTML, the originator first."""
    links = appearance.attributions.all() if appearance.pk else []
    items = format_html_join("", "<li>{}</li>", ((shown_link(link),) for link in links))
    return format_html('<ol class="chain">{}</ol>', items) if items else ""


def with_chain(rows: "models.QuerySet[Any]", request: HttpRequest) -> "models.QuerySet[Any]":
    """Prefetch the chains of appearances, as far as the person may see them."""
    links = Attribution.objects.visible(internal=actor(request).is_internal)
    return rows.prefetch_related(models.Prefetch("attributions", links.select_related("entity").order_by("position")))


@admin.register(Appearance, site=site)
class AppearanceAdmin(PartAdmin):
    """Appearances, each with its chain of attribution."""

    verbs = part_verbs("appearance")
    form = VersionedForm
    heavy = ("claim__search", "source__text")
    links = ("claim", "source")
    list_display = ("short_quote", "claim_link", "source", "voice", "is_first", "updated_at")
    list_select_related = ("claim", "source")
    list_filter = ("voice", "is_first", ("updated_at", admin.DateFieldListFilter))
    sortable_by = ("updated_at",)
    readonly_fields = ("created_at", "updated_at", "version")
    fieldsets = (
        (None, {"fields": ("claim", "source", "quote", "quote_translation", "voice", "is_first", "locator")}),
        ("Anchor in the source's text", {"classes": ("collapse",), "fields": ANCHOR}),
        ("Record", {"classes": ("collapse",), "fields": (("created_at", "updated_at", "version"),)}),
    )
    inlines = (AttributionInline,)

    @admin.display(description="quote")
    def short_quote(self, row: Appearance) -> str:
        """Shorten the words."""
        return cut(row.quote) or f"appearance {row.pk}"
