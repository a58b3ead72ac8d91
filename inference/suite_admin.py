"""The admin pages of test runs: starting one, watching it, and what came of each test, with its history."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.paginator import Page, Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project import draft
from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.change_words import row_address
from athena_project.models import Suite
from athena_project.notices import Notice, Rows, beside_release, notices
from athena_project.release_admin import may_publish, require_publisher
from inference import suite_history, tasks
from inference.models import SuiteResult, SuiteRun

BESIDE = "bad_run"  # the last run of the live release, where something in it is to be told
PAGE = 25  # tests of one page
OTHERS = 20  # runs that one can be laid beside
LISTED = 100  # tests in which two runs differ
NAMED = 3  # failing tests that a notice names
LOOKS = {SuiteRun.DONE: "up", SuiteRun.FAILED: "down"}
SHOWN = {
    "failed": ("Failing", models.Q(passed=False)),
    "red": ("Newly failing", models.Q(passed=False, before=True)),
    "green": ("Newly passing", models.Q(passed=True, before=False)),
    "flaky": ("Flaky", models.Q(flaky=True)),
    "all": ("All tests", models.Q()),
}


class BySuite(admin.AllValuesFieldListFilter):
    """Filters by the suite that ran; a run of all of them names none."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "all suites"}


@admin.register(SuiteRun)
class SuiteRunAdmin(ReadOnlyAdmin):
    """Test runs, newest first, and the button for another."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {
            "all": ("athena/understanding.css", "athena/replays.css", "athena/suites.css")
        }

    change_form_template = "admin/inference/suiterun/change_form.html"
    change_list_template = "admin/inference/suiterun/change_list.html"
    list_display = ("created", "what", "how", "outcome", "turned", "reason", "author")
    list_display_links = ("created",)
    list_filter = ("reason", "of_draft", ("suite", BySuite))
    fields = ("created", "author", "what", "reason", "how", "rows")
    ordering = ("-pk",)
    sortable_by = ()

    def get_urls(self) -> list[URLPattern]:
        start = path("start/", self.admin_site.admin_view(self.start), name="inference_suiterun_start")
        return [start, *super().get_urls()]

    @admin.display(description="tests")
    def what(self, row: SuiteRun) -> str:
        return str(row)

    @admin.display(description="state")
    def how(self, row: SuiteRun) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', LOOKS.get(row.state, "degraded"), row.state)

    @admin.display(description="result")
    def outcome(self, row: SuiteRun) -> SafeString | str:
        if row.state != SuiteRun.DONE:
            return "–"
        return format_html('<span class="replay-result {}">{}</span>', "worse" if row.failed else "", row.result)

    @admin.display(description="against the run before")
    def turned(self, row: SuiteRun) -> str:
        said = {"newly failing": row.newly_red, "newly passing": row.newly_green}
        return ", ".join(f"{count} {name}" for name, count in said.items() if count) or "–"

    @admin.display(description="rows")
    def rows(self, row: SuiteRun) -> str:
        return row.sha256[:12] or "–"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may = may_publish(request)
        suites = list(Suite.objects.filter(enabled=True).values_list("name", flat=True)) if may else []
        context = {"may_run": may, "suites": suites, "review_mode": draft.in_review()}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def start(self, request: HttpRequest) -> HttpResponse:
        """Begins a run in the background, unless the same one waits."""
        if refusal := require_publisher(request):
            return refusal
        wanted = {"suite": request.POST.get("suite", "")[:60], "of_draft": request.POST.get("of") == "draft"}
        row = SuiteRun.objects.filter(state=SuiteRun.WAITING, **wanted).first()
        if row is not None:
            messages.info(request, "This run waits for its turn already.")
        else:
            row = SuiteRun.objects.create(author=request.user.get_username(), **wanted)
            key = row.pk
            transaction.on_commit(lambda: tasks.run_suites.delay(key))
        return redirect("admin:inference_suiterun_change", row.pk)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = SuiteRun.objects.filter(pk=object_id).first() if number(object_id) else None
        context = {**shown(row, request), "may_run": may_publish(request)} if row else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


def number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def shown(row: SuiteRun, request: HttpRequest) -> dict[str, Any]:
    """What the page tells of a run."""
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in SHOWN else "failed" if row.failed else "all"
    title, condition = SHOWN[wanted]
    page = Paginator(row.results.filter(condition), PAGE).get_page(request.GET.get("page"))
    done = SuiteRun.objects.filter(state=SuiteRun.DONE, suite=row.suite).exclude(pk=row.pk)
    others = list(done[:OTHERS])
    other = next((each for each in others if str(each.pk) == request.GET.get("with")), None)
    return {
        "run": row,
        "under_way": row.state in SuiteRun.UNDER_WAY,
        "percent_done": f"{row.progress * 100:.0f}",
        "wanted": wanted,
        "wanted_title": title,
        "kinds": kinds(row),
        "page": page,
        "tests": list(tests(row, page)),
        "others": others,
        "other": other,
        "differing": differing(row, other) if other else [],
    }


def kinds(row: SuiteRun) -> list[tuple[str, str, int]]:
    """(name, title, how many) of what the page can show."""
    counts = (row.failed, row.newly_red, row.newly_green, row.flaky, row.passed + row.failed)
    return [(name, SHOWN[name][0], count) for name, count in zip(SHOWN, counts, strict=True)]


def tests(row: SuiteRun, page: Page[SuiteResult]) -> Iterable[dict[str, Any]]:
    results = list(page)
    told = suite_history.histories(row, [(each.model, each.row) for each in results]) if results else {}
    for each in results:
        marks = suite_history.marks(told.get((each.model, each.row), ()))
        yield {"result": each, "url": row_address(each.model, str(each.row)), "marks": marks, "turned": turned(each)}


def turned(result: SuiteResult) -> str:
    if result.before is None or result.before == result.passed:
        return ""
    return "newly passing" if result.passed else "newly failing"


def differing(row: SuiteRun, other: SuiteRun) -> list[tuple[SuiteResult, SuiteResult]]:
    """The tests of both that came out differently."""
    there = {(each.model, each.row): each for each in other.results.all()}
    pairs = ((each, there.get((each.model, each.row))) for each in row.results.all())
    return [(here, away) for here, away in pairs if away and here.passed != away.passed][:LISTED]


ended = SuiteRun.objects.filter(sha256=models.OuterRef("sha256"), suite="").exclude(state__in=SuiteRun.UNDER_WAY)
bad = models.When(models.Q(state=SuiteRun.FAILED) | models.Q(failed__gt=0), then="pk")
beside_release(**{BESIDE: models.Subquery(ended.order_by("-pk").values(bad=models.Case(bad))[:1])})


@notices
def failing(rows: Rows) -> Iterable[Notice]:
    """Tests that fail on what is live, by the last run of all suites."""
    key = getattr(rows.release, BESIDE) if rows.release else None
    run = SuiteRun.objects.filter(pk=key).first() if key else None
    if run is None:
        return
    url = reverse("admin:inference_suiterun_change", args=[run.pk])
    if run.state == SuiteRun.FAILED:
        yield Notice(f"The tests of what is live could not be run. {run.problem}", url)
        return
    names = [f"“{name}”" for name in run.results.filter(passed=False).values_list("name", flat=True)[:NAMED]]
    more = f" and {run.failed - NAMED} more" if run.failed > NAMED else ""
    yield Notice(
        f"{run.failed} of {run.passed + run.failed} tests fail on what is live: {', '.join(names)}{more}.", url
    )
