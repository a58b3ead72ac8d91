"""A form field for a list of small objects: each is a row of fields, with and without scripts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from athena_project.options import Option

MOST = 100  # rows that are read
MARK = "rows"  # the hidden field that tells "no rows" from "this was not asked"
REMOVE = "remove"
WIDE = 60  # characters; what may be longer gets two columns
SPARE = 2  # empty rows more where no script can add them

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One member of the objects, and the field that edits it."""

    option: Option
    field: forms.Field

    def typed_in(self, raw: Raw) -> bool:
        return self.field.has_changed(self.option.default, raw.get(self.option.name))

    def kept(self, value: Any) -> bool:
        """Whether it is stored: a default is not, so that a better one can come with an update."""
        return self.option.required or (value is not None and value != self.option.default)


class RowsWidget(forms.Widget):
    """The rows, one empty one behind them, and a button for more."""

    class Media:
        js = ("athena/rows.js",)

    def __init__(self, title: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self.title = title
        self.columns = columns

    def id_for_label(self, id_: str) -> str:
        """None: there is no single thing to type into."""
        return ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Raw] | None:
        """The rows in which anything was typed; None where the form did not ask."""
        if f"{name}-{MARK}" not in data:
            return None
        rows = (self._row(data, files, f"{name}-{number}") for number in range(MOST) if f"{name}-{number}" in data)
        return [row for row in rows if row and any(column.typed_in(row) for column in self.columns)]

    def _row(self, data: Mapping[str, Any], files: Any, prefix: str) -> Raw:
        if f"{prefix}-{REMOVE}" in data:
            return {}
        return {
            column.option.name: column.field.widget.value_from_datadict(data, files, f"{prefix}-{column.option.name}")
            for column in self.columns
        }

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = plain_rows(value)
        empty = range(len(rows), len(rows) + 1 + SPARE)
        context = {
            "name": name,
            "title": self.title,
            "mark": f"{name}-{MARK}",
            "remove": REMOVE,
            "hints": [(column.field.label, column.field.help_text) for column in self.columns],
            "rows": [self._shown(name, number, row) for number, row in enumerate([*rows, {}])],
            "spare": [self._shown(name, number, {}) for number in empty[1:]],
            "blank": self._shown(name, "__n__", {}),
        }
        return render_to_string("admin/includes/rows.html", context)

    def _shown(self, name: str, number: int | str, row: Raw) -> dict[str, Any]:
        """A row for the template: its number, its prefix, whether there is anything in it, and its cells."""
        prefix = f"{name}-{number}"
        cells = [self._cell(column, prefix, row) for column in self.columns]
        said = number + 1 if isinstance(number, int) else number
        return {"prefix": prefix, "said": said, "filled": bool(row), "cells": cells}

    def _cell(self, column: Column, prefix: str, row: Raw) -> dict[str, Any]:
        name = f"{prefix}-{column.option.name}"
        value = column.field.prepare_value(row.get(column.option.name, column.option.default))
        widget = column.field.widget
        return {
            "id": f"id_{name}",
            "label": column.field.label,
            "tick": isinstance(widget, forms.CheckboxInput),
            "needed": column.option.required,
            "wide": column.option.schema.get("maxLength", 0) > WIDE,
            "input": widget.render(name, value, {"id": f"id_{name}"}),
        }


class RowsField(forms.Field):
    """A list of objects. What is stored of each is what was typed, and no default."""

    widget: RowsWidget

    def __init__(self, title: str, columns: Sequence[Column], required: bool) -> None:
        super().__init__(required=required, widget=RowsWidget(title, columns))
        self.columns = columns

    def clean(self, value: Any) -> list[Raw]:
        """Raises ValidationError with every complaint, each with the row and the column that it is about."""
        rows, complaints = [], []
        for number, raw in enumerate(plain_rows(value)):
            row, wrong = self._cleaned(raw)
            rows.append(row)
            complaints += [f"{self.where((number, name))}: {text}" for name, text in wrong]
        if complaints:
            raise ValidationError(complaints)
        if self.required and not rows:
            raise ValidationError("At least one row is needed.")
        return rows

    def _cleaned(self, raw: Raw) -> tuple[Raw, list[tuple[str, str]]]:
        row: Raw = {}
        wrong: list[tuple[str, str]] = []
        for column in self.columns:
            name = column.option.name
            try:
                value = column.field.clean(raw.get(name, column.option.default))
            except ValidationError as error:
                wrong += [(name, text) for text in error.messages]
                continue
            row |= {name: value} if column.kept(value) else {}
        return row, wrong

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial if data is None else data

    def has_changed(self, initial: Any, data: Any) -> bool:
        if data is None:
            return False
        try:
            return self.clean(data) != list(self._stored(plain_rows(initial)))
        except ValidationError:
            return True

    def _stored(self, rows: Iterable[Raw]) -> Iterator[Raw]:
        """Rows of an earlier save in the form in which they would be stored now."""
        for row in rows:
            pairs = ((column, row.get(column.option.name)) for column in self.columns)
            yield {column.option.name: value for column, value in pairs if column.kept(value)}

    def where(self, place: Sequence[Any]) -> str:
        """What a complaint is about: "Row 2, Path"."""
        if not place or not str(place[0]).isdecimal():
            return ".".join(str(part) for part in place)
        labels = {column.option.name: str(column.field.label) for column in self.columns}
        inner = [labels.get(str(part), str(part)) for part in place[1:]]
        return ", ".join([f"Row {int(place[0]) + 1}", *inner])


def plain_rows(value: Any) -> list[Raw]:
    """The objects of a list; whatever else is stored there is none."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
