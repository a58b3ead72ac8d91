"""A small house to talk to in tests, and the way to ask it: a conversation in, what was understood of its end out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from intents.classifier import Classifier
from intents.followups import Turn, Understood, resolve
from intents.models import Entity, Intent, Pattern
from intents.slots import Names
from ragdomains.models import Domain
from ragdomains.types import Spot

HOME = Spot("Bergen", 60.4, 5.3, "Europe/Oslo", "Norway", True)
NOW = datetime(2026, 3, 11, 15, 0, tzinfo=ZoneInfo("Europe/Oslo"))
WEATHER, CLOCK = Domain(name="weather", kind="weather"), Domain(name="clock", kind="clock")
CALCULATOR, PAPERS = Domain(name="sums", kind="sums"), Domain(name="papers", kind="papers")
INTENTS = {
    "now": Intent(name="now", domain=WEATHER),
    "forecast": Intent(name="forecast", domain=WEATHER, priority=5),
    "rain": Intent(name="rain", domain=WEATHER, priority=20),
    "wind": Intent(name="wind", domain=WEATHER, priority=20),
    "time": Intent(name="time", domain=CLOCK),
    "sums": Intent(name="sums", domain=CALCULATOR),
    "units": Intent(name="units", domain=CALCULATOR),
    "papers": Intent(name="papers", domain=PAPERS, mode="llm"),
    "games": Intent(name="games", mode="decline"),
    "shares": Intent(name="shares", mode="decline"),
    "device": Intent(name="device", mode="act", priority=10),
    "state": Intent(name="state", mode="act"),
    "music": Intent(name="music", mode="act", priority=20),
    "timers": Intent(name="timers", mode="act", priority=20),
    "thanks": Intent(name="thanks", mode="decline"),
    "bye": Intent(name="bye", mode="decline"),
}
SIGNS = """
now|phrase|weather
now|example|what is the weather like
forecast|regex|weather.*\\b(tomorrow|friday|weekend|monday|sunday)\\b
forecast|phrase|forecast
rain|regex|\\b(rain|raining|umbrella)\\b
wind|regex|\\b(wind|windy)\\b
time|phrase|what time is it
time|phrase|the time
sums|regex|\\d+ ?(percent of|% of|plus|times|minus|divided by|prozent von) \\d+|\\) times \\w+|^add \\d+ and \\d+
units|regex|\\bhow many (grams|miles)\\b|^(convert|rechne) \\d+
papers|phrase|wifi password
papers|phrase|opening hours
games|regex|\\b(celtics|lakers|giants|bruins)\\b.*\\b(play|win|won|game)\\b
games|regex|\\b(did|when do|who do)\\b.*\\b(celtics|lakers|giants|bruins)\\b
games|phrase|next game
shares|regex|\\b(stock|share price|shares)\\b
device|regex|^(turn|switch|dim|brighten|open|close|lock|unlock|set|make|raise|lower)\\b
state|regex|^(is|are) the .* (on|off|open|closed|locked)$
music|regex|^(play|pause|skip)\\b
timers|regex|\\b(remind me|timer|alarm)\\b
thanks|example|thanks
thanks|example|thank you
bye|example|never mind
"""
CLASSIFIER = Classifier.build(
    list(INTENTS.values()),
    [
        Pattern(intent=INTENTS[name], type=kind, text=text)
        for name, kind, text in (line.split("|", 2) for line in SIGNS.strip().splitlines())
    ],
)
CATEGORIES = {
    "now": "weather", "forecast": "weather", "rain": "weather", "wind": "weather", "games": "sports",
    "shares": "stocks", "device": "control", "state": "control", "music": "music", "timers": "schedule",
}  # fmt: skip
NAMES = Names.build(entities=[Entity(type="person", value="Anna", synonyms=["mom"])])


def understood(*turns: str | tuple[str, str], language: str = "en") -> Understood:
    """What the last turn means; a turn is what the user said, or a pair: the assistant's question and what was said."""
    said = [Turn(each) if isinstance(each, str) else Turn(each[1], each[0]) for each in turns]
    asked, *earlier = reversed(said)
    return resolve(
        asked.text,
        earlier[::-1],
        CLASSIFIER,
        NAMES,
        NOW,
        HOME,
        asked=asked.asked,
        language=language,
        categories=CATEGORIES,
    )


def named(found: Understood) -> dict[str, str]:
    """The slots as text."""
    slots = found.slots
    values = dict(slots.values)
    values |= {"place": slots.spot.name} if slots.spot else {}
    return values | ({"days": slots.days.said} if slots.days else {})
