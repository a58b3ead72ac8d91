"""How a domain is, on its page; and the page of what the cache keeps of it, each entry with a button to forget it."""

import re
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from athena_project.later import redis
from athena_project.models import Process
from athena_project.readable import as_html
from athena_project.roles import may_operate
from ragdomains import state_column
from ragdomains.cached_entries import MOST, entries
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.models import Domain
from ragdomains.quotas import Quotas, quota_of
from ragdomains.standing import Standings, process_name
from ragdomains.trial_admin import TrialAdmin

NAME = re.compile(r"[0-9a-f]{64}")
ALIVE = timedelta(minutes=1)
SILENT = "The cache does not answer; try again in a moment."


def cache_now() -> EvidenceCache:
    """The cache itself, not the proxy in front of it: its keys are listed."""
    return EvidenceCache(caches[DEFAULT_CACHE_ALIAS])


def running() -> set[str]:
    """The processes that are there now, by name."""
    alive = Process.objects.filter(seen__gte=timezone.now() - ALIVE).values_list("name", flat=True)
    return {*alive, process_name()}


class KeptAdmin(TrialAdmin):
    """Adds to the page of a domain how it is, and a page of the answers that are kept of it."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/kept/", view(self.kept_answers), name="ragdomains_domain_kept"),
            path("<int:pk>/kept/forget/", view(self.forget_one), name="ragdomains_domain_forget"),
            *super().get_urls(),
        ]

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return may_operate(request) or self.has_change_permission(request)

    def kept_answers(self, request: HttpRequest, pk: int) -> HttpResponse:
        domain = get_object_or_404(Domain, pk=pk)
        if not self.has_view_or_change_permission(request, domain):
            raise PermissionDenied
        kept = cache_now()
        try:
            found, problem = entries(kept, domain, kept.cache), ""
        except (redis.RedisError, OSError):
            found, problem = [], SILENT
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"What is kept of {domain.title}",
            "original": domain,
            "entries": found,
            "problem": problem,
            "most": MOST,
            "may_forget": self.has_operate_permission(request),
        }
        return TemplateResponse(request, "admin/ragdomains/domain/kept.html", context)

    def forget_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forgets one entry: the next question for it asks the source."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_operate_permission(request):
            raise PermissionDenied
        domain = get_object_or_404(Domain, pk=pk)
        name = request.POST.get("entry", "")
        if not NAME.fullmatch(name):
            raise Http404
        try:
            cache_now().forget(f"lookup:{domain.pk}:{name}")
            self.message_user(request, "It is forgotten; the next question asks again.")
        except (redis.RedisError, OSError):
            self.message_user(request, SILENT, messages.ERROR)
        return HttpResponseRedirect(reverse("admin:ragdomains_domain_kept", args=[domain.pk]))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Looks at all domains of the page at once."""
        found = super().get_changelist_instance(request)
        said = state_column.words(list(found.result_list), Standings(cache_now()), running())
        for domain in found.result_list:
            domain.said = said[domain.pk]
        return found

    @admin.display(description="state")
    def state(self, domain: Any) -> SafeString:
        return state_column.badge(domain.said)

    @admin.display(description="By process")
    def standing(self, domain: Domain) -> SafeString:
        """What the running processes last said of it."""
        found = Standings(cache_now()).of(domain.pk, running())
        return as_html([{"process": name, **standing.row()} for name, standing in sorted(found.items())] or None)

    @admin.display(description="Quota")
    def quota_left(self, domain: Domain) -> str:
        quotas = Quotas(cache_now())
        quota = quota_of(domain, quotas.kept.clock())
        if quota is None:
            return "no limit"
        quotas.write()  # reads what all processes wrote down
        return f"{quotas.left(quota)} of {quota.most} calls left until {quota.end:%d %b %H:%M} UTC"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)
        return [*found, ("How it is", {"fields": ["standing", "quota_left"]})] if obj else found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *(["standing", "quota_left"] if obj else [])]
