"""The admin pages of the query log: what was asked, what was answered, and how it came about."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.admin_pages import ByDay, EstimatingPaginator, ReadOnlyAdmin
from athena_project.charts import milliseconds
from athena_project.readable import as_html
from athena_project.release_admin import may_publish
from inference import analytics_admin, feedback_admin, fix_admin, overview_admin
from inference.explain_admin import ExplainAdmin
from inference.known import known
from inference.models import Feedback, QueryLog, QueryStep
from inference.playground_admin import PlaygroundAdmin
from inference.state import Outcome

STARRED_AT_ONCE = 5_000  # a list of millions can be ticked as a whole
SEARCHED = 20_000  # questions; icontains over millions takes minutes


class OutcomeFilter(admin.SimpleListFilter):
    """The outcomes there can be; asking a log of millions which there are takes seconds."""

    title = "outcome"
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(outcome.value, outcome.value) for outcome in Outcome]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(outcome=self.value()) if self.value() else queryset


@admin.register(QueryLog)
class QueryLogAdmin(PlaygroundAdmin, ExplainAdmin):
    """Questions, newest first."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {
            "all": ("athena/understanding.css", "athena/inbox.css", "athena/explain.css", "athena/answers.css")
        }
        js = ("athena/preview.js",)

    counted = ("question", "questions")
    list_display = ("when", "asked", "badge", "intents", "took", "assistant")
    list_display_links = ("asked",)
    list_filter = (OutcomeFilter, ("at", ByDay), "starred")
    actions = ("star", "unstar", "compare")
    search_fields = ("question",)
    search_help_text = f"A word of the question, among the newest {SEARCHED:,}"
    ordering = ("-at",)
    sortable_by = ()
    fieldsets = (
        (None, {"fields": ("question", "answer", "badge", "error", "kept")}),
        ("How it was understood", {"fields": ("intents", "assistant", "mode", "release")}),
        ("Who asked", {"fields": ("at", "client", "api_key", "conversation"), "classes": ("collapse",)}),
        ("Numbers", {"fields": ("took", "first", "tokens_in", "tokens_out", "streamed"), "classes": ("collapse",)}),
    )

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

    @admin.display(description="starred")
    def kept(self, log: QueryLog) -> str:
        if log.starred:
            return "★ It is kept, and asked again by a replay of starred questions."
        return "No. Tick it in the list and choose Star, to keep it and to replay it before publishing."

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
        found = dict(rows.values_list("pk", "starred")[:STARRED_AT_ONCE])
        count = QueryLog.objects.filter(pk__in=[key for key, had in found.items() if had != on]).update(starred=on)
        already = f" {len(found) - count} had {'a star already' if on else 'none'}." if len(found) > count else ""
        messages.success(request, f"{'Starred' if on else 'Stars taken away'}: {count}.{already}")

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

    def get_urls(self) -> list[URLPattern]:
        own = [self._of_one("fix", self.fix), self._of_one("feedback", feedback_admin.give)]
        return [*own, *overview_admin.urls(), *analytics_admin.urls(), *super().get_urls()]

    def _of_one(self, name: str, view: Callable[..., HttpResponseBase]) -> URLPattern:
        return path(f"<uuid:key>/{name}/", self.admin_site.admin_view(view), name=f"inference_querylog_{name}")

    def fix(self, request: HttpRequest, key: str) -> HttpResponse:
        """What it should have been: what that would change, and writing it."""
        return fix_admin.fix_page(request, key, self.admin_site)

    def told(self, request: HttpRequest, log: QueryLog) -> dict[str, Any]:
        return {**super().told(request, log), **fix_admin.offered(request, log), **thought(request, log)}


def thought(request: HttpRequest, log: QueryLog) -> dict[str, Any]:
    """What carries each sentence of the answer, and what people think of it."""
    name, given = request.user.get_username(), list(log.feedback.all())
    return {
        "sentences": known(log),
        "opinions": [each for each in given if each.author != name],
        "mine": next((each for each in given if each.author == name and not each.api_key), None),
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
