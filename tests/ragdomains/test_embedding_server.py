"""Embeddings from a server: what it sends is checked, what it does not send is done without, and said."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from athena_project.findings import OK, PROBLEM
from athena_project.http import Http
from athena_project.models import EgressRule
from ragdomains import builds, doctor, rebuild, yardstick
from ragdomains.embedding_server import Line, embed
from ragdomains.embeddings import embed as embedded
from ragdomains.filling import BuildError
from ragdomains.index import Index
from ragdomains.ingest import read_now, read_source
from ragdomains.models import Document, IndexVersion, Source
from ragdomains.providers import Reach, providers
from ragdomains.providers.documents import Options
from ragdomains.questioning import Asker, led
from ragdomains.readers import ReadError
from ragdomains.recipe import Embedder
from ragdomains.types import Evidence, Lookup, ProviderError
from tests.embedding_servers import DIMENSIONS, EmbeddingServer
from tests.ragdomains.papers import fill, source_of

PAPERS = {
    "bins.md": "# Bins\n\nThe grey bin is emptied every second Tuesday.",
    "boiler.md": "# Boiler\n\nThe pressure of the boiler must be between 1.2 and 1.8 bar.",
    "guests.md": "# Guests\n\nThe password of the guest network is marmalade.",
}
QUESTION = "what pressure must the boiler have?"

# what it does -> the kind of the error, and what its text names
WRONG = {
    "fewer": ("broken", "1 vectors for 2 texts"),
    "uneven": ("broken", "different lengths"),
    "zero": ("broken", "empty"),
    "null": ("broken", "no number"),
    "words": ("broken", "no number"),
    "huge": ("broken", "no number"),
    "html": ("broken", "embedding model"),
    "array": ("broken", "embedding model"),
    "400": ("refused", "400"),
    "401": ("refused", "credential"),
    "404": ("refused", "bge-m3 is not on the server"),
    "429": ("limited", "busy"),
    "500": ("unreachable", "its own log"),
    "503": ("limited", "busy"),
    "hang": ("timeout", "in time"),
}


@pytest.fixture(scope="module")
def running() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as server:
        yield server


@pytest.fixture
def server(running: EmbeddingServer) -> EmbeddingServer:
    running.mode = "ok"
    running.asked.clear()
    running.headers.clear()
    return running


@pytest.fixture
async def http(server: EmbeddingServer) -> AsyncIterator[Http]:
    client = Http(lambda: server.allowed)
    yield client
    await client.close()


@pytest.fixture
def source(db: None, server: EmbeddingServer, tmp_path: Path) -> Source:
    EgressRule.objects.create(network="127.0.0.1/32", port=server.port)
    source = source_of(fill(tmp_path, PAPERS))
    read_source(source)
    return source


def options(server: EmbeddingServer) -> dict[str, Any]:
    return {"embedding": "openai", "embedding_model": "bge-m3", "embedding_url": server.url}


def moved(source: Source, server: EmbeddingServer, others: dict[str, Any] | None = None) -> None:
    source.domain.options = options(server) if others is None else others
    source.domain.save()


async def asked(source: Source, index: Index, http: Http, seconds: float = 30) -> tuple[Evidence, str]:
    """The documents provider's answer, and what its trace says of the search."""
    tale: dict[str, object] = {}
    chosen = Options.model_validate({**source.domain.options, "embedding_seconds": seconds})
    lookup = Lookup("passages", QUESTION, datetime(2026, 11, 30, tzinfo=UTC))
    reach = Reach(http, index.of(source.domain_id), "opensesame", tale)
    return await providers["documents"].run(lookup, chosen, reach), str(tale.get("searched", ""))


def answered(
    source: Source, index: Index, server: EmbeddingServer, seconds: Sequence[float] = (30,)
) -> list[tuple[Evidence, str]]:
    """The same, once for each number of seconds, one after the other."""

    async def each() -> list[tuple[Evidence, str]]:
        http = Http(lambda: server.allowed)
        try:
            return [await asked(source, index, http, wait) for wait in seconds]
        finally:
            await http.close()

    return asyncio.run(each())


