"""The admin pages of test cases: what must be understood, and whether it is."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from athena_project.suited_admin import SuitedAdmin
from intents.models import Intent, TestCase

NONE = "none"  # what a case expects where no intent fits
LISTED = 4  # texts named in a column


@admin.register(TestCase)
class TestCaseAdmin(SuitedAdmin):
    """Questions and what must be understood of them."""

    lines = {
        "intents": "The names of the intents expected, one per line, in order. With nothing filled in here: none.",
        "context": "What the same person asked before, one question per line, the oldest first.",
        "forbidden": "The names of intents that must not be found, one per line.",
    }
    list_display = ("question", "expected", "last_run", "in_suite", "enabled")
    list_filter = ("suite", "enabled")
    search_fields = ("question", "intents")
    fieldsets = (
        (None, {"fields": ("question", "context", "suite", "enabled")}),
        ("What must be understood", {"fields": ("intents", "slots", "domain", "forbidden")}),
    )

    @admin.display(description="intents")
    def expected(self, case: TestCase) -> str:
        return joined(case.intents)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if unknown := unknown_intents(obj):
            messages.warning(request, f"There is no intent called {', '.join(unknown)}.")


def unknown_intents(case: TestCase) -> list[str]:
    """The names in a case that no intent has: one that is forbidden would never fail it."""
    named = {*case.intents, *case.forbidden}
    known = {NONE, *Intent.objects.filter(name__in=named).values_list("name", flat=True)}
    return sorted(named - known)


def joined(texts: Any) -> str:
    if not isinstance(texts, list):
        return str(texts)
    shown = ", ".join(str(text) for text in texts[:LISTED])
    return f"{shown} and {len(texts) - LISTED} more" if len(texts) > LISTED else shown
