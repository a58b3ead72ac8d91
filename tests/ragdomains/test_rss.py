"""News from feeds: which headlines are meant, how they are said, and what odd feeds do to them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ragdomains.headlines import Item, distinct, same_outlet
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.plain_text import plain_text
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering
from tests.ragdomains.contract import Contract, domain, lookups

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
TODAY = NOW.date()
HOME = Spot("Home", 59.9127, 10.7461, "Europe/Oslo", "Norway", home=True)
ANSWERS = {f"/{name}": f"rss/{name}.xml" for name in ("bbc", "guardian", "verge", "dw", "google")}
FEEDS = {"feeds": ["BBC News {url}/bbc", "The Guardian {url}/guardian", "{url}/verge", "Deutsche Welle {url}/dw"]}
CONTRACT = Contract(
    Lookup("headlines", "what's in the news", NOW, HOME), {"/bbc": "rss/bbc.xml"}, {"feeds": ["BBC News {url}/bbc"]}
)
ROW = Domain(pk=3, name="news", title="the news", kind="rss")
STORM, FERRY = (
    "Storm Freya brings floods to the west coast.",
    "'We were lucky to get out': survivors of ferry fire speak.",
)
CARS = "Battery prices halve & electric cars sell out – as it happened."
PHONE, RAIL = "A phone that folds three times.", "Germany: Rail strike called off at the last minute."


def lookup(text: str, ask: str = "headlines", **changes: Any) -> Lookup:
    return replace(Lookup(ask, text, NOW, HOME), **changes)


async def found(asked: Lookup, options: Mapping[str, Any] = FEEDS, **replaced: bytes) -> Evidence:
    known: Lookups = lookups()
    with Answering(ANSWERS, replaced={f"/{name}": body for name, body in replaced.items()}) as server:
        try:
            return await known.look_up(domain("rss", server, options), asked)
        finally:
            await known.http.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lookup("what's in the news"),
            f"Here is the news as of 15:05. BBC News: {STORM} The Guardian: {CARS} The Verge: {PHONE} "
            f"Deutsche Welle: {RAIL}",
        ),
        (
            lookup("headlines from the bbc", slots={"outlet": "BBC"}),
            f"Here is the news from BBC News as of 15:05. {STORM} {FERRY} "
            "Senate passes the budget bill after a long night.",
        ),
        (
            lookup("news about electric cars", "topic", slots={"topic": "electric cars"}),
            f"Here is the news about electric cars as of 15:05. The Guardian: {CARS}",
        ),
        (
            lookup("did the senate pass the bill", "topic"),
            "Here is what I found in the news as of 15:05. BBC News: Senate passes the budget bill after a long night.",
        ),
        (
            lookup("latest tech news", "topic"),
            f"Here is what I found in the news as of 15:05. The Guardian: {CARS} The Verge: {PHONE}",
        ),
        (
            lookup("what does the guardian say about the storm", "topic", slots={"outlet": "The Guardian"}),
            "Here is what I found in the news as of 15:05. Floods on west coast as Storm Freya arrives.",
        ),
        (
            lookup("anything new about the moon", "topic", slots={"topic": "the moon"}),
            "There is no news about the moon as of 15:05.",
        ),
        (lookup("has the mayor resigned", "topic"), "I found nothing about that in the news as of 15:05."),
        (lookup("is there any football news"), "There is no news about football as of 15:05."),
        (
            lookup("any rail news from germany"),
            f"Here is the news about rail as of 15:05. Deutsche Welle: {RAIL}",
        ),
        (
            lookup("read me the top two headlines"),
            f"Here is the news as of 15:05. BBC News: {STORM} The Guardian: {CARS}",
        ),
        (
            lookup("what is the world news from the bbc", slots={"outlet": "BBC"}),
            f"Here is the news from BBC News as of 15:05. {STORM} {FERRY} "
            "Senate passes the budget bill after a long night.",
        ),
        (
            lookup("Nachrichten der letzten Stunde", language="de"),
            f"Die Nachrichten aus der letzten Stunde, Stand 15:05 Uhr. BBC News: {STORM} The Verge: {PHONE}",
        ),
        (
            lookup("what is new since this morning"),
            f"Here is the news since this morning as of 15:05. BBC News: {STORM} The Guardian: {CARS} "
            f"The Verge: {PHONE} Deutsche Welle: {RAIL}",
        ),
        (
            lookup("any news from the last two hours"),
            f"Here is the news from the last two hours as of 15:05. BBC News: {STORM} The Verge: {PHONE}",
        ),
        (
            lookup("what happened yesterday", days=Days(TODAY - timedelta(1), TODAY - timedelta(1), "", "yesterday")),
            "Here is the news from yesterday, Friday 20 November, as of 15:05. "
            "The Guardian: Peace talks in Geneva end without a result.",
        ),
        (
            lookup("headlines since 5 minutes ago in the last five minutes"),
            "There is no news from the last five minutes as of 15:05.",
        ),
        (
            lookup("Was ist in den letzten zwei Stunden passiert", language="de"),
            f"Die Nachrichten aus den letzten zwei Stunden, Stand 15:05 Uhr. BBC News: {STORM} The Verge: {PHONE}",
        ),
        (
            lookup("what's in the news", units="us", language="de"),
            f"Die Nachrichten, Stand 15:05 Uhr. BBC News: {STORM} The Guardian: {CARS} The Verge: {PHONE} "
            f"Deutsche Welle: {RAIL}",
        ),
    ],
)
async def test_a_question_gets_its_headlines(asked: Lookup, said: str) -> None:
    assert say(ROW, await found(asked), now=NOW, language=asked.language) == said


async def test_the_written_form_tells_the_times_and_the_sources() -> None:
    written = say(ROW, await found(lookup("news about electric cars", "topic")), "long", now=NOW)
    assert written == (
        "In the news: Battery prices halve & electric cars sell out – as it happened (The Guardian, 13:00) "
        "(The Guardian, as of 15:05)."
    )


async def test_facts_are_typed_and_hold_no_markup() -> None:
    evidence = await found(lookup("news about electric cars", "topic"))
    facts = {fact.name: fact for fact in evidence.facts}
    assert facts["published"].value == datetime(2026, 11, 21, 13, 0, 5, tzinfo=OSLO)
    assert facts["summary"].value == "Makers cannot keep up with the demand for electric cars . Continue reading..."
    assert facts["url"].value == "https://www.theguardian.com/technology/2026/nov/21/battery-prices"
    assert {fact.source for fact in evidence.facts} == {"The Guardian"}


async def test_an_address_in_a_title_is_not_told_and_no_other_scheme_is_a_link() -> None:
    evidence = await found(lookup("why are bees dying", "topic"), {**FEEDS, "max_age_days": 60})
    assert say(ROW, evidence, now=NOW).endswith("BBC News: Why are bees dying? Look at now.")
    assert "url" not in {fact.name for fact in evidence.facts}


async def test_an_aggregators_items_name_their_own_source() -> None:
    evidence = await found(lookup("rail", "topic", slots={"outlet": "Reuters"}), {"feeds": ["{url}/google"]})
    assert say(ROW, evidence, now=NOW) == (
        "Here is what I found in the news as of 15:05. Rail fares to rise in January."
    )
    assert evidence.source == "Reuters"


@pytest.mark.parametrize(
    ("asked", "options", "text", "kind"),
    [
        (lookup("news"), {"feeds": []}, "No news feed is set up. Add the address of one to the options of the domain.",
         "setup"),
        (lookup("news"), {"feeds": ["Mine {key}"]},
         "Mine needs a key. Add a credential to the domain in the admin.", "setup"),
        (lookup("news from cnn", slots={"outlet": "CNN"}), {"feeds": ["BBC News {url}/bbc", "NPR {url}/dw"]},
         "I have no feed of CNN. I know BBC News and NPR.", "missing"),
        (lookup("news from cnn", slots={"outlet": "CNN"}), {"feeds": ["{url}/verge"]},
         "I have no feed of CNN. I know The Verge.", "missing"),
        (lookup("tomorrow's news", days=Days(TODAY + timedelta(1), TODAY + timedelta(1))), FEEDS,
         "I only know the news up to now.", "missing"),
    ],
)  # fmt: skip
async def test_what_cannot_be_told_is_said_plainly(
    asked: Lookup, options: Mapping[str, Any], text: str, kind: str
) -> None:
    with pytest.raises(ProviderError) as caught:
        await found(asked, options)
    assert (str(caught.value), caught.value.kind) == (text, kind)


@pytest.mark.parametrize("line", ["ftp://example.org/feed", "BBC", "", "A\nB https://example.org", "{secret}"])
def test_an_address_that_is_none_is_refused(line: str) -> None:
    assert ROW.plugins["rss"].options
    with pytest.raises(ValueError, match="feeds"):
        ROW.plugins["rss"].options.model_validate({"feeds": [line]})


async def test_a_feed_that_fails_leaves_the_others() -> None:
    evidence = await found(
        lookup("news"), {"feeds": ["Gone {url}/gone", "DW {url}/dw", "Page {url}/bbc"]}, bbc=b"<html>"
    )
    assert say(ROW, evidence, now=NOW) == f"Here is the news as of 15:05. DW: {RAIL}"


@pytest.mark.parametrize("body", [b"/etc/passwd", b"http://127.0.0.1:1/x", b"file:///etc/passwd"])
async def test_a_body_is_never_opened_as_a_file_or_an_address(body: bytes) -> None:
    with pytest.raises(ProviderError) as caught:
        await found(lookup("news"), {"feeds": ["BBC {url}/bbc"]}, bbc=body)
    assert caught.value.kind == "broken"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<rss><channel><item><title>No date &amp; no version</title></item>", "BBC: No date & no version."),
        (b"<rss version='2.0'><channel><item><title>" + b"long " * 100 + b"</title></item></channel></rss>",
         f"BBC: {'long ' * 38}long…"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><item><title>Zürich wählt</title>'
         "<pubDate>tomorrow</pubDate></item></channel></rss>".encode("latin-1"), "BBC: Zürich wählt."),
        (b"<rss version='2.0'><channel><item><title>Odd</title><pubDate>Sat, 99 Nov 2026 99:99:99 GMT</pubDate></item>"
         b"</channel></rss>", "BBC: Odd."),
    ],
)  # fmt: skip
async def test_odd_feeds_are_read_as_far_as_they_go(body: bytes, said: str) -> None:
    evidence = await found(lookup("news"), {"feeds": ["BBC {url}/bbc"]}, bbc=body)
    assert say(ROW, evidence, now=NOW) == f"Here is the news as of 15:05. {said}"


@pytest.mark.parametrize(
    ("asked", "name", "same"),
    [
        ("BBC", "BBC News", True),
        ("The Guardian", "World news | The Guardian", True),
        ("ABC News", "BBC News", False),
        ("The Times", "The New York Times", True),
        ("NPR", "", False),
    ],
)
def test_an_outlet_is_known_by_its_name(asked: str, name: str, same: bool) -> None:
    assert same_outlet(asked, name) is same


def test_the_same_story_is_told_once() -> None:
    items = [Item("Storm Freya brings floods", "A"), Item("Storm Freya brings floods to coast", "B"), Item("Bees", "B")]
    assert [item.outlet for item in distinct(items)] == ["A", "B"]


def test_markup_and_what_cannot_be_spoken_is_taken_out() -> None:
    assert plain_text("a <b>bold</b>\u202e &lt;i&gt; 5 < 6\x00", 50) == "a bold <i> 5 < 6"
    assert plain_text(None, 50) == ""
