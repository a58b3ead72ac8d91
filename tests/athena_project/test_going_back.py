"""Going back to a release, whatever became of its rows, and of the version that made it, since."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import orjson
import pytest

from athena_project import chain, going_back, releases
from athena_project.changes import BULK
from athena_project.models import ConfigChange, HouseSettings, Release, Suite
from intents.models import Intent, Pattern

pytestmark = pytest.mark.django_db


def intent(name: str, *phrases: str, **fields: Any) -> Intent:
    row = Intent.objects.create(**{"name": name, "title": name, "mode": "decline", "reply": name, **fields})
    for phrase in phrases:
        Pattern.objects.create(intent=row, type="phrase", text=phrase)
    return row


def live() -> dict[str, tuple[str, list[str]]]:
    """intent -> its reply and its phrases, of the release that is live."""
    current = releases.current()
    assert current
    content = orjson.loads(current.content)
    patterns = content["intents.pattern"].values()
    return {
        row["name"]: (row["reply"], sorted(one["text"] for one in patterns if one["intent"] == int(key)))
        for key, row in content["intents.intent"].items()
    }


def made_by_an_older_version(without: dict[str, tuple[str, ...]]) -> Release:
    """The live release as it would be, had these kinds (all of it: no names) and fields not been invented yet."""
    release = releases.publish()
    content = orjson.loads(release.content)
    for label, names in without.items():
        if not names:
            del content[label]
        for row in content.get(label, {}).values():
            for name in names:
                del row[name]
    release.content = releases.canonical(content)
    release.save()
    return release


def test_a_row_that_was_deleted_and_made_anew_is_the_same_row() -> None:
    intent("tea", "brew", reply="old")
    first = releases.publish()
    Intent.objects.all().delete()
    anew = intent("tea", "brew", "boil", reply="new")
    releases.publish()
    going_back.restore(first)
    anew.refresh_from_db()
    assert anew.reply == "old" and live() == {"tea": ("old", ["brew"])}


def test_a_name_that_another_row_took_over_goes_back_with_what_it_said() -> None:
    was = intent("tea", "brew", reply="old")
    first = releases.publish()
    was.name = was.title = "coffee"
    was.save()
    intent("tea", "steep", reply="new")
    releases.publish()
    going_back.restore(first)
    assert live() == {"tea": ("old", ["brew"])}
    assert not Intent.objects.get(name="coffee").enabled


def test_names_that_were_swapped_are_swapped_back() -> None:
    tea, coffee = intent("tea", "brew", reply="leaves"), intent("coffee", "grind", reply="beans")
    first = releases.publish()
    before = live()
    Intent.objects.filter(pk=tea.pk).update(name="x")
    Intent.objects.filter(pk=coffee.pk).update(name="tea")
    Intent.objects.filter(pk=tea.pk).update(name="coffee")
    releases.publish()
    going_back.restore(first)
    assert live() == before


def test_a_name_that_a_row_took_after_its_owner_had_gone() -> None:
    tea, coffee = intent("tea", "brew", reply="leaves"), intent("coffee", "grind", reply="beans")
    first = releases.publish()
    before = live()
    coffee.delete()
    tea.name = "coffee"
    tea.save()
    releases.publish()
    going_back.restore(first)
    assert live() == before


def test_kinds_of_rows_that_an_older_version_did_not_know_stay() -> None:
    Suite.objects.create(name="kitchen")
    old = made_by_an_older_version({"athena_project.suite": (), "validation.rule": ()})
    intent("tea")
    releases.publish()
    going_back.restore(old)
    assert Suite.objects.get(name="kitchen").enabled
    assert not Intent.objects.get(name="tea").enabled


def test_fields_that_an_older_version_did_not_know_stay() -> None:
    HouseSettings.objects.create(log_days=30)
    tea = intent("tea", reply="old")
    old = made_by_an_older_version({"athena_project.housesettings": ("local_only",), "intents.intent": ("guests",)})
    HouseSettings.objects.update(local_only=True, log_days=90)
    Intent.objects.update(guests=False, reply="new")
    releases.publish()
    going_back.restore(old)
    tea.refresh_from_db()
    house = HouseSettings.objects.get()
    assert (tea.reply, tea.guests) == ("old", False)
    assert (house.log_days, house.local_only) == (30, True)


def test_kinds_and_fields_that_are_gone_since_are_left_out() -> None:
    intent("tea", "brew", reply="old")
    old = releases.publish()
    content = orjson.loads(old.content)
    content["teapots.teapot"] = {"1": {"name": "round"}}
    for row in content["intents.intent"].values():
        row["colour"] = "green"
    old.content = releases.canonical(content)
    old.save()
    Intent.objects.update(reply="new")
    releases.publish()
    going_back.restore(old)
    assert live() == {"tea": ("old", ["brew"])}


def test_a_field_that_an_upgrade_brought_is_no_difference() -> None:
    intent("tea", guests=True)
    intent("coffee", guests=False)
    made_by_an_older_version({"intents.intent": ("guests",)})
    (found,) = releases.pending()
    assert found.label == "intents.intent coffee" and found.fields == {"guests": (True, False)}


def test_a_field_that_is_gone_since_is_no_difference() -> None:
    intent("tea")
    old = orjson.loads(releases.publish().content)
    for row in old["intents.intent"].values():
        row["colour"] = "green"
    assert releases.diff(old, releases.compile()) == []


def test_many_rows_go_back_in_few_statements_and_each_is_written_down(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    row = intent("tea", *(f"tea number {number}" for number in range(3 * BULK)))
    before = releases.publish()
    row.patterns.update(weight=0.5)
    releases.publish()
    entries = ConfigChange.objects.count()
    with django_assert_max_num_queries(BULK):
        going_back.restore(before, author="ada")
    assert not row.patterns.filter(weight=0.5).exists()
    assert ConfigChange.objects.count() >= entries + 3 * BULK
    assert chain.verify().broken is None
    assert ConfigChange.objects.filter(before__weight=0.5, after__weight=1).count() == 3 * BULK
