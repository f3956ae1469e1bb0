"""Pages of users and roles, for superusers. A role is a group with the name of a role in `rules.access`."""

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.actions.change import record
from claims.actions.verbs import ACTIONS
from claims.admin.access import actor, may
from claims.admin.base import REFUSAL
from claims.admin.display import list_of, shown_list
from claims.admin.paginator import BoundedPaginator
from claims.admin.refusal import REFUSALS, refusal_at
from claims.admin.site import site
from claims.models.user import User
from claims.rules.access import ROLES, SCOPES


def zones() -> list[tuple[str, str]]:
    """List the time zones, the newsroom's own first."""
    own = ("", f"the newsroom's ({settings.NEWSROOM_TIME_ZONE})")
    return [own, *((name, name) for name in sorted(zoneinfo.available_timezones()))]


class Refusable(forms.ModelForm):
    """A mixin that shows the refusal of an action. `refusal` is set on the class created for a request."""

    refusal: Exception | None = None

    def clean(self) -> Any:
        """Raise ValidationError for what was refused."""
        data = super().clean() or self.cleaned_data
        if self.refusal is not None:
            raise refusal_at(self.refusal, self.fields)
        return data


class UserForm(Refusable, UserChangeForm):
    """A form for a user, with a choice of time zones."""

    time_zone = forms.ChoiceField(choices=zones, required=False)

    def given(self) -> dict[str, Any]:
        """Return the changed values as data for `update_user`."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name != "password"}
        return _with_roles(changed)


class NewUserForm(Refusable, AdminUserCreationForm):
    """A form for a new user, with a password unless it is a program."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "is_service", "groups")

    def given(self) -> dict[str, Any]:
        """Return the filled-in values as data for `create_user`."""
        data = self.cleaned_data
        password = data["password1"] if data.get("set_usable_password", True) else None
        return _with_roles({name: data[name] for name in ("username", "is_service", "groups")}) | {"password": password}


def _with_roles(data: dict[str, Any]) -> dict[str, Any]:
    return {("roles" if name == "groups" else name): _plain(value) for name, value in data.items()}


def _plain(value: Any) -> Any:
    return sorted(group.name for group in value) if isinstance(value, QuerySet) else value


@admin.register(User, site=site)
class UserAdmin(DjangoUserAdmin):
    """People, who can log in, and service accounts, which cannot."""

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
        """Show superusers everybody, and others only people to whom they can assign work."""
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows if actor(request).is_superuser else rows.filter(is_active=True, is_service=False)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Check the table of verbs."""
        return may(request, "user.update")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Check the table of verbs."""
        return may(request, "user.create")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Check the table of verbs."""
        return may(request, "user.update")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Check the table of verbs."""
        return may(request, "user.update")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Pass the refusal of these values to the form."""
        form: Any = super().get_form(request, obj, **kwargs)
        form.refusal = request.META.get(REFUSAL)
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Save the form, or show the refusal in it; then nothing is written."""
        if request.method == "POST":
            try:
                return super().changeform_view(request, *args, **kwargs)
            except REFUSALS as error:
                request.META[REFUSAL] = error
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write nothing yet: an action writes a user together with the roles."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ARG002
        """Write by the action."""
        given = form.given()
        if change:
            row = ACTIONS["user.update"].act(form.instance.pk, given, actor=actor(request))
        else:
            row = ACTIONS["user.create"].act(**given, actor=actor(request))
        form.instance.pk = row.pk
        form.instance.refresh_from_db()

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Set a password in one recorded transaction."""
        with record(actor=actor(request), verb="user.update"):
            return super().user_change_password(request, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Refuse to delete users, because the history refers to them; deactivate them instead."""
        return False

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        """List the roles."""
        return ", ".join(["superuser"] * user.is_superuser + sorted(group.name for group in user.groups.all()))


@admin.register(Group, site=site)
class RoleAdmin(admin.ModelAdmin):
    """Roles and their scopes. They are read-only, because `rules.access` defines them."""

    list_display = ("name", "opens")
    search_fields = ("name",)
    ordering = ("name",)
    actions = None
    fields = ("name", "opens", "people")
    readonly_fields = fields

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Show roles to those who may assign them."""
        return may(request, "user.update")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse: the roles are fixed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Refuse: the roles are fixed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Refuse: the roles are fixed."""
        return False

    @admin.display(description="scopes")
    def opens(self, group: Group) -> SafeString | str:
        """List the scopes of the role, with what they allow."""
        held = ROLES.get(group.name, frozenset())
        return shown_list(f"{scope}: {meaning}" for scope, meaning in SCOPES.items() if scope in held)

    @admin.display(description="people")
    def people(self, group: Group) -> SafeString:
        """Link to the users with the role."""
        return list_of(User, "Users with this role", groups__id__exact=group.pk)
