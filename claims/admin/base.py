"""The pages of one noun: how a write is recorded, and how a refusal is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.db import connection, models
from django.http import HttpRequest, HttpResponseRedirect

from claims.actions.change import record
from claims.admin.access import actor, may
from claims.admin.deletion import consequences
from claims.admin.form import ClaimsForm, VersionedForm
from claims.admin.guard import Guarded
from claims.admin.history import history_page
from claims.admin.paginator import BoundedPaginator
from claims.admin.refusal import REFUSALS, explain
from claims.models.claim import Claim

REFUSAL = "claims.refusal"
"""Where a request keeps what was refused of it while its form is shown again."""


class ClaimsAdmin(Guarded, admin.ModelAdmin):
    """The pages of one noun. Every write is one transaction, recorded with its actor and verb.

    `stamp` names the column of whoever made the row. `links` are the references by which other
    pages link to this list.
    """

    form = VersionedForm
    ordering = ("-id",)
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50
    actions = None
    stamp: ClassVar[str] = ""
    links: ClassVar[tuple[str, ...]] = ()

    class Media:
        css = {"all": ["claims/admin.css"]}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow the filters shown, and the references that pages link with: a list is no query language."""
        filters = self.get_list_filter(request)
        names = [
            item[0] if isinstance(item, list | tuple) else getattr(item, "parameter_name", item) for item in filters
        ]
        known = {str(name) for name in (*names, *self.links, self.date_hierarchy, "id") if name}
        return any(lookup == name or lookup.startswith(f"{name}__") for name in known) and super().lookup_allowed(
            lookup, value, request
        )

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Make the list. Raises IncorrectLookupParameters, also for dates that no calendar has."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask, where a row is added, for what is to be filled in; the rest is not there yet."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        shown = set(self.get_readonly_fields(request, obj))
        asked = [(title, {**options, "fields": _without(options["fields"], shown)}) for title, options in fieldsets]
        return [(title, options) for title, options in asked if options["fields"]]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form who writes, and what was refused of what they wrote."""
        form = super().get_form(request, obj, change, **kwargs)
        if issubclass(form, ClaimsForm):
            form.actor, form.refusal = actor(request), request.META.get(REFUSAL, "")
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Write in one recorded transaction; what is refused is told on the form, and nothing is written."""
        if request.method == "POST":
            try:
                with self.recorded(request, "change" if object_id else "add", object_id):
                    return super().changeform_view(request, object_id, form_url, extra_context)
            except REFUSALS as error:
                request.META[REFUSAL] = explain(error)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Delete in one recorded transaction; what is refused is told on the row's page."""
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        try:
            with self.recorded(request, "delete", object_id):
                return super().delete_view(request, object_id, extra_context)
        except REFUSALS as error:
            self.message_user(request, explain(error), messages.ERROR)
        return HttpResponseRedirect("../change/")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:  # noqa: ARG002
        """Tell what the deletion of a row would take along, or what forbids it."""
        return consequences(objs[0])

    @contextmanager
    def recorded(self, request: HttpRequest, verb: str, object_id: str | None = None) -> Iterator[None]:
        """Open the transaction of a write, its history told who and what, with the claim and the row locked."""
        with record(actor=actor(request), verb=f"admin.{verb} {self.opts.verbose_name}"):
            row = self.get_object(request, unquote(object_id)) if object_id else None
            claim_id = getattr(self.claim_of(row), "pk", None) if row else request.POST.get("claim", "")
            if str(claim_id or "").isdecimal():
                _lock(Claim.objects.filter(pk=claim_id))
            if row is not None and not isinstance(row, Claim):
                _lock(type(row).objects.filter(pk=row.pk))
            yield

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write the row, with whoever makes it."""
        if self.stamp and not change:
            setattr(obj, f"{self.stamp}_id", actor(request).user_id)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write the parts, then check what the database leaves to the end: success is told after that."""
        super().save_related(request, form, formsets, change)
        connection.check_constraints()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row, then check what the database leaves to the end."""
        super().delete_model(request, obj)
        connection.check_constraints()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Show every state that the row has had, who made it and by which verb: for internal readers."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not hasattr(row, "events"):
            return super().history_view(request, object_id, extra_context)
        return history_page(self, request, row, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Link to the history for those who may read it."""
        context["may_read_history"] = may(request, "note.read") and hasattr(self.model, "events")
        return super().render_change_form(request, context, *args, **kwargs)


def _without(lines: Any, names: set[str]) -> list[Any]:
    """Take names out of the lines of a fieldset, and lines that are empty then."""
    found = [line if isinstance(line, str) else tuple(name for name in line if name not in names) for line in lines]
    return [line for line in found if line and line not in names]


def _lock(rows: "models.QuerySet[Any]") -> None:
    rows.select_for_update(of=("self",), no_key=True).first()
