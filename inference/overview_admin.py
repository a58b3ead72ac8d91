"""The page of the overview, and what it is told while someone looks at it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from athena_project.live import Values, answering, by_socket
from inference.overview import overview

LIVE = "inference_querylog_overview_live"
# Over the whole width first; then two columns, which end where they end: a short card leaves no hole beside a long one.
COLUMNS = (("hand", "asked"), ("times", "work"), ("origins", "health"))


def may_see(request: HttpRequest) -> bool:
    """Who may see the log may see what it amounts to."""
    return request.user.has_perm("inference.view_querylog")


def require(request: HttpRequest) -> None:
    if not may_see(request):
        raise PermissionDenied


def sections(request: HttpRequest) -> dict[str, str]:
    """The sections of the page as it is now, by name."""
    found = {"view": overview(timezone.now())}
    names = [name for column in COLUMNS for name in column]
    return {name: render_to_string(f"admin/overview/{name}.html", found, request) for name in names}


def page(request: HttpRequest) -> HttpResponse:
    require(request)
    found = sections(request)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Overview",
        "columns": [[(name, found[name]) for name in column] for column in COLUMNS],
        "by_socket": by_socket(request),
    }
    return TemplateResponse(request, "admin/overview/page.html", context)


def live(request: HttpRequest) -> Values:
    require(request)
    return {"sections": sections(request)}


def urls() -> list[URLPattern]:
    view = admin.site.admin_view
    return [
        path("overview/", view(page), name="inference_querylog_overview"),
        path("overview/live/", view(answering(LIVE, live)), name=LIVE),
    ]
