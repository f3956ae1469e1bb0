"""Pages of mappings. A mapping is never changed: a change is a new version."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.actions.imports.requests.named_mappings import store_mapping
from claims.admin.access import actor
from claims.admin.base import ClaimsAdmin
from claims.admin.fields import DocumentField
from claims.admin.form import ClaimsForm
from claims.admin.site import site
from claims.formats.mapping.mapping_document import MappingError, read_document
from claims.models.mapping import Mapping


class MappingForm(ClaimsForm):
    """A form for a mapping in YAML or JSON."""

    verbatim = frozenset({"document"})
    document = DocumentField(help_text="YAML or JSON: each of our fields, and the column that it comes from.")

    class Meta:
        model = Mapping
        fields = ("name", "document")

    def clean_document(self) -> Any:
        """Raise ValidationError for an invalid mapping."""
        document = self.cleaned_data["document"]
        try:
            read_document(document)
        except MappingError as error:
            raise ValidationError(str(error)) from error
        return document


@admin.register(Mapping, site=site)
class MappingAdmin(ClaimsAdmin):
    """Mappings, every version of each."""

    form = MappingForm
    verbs = {"view": "import.run", "add": "import.run"}
    ordering = ("name", "-version")
    list_display = ("name", "version", "created_by", "created_at")
    list_select_related = ("created_by",)
    search_fields = ("name",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Show all fields of a version; ask for name and document of a new one."""
        return ("name", "version", "document_shown", "created_by", "created_at") if obj else ("name", "document")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Start a new version from the one that it follows."""
        old = self.get_object(request, request.GET.get("follows", "")) if request.GET.get("follows") else None
        return {"name": old.name, "document": old.document} if old else {}

    def write(self, request: HttpRequest, form: Any, data: dict[str, Any], *, change: bool) -> Any:  # noqa: ARG002
        """Store the next version of the name, unless the newest version is equal."""
        return store_mapping(data["name"], data["document"], actor=actor(request))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Add a link for creating a new version."""
        if obj is not None and self.has_add_permission(request):
            address = f"{reverse('admin:claims_mapping_add')}?follows={obj.pk}"
            context["tools"] = [{"name": "Make a new version", "url": address}]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="document")
    def document_shown(self, row: Mapping) -> SafeString:
        """Show the document as YAML."""
        return format_html('<pre class="json">{}</pre>', DocumentField().prepare_value(row.document))
