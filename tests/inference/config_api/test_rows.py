"""Rows over the configuration API: made, read, changed, deleted, and what is refused."""

from typing import Any

import pytest
from pydantic import BaseModel, SecretStr
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project import releases
from athena_project.models import Credential
from athena_project.origin import acting
from intents.models import Intent, Pattern
from ragdomains.models import Domain, Place
from ragdomains.providers import providers
from tests.athena_project.admin_pages import kind, place
from tests.inference.config_api.calling import Program, code

pytestmark = pytest.mark.django_db
PLACES = "/rows/ragdomains.place/"
DOMAINS = "/rows/ragdomains.domain/"
HUT = {"name": "hut", "latitude": 1, "longitude": 2, "time_zone": "UTC"}


class Hiding(BaseModel):
    """Keeps a secret where none belongs."""

    password: SecretStr = SecretStr("")


@pytest.fixture
def program() -> Program:
    return Program("config:read", "config:write")


def test_a_row_is_made_read_changed_and_deleted(program: Program) -> None:
    made = program("POST", PLACES, HUT)
    address = made.headers["Location"].removeprefix("/api/config")
    assert made.status_code == 201 and program.get(address) == made.json()
    changed = program("PATCH", address, {"longitude": 3}, If_Match=made.headers["ETag"])
    assert (changed.status_code, Place.objects.get().longitude) == (200, 3)
    put = program("PUT", address, {**changed.json(), "aliases": ["den"]}, If_Match=changed.headers["ETag"])
    assert (put.status_code, Place.objects.get().aliases) == (200, ["den"])
    assert program("DELETE", address, If_Match=put.headers["ETag"]).status_code == 204
    assert not Place.objects.exists()


def test_put_gives_what_it_leaves_out_its_default_and_patch_leaves_it(program: Program) -> None:
    row = place(country="Norway")
    program("PATCH", f"{PLACES}{row.pk}/", {"latitude": 5}, If_Match="*")
    row.refresh_from_db()
    assert (row.latitude, row.country) == (5, "Norway")
    program("PUT", f"{PLACES}{row.pk}/", HUT, If_Match="*")
    row.refresh_from_db()
    assert (row.name, row.country) == ("hut", "")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_who_did_not_say_what_they_saw_changes_nothing(method: str, program: Program) -> None:
    assert code(program(method, f"{PLACES}{place().pk}/", {})) == (428, "precondition_required")


