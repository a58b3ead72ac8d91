"""What is told instead of an answer: the gateway's error object, with more beside it where that helps."""

import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from athena_project.row_values import ConfigurationError
from inference.api.errors import Refused, shape

CODES = {400: "invalid_value", 404: "not_found", 405: "method_not_allowed", 415: "unsupported_media_type"}


class Told(exceptions.APIException):
    """A request that gets an error. `more` stands beside the error object, such as the problems one by one."""

    def __init__(self, status: int, text: str, code: str, retry_after: float | None = None, **more: Any) -> None:
        super().__init__(text, code)
        self.retry_after = retry_after
        self.status_code, self.text, self.code, self.more = status, text, code, more


def told(error: Exception, context: Mapping[str, Any]) -> HttpResponseBase | None:
    """The answer to an exception; None for what is nobody's fault but ours."""
    found = known(error)
    if found is None:
        return None
    request = context["request"]
    if found.status_code == 401 and request.method == "GET" and wants_page(request):
        return redirect(f"{reverse('admin:login')}?{urlencode({'next': request.get_full_path()})}")
    if not wants_page(request):  # a view that answers in YAML tells its errors in JSON
        request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
    answer = Response({**shape(refused(found)), **found.more}, status=found.status_code)
    if found.status_code == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if found.retry_after:
        answer["Retry-After"] = str(math.ceil(found.retry_after))
    return answer


def known(error: Exception) -> Told | None:
    match error:
        case Told():
            return error
        case Refused():
            return Told(error.status, error.text, error.code, error.retry_after)
        case exceptions.APIException():
            code = CODES.get(error.status_code, str(error.get_codes()))
            return Told(error.status_code, str(error.detail), code)
        case Http404():
            return Told(404, "There is nothing at this address.", "not_found")
    return unfit(error)


def unfit(error: Exception) -> Told | None:
    """What is wrong with what was sent."""
    match error:
        case ConfigurationError():
            return problems(error.problems)
        case ValidationError():
            return problems(said(error))
        case IntegrityError():
            return Told(409, f"It does not go together with the rows there are: {error}.", "conflict")
        case OperationalError():
            return Told(503, "The database is busy. Please try again in a moment.", "busy", retry_after=2)
        case RecursionError():
            return Told(400, "The body is nested too deeply.", "invalid_value")
    return None


def refused(found: Told) -> Refused:
    return Refused(found.status_code, found.text, found.code, param=found.more.pop("param", None))


def problems(lines: list[str]) -> Told:
    """What is wrong with a file or a row, line by line; the message is about the first."""
    more = f" And {len(lines) - 1} more." if len(lines) > 1 else ""
    return Told(400, f"{lines[0]}{more}", "invalid_value", problems=lines)


def said(error: ValidationError) -> list[str]:
    """A form's or a row's complaints, each with the field that it is about."""
    if not hasattr(error, "error_dict"):
        return [*error.messages]
    return [
        line if name == "__all__" else f"{name}: {line}" for name, lines in error.message_dict.items() for line in lines
    ]


def wants_page(request: Any) -> bool:
    """Whether a browser asks: a program with a key is never shown a page."""
    return "text/html" in request.headers.get("Accept", "") and "Authorization" not in request.headers
