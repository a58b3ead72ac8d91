"""How long something lasts, in words: "5 min", "1 h 30 min", "1 day"; and the form field that takes them."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.core.exceptions import ValidationError
from django.db import models

SIZES = (("day", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
NAMES = {
    1: "s sec secs second seconds sekunde sekunden",
    60: "m min mins minute minutes minuten",
    3_600: "h hr hrs hour hours std stunde stunden",
    86_400: "d day days tag tage tagen",
    604_800: "w week weeks woche wochen",
}
SECONDS = {name: size for size, names in NAMES.items() for name in names.split()}
PIECE = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]*)\s*(?:,|and|und)?\s*")
HINT = "Write 30 s, 5 min, 2 h or 1 day; a number alone is seconds."


def lasting(seconds: float) -> str:
    """Exactly, so that what a form shows is what it would store."""
    if seconds < 60 or seconds != int(seconds):
        return f"{seconds:.12g} s"
    rest, pieces = int(seconds), []
    for name, size in SIZES:
        count, rest = divmod(rest, size)
        if count:
            pieces.append(f"{count} {name}{'s' if name == 'day' and count > 1 else ''}")
    return " ".join(pieces)


def seconds_of(text: str) -> float:
    """Raises ValueError for what is no duration."""
    plain = text.strip().lower()
    if re.fullmatch(r"-?\d{1,15}(?:\.\d+)?", plain):
        return float(plain)
    found, at = 0.0, 0
    while at < len(plain):
        piece = PIECE.match(plain, at)
        if piece is None or piece[2] not in SECONDS:
            raise ValueError(text)
        found, at = found + float(piece[1]) * SECONDS[piece[2]], piece.end()
    if not plain or not math.isfinite(found):
        raise ValueError(text)
    return found


class DurationField(forms.Field):
    """A number of seconds, shown and taken in words; `whole` where the column holds no fractions."""

    def __init__(self, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        super().__init__(widget=forms.TextInput(attrs={"class": "vTextField duration"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return lasting(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    def to_python(self, value: Any) -> float | None:
        if value in self.empty_values:
            return None
        try:
            found = seconds_of(str(value))
        except ValueError:
            raise ValidationError(f"“{str(value)[:40]}” is no duration. {HINT}") from None
        if self.whole and found != int(found):
            raise ValidationError("Write whole seconds.")
        return int(found) if self.whole else found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def duration_field(column: "models.Field[Any, Any]", label: str | None = None) -> DurationField:
    """The form field of a column of seconds; what the column refuses is told at it in words, too."""
    return DurationField(
        whole=isinstance(column, models.IntegerField),
        label=label or str(column.verbose_name).capitalize(),
        required=not column.blank,
        initial=column.get_default(),
        help_text=f"{column.help_text} {HINT}".strip(),
    )


def in_words(form: Any, names: Collection[str], labels: Mapping[str, str]) -> None:
    """Has the form of a page that only shows its fields (an AdminForm) say these columns in words."""
    columns = {name: duration_column(name, labels.get(name)) for name in names}
    form.readonly_fields = [*form.readonly_fields, *columns.values()]
    form.fieldsets = [
        (title, {**section, "fields": [columns.get(name, name) for name in flatten(section["fields"])]})
        for title, section in form.fieldsets
    ]


def duration_column(name: str, label: str | None = None) -> Callable[[Any], str]:
    """A column of a list that shows a row's seconds in words."""

    @admin.display(description=label or name.replace("_", " "), ordering=name)
    def shown(row: Any) -> str:
        return lasting(getattr(row, name))

    return shown
