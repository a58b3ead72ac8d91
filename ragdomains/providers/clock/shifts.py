"""The time in some hours, or some hours ago; and when the clocks are put forward or back."""

import re
from datetime import UTC, datetime, time, timedelta

from ragdomains.dates import UNITS
from ragdomains.providers.clock import german
from ragdomains.providers.clock.places import where
from ragdomains.providers.clock.words import put, said_time, span
from ragdomains.sentences import spoken_day
from ragdomains.types import Evidence, Fact, Lookup

NUMBERS = {word: count for count, word in enumerate(UNITS, start=1)} | {
    "a": 1, "an": 1, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
} | german.COUNTS  # fmt: skip
COUNT = r"\d{1,4}|" + "|".join(sorted((word.replace("-", "[ -]") for word in NUMBERS), key=len, reverse=True))
AMOUNT = (
    rf"(?:half an hour|einer halben stunde|(?P<count>{COUNT})(?P<half> and a half)? (?P<unit>hour|minute|stunde)[sn]?"
    rf"(?P<half_more> and a half)?(?: (?:and|und) (?P<more>{COUNT}) minute[sn]?)?)"
)
BEFORE = re.compile(rf"\b(?P<way>vor) {AMOUNT}\b")
SHIFT = re.compile(rf"\bin (?:about |another )?{AMOUNT}\b(?! (?:ago|from now))")
AFTERWARDS = re.compile(rf"\b{AMOUNT} (?P<way>ago|from now)\b")
CHANGE = re.compile(
    r"\bclocks? (?:\w+ )?(?:chang|go(?:es)? (?:back|forward)|mov|spring|fall|turn)|\b(?:daylight sav|summer ?time|dst)"
    r"|\b(?:zeitumstellung|sommerzeit|winterzeit|uhr(?:en)? (?:\w+ )*(?:umgestellt|vorgestellt|zurückgestellt))"
)
YEAR = 400  # days that are looked ahead for a change of the clocks


def shifted(lookup: Lookup) -> Evidence | None:
    """The time in three hours, or two hours ago; None where none of that is asked."""
    text = lookup.text.casefold()
    match = SHIFT.search(text) or AFTERWARDS.search(text) or BEFORE.search(text)
    if match is None:
        return None
    back = match.groupdict().get("way") in {"ago", "vor"}
    apart = length(match)
    place = where(lookup)
    now = lookup.now.astimezone(place.zone)
    # through UTC: on the day the clocks change, adding to a local time would be an hour out
    then = (now.astimezone(UTC) + (-apart if back else apart)).astimezone(place.zone)
    language = lookup.language
    other = then.date() != lookup.now.date()
    values = {
        "place": place.name,
        "when": put("{} ago it was" if back else "in {} it will be", language, span(apart, language)),
        "time": said_time(then, lookup.units, language),
        "other_day": spoken_day(then.date(), language=language) if other else "",
    }
    return Evidence((Fact("time", then, "", place.name, then, as_of=lookup.now),), (), "shifted", values, lookup.now)


def length(match: "re.Match[str]") -> timedelta:
    if match["count"] is None:
        return timedelta(minutes=30)
    minutes = number(match["count"]) * (1 if match["unit"] == "minute" else 60)
    minutes += 30 if (match["half"] or match["half_more"]) and match["unit"] != "minute" else 0
    return timedelta(minutes=minutes + (number(match["more"]) if match["more"] else 0))


def number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.replace("forty ", "forty-").replace("twenty ", "twenty-")]


def change(lookup: Lookup) -> Evidence | None:
    """When the clocks of a place change next; None where that is not asked."""
    if not CHANGE.search(lookup.text.casefold()):
        return None
    place = where(lookup)
    day = lookup.now.astimezone(place.zone).date()
    noons = [datetime.combine(day + timedelta(days=n), time(12), place.zone) for n in range(YEAR)]
    offsets = [noon.utcoffset() or timedelta() for noon in noons]
    at = next((n for n in range(1, YEAR) if offsets[n] != offsets[n - 1]), None)
    if at is None:
        return Evidence(
            (),
            (),
            "no_change",
            {"place": place.name, "here": place.name or put("your time zone", lookup.language)},
            lookup.now,
        )
    apart = offsets[at] - offsets[at - 1]
    values = {
        "place": place.name,
        "way": put("forward" if apart > timedelta() else "back", lookup.language),
        "by": span(abs(apart), lookup.language),
        "day": spoken_day(noons[at].date(), day, lookup.language),
    }
    return Evidence((Fact("date", noons[at].date(), "", place.name),), (), "change", values, lookup.now)
