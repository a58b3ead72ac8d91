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
PARTS = ("hand", "asked", "times", "origins", "health", "work")  # each is a section of its own, told by itself


def may_see(request: HttpRequest) -> bool:
    """Who may see the log may see what it amounts to."""
    return request.user.has_perm("inference.view_querylog")


def require(request: HttpRequest) -> None:
    if not may_see(request):
        raise PermissionDenied


def sections(request: HttpRequest) -> dict[str, str]:
    """The sections of the page as it is now, in the order in which they stand."""
    found = {"view": overview(timezone.now())}
    return {name: render_to_string(f"admin/overview/{name}.html", found, request) for name in PARTS}


def page(request: HttpRequest) -> HttpResponse:
    require(request)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Overview",
        "sections": sections(request),
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
