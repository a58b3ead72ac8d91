"""The admin pages of who answers; those of keys and of the query log stand beside this file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, Model, QuerySet
from django.urls import reverse

from athena_project.admin_pages import ConfigAdmin
from athena_project.notices import Notice, Rows, change_url, notices
from inference import (
    canary_admin,
    canary_notice,
    doctor,
    feedback_admin,
    fix_admin,
    inbox_admin,
    key_admin,
    lending,
    llm_admin,
    log_admin,
    replay_admin,
    shadow_admin,
    suite_admin,
)
from inference.models import LLM, ApiKey, Assistant
from intents.models import Intent
from ragdomains.models import Domain

__all__ = [
    "AssistantAdmin",
    "canary_admin",
    "feedback_admin",
    "fix_admin",
    "inbox_admin",
    "key_admin",
    "lending",
    "llm_admin",
    "log_admin",
    "replay_admin",
    "shadow_admin",
    "suite_admin",
]


class AssistantForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """Names of other rows are checked here: in an import these rows may come later."""

    named: dict[str, type[Intent] | type[Domain] | type[LLM]] = {"intents": Intent, "domains": Domain, "llms": LLM}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for field, model in self.named.items():
            known = set(model._default_manager.values_list("name", flat=True))
            wrong = [name for name in found.get(field) or () if name not in known]
            if wrong:
                self.add_error(field, f"There is no {', no '.join(wrong)}. There are: {', '.join(sorted(known))}.")
        return found


@admin.register(Assistant)
class AssistantAdmin(ConfigAdmin):
    """What clients see as models."""

    form = AssistantForm
    durations = ("understanding_seconds",)
    lines = {
        "aliases": "Other model names it answers to, one per line: gpt-4o-mini.",
        "intents": "Names of the intents it may use, one per line; others are declined. Empty: all.",
        "domains": "Names of the domains it may ask, one per line; others are declined. Empty: all.",
        "llms": "Names of LLMs, one per line: the first is asked first, the next ones where it fails. "
        "Empty: all, by their priority.",
    }
    list_display = ("name", "default", "place", "language", "answer_length", "spoken", "guests", "enabled")
    list_filter = ("enabled",)
    list_select_related = ("place",)
    search_fields = ("name", "aliases")
    fieldsets = (
        (None, {"fields": ("name", "aliases", "default", "enabled")}),
        ("Manner", {"fields": ("persona", "language", "spoken", "answer_length", "follow_ups", "spoken_errors")}),
        ("What it may", {"fields": ("guests", "intents", "domains")}),
        ("Language models", {"fields": ("llms", "understanding_llm", "understanding_seconds")}),
        ("Home", {"fields": ("place", "time_zone", "units")}),
    )


@notices
def home_and_model(rows: Rows) -> Iterable[Notice]:
    """What keeps a fresh installation from giving its best answers."""
    found = rows.enabled(Assistant, keyed=Exists(usable_keys()), **canary_notice.newest())
    assistants = sorted(found, key=lambda row: (not row.default, row.name))
    if not assistants:
        yield Notice(
            "There is no assistant: clients find no model to talk to.", reverse("admin:inference_assistant_add")
        )
    elif assistants[0].place_id is None:
        yield Notice(f"{assistants[0]} has no home place: the weather needs one.", change_url(assistants[0]))
    if not any(LLM(kind=row.kind, options=row.options).writes for row in rows.plugged if row.model is LLM):
        text = "No language model is set up. Athena answers from facts and documents, word for word."
        yield Notice(text, reverse("admin:inference_llm_changelist"))
    if assistants and (notice := canary_notice.said(assistants[0])):
        yield notice
    if not (assistants[0].keyed if assistants else usable_keys().exists()):
        yield Notice(
            "There is no API key yet: clients on other machines need one.", reverse("admin:inference_apikey_add")
        )


@notices
def to_do(rows: Rows) -> Iterable[Notice]:
    """What the doctor finds at a glance; manage.py doctor looks at everything."""
    yield from (Notice(f"{finding.text} {finding.advice}") for finding in doctor.to_do())
    read: tuple[type[Model], ...] = (LLM, Domain)
    known = {model: {row.name for row in rows.plugged if row.model is model} for model in read}
    if wrong := doctor.unknown(rows.enabled(Assistant), known):
        yield Notice(f"{wrong} Correct it in the assistant.", reverse("admin:inference_assistant_changelist"))


def usable_keys() -> QuerySet[ApiKey]:
    return ApiKey.objects.filter(revoked=False)
