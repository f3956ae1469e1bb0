"""Evidence: what sources say for and against a claim."""

from django.contrib import admin

from claims.admin.appearance import ANCHOR
from claims.admin.display import cut
from claims.admin.guard import part_verbs
from claims.admin.part import PartAdmin
from claims.admin.site import site
from claims.models.evidence import Evidence


@admin.register(Evidence, site=site)
class EvidenceAdmin(PartAdmin):
    """Pieces of evidence."""

    verbs = part_verbs("evidence")
    heavy = ("claim__search", "source__text")
    links = ("claim", "source")
    list_display = ("short_words", "stance", "claim_link", "source", "is_primary", "is_confidential", "updated_at")
    list_select_related = ("claim", "source")
    list_filter = ("stance", "is_primary", "is_confidential", ("updated_at", admin.DateFieldListFilter))
    sortable_by = ("updated_at",)
    readonly_fields = ("added_by", "created_at", "updated_at", "version")
    fieldsets = (
        (None, {"fields": ("claim", "stance", "source", "question", "quote", "quote_translation", "locator", "note")}),
        ("Weight", {"fields": ("interest", "is_primary", "is_confidential")}),
        ("Anchor in the source's text", {"classes": ("collapse",), "fields": ANCHOR}),
        ("Record", {"classes": ("collapse",), "fields": (("added_by", "created_at"), ("updated_at", "version"))}),
    )

    @admin.display(description="evidence")
    def short_words(self, row: Evidence) -> str:
        """Shorten the words."""
        return cut(row.quote or row.note or row.question) or f"evidence {row.pk}"
