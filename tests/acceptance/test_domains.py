"""Every domain, and every kind, answers real questions through the gateway, from stand-ins of its services."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from ragdomains.providers import providers
from tests.acceptance.asking import answer
from tests.acceptance.served import Served
from tests.acceptance.sources import assistant
from tests.installation import first_start

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]

# a house's domains, each with its kind, and questions with what their answers must say
SHIPPED = {
    ("weather", "open_meteo"): {
        "how is the weather in Berlin tomorrow": " in Berlin: ",
        "will it rain tomorrow": "tomorrow",
        "do I need an umbrella tonight": "tonight",
    },
    ("weather_warnings", "nws"): {
        "are there any weather warnings": "Winter Storm Watch",
        "is there a flood warning": "flood",
        "is there a storm warning for tomorrow": "Winter Storm Watch",
    },
    ("airports", "faa_status"): {
        "are there delays at logan": "Boston",
        "is JFK delayed": "46 minutes",
        "any ground stops at san francisco airport": "San Francisco",
    },
    ("airport_weather", "aviation_weather"): {
        "what's the weather at logan airport": "At Boston Logan it is 4 degrees, light rain",
        "how windy is it at logan airport": "26 kilometres per hour from the north-west",
        "what's the visibility at Boston airport": "kilometres",
    },
    ("flights", "aeroapi"): {
        "is united 482 on time": "United Airlines 482 to Chicago is delayed by 35 minutes",
        "what gate does UA 482 leave from": "gate B22 in terminal B",
        "when does flight UA482 land": "26 minutes late",
    },
    ("sports", "espn"): {
        "nba standings": "Celtics lead the Eastern",
        "did the celtics win": "118 to 104",
        "how are the celtics doing this season": "15 wins",
    },
    ("calendar", "icalendar"): {
        "what's on our calendar tomorrow": "Dinner with the Smiths at ",
        "when is my next dentist appointment": "Dentist is ",
        "is there anything on my calendar tomorrow": "Dinner with the Smiths at ",
    },
    ("events", "icalendar"): {
        "any concerts tomorrow": "The Blue Five at 20:00",
        "is there a christmas market": "Market Square",
        "what's happening in town tomorrow": "Jazz concert",
    },
    ("tickets", "ticketmaster"): {
        "how much are tickets for the national": "50 to 190 dollars",
        "can I still get tickets for hamilton": "Citizens Opera House",
        "what do tickets for hamilton cost": "50 to 190 dollars",
    },
    ("news", "rss"): {
        "what's in the news": "BBC News",
        "give me the headlines": "BBC News",
        "any news about the ferry": "ferry",
    },
    ("stocks", "stooq"): {
        "what is apple trading at": "187 dollars 20",
        "how much is a share of Apple": "187 dollars 20",
        "Apple stock price please": "187 dollars 20",
    },
    ("currencies", "ecb_rates"): {
        "what is the dollar worth in euros": "euro",
        "how many dollars do I get for 50 euros": "dollars",
        "exchange rate of the pound": "pound",
    },
    ("knowledge", "wikipedia"): {
        "who was Ada Lovelace": "mathematician",
        "what is the capital of Peru": "Lima",
        "tell me about Ada Lovelace": "That is from Wikipedia",
    },
    ("streaming", "tvmaze"): {
        "what is the show severance about": "surgically divided",
        "which network is severance on": "Apple TV",
        "when is the next episode of severance": "season 3",
    },
    ("home", "home_assistant"): {
        "which lights are on": "Kitchen Ceiling and Hall Light",
        "is the front door locked": "Yes, Front Door is locked",
        "how warm is it in the bathroom": "23 degrees",
    },
    ("trains", "http_json"): {
        "when is the next train from Bern": "The next train from Bern goes to Brig at ",
        "when does the next train leave": "goes to Brig",
        "tell me when the next train leaves from Zurich please": "The next train from Zurich",
    },
    ("documents", "documents"): {
        "how do I reset the boiler": "hold the flame button for five seconds",
        "what's the wifi password": "marmalade-on-toast-42",
        "when is the bin collected": "every second Monday",
    },
    ("clock", "clock"): {
        "what time is it in tokyo": "In Tokyo it is ",
        "how many days until christmas": "Christmas Day",
        "what day is it": "Today is ",
    },
    ("calculator", "calculator"): {
        "what is 17 times 23": "391",
        "what's 15 percent of 80": "That is 12.",
        "square root of 144": "That is 12.",
    },
    ("units", "units"): {
        "how many cups in a litre": "4.23 cups",
        "convert 10 miles to kilometres": "16.09 kilometres",
        "what is 70 fahrenheit in celsius": "21.11 degrees Celsius",
    },
}
WITH_KEYS = {
    ("weather", "openweathermap"): {
        "how is the weather in Berlin tomorrow": " in Berlin: ",
        "how windy is it in Berlin": "12 kilometres per hour from the south-west",
        "what's the air quality in Berlin": "an index of 2 of 5",
    },
    ("sports", "thesportsdb"): {
        "when do the celtics play next": "Miami Heat",
        "did the celtics win": "The Boston Celtics ",
        "what was the celtics score": "The Boston Celtics ",
    },
    ("news", "newsapi"): {
        "what's in the news": "Storm Freya floods the west coast",
        "any news about the storm": "Storm Freya floods the west coast",
        "news from the BBC": "Senate passes the budget bill",
    },
    ("stocks", "alphavantage"): {
        "what is apple trading at": "187 dollars 20",
        "how much is a share of Apple": "187 dollars 20",
        "what was the range of apple stock": "between 184 dollars 62 and 187 dollars 90",
    },
    ("streaming", "tmdb"): {
        "what is severance about": "surgically divided",
        "where can I watch oppenheimer": "Oppenheimer",
        "who is in oppenheimer": "Cillian Murphy",
    },
    ("knowledge", "brave"): {
        "who was Ada Lovelace": "an English mathematician and writer",
        "how tall is the Eiffel Tower": "330 metres",
        "who painted the mona lisa": "Leonardo da Vinci",
    },
}
OTHERS = {
    ("sports", "openligadb"): {
        "when does bayern munich play next": "VfB Stuttgart",
        "how did bayern do": "2 to 2 at home against Borussia Dortmund",
        "bundesliga table": "FC Bayern München lead the Bundesliga with 29 points",
    },
    ("knowledge", "searxng"): {
        "who was Ada Lovelace": "That is from Britannica",
        "how tall is the Eiffel Tower": "330 metres",
        "what is the capital of Peru": "Lima",
    },
}
HOUSES = {"as it ships": SHIPPED, "with keys": WITH_KEYS, "of other sources": OTHERS}
OWN = ("documents", "clock", "calculator", "units")  # they ask nobody
# what leads questions to the source without code
TRAINS = {
    "intents.intent": [{"name": "trains", "title": "the trains", "domain": "trains"}],
    "intents.pattern": [{"intent": "trains", "type": "phrase", "text": "next train", "weight": 2}],
}


QUESTIONS = [(house, *each) for house, asked in HOUSES.items() for pairs in asked.values() for each in pairs.items()]


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Served]]:
    """Starts a house when it is first asked."""
    with ExitStack() as stack:

        @cache
        def running(name: str) -> Served:
            kinds = [(domain, kind) for domain, kind in HOUSES[name] if domain not in OWN]
            rows = TRAINS if ("trains", "http_json") in kinds else {}
            return stack.enter_context(assistant(tmp_path_factory.mktemp("domains"), kinds, rows))

        yield running


@pytest.mark.parametrize(("house", "question", "said"), QUESTIONS, ids=lambda value: str(value)[:40])
def test_a_domain_answers_what_a_household_asks(
    houses: Callable[[str], Served], house: str, question: str, said: str
) -> None:
    assert said.casefold() in answer(houses(house), first_start().key, question).casefold()


def test_no_kind_is_left_out() -> None:
    assert {kind for asked in HOUSES.values() for _, kind in asked} == {kind for kind, _ in providers.choices()}
