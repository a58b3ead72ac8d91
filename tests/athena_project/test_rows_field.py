"""A list of small objects in the form of a plug-in row."""

from typing import Any, Literal

import pytest
from django.test import Client
from django.urls import reverse
from pydantic import BaseModel, Field, model_validator

from athena_project.forms import JsonField, option_field
from athena_project.models import Release
from athena_project.options import Option, options_of
from athena_project.rows_field import RowsField
from ragdomains.models import Domain
from ragdomains.providers import providers
from tests.athena_project.admin_pages import field_errors, form_data, kind

ADD = reverse("admin:ragdomains_domain_add")


class Lamp(BaseModel):
    name: str = Field(max_length=10, description="What it is called.")
    colour: Literal["red", "green"] = "red"
    height: float = Field(2.5, gt=0)
    depth: int | None = None
    lit: bool = False

    @model_validator(mode="after")
    def not_too_high(self) -> "Lamp":
        if self.height > 5 and self.lit:
            raise ValueError("a lamp above 5 m stays dark")
        return self


class Street(BaseModel):
    """A street with lamps."""

    lamps: list[Lamp] = Field(min_length=1)
    spare: list[Lamp] = []


class Nested(BaseModel):
    """Lists of what is no plain object."""

    deep: list[dict[str, int]] = []
    open: list["Open"] = []
    boxes: list["Box"] = []


class Open(BaseModel, extra="allow"):
    name: str = ""


class Box(BaseModel):
    things: list[str] = []


def option(model: type[BaseModel], name: str) -> Option:
    return next(each for each in options_of(model, model.model_json_schema()) if each.name == name)


def rows(name: str, *typed: dict[str, str]) -> dict[str, str]:
    """What a browser sends of a list."""
    found = {f"option_{name}-rows": "1"}
    for number, row in enumerate(typed):
        base = {"": "1", "-name": "", "-colour": "red", "-height": "2.5", "-depth": ""}
        every = {**base, **{f"-{key}": value for key, value in row.items()}}
        found |= {f"option_{name}-{number}{key}": value for key, value in every.items()}
    return found


@pytest.fixture(autouse=True)
def street() -> Any:
    with kind(providers, "street", Street):
        yield


def added(client: Client, *typed: dict[str, str], **more: str) -> Any:
    """The options stored after the add form was sent, or the complaints."""
    data = {**form_data(client.get(ADD, {"kind": "street"})), "name": "street", "title": "the street"}
    response = client.post(ADD, {**data, **rows("lamps", *typed), **more})
    return Domain.objects.get().options if response.status_code == 302 else field_errors(response)


def change_url(domain: Domain) -> str:
    return reverse("admin:ragdomains_domain_change", args=[domain.pk])


def resaved(client: Client, domain: Domain, **typed: str) -> Any:
    client.post(change_url(domain), {**form_data(client.get(change_url(domain))), **typed})
    domain.refresh_from_db()
    return domain.options


def stored(*lamps: Any) -> Domain:
    return Domain.objects.create(name="street", title="the street", kind="street", options={"lamps": list(lamps)})


@pytest.mark.parametrize(
    ("model", "name", "field"),
    [
        (Street, "lamps", RowsField),
        (Street, "spare", RowsField),
        (Nested, "deep", JsonField),
        (Nested, "open", JsonField),
        (Nested, "boxes", JsonField),
    ],
)
def test_a_list_of_plain_objects_becomes_rows(model: type[BaseModel], name: str, field: type) -> None:
    assert type(option_field(option(model, name))) is field


