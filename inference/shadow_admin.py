"""The admin pages of shadows: starting one, what it answers otherwise, each answer beside the spoken one."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.models import Release
from athena_project.release_admin import may_publish, require_publisher
from inference import shadow_runs
from inference.canary_form import ShadowForm
from inference.explain.compare import side_by_side
from inference.explain.page import Traced, content, recorded, shown
from inference.explain.rows import Rows
from inference.models import QueryLog, QueryStep
from inference.shadow_rows import Shadow, ShadowedQuestion
from inference.tried_admin import TriedAdmin
from inference.tried_runs import end
from inference.verdicts import CHANGED, SAME, WORSE

PAGE = 20  # questions of one page
COLOURS = {SAME: "up", CHANGED: "degraded", WORSE: "down", "left_out": "calm"}


@admin.register(Shadow)
class ShadowAdmin(TriedAdmin):
    """Releases that answered in the background, newest first."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {
            "all": ("athena/understanding.css", "athena/replays.css", "athena/canaries.css", "athena/explain.css")
        }

    form_to_start = ShadowForm
    start_title = "Let it shadow"
    start_about = (
        "What you name here is asked a share of the questions once more, after they were answered. Nobody "
        "hears its answers, no device is switched, and no figure counts them. What it answers otherwise is "
        "kept, to be looked at."
    )
    change_form_template = "admin/inference/shadow/change_form.html"
    change_list_template = "admin/inference/shadow/change_list.html"
    list_display = ("started", "tried", "outcome", "how", "reason", "author")
    fields = ("tried", "beside", "percent", "per_day", "today", "sources", "how", "reason", "note", "author", "started")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("start/", view(self.start), name="inference_shadow_start"),
            path("<int:pk>/end/", view(self.end), name="inference_shadow_end"),
            path("question/<int:pk>/", view(self.question), name="inference_shadow_question"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="result")
    def outcome(self, row: Shadow) -> str:
        return f"{row.same} same, {row.changed} changed, {row.worse} worse"

    @admin.display(description="state")
    def how(self, row: Shadow) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', "degraded" if row.running else "calm", row.state)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        more = {"may_publish": may_publish(request), **(told(row, request) if row else {})}
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    def begin(self, release: Release | None, author: str, wanted: dict[str, Any]) -> Shadow:
        return shadow_runs.start(release, author, wanted)

    def end(self, request: HttpRequest, pk: int) -> HttpResponse:
        if refusal := require_publisher(request):
            return refusal
        row = get_object_or_404(Shadow.objects.select_related("release"), pk=pk)
        if end(row, Shadow.TAKEN_BACK, f"Ended by {request.user.get_username()}."):
            messages.success(request, "The shadow is asked nothing any more.")
        return redirect("admin:inference_shadow_change", pk)

    def question(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The spoken answer and the shadow's, side by side, and the whole trace of the second."""
        if not self.has_view_permission(request) or not request.user.has_perm("inference.view_querylog"):
            raise PermissionDenied
        rows = ShadowedQuestion.objects.select_related("shadow__release", "query__release")
        found = get_object_or_404(rows, pk=pk)
        spoken, shadow = recorded(found.query), traced(found)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Spoken, and in the shadow",
            "media": self.media,
            "found": found,
            "compared": side_by_side([spoken, shadow]),
            "answers": [shown(shadow)],
        }
        return TemplateResponse(request, "admin/inference/shadow/question.html", context)


def told(row: Shadow, request: HttpRequest) -> dict[str, Any]:
    """What the page tells: the counts, and what differs, the worse first where nothing else is wanted."""
    wanted = request.GET.get("verdict", "")
    found = row.questions.filter(verdict=wanted) if wanted in (CHANGED, WORSE) else row.questions.all()
    counts = [(name.replace("_", " "), getattr(row, name), look) for name, look in COLOURS.items()]
    page = Paginator(alike(found), PAGE).get_page(request.GET.get("page"))
    newest = row.questions.select_related("query").defer("steps").in_bulk([each["newest"] for each in page])
    lines = [(newest[each["newest"]], each["times"]) for each in page if each["newest"] in newest]
    return {"shadow": row, "counts": counts, "page": page, "lines": lines, "wanted": wanted, "looks": COLOURS}


def alike(found: QuerySet[ShadowedQuestion]) -> QuerySet[Any, Any]:
    """One line for what was asked in the same words and differs for the same reason: the newest, and how often."""
    same = found.order_by().values("verdict", "why", "query__question")
    return same.annotate(newest=Max("id"), times=Count("id")).order_by("-verdict", "-newest")


def traced(found: ShadowedQuestion) -> Traced:
    """The shadow's answer as the query log would hold it."""
    spoken, release = found.query, found.shadow.release
    log = QueryLog(
        id=spoken.pk,
        at=spoken.at,
        release=release,
        question=spoken.question,
        assistant=spoken.assistant,
        mode=spoken.mode,
        **found.answered,
    )
    steps = [QueryStep(query_id=spoken.pk, **step) for step in found.steps]
    return Traced(f"In the shadow: release {release.number}", log, steps, Rows(content(release)))
