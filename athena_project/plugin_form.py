"""The form of a plug-in row."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from pydantic import ValidationError as OptionsError

from athena_project import key_guard
from athena_project.forms import option_field
from athena_project.models import PluginModel
from athena_project.options import Option, Sheet
from athena_project.rows_field import RowsField

PREFIX = "option_"  # keeps an option called `name` apart from the row's own name
SHOW = "_show_options"


class KindSelect(forms.Select):
    """The kinds, and a button that shows the options of the chosen one without saving."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        button = '{} <button type="submit" class="button show-options" name="{}">Show its options</button>'
        return format_html(button, super().render(*args, **kwargs), SHOW)


def labelled(model: type[PluginModel]) -> list[tuple[str, str]]:
    return [(kind, f"{kind}: {about}") for kind, about in model.plugins.choices()]


class KeyKeeper(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """The form of a row that may have a key: who edits rows may not have a stored one sent to a host of their own."""

    moves_keys = False  # whether a stored key may be sent to another host

    def keep_key(self, **fields: Any) -> None:
        """Looks at the row as it would be saved, with these fields beside those of the form."""
        if self.moves_keys:
            return
        row = construct_instance(self, self._meta.model(pk=self.instance.pk))
        for name, value in fields.items():
            setattr(row, name, value)
        if why := key_guard.refused(row):
            self.add_error("credential" if "credential" in self.fields else "path", why)


class PluginForm(KeyKeeper):
    """Edits a plug-in row. Options that nobody touched are not stored: the plug-in's default holds."""

    page = Sheet("")
    shown_kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same = self.instance.kind == self.page.kind and isinstance(self.instance.options, dict)
        self.stored: dict[str, Any] = self.instance.options if same else {}
        self.initial["shown_kind"] = self.page.kind
        self.switched = self.data.get("shown_kind", self.page.kind) != self.page.kind
        for option in self.page.options:
            name, field = PREFIX + option.name, option_field(option)
            self.fields[name] = field
            self.initial[name] = self.stored.get(option.name, option.default)
        if self.switched and isinstance(self.data, QueryDict):
            self.data = self._begun_anew(self.data.copy())
        self._keep_missing_kind()

    def _keep_missing_kind(self) -> None:
        field, kind = self.fields.get("kind"), self.instance.kind
        if isinstance(field, forms.ChoiceField) and kind and kind not in dict(self.kinds):
            field.choices = [*self.kinds, (kind, f"{kind}: not installed")]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return labelled(self._meta.model)

    def _begun_anew(self, data: QueryDict) -> QueryDict:
        """Another kind was chosen: the options that were not asked before begin with their defaults."""
        data["shown_kind"] = self.page.kind
        for option in self.page.options:
            name = PREFIX + option.name
            value = self.fields[name].prepare_value(self.initial[name])
            if name not in data and value not in (None, False):
                data.setlist(name, [str(item) for item in value] if isinstance(value, list) else [str(value)])
        return data

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.page.trouble:
            self.add_error("kind", self.page.trouble)
        elif self.only_looking:
            self.add_error("kind", f"These are the options of {self.page.kind}. Look them over, then save.")
        elif self.page.model is not None:
            self.instance.options = self.options()
            try:
                self.page.model.model_validate(self.instance.options)
            except OptionsError as error:
                self.explain(error)
            else:
                self.keep_key(kind=self.page.kind, options=self.instance.options)
        return self.cleaned_data

    @property
    def only_looking(self) -> bool:
        return self.switched or SHOW in self.data

    def full_clean(self) -> None:
        """Who only looks at a kind's options is not told what else is missing."""
        super().full_clean()
        if self.is_bound and self.only_looking:
            for name in [name for name in self.errors if name != "kind"]:
                del self.errors[name]

    def options(self) -> dict[str, Any]:
        """What is stored: what was typed; an option that nobody touched stays as it was, or absent."""
        known = {option.name for option in self.page.options}
        kept = {name: value for name, value in self.stored.items() if self.page.keeps_unknown and name not in known}
        for option in self.page.options:
            name = PREFIX + option.name
            value = self.cleaned_data.get(name)
            if name not in self.changed_data and option.name in self.stored:
                kept[option.name] = self.stored[option.name]
            elif name in self.changed_data or option.required:
                kept.update(typed(option, value))
        return kept

    def explain(self, error: OptionsError) -> None:
        """Each complaint of the plug-in at the field it is about; the rejected value is not repeated."""
        known = {option.name for option in self.page.options}
        before = set(self.errors)
        for item in error.errors(include_url=False, include_input=False):
            first, *rest = [str(part) for part in item["loc"]] or [""]
            message = item["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
            name = PREFIX + first if first in known else None
            field = self.fields[name] if name else None
            where = ".".join(rest if name else filter(None, [first, *rest]))
            if isinstance(field, RowsField):
                where = field.where(rest)
            if name not in (before if isinstance(field, RowsField) else self.errors):
                self.add_error(name, f"{where}: {message}" if where else message)

    def add_error(self, field: str | None, error: Any) -> None:
        """The row's own complaints about kind and options are left out: clean() has put them at their fields."""
        told = getattr(error, "error_dict", None)
        if told is not None:
            error = ValidationError({name: found for name, found in told.items() if name not in ("kind", "options")})
        if told is None or error.error_dict:
            super().add_error(field, error)


def typed(option: Option, value: Any) -> dict[str, Any]:
    """The option as it is stored. One that was emptied is nothing, or an empty text, or else its default again."""
    if value not in (None, ""):
        return {option.name: value}
    if option.default in (None, ""):
        return {}
    if option.nullable:
        return {option.name: None}
    return {option.name: ""} if value == "" else {}
