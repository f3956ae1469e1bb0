"""Base of the admin pages of a noun, which write by actions and show refusals in the form."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.db import connection
from django.http import HttpRequest, HttpResponseRedirect

from claims.actions.verbs import ACTIONS
from claims.admin.access import actor, may
from claims.admin.deletion import consequences
from claims.admin.form import ClaimsForm, VersionedForm
from claims.admin.guard import Guarded
from claims.admin.history import history_page
from claims.admin.paginator import BoundedPaginator
from claims.admin.refusal import REFUSALS, explain

REFUSAL = "claims.refusal"
"""The key in `request.META` for the refusal that is shown in the form."""


class ClaimsAdmin(Guarded, admin.ModelAdmin):
    """The pages of one noun. They write only by the actions of their verbs.

    `links` are the references by which other pages link to this list.
    """

    form = VersionedForm
    ordering = ("-id",)
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50
    actions = None
    links: ClassVar[tuple[str, ...]] = ()

    class Media:
        css = {"all": ["claims/admin.css"]}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow only the filters shown and the references that pages link by."""
        filters = self.get_list_filter(request)
        names = [
            item[0] if isinstance(item, list | tuple) else getattr(item, "parameter_name", item) for item in filters
        ]
        known = {str(name) for name in (*names, *self.links, self.date_hierarchy, "id") if name}
        return any(lookup == name or lookup.startswith(f"{name}__") for name in known) and super().lookup_allowed(
            lookup, value, request
        )

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Return the list. Raises IncorrectLookupParameters, also for impossible dates."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fieldsets, without read-only fields when adding a row."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        shown = set(self.get_readonly_fields(request, obj))
        asked = [(title, {**options, "fields": _without(options["fields"], shown)}) for title, options in fieldsets]
        return [(title, options) for title, options in asked if options["fields"]]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Pass the refusal of these values to the form."""
        form = super().get_form(request, obj, change, **kwargs)
        if issubclass(form, ClaimsForm):
            form.refusal = request.META.get(REFUSAL)
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Save the form, or show the refusal in it; then nothing is written."""
        if request.method == "POST":
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except REFUSALS as error:
                request.META[REFUSAL] = error
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Delete the row, or show the refusal on its page."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except REFUSALS as error:
            self.message_user(request, explain(error), messages.ERROR)
        return HttpResponseRedirect("../change/")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:  # noqa: ARG002
        """Return what else deleting a row would delete, or what prevents it."""
        return consequences(objs[0])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write nothing yet: an action writes a row together with its inline rows."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write by the action, then check what the database checks at the end of a transaction."""
        data = form.changes() if change else form.given()
        for formset in formsets:
            data |= formset.given()
        row = self.write(request, form, data, change=change)
        connection.check_constraints()
        form.instance.pk = row.pk
        form.instance.refresh_from_db()

    def write(self, request: HttpRequest, form: Any, data: dict[str, Any], *, change: bool) -> Any:
        """Call the action of the verb of this page, and return its row."""
        act = ACTIONS[self.verbs["change" if change else "add"]].act
        if change:
            return act(form.instance.pk, data, actor=actor(request), if_version=form.version_read)
        return act(data, actor=actor(request))

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: ARG002
        """Describe the change of the row itself; the history has all of it."""
        return super().construct_change_message(request, form, [], add)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete by the action, then check what the database checks at the end of a transaction."""
        self.remove(request, obj)
        connection.check_constraints()

    def remove(self, request: HttpRequest, obj: Any) -> None:
        """Call the action that deletes a row of this noun."""
        ACTIONS[self.verbs["delete"]].act(obj.pk, actor=actor(request))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Show every state of the row, its author and its verb, to readers with `internal:read`."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not hasattr(row, "events"):
            return super().history_view(request, object_id, extra_context)
        return history_page(self, request, row, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Link to the history for those who may read it."""
        context["may_read_history"] = may(request, "note.read") and hasattr(self.model, "events")
        return super().render_change_form(request, context, *args, **kwargs)


def _without(lines: Any, names: set[str]) -> list[Any]:
    """Remove names from the lines of a fieldset, and then empty lines."""
    found = [line if isinstance(line, str) else tuple(name for name in line if name not in names) for line in lines]
    return [line for line in found if line and line not in names]
