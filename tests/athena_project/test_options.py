"""The JSON schema of Options, read for a form."""

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import pytest
from django import forms
from pydantic import BaseModel, Field, SecretStr

from athena_project.forms import ChoiceOf, JsonField, LinesField, option_field
from athena_project.options import Option, Sheet, resolved, sheet
from athena_project.plugins import Plugins


class Unit(StrEnum):
    METRIC = "metric"
    US = "us"


class Inner(BaseModel):
    x: int = 0


class Everything(BaseModel):
    """One option of each shape."""

    text: str = Field(default="hello", max_length=40, description="Some text.")
    prose: str = Field(default="", max_length=5000)
    whole: int = Field(default=3, ge=1, le=9)
    maybe_whole: int | None = Field(default=None, ge=1)
    broken: float = Field(ge=0.5, le=2.5)
    price: Decimal = Decimal("1.5")
    patience: timedelta = timedelta(seconds=5)
    on: bool = True
    maybe_on: bool | None = None
    unit: Unit = Unit.METRIC
    level: Literal["low", "high"] | bool | None = False
    words: list[str] = Field(default_factory=lambda: ["a", "b"])
    units: list[Unit] = []
    numbers: list[int] = []
    headers: dict[str, str] = {}
    inner: Inner = Inner()
    base_url: str = Field(default="", alias="baseUrl")


class Hiding(BaseModel):
    """Keeps a secret deep inside."""

    auth: dict[str, "Login"] = {}


class Login(BaseModel):
    token: SecretStr


class Marked(BaseModel):
    """Marks a plain text as secret."""

    api_key: str = Field(default="", json_schema_extra={"format": "password"})


class Shapeless(BaseModel):
    """Has an option no JSON schema can describe."""

    call: type[Any] = int
    model_config = {"arbitrary_types_allowed": True}


def plugins_with(options: type[BaseModel]) -> Plugins[Any]:
    found: Plugins[Any] = Plugins("thing", "tests.athena_project", "athena.none", loaded=True)
    found.register("it", options)(print)
    return found


def read(options: type[BaseModel]) -> Sheet:
    return sheet(plugins_with(options), "it")


EXPECTED = {
    "text": forms.CharField,
    "prose": forms.CharField,
    "whole": forms.IntegerField,
    "maybe_whole": forms.IntegerField,
    "broken": forms.FloatField,
    "price": forms.CharField,
    "patience": forms.CharField,
    "on": forms.BooleanField,
    "maybe_on": ChoiceOf,
    "unit": ChoiceOf,
    "level": ChoiceOf,
    "words": LinesField,
    "units": forms.TypedMultipleChoiceField,
    "numbers": JsonField,
    "headers": JsonField,
    "inner": JsonField,
    "baseUrl": forms.CharField,
}
OPTIONS = {option.name: option for option in read(Everything).options}


def test_every_option_is_read_by_the_name_that_it_validates() -> None:
    assert OPTIONS.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_each_shape_has_its_field(name: str) -> None:
    assert type(option_field(OPTIONS[name])) is EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("text", "hello"),
        ("words", ["a", "b"]),
        ("unit", "metric"),
        ("inner", {"x": 0}),
        ("broken", None),
        ("price", "1.5"),
    ],
)
def test_defaults_are_known_also_those_of_factories(name: str, default: Any) -> None:
    assert OPTIONS[name].default == default


def test_limits_and_descriptions_reach_the_field() -> None:
    whole, text = option_field(OPTIONS["whole"]), option_field(OPTIONS["text"])
    assert (whole.widget.attrs["min"], whole.widget.attrs["max"]) == (1, 9)
    assert (text.help_text, text.widget.attrs["maxlength"]) == ("Some text.", "40")


def test_only_what_has_no_default_is_required() -> None:
    assert [name for name, option in OPTIONS.items() if option.required] == ["broken"]


def test_a_long_text_gets_a_text_area() -> None:
    assert isinstance(option_field(OPTIONS["prose"]).widget, forms.Textarea)


def test_choices_keep_their_type() -> None:
    level = option_field(OPTIONS["level"])
    assert [level.clean(text) for text in ("low", "yes", "no", "")] == ["low", True, False, None]


@pytest.mark.parametrize(("options", "names"), [(Hiding, ("token",)), (Marked, ("api_key",))])
def test_a_secret_among_the_options_is_refused(options: type[BaseModel], names: tuple[str, ...]) -> None:
    found = read(options)
    assert (found.secrets, found.options) == (names, ())
    assert "credential" in found.trouble


def test_an_unknown_kind_says_what_there_is_and_what_is_broken() -> None:
    plugins = plugins_with(Inner)
    plugins.broken["theirs"] = "ImportError: no such thing"
    found = sheet(plugins, "other")
    assert "There are: it." in found.trouble
    assert "theirs could not be loaded: ImportError: no such thing" in found.trouble


def test_options_without_a_schema_are_trouble_not_a_crash() -> None:
    assert read(Shapeless).trouble.startswith("The options of it cannot be shown")


def test_a_reference_in_a_circle_ends() -> None:
    found, _ = resolved({"$ref": "#/$defs/a"}, {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}})
    assert isinstance(option_field(Option("x", found, False, False)), JsonField)


@pytest.mark.parametrize(("name", "label"), [("base_url", "Base URL"), ("num_ctx", "Num ctx")])
def test_labels_are_words(name: str, label: str) -> None:
    assert Option(name, {"title": name.replace("_", " ").title()}, False, False).label == label
