"""The index finds the right passage, never shows half of itself, and says when it cannot be reached."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker, Settings
from qdrant_client import models

from ragdomains import index as module
from ragdomains import store
from ragdomains.builds import wanting
from ragdomains.filling import BuildError
from ragdomains.folders import HANDBOOK
from ragdomains.index import Index, live_tokens
from ragdomains.ingest import read_source
from ragdomains.intake import announce
from ragdomains.models import Chunk, Domain, IndexVersion, Source
from ragdomains.rebuild import go_back, reindex
from ragdomains.types import ProviderError
from tests.ragdomains.papers import fill, source_of
from tests.ragdomains.qdrant_stand_in import StandIn, serving

pytestmark = pytest.mark.django_db

FILES: dict[str, str | bytes] = {
    "heating.md": "# Heating\n\n## Boiler\n\nThe boiler wants a pressure of 1.5 bar.\n\n## Radiators\n\nBleed them.",
    "wifi.md": "# Wifi\n\n## Guests\n\nVisitors use the network Alder with the password marmalade.",
    "error.md": "# Codes\n\nQX99 means that the pump is blocked.",
}


@pytest.fixture
def source(tmp_path: Path) -> Source:
    source = source_of(fill(tmp_path / "papers", FILES))
    read_source(source)
    return source


@pytest.fixture
def index(source: Source) -> Index:
    index = Index("")
    index.refresh()
    return index


@pytest.fixture
def server() -> Iterator[StandIn]:
    with serving() as stand_in:
        yield stand_in


def headings(index: Index, source: Source, question: str, limit: int = 1) -> list[str]:
    return [passage.heading or passage.title for passage in index.find(source.domain_id, question, limit)]


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("How do people who stay over get on the internet?", "Guests"),
        ("what pressure should the heating have", "Boiler"),
        ("what is qx99", "Codes"),
        ("MARMALADE", "Guests"),
    ],
)
def test_meaning_and_words_both_find(index: Index, source: Source, question: str, heading: str) -> None:
    assert headings(index, source, question) == [heading]


async def test_a_passage_says_where_it_stands(source: Source, index: Index) -> None:
    (found,) = await index.of(source.domain_id)("what pressure should the boiler have", 1)
    assert (found.title, found.heading) == ("Heating", "Boiler")
    assert found.text == "The boiler wants a pressure of 1.5 bar."
    assert found.as_of and datetime.now(UTC) - found.as_of < timedelta(minutes=5)
    assert 0.6 < found.score <= 1


def test_a_copy_of_a_document_is_told_once(source: Source, index: Index) -> None:
    fill(
        Path(source.path),
        {"sub/copy.md": "# Wifi\n\n## Guests\n\nVisitors use the network  Alder, with the password marmalade"},
    )
    read_source(source)
    index.refresh()
    assert headings(index, source, "network password", 9).count("Guests") == 1
    names = [name for name, _ in index.documents(source.domain_id, "network password", 9)]
    assert {"wifi.md", "sub/copy.md"} <= set(names)


def test_no_more_than_the_limit_are_found(index: Index, source: Source) -> None:
    assert len(index.find(source.domain_id, "boiler", 2)) == 2
    assert len(index.find(source.domain_id, "boiler", 50)) == 4


@pytest.mark.parametrize("question", ["", " ", "\x00", "\ud800", "x" * 100_000, "?" * 50, "\U0001f600"])
def test_no_question_breaks_the_search(index: Index, source: Source, question: str) -> None:
    assert len(index.find(source.domain_id, question, 3)) == 3


def test_a_search_asks_no_database(index: Index, source: Source, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.block():
        assert headings(index, source, "marmalade") == ["Guests"]


def test_only_what_has_changed_is_loaded_again(
    index: Index, source: Source, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        index.refresh()
    before = index._shelves.all()[source.domain_id]
    announce(source.domain_id)
    index.refresh()
    after = index._shelves.all()[source.domain_id]
    assert after is not before
    assert after.entries[0] is before.entries[0]


def test_tokens_may_be_given(index: Index, source: Source) -> None:
    before = index._shelves.all()[source.domain_id]
    index.refresh(live_tokens())
    assert index._shelves.all()[source.domain_id] is before
    index.refresh({})
    with pytest.raises(ProviderError, match="not been read"):
        index.find(source.domain_id, "boiler", 1)


def test_a_changed_file_changes_the_answer(index: Index, source: Source) -> None:
    fill(Path(source.path), {"wifi.md": "# Wifi\n\n## Guests\n\nThe password is now elderflower."})
    read_source(source)
    assert "marmalade" in index.find(source.domain_id, "guest password", 1)[0].text
    index.refresh()
    assert "elderflower" in index.find(source.domain_id, "guest password", 1)[0].text
    assert index.store.client.count(index._shelves.all()[source.domain_id].collection).count == 4


def test_a_file_that_is_gone_is_not_found(index: Index, source: Source) -> None:
    (Path(source.path) / "error.md").unlink()
    read_source(source)
    index.refresh()
    assert "Codes" not in headings(index, source, "qx99", 50)


def test_a_switched_off_source_does_not_answer(index: Index, source: Source) -> None:
    source.enabled = False
    source.save()
    announce(source.domain_id)
    index.refresh()
    assert index.find(source.domain_id, "boiler", 5) == []


def test_each_domain_has_its_own_index(index: Index, source: Source, tmp_path: Path) -> None:
    other = source_of(fill(tmp_path / "other", {"a.md": "# Boat\n\nThe boiler of the boat is green."}), "boat")
    read_source(other)
    index.refresh()
    assert headings(index, other, "boiler", 9) == ["Boat"]
    assert "Boat" not in headings(index, source, "boiler", 9)


def test_an_empty_domain_is_no_error(tmp_path: Path) -> None:
    empty = source_of(fill(tmp_path / "empty", {"note.jpg": b"x"}), "empty")
    read_source(empty)
    index = Index("")
    index.refresh()
    assert index.ready
    assert index.find(empty.domain_id, "boiler", 5) == []


def test_before_the_first_reading_it_says_so() -> None:
    domain = Domain.objects.create(name="new", title="new", kind="documents")
    index = Index("")
    states = [index.ready]
    index.refresh()
    assert [*states, index.ready] == [False, True]
    with pytest.raises(ProviderError, match="not been read yet") as caught:
        index.find(domain.pk, "boiler", 5)
    assert caught.value.kind == "setup"


def test_a_rebuilt_index_takes_over_and_the_old_one_keeps_its_grace(
    index: Index, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = index._shelves.all()[source.domain_id].collection
    version = reindex(source.domain_id)
    index.refresh()
    assert index._shelves.all()[source.domain_id].collection.endswith(f"-{version.pk}")
    assert headings(index, source, "marmalade") == ["Guests"]
    assert index.store.client.collection_exists(old)
    monkeypatch.setattr(time, "monotonic", lambda: 1e12)
    index.refresh()
    assert not index.store.client.collection_exists(old)


def test_a_reader_never_sees_half_an_index(index: Index, source: Source) -> None:
    """Every passage carries the number of its edition; a search must never mix two."""
    editions: list[set[str]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            found = index.find(source.domain_id, "the edition of the page", 30)
            editions.append({passage.text.rsplit(" ", 1)[1] for passage in found if "edition" in passage.text})

    folder = Path(source.path)
    pages = "# Page {page}\n\nThis page {page} is edition {edition}"
    reader = threading.Thread(target=read)
    for edition in range(4):
        fill(folder, {f"p{page}.md": pages.format(page=page, edition=edition) for page in range(12)})
        read_source(source)
        index.refresh()
        if edition == 0:
            reader.start()
    done.set()
    reader.join()
    assert len(editions) > 3
    assert all(len(found) == 1 for found in editions)


def test_vectors_of_another_model_are_not_mixed_in(index: Index, source: Source) -> None:
    Chunk.objects.filter(heading="Guests").update(model="another")
    announce(source.domain_id)
    index.refresh()
    assert "Guests" not in headings(index, source, "guests", 50)


async def test_the_probe_searches(index: Index) -> None:
    assert await index.probe() == "4 passages"


def test_a_server_is_filled_searched_and_cleared(
    server: StandIn, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "GRACE", 0)
    index = Index(server.url)
    index.refresh()
    assert index.ready
    assert headings(index, source, "what is qx99") == ["Codes"]
    version = IndexVersion.objects.get()
    alias = f"{store.installation()}-{source.domain_id}"
    assert server.memory.get_collection_aliases(f"{alias}-{version.pk}").aliases[0].alias_name == alias
    (Path(source.path) / "error.md").unlink()
    read_source(source)
    index.refresh()
    assert server.memory.count(f"{alias}-{version.pk}").count == 3


def test_a_second_process_uploads_nothing_that_is_there(server: StandIn, source: Source) -> None:
    Index(server.url).refresh()
    server.calls.clear()
    second = Index(server.url)
    second.refresh()
    assert headings(second, source, "marmalade") == ["Guests"]
    assert not [call for call in server.calls if call.startswith("PUT")]


def test_the_password_of_the_address_is_the_key(server: StandIn, source: Source) -> None:
    index = Index(server.url.replace("//", "//user:opensesame@"))
    with pytest.warns(UserWarning, match="insecure connection"):
        index.refresh()
    assert index.ready
    assert server.keys == {"opensesame"}


@pytest.mark.parametrize("trouble", ["500", "rubbish", "hang", "gone"])
def test_a_server_in_trouble_is_said_and_then_forgotten(
    server: StandIn, source: Source, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SECONDS", 1)
    monkeypatch.setattr(module, "RETRY", 0)
    index = Index(server.url if trouble != "gone" else "http://127.0.0.1:9")
    server.trouble = trouble
    index.refresh()
    assert not index.ready
    with pytest.raises(ProviderError, match="cannot be reached") as caught:
        index.find(source.domain_id, "boiler", 1)
    assert caught.value.kind == "unreachable"
    if trouble != "gone":
        server.trouble = ""
        index.refresh()
        assert not index.problems
        assert headings(index, source, "marmalade") == ["Guests"]


async def test_a_server_that_goes_away_later_is_said(server: StandIn, source: Source, index: Index) -> None:
    index.store = store.Store(server.url)
    server.trouble = "500"
    with pytest.raises(ProviderError, match="cannot be reached"):
        await index.search(source.domain_id, "boiler", 1)
    with pytest.raises(ProviderError, match="cannot be reached"):
        await index.probe()


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_a_collection_that_somebody_took_away_is_filled_again(
    server: StandIn, source: Source, tmp_path: Path, how: str
) -> None:
    other = source_of(fill(tmp_path / "other", {"a.md": "# Boat\n\nThe boiler of the boat is green."}), "boat")
    read_source(other)
    index = Index(server.url)
    index.refresh()
    name = index._shelves.all()[source.domain_id].collection
    if how == "deleted":
        server.memory.delete_collection(name)
    else:
        points = [point.id for point in server.memory.scroll(name, limit=100)[0]]
        server.memory.delete(name, models.PointIdsList(points=points))
    with pytest.raises(ProviderError, match="cannot be reached"):
        index.find(source.domain_id, "boiler", 1)
    ready = [index.ready]
    assert headings(index, other, "boiler") == ["Boat"], "the other domain goes on"
    index.refresh()
    assert [*ready, index.ready] == [False, True]
    assert headings(index, source, "marmalade") == ["Guests"]


def test_an_index_that_is_half_gone_is_noticed_without_a_question(server: StandIn, source: Source) -> None:
    index = Index(server.url)
    index.refresh()
    name = index._shelves.all()[source.domain_id].collection
    point = server.memory.scroll(name, limit=1)[0][0].id
    server.memory.delete(name, models.PointIdsList(points=[point]))
    index.refresh()
    assert server.memory.count(name).count == 4


def test_a_build_on_a_server_is_filled_before_it_answers(server: StandIn, source: Source, settings: Settings) -> None:
    settings.QDRANT_URL = server.url
    index = Index()
    index.refresh()
    version = reindex(source.domain_id)
    held = server.memory.count(store.collection_of(source.domain_id, version.pk)).count
    server.calls.clear()
    index.refresh()
    assert held == 4
    assert not [call for call in server.calls if call.startswith("PUT")], "the readers upload nothing"
    back = go_back(source.domain_id)
    index.refresh()
    alias = store.prefix(source.domain_id).rstrip("-")
    named = server.memory.get_collection_aliases(store.collection_of(source.domain_id, back.pk)).aliases
    assert [each.alias_name for each in named] == [alias]
    assert headings(index, source, "marmalade") == ["Guests"]


def test_a_build_waits_for_a_server_that_is_away(server: StandIn, source: Source, settings: Settings) -> None:
    settings.QDRANT_URL = server.url
    server.trouble = "500"
    with pytest.raises(BuildError, match="cannot be reached"):
        reindex(source.domain_id)
    left = IndexVersion.objects.get(state="building")
    assert "cannot be reached" in left.problem
    assert wanting() == [source.domain_id]
    server.trouble = ""
    assert reindex(source.domain_id).pk == left.pk


def test_what_is_not_loaded_yet_says_so(source: Source) -> None:
    index = Index("")
    with pytest.raises(ProviderError, match="still being loaded") as caught:
        index.find(source.domain_id, "boiler", 1)
    assert caught.value.kind == "unreachable"
    index.refresh()
    assert headings(index, source, "marmalade") == ["Guests"]


def test_a_question_waits_for_the_first_load(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    index = Index("")
    index.expect()
    with ThreadPoolExecutor(2) as pool:
        asked = pool.submit(asyncio.run, index.search(source.domain_id, "marmalade", 1))
        probed = pool.submit(asyncio.run, index.probe())
        index.refresh()
        assert [passage.heading for passage in asked.result()] == ["Guests"]
        assert probed.result() == "4 passages"


async def test_it_waits_no_longer_than_a_start_takes(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    index = Index("")
    index.expect()
    with pytest.raises(ProviderError, match="still being loaded"):
        await index.search(source.domain_id, "marmalade", 1)


async def test_the_probe_fails_until_all_is_loaded(source: Source) -> None:
    with pytest.raises(ProviderError, match="still being loaded"):
        await Index("").probe()


def test_the_handbook_of_a_made_up_house_is_silent_where_there_are_papers_of_ones_own(tmp_path: Path) -> None:
    handbook = source_of(HANDBOOK)
    read_source(handbook)
    index = Index("")
    index.refresh()
    assert index.find(handbook.domain_id, "what is the wifi password for guests", 1)[0].shipped
    read_source(Source.objects.create(domain=handbook.domain, path=str(fill(tmp_path / "papers", FILES))))
    index.refresh()
    assert not any(passage.shipped for passage in index.find(handbook.domain_id, "wifi password for guests", 50))
