"""What needs a hand: one list of everything that the pages of the admin warn about, and where it is mended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse

from athena_project import chain
from athena_project.change_words import linked
from athena_project.models import ConfigChange, Job, LookResult, PluginModel, Release

MOST = 20  # findings of the live release that are named (its own page has them all), and processes


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs a hand, and where to lay it on."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Plugged:
    """An enabled row of any plug-in model, as far as warnings are about it."""

    model: type[PluginModel]
    pk: int
    kind: str
    name: str
    options: dict[str, Any]


class Rows:
    """What the warnings of one page look at, each asked of the database once."""

    def __init__(self) -> None:
        self._enabled: dict[type[models.Model], list[Any]] = {}

    def enabled(self, model: type[models.Model], **told: Any) -> list[Any]:
        """The enabled rows, with what else whoever asks first wants to be told in the same query."""
        if model not in self._enabled:
            self._enabled[model] = list(model._default_manager.filter(enabled=True).annotate(**told))
        return self._enabled[model]

    @cached_property
    def plugged(self) -> list[Plugged]:
        """The enabled rows of all plug-in models in one query."""
        known = {model._meta.label_lower: model for model in plugin_models()}
        parts = [rows_of(model) for model in known.values()]
        return [Plugged(known[label], *row) for label, *row in parts[0].union(*parts[1:], all=True)]

    @cached_property
    def running(self) -> list[Any]:
        """The live release and those that processes answer from, without content, once for each process.

        Of the process it has `name`, `role` and `seen`; all are None where it is the live one and nobody runs it.
        """
        newest = Release.objects.filter(trial=False).order_by("-number").values("pk")[:1]
        found = Release.objects.filter(Q(pk__in=newest) | Q(process__isnull=False)).defer("content")
        told = {"name": F("process__name"), "role": F("process__role"), "seen": F("process__seen")}
        return list(found.annotate(**told, **_beside).order_by("-number", "-process__seen")[:MOST])

    @property
    def release(self) -> Release | None:
        """The live one, without its content."""
        return self.running[0] if self.running else None

    @cached_property
    def jobs(self) -> dict[str, int]:
        """How many jobs are in each state but done."""
        found = Job.objects.exclude(state="done").order_by().values_list("state")
        return dict(found.annotate(count=models.Count("pk")))


def plugin_models() -> list[type[PluginModel]]:
    return [model for model in apps.get_models() if issubclass(model, PluginModel)]


def rows_of(model: type[PluginModel]) -> models.QuerySet[Any, Any]:
    named = F("name") if any(field.name == "name" for field in model._meta.fields) else Value("")
    return (
        model._default_manager.filter(enabled=True)
        .order_by()
        .annotate(label=Value(model._meta.label_lower), called=named)
        .values_list("label", "pk", "kind", "called", "options")
    )


_beside: dict[str, Any] = {}


def beside_release(**told: Any) -> None:
    """Lets an app be told something of the live release in the query that reads it: a page has a dozen at most."""
    _beside.update(told)


Look = Callable[[Rows], Iterable[Notice]]
_looks: list[Look] = []


def notices(look: Look) -> Look:
    """Lets an app say what needs a hand."""
    _looks.append(look)
    return look


def all_notices(rows: Rows) -> list[Notice]:
    """Everything that needs a hand, each said once."""
    return list(dict.fromkeys(notice for look in _looks for notice in look(rows)))


@notices
def plugins_at_fault(rows: Rows) -> Iterable[Notice]:
    """Plug-ins that could not be loaded, and rows whose plug-in is gone."""
    for model in plugin_models():
        known = dict(model.plugins.choices())
        for name, reason in sorted(model.plugins.broken.items()):
            yield Notice(f"The {model.plugins.name} plug-in {name} could not be loaded: {reason}")
        for row in rows.plugged:
            if row.model is model and row.kind not in known:
                called = row.name or f"number {row.pk}"
                text = f"{model._meta.verbose_name} {called} is of the kind {row.kind}, which is not installed."
                yield Notice(text, address(model, row.pk))


@notices
def live_release(rows: Rows) -> Iterable[Notice]:
    """What the checks found when the release was made that is live."""
    if rows.release is None:
        return
    found = linked(each for each in rows.release.checks if not (isinstance(each, dict) and each.get("waiting")))
    yield from (Notice(text, url) for text, url in found[:MOST])
    if len(found) > MOST:
        text = f"The live release has {len(found) - MOST} more findings."
        yield Notice(text, address(Release, rows.release.pk))


AUDIT = "audit_verdict"
beside_release(**{AUDIT: LookResult.beside(chain.LOOK)})


@notices
def audit_at_fault(rows: Rows) -> Iterable[Notice]:
    """An entry of the audit that is not as it was written, as the last look over all of them found."""
    kept = getattr(rows.release, AUDIT, None)
    found = chain.Verdict(**kept) if kept else chain.Verdict()
    if found.broken is not None:
        text = f"Entry {found.broken} of the audit is not as it should be: {found.problem}."
        yield Notice(text, address(ConfigChange, found.broken))


def change_url(row: models.Model) -> str:
    return address(type(row), row.pk)


def address(model: type[models.Model], key: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])
