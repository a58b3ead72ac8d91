"""The audit holds together, and a broken entry is found."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from athena_project import chain, releases
from athena_project.changes import add_all, entry
from athena_project.models import ConfigChange
from athena_project.notices import Notice, Rows, audit_at_fault
from athena_project.origin import Origin, coming
from athena_project.tasks import look_over_audit
from ragdomains.models import Place
from tests.athena_project.admin_pages import place

pytestmark = pytest.mark.django_db


def written(count: int = 4) -> list[ConfigChange]:
    made = [entry("import", f"file {number}") for number in range(count)]
    for number, each in enumerate(made):
        each.after = {"weight": 1e20, "name": "Ä", "list": [1.0, -0.0, {"n": number}]}
    chain.append(made)
    return list(ConfigChange.objects.order_by("id"))


def test_each_entry_holds_the_hash_of_the_one_before() -> None:
    place()
    entries = written()
    assert [each.previous for each in entries] == ["", *(each.sha256 for each in entries[:-1])]
    assert chain.verify() == chain.Verdict(len(entries), entries[-1].sha256, anchored=True)


@pytest.mark.parametrize("harm", [{"actor": "eve"}, {"after": {}}, {"source": "x"}, {"request": "x"}, {"row": "9"}])
def test_a_changed_entry_is_named(harm: dict[str, Any]) -> None:
    entries = written()
    ConfigChange.objects.filter(pk=entries[1].pk).update(**harm)
    found = chain.verify()
    assert (found.broken, found.entries, found.problem) == (entries[1].pk, 1, "it was changed after it was written")


@pytest.mark.parametrize("gone", [0, 1])
def test_a_gap_is_named_at_the_entry_behind_it(gone: int) -> None:
    entries = written()
    entries[gone].delete()
    assert chain.verify().broken == entries[gone + 1].pk


def test_an_entry_sealed_anew_breaks_the_next_one() -> None:
    entries = written()
    entries[1].actor = "eve"
    entries[1].sha256 = chain.sealed(entries[1])
    entries[1].save()
    assert chain.verify().broken == entries[2].pk


def test_the_command_fails_on_a_broken_chain_and_on_a_cut_one(capsys: pytest.CaptureFixture[str]) -> None:
    entries = written()
    call_command("verify_audit")
    assert f"Head: {entries[-1].sha256}" in capsys.readouterr().out
    entries[-1].delete()
    call_command("verify_audit", head=entries[-2].sha256)
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", head=entries[-1].sha256)
    ConfigChange.objects.filter(pk=entries[0].pk).update(label="x")
    with pytest.raises(CommandError, match=f"Entry {entries[0].pk} is broken"):
        call_command("verify_audit")


def test_thousands_of_rows_are_chained_in_a_few_statements() -> None:
    rows = [Place(name=f"p{n}", latitude=1, longitude=1, time_zone="Europe/Oslo") for n in range(1_000)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        add_all(rows)
    assert len(asked) < 40 and chain.verify().entries == 1_000


def test_the_page_says_whether_the_newest_hold(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "NEWEST", 3)
    entries = written()
    where = reverse("admin:athena_project_configchange_changelist")
    assert "The newest 3 entries are as they were written" in admin_client.get(where).text
    ConfigChange.objects.filter(pk=entries[-1].pk).update(label="x")
    assert f"Entry {entries[-1].pk}</a> is not as it should be" in admin_client.get(where).text


def test_a_broken_entry_needs_a_hand_until_a_look_finds_all_sound() -> None:
    releases.publish()
    entries = written()
    ConfigChange.objects.filter(pk=entries[1].pk).update(label="x")
    look_over_audit()
    rows = Rows()
    assert rows.release is not None  # in whose query the verdict comes
    with CaptureQueriesContext(connection) as asked:
        found = list(audit_at_fault(rows))
    where = reverse("admin:athena_project_configchange_change", args=[entries[1].pk])
    said = f"Entry {entries[1].pk} of the audit is not as it should be: it was changed after it was written."
    assert found == [Notice(said, where)] and len(asked) == 0
    ConfigChange.objects.filter(pk=entries[1].pk).update(label=entries[1].label)
    look_over_audit()
    assert list(audit_at_fault(Rows())) == []


def test_the_verdict_reaches_a_process_that_shares_nothing_but_the_database(admin_client: Client) -> None:
    """As with a broker and no Redis: the worker's cache is its own."""
    releases.publish()
    entries = written()
    ConfigChange.objects.filter(pk=entries[1].pk).update(label="x")
    look_over_audit()
    cache.clear()
    assert f"Entry {entries[1].pk} of the audit" in admin_client.get(reverse("admin:index")).text


def test_the_command_tells_the_pages_too(admin_client: Client) -> None:
    releases.publish()
    entries = written()
    ConfigChange.objects.filter(pk=entries[1].pk).update(label="x")
    with pytest.raises(CommandError):
        call_command("verify_audit")
    assert f"Entry {entries[1].pk} of the audit" in admin_client.get(reverse("admin:index")).text


def test_an_entry_says_who_and_from_where() -> None:
    with coming(Origin("ann", "192.0.2.7", "abc")):
        place()
    held = ConfigChange.objects.get()
    assert (held.actor, held.source, held.request) == ("ann", "192.0.2.7", "abc")


def test_the_migration_chains_what_was_there() -> None:
    rows = [ConfigChange(action="add", model="m", row=str(n), label="old") for n in range(501)]
    ConfigChange.objects.bulk_create(rows)
    migration = import_module("athena_project.migrations.0006_audit_chain")
    migration.chain_existing(apps, SimpleNamespace())
    assert chain.verify().entries == 501


@pytest.mark.django_db(transaction=True)
def test_entries_written_at_the_same_time_stand_in_one_chain() -> None:
    def write(number: int) -> None:
        try:
            for each in range(5):
                chain.append([entry("import", f"{number}.{each}")])
        finally:
            connection.close()

    before = chain.verify().entries
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    found = chain.verify()
    assert (found.entries, found.broken) == (before + 20, None)
