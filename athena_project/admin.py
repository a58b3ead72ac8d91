"""The admin pages of the foundation's own rows: settings, credentials, egress, the audit, processes."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project import chain, draft, gate
from athena_project.admin_pages import ByDay, ConfigAdmin, ReadOnlyAdmin, named_column
from athena_project.change_words import field_name, spoken
from athena_project.job_admin import JobAdmin  # noqa: F401 it registers itself
from athena_project.models import ConfigChange, Credential, EgressRule, EgressUse, HouseSettings, Process, Release
from athena_project.people_admin import PersonAdmin, RoleAdmin  # noqa: F401 they register themselves
from athena_project.readable import as_html
from athena_project.release_admin import ReleaseAdmin, with_link
from athena_project.suite_admin import SuiteAdmin  # noqa: F401 it registers itself

admin.site.register(Release, ReleaseAdmin)


LIMITS = ("deadline_seconds", "max_body_mib", "max_history_mib", "body_seconds", "max_parallel")


@admin.register(HouseSettings)
class HouseSettingsAdmin(ConfigAdmin):
    """The one row of settings; the list leads straight to it."""

    counted = ("house settings", "house settings")
    durations = ("deadline_seconds", "body_seconds")
    labels = {
        "keep_up": "Keep up with what ships",
        "response_hours": "Stored answers, hours",
        "log_days": "Query log, days",
        "prefetch": "Look-ups renewed ahead",
        "deadline_seconds": "Time for one answer",
        "max_body_mib": "Largest request, MiB",
        "max_history_mib": "Longest conversation, MiB",
        "body_seconds": "Time to send a request",
        "max_parallel": "Questions at once",
    }
    fieldsets = (
        ("Editing", {"fields": ("review_mode", "four_eyes", "test_hour")}),
        ("Upgrades", {"fields": ("keep_up",)}),
        ("Privacy", {"fields": ("local_only", "response_hours", "log_days")}),
        ("Ahead of the questions", {"fields": ("prefetch",)}),
        ("Limits", {"fields": LIMITS}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: HouseSettings | None = None) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Looks at the tests first: they may take a while, and nothing else could be written meanwhile."""
        if request.method == "POST" and self.has_change_permission(request) and leaves_review(request):
            try:
                draft.leaving_review(request.user.get_username())
            except gate.Refused as refused:
                said = "Review mode stays on, and nothing was saved: switching it off publishes the draft. {}"
                messages.error(request, format_html(said, with_link(refused)))
                return redirect(request.path)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: HouseSettings, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.four_eyes and "four_eyes" in form.changed_data and len(draft.publishers()) < 2:
            said = "Four eyes need two people who may publish. Give somebody else the role publisher, under {}."
            link = format_html('<a href="{}">Users</a>', reverse("admin:auth_user_changelist"))
            messages.warning(request, format_html(said, link))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        row, _ = HouseSettings.objects.get_or_create(name="house")
        return redirect("admin:athena_project_housesettings_change", row.pk)


def leaves_review(request: HttpRequest) -> bool:
    return not request.POST.get("review_mode") and HouseSettings.objects.filter(name="house", review_mode=True).exists()


class CredentialForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """A credential; the secret goes in and never comes out."""

    secret = forms.CharField(
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"class": "vTextField", "autocomplete": "new-password"}),
        help_text="Stored encrypted and never shown again.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("secret")
        if field is None:
            return
        field.required = self.instance.pk is None
        if self.instance.fingerprint:
            field.help_text = "Leave it empty to keep the secret that is stored. It is never shown again."


@admin.register(Credential)
class CredentialAdmin(ConfigAdmin):
    """Secrets for sources and model servers."""

    form = CredentialForm
    fields = ("name", "note", "secret", "fingerprint", "changed")
    readonly_fields = ("fingerprint", "changed")
    list_display = ("name", "note", "fingerprint", "changed")
    search_fields = ("name", "note")

    def save_model(self, request: HttpRequest, obj: Credential, form: Any, change: bool) -> None:
        secret = form.cleaned_data.get("secret")
        if change and secret:
            obj.seal(secret)
        super().save_model(request, obj, form, change)
        if secret and not change:  # the encryption is bound to the row's key, which exists only now
            obj.seal(secret)
            obj.save(update_fields=["ciphertext", "fingerprint"])


@admin.register(EgressRule)
class EgressRuleAdmin(ConfigAdmin):
    """Addresses of the house's own network that may be reached."""

    list_display = ("network", "port", "note", "enabled")
    search_fields = ("network", "note")


@admin.register(EgressUse)
class EgressUseAdmin(ReadOnlyAdmin):
    """Who was asked outside of this process, for whom, how often and how much, by the hour."""

    list_display = ("hour", "purpose", "host", "calls", "refused", "out", "back")
    list_filter = (("hour", ByDay), "purpose")
    search_fields = ("purpose", "host")
    search_help_text = "For whom, or the host"
    fields = ("hour", "purpose", "host", "calls", "refused", "out", "back")
    ordering = ("-hour", "purpose", "host")

    @admin.display(description="sent", ordering="sent")
    def out(self, use: EgressUse) -> str:
        return filesizeformat(use.sent)

    @admin.display(description="received", ordering="received")
    def back(self, use: EgressUse) -> str:
        return filesizeformat(use.received)


@admin.register(ConfigChange)
class ConfigChangeAdmin(ReadOnlyAdmin):
    """Who changed what, when and from where, and whether nobody changed that since."""

    change_list_template = "admin/athena_project/configchange/change_list.html"
    counted = ("change", "changes")
    labels = {
        "at": "When",
        "actor": "Who",
        "source": "From where",
        "action": "Did what",
        "label": "To what",
        "sha256": "Hash of this entry",
        "previous": "Hash of the entry before",
    }
    list_display = (
        named_column("at", "when"),
        named_column("actor", "who"),
        named_column("action", "did what"),
        named_column("label", "to what"),
        named_column("source", "from where"),
    )
    list_filter = (("at", ByDay),)
    fieldsets = (
        (None, {"fields": ("at", "actor", "action", "label", "was", "now", "source")}),
        ("How the record is kept", {"fields": ("request", "sha256", "previous"), "classes": ("collapse",)}),
    )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().changelist_view(request, {"chain": chain.newest(), **(extra_context or {})})

    @admin.display(description="before")
    def was(self, change: ConfigChange) -> SafeString:
        return told(change.model, changed_only(change.before, change.after))

    @admin.display(description="after")
    def now(self, change: ConfigChange) -> SafeString:
        return told(change.model, changed_only(change.after, change.before))


def told(model: str, fields: dict[str, Any] | None) -> SafeString:
    return as_html(fields and {field_name(model, name): spoken(model, name, value) for name, value in fields.items()})


def changed_only(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    """The fields in which the row differs from its other state; all of them where it has none."""
    if one is None or other is None:
        return one
    return {name: value for name, value in one.items() if name not in other or other[name] != value}


@admin.register(Process)
class ProcessAdmin(ReadOnlyAdmin):
    """Which process answers from which release."""

    list_display = ("name", "role", "release", "started", "seen")
    list_select_related = ("release",)
    fields = list_display
    ordering = ("-seen",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("release__content")
