"""The admin page of background work: what runs, how far it is, what failed, and the button to try it again."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from kombu.exceptions import OperationalError

from athena_project import jobs
from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.live import Values, answering, by_socket
from athena_project.models import Job
from athena_project.notices import Notice, Rows, notices

LOOKS = {"done": "up", "running": "degraded", "failed": "down", "poison": "down"}  # state -> its colour
RETRY = (
    '<button class="button retry" formaction="{}" name="job" value="{}" {}>Retry'
    '<span class="visually-hidden"> {}</span></button>'
)
LIVE = "athena_project_job_live"
SHOWN = 100  # jobs that a page may ask for at once
# what is under way stands first
RANK = models.Case(models.When(state="running", then=0), models.When(state="waiting", then=1), default=2)


class StateFilter(admin.SimpleListFilter):
    """The states, and both kinds of trouble in one."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("trouble", "failed or poison"), *Job.STATES]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Job]) -> models.QuerySet[Job]:
        chosen = {"trouble": ["failed", "poison"]}.get(self.value() or "", [self.value()])
        return queryset.filter(state__in=chosen) if self.value() else queryset


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """What is done in the background: what is under way first, then the newest."""

    class Media:
        js: ClassVar[Sequence[str]] = ("athena/live.js", "athena/jobs.js")

    change_list_template = "admin/athena_project/job/change_list.html"
    list_display = ("task", "about", "badge", "progress", "since", "took", "attempts", "trouble", "again")
    list_display_links = ("task",)
    list_filter = (StateFilter, "name")
    search_fields = ("name", "about", "problem")
    search_help_text = "A task, what it is about, or a problem"
    ordering = (RANK, "-queued")
    sortable_by = ()
    fieldsets = (
        (None, {"fields": ("name", "about", "badge", "progress", "problem")}),
        ("Numbers", {"fields": ("queued", "started", "finished", "took", "attempts", "expires")}),
        ("Inside", {"fields": ("id", "args", "worker", "seen"), "classes": ("collapse",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("live/", self.admin_site.admin_view(answering(LIVE, self.live)), name=LIVE),
            path("retry/", self.admin_site.admin_view(self.retry), name="athena_project_job_retry"),
        ]
        return [*own, *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self.list_display if may_retry(request) else self.list_display[:-1]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(
            request, {"newest": newest(), "by_socket": by_socket(request), **(extra_context or {})}
        )

    @admin.display(description="job")
    def task(self, job: Job) -> SafeString:
        return format_html('<span data-job="{}">{}</span>', job.pk, job.name)

    @admin.display(description="state")
    def badge(self, job: Job) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', LOOKS.get(job.state, ""), job.state)

    @admin.display(description="progress")
    def progress(self, job: Job) -> SafeString:
        """A bar where it is known how much there is to do, and what is done just now."""
        hidden = "" if job.total else "hidden"
        bar = '<progress max="{}" value="{}" aria-label="Progress of {}" {}></progress> <span class="doing">{}</span>'
        return format_html(bar, job.total or 1, min(job.done, job.total), job, hidden, job.step)

    @admin.display(description="since")
    def since(self, job: Job) -> str:
        return date_format(timezone.localtime(job.started or job.queued), "j M, H:i:s")

    @admin.display(description="time")
    def took(self, job: Job) -> str:
        return duration(job)

    @admin.display(description="problem")
    def trouble(self, job: Job) -> str:
        return cut(job.problem)

    @admin.display(description="")
    def again(self, job: Job) -> SafeString:
        """A button of the list's own form, so that it works without scripts and brings its token along."""
        hidden = "" if job.state in ("failed", "poison") else "hidden"
        url = reverse("admin:athena_project_job_retry")
        return format_html(RETRY, url, job.pk, hidden, job)

    def live(self, request: HttpRequest) -> Values:
        """The jobs that a page shows, as they are now, and the newest one of all."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        keys = request.GET.getlist("job")[:SHOWN]
        found = Job.objects.filter(pk__in=keys)
        return {"jobs": [shown(job) for job in found], "newest": newest()}

    def retry(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not may_retry(request):
            raise PermissionDenied
        key = request.POST.get("job", "")
        try:
            found = jobs.retry(key)
        except OperationalError:
            messages.error(request, "The broker of background work does not answer. Try again in a moment.")
        else:
            level = messages.SUCCESS if found else messages.WARNING
            messages.add_message(request, level, "It is tried again." if found else "That job has not failed.")
        return redirect("admin:athena_project_job_changelist")


def may_retry(request: HttpRequest) -> bool:
    return request.user.has_perm("athena_project.retry_job")


def newest() -> str:
    return Job.objects.order_by("-queued").values_list("pk", flat=True).first() or ""


def shown(job: Job) -> dict[str, Any]:
    return {
        "id": job.pk,
        "state": job.state,
        "look": LOOKS.get(job.state, ""),
        "done": min(job.done, job.total),
        "total": job.total,
        "step": job.step,
        "took": duration(job),
        "attempts": job.attempts,
        "problem": cut(job.problem),
    }


def cut(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:160]}…"


def duration(job: Job) -> str:
    """From its last beginning to its end, or to now."""
    if job.started is None or job.state == "waiting":
        return ""
    seconds = ((job.finished or timezone.now()) - job.started).total_seconds()
    return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds // 60)} min {int(seconds % 60)} s"


@notices
def poison(rows: Rows) -> list[Notice]:
    count = rows.jobs.get("poison", 0)
    if not count:
        return []
    words = "A job was" if count == 1 else f"{count} jobs were"
    url = f"{reverse('admin:athena_project_job_changelist')}?state=poison"
    return [Notice(f"{words} given up after {jobs.DELIVERIES} tries.", url)]
