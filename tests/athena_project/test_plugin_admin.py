"""The page of a plug-in row: a kind, its options as fields, its complaints at the fields."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pydantic import BaseModel, Field, SecretStr, model_validator

from athena_project.models import Release
from ragdomains.models import Domain
from ragdomains.providers import providers
from tests.athena_project.admin_pages import field_errors, form_data, kind, staff

pytestmark = pytest.mark.django_db
ADD = reverse("admin:ragdomains_domain_add")


class Lantern(BaseModel):
    """A lantern that can be asked."""

    address: str = Field(description="Where it hangs.")
    height: float = Field(default=2.5, gt=0, le=10)
    lit: bool = True
    colours: list[str] = Field(default_factory=lambda: ["red"])
    keep: str = "30m"
    depth: int | None = 8192
    extra: dict[str, int] = {}

    @model_validator(mode="after")
    def not_too_high(self) -> "Lantern":
        if self.height > 5 and self.lit:
            raise ValueError("a lantern above 5 m stays dark")
        return self


class Bell(BaseModel):
    """A bell that can be asked."""

    tone: str = "a"
    loud: bool = True


class Thief(BaseModel):
    """Wants a secret."""

    token: SecretStr = SecretStr("")


@pytest.fixture(autouse=True)
def kinds() -> Any:
    with kind(providers, "lantern", Lantern), kind(providers, "bell", Bell), kind(providers, "thief", Thief):
        yield


def add_form(client: Client, name: str = "lantern", **typed: Any) -> dict[str, Any]:
    data = form_data(client.get(ADD, {"kind": name}))
    return {**data, "name": "porch", "title": "the porch", "option_address": "porch", **typed}


def added(client: Client, **typed: Any) -> Any:
    """The options stored after the add form was sent, or the complaints."""
    response = client.post(ADD, add_form(client, **typed))
    return Domain.objects.get().options if response.status_code == 302 else field_errors(response)


def change_url(domain: Domain) -> str:
    return reverse("admin:ragdomains_domain_change", args=[domain.pk])


def resaved(client: Client, domain: Domain, **typed: Any) -> dict[str, Any]:
    """The options after the change form was sent with these fields typed and nothing else touched."""
    data = {
        name: value
        for name, value in {**form_data(client.get(change_url(domain))), **typed}.items()
        if value is not None
    }
    assert client.post(change_url(domain), data).status_code == 302
    domain.refresh_from_db()
    options: dict[str, Any] = domain.options
    return options


def lantern(**options: Any) -> Domain:
    return Domain.objects.create(
        name="porch", title="the porch", kind="lantern", options={"address": "porch", **options}
    )


def test_adding_begins_with_the_choice_of_a_kind(admin_client: Client) -> None:
    page = admin_client.get(ADD, {"_popup": "1"}).text
    assert "A lantern that can be asked." in page
    assert "?_popup=1&amp;kind=lantern" in page


def test_the_fields_of_the_kind_are_asked(admin_client: Client) -> None:
    page = admin_client.get(ADD, {"kind": "lantern"}).text
    assert 'name="option_height"' in page and "Where it hangs." in page
    assert 'name="option_tone"' not in page and 'name="options"' not in page


def test_only_what_was_typed_is_stored(admin_client: Client) -> None:
    assert added(admin_client, option_height="3") == {"address": "porch", "height": 3.0}


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"option_address": ""}, "option_address", "required"),
        ({"option_height": "0"}, "option_height", "greater than 0"),
        ({"option_height": "11"}, "option_height", "less than or equal to 10"),
        ({"option_height": "6"}, "__all__", "a lantern above 5 m stays dark"),
        ({"option_extra": '{"a": "b"}'}, "option_extra", "a: Input should be a valid integer"),
        ({"option_extra": "{"}, "option_extra", "Line 1, column 2"),
        ({"kind": "nonsense"}, "kind", "There is no provider 'nonsense'"),
        ({"fresh_for": "-1"}, "fresh_for", "greater than or equal to 0"),
    ],
)
def test_complaints_stand_at_their_field(typed: dict[str, str], field: str, words: str, admin_client: Client) -> None:
    assert words in " ".join(added(admin_client, **typed)[field])


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ({}, {}),
        ({"option_lit": None}, {"lit": False}),
        ({"option_colours": "green\nblue"}, {"colours": ["green", "blue"]}),
        ({"option_colours": ""}, {"colours": []}),
        ({"option_keep": ""}, {"keep": ""}),
        ({"option_depth": ""}, {"depth": None}),
        ({"option_height": ""}, {}),
        ({"option_extra": '{"a": 1}'}, {"extra": {"a": 1}}),
    ],
)
def test_a_change_stores_what_was_meant(typed: dict[str, Any], options: dict[str, Any], admin_client: Client) -> None:
    assert resaved(admin_client, lantern(), **typed) == {"address": "porch", **options}


@pytest.mark.parametrize("options", [{"height": 2.5}, {"keep": ""}, {"depth": None}, {"colours": []}, {"lit": False}])
def test_saving_untouched_changes_nothing(options: dict[str, Any], admin_client: Client) -> None:
    releases = Release.objects.count()
    assert resaved(admin_client, lantern(**options)) == {"address": "porch", **options}
    assert Release.objects.count() == releases


def test_another_kind_is_shown_with_its_defaults_before_it_is_saved(admin_client: Client) -> None:
    domain = lantern()
    data = {**form_data(admin_client.get(change_url(domain))), "kind": "bell", "title": ""}
    response = admin_client.post(change_url(domain), data)
    assert field_errors(response) == {"kind": ["These are the options of bell. Look them over, then save."]}
    again = {**form_data(response), "title": "the bell", "option_tone": "c"}
    assert admin_client.post(change_url(domain), again).status_code == 302
    domain.refresh_from_db()
    assert (domain.kind, domain.options) == ("bell", {"tone": "c"})


def test_looking_at_the_options_never_saves(admin_client: Client) -> None:
    data = add_form(admin_client, _show_options="")
    assert admin_client.post(ADD, data).status_code == 200
    assert not Domain.objects.exists()


def test_a_row_whose_plug_in_is_gone_opens_and_explains(admin_client: Client) -> None:
    providers.broken["theirs"] = "ImportError: <b>nothing</b>"
    domain = Domain.objects.create(name="x", title="x", kind="gone", options={"deep": ["<i>"]})
    try:
        response = admin_client.get(change_url(domain))
        saved = admin_client.post(change_url(domain), form_data(response))
    finally:
        del providers.broken["theirs"]
    assert "ImportError: &lt;b&gt;nothing" in response.text and "&lt;i&gt;" in response.text
    assert "There is no provider" in field_errors(saved)["kind"][0]


def test_a_gone_plug_in_can_be_replaced(admin_client: Client) -> None:
    domain = Domain.objects.create(name="x", title="x", kind="gone", options={"deep": 1})
    data = {**form_data(admin_client.get(change_url(domain))), "kind": "bell"}
    shown = form_data(admin_client.post(change_url(domain), data))
    assert admin_client.post(change_url(domain), shown).status_code == 302
    domain.refresh_from_db()
    assert (domain.kind, domain.options) == ("bell", {})


def test_a_secret_in_the_options_is_neither_shown_nor_saved(admin_client: Client) -> None:
    domain = Domain.objects.create(name="x", title="x", kind="thief", options={"token": "canary-1"})
    response = admin_client.get(change_url(domain))
    assert "canary-1" not in response.text and "(hidden)" in response.text
    saved = admin_client.post(change_url(domain), form_data(response))
    assert "Secrets belong in a credential." in field_errors(saved)["kind"][0]


def test_options_the_kind_no_longer_knows_are_named_before_they_go(admin_client: Client) -> None:
    domain = lantern(wick="long")
    assert "dropped at the next save: wick" in admin_client.get(change_url(domain)).text
    assert resaved(admin_client, domain) == {"address": "porch"}


@pytest.mark.parametrize("options", [[], "text", None, {"address": ["no", "text"]}])
def test_damaged_options_still_open(options: Any, admin_client: Client) -> None:
    domain = lantern()
    Domain.objects.filter(pk=domain.pk).update(options=options or [])
    assert admin_client.get(change_url(domain)).status_code == 200


def test_who_may_only_look_sees_the_options_and_no_field() -> None:
    domain = lantern(height=3.25)
    page = staff("ragdomains.view_domain").get(change_url(domain)).text
    assert "3.25" in page and "option_height" not in page


def test_who_may_not_add_may_not_choose() -> None:
    assert staff("ragdomains.view_domain").get(ADD).status_code == 403
