"""Adds to the pages of the query log why an answer came out as it did, and two answers side by side."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.release_admin import may_publish
from inference.explain.compare import compare
from inference.explain.page import recorded, shown
from inference.models import QueryLog
from inference.playground_form import key_of

RECENT = 2_000  # newest rows among which others of the same question are looked for
OTHERS = 10


class ExplainAdmin(ReadOnlyAdmin):
    """The explanation of one answer, and the comparison of two."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.compare_view)
        return [path("compare/", view, name="inference_querylog_compare"), *super().get_urls()]

    @admin.action(description="Compare two answers side by side", permissions=["view"])
    def compare(self, request: HttpRequest, rows: models.QuerySet[QueryLog]) -> HttpResponse | None:
        keys = list(rows.values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            messages.error(request, "Tick two questions: exactly two answers are laid side by side.")
            return None
        return redirect(f"{reverse('admin:inference_querylog_compare')}?one={keys[0]}&other={keys[1]}")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        log = kwargs.get("obj")
        if log is not None:
            prefetch_related_objects([log], "steps")  # each part of the page reads them
            context |= self.told(request, log)
        return super().render_change_form(request, context, *args, **kwargs)

    def told(self, request: HttpRequest, log: QueryLog) -> dict[str, Any]:
        """What the page of a question tells besides its fields."""
        return {"answer": shown(recorded(log)), "may_ask": may_publish(request)}

    def compare_view(self, request: HttpRequest) -> HttpResponse:
        """Two rows of the log; of one alone, those that it can be compared with."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        one, other = (key_of(request.GET.get(name, "")) for name in ("one", "other"))
        logs = QueryLog.objects.select_related("release").defer("release__content")
        first = get_object_or_404(logs, pk=one)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Two answers side by side"}
        if other is None:
            context |= {"first": first, "others": others(first)}
        else:
            context["compared"] = compare(recorded(first), recorded(get_object_or_404(logs, pk=other)))
        return TemplateResponse(request, "admin/inference/querylog/compare.html", context)


def others(log: QueryLog) -> Any:
    """The newest other answers to the same question."""
    oldest = QueryLog.objects.order_by("-at").values_list("at", flat=True)[RECENT : RECENT + 1].first()
    rows = QueryLog.objects.filter(question=log.question).exclude(pk=log.pk).order_by("-at")
    return (rows.filter(at__gt=oldest) if oldest else rows)[:OTHERS]
