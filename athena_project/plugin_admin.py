"""The admin page of a plug-in row: its kind, and the options of that kind as fields of their own."""

import json
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import escape, format_html

from athena_project import key_guard
from athena_project.admin_pages import ConfigAdmin
from athena_project.models import PluginModel
from athena_project.options import Sheet, sheet
from athena_project.plugin_form import PREFIX, KindSelect, PluginForm, labelled

Fieldsets = list[tuple[str | None, dict[str, Any]]]


class PluginAdmin(ConfigAdmin):
    """Edits plug-in rows. `main` are the fields above the options, `more` the sections below them."""

    main: ClassVar[tuple[str, ...]] = ("name", "kind", "enabled")
    more: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    groups: ClassVar[tuple[str, ...]] = ("",)  # headings of the kinds, in this order
    model: type[PluginModel]

    def page(self, request: HttpRequest, obj: PluginModel | None) -> Sheet:
        asked = request.POST.get("kind") or (obj.kind if obj else request.GET.get("kind", ""))
        return sheet(self.model.plugins, asked)

    def get_form(
        self, request: HttpRequest, obj: PluginModel | None = None, change: bool = False, **kwargs: Any
    ) -> "type[forms.ModelForm[Any]]":
        current = self.page(request, obj)

        class KindForm(PluginForm):
            page = current
            moves_keys = request.user.has_perm(key_guard.MAY)

        own = [*self.main, *(name for _, names in self.more for name in names)]
        return super().get_form(request, obj, change, form=KindForm, **{**kwargs, "fields": own})

    def get_fieldsets(self, request: HttpRequest, obj: PluginModel | None = None) -> Any:
        current = self.page(request, obj)
        fields = (
            [PREFIX + option.name for option in current.options] if self.editable(request, obj) else ["raw_options"]
        )
        section = {"fields": [*fields, "shown_kind"] if fields != ["raw_options"] else fields}
        head: Fieldsets = [(None, {"fields": self.main})]
        options: Fieldsets = [("Options", {**section, "description": described(current, obj)})]
        return [*head, *options, *((title, {"fields": names}) for title, names in self.more)]

    def get_readonly_fields(self, request: HttpRequest, obj: PluginModel | None = None) -> Any:
        found = [*super().get_readonly_fields(request, obj)]
        return found if self.editable(request, obj) else [*found, "raw_options"]

    def editable(self, request: HttpRequest, obj: PluginModel | None) -> bool:
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return may and not self.page(request, obj).trouble

    @admin.display(description="Options as stored")
    def raw_options(self, obj: PluginModel) -> str:
        hidden = sheet(self.model.plugins, obj.kind).secrets
        return format_html(
            '<pre class="raw">{}</pre>', json.dumps(without(obj.options, hidden), indent=2, ensure_ascii=False)
        )

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "kind":
            return forms.ChoiceField(choices=labelled(self.model), widget=KindSelect)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method == "GET" and not request.GET.get("kind"):
            return self.choose_kind(request)
        return super().add_view(request, form_url, extra_context)

    def group(self, kind: str) -> str:
        """Under which of the groups a kind is offered; "" where it needs no heading."""
        return ""

    def choose_kind(self, request: HttpRequest) -> HttpResponse:
        """The first step of adding: which kind it shall be."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        query = request.GET.copy()
        kinds = []
        for kind, about in self.model.plugins.choices():
            query["kind"] = kind
            kinds.append({"kind": kind, "about": about, "url": f"?{query.urlencode()}", "group": self.group(kind)})
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Add {self.opts.verbose_name}: which kind?",
            "kinds": sorted(kinds, key=lambda each: self.groups.index(each["group"])),
            "broken": sorted(self.model.plugins.broken.items()),
            "is_popup": "_popup" in request.GET,
        }
        return TemplateResponse(request, "admin/choose_kind.html", context)


def described(current: Sheet, obj: PluginModel | None) -> str:
    """What stands above the options; Django puts it on the page as it is, so it is escaped here."""
    if current.trouble:
        return format_html('<span class="trouble">{}</span>', current.trouble)
    said = escape(current.about) if current.options else escape(f"{current.about} There is nothing to set.")
    known = {option.name for option in current.options}
    stored = obj.options if obj and obj.kind == current.kind and isinstance(obj.options, dict) else {}
    lost = [] if current.keeps_unknown else sorted(stored.keys() - known)
    return (
        format_html("{} Not known to this kind any more, dropped at the next save: {}.", ended(said), ", ".join(lost))
        if lost
        else said
    )


def ended(said: str) -> str:
    """As a sentence, before another one."""
    return said if said.endswith((".", "!", "?")) else format_html("{}.", said)


def without(value: Any, hidden: tuple[str, ...]) -> Any:
    """The options with the values of the hidden ones left out, at any depth."""
    if isinstance(value, list):
        return [without(item, hidden) for item in value]
    if isinstance(value, dict):
        return {name: "(hidden)" if name in hidden else without(item, hidden) for name, item in value.items()}
    return value
