"""Form fields: lists of texts, nested values, and one field for each option of a plug-in."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from athena_project.options import Option, Schema, values_of
from athena_project.rows_field import Column, RowsField

MANY_CHARACTERS = 300  # an option that may be longer gets a text area


def mistakes(form: forms.BaseForm) -> dict[str, list[str]]:
    """What is wrong, by the name that people read beside the field; "" where it is the form as a whole."""
    return {
        str(form[name].label) if name in form.fields else "": [str(error) for error in found]
        for name, found in form.errors.items()
    }


class LinesField(forms.CharField):
    """A list of texts, one per line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField lines"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(line if isinstance(line, str) else json.dumps(line) for line in value)
        return value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list | tuple) else str(value or "").splitlines()
        if "\0" in str(value):
            raise ValidationError("Null characters are not allowed.")
        return [line.strip() if isinstance(line, str) else line for line in lines if str(line).strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class Typed(str):
    """JSON as it was typed, to be told from a stored text."""

    __slots__ = ()


class JsonField(forms.JSONField):
    """Nested values as JSON; an error names its line."""

    empty_values = [None, ""]

    def __init__(self, empty: Any = None, **kwargs: Any) -> None:
        self.empty = empty
        kwargs.setdefault(
            "widget", forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField code", "spellcheck": "false"})
        )
        super().__init__(**kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial if self.disabled else Typed(data or "")

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, Typed) else json.dumps(value, indent=2, ensure_ascii=False)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return self.empty
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value, parse_constant=refuse)
        except json.JSONDecodeError as error:
            raise ValidationError(f"Line {error.lineno}, column {error.colno} is no JSON: {error.msg}.") from error
        except RecursionError as error:
            raise ValidationError("This is nested too deeply.") from error


def refuse(word: str) -> None:
    raise ValidationError(f"{word} is no number that JSON knows.")


class ChoiceOf(forms.TypedChoiceField):
    """One of some values, which need not be texts."""

    def __init__(self, values: list[Any], empty: str, **kwargs: Any) -> None:
        by_text = {said(value): value for value in values if value is not None}
        choices = [("", empty)] if empty else []
        choices += [(text, text) for text in by_text]
        # the initial value is coerced too, and that one need not be a text, nor one of these values
        super().__init__(choices=choices, coerce=lambda v: by_text.get(said(v), v), empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else said(value)


def said(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def option_field(option: Option) -> forms.Field:
    """The form field that edits an option."""
    field = typed_field(option)
    field.label = option.label
    field.help_text = str(option.schema.get("description", ""))
    if isinstance(field, forms.CharField | forms.IntegerField) and not isinstance(option.default, list | dict | None):
        field.widget.attrs["placeholder"] = str(option.default)
    return field


def typed_field(option: Option) -> forms.Field:
    schema, kind = option.schema, option.schema.get("type")
    if "enum" in schema or "const" in schema:
        return choice_field(option)
    if kind == "boolean":
        return choice_field(option) if option.nullable else forms.BooleanField(required=False)
    if kind in ("integer", "number"):
        number = forms.IntegerField if kind == "integer" else forms.FloatField
        return number(required=option.required, min_value=schema.get("minimum"), max_value=schema.get("maximum"))
    if kind == "string":
        return text_field(option)
    if kind == "array" and not schema.get("prefixItems"):
        return list_field(option, schema.get("items") or {})
    return JsonField(required=option.required)


def text_field(option: Option) -> forms.Field:
    longest = option.schema.get("maxLength")
    long = (longest or 0) > MANY_CHARACTERS or option.schema.get("format") == "textarea" or "\n" in str(option.default)
    short_widget = forms.TextInput(attrs={"class": "vTextField"})
    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}) if long else short_widget
    return forms.CharField(required=option.required, max_length=longest, widget=widget)


def list_field(option: Option, items: Schema) -> forms.Field:
    if option.columns:
        columns = [Column(column, option_field(column)) for column in option.columns]
        return RowsField(option.label, columns, option.required)
    if "enum" in items:
        values = {said(value): value for value in items["enum"]}
        return forms.TypedMultipleChoiceField(
            required=option.required,
            choices=[(text, text) for text in values],
            coerce=values.__getitem__,
            widget=forms.CheckboxSelectMultiple,
        )
    return (
        LinesField(required=option.required) if items.get("type") == "string" else JsonField(required=option.required)
    )


def choice_field(option: Option) -> forms.Field:
    open_end = option.nullable or option.default is None
    empty = ("choose one" if option.required else "not set") if open_end else ""
    return ChoiceOf(values_of(option.schema), empty, required=option.required)
