"""The admin pages of patterns, and what every edit of a pattern says: which questions come out differently."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from athena_project.release_admin import may_publish, require_publisher
from athena_project.use_admin import UsedAdmin, UseFilter
from intents import impact
from intents.impact import Draft, Impact
from intents.import_admin import import_page, may_import
from intents.models import Pattern

SHOWN = 20  # changes named one by one; the others are counted
FRAGMENT = "admin/intents/impact.html"


class ImpactAdmin(UsedAdmin):
    """A page of rows that decide intents: each save says at once what comes out differently."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        before = impact.current() if request.method == "POST" else None
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if before is not None and response.status_code == 302:
            tell(request, before, impact.current())
        return response


def tell(request: HttpRequest, before: Draft, after: Draft) -> None:
    if before.same_as(after):
        return
    for warning in impact.shared_examples(before, after):
        messages.warning(request, warning)
    messages.info(request, described(request, before, after))


def described(request: HttpRequest, before: Draft, after: Draft) -> SafeString:
    """As HTML; questions of the log only for those who may read the log."""
    recorded = request.user.has_perm("inference.view_querylog")
    return shown(impact.impact(before, after, recorded), recorded)


def shown(found: Impact, recorded: bool) -> SafeString:
    """As HTML, the first changes one by one; `recorded`: whether questions of the log are among them."""
    context = {"impact": found, "changes": found.changes[:SHOWN], "more": max(0, len(found.changes) - SHOWN)}
    return render_to_string(FRAGMENT, {**context, "recorded": recorded})


@admin.register(Pattern)
class PatternAdmin(ImpactAdmin):
    """Every sign of every intent, to search and to switch off many at once."""

    class Media:
        js = ("athena/preview.js",)

    change_form_template = "admin/intents/pattern/change_form.html"
    change_list_template = "admin/intents/pattern/change_list.html"
    list_display = ("text", "sort", "intent", "weight", "spoken", "day", "month", "enabled")
    list_filter = (UseFilter, "type", "language", "enabled", "intent")
    list_select_related = ("intent",)
    search_fields = ("text",)
    fieldsets = (
        (None, {"fields": ("intent", "type", "text", "enabled")}),
        ("How much it says", {"fields": ("weight", "language")}),
    )
    ordering = ("intent__name", "type", "text")
    list_per_page = 40  # the filter names every intent: a page of 50 rows would be more than 60 kB

    @admin.display(description="type", ordering="type")
    def sort(self, row: Pattern) -> str:
        return str(row.type)

    @admin.display(description="language", ordering="language")
    def spoken(self, row: Pattern) -> str:
        return str(row.language)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview)
        own = [
            path("import/", self.admin_site.admin_view(self.import_examples), name="intents_pattern_import"),
            path("preview/", view, name="intents_pattern_preview"),
            path("<int:pk>/preview/", view, name="intents_pattern_preview_change"),
        ]
        return [*own, *super().get_urls()]

    def import_examples(self, request: HttpRequest) -> HttpResponse:
        return import_page(request, self.admin_site)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"may_import": may_import(request), **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, {**context, "may_preview": may_publish(request)}, *args, **kwargs)

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """What the pattern would change if it were saved as it stands in the form."""
        if refusal := require_publisher(request):
            return refusal
        row = get_object_or_404(Pattern, pk=pk) if pk is not None else None
        if not (self.has_change_permission(request, row) if row else self.has_add_permission(request)):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "What would change?",
            "original": row,
            **self.previewed(request, row),
        }
        alone = request.headers.get("X-Requested-With") == "fetch"
        template = "admin/intents/pattern/previewed.html" if alone else "admin/intents/pattern/preview.html"
        return TemplateResponse(request, template, context)

    def previewed(self, request: HttpRequest, row: Pattern | None) -> dict[str, Any]:
        """The mistakes of the form, or what would change."""
        before = impact.current()
        form = self.get_form(request, row, change=row is not None)(request.POST, instance=row)
        if not form.is_valid():
            return {"errors": form.errors}
        after = before.with_pattern(form.save(commit=False))
        sent = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
        return {
            "sent": sent,
            "warnings": impact.shared_examples(before, after),
            "described": described(request, before, after),
        }
