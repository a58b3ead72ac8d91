"""The page of the analytics, and its figures as a file for a spreadsheet."""

from collections.abc import Iterable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from athena_project.home import today
from athena_project.models import LookResult
from athena_project.notices import Notice, Rows, beside_release, notices
from athena_project.sheets import as_csv
from inference import views_admin
from inference.analytics import analytics, exported
from inference.chosen import names
from inference.chosen_form import address, ranges, read
from inference.drift import KEPT, LOOK
from inference.overview_admin import require

BESIDE = "drift"
beside_release(**{BESIDE: LookResult.beside(LOOK, KEPT)})


@notices
def changed(rows: Rows) -> Iterable[Notice]:
    """What the job found that counts the days; it is looked for there, and not with each page."""
    url = f"{reverse('admin:inference_querylog_analytics')}#changed"
    yield from (Notice(text, url) for text in getattr(rows.release, BESIDE, None) or ())


def page(request: HttpRequest) -> HttpResponse:
    require(request)
    day = today()
    chosen, form = read(request.GET.dict(), day)
    form.offer(names(chosen))
    context = {
        **admin.site.each_context(request),
        "title": "Analytics",
        "form": form,
        "ranges": ranges(form),
        "here": address(form.said),
        "views": views_admin.listed(request, form.said),
        "may_share": views_admin.may_share(request),
        "view": analytics(chosen, day),
    }
    return TemplateResponse(request, "admin/analytics/page.html", context)


def figures(request: HttpRequest) -> HttpResponse:
    require(request)
    chosen, _ = read(request.GET.dict(), today())
    name = f"athena-{chosen.first:%Y-%m-%d}-to-{chosen.last:%Y-%m-%d}{'-chosen' if chosen.narrowed else ''}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(exported(chosen)), content_type="text/csv; charset=utf-8", headers=headers)


def urls() -> list[URLPattern]:
    view = admin.site.admin_view
    return [
        path("analytics/", view(page), name="inference_querylog_analytics"),
        path("analytics/figures.csv", view(figures), name="inference_querylog_figures"),
        *views_admin.urls(),
    ]
