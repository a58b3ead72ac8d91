"""A feed as a source: each entry a document, as long as the feed lists it."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from athena_project.models import EgressRule
from ragdomains.ingest import read_now, read_source
from ragdomains.models import Chunk, Document, Source
from ragdomains.readers import ReadError
from tests.ragdomains.papers import source_of
from tests.ragdomains.site import Page, Site

pytestmark = pytest.mark.django_db

POOL = """<item><guid>tag:pool</guid><title>Pool closed</title><link>https://town.example/pool</link>
<pubDate>Wed, 01 May 2024 08:00:00 GMT</pubDate><author>ann@town.example (Ann)</author>
<description>&lt;p&gt;The pool is closed until June.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description></item>"""
ROAD = """<item><guid>tag:road</guid><title>Road works</title><description>Mill Road is blocked.</description></item>"""
BARE = "<item><title>Only a title</title></item><item><description> </description></item>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>
<id>one</id><title>One</title><updated>2024-05-01T08:00:00Z</updated>
<content type="html">&lt;h2&gt;Part&lt;/h2&gt;Long text.</content></entry></feed>"""


def rss(*items: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Town</title>{"".join(items)}</channel></rss>'.encode()
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def source(server: Site, db: None) -> Source:
    EgressRule.objects.create(network="127.0.0.1", port=server.port)
    return source_of(f"{server.url}/feed", kind="feed")


def serve(server: Site, body: bytes, kind: str = "application/rss+xml") -> None:
    server.pages["/feed"] = Page(body, kind)


def names() -> Sequence[str]:
    return sorted(Document.objects.values_list("title", flat=True))


def test_each_entry_is_a_document(server: Site, source: Source) -> None:
    serve(server, rss(POOL, ROAD, BARE))
    assert read_source(source).new == 3
    pool = Document.objects.get(path="tag:pool")
    assert (pool.title, pool.url, pool.written) == ("Pool closed", "https://town.example/pool", date(2024, 5, 1))
    assert "Ann" in pool.about["author"]
    assert pool.chunks.get().text == "The pool is closed until June."
    assert "Only a title" in names()


def test_an_entry_of_atom_keeps_its_headings(server: Site, source: Source) -> None:
    serve(server, ATOM.encode(), "application/atom+xml")
    read_source(source)
    assert Chunk.objects.values_list("document__title", "heading", "text").get() == ("One", "Part", "Long text.")


def test_what_the_feed_no_longer_lists_no_longer_answers(server: Site, source: Source) -> None:
    serve(server, rss(POOL, ROAD))
    read_now(source)
    serve(server, rss(ROAD.replace("blocked", "open")))
    counts = read_now(source)
    assert (counts.deleted, counts.changed, counts.embedded) == (1, 1, 1)
    assert list(Chunk.objects.values_list("text", flat=True)) == ["Mill Road is open."]


def test_only_the_first_entries_are_read(server: Site, source: Source) -> None:
    source.options = {"entries": 1}
    serve(server, rss(POOL, ROAD))
    read_source(source)
    assert names() == ["Pool closed"]


@pytest.mark.parametrize(
    "page", [Page(b"<html><h1>Hello</h1></html>"), Page(b"\x00{]", "application/rss+xml"), Page(), None]
)
def test_what_is_no_feed_is_said_and_the_entries_stay(server: Site, source: Source, page: Page | None) -> None:
    Document.objects.create(source=source, path="tag:pool", title="Pool", sha256="0", changed="2024-05-01T00:00Z")
    server.pages.pop("/feed", None)
    if page:
        server.pages["/feed"] = page
    with pytest.raises(ReadError, match=r"(no feed|not there).*kept as they were"):
        read_source(source)
    assert names() == ["Pool"]
