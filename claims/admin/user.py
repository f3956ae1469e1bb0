"""Users and roles. Seen by superusers; the roles are the groups of the access table."""

import zoneinfo
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.actions.change import record
from claims.admin.access import actor
from claims.admin.display import list_of, shown_list
from claims.admin.paginator import BoundedPaginator
from claims.admin.site import site
from claims.models.user import User
from claims.rules.access import ROLES, SCOPES


def zones() -> list[tuple[str, str]]:
    """List the time zones that there are."""
    return [(name, name) for name in sorted(zoneinfo.available_timezones())]


class UserForm(UserChangeForm):
    """Take a user; the time zone is one of those that there are."""

    time_zone = forms.ChoiceField(choices=zones)

    def clean(self) -> Any:
        """Refuse a superuser who is a program."""
        data = super().clean() or self.cleaned_data
        if data.get("is_service") and data.get("is_superuser"):
            self.add_error("is_service", "A service account cannot be a superuser: give it roles.")
        return data


class NewUserForm(AdminUserCreationForm):
    """Take a new user's name and password, or none for a program."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "is_service", "groups")


@admin.register(User, site=site)
class UserAdmin(DjangoUserAdmin):
    """People, who log in, and service accounts, which do not."""

    form = UserForm
    add_form = NewUserForm
    paginator = BoundedPaginator
    show_full_result_count = False
    ordering = ("username",)
    actions = None
    view_on_site = False
    list_display = ("username", "first_name", "last_name", "email", "roles", "is_active", "is_service", "last_login")
    list_filter = ("groups", "is_active", "is_service", "is_superuser")
    filter_horizontal = ("groups",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": (("first_name", "last_name"), "email", "time_zone")}),
        ("Access", {"fields": ("is_active", "is_service", "is_superuser", "groups")}),
        ("Dates", {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2")}),
        ("Access", {"fields": ("is_service", "groups")}),
    )

    class Media:
        css = {"all": ["claims/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        """Offer people alone to those who assign work; superusers see everybody."""
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows if actor(request).is_superuser else rows.filter(is_active=True, is_service=False)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Write in one recorded transaction."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        verb = "change" if args or kwargs.get("object_id") else "add"
        with record(actor=actor(request), verb=f"admin.{verb} user"):
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let people into the admin, and no program."""
        obj.is_staff = not obj.is_service
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Keep users: what they wrote names them. They are made inactive."""
        return False

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        """List the roles."""
        return ", ".join(["superuser"] * user.is_superuser + sorted(group.name for group in user.groups.all()))


@admin.register(Group, site=site)
class RoleAdmin(admin.ModelAdmin):
    """Roles, and what each opens: read here, since the access table says it."""

    list_display = ("name", "opens")
    search_fields = ("name",)
    ordering = ("name",)
    actions = None
    fields = ("name", "opens", "people")
    readonly_fields = fields

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Show roles to superusers."""
        return actor(request).is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Keep the roles that there are."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Keep the roles that there are."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Keep the roles that there are."""
        return False

    @admin.display(description="scopes")
    def opens(self, group: Group) -> SafeString | str:
        """List the scopes of the role, with what they allow."""
        held = ROLES.get(group.name, frozenset())
        return shown_list(f"{scope}: {meaning}" for scope, meaning in SCOPES.items() if scope in held)

    @admin.display(description="people")
    def people(self, group: Group) -> SafeString:
        """Link to those who have the role."""
        return list_of(User, "Users with this role", groups__id__exact=group.pk)
