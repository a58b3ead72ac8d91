"""Series and television: which series is meant, what is asked of it, and what is on."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from ragdomains.providers.tvmaze.times import asked as span_of
from ragdomains.sentences import say
from ragdomains.titles import title_of, topic_of
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import Contract, domain, lookups

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
HOME = Spot("Oslo", 59.91, 10.75, "Europe/Oslo", "Norway", home=True)
TONIGHT = Days(NOW.date(), NOW.date(), "night", "tonight")
SHOWS = {"severance": "/shows/44933", "office": "/shows/526", "survivor": "/shows/99"}
ANSWERS: dict[str, str | bytes] = {
    "/search/shows": "tvmaze/search.json",
    "/schedule": "tvmaze/schedule.json",
    "/shows/7": b"{}",
    **{path: f"tvmaze/{name}.json" for name, path in SHOWS.items()},
}
ASKED = Lookup("show", "when is the next episode of Severance", NOW, HOME, slots={"title": "Severance"})
CONTRACT = Contract(ASKED, ANSWERS)


@pytest.fixture(scope="module")
def running() -> Iterator[Answering]:
    with Answering(ANSWERS) as server:
        yield server


@pytest.fixture
async def guide(running: Answering) -> AsyncIterator[Answering]:
    running.replaced = {}
    running.asked.clear()
    yield running


def question(ask: str, text: str, title: str = "", days: Days | None = None, **slots: Any) -> Lookup:
    named = {"title": title} if title else {}
    return replace(ASKED, ask=ask, text=text, slots={**named, **slots}, days=days)


async def found(server: Answering, lookup: Lookup, **options: Any) -> Evidence:
    known = lookups()
    try:
        return await known.look_up(domain("tvmaze", server, options), lookup)
    finally:
        await known.http.close()


async def said(server: Answering, lookup: Lookup, form: str = "short", **options: Any) -> str:
    evidence = await found(server, lookup, **options)
    return say(domain("tvmaze", server, options), evidence, form, now=NOW, language=lookup.language)


SERIES = {
    ("show", "what is severance about", "Severance"): (
        "Severance is a series from 2022 on Apple TV+. Mark leads a team of office workers whose memories have been "
        "surgically divided between their work and personal lives."
    ),
    ("where", "where can i watch severance", "Severance"): "Severance can be streamed on Apple TV+.",
    ("where", "what channel is survivor on", "Survivor"): "Survivor runs on CBS.",
    ("where", "when is the next episode of severance", "Severance"): (
        "The next episode of Severance, season 3, episode 2, is on Friday 27 November, on Apple TV+."
    ),
    ("show", "when's severance back on", ""): (
        "The next episode of Severance, season 3, episode 2, is on Friday 27 November, on Apple TV+."
    ),
    ("where", "what night does survivor air", "Survivor"): (
        "The next episode of Survivor, season 51, episode 10, is on Thursday 26 November at 02:00, on CBS."
    ),
    ("show", "is there another season of the office", "The Office"): (
        "The Office from 2005 has ended; its last episode was on Thursday 16 May 2013."
    ),
    ("show", "is severance still running", "Severance"): "Severance is still running on Apple TV+.",
    ("show", "has nameless thing been renewed", "Nameless Thing"): (
        "Whether Nameless Thing goes on has not been decided."
    ),
    ("show", "who plays in severance", "Severance"): (
        "In Severance you see Adam Scott, Britt Lower, Zach Cherry and Tramell Tillman."
    ),
    ("show", "how many seasons of severance are there", "Severance"): "Severance has 3 seasons.",
    ("show", "how many seasons does the office have", "The Office"): (
        "The Office from 2005 has 2 seasons with 28 episodes."
    ),
    ("show", "when did severance premiere", "Severance"): (
        "Severance started on Friday 18 February 2022, on Apple TV+."
    ),
    ("show", "how long is an episode of severance", "Severance"): "An episode of Severance takes 48 minutes.",
    ("show", "is severance any good", "Severance"): "The viewers of TVmaze give Severance 8.2 of 10 points.",
}


@pytest.mark.parametrize("asked", SERIES, ids=lambda asked: asked[1])
async def test_a_question_about_a_series_gets_its_sentence(guide: Answering, asked: tuple[str, str, str]) -> None:
    assert await said(guide, question(*asked)) == SERIES[asked]


@pytest.mark.parametrize(
    ("text", "slots", "sentence"),
    [
        ("is severance on apple tv", {"service": "Apple TV+"}, "Yes, Severance is on Apple TV+."),
        (
            "is severance on netflix",
            {"service": "Netflix"},
            "Severance belongs to Apple TV+. Whether Netflix has it too, I cannot see.",
        ),
    ],
)
async def test_a_service_is_compared_with_where_it_runs(
    guide: Answering, text: str, slots: dict[str, Any], sentence: str
) -> None:
    assert await said(guide, question("where", text, "Severance", **slots)) == sentence


PROGRAMME = {
    ("what's on tonight", ""): (
        "Tonight: Dagsrevyen at 19:00 on NRK1, Nytt på nytt at 20:00 on NRK1, Farmen at 20:30 on TV 2 and Beck at "
        "21:40 on TV 2."
    ),
    ("what's on TV 2 tonight", ""): "Tonight on TV 2: Farmen at 20:30 and Beck at 21:40.",
    ("what's on nrk1 tonight", "NRK1"): (
        "Tonight on NRK1: Dagsrevyen at 19:00, Nytt på nytt at 20:00 and Nattønsket at 00:30."
    ),
}


@pytest.mark.parametrize("asked", PROGRAMME, ids=lambda asked: asked[0])
async def test_what_is_on_is_told_in_order_of_time(guide: Answering, asked: tuple[str, str]) -> None:
    text, outlet = asked
    slots = {"outlet": outlet} if outlet else {}
    assert await said(guide, question("where", text, days=TONIGHT, **slots)) == PROGRAMME[asked]
    assert guide.asked[-1][1] == {"country": "NO", "date": "2026-11-21"}


async def test_what_is_on_now_has_begun_and_not_ended(guide: Answering) -> None:
    lookup = replace(question("where", "what's on tv right now"), now=NOW.replace(hour=20, minute=35))
    assert await said(guide, lookup) == "Right now: Nytt på nytt at 20:00 on NRK1 and Farmen at 20:30 on TV 2."


async def test_of_what_is_on_the_best_rated_is_recommended(guide: Answering) -> None:
    lookup = question("recommend", "what should we watch tonight", days=TONIGHT)
    assert await said(guide, lookup) == (
        "Tonight I would look at Nytt på nytt at 20:00 on NRK1 and Beck at 21:40 on TV 2."
    )
    crime = question("recommend", "recommend a crime series tonight", days=TONIGHT, genre="crime")
    assert await said(guide, crime) == "Tonight I would look at Beck at 21:40 on TV 2."


async def test_american_times_are_said_with_am_and_pm(guide: Answering) -> None:
    lookup = replace(question("where", "what's on nrk1", days=TONIGHT, outlet="NRK1"), units="us")
    assert "Dagsrevyen at 7:00 PM" in await said(guide, lookup, country="NO")


async def test_german_sentences(guide: Answering) -> None:
    lookup = replace(question("show", "worum geht es in Severance", "Severance"), language="de")
    assert await said(guide, lookup) == (
        "Severance ist eine Serie aus dem Jahr 2022 auf Apple TV+. Den Inhalt habe ich nur auf Englisch."
    )
    following = replace(ASKED, text="wann kommt die nächste Folge von Severance", language="de")
    assert await said(guide, following) == (
        "Die nächste Folge von Severance, Staffel 3, Folge 2, kommt am Freitag, 27. November auf Apple TV+."
    )
    tonight = replace(question("where", "was läuft heute Abend auf NRK1", days=TONIGHT, outlet="NRK1"), language="de")
    assert (await said(guide, tonight)).startswith("Heute Abend auf NRK1: Dagsrevyen um 19:00 Uhr, Nytt på nytt um")


NO_TASTE = "I cannot tell you what to watch by taste. I can tell you what is on tonight."
UNKNOWN = {
    "I know no series called Severence Files. Did you mean Severance?": question("show", "", "Severence Files"),
    "I know no series called Oppenheimer, and films I do not know at all.": question("show", "", "Oppenheimer"),
    "Which series do you mean?": question("show", "what is it about"),
    "Films I do not know. I know series, and what is on television.": question("show", "a film about Alan Turing"),
    "I do not know who plays in The Office.": question("show", "cast of the office", "The Office"),
    "I do not know where Nameless Thing runs.": question("where", "", "Nameless Thing"),
    "I do not know that of Nameless Thing.": question("show", "how long is it", "Nameless Thing"),
    "I do not know what is popular right now. I can tell you what is on and when.": question("where", "trending on tv"),
    "The guide lists nothing on ITV then.": question("where", "what's on", days=TONIGHT, outlet="ITV"),
    "The guide lists no western then.": question("where", "any westerns tonight", days=TONIGHT, genre="western"),
    NO_TASTE: question("recommend", "recommend a film like heat"),
    "The guide reaches 14 days ahead only.": question("where", "", days=Days(date(2027, 1, 9), date(2027, 1, 9))),
    "I only know what is still to come.": question("where", "", days=Days(date(2026, 11, 1), date(2026, 11, 1))),
}


@pytest.mark.parametrize("text", UNKNOWN)
async def test_what_cannot_be_answered_is_said_plainly(guide: Answering, text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await found(guide, UNKNOWN[text])
    assert (str(caught.value), caught.value.kind) == (text, "missing")


async def test_a_house_without_a_place_is_asked_for_its_country(guide: Answering) -> None:
    with pytest.raises(ProviderError, match="In which country do you watch") as caught:
        await found(guide, replace(question("where", "what's on tonight"), spot=None))
    assert caught.value.kind == "setup"


async def test_nothing_found_at_all_is_an_unknown_series(guide: Answering) -> None:
    guide.replaced = {"/search/shows": b"[]"}
    with pytest.raises(ProviderError, match="I know no series called Severance") as caught:
        await found(guide, ASKED)
    assert caught.value.kind == "missing"


async def test_a_next_episode_that_is_not_announced(guide: Answering) -> None:
    body = orjson.loads(fixture("tvmaze/severance.json"))
    del body["_embedded"]["nextepisode"]
    guide.replaced = {"/shows/44933": orjson.dumps(body)}
    assert await said(guide, ASKED) == (
        "No further episode of Severance is announced yet; the last one was on Friday 20 November."
    )


async def test_facts_are_typed(guide: Answering) -> None:
    facts = {
        fact.name: fact
        for fact in (await found(guide, replace(ASKED, text="next episode", slots={"title": "Survivor"}))).facts
    }
    assert facts["next_airs"].value == datetime(2026, 11, 26, 2, 0, tzinfo=OSLO)
    assert (facts["runtime"].value, facts["runtime"].unit) == (90, "min")
    assert (facts["year"].value, facts["kind"].value, facts["network"].value) == (2000, "Reality", "CBS")


async def test_what_is_on_now_is_fresh_for_minutes_only(guide: Answering) -> None:
    assert (await found(guide, question("where", "what's on tv"))).fresh_for == 300
    assert (await found(guide, question("where", "what's on", days=TONIGHT))).fresh_for is None
    assert (await found(guide, ASKED)).fresh_for is None


@pytest.mark.parametrize(
    ("text", "title", "topic"),
    [
        ("when did lost premiere", "lost", "premiere"),
        ("what channel is the rookie on", "the rookie", "where"),
        ("who is in better call saul", "better call saul", "cast"),
        ("what's the bear about", "the bear", "about"),
        ("what is the show dark about", "dark", "about"),
        ("where can I watch the series dark tonight", "dark", "where"),
        ("is game of thrones still running", "game of thrones", "status"),
        ("when is the next episode of shogun on", "shogun", "next"),
        ("what's on tv tonight", "", "where"),
        ("is there anything good on", "", "where"),
        ("wer spielt in Tatort mit", "Tatort", "cast"),
    ],
)
def test_the_title_is_read_where_no_known_name_was_found(text: str, title: str, topic: str) -> None:
    lookup = question("where" if topic == "where" else "show", text)
    assert title_of(lookup).removesuffix(" on") == title
    assert topic_of(lookup) == topic


def test_tomorrow_is_a_day_of_home(guide: Answering) -> None:
    late = replace(
        question("where", "what's on tomorrow evening"), now=datetime(2026, 11, 21, 23, 30, tzinfo=ZoneInfo("UTC"))
    )
    tomorrow = late.now.astimezone(OSLO).date() + timedelta(days=1)
    span = span_of(replace(late, days=Days(tomorrow, tomorrow, "evening", "tomorrow evening")), 14)
    assert (span.start, span.said) == (datetime(2026, 11, 23, 18, 0, tzinfo=OSLO), "tomorrow evening")
