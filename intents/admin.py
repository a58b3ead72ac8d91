"""The admin pages of what can be wanted: intents, names, split rules, chains; the others stand beside this file."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from athena_project.admin_pages import PagedInline
from athena_project.use_admin import UsedAdmin, UseFilter
from intents import case_admin, evaluation_admin, pattern_admin
from intents.case_admin import joined
from intents.models import Chain, Entity, Intent, Pattern, SplitRule
from intents.pattern_admin import ImpactAdmin

__all__ = ["case_admin", "evaluation_admin", "pattern_admin"]


class PatternInline(PagedInline):
    """The signs of an intent."""

    model = Pattern
    fields = ("type", "text", "weight", "language", "enabled")


@admin.register(Intent)
class IntentAdmin(ImpactAdmin):
    """What people want, and how it is answered."""

    list_display = ("name", "title", "category", "how", "source", "signs", "day", "month", "enabled")
    list_filter = (UseFilter, "mode", "category", "domain", "enabled")
    list_select_related = ("domain", "otherwise", "papers")
    search_fields = ("name", "title", "category", "patterns__text")
    search_help_text = "Name, title, category, or the text of a pattern"
    inlines = (PatternInline,)
    answer = ("mode", ("domain", "ask"), ("otherwise", "otherwise_ask"), "papers", "reply", "guests")
    fieldsets = (
        (None, {"fields": ("name", "title", "category", "enabled")}),
        ("Answer", {"fields": answer}),
        ("How sure it must be", {"fields": (("threshold", "margin"), "priority", "fallback")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        of_it = Pattern.objects.filter(intent=models.OuterRef("pk")).order_by().values("intent")
        count = models.Subquery(of_it.annotate(found=models.Count("pk")).values("found"))
        return super().get_queryset(request).annotate(sign_count=Coalesce(count, 0))

    @admin.display(description="mode", ordering="mode")
    def how(self, intent: Intent) -> str:
        return str(intent.mode)

    @admin.display(description="domain", ordering="domain__name")
    def source(self, intent: Intent) -> str:
        """The domain, and which of its questions; then what is asked where that knows nothing."""
        pairs = ((intent.domain, intent.ask), (intent.otherwise, intent.otherwise_ask), (intent.papers, ""))
        return ", then ".join(": ".join(str(part) for part in (domain, ask) if part) for domain, ask in pairs if domain)

    @admin.display(description="patterns", ordering="sign_count")
    def signs(self, intent: Any) -> int:
        return int(intent.sign_count)


@admin.register(Entity)
class EntityAdmin(UsedAdmin):
    """The household's own names."""

    lines = {"synonyms": "Other words for it, one per line."}
    list_display = ("value", "type", "also", "day", "month", "enabled")
    list_filter = (UseFilter, "type", "enabled")
    search_fields = ("value", "synonyms")
    fields = ("type", "value", "synonyms", "enabled")

    @admin.display(description="synonyms")
    def also(self, entity: Entity) -> str:
        return joined(entity.synonyms)


@admin.register(SplitRule)
class SplitRuleAdmin(UsedAdmin):
    """How a sentence with several questions is taken apart."""

    lines = {
        "connectors": "Words that stand between two questions, one per line: and, then.",
        "protected": "Phrases that are never taken apart, one per line.",
    }
    list_display = ("name", "words", "max_parts", "language", "day", "month", "enabled")
    list_filter = (UseFilter, "language", "enabled")
    fieldsets = (
        (None, {"fields": ("name", "language", "enabled")}),
        ("Where a sentence is cut", {"fields": ("connectors", "protected", "max_parts", "max_words")}),
    )

    @admin.display(description="connectors")
    def words(self, rule: SplitRule) -> str:
        return joined(rule.connectors)


@admin.register(Chain)
class ChainAdmin(UsedAdmin):
    """One sentence that stands for several questions."""

    lines = {
        "triggers": "What is said, one per line: good morning.",
        "questions": "The questions or orders it stands for, one per line, in order.",
    }
    list_display = ("name", "said", "asked", "on_failure", "day", "month", "enabled")
    list_filter = (UseFilter, "enabled")
    search_fields = ("name", "triggers", "questions")
    fieldsets = (
        (None, {"fields": ("name", "triggers", "enabled")}),
        ("What it stands for", {"fields": ("questions", "on_failure")}),
    )

    @admin.display(description="triggers")
    def said(self, chain: Chain) -> str:
        return joined(chain.triggers)

    @admin.display(description="questions")
    def asked(self, chain: Chain) -> str:
        return joined(chain.questions)
