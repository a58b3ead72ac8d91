"""The admin pages of what may be said: rules and the scenarios that prove them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from athena_project.suited_admin import SuitedAdmin
from validation.checks import FAMILIES, checks, family
from validation.models import Rule, Scenario
from validation.ready import unfit
from validation.trying_admin import TrialAdmin

ABSENT = "not installed"  # stands where the family of a rule's kind cannot be known


class FamilyFilter(admin.SimpleListFilter):
    """Rules by what their kind looks after."""

    title = "family"
    parameter_name = "family"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in FAMILIES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Rule]) -> QuerySet[Rule]:
        if self.value() is None:
            return queryset
        return queryset.filter(kind__in=[kind for kind, _ in checks.choices() if family(kind) == self.value()])


@admin.register(Rule)
class RuleAdmin(TrialAdmin):
    """Checks, in the order in which they run."""

    lines = {
        "modes": "Answer modes it looks at, one per line: facts, llm or decline. Empty: all.",
        "intents": "Names of intents it looks at, one per line. Empty: all.",
        "domains": "Names of domains that what was found came from, one per line. Empty: all.",
        "assistants": "Names of assistants it looks at, one per line. Empty: all.",
        "languages": "Languages it looks at, one per line: en or de. Empty: all.",
    }
    main = ("name", "kind", "enabled")
    more = (
        ("When it objects", ("action", "severity", "fail_open")),
        ("Where it looks", ("modes", "intents", "domains", "assistants", "languages", "order", "budget_ms")),
    )
    groups = FAMILIES
    list_display = ("name", "kind", "family", "action", "severity", "order", "enabled")
    list_filter = (FamilyFilter, "kind", "action", "severity", "enabled")
    search_fields = ("name",)

    def group(self, kind: str) -> str:
        return family(kind)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        page = super().changelist_view(request, extra_context)
        if request.method == "GET" and isinstance(page, TemplateResponse):  # else a redirect from a wrong filter
            warn(request, (page.context_data or {})["cl"].result_list)
        return page

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET" and (row := self.get_object(request, object_id)):
            warn(request, [row])
        return super().change_view(request, object_id, *args, **kwargs)

    @admin.display(ordering="kind")
    def family(self, rule: Rule) -> str:
        return family(rule.kind) if rule.kind in dict(checks.choices()) else ABSENT


def warn(request: HttpRequest, rules: Iterable[Rule]) -> None:
    """Names the rules that are on and do not run, each with the reason."""
    for rule in rules:
        if rule.enabled and (reason := unfit(rule)):
            messages.warning(request, f"The rule {rule} is left out of every answer: {reason}.")


@admin.register(Scenario)
class ScenarioAdmin(SuitedAdmin):
    """Sentences with their evidence, and what the rules must say of them."""

    list_display = ("name", "question", "mode", "passes", "last_run", "in_suite", "enabled")
    list_filter = ("suite", "mode", "passes", "enabled")
    search_fields = ("name", "question", "answer")
    fields = (
        "name",
        "earlier",
        "question",
        "intent",
        "domain",
        "assistant",
        "evidence",
        "answer",
        "mode",
        "passes",
        "finds",
        "suite",
        "enabled",
    )
