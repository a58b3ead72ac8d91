"""The admin pages of test cases: what must be understood, and whether it is."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.admin_pages import ConfigAdmin, Rows
from athena_project.release_admin import may_publish
from athena_project.suite_admin import SuitedAdmin
from intents import lent
from intents.lent import Verdict
from intents.models import Intent, TestCase

NONE = "none"  # what a case expects where no intent fits
LISTED = 4  # texts named in a column
KEPT = 30 * 24 * 3600  # seconds
NAMED = 10  # failing cases named in the message


@admin.register(TestCase)
class TestCaseAdmin(SuitedAdmin):
    """Questions and what must be understood of them."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/understanding.css",)}

    lines = {
        "intents": "The names of the intents expected, one per line, in order. With nothing filled in here: none.",
        "context": "What the same person asked before, one question per line, the oldest first.",
        "forbidden": "The names of intents that must not be found, one per line.",
    }
    list_display = ("question", "expected", "last_run", "in_suite", "enabled")
    list_filter = ("suite", "enabled")
    search_fields = ("question", "intents")
    actions = (*ConfigAdmin.actions, "run")
    fieldsets = (
        (None, {"fields": ("question", "context", "suite", "enabled")}),
        ("What must be understood", {"fields": ("intents", "slots", "domain", "forbidden")}),
    )

    @admin.display(description="intents")
    def expected(self, case: TestCase) -> str:
        return joined(case.intents)

    @admin.display(description="run from here")
    def last_run(self, case: TestCase) -> SafeString | None:
        verdict: Verdict | None = cache.get(key(case))
        if verdict is None:
            return None
        word, look = ("passes", "up") if verdict.passed else ("fails", "down")
        said = format_html('<span class="badge {}">{}</span>', look, word)
        return said if verdict.passed else format_html("{} {}", said, verdict.found)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        cache.delete(key(obj))  # another question may be in it now
        if unknown := unknown_intents(obj):
            messages.warning(request, f"There is no intent called {', '.join(unknown)}.")

    @admin.action(description="Run", permissions=["publish"])
    def run(self, request: HttpRequest, rows: Rows) -> None:
        """Asks the newest release each of them; the list keeps what came out."""
        cases = list(rows)
        verdicts = lent.run(cases)
        cache.set_many({key(case): verdicts[case.pk] for case in cases if case.pk in verdicts}, KEPT)
        failed = [case for case in cases if case.pk in verdicts and not verdicts[case.pk].passed]
        if not verdicts:
            messages.warning(request, "There is no release to ask yet.")
        elif failed:
            named = "; ".join(f"“{case}”: {verdicts[case.pk].found}" for case in failed[:NAMED])
            messages.error(request, f"{len(failed)} of {len(verdicts)} failed. {named}")
        else:
            messages.success(request, f"{len(verdicts)} passed, none failed.")


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


def key(case: TestCase) -> str:
    return f"intents.case:{case.pk}"
