"""The page that brings example sentences from a file into the configuration: first to look at, then to write."""

import base64
import binascii
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from intents import importing
from intents.models import Chain, Entity, Intent, Pattern, TestCase

LARGEST = 3 * 1024 * 1024  # bytes of a file; it comes a second time with the confirmation, in base64
ADDS = ("intents.add_intent", "intents.add_pattern")
REMOVES = (
    "intents.change_intent",
    *(f"intents.delete_{name}" for name in ("intent", "pattern", "entity", "chain", "testcase")),
)
TEMPLATE = "admin/intents/pattern/import.html"


def may_import(request: HttpRequest) -> bool:
    return request.user.has_perms(ADDS)


def import_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Asks for a file; shows what is in it; writes it once that is confirmed."""
    if not may_import(request):
        raise PermissionDenied
    replace = "replace" in request.POST
    may_replace = request.user.has_perms(REMOVES)
    if replace and not may_replace:
        raise PermissionDenied
    data, problem = sent(request)
    if data is None:
        return page(request, site, {"problem": problem, "may_replace": may_replace})
    parsed = importing.parse(data)
    if "confirmed" in request.POST and parsed.good:
        return written(request, parsed, replace)
    context = {
        "parsed": parsed,
        "replace": replace,
        "removed": removed() if replace else [],
        "intents": sorted(parsed.intents.items()),
        "data": base64.b64encode(data).decode(),
    }
    return page(request, site, context)


def page(request: HttpRequest, site: AdminSite, context: dict[str, Any]) -> HttpResponse:
    whole = {**site.each_context(request), "title": "Import examples", "opts": Pattern._meta, **context}
    return TemplateResponse(request, TEMPLATE, whole)


def sent(request: HttpRequest) -> tuple[bytes | None, str]:
    """The file, as it was chosen or as it comes back with the confirmation; None and the reason where there is none."""
    if request.method != "POST":
        return None, ""
    if "data" in request.POST:
        try:
            return base64.b64decode(request.POST["data"], validate=True), ""
        except (binascii.Error, ValueError):
            return None, "The file came back damaged. Choose it again."
    file = request.FILES.get("file")
    if file is None:
        return None, "Choose a file."
    if (file.size or 0) > LARGEST:
        return None, f"The file is larger than {LARGEST // 1024 // 1024} MiB. Use manage.py import_examples for it."
    return file.read(), ""


def written(request: HttpRequest, parsed: importing.Parsed, replace: bool) -> HttpResponse:
    done = importing.write(parsed.good, replace, request.user.get_username())
    text = f"Written: {done.examples} examples, {done.intents} new intents. {done.known} examples were there before."
    messages.success(request, f"{text} Removed: {done.removed} rows." if replace else text)
    return redirect("admin:intents_intent_changelist")


def removed() -> list[tuple[str, int]]:
    """What `replace` removes at most, by name and number."""
    models = (Intent, Pattern, Entity, Chain, TestCase)
    return [(str(model._meta.verbose_name_plural), model._default_manager.count()) for model in models]
