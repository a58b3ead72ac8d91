"""The admin pages of people and groups: nobody gives away more than they have, or touches a superuser."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashWidget, UserCreationForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from athena_project.admin_pages import ListAdmin
from athena_project.roles import FOR, ROLES

admin.site.unregister([User, Group])


class RolesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no argument at run time
    """The groups as ticks, each of ours with what it is for."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group: Any) -> str:
        return f"{group.name}: {FOR[group.name]}" if group.name in FOR else str(group.name)


class KeptPassword(ReadOnlyPasswordHashWidget):
    """Whether there is a password, and the way to a new one: how it is kept is nobody's business on a page."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context(name, value, attrs)
        told = [entry for entry in found["summary"] if "value" not in entry]  # that there is none, or no sound one
        return {**found, "summary": told or [{"label": "Set."}]}


@admin.register(User)
class PersonAdmin(ListAdmin, UserAdmin):  # type: ignore[type-arg]  # takes no argument at run time
    """Who may sign in, and what each may."""

    class Media:
        js = ("athena/labels.js",)

    list_display = ("username", "roles", "is_active", "is_staff", "is_superuser", "last_login")
    filter_horizontal = ("user_permissions",)
    labels = {"is_active": "May sign in", "is_staff": "May use this admin", "groups": "Roles"}
    add_form = UserCreationForm  # Django's own asks about sign-ins that this house does not have
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "groups")}),
        ("Personal", {"fields": ("first_name", "last_name", "email"), "classes": ("collapse",)}),
        ("More than roles give", {"fields": ("is_superuser", "user_permissions"), "classes": ("collapse",)}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            help_text = "Each role may also look at what a viewer sees. Who shall do two things gets two."
            return RolesField(Group.objects.order_by("name"), label="Roles", required=False, help_text=help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "password" in form.base_fields:
            form.base_fields["password"].widget = KeptPassword()
        return form

    @admin.display(description="roles")
    def roles(self, person: User) -> str:
        return ", ".join(sorted(group.name for group in person.groups.all()))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only a superuser makes superusers, and gives single permissions; others give roles."""
        found = ("last_login", "date_joined")
        return found if request.user.is_superuser else (*found, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and reachable(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and reachable(request, obj)


def reachable(request: HttpRequest, person: User | None) -> bool:
    """A superuser's password in the hands of another would make another superuser."""
    return person is None or not person.is_superuser or request.user.is_superuser


@admin.register(Group)
class RoleAdmin(ListAdmin, GroupAdmin):
    """The roles, which each migration sets anew, and groups of your own."""

    class Media:
        js = ("athena/labels.js",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the permissions, each of which is shown with the kind of row that it is for."""
        return super().get_queryset(request).prefetch_related("permissions__content_type")

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_change_permission(request, obj) and not shipped(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not shipped(obj)


def shipped(group: Group | None) -> bool:
    return group is not None and group.name in ROLES