def loaded(source: Source) -> Index:
    index = Index("")
    index.load(source.domain_id)
    return index


@pytest.mark.parametrize("kind", ["ollama", "openai"])
@pytest.mark.parametrize("mode", WRONG)
async def test_each_failure_has_its_kind_and_says_what_to_do(
    server: EmbeddingServer, http: Http, mode: str, kind: Any
) -> None:
    server.mode = mode
    line = Line(http, seconds=0.3 if mode == "hang" else 30)
    with pytest.raises(ProviderError) as caught:
        await embed(Embedder(kind, "bge-m3", server.url), ["one", "two"], line)
    assert (caught.value.kind, WRONG[mode][1] in str(caught.value)) == (WRONG[mode][0], True), caught.value


async def test_where_nobody_listens_or_may_be_asked_that_is_said(http: Http) -> None:
    for url, said in (("", "OLLAMA_URL"), ("http://127.0.0.1:9", "egress rule")):
        with pytest.raises(ProviderError, match=said):
            await embed(Embedder("ollama", "bge-m3", url), ["one"], Line(http))


@pytest.mark.parametrize("mode", ["ok", "shuffled"])
async def test_vectors_come_in_the_order_of_the_texts_and_have_length_1(
    server: EmbeddingServer, http: Http, mode: str
) -> None:
    server.mode = mode
    found = await embed(Embedder("openai", "bge-m3", server.url), ["boiler", "bins\ud83d"], Line(http, "opensesame"))
    assert found.shape == (2, DIMENSIONS)
    assert np.allclose(found[:, :384] * 2, embedded(["boiler", "bins?"]), atol=1e-4)
    assert server.headers[0]["Authorization"] == "Bearer opensesame"


def test_the_scale_of_the_built_in_model_is_what_the_yardstick_measures() -> None:
    found = yardstick.scale(embedded(yardstick.TEXTS))
    assert (round(found.far, 3), round(found.near, 3)) == (yardstick.USUAL.far, yardstick.USUAL.near)


def test_a_prefix_is_a_word_of_its_own_and_makes_another_index_for_passages_only() -> None:
    assert (led("query:", "bins"), led("", "bins")) == ("query: bins", "bins")
    plain = Embedder("openai", "e5")
    assert plain.name == Embedder("openai", "e5", "http://elsewhere", query="query:").name
    assert plain.name != Embedder("openai", "e5", passage="passage:").name


def test_the_key_goes_where_the_options_lead_and_not_to_an_address_of_before() -> None:
    old, new = Embedder("openai", "e5", "http://old"), Embedder("openai", "bge-m3", "http://new")
    line = Line(Http(tuple), "opensesame")
    assert Asker(new, line).line_to(old)[1].secret == ""
    assert Asker(new, line).line_to(Embedder("openai", "bge-m3", "http://old"))[0].url == "http://new"


def test_another_model_is_built_beside_the_live_one_which_can_be_gone_back_to(
    source: Source, server: EmbeddingServer
) -> None:
    before = IndexVersion.objects.get()
    moved(source, server)
    assert builds.wanting() == [source.domain_id]
    live = rebuild.reindex(source.domain_id)
    assert (live.model, live.dimensions, live.embedding["url"]) == ("openai:bge-m3", DIMENSIONS, server.url)
    assert live.comparison["new"]["found"] == 1
    (Path(source.path) / "bins.md").write_text(PAPERS["bins.md"] + " Not in January.")
    assert read_now(source).embedded == 1
    moved(source, server, {})
    assert rebuild.go_back(source.domain_id).pk == before.pk
    assert {len(bytes(each)) for each in before.passages.values_list("vector", flat=True)} == {4 * 384}


def test_scores_mean_the_same_whatever_cosines_a_model_gives(source: Source, server: EmbeddingServer) -> None:
    usual = loaded(source).find(source.domain_id, QUESTION, 3)
    moved(source, server)
    rebuild.reindex(source.domain_id)
    ((found, said),) = answered(source, loaded(source), server)
    assert said == ""
    assert found.passages[0].text == usual[0].text
    assert found.passages[0].score == pytest.approx(usual[0].score, abs=0.02)


