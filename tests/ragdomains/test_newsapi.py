"""News from NewsAPI: what is asked of it, how it is said, and what is odd in its answers."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.models import Domain
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
HOME = Spot("Home", 59.9127, 10.7461, "Europe/Oslo", "Norway", home=True)
ROW = Domain(pk=3, name="news", title="the news", kind="newsapi")
ANSWERS = {"/top-headlines": "newsapi/headlines.json", "/everything": "newsapi/headlines.json"}
CONTRACT = Contract(
    Lookup("headlines", "what's in the news", NOW, HOME), {"/top-headlines": "newsapi/headlines.json"}, secret="k"
)
STORM, PHONE = "Storm Freya floods the west coast.", "A phone that folds three times."
BILL = "Senate passes the budget bill after a long night."
YESTERDAY = Days(NOW.date() - timedelta(1), NOW.date() - timedelta(1), "", "yesterday")


def lookup(text: str, ask: str = "headlines", **changes: Any) -> Lookup:
    return replace(Lookup(ask, text, NOW, HOME), **changes)


async def found(asked: Lookup, secret: str = "key", body: bytes = b"") -> tuple[Evidence, tuple[str, dict[str, str]]]:
    known = lookups()
    with Answering(ANSWERS, replaced=dict.fromkeys(ANSWERS, body) if body else {}) as server:
        try:
            evidence = await known.look_up(domain("newsapi", server, {}), asked, secret)
        finally:
            await known.http.close()
        path, query, headers = server.asked[-1]
        assert headers["X-Api-Key"] == "key"
        return evidence, (path, query)


@pytest.mark.parametrize(
    ("asked", "said", "path", "query"),
    [
        (lookup("what's in the news"),
         f"Here is the news as of 15:05. CNN: {STORM} The Verge: {PHONE} BBC News: {BILL} "
         "Reuters: Electric cars outsell petrol cars for the first time.",
         "/top-headlines", {"pageSize": "40", "country": "us"}),
        (lookup("headlines from the bbc", slots={"outlet": "BBC"}),
         f"Here is the news from BBC News as of 15:05. {BILL}", "/top-headlines",
         {"pageSize": "40", "sources": "bbc-news"}),
        (lookup("news about electric cars", "topic", slots={"topic": "electric cars"}),
         "Here is the news about electric cars as of 15:05. "
         "Reuters: Electric cars outsell petrol cars for the first time.",
         "/everything", {"pageSize": "40", "sortBy": "publishedAt", "language": "en", "q": "electric cars"}),
        (lookup("did the senate pass the bill", "topic"),
         f"Here is what I found in the news as of 15:05. BBC News: {BILL}",
         "/everything", {"pageSize": "40", "sortBy": "publishedAt", "language": "en", "q": "senate pass bill"}),
        (lookup("npr headlines", slots={"outlet": "NPR"}), "There is no news from NPR as of 15:05.",
         "/top-headlines", {"pageSize": "40", "country": "us"}),
        (lookup("what is new since this morning"),
         f"Here is the news since this morning as of 15:05. CNN: {STORM} The Verge: {PHONE} "
         "Reuters: Electric cars outsell petrol cars for the first time.",
         "/top-headlines", {"pageSize": "40", "country": "us"}),
        (lookup("gibt es etwas über den Mond", "topic", slots={"topic": "den Mond"}, language="de"),
         "Es gibt keine Nachrichten zum Thema den Mond, Stand 15:05 Uhr.",
         "/everything", {"pageSize": "40", "sortBy": "publishedAt", "language": "de", "q": "den Mond"}),
    ],
)  # fmt: skip
async def test_a_question_gets_its_headlines(asked: Lookup, said: str, path: str, query: dict[str, str]) -> None:
    evidence, sent = await found(asked)
    assert sent == (path, query)
    assert say(ROW, evidence, now=NOW, language=asked.language) == said


async def test_the_days_are_searched_where_something_is_looked_for() -> None:
    asked = lookup("what did the senate do yesterday", "topic", days=YESTERDAY)
    _, (path, query) = await found(asked)
    assert path == "/everything"
    assert (query["from"], query["to"]) == ("2026-11-20T00:00:00+01:00", "2026-11-21T00:00:00+01:00")


async def test_without_a_key_it_says_so() -> None:
    with pytest.raises(ProviderError) as caught:
        await found(lookup("news"), secret="")
    assert (str(caught.value), caught.value.kind) == (
        "NewsAPI needs a key. Add a credential to the domain in the admin.", "setup",
    )  # fmt: skip


@pytest.mark.parametrize("body", [{"status": "error", "code": "apiKeyInvalid"}, {"status": "ok", "articles": None}, []])
async def test_an_answer_that_is_none_is_broken(body: Any) -> None:
    with pytest.raises(ProviderError) as caught:
        await found(lookup("news"), body=orjson.dumps(body))
    assert caught.value.kind == "broken"


async def test_no_articles_is_no_news() -> None:
    evidence, _ = await found(lookup("news"), body=b'{"status": "ok", "totalResults": 0, "articles": []}')
    assert say(ROW, evidence, now=NOW) == "There is no news as of 15:05."


async def test_what_was_removed_is_not_told_and_facts_hold_no_markup() -> None:
    facts = (await found(lookup("senate", "topic")))[0].facts
    assert {fact.name: fact.value for fact in facts}["summary"] == "The vote was 52 to 48."
    assert b"[Removed]" in fixture("newsapi/headlines.json")
    assert not [fact for fact in facts if fact.value == "[Removed]"]
