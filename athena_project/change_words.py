"""Differences and findings in words: what a release or a draft changes, for people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import FieldDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from athena_project.durations import lasting
from athena_project.models import ConfigModel
from athena_project.readable import as_html
from athena_project.releases import Content, Difference, title

SHOWN = 100  # differences named one by one; the others are counted
EMPTY: tuple[object, ...] = (None, "", [], {})
WORDS = {"add": "Added", "remove": "Removed", "change": "Changed"}


@dataclass(frozen=True, slots=True)
class Change:
    """A difference as it is shown: a title, a link to the row, field -> (before, after), and who made it."""

    action: str
    title: str
    url: str
    fields: tuple[tuple[str, SafeString, SafeString], ...]
    by: str = ""


def shown(difference: Difference, by: Iterable[str] = ()) -> Change:
    model, name = difference.model, model_name(difference.model)
    fields = tuple(
        (field_name(model, field), as_html(spoken(model, field, before)), as_html(spoken(model, field, after)))
        for field, (before, after) in difference.fields.items()
        if difference.action != "add" or after not in EMPTY  # what a new row leaves out says nothing
    )
    label = difference.label.removeprefix(f"{difference.model} ")
    return Change(
        difference.action,
        f"{WORDS[difference.action]}: {name} {label}",
        row_address(difference.model, difference.row),
        fields,
        ", ".join(by),
    )


def page_of(label: str) -> Any:
    """The admin page of these rows; None where they have none, or are of another version."""
    try:
        return admin.site.get_model_admin(apps.get_model(label))
    except (LookupError, ValueError, NotRegistered):
        return None


def field_name(label: str, field: str) -> str:
    """A column as its form calls it."""
    said: str | None = getattr(page_of(label), "labels", {}).get(field)
    return said or called_by_model(label, field)


def called_by_model(label: str, field: str) -> str:
    try:
        return str(getattr(apps.get_model(label)._meta.get_field(field), "verbose_name", field))
    except (LookupError, ValueError, FieldDoesNotExist):
        return field.replace("_", " ")  # of another version, or of a plug-in's options


def spoken(label: str, field: str, value: Any) -> Any:
    """A value of a row as its page would show it: seconds in words."""
    spans = isinstance(value, int | float) and field in getattr(page_of(label), "durations", ())
    return lasting(value) if spans else value


def called(found: Iterable[Difference], *contents: Content) -> list[Difference]:
    """The differences, with other rows by what people call them instead of by their number."""
    return [
        replace(
            one,
            fields={
                name: (call(one, name, old, contents), call(one, name, new, contents))
                for name, (old, new) in one.fields.items()
            },
        )
        for one in found
    ]


def call(one: Difference, name: str, value: Any, contents: tuple[Content, ...]) -> Any:
    try:
        other = apps.get_model(one.model)._meta.get_field(name).related_model
    except (LookupError, ValueError, FieldDoesNotExist):
        return value  # of a release older than this version
    if not (isinstance(other, type) and issubclass(other, ConfigModel)) or value is None:
        return value
    rows = [content.get(other._meta.label_lower, {}).get(str(value)) for content in contents]
    return next((title(row, str(value)) for row in rows if row), value)


def drafted(found: list[Difference], names: Mapping[tuple[str, str], list[str]]) -> list[Change]:
    """The differences of the draft, each with who made it; what came in one file is everybody's who brought one."""
    imports = [name for (_, row), each in names.items() if not row for name in each]
    return [shown(one, names.get((one.model, one.row), imports)) for one in found[:SHOWN]]


def linked(findings: Iterable[Any]) -> list[tuple[str, str]]:
    """What the checks of a release found, as (text, address of the row)."""
    return [
        (finding["text"], row_address(finding["model"], finding["row"]))
        if isinstance(finding, dict)
        else (str(finding), "")
        for finding in findings
    ]


def model_name(label: str) -> str:
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def row_address(model: str, row: str) -> str:
    """The row's page, where it still has one."""
    try:
        return reverse(f"admin:{model.replace('.', '_')}_change", args=[row])
    except NoReverseMatch:
        return ""


def summary(found: list[Difference]) -> str:
    """In words: 2 rules changed, 1 domain added."""
    counts = Counter((WORDS[one.action].lower(), one.model) for one in found)
    words = [
        f"{model_name(model)}: {count} {action}" for (action, model), count in sorted(counts.items(), key=by_model)
    ]
    return "; ".join(words) or "Nothing differs."


def by_model(item: tuple[tuple[str, str], int]) -> tuple[str, str]:
    return item[0][1], item[0][0]
