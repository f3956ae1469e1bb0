"""Notes: editorial remarks, never public."""

from typing import Any

from django.contrib import admin

from claims.admin.display import cut
from claims.admin.guard import part_verbs
from claims.admin.part import PartAdmin
from claims.admin.site import site
from claims.models.note import Note

NOTE = {**part_verbs("note"), "view": "note.read"}


@admin.register(Note, site=site)
class NoteAdmin(PartAdmin):
    """Remarks."""

    verbs = NOTE
    links = ("claim", "author")
    list_display = ("short_text", "claim_link", "author", "created_at")
    list_select_related = ("claim", "author")
    list_filter = (("created_at", admin.DateFieldListFilter),)
    sortable_by = ("created_at",)
    readonly_fields: Any = ("author", "created_at", "updated_at", "version")
    fields = ("claim", "text", *readonly_fields)

    @admin.display(description="note")
    def short_text(self, row: Note) -> str:
        """Shorten the words."""
        return cut(row.text)
