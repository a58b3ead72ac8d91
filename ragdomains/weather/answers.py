"""What is answered: how it is now, how one day will be, or several."""

import re
from dataclasses import replace

from ragdomains.sentences import digits
from ragdomains.types import Evidence, Lookup, ProviderError, Spot
from ragdomains.weather import german
from ragdomains.weather.codes import WET, compass
from ragdomains.weather.facts import condition, facts_of, kind
from ragdomains.weather.reading import Forecast, Reading
from ragdomains.weather.several import several
from ragdomains.weather.single import single
from ragdomains.weather.times import When
from ragdomains.weather.words import put

# Words in the question that say more exactly what is asked than Lookup.ask; they are part of the cache key.
TOPICS = {
    "umbrella": "umbrella",
    "snow": "snow",
    "frost": "frost",
    "freez": "frost",
    "humid": "humidity",
} | german.TOPICS
RISES = ("sunrise", "sun rise", "comes up", "come up", "dawn", *german.RISES)
SETS = ("sunset", "sun set", "goes down", "go down", "dusk", "dark", *german.SETS)
WORDS = (*TOPICS, *RISES, *SETS)
FALLING = {"rain", "umbrella", "snow"}
AT_ONCE = FALLING | {"now", "temperature", "wind", "humidity"}  # asked without a day, they mean now


def topic(lookup: Lookup) -> str:
    """What is asked: Lookup.ask, or what the question's words say more exactly."""
    text = lookup.text.casefold()
    if lookup.ask == "sun":
        rises, sets = (any(word in text for word in words) for words in (RISES, SETS))
        return "sun" if rises == sets else "sunrise" if rises else "sunset"
    return next((name for word, name in TOPICS.items() if re.search(rf"\b{word}", text)), lookup.ask or "forecast")


def answer(lookup: Lookup, place: Spot, asked: When, known: Forecast) -> Evidence:
    """Raises ProviderError (broken) where the service gave nothing of what was asked."""
    about = topic(lookup)
    evidence = choose(about, lookup, place, asked, known)
    if not evidence.facts:
        raise ProviderError(f"The weather service has nothing about {place.name} for {asked.text}.", "broken")
    # where more of the sentence follows a day, a comma closes its date
    closed = f"{asked.text}," if "," in asked.text else asked.text
    where = {"place": "" if place.home else place.name, "day": asked.text, "when": closed}
    return replace(
        evidence,
        facts=tuple(replace(fact, source=known.source) for fact in evidence.facts),
        values=where | dict(evidence.values),
        as_of=lookup.now,
        source=known.source,
        source_url=known.source_url,
    )


def choose(about: str, lookup: Lookup, place: Spot, asked: When, known: Forecast) -> Evidence:
    if asked.present and about in FALLING:
        return falling_now(about, lookup, place, asked, known)
    if asked.present and about in AT_ONCE:
        reading = known.current()
        name = about if about == "now" else f"{about}_now"
        return Evidence(facts_of(reading, lookup, place, asked), (), name, now_values(reading, lookup.language))
    asked = replace(asked, present=False)
    if asked.first != asked.last:
        return several(about, lookup, place, asked, known)
    return single(about, lookup, place, asked, known)


def now_values(reading: Reading, language: str) -> dict[str, str]:
    values = {"direction": put(compass(reading.direction), language)} if reading.direction is not None else {}
    if reading.temperature is None or reading.feels_like is None:
        return values
    apart = abs(round(reading.feels_like) - round(reading.temperature)) >= 2
    return values | ({"feels": digits(reading.feels_like, 0, language)} if apart else {})


def falling_now(about: str, lookup: Lookup, place: Spot, asked: When, known: Forecast) -> Evidence:
    """Whether it rains or snows now; else whether it will in the rest of the day."""
    reading = known.current()
    if reading.code in WET and condition(reading, lookup.language):
        missed = about if about != "umbrella" and kind(reading) != about else ""
        name = "wet_now_other" if missed else "wet_now"
        return Evidence(facts_of(reading, lookup, place, asked), (), name, {"missed": put(missed, lookup.language)})
    hour = asked.now.replace(tzinfo=None, minute=0, second=0, microsecond=0)
    rest = replace(asked, start=hour, end=hour.replace(hour=23), present=False)
    return single(about, lookup, place, rest, known)
