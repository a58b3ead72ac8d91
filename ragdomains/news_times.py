"""Since when news is wanted: "since this morning", "from the last two hours", "yesterday"."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ragdomains.languages import base
from ragdomains.spans import span_of, zone_for
from ragdomains.types import Lookup, ProviderError

SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
KLEIN = ("eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
NUMBERS = {word: number for words in (SMALL, KLEIN) for number, word in enumerate(words, 1)}
COUNT = rf"(?:(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)}|half|halben) )?"
LAST = re.compile(
    rf"\b(?:last|past|letzten?) {COUNT}(?P<unit>hours?|minutes?|days?|stunden?|minuten?|tagen?|tage)\b", re.IGNORECASE
)
# a word behind "since": days ago and the hour from which it counts
MOMENTS = {
    "this morning": (0, 5), "breakfast": (0, 8), "noon": (0, 12), "lunch": (0, 13), "midnight": (0, 0),
    "yesterday": (1, 0), "last night": (1, 20), "the morning": (0, 5),
    "heute morgen": (0, 5), "heute früh": (0, 5), "heute mittag": (0, 12), "mittag": (0, 12), "mitternacht": (0, 0),
    "gestern abend": (1, 18), "gestern": (1, 0),
}  # fmt: skip
SINCE = re.compile(rf"\b(?:since|seit) (?P<word>{'|'.join(sorted(MOMENTS, key=len, reverse=True))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Since:
    """From `start` up to `end`; `said` as it stands in the sentence: "since this morning"."""

    start: datetime
    end: datetime
    said: str


def since(lookup: Lookup) -> Since | None:
    """None where all that is current is wanted. Raises ProviderError (missing) for days to come."""
    text, now = " ".join(lookup.text.split()), lookup.now.astimezone(zone_for(lookup))
    if last := LAST.search(text):
        return Since(now - length(last), now + timedelta(minutes=5), said(f"from the {last[0]}", lookup))
    if word := SINCE.search(text):
        return Since(
            moment(word["word"].casefold(), now), now + timedelta(minutes=5), said(f"since {word['word']}", lookup)
        )
    span = span_of(lookup)
    if span is None or span.first == span.last == now.date():
        return None  # today's news is the news
    if span.start > now:
        raise ProviderError("I only know the news up to now.", "missing")
    return Since(span.start, span.end, of_days(span.said, lookup))


def said(english: str, lookup: Lookup) -> str:
    """In the words of the question, with the small word that leads there in its language."""
    if base(lookup.language) != "de":
        return english
    few = re.search(rf"\b{COUNT.removesuffix('?')}", english)
    return re.sub(r"^from the ", "aus den " if few else "aus der ", re.sub(r"^since ", "seit ", english))


def of_days(days: str, lookup: Lookup) -> str:
    """ "from yesterday, Friday 20 November," with a comma that closes the date."""
    closed = f"{days}," if "," in days else days
    if base(lookup.language) != "de":
        return f"from {closed.removeprefix('on ')}"
    return f"vom {closed[3:]}" if closed.startswith("am ") else f"von {closed}"


def length(found: re.Match[str]) -> timedelta:
    word = (found["count"] or "1").casefold()
    count = 0.5 if word in {"half", "halben"} else float(word) if word.isdecimal() else float(NUMBERS[word])
    unit = found["unit"].casefold()
    hours = {"m": 1 / 60, "h": 1.0, "s": 1.0}.get(unit[0], 24.0)
    return timedelta(hours=count * hours)


def moment(word: str, now: datetime) -> datetime:
    """The last such moment that has been."""
    days, hour = MOMENTS[word]
    found = datetime.combine(now.date() - timedelta(days=days), time(hour), now.tzinfo)
    return found if found <= now else found - timedelta(days=1)
