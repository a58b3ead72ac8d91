"""The admin site: what its first page tells, and how its pages are grouped."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify

from athena_project import account_admin, draft, releases
from athena_project.health import UP, report
from athena_project.notices import Rows, all_notices

# The rows by what a person wants to do, not by the package they live in.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Assistant", ("inference.assistant", "inference.llm", "inference.apikey")),
    (
        "Understanding",
        tuple(
            f"intents.{name}"
            for name in ("intent", "pattern", "entity", "chain", "splitrule", "testcase", "evaluation")
        ),
    ),
    (
        "Knowledge",
        tuple(f"ragdomains.{name}" for name in ("domain", "source", "document", "reading", "place")),
    ),
    ("Checks", ("validation.rule", "validation.scenario", "athena_project.suite")),
    ("House", ("athena_project.housesettings", "athena_project.credential", "athena_project.egressrule")),
    (
        "What happened",
        (
            "inference.querylog",
            "inference.unanswered",
            "inference.fix",
            "inference.feedback",
            "inference.replay",
            "inference.suiterun",
            "inference.canary",
            "inference.shadow",
            "athena_project.release",
            "athena_project.configchange",
            "athena_project.egressuse",
            "athena_project.job",
            "athena_project.process",
        ),
    ),
    ("People", ("auth.user", "auth.group")),
    (
        "Inside",
        (
            "inference.querystep",
            "intents.trainedmodel",
            *(f"ragdomains.{name}" for name in ("chunk", "indexversion", "refresh")),
        ),
    ),
)

NAMES = {"athena_project.configchange": "Changes", "inference.unanswered": "Inbox"}


class AthenaAdminSite(admin.AdminSite):
    """The assistant's own admin."""

    site_header = "Athena"
    site_title = "Athena"
    index_title = "The house"
    site_url = None
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        return [*account_admin.urls(), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**glance(request), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        listed = super().get_app_list(request, app_label)
        return listed if app_label else grouped(listed)


def grouped(listed: list[Any]) -> list[Any]:
    """Django's list of apps, sorted into our groups; what stands in none keeps its app's own heading."""
    rows = {model["model"]._meta.label_lower: model for app in listed for model in app["models"]}
    found = [group(name, [rows.pop(label) for label in labels if label in rows]) for name, labels in GROUPS]
    for app in listed:
        left = [model for model in app["models"] if model["model"]._meta.label_lower in rows]
        found.append(group(app["name"], left))
    return [entry for entry in found if entry["models"]]


def group(name: str, rows: list[Any]) -> dict[str, Any]:
    slug = slugify(name)
    url = f"{reverse('admin:index')}#{slug}"
    for row in rows:
        row["name"] = NAMES.get(row["model"]._meta.label_lower, row["name"])
    return {"name": name, "app_label": slug, "app_url": url, "has_module_perms": True, "models": rows}


def glance(request: HttpRequest) -> dict[str, Any]:
    """The house at a glance: what needs a hand, how each dependency is, what is live, how to ask."""
    review, rows, health = draft.in_review(), Rows(), report()
    return {
        "notices": all_notices(rows),
        "ailing": [each for each in health if each.state != UP],
        "well": [each for each in health if each.state == UP],
        "release": rows.release,
        "review_mode": review,
        "pending": len(releases.pending()) if review else 0,
        "ask_url": request.build_absolute_uri("/v1/chat/completions"),
        "ask_model": default_assistant(rows),
    }


def default_assistant(rows: Rows) -> str:
    found = sorted(rows.enabled(apps.get_model("inference", "Assistant")), key=lambda row: (not row.default, row.name))
    return str(found[0]) if found else "athena"
