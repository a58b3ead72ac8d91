"""The page of the analytics, and its figures as a file for a spreadsheet."""

from collections.abc import Iterable
from datetime import date

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from athena_project.home import home_zone
from athena_project.notices import Notice, Rows, notices
from athena_project.sheets import as_csv
from inference.analytics import RANGES, USUAL, analytics, exported
from inference.drift import told
from inference.overview_admin import require


def days_of(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in {str(days) for days in RANGES} else USUAL


def today() -> date:
    return timezone.now().astimezone(home_zone()).date()


@notices
def changed(_rows: Rows) -> Iterable[Notice]:
    """What the job found that counts the days; it is looked for there, and not with each page."""
    url = f"{reverse('admin:inference_querylog_analytics')}#changed"
    yield from (Notice(text, url) for text in told())


def page(request: HttpRequest) -> HttpResponse:
    require(request)
    days = days_of(request)
    context = {
        **admin.site.each_context(request),
        "title": "Analytics",
        "ranges": RANGES,
        "view": analytics(days, today()),
    }
    return TemplateResponse(request, "admin/analytics/page.html", context)


def figures(request: HttpRequest) -> HttpResponse:
    require(request)
    days = days_of(request)
    name = f"athena-{today():%Y-%m-%d}-{days}-days.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(exported(days, today())), content_type="text/csv; charset=utf-8", headers=headers)


def urls() -> list[URLPattern]:
    view = admin.site.admin_view
    return [
        path("analytics/", view(page), name="inference_querylog_analytics"),
        path("analytics/figures.csv", view(figures), name="inference_querylog_figures"),
    ]
