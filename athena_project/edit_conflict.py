"""Two people at one row: what another saved or deleted meanwhile is told, and nothing that was typed is lost."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import orjson
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict

from athena_project import chain
from athena_project.change_words import spoken
from athena_project.changes import described
from athena_project.models import ConfigChange
from athena_project.readable import said

FIELD = "_row_version"  # in the form: which state of the row it was made from


def version(row: models.Model) -> str:
    return hashlib.sha256(orjson.dumps(described(row), option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


def stored(row: models.Model) -> models.Model | None:
    """The row as it is now; a form has written into the one that it was given."""
    found: models.Model | None = type(row)._default_manager.filter(pk=row.pk).first()
    return found


def guarded(form: "type[forms.ModelForm[Any]]", request: HttpRequest, row: models.Model) -> Any:
    """The form, which complains where the row is not in the state that the browser was shown."""
    chain.claim()  # who saves at the same moment waits, and is told
    now = stored(row)
    if now is None or version(now) == request.POST[FIELD]:
        return form
    ahead: models.Model = now

    class Guarded(form):  # type: ignore[misc, valid-type]  # made for one request
        def _post_clean(self) -> None:
            super()._post_clean()
            self.add_error(None, ValidationError(complaint(ahead, self.instance)))

    return Guarded


def orphaned(form: "type[forms.ModelForm[Any]]", key: str) -> Any:
    """The form of a row that is gone: it says so, and saves nothing."""
    said = gone(form._meta.model._meta.label_lower, key)

    class Orphaned(form):  # type: ignore[misc, valid-type]  # made for one request
        def _post_clean(self) -> None:
            super()._post_clean()
            self.add_error(None, ValidationError(said))

    return Orphaned


def gone(label: str, key: str) -> str:
    """Who deleted the row, and what can be done with what was typed."""
    last = ConfigChange.objects.filter(model=label, row=key, action="delete").first()
    who = (last.actor or last.source) if last else "Somebody"
    when = f" at {last.at:%H:%M} UTC" if last else ""
    return f"{who} deleted this row{when}, while you had it open. Save again to make it anew with what you typed."


def as_new(sent: QueryDict, inside: Iterable[Any]) -> QueryDict:
    """What a form sent, as if nothing of it had been stored: with a row went the rows of its form sets (`inside`)."""
    found = sent.copy()
    for formset in inside:
        prefix, keys = formset.get_default_prefix(), (formset.model._meta.pk.name, formset.fk.name)
        stored_key = re.compile(rf"{re.escape(prefix)}-\d+-(?:{'|'.join(keys)})")
        found[f"{prefix}-INITIAL_FORMS"] = "0"
        for name in filter(stored_key.fullmatch, [*found]):
            found[name] = ""
    return found


def complaint(now: models.Model, typed: models.Model) -> list[str]:
    """Who was ahead, and each field in which the two differ."""
    end = "Save again to put yours in its place, or open the page anew to keep theirs."
    return [f"{ahead(now)}, while you had it open. {end}", *differing(now, typed)]


def ahead(now: models.Model) -> str:
    """Who saved the row last."""
    last = ConfigChange.objects.filter(model=now._meta.label_lower, row=str(now.pk)).first()
    who = (last.actor or last.source) if last else "Somebody"
    return f"{who} saved this row{f' at {last.at:%H:%M} UTC' if last else ''}"


def differing(now: models.Model, typed: models.Model) -> list[str]:
    """Each field in which the stored row and another form of it differ, in words."""
    theirs, yours, label = described(now), described(typed), now._meta.label_lower
    return [
        f"{name.replace('_', ' ')}: saved is {shown(spoken(label, name, theirs[name]))}; "
        f"yours is {shown(spoken(label, name, yours[name]))}."
        for name in theirs
        if theirs[name] != yours.get(name)
    ]


def shown(value: Any) -> str:
    text = orjson.dumps(value).decode() if isinstance(value, list | dict) else said(value)
    return f"“{text[:200]}”" if value not in (None, "") else "empty"
