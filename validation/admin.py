"""The admin pages of what may be said: rules and the scenarios that prove them."""

from django.contrib import admin

from athena_project.suite_admin import SuitedAdmin
from validation.models import Rule, Scenario
from validation.trying_admin import TrialAdmin


@admin.register(Rule)
class RuleAdmin(TrialAdmin):
    """Checks, in the order in which they run."""

    lines = {
        "modes": "Answer modes it looks at, one per line: facts, llm or decline. Empty: all.",
        "intents": "Names of intents it looks at, one per line. Empty: all.",
    }
    main = ("name", "kind", "enabled")
    more = (
        ("When it objects", ("action", "severity", "fail_open")),
        ("Where it looks", ("modes", "intents", "order", "budget_ms")),
    )
    list_display = ("name", "kind", "action", "severity", "order", "enabled")
    list_filter = ("kind", "action", "severity", "enabled")
    search_fields = ("name",)


@admin.register(Scenario)
class ScenarioAdmin(SuitedAdmin):
    """Sentences with their evidence, and what the rules must say of them."""

    list_display = ("name", "question", "mode", "passes", "in_suite", "enabled")
    list_filter = ("suite", "mode", "passes", "enabled")
    search_fields = ("name", "question", "answer")
    fields = (
        "name",
        "earlier",
        "question",
        "intent",
        "evidence",
        "answer",
        "mode",
        "passes",
        "finds",
        "suite",
        "enabled",
    )
