"""The pages of tests: they are put into suites, and run from their list or from their own page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project import by_hand
from athena_project.admin_pages import ConfigAdmin, Rows
from athena_project.forms import mistakes
from athena_project.models import Suite
from athena_project.release_admin import may_publish, require_publisher

OFFERED = 20  # suites that the list of tests offers to put rows into
PUT = "suite_"  # how the names of these actions begin
TOO_MANY = f"At most {by_hand.AT_MOST} tests are run while you wait. Filter the list, or run a suite under Test runs."


class SuitedAdmin(ConfigAdmin):
    """Tests: ticked ones are put into a suite or run, so are all that a list shows, and so is one on its own page."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {
            "all": ("athena/understanding.css", "athena/replays.css", "athena/suites.css")
        }
        js = ("athena/preview.js",)

    actions = (*ConfigAdmin.actions, "run")
    change_form_template = "admin/athena_project/suite/test_form.html"
    change_list_template = "admin/athena_project/suite/test_list.html"
    list_select_related = ("suite",)

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}_run"
        own = [
            path("run/", wrap(self.run_new), name=name),
            path("run/shown/", wrap(self.run_shown), name=f"{name}_shown"),
            path("<int:pk>/run/", wrap(self.run_one), name=f"{name}_change"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="suite", ordering="suite__name")
    def in_suite(self, row: Any) -> str:
        return str(row.suite or Suite.DEFAULT)

    @admin.display(description="run from here")
    def last_run(self, row: Any) -> SafeString | None:
        last = by_hand.last(row)
        if last is None:
            return None
        word, look = ("passed", "up") if last.passed else ("failed", "down")
        said = format_html('<span class="badge {}">{}</span>', look, word)
        return said if last.passed else format_html("{} {}", said, last.found)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found = super().get_actions(request)
        if not self.has_change_permission(request):
            return found
        for suite in Suite.objects.all()[:OFFERED]:
            act: Callable[..., None] = partial(put, suite)
            found[f"{PUT}{suite.pk}"] = (act, f"{PUT}{suite.pk}", f"Put into the suite {suite}")
        return found

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        by_hand.forget(obj)  # it may be another test now

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"may_run": may_publish(request), **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, {**context, "may_run": may_publish(request)}, *args, **kwargs)

    @admin.action(description="Run", permissions=["publish"])
    def run(self, request: HttpRequest, rows: Rows) -> HttpResponseBase | None:
        """Shows what comes of each of them; the list keeps it."""
        tests = list(rows[: by_hand.AT_MOST + 1])
        if len(tests) > by_hand.AT_MOST:
            messages.warning(request, TOO_MANY)
            return None
        return self._told(request, came_of(tests, stored=True))

    def run_shown(self, request: HttpRequest) -> HttpResponseBase:
        """Runs all tests of the list as it is searched and filtered, on whichever page they stand."""
        if refusal := require_publisher(request):
            return refusal
        if not self.has_view_permission(request):
            raise PermissionDenied
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect(address)
        return self.run(request, rows) or redirect(f"{address}?{request.GET.urlencode()}")

    def run_new(self, request: HttpRequest) -> HttpResponseBase:
        """Runs what stands in the form of a test that is not saved yet."""
        if refusal := require_publisher(request):
            return refusal
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._told(request, self._typed(request, None))

    def run_one(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Runs a test as it stands in its form; for those who may not edit it, as it is stored."""
        if refusal := require_publisher(request):
            return refusal
        row = get_object_or_404(self.model, pk=pk)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        edits = self.has_change_permission(request, row)
        return self._told(request, self._typed(request, row) if edits else came_of([row], stored=True))

    def _typed(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """The mistakes of the form, or what comes of the test in it."""
        form = self.get_form(request, row, change=row is not None)(request.POST, instance=row)
        if not form.is_valid():
            return {"errors": mistakes(form)}
        return came_of([form.save(commit=False)], stored=row is not None and not form.has_changed())

    def _told(self, request: HttpRequest, outcome: dict[str, Any]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": "What came of it",
            "address": f"admin:{self.opts.app_label}_{self.opts.model_name}_change",
            **outcome,
        }
        alone = request.headers.get("X-Requested-With") == "fetch"
        return TemplateResponse(request, f"admin/athena_project/suite/{'ran' if alone else 'run'}.html", context)


def came_of(rows: Sequence[Any], stored: bool) -> dict[str, Any]:
    """What the page tells of these tests. What came of `stored` ones is kept for their list."""
    try:
        ran = by_hand.run(rows)
    except by_hand.CannotRunError as error:
        return {"problem": str(error)}
    if stored:
        by_hand.remember(ran.outcomes)
    return {"ran": ran}


def put(suite: Suite, page: ConfigAdmin, request: HttpRequest, rows: Rows) -> None:
    moved = list(rows.exclude(suite=suite))
    for row in moved:  # one by one, as the audit and the release hang on each row's signal
        row.suite = suite
        row.save()
    messages.success(request, f"Put into the suite {suite}: {len(moved)}.")
