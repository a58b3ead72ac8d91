"""A house that is upgraded: what ships anew is shown, taken, left, followed at the start, and taken back."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from athena_project import changes, doctor, going_back, keeping_up, releases, row_tables, shipped
from athena_project.models import ConfigChange, HouseSettings, Release, ShippedBase
from athena_project.notices import Rows, all_notices
from athena_project.three_way import State
from intents import trained
from intents.models import Intent
from tests.athena_project.admin_pages import inline_scripts, staff
from tests.installation import install, without_examples
from validation.models import Rule

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = reverse("admin:athena_project_release_shipped")
SIGNS, RULE = "provenance", "spoken-length"
EDITOR = ("athena_project.view_release", "intents.add_pattern", "intents.add_intent", "intents.change_intent")


@pytest.fixture(scope="module")
def kept() -> Iterator[sqlite3.Connection]:
    """What the tests begin with, made by the first of them."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as found:
        yield found


@pytest.fixture
def house(transactional_db: None, kept: sqlite3.Connection) -> None:
    """An older house, which SQLite keeps and copies."""
    if connection.vendor == "sqlite" and kept.execute("SELECT * FROM sqlite_master").fetchone():
        install(examples=False)  # whoever copies forgets what was known of the database before
        kept.backup(connection.connection)
        return
    older()
    if connection.vendor == "sqlite":
        connection.connection.backup(kept)


def older(intent: str = SIGNS, examples: bool = False) -> None:
    """A house as an older version left it: without an intent and a rule, and with another threshold of two intents."""
    install(examples)
    base = row_tables.of_database()[0] if examples else row_tables.of_document(without_examples())
    Intent.objects.filter(name=intent).delete()
    Rule.objects.filter(name=RULE).delete()
    Intent.objects.filter(name__in=("weather_now", "weather_rain")).update(threshold=0.3)
    gone = (f'"{intent}"', f'"{RULE}"')
    for label, table in base.items():
        base[label] = {key: row for key, row in table.items() if not any(name in key for name in gone)}
    for name in ("weather_now", "weather_rain"):
        base["intents.intent"][f'"{name}"'] = {**base["intents.intent"][f'"{name}"'], "threshold": 0.3}
    releases.publish(note="Older")
    held = ShippedBase.held()
    held.fingerprint = "older"
    held.hold(base)


def edited(name: str, **fields: Any) -> None:
    row = Intent.objects.get(name=name)
    for field, value in fields.items():
        setattr(row, field, value)
    with changes.acting("olga"):
        row.save()


def live() -> Release:
    found = releases.current()
    assert found is not None
    return found


def states(*names: str) -> dict[str, State]:
    """Of intents and rules."""
    found = {item.key.strip('"'): item.state for item in shipped.survey().items}
    return {name: found[name] for name in names if name in found}


