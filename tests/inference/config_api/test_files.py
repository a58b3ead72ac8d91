"""A file of configuration over the API: planned, applied, refused; drafts, releases and replays."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project import announced, releases
from athena_project.models import Credential, HouseSettings, Release
from inference.models import Replay
from intents.models import Chain, Intent, Pattern
from ragdomains.models import Domain, Place
from tests.athena_project.admin_pages import inline_scripts, place
from tests.inference.config_api.calling import BASE, Program, code
from tests.inference.test_replay_admin import asked

pytestmark = pytest.mark.django_db
HUT = "ragdomains.place:\n- {name: hut, latitude: 1, longitude: 2, time_zone: UTC}\n"
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
NO_FILES = ("a: [", "- 1", "no.such: []", "ragdomains.place: 5", LAUGHS, "[" * 5000, 'x: "\\0"', "2026-13-45: 1")


@pytest.fixture
def program() -> Program:
    releases.publish()
    return Program()


def planned(program: Program, config: str = HUT, **more: Any) -> Any:
    return program.send("/plan/", config=config, **more).json()


def test_a_plan_says_what_would_change_in_words_and_changes_nothing(program: Program) -> None:
    row = place(name="hut", country="Norway")
    plan = planned(program, HUT.replace("UTC", "Europe/Oslo"))
    assert plan["summary"] == "place: 1 changed" and plan["removals"] == 0
    words = plan["changes"][0]["words"]
    assert words.startswith("Changed: place hut, ") and "country: empty instead of “Norway”" in words
    assert plan["changes"][0]["fields"]["country"] == {"before": "Norway", "after": ""}
    row.refresh_from_db()
    assert row.country == "Norway"


def test_what_was_planned_is_applied_with_a_note(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    program = Program()
    digest = planned(program)["digest"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = program.send("/apply/", config=HUT, digest=digest, note="A hut")
    assert answer.status_code == 200 and Place.objects.get().name == "hut"
    live = releases.current()
    assert live is not None and (live.note, live.author) == ("A hut", f"key {program.key}")
    assert code(program.send("/apply/", config=HUT, digest=digest)) == (409, "changed_meanwhile")


@pytest.mark.parametrize("moved", ["rows", "file", "delete"])
def test_what_moved_since_the_plan_is_not_applied(moved: str, program: Program) -> None:
    sent: dict[str, Any] = {"config": HUT, "digest": planned(program)["digest"]}
    if moved == "rows":
        place(name="elsewhere")
    sent |= {"file": {"config": HUT.replace("hut", "den")}, "delete": {"delete": "true"}}.get(moved, {})
    assert code(program.send("/apply/", **sent)) == (409, "changed_meanwhile")
    assert not Place.objects.filter(name__in=["hut", "den"]).exists()


def test_rows_go_only_when_their_number_is_said(program: Program) -> None:
    for name in "abc":
        Chain.objects.create(name=name)
    plan = planned(program, "intents.chain: []", delete="true")
    sent = {"config": "intents.chain: []", "delete": "true", "digest": plan["digest"]}
    assert plan["removals"] == 3
    refused = program.send("/apply/", **sent)
    assert code(refused) == (409, "unconfirmed") and refused.json()["removals"] == 3
    assert Chain.objects.count() == 3
    assert program.send("/apply/", **sent, removals=3).status_code == 200 and not Chain.objects.exists()


def test_the_house_settings_stay_and_what_goes_along_is_counted(program: Program) -> None:
    row = Intent.objects.create(name="rest", title="rest", mode="decline")
    Pattern.objects.create(intent=row, type="phrase", text="rest")
    plan = planned(program, "intents.intent: []\nathena_project.housesettings: []", delete="true")
    assert plan["removals"] == 2 and plan["summary"] == "intent: 1 removed; pattern: 1 removed"


def test_each_difference_needs_its_own_right(program: Program) -> None:
    text = "athena_project.housesettings:\n- {name: house, review_mode: true}\n"
    writer = Program("config:read", "config:write")
    sent = {"config": text, "digest": planned(program, text)["digest"]}
    assert code(writer.send("/apply/", **sent)) == (403, "insufficient_scope")
    assert not HouseSettings.objects.get().review_mode
    assert program.send("/apply/", **sent).json()["live"] is False


@pytest.mark.parametrize("config", NO_FILES, ids=range(len(NO_FILES)))
def test_a_file_that_is_none_is_refused(config: str, program: Program) -> None:
    assert program.send("/plan/", config=config).status_code == 400


def test_every_bad_row_is_named(program: Program) -> None:
    bad = "intents.chain:\n- {name: a b, triggers: [x], questions: [y]}\n- {name: c, colour: red}\n"
    problems = program.send("/plan/", config=bad).json()["problems"]
    assert [line.split(":")[0] for line in problems] == ["intents.chain row 1", "intents.chain row 2"]


def test_what_is_exported_is_what_the_plan_finds_the_same(program: Program) -> None:
    place()
    text = program("GET", "/export/")
    assert text.headers["Content-Type"].startswith("application/yaml")
    assert planned(program, text.text, delete="true")["changes"] == []


def test_a_draft_is_looked_at_and_published_as_it_was_seen(program: Program) -> None:
    HouseSettings.objects.update(review_mode=True)
    place(name="hut")
    draft = program.get("/draft/")
    assert draft["live"] is False and "Added: place hut" in [change["words"] for change in draft["changes"]]
    place(name="den")
    assert code(program.send("/draft/publish/", digest=draft["digest"])) == (409, "changed_meanwhile")
    answer = program.send("/draft/publish/", digest=program.get("/draft/")["digest"], note="Two places").json()
    assert Release.objects.get(number=answer["release"]).note == "Two places"


def test_a_key_is_nobody_s_second_pair_of_eyes(program: Program) -> None:
    HouseSettings.objects.update(four_eyes=True)
    assert code(program.send("/draft/publish/")) == (403, "needs_another")


def test_releases_are_listed_compared_and_taken_back(program: Program) -> None:
    row = place(name="hut")
    releases.publish(note="A hut")
    first, second = sorted(release["number"] for release in program.get("/releases/")["results"])
    assert program.get(f"/releases/{second}/diff/")["changes"][0]["words"] == "Added: place hut"
    assert program.get(f"/releases/{first}/diff/?against={second}")["changes"][0]["action"] == "remove"
    assert program.get(f"/releases/{second}/")["rows"]["ragdomains.place"][str(row.pk)]["name"] == "hut"
    answer = program.send(f"/releases/{first}/rollback/").json()
    row.refresh_from_db()
    assert answer["note"] == f"Back to release {first}" and not row.enabled
    assert program("POST", "/releases/99/rollback/").status_code == 404


def test_a_replay_is_started_once_and_read(
    program: Program, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    asked()
    with django_capture_on_commit_callbacks() as sent:
        answer = program("POST", "/replays/", {"last": 20})
    assert (answer.status_code, len(sent), answer.json()["author"]) == (202, 1, f"key {program.key}")
    assert program("POST", "/replays/", {"last": 20}).status_code == 200 and Replay.objects.count() == 1
    assert program.get(f"/replays/{Replay.objects.get().pk}/")["questions"]["results"] == []
    assert program("POST", "/replays/", {"last": 0}).json()["problems"][0].startswith("last: ")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([(b"content-length", b"9")], 0),
        ([], 0),
        ([(b"content-length", b"99999999")], 413),
        ([(b"content-length", b"x")], 413),
        ([(b"transfer-encoding", b"chunked")], 411),
    ],
)
def test_a_body_is_refused_by_what_it_announces(headers: list[tuple[bytes, bytes]], status: int) -> None:
    assert announced.refusal({"path": f"{BASE}/plan/", "headers": headers}) == status
    assert announced.refusal({"path": "/admin/", "headers": headers}) == 0


def test_a_browser_sees_pages_without_scripts_of_their_own(admin_client: Client) -> None:
    releases.publish()
    page = {"Accept": "text/html"}
    for path in ("/", "/plan/", "/rows/ragdomains.place/", "/export/", "/draft/publish/", "/replays/", "/releases/"):
        shown = admin_client.get(f"{BASE}{path}", headers=page)
        assert shown.status_code == 200 and inline_scripts(shown.text) == [], path
    sent = admin_client.post(f"{BASE}/plan/", {"config": HUT}, headers=page)
    assert "Added: place hut" in sent.text and "<form" in sent.text
    assert '<a href="/api/config/rows/intents.chain/">' in admin_client.get(f"{BASE}/", headers=page).text
    assert admin_client.get(f"{BASE}/rows/nothing/", headers=page).status_code == 404
    place(name="<script>alert(1)</script>")
    assert "<script>alert" not in admin_client.get(f"{BASE}/rows/ragdomains.place/", headers=page).text
    assert Client().get(f"{BASE}/plan/", headers=page).headers["Location"].startswith("/admin/login/?next=")


def test_a_browser_that_says_another_number_of_rows_is_asked_again_with_its_file(admin_client: Client) -> None:
    Chain.objects.create(name="a")
    page, sent = {"Accept": "text/html"}, {"config": "intents.chain: []", "delete": "on"}
    plan = admin_client.post(f"{BASE}/plan/", sent, headers=page)
    sent["digest"] = plan.context["data"]["digest"]
    refused = admin_client.post(f"{BASE}/apply/", {**sent, "removals": 7}, headers=page)
    assert refused.status_code == 409 and "1 rows would be removed" in refused.text
    assert "intents.chain: []</textarea>" in refused.text and "See what it would change" in refused.text
    assert Chain.objects.exists()


def test_a_rollback_sends_no_key_where_it_does_not_go(program: Program) -> None:
    key = Credential.objects.create(name="service")
    row = Domain.objects.create(name="own", kind="searxng", credential=key, options={"base_url": "https://old.example"})
    old = releases.publish().number
    row.options = {"base_url": "https://new.example"}
    row.save()
    releases.publish()
    assert code(Program("publish").send(f"/releases/{old}/rollback/")) == (403, "key_moved")
    row.refresh_from_db()
    assert row.options == {"base_url": "https://new.example"}
    assert program.send(f"/releases/{old}/rollback/").status_code == 200  # it may move keys