@pytest.mark.django_db
def test_each_row_that_was_filled_in_is_an_object_without_its_defaults(admin_client: Client) -> None:
    typed: tuple[dict[str, str], ...] = (
        {"name": "a", "colour": "green", "depth": "3"},
        {},
        {"name": "b", "height": "4", "lit": "on"},
    )
    assert added(admin_client, *typed) == {
        "lamps": [{"name": "a", "colour": "green", "depth": 3}, {"name": "b", "height": 4.0, "lit": True}]
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ([], "At least one row is needed."),
        ([{}], "At least one row is needed."),
        ([{"name": "a"}, {"colour": "green"}], "Row 2, Name: This field is required."),
        ([{"name": "a", "height": "high"}], "Row 1, Height: Enter a number."),
        ([{"name": "a", "height": "0"}], "Row 1, Height: Input should be greater than 0"),
        ([{"name": "a" * 11}], "Row 1, Name: Ensure this value has at most 10 characters"),
        ([{"name": "a", "colour": "blue"}], "Row 1, Colour: Select a valid choice."),
        ([{}, {"name": "a"}, {"name": "b", "height": "6", "lit": "on"}], "Row 2: a lamp above 5 m stays dark"),
    ],
)
def test_complaints_name_row_and_column(typed: list[dict[str, str]], complaint: str, admin_client: Client) -> None:
    assert complaint in " ".join(added(admin_client, *typed)["option_lamps"])


@pytest.mark.django_db
def test_every_complaint_is_told_at_once(admin_client: Client) -> None:
    wrong = {"name": "a", "height": "0"}
    assert len(added(admin_client, wrong, wrong)["option_lamps"]) == 2


@pytest.mark.django_db
def test_what_was_typed_wrongly_is_shown_again(admin_client: Client) -> None:
    data = {**form_data(admin_client.get(ADD, {"kind": "street"})), "name": "street", "title": "x"}
    page = admin_client.post(ADD, {**data, **rows("lamps", {"name": "<b>", "height": "high"})}).text
    assert 'value="high"' in page and "&lt;b&gt;" in page and "<b>" not in page


@pytest.mark.django_db
def test_stored_rows_are_shown_and_one_empty_one(admin_client: Client) -> None:
    page = admin_client.get(change_url(stored({"name": "a"}, {"name": "b"}))).text
    shown = page.partition("<noscript>")[0]
    assert [f'name="option_lamps-{number}-name"' in shown for number in range(4)] == [True, True, True, False]
    assert "What it is called." in page and 'name="option_lamps-__n__-name"' in page


@pytest.mark.django_db
def test_saving_untouched_changes_nothing(admin_client: Client) -> None:
    domain = stored({"name": "a", "height": 2.5}, {"name": "b", "depth": None})
    before, releases = domain.options, Release.objects.count()
    sent = rows("lamps", {"name": "a"}, {"name": "b"}, {}) | rows("spare", {})
    assert resaved(admin_client, domain, **sent) == before
    assert resaved(admin_client, domain) == before  # a form that never asked
    assert Release.objects.count() == releases


@pytest.mark.django_db
def test_a_row_is_removed_by_its_tick_or_by_emptying_it(admin_client: Client) -> None:
    domain = stored({"name": "a"}, {"name": "b"}, {"name": "c"})
    sent = rows("lamps", {"name": "a", "remove": "on"}, {"name": ""}, {"name": "c"})
    assert resaved(admin_client, domain, **sent) == {"lamps": [{"name": "c"}]}


@pytest.mark.django_db
@pytest.mark.parametrize("lamps", ["text", None, [1, "a"], {"name": "a"}])
def test_damaged_rows_still_open(lamps: Any, admin_client: Client) -> None:
    domain = Domain.objects.create(name="s", title="s", kind="street", options={"lamps": lamps})
    assert admin_client.get(change_url(domain)).status_code == 200


@pytest.mark.django_db
def test_more_empty_rows_are_asked_for_without_saving(admin_client: Client) -> None:
    domain = stored({"name": "a"})
    sent = {**form_data(admin_client.get(change_url(domain))), **rows("lamps", {"name": "a"}, {"name": "b"})}
    page = admin_client.post(change_url(domain), {**sent, "_show_options": ""}).text
    assert 'value="b"' in page and 'name="option_lamps-2-name"' in page.partition("<noscript>")[0]
    domain.refresh_from_db()
    assert domain.options == {"lamps": [{"name": "a"}]}
