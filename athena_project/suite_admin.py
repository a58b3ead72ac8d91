"""The page of suites."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse

from athena_project.admin_pages import ConfigAdmin, Rows
from athena_project.models import Suite


@admin.register(Suite)
class SuiteAdmin(ConfigAdmin):
    """Suites, and what becomes of a draft in which one of their tests fails."""

    change_list_template = "admin/athena_project/suite/change_list.html"
    list_display = ("name", "on_publish", "cases", "sentences", "enabled")
    fields = ("name", "on_publish", "enabled")

    def get_queryset(self, request: HttpRequest) -> Rows:
        counts = {f"{name}s": models.Count(name, distinct=True) for name in ("testcase", "scenario")}
        found: Rows = super().get_queryset(request).annotate(**counts)
        return found

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        there = Suite.objects.filter(name=Suite.DEFAULT).exists()
        return super().changelist_view(request, {"default_missing": not there, **(extra_context or {})})

    @admin.display(description="test cases", ordering="testcases")
    def cases(self, suite: Any) -> int:
        return int(suite.testcases) + unnamed(suite, "testcase")

    @admin.display(description="scenarios", ordering="scenarios")
    def sentences(self, suite: Any) -> int:
        return int(suite.scenarios) + unnamed(suite, "scenario")


def unnamed(suite: Suite, tests: str) -> int:
    """How many tests belong to it because they name none."""
    model: Any = Suite._meta.get_field(tests).related_model
    return int(model._default_manager.filter(suite=None).count()) if suite.name == Suite.DEFAULT else 0
