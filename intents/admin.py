"""The admin pages of what can be wanted: intents and their patterns, names, split rules, chains, test cases."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from athena_project.admin_pages import ConfigAdmin, PagedInline
from intents.models import Chain, Entity, Intent, Pattern, SplitRule, TestCase

LISTED = 4  # texts named in a column


class PatternInline(PagedInline):
    """The signs of an intent."""

    model = Pattern
    fields = ("type", "text", "weight", "enabled")


@admin.register(Intent)
class IntentAdmin(ConfigAdmin):
    """What people want, and how it is answered."""

    list_display = ("name", "title", "how", "domain", "ask", "signs", "enabled")
    list_filter = ("mode", "domain", "enabled")
    list_select_related = ("domain",)
    search_fields = ("name", "title", "patterns__text")
    search_help_text = "Name, title, or the text of a pattern"
    inlines = (PatternInline,)
    fieldsets = (
        (None, {"fields": ("name", "title", "enabled")}),
        ("Answer", {"fields": ("mode", "domain", "ask", "reply", "guests")}),
        ("How sure it must be", {"fields": (("threshold", "margin"), "priority", "fallback")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(sign_count=Count("patterns"))

    @admin.display(description="mode", ordering="mode")
    def how(self, intent: Intent) -> str:
        return str(intent.mode)

    @admin.display(description="patterns", ordering="sign_count")
    def signs(self, intent: Any) -> int:
        return int(intent.sign_count)


@admin.register(Pattern)
class PatternAdmin(ConfigAdmin):
    """Every sign of every intent, to search and to switch off many at once."""

    list_display = ("text", "type", "intent", "weight", "enabled")
    list_filter = ("type", "enabled", "intent")
    list_select_related = ("intent",)
    search_fields = ("text",)
    autocomplete_fields = ("intent",)
    fields = ("intent", "type", "text", "weight", "enabled")
    ordering = ("intent__name", "type", "text")


@admin.register(Entity)
class EntityAdmin(ConfigAdmin):
    """The household's own names."""

    lines = {"synonyms": "Other words for it, one per line."}
    list_display = ("value", "type", "also", "enabled")
    list_filter = ("type", "enabled")
    search_fields = ("value", "synonyms")
    fields = ("type", "value", "synonyms", "enabled")

    @admin.display(description="synonyms")
    def also(self, entity: Entity) -> str:
        return joined(entity.synonyms)


@admin.register(SplitRule)
class SplitRuleAdmin(ConfigAdmin):
    """How a sentence with several questions is taken apart."""

    lines = {
        "connectors": "Words that stand between two questions, one per line: and, then.",
        "protected": "Phrases that are never taken apart, one per line.",
    }
    list_display = ("name", "words", "max_parts", "enabled")
    fields = ("name", "connectors", "protected", "max_parts", "enabled")

    @admin.display(description="connectors")
    def words(self, rule: SplitRule) -> str:
        return joined(rule.connectors)


@admin.register(Chain)
class ChainAdmin(ConfigAdmin):
    """One sentence that stands for several questions."""

    lines = {
        "triggers": "What is said, one per line: good morning.",
        "questions": "The questions it stands for, one per line, in order.",
    }
    list_display = ("name", "said", "asked", "enabled")
    search_fields = ("name", "triggers", "questions")
    fields = ("name", "triggers", "questions", "enabled")

    @admin.display(description="triggers")
    def said(self, chain: Chain) -> str:
        return joined(chain.triggers)

    @admin.display(description="questions")
    def asked(self, chain: Chain) -> str:
        return joined(chain.questions)


@admin.register(TestCase)
class TestCaseAdmin(ConfigAdmin):
    """Questions and what must be understood of them."""

    lines = {"intents": "The names of the intents expected, one per line, in order."}
    list_display = ("question", "expected", "enabled")
    search_fields = ("question", "intents")
    fields = ("question", "intents", "slots", "enabled")

    @admin.display(description="intents")
    def expected(self, case: TestCase) -> str:
        return joined(case.intents)


def joined(texts: Any) -> str:
    if not isinstance(texts, list):
        return str(texts)
    shown = ", ".join(str(text) for text in texts[:LISTED])
    return f"{shown} and {len(texts) - LISTED} more" if len(texts) > LISTED else shown