def administrator() -> Client:
    """Made after the house, whose database takes the place of the one there was."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


def digest(name: str) -> str:
    return next(item.digest for item in shipped.survey().items if item.key == f'"{name}"')


def understood(text: str, folder: Path) -> str:
    source, target = folder / "questions.jsonl", folder / "answers.jsonl"
    source.write_text(json.dumps({"text": text}))
    call_command("understand", "--in", str(source), "--out", str(target))
    return str(json.loads(target.read_text())["label"])


@pytest.mark.usefixtures("house")
def test_what_an_upgrade_brought_is_taken_by_the_page_used_by_the_next_question_and_rolled_back(tmp_path: Path) -> None:
    owner = administrator()
    before = live()
    assert understood("How do you know that?", tmp_path) != SIGNS
    page = owner.get(PAGE).text
    along = re.search(r"intent provenance .*?With it come (\d+) other rows", page, re.DOTALL)
    assert along and not inline_scripts(page)
    said = owner.post(PAGE, {"show": "offered", "row": digest(SIGNS), "take": "ticked"}, follow=True).text
    assert f"{int(along[1]) + 1} rows taken: live as release {before.number + 1}." in said
    assert (live().parent, live().note, live().author) == (before, shipped.NOTE, "admin")
    assert ConfigChange.objects.filter(label=f"intent {SIGNS}", action="add", actor="admin").exists()
    assert understood("How do you know that?", tmp_path) == SIGNS and states(SIGNS) == {}
    going_back.restore(before, "admin")
    assert understood("How do you know that?", tmp_path) != SIGNS
    assert states(SIGNS) == {SIGNS: State.OWN}


@pytest.mark.usefixtures("house")
def test_a_page_of_thousands_of_rows_stays_small_and_is_read_in_a_dozen_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    editor = staff(*EDITOR)
    with django_assert_max_num_queries(12):
        page = editor.get(PAGE)
    assert "Take all 1" in page.text and re.search(r"Page 1 of \d{3};", page.text) and len(page.content) <= 60_000
    assert len(editor.get(PAGE, {"show": "offered", "kind": "intents.pattern", "p": "400"}).content) <= 60_000


@pytest.mark.usefixtures("house")
def test_the_command_shows_takes_and_has_codes_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as news:
        call_command("shipped", "--plan", "--only", "validation.rule")
    assert news.value.code == 2 and f"New: rule {RULE}" in capsys.readouterr().out
    call_command("shipped", "--apply", "--only", "validation.rule")
    assert Rule.objects.filter(name=RULE).exists() and live().note == shipped.NOTE
    call_command("shipped", "--only", "validation.rule")
    assert "Taken: 1 rows" in (said := capsys.readouterr().out) and "Nothing is new" in said
    with pytest.raises(CommandError, match="There is no kind rules"):
        call_command("shipped", "--only", "rules")


@pytest.mark.usefixtures("house")
def test_what_the_house_changed_or_deleted_stays_until_somebody_asks_for_it() -> None:
    owner = administrator()
    edited("weather_now", threshold=0.6)
    edited("weather_rain", title="the wet")
    edited("weather_uv", title="the burn")
    Intent.objects.get(name="weather_wind").delete()
    call_command("shipped", "--apply", "--only", "intents.intent")
    assert Intent.objects.get(name="weather_now").threshold == 0.6
    rain = Intent.objects.get(name="weather_rain")
    assert (rain.title, rain.threshold) == ("the wet", 0.46)
    names = ("weather_now", "weather_rain", "weather_uv", "weather_wind")
    assert list(states(*names).values()) == [State.CLASH, State.OWN, State.OWN, State.DELETED]
    assert not Intent.objects.filter(name="weather_wind").exists()
    assert "0.6" in owner.get(PAGE, {"show": "asked"}).text
    owner.post(PAGE, {"show": "asked", "row": digest("weather_now"), "take": "ticked"})
    owner.post(PAGE, {"show": "kept", "row": digest("weather_wind"), "take": "ticked"})
    assert Intent.objects.get(name="weather_now").threshold == 0.46
    assert Intent.objects.get(name="weather_wind").patterns.count() > 1


@pytest.mark.usefixtures("house")
def test_what_is_left_is_not_offered_again() -> None:
    owner = administrator()
    said = owner.post(PAGE, {"show": "offered", "row": digest(RULE), "leave": "ticked"}, follow=True).text
    assert "1 row stays as you have it." in said and states(RULE) == {RULE: State.DELETED}
    assert ConfigChange.objects.filter(action="leave", actor="admin").exists()


@pytest.mark.usefixtures("house")
def test_only_what_was_shown_is_taken_and_only_by_those_who_may() -> None:
    owner = administrator()
    seen = digest("weather_now")
    edited("weather_now", title="the sky")
    said = owner.post(PAGE, {"show": "offered", "row": seen, "take": "ticked"}, follow=True).text
    assert "Something was changed since this page was made." in said
    viewer = staff("athena_project.view_release")
    assert "Take it" not in viewer.get(PAGE).text
    for verb in ("take", "leave"):
        assert viewer.post(PAGE, {"show": "offered", "row": digest(RULE), verb: "ticked"}).status_code == 403
    assert states(RULE) == {RULE: State.NEW} and Intent.objects.get(name="weather_now").threshold == 0.3


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("setting", "taken"), [({}, True), ({"keep_up": False}, False), ({"review_mode": True}, False)]
)
def test_a_start_takes_what_is_new_where_nothing_that_shipped_was_touched(
    setting: dict[str, bool], taken: bool
) -> None:
    edited("weather_uv", title="the burn")
    HouseSettings.objects.filter(name="house").update(**setting)
    said = keeping_up.follow()
    assert Rule.objects.filter(name=RULE).exists() is taken is ("1 row was taken" in said)
    assert not Intent.objects.filter(name=SIGNS).exists() and "wait for you" in said
    notices = " ".join(notice.text for notice in all_notices(Rows()))
    assert "An upgrade brought something new" in notices
    assert (f"An upgrade made release {live().number}" in notices) is taken is (live().note == keeping_up.NOTE)
    assert [finding.state for finding in doctor.what_ships()] == ["waiting"]


def test_a_house_older_than_its_memory_began_with_its_first_release_and_uses_the_model_that_ships_at_once() -> None:
    install()
    ShippedBase.objects.all().delete()
    assert shipped.survey().items == ()
    older("holidays", examples=True)
    assert trained.found_for(live()) is None
    keeping_up.follow()
    learned = trained.found_for(live())
    assert shipped.survey().items == () and learned is not None and learned.pk is None


def test_where_nobody_knows_what_a_house_began_with_nothing_is_taken_unasked() -> None:
    install(examples=False)
    owner = administrator()
    Intent.objects.get(name=SIGNS).delete()
    edited("weather_now", threshold=0.6)
    assert "wait for you" in keeping_up.follow()
    assert states(SIGNS, "weather_now") == {SIGNS: State.MISSING, "weather_now": State.DIFFERS}
    page = owner.get(PAGE).text
    assert "This house is older than its memory" in page and "Take all" not in page
