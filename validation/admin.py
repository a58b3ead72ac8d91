"""The admin pages of what may be said: rules and the scenarios that prove them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.suited_admin import SuitedAdmin
from validation import figures
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
    labels = {"budget_ms": "Budget (ms)"}
    list_display = (
        "name", "sort", "does", "severity", "order", "budget", "objected", "rightly", "cost", "enabled",
    )  # fmt: skip
    list_filter = (FamilyFilter, "kind", "action", "severity", "enabled")
    search_fields = ("name",)

    def group(self, kind: str) -> str:
        return family(kind)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        page = super().changelist_view(request, extra_context)
        if request.method == "GET" and isinstance(page, TemplateResponse):  # else a redirect from a wrong filter
            warn(request, (page.context_data or {})["cl"].result_list)
        return page

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found = super().get_changelist_instance(request)
        lines = figures.of_late()
        for rule in found.result_list:
            rule.line = lines.get(rule.name)
        return found

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        told: dict[str, Any] = {}
        if request.method == "GET" and (row := self.get_object(request, object_id)):
            warn(request, [row])
            told = {"line": figures.of_late().get(row.name), "days": figures.DAYS}
        return super().change_view(request, object_id, form_url, {**told, **(extra_context or {})})

    @admin.display(description="kind", ordering="kind")
    def sort(self, rule: Rule) -> SafeString:
        """The kind, and its family beneath."""
        known = family(rule.kind) if rule.kind in dict(checks.choices()) else ABSENT
        return format_html('{} <span class="quiet">{}</span>', rule.kind, known)

    @admin.display(description="action", ordering="action")
    def does(self, rule: Rule) -> str:
        return rule.action

    @admin.display(description="budget", ordering="budget_ms")
    def budget(self, rule: Rule) -> str:
        return f"{rule.budget_ms:g} ms"

    @admin.display(description="objected")
    def objected(self, rule: Any) -> str | None:
        return f"{rule.line.objected} of {rule.line.asked}" if rule.line else None

    @admin.display(description="rightly")
    def rightly(self, rule: Any) -> str | None:
        return f"{rule.line.right} of {rule.line.judged}" if rule.line and rule.line.judged else None

    @admin.display(description="cost")
    def cost(self, rule: Any) -> str | None:
        return rule.line.cost if rule.line else None


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
