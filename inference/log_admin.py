"""The admin pages of the query log: what was asked, what was answered, and how it came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.admin_pages import EstimatingPaginator, ReadOnlyAdmin
from athena_project.readable import as_html
from athena_project.release_admin import may_publish
from inference import feedback_admin
from inference.known import known
from inference.models import Feedback, QueryLog, QueryStep
from inference.state import Outcome

THINNEST = 0.4  # percent of the width: a bar that is thinner cannot be seen
STARRED_AT_ONCE = 5_000  # a list of millions can be ticked as a whole
SEARCHED = 20_000  # questions; icontains over millions takes minutes


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall; `left` and `width` in percent of the whole time."""

    step: QueryStep
    left: str
    width: str
    indent: str
    start: str
    took: str
    detail: SafeString | None


def waterfall(log: QueryLog, steps: Iterable[QueryStep]) -> list[Bar]:
    """The steps on one time axis that starts with the question and ends with its last step."""
    found = list(steps)
    whole = max([log.ms, *(step.start_ms + step.ms for step in found), 0.001])
    return [bar(step, whole) for step in found]


def bar(step: QueryStep, whole: float) -> Bar:
    left = min(max(step.start_ms / whole * 100, 0), 100 - THINNEST)
    width = min(max(step.ms / whole * 100, THINNEST), 100 - left)
    return Bar(
        step,
        f"{left:.2f}",
        f"{width:.2f}",
        f"{min(step.depth, 8) * 0.9:.1f}",
        milliseconds(step.start_ms),
        milliseconds(step.ms),
        as_html(step.detail) if step.detail else None,
    )


def milliseconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f} ms" if value < 100 else f"{value:,.0f} ms"


class OutcomeFilter(admin.SimpleListFilter):
    """The outcomes there can be; asking a log of millions which there are takes seconds."""

    title = "outcome"
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(outcome.value, outcome.value) for outcome in Outcome]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(outcome=self.value()) if self.value() else queryset


@admin.register(QueryLog)
class QueryLogAdmin(ReadOnlyAdmin):
    """Questions, newest first."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/answers.css",)}

    list_display = ("when", "asked", "badge", "intents", "took", "assistant")
    list_display_links = ("asked",)
    list_filter = (OutcomeFilter, ("at", admin.DateFieldListFilter), "starred")
    actions = ("star", "unstar")
    search_fields = ("question",)
    search_help_text = f"A word of the question, among the newest {SEARCHED:,}"
    ordering = ("-at",)
    sortable_by = ()
    fieldsets = (
        (None, {"fields": ("question", "answer", "badge", "error", "starred")}),
        ("How it was understood", {"fields": ("intents", "assistant", "mode", "release")}),
        ("Who asked", {"fields": ("at", "client", "api_key", "conversation"), "classes": ("collapse",)}),
        ("Numbers", {"fields": ("took", "first", "tokens_in", "tokens_out", "streamed"), "classes": ("collapse",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(feedback_admin.give)
        return [path("<uuid:key>/feedback/", view, name="inference_querylog_feedback"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("release").defer("release__content")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        found, twice = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, twice
        oldest = QueryLog.objects.order_by("-at").values_list("at", flat=True)[SEARCHED : SEARCHED + 1].first()
        return (found.filter(at__gt=oldest) if oldest else found), twice

    @admin.display(description="at")
    def when(self, log: QueryLog) -> str:
        return date_format(timezone.localtime(log.at), "j M Y, H:i:s")

    @admin.display(description="question")
    def asked(self, log: QueryLog) -> str:
        star = "★ " if log.starred else ""
        return star + (log.question if len(log.question) <= 160 else f"{log.question[:160]}…")

    def has_star_permission(self, request: HttpRequest) -> bool:
        """Who may start replays also chooses what they ask."""
        return may_publish(request)

    @admin.action(description="Star: keep, and replay before publishing", permissions=["star"])
    def star(self, request: HttpRequest, rows: models.QuerySet[QueryLog]) -> None:
        self._star(request, rows, True)

    @admin.action(description="Take the star away", permissions=["star"])
    def unstar(self, request: HttpRequest, rows: models.QuerySet[QueryLog]) -> None:
        self._star(request, rows, False)

    def _star(self, request: HttpRequest, rows: models.QuerySet[QueryLog], on: bool) -> None:
        keys = list(rows.exclude(starred=on).values_list("pk", flat=True)[:STARRED_AT_ONCE])
        count = QueryLog.objects.filter(pk__in=keys).update(starred=on)
        messages.success(request, f"{'Starred' if on else 'Stars taken away'}: {count}.")

    @admin.display(description="outcome")
    def badge(self, log: QueryLog) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', log.outcome.replace(" ", "-"), log.outcome)

    @admin.display(description="time")
    def took(self, log: QueryLog) -> str:
        return milliseconds(log.ms)

    @admin.display(description="until the first text left")
    def first(self, log: QueryLog) -> str:
        return milliseconds(log.first_ms)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        page = context and context.get("cl")
        if context and page and page.result_count >= EstimatingPaginator.most and list(page.result_list):
            context["older"] = older(request, list(page.result_list)[-1].at)
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        log = self.get_object(request, object_id)
        more = page_of(log, request) if log else {}
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})


def page_of(log: QueryLog, request: HttpRequest) -> dict[str, Any]:
    """What the page of a question tells besides its fields."""
    return {
        "bars": waterfall(log, log.steps.order_by("position")),
        "sentences": known(log),
        "opinions": [each for each in log.feedback.all() if each.author != request.user.get_username()],
        "mine": feedback_admin.given_by(log, request),
        "may_give": feedback_admin.may_give(request),
        "thumbs": Feedback.THUMBS,
    }


def older(request: HttpRequest, at: datetime) -> str:
    """The query string of the rows before a moment: a key instead of an offset, which costs as much at any depth."""
    kept = {name: value for name, value in request.GET.items() if name not in ("p", "at__lt")}
    return "?" + urlencode({**kept, "at__lt": at.isoformat()})


@admin.register(QueryStep)
class QueryStepAdmin(ReadOnlyAdmin):
    """The single steps, over all questions."""

    list_display = ("name", "query", "ms", "problem")
    list_select_related = ("query",)
    fields = ("query", "position", "depth", "name", "start_ms", "ms", "problem", "shown")
    ordering = ("-pk",)

    @admin.display(description="detail")
    def shown(self, step: QueryStep) -> SafeString:
        return as_html(step.detail)
