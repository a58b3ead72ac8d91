"""The admin pages of who answers; those of keys and of the query log stand beside this file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from pydantic import ValidationError as OptionsError

from athena_project.admin_pages import ConfigAdmin
from athena_project.admin_site import Notice, change_url, notices
from athena_project.plugins import UnknownKind
from inference import doctor, feedback_admin, key_admin, lending, llm_admin, log_admin, replay_admin
from inference.models import LLM, ApiKey, Assistant
from intents.models import Intent
from ragdomains.models import Domain

__all__ = ["AssistantAdmin", "feedback_admin", "key_admin", "lending", "llm_admin", "log_admin", "replay_admin"]


# where a finding of the doctor is mended
PLACES = {
    "credentials": "admin:ragdomains_domain_changelist",
    "names in assistants": "admin:inference_assistant_changelist",
}


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
def home_and_model() -> Iterable[Notice]:
    """What keeps a fresh installation from giving its best answers."""
    assistants = Assistant.objects.filter(enabled=True).order_by("-default", "name")
    first = assistants.first()
    if first is None:
        yield Notice(
            "There is no assistant: clients find no model to talk to.", reverse("admin:inference_assistant_add")
        )
    elif first.place_id is None:
        yield Notice(f"{first} has no home place: the weather needs one.", change_url(first))
    if not any(writes(llm) for llm in LLM.objects.filter(enabled=True)):
        text = "No language model is set up. Athena answers from facts and documents, word for word."
        yield Notice(text, reverse("admin:inference_llm_changelist"))
    if not ApiKey.objects.filter(revoked=False).exists():
        yield Notice(
            "There is no API key yet: clients on other machines need one.", reverse("admin:inference_apikey_add")
        )


@notices
def to_do() -> Iterable[Notice]:
    """What the doctor finds at a glance; manage.py doctor looks at everything."""
    return [
        Notice(f"{finding.text} {finding.advice}", PLACES.get(finding.name, "") and reverse(PLACES[finding.name]))
        for finding in doctor.to_do()
    ]


def writes(llm: LLM) -> bool:
    """Whether this is a language model with an address, as far as its row can tell."""
    try:
        options, extra = llm.parsed(), llm.plugins[llm.kind].extra
    except (UnknownKind, OptionsError):
        return False
    by_environment = settings.OLLAMA_URL if llm.kind == "ollama" else ""
    return not extra.get("needs_evidence") and bool(getattr(options, "base_url", "none needed") or by_environment)
