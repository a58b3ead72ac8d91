"""Columns and a filter for lists of rows: how many answers each row helped to decide."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project import row_use
from athena_project.admin_pages import ConfigAdmin

FLAG = format_html('<span class="badge unused">{}</span>', "not used")


class UseFilter(admin.SimpleListFilter):
    """Rows that decided an answer, and rows that never did."""

    title = "use"
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("some", "decided an answer"), ("never", "never decided an answer")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() == "never":
            return row_use.unused(queryset)
        return queryset.filter(models.Exists(row_use.uses_of(queryset.model))) if self.value() else queryset


class UsedAdmin(ConfigAdmin):
    """A page of rows that decide answers. Name `day` and `month` in list_display, UseFilter in list_filter."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/understanding.css",)}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = super().get_queryset(request).annotate(counted=models.Exists(row_use.recent()))
        return row_use.used(found)

    @admin.display(description="24 h", ordering="used_day")
    def day(self, row: Any) -> int:
        return int(row.used_day)

    @admin.display(description="30 d", ordering="used_month")
    def month(self, row: Any) -> int | SafeString:
        """The count; said in words where there is none although questions were asked and the row is on."""
        return FLAG if row.counted and row.enabled and not row.used_month else int(row.used_month)
