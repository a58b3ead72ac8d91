"""The admin page of API keys: made here, shown once, revoked."""

from ipaddress import ip_network
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from athena_project.admin_pages import ConfigAdmin, Rows
from athena_project.forms import LinesField
from inference.auth import CONFIGURING, issue
from inference.models import ApiKey

SCOPES = (
    ("chat", "chat: ask questions"),
    ("models", "models: list the assistants"),
    ("embeddings", "embeddings: turn text into vectors"),
    ("verify", "verify: check answers against what they rest on"),
    ("metrics", "metrics: read measurements and health"),
    ("config:read", "config:read: read the configuration, plan changes"),
    ("config:write", "config:write: change the configuration, apply files"),
    ("config:secrets", "config:secrets: set secrets, and have them sent to other hosts"),
    ("publish", "publish: publish, roll back, change the house settings"),
    ("replay", "replay: replay recorded questions, and read them"),
)


class ApiKeyForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """What a key may do, and from where."""

    scopes = forms.MultipleChoiceField(
        choices=SCOPES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: everything but the configuration, which a key has only where it is ticked.",
    )
    networks = LinesField(
        required=False,
        help_text="Addresses or networks it may come from, one per line: 192.168.1.0/24. Empty: anywhere.",
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("mode") == "guest" and CONFIGURING.intersection(found.get("scopes", ())):
            self.add_error("scopes", "A guest's key cannot configure.")
        return found

    def clean_networks(self) -> list[str]:
        networks: list[str] = self.cleaned_data["networks"]
        for network in networks:
            try:
                ip_network(network, strict=False)
            except ValueError as error:
                raise ValidationError(f"{network} is no address or network like 192.168.1.0/24.") from error
        return networks


@admin.register(ApiKey)
class ApiKeyAdmin(ConfigAdmin):
    """Who may ask."""

    form = ApiKeyForm
    list_display = ("name", "key_id", "mode", "may", "state", "expires", "created")
    list_filter = ("mode", "revoked")
    search_fields = ("name", "key_id")
    actions = ("revoke",)
    fieldsets = (
        (None, {"fields": ("name", "mode", "scopes")}),
        ("Limits", {"fields": ("networks", "per_minute", "expires")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        found = super().get_fieldsets(request, obj)
        return [*found, ("The key", {"fields": ("key_id", "created", "revoked")})] if obj else found

    def get_readonly_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        # a revoked key stays revoked: whoever has it may not be who should
        return ("key_id", "created", "revoked") if obj and obj.revoked else ("key_id", "created")

    @admin.display(description="scopes")
    def may(self, key: ApiKey) -> str:
        return ", ".join(str(scope) for scope in key.scopes) or "everything but the configuration"

    @admin.display(description="state")
    def state(self, key: ApiKey) -> str:
        if key.revoked:
            return "revoked"
        return "expired" if key.expires and key.expires <= timezone.now() else "valid"

    @admin.action(description="Revoke", permissions=["change"])
    def revoke(self, request: HttpRequest, rows: Rows) -> None:
        valid = list(rows.filter(revoked=False))
        for key in valid:  # one by one: the bell that makes it act rings on each row's signal
            key.revoked = True
            key.save(update_fields=["revoked"])
        messages.success(request, f"Revoked: {len(valid)}. They stop working within a second.")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        one_button = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**one_button, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        if not change:
            fresh, text = issue(obj.name)
            obj.key_id, obj.digest = fresh.key_id, fresh.digest
            vars(request)["issued"] = text  # lives as long as this request, and is stored nowhere
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: ApiKey, post_url_continue: str | None = None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "The new API key",
            "key": obj,
            "text": vars(request)["issued"],
            "ask_url": request.build_absolute_uri("/v1"),
        }
        return TemplateResponse(request, "admin/inference/apikey/issued.html", context)