def test_who_saw_an_older_row_is_shown_both(program: Program) -> None:
    row = place()
    seen = program("GET", f"{PLACES}{row.pk}/").headers["ETag"]
    with acting("ann"):
        row.country = "Norway"
        row.save()
    answer = program("PATCH", f"{PLACES}{row.pk}/", {"country": "Sweden"}, If_Match=seen)
    told = answer.json()
    assert code(answer) == (412, "changed_meanwhile") and told["error"]["message"].startswith("ann saved this row")
    assert (told["stored"]["country"], told["yours"]["country"]) == ("Norway", "Sweden")
    assert told["differences"] == ["country: saved is “Norway”; yours is “Sweden”."]
    assert program("DELETE", f"{PLACES}{row.pk}/", If_Match=seen).status_code == 412
    assert Place.objects.get().country == "Norway"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ([1], "an object"),
        ({}, "name: This field cannot be blank."),
        ({**HUT, "colour": 1}, "colour is no field of place."),
        ({**HUT, "latitude": "north"}, "latitude: “north” value must be a float."),
        ({**HUT, "country": ["a"]}, "country: write one value, no list."),
        ({**HUT, "aliases": [5]}, "aliases: Every entry of the list must be a text."),
        ({**HUT, "aliases": ["a\0"]}, "aliases: it holds a character that is none"),
        ({**HUT, "aliases": ["\ud800"]}, "aliases: it holds a character that is none"),
        ({**HUT, "aliases": [2**70]}, "aliases: the number is too large."),
        ({**HUT, "aliases": [[[[]]] * 1]}, "aliases: Every entry"),
        ({**HUT, "latitude": 1e400}, "Out of range float"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(body: Any, problem: str, program: Program) -> None:
    answer = program("POST", PLACES, body)
    assert answer.status_code == 400 and problem in answer.json()["error"]["message"]
    assert not Place.objects.exists()


def test_options_are_looked_over_by_the_plug_in(program: Program) -> None:
    row = {"name": "w", "title": "w", "kind": "open_meteo", "options": {"colour": 1}}
    assert program("POST", DOMAINS, row).json()["problems"] == ["options: colour: Extra inputs are not permitted"]
    assert "There is no provider 'x'" in program("POST", DOMAINS, {**row, "kind": "x"}).text


def test_a_name_that_is_taken_is_refused(program: Program) -> None:
    place(name="hut")
    assert program("POST", PLACES, HUT).json()["problems"] == ["name: Place with this Name already exists."]


def test_rows_are_chosen_by_their_fields_and_come_page_by_page(program: Program) -> None:
    rest, sums = (Intent.objects.create(name=name, title=name, mode="decline") for name in ("rest", "sums"))
    for number in range(3):
        Pattern.objects.create(intent=rest, type="phrase", text=f"rest {number}")
    Pattern.objects.create(intent=sums, type="keyword", text="sum")
    patterns = "/rows/intents.pattern/"
    first = program.get(f"{patterns}?intent=rest&size=2")
    assert (first["count"], len(first["results"]), first["results"][0]["intent"]) == (3, 2, "rest")
    assert len(program.get(f"{patterns}?intent=rest&size=2&page=2")["results"]) == 1
    assert [row["text"] for row in program.get(f"{patterns}?search=SUM")["results"]] == ["sum"]
    assert program.get("/rows/intents.intent/?name=sums&enabled=true")["count"] == 1


@pytest.mark.parametrize("query", ["colour=1", "latitude=north", "aliases=x", "name=%00", "page=0", "page=x"])
def test_a_choice_that_cannot_be_is_no_empty_list(query: str, program: Program) -> None:
    assert program("GET", f"{PLACES}?{query}").status_code in (400, 404)


def test_rows_that_hang_on_a_deleted_one_are_counted_first(program: Program) -> None:
    row = Intent.objects.create(name="rest", title="rest", mode="decline")
    Pattern.objects.create(intent=row, type="phrase", text="rest")
    address = f"/rows/intents.intent/{row.pk}/"
    answer = program("DELETE", address, If_Match="*")
    assert code(answer) == (409, "unconfirmed") and answer.json()["rows"] == 2
    assert program("DELETE", f"{address}?rows=2", If_Match="*").status_code == 204
    assert not Pattern.objects.exists()


def test_the_one_row_of_house_settings_stays_one() -> None:
    releases.publish()
    publisher = Program("publish", "config:read")
    house = publisher.get("/rows/athena_project.housesettings/")["results"][0]
    address = f"/rows/athena_project.housesettings/{house['id']}/"
    assert publisher("PATCH", address, {"log_days": 7}, If_Match=house["version"]).json()["log_days"] == 7
    assert publisher("PATCH", address, {"name": "second"}, If_Match="*").status_code == 400
    assert publisher("DELETE", address, If_Match="*").status_code == 405
    assert publisher("POST", "/rows/athena_project.housesettings/", {"name": "x"}).status_code == 405


def test_an_edit_is_live_at_once(
    program: Program, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        program("POST", PLACES, HUT)
    live = releases.current()
    assert live is not None and live.author == f"key {program.key}" and '"hut"' in live.content


def test_a_stored_key_stays_with_its_hosts_unless_the_key_may_more() -> None:
    secret = Credential.objects.create(name="papers")
    Domain.objects.create(name="papers", title="papers", kind="newsapi", credential=secret)
    row = {"name": "thief", "title": "x", "kind": "newsapi", "credential": "papers"}
    row["options"] = {"base_url": "https://thief.example"}  # type: ignore[assignment]  # JSON
    assert "was not given for thief.example" in Program("config:write")("POST", DOMAINS, row).text
    assert Program("config:write", "config:secrets")("POST", DOMAINS, row).status_code == 201


def test_a_secret_goes_in_and_never_comes_out() -> None:
    program = Program()
    assert program("PUT", "/credentials/papers/", {"secret": "canary-4711"}).status_code == 201
    assert Credential.objects.get().reveal() == "canary-4711"
    assert program("PUT", "/credentials/papers/", {"secret": "canary-4712", "note": "new"}).status_code == 200
    Domain.objects.create(name="papers", title="x", kind="newsapi", credential=Credential.objects.get())
    paths = ("/credentials/", "/credentials/papers/", DOMAINS, "/export/", "/draft/", "/")
    assert "canary" not in "".join(program("GET", path).text for path in paths)
    assert program("PUT", "/credentials/papers/", {}).json()["problems"] == ["secret: This field is required."]
    assert program("DELETE", "/credentials/papers/").status_code == 204


def test_a_plug_in_that_keeps_a_secret_in_its_options_is_neither_shown_nor_filled(program: Program) -> None:
    with kind(providers, "hiding", Hiding):
        row = Domain.objects.create(name="h", title="h", kind="hiding", options={"password": "canary-4711"})
        shown = program.get(f"{DOMAINS}{row.pk}/")
        assert shown["options"] == {"password": "(hidden)"}
        assert "belongs in a credential" in program("PUT", f"{DOMAINS}{row.pk}/", shown, If_Match="*").text