def test_without_its_server_a_question_is_searched_by_words_and_that_is_said(
    source: Source, server: EmbeddingServer
) -> None:
    moved(source, server)
    rebuild.reindex(source.domain_id)
    index = loaded(source)
    for mode, reason in (("500", "failed"), ("wide", "386 dimensions, and the index has 385"), ("null", "no number")):
        server.mode = mode
        ((found, said),) = answered(source, index, server)
        assert "1.2 and 1.8 bar" in found.passages[0].text
        assert said.startswith("by words alone: ") and reason in said
        assert reason in dict(index.questioning.health())["openai:bge-m3"]
    server.mode = "ok"
    assert answered(source, index, server)[0][1] == ""
    assert dict(index.questioning.health()) == {"openai:bge-m3": ""}


def test_a_question_does_not_wait_for_a_late_server_and_the_next_one_not_at_all(
    source: Source, server: EmbeddingServer
) -> None:
    moved(source, server)
    rebuild.reindex(source.domain_id)
    index, calls = loaded(source), len(server.asked)
    server.mode = "hang"
    (_, first), (_, second) = answered(source, index, server, (0.1, 30))
    assert "within 0.1 s" in first and "earlier question" in second
    assert len(server.asked) == calls + 1


@pytest.mark.parametrize(("mode", "state"), [("500", "building"), ("404", "failed"), ("flat", "failed")])
def test_a_build_waits_for_a_server_that_is_away_and_ends_where_something_must_be_done(
    source: Source, server: EmbeddingServer, mode: str, state: str
) -> None:
    moved(source, server)
    server.mode = mode
    told: list[str] = []
    with pytest.raises(BuildError):
        rebuild.reindex(source.domain_id, told.append)
    row = IndexVersion.objects.first()
    assert row is not None and row.state == state and row.problem
    assert any("Trying again" in step for step in told) == (state == "building")
    server.mode = "ok"
    assert rebuild.go_on(source.domain_id).model == "openai:bge-m3"


def test_what_cannot_be_embedded_is_read_at_the_next_look(source: Source, server: EmbeddingServer) -> None:
    moved(source, server)
    rebuild.reindex(source.domain_id)
    (Path(source.path) / "pets.md").write_text("# Pets\n\nThe cat is called Pixel.")
    server.mode = "500"
    assert "its own log" in read_now(source).problems[0]
    server.mode = "ok"
    assert read_now(source).new == 1
    assert Document.objects.count() == 4


def test_a_domain_may_begin_with_a_server_and_reads_nothing_before_it_answers(
    source: Source, server: EmbeddingServer
) -> None:
    IndexVersion.objects.all().delete()
    Document.objects.all().delete()
    moved(source, server, options(server) | {"embedding_passage": "passage:", "embedding_query": "query:"})
    server.mode = "404"
    with pytest.raises(ReadError, match="Nothing is read before"):
        read_source(source)
    server.mode = "ok"
    read_source(source)
    assert IndexVersion.objects.get().dimensions == DIMENSIONS
    answered(source, loaded(source), server)
    assert server.asked[-2]["input"][0].startswith("passage: ")
    assert server.asked[-1]["input"] == [f"query: {QUESTION}"]


def test_the_doctor_asks_the_server_for_its_dimensions(source: Source, server: EmbeddingServer) -> None:
    moved(source, server)
    rebuild.reindex(source.domain_id)
    (well,) = doctor.embedding_servers()
    server.mode = "wide"
    (other,) = doctor.embedding_servers()
    assert (well.state, other.state) == (OK, PROBLEM)
    assert "386 dimensions, and the index has 385" in other.text


@pytest.mark.parametrize(
    "wrong",
    [{"embedding": "openai"}, {"embedding": "ollama"}, {"embedding": "openai", "embedding_model": "m"},
     {"embedding": "ollama", "embedding_model": "m", "embedding_url": "192.168.1.20:11434"}],
)  # fmt: skip
def test_options_that_lead_nowhere_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(wrong)
