"""What all views of the configuration API share, and how a browser is shown them: a page of the admin."""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from typing import Any, ClassVar, TypeVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.renderers import BaseRenderer, BrowsableAPIRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from athena_project.origin import Origin, coming, origin
from inference.config_api.access import Allowed, KeyAuthentication, PerKey, Right, StaffAuthentication, may
from inference.config_api.errors import Told, told, wants_page

OURS = re.compile(r"&quot;(/api/config/[\w./-]*)&quot;")
Form = TypeVar("Form", bound=forms.BaseForm)


class Page(BrowsableAPIRenderer):
    """The answer as a page of the admin, with the form of what can be sent. Needs no script."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        view, request = renderer_context["view"], renderer_context["request"]
        response = renderer_context["response"]
        right, begun = view.right("POST") if view.form else None, sent(view, data)
        context = {
            **admin.site.each_context(request._request),
            "title": view.title,
            "about": " ".join((type(view).__doc__ or "").split()),
            "methods": ", ".join(method for method in view.allowed_methods if method != "HEAD"),
            "status": f"{response.status_code} {response.status_text}",
            "text": linked(data if isinstance(data, str) else json.dumps(data, indent=2, default=said)),
            "data": data,
            "sent": begun,
            "paginator": getattr(view, "paginator", None),
            "form": view.form(auto_id="send_%s", initial=begun) if right else None,
            "may_send": right is not None and may(request.user, right),
        }
        return render_to_string(view.template, context, request._request)


def sent(view: Any, data: Any) -> dict[str, Any]:
    """What the form begins with: what was just sent, so that it can be mended and sent again."""
    values = view.request.data if view.request.method == "POST" else {}
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    return {**view.initial_form(data), **texts, **view.read}


def said(value: Any) -> str:
    """A moment as the JSON of a program has it."""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def linked(text: str) -> SafeString:
    """JSON as it is, in which addresses of this API lead there."""
    return mark_safe(OURS.sub(r'&quot;<a href="\1">\1</a>&quot;', escape(text)))  # noqa: S308 escaped


class Negotiation(BaseContentNegotiation):
    """A browser gets a page, everybody else the first form, whatever they say that they take."""

    def select_parser(self, request: Any, parsers: Iterable[Any]) -> Any:
        sent = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == sent), None)

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> tuple[Any, str]:
        pages = [renderer for renderer in renderers if isinstance(renderer, Page)]
        chosen: BaseRenderer = pages[0] if pages and wants_page(request) else renderers[0]
        return chosen, chosen.media_type or ""


class Pages(PageNumberPagination):
    """So many at a time; `size` says how many."""

    page_size, max_page_size, page_size_query_param = 50, 1000, "size"


class ConfigView(APIView):
    """A view that says of each method what right it needs. What it changes is written down under the caller's name."""

    authentication_classes = (KeyAuthentication, StaffAuthentication)
    permission_classes = (Allowed,)
    throttle_classes = (PerKey,)
    renderer_classes: Any = (JSONRenderer, Page)
    parser_classes: Any = (JSONParser, MultiPartParser, FormParser)
    content_negotiation_class = Negotiation
    metadata_class = None
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    needs: ClassVar[Mapping[str, Right]] = {}
    form: ClassVar[type[forms.Form] | None] = None
    title = "Configuration API"
    template = "config_api/page.html"
    read: Mapping[str, Any] = {}  # the body as the form read it: of an upload, its text

    def right(self, method: str) -> Right | None:
        """What a method needs; None for one that the view does not have."""
        return self.needs.get("GET" if method == "HEAD" else method)

    def initial_form(self, data: Any) -> dict[str, Any]:
        """What the page's form begins with, after this answer."""
        return {}

    def get_exception_handler(self) -> Any:
        return told

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with ExitStack() as self.stack:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise Told(413, "The body is too large.", "request_too_large")
        held = origin()
        self.stack.enter_context(coming(Origin(request.user.get_username(), held.source, held.request)))

    def asked(self, request: Request, form: type[forms.Form]) -> dict[str, Any]:
        """The body as the form reads it."""
        if not isinstance(request.data, Mapping):
            raise Told(400, "The body must be an object.", "invalid_type")
        self.read = self.valid(form(request.data, request.FILES)).cleaned_data
        return dict(self.read)

    def valid(self, form: Form) -> Form:
        """The form; raises ValidationError with what is wrong with it."""
        if not form.is_valid():
            raise ValidationError({name: list(lines) for name, lines in form.errors.items()})
        return form

    def paged(self, request: Request, rows: Any, shown: Any) -> Response:
        """A page of rows, each as `shown` says."""
        self.paginator = Pages()
        page: list[Any] = self.paginator.paginate_queryset(rows, request, self) or []
        return self.paginator.get_paginated_response([shown(row) for row in page])
