"""What a page follows while someone looks: one address, asked once by HTTP or told again and again by websocket."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve

Values = dict[str, Any]
View = Callable[[HttpRequest], Values]

views: dict[str, View] = {}  # by the name of the address, such as athena_project_job_live


def answering(name: str, view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Makes the view of an admin page's live address. `view` gives JSON values, and raises PermissionDenied."""
    views[name] = view
    return lambda request: JsonResponse(view(request))


def followed(scope: dict[str, Any]) -> View | None:
    """The view at the address of a websocket; None where nothing can be followed."""
    try:
        return views.get(resolve(str(scope["path"])).url_name or "")
    except Resolver404:
        return None


def request_of(scope: dict[str, Any]) -> HttpRequest | None:
    """The websocket's opening as a request of who is signed in and may enter the admin now; None for anybody else."""
    request = ASGIRequest({**scope, "type": "http", "method": "GET"}, io.BytesIO())
    if not same_origin(request):
        return None
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    request.user = get_user(request)
    return request if admin.site.has_permission(request) else None


def same_origin(request: HttpRequest) -> bool:
    """Whether a page of ours opens it. A browser sends the cookie along from any page, and always says from which."""
    origin = request.headers.get("Origin", "")
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        scheme, host = urlsplit(origin)[:2]
        wanted = request.get_host()
    except (DisallowedHost, ValueError):
        return False
    schemes = {"https"} if settings.SECURE_COOKIES else {"http", "https"}
    return scheme in schemes and host.casefold() == wanted.casefold()


def by_socket(request: HttpRequest) -> bool:
    """Whether the server that answers speaks websockets: uvicorn and daphne do, Django's own test server does not."""
    return isinstance(request, ASGIRequest)
