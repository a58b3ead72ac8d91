"""What is deleted at its source no longer answers once the source was looked at, whatever its kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from athena_project.models import EgressRule
from ragdomains import uploads
from ragdomains.index import Index
from ragdomains.ingest import read_now
from ragdomains.models import Source
from tests.ragdomains.papers import fill, source_of
from tests.ragdomains.site import Page, Site
from tests.ragdomains.test_calendar_source import ics
from tests.ragdomains.test_feed_source import rss

pytestmark = pytest.mark.django_db

SAID = "The safe word of the house is heron."
Gone = tuple[Source, Callable[[], object]]  # a source that says it, and what takes it away


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as server:
        yield server


def folder(root: Path, site: Site) -> Gone:
    source = source_of(fill(root / "papers", {"safe.md": SAID, "dog.md": "Bruno."}))
    return source, (root / "papers" / "safe.md").unlink


def upload(root: Path, site: Site) -> Gone:
    fill(uploads.folder("papers"), {"safe.md": SAID, "dog.md": "Bruno."})
    return source_of("papers", kind="upload"), lambda: uploads.remove("papers", ["safe.md"])


def webpage(root: Path, site: Site) -> Gone:
    site.pages["/safe"] = Page(f"<p>{SAID}</p>".encode(), etag='"1"')
    return source_of(f"{site.url}/safe", kind="webpage"), lambda: site.pages.pop("/safe")


def feed(root: Path, site: Site) -> Gone:
    entries = [f"<item><guid>{n}</guid><title>{n}</title><description>{n}</description></item>" for n in (SAID, "Dog")]
    site.pages["/feed"] = Page(rss(*entries), "text/xml")
    return source_of(f"{site.url}/feed", kind="feed"), lambda: site.pages.update(
        {"/feed": Page(rss(entries[1]), "text/xml")}
    )


def calendar(root: Path, site: Site) -> Gone:
    events = [f"UID:{n}\nSUMMARY:{n}\nDTSTART;VALUE=DATE:20260801" for n in (SAID, "Dog")]
    site.pages["/ics"] = Page(ics(*events))
    return source_of(f"{site.url}/ics", kind="calendar"), lambda: site.pages.update({"/ics": Page(ics(events[1]))})


@pytest.mark.parametrize("kind", [folder, upload, webpage, feed, calendar], ids=lambda kind: kind.__name__)
def test_what_is_gone_no_longer_answers(
    kind: Callable[[Path, Site], Gone], site: Site, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    EgressRule.objects.create(network="127.0.0.1", port=site.port)
    source, take_away = kind(tmp_path, site)
    index = Index("")

    def answers() -> list[str]:
        index.refresh()
        return [each.text for each in index.find(source.domain_id, "what is the safe word?", 5) if "heron" in each.text]

    read_now(source)
    assert answers()
    take_away()
    assert read_now(source).deleted == 1
    assert answers() == []
