"""The page of suites, and how tests are put into one from their own lists."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse

from athena_project.admin_pages import ConfigAdmin, Rows
from athena_project.models import Suite

OFFERED = 20  # suites that the list of tests offers to put rows into
PUT = "suite_"  # how the names of these actions begin


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


class SuitedAdmin(ConfigAdmin):
    """A list of tests: ticked ones are put into a suite."""

    list_select_related = ("suite",)

    @admin.display(description="suite", ordering="suite__name")
    def in_suite(self, row: Any) -> str:
        return str(row.suite or Suite.DEFAULT)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found = super().get_actions(request)
        if not self.has_change_permission(request):
            return found
        for suite in Suite.objects.all()[:OFFERED]:
            act: Callable[..., None] = partial(put, suite)
            found[f"{PUT}{suite.pk}"] = (act, f"{PUT}{suite.pk}", f"Put into the suite {suite}")
        return found


def put(suite: Suite, page: ConfigAdmin, request: HttpRequest, rows: Rows) -> None:
    moved = list(rows.exclude(suite=suite))
    for row in moved:  # one by one, as the audit and the release hang on each row's signal
        row.suite = suite
        row.save()
    messages.success(request, f"Put into the suite {suite}: {len(moved)}.")
