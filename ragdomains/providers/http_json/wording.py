"""What a question gives to the address and the sentences, and the row's own sentences about what came back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from ragdomains.languages import base, language_of
from ragdomains.providers.http_json.options import Mapped, Options, Slot
from ragdomains.providers.http_json.values import Clock
from ragdomains.sentences import render, spoken_day, spoken_values
from ragdomains.types import Evidence, Lookup, ProviderError
from ragdomains.zones import zone_of

LONGEST = 200  # characters of a value that go into an address
ANSWER = "found"
TEMPLATES = {ANSWER: {"short": "{sentence}", "long": "{long_sentence}"}}
NOTHING = "I found nothing about that."


def local(lookup: Lookup) -> datetime:
    """Now, in the zone of the place."""
    zone = zone_of(lookup.spot.zone) if lookup.spot else None
    return lookup.now.astimezone(zone) if zone else lookup.now


def clock_of(lookup: Lookup) -> Clock:
    """The clock that times are told by. That of a machine which knows no zone either says nothing about a wall."""
    zone = zone_of(lookup.spot.zone) if lookup.spot else None
    away = lookup.spot is not None and not lookup.spot.home
    return Clock(local(lookup), guessed=zone is None and (away or str(lookup.now.tzinfo) == "UTC"))


def offered(lookup: Lookup) -> dict[str, str]:
    """Every slot that this question has a value for: those it names, and what the assistant knows by itself."""
    days, spot = lookup.days, lookup.spot
    today = local(lookup).date()
    found = {
        "day": (days.first if days else today).isoformat(),
        "last_day": (days.last if days else today).isoformat(),
        "language": base(lookup.language),
        "units": lookup.units,
    }
    if spot:
        found |= {"place": spot.name, "country": spot.country, "zone": spot.zone}
        where = {"latitude": spot.latitude, "longitude": spot.longitude}
        found |= {name: f"{degrees:.4f}" for name, degrees in where.items() if degrees is not None}
    return {name: clean(value) for name, value in {**found, **lookup.slots}.items()}


def clean(value: str) -> str:
    return " ".join("".join(letter for letter in value if letter.isprintable()).split())[:LONGEST]


def heard(lookup: Lookup, slots: Sequence[Slot]) -> dict[str, str]:
    """A value for each declared slot; raises ProviderError (missing) with the question that asks for one."""
    known = offered(lookup)
    values = {slot.name: known.get(slot.name) or clean(slot.otherwise) for slot in slots}
    for slot in slots:
        if not values[slot.name]:
            raise ProviderError(slot.ask_back or f"Which {slot.name.replace('_', ' ')}?", "missing")
    return values


def spoken(lookup: Lookup, values: dict[str, str]) -> dict[str, str]:
    """The slots as they are said. Home and today need no word: they have no value in a sentence."""
    said = dict(values)
    if lookup.spot and lookup.spot.home and values.get("place") == clean(lookup.spot.name):
        said.pop("place", None)
    today = local(lookup).date()
    if "day" in values and not lookup.slots.get("day"):
        first = lookup.days.first if lookup.days else today
        said["day"] = "" if first == today else spoken_day(first, today, lookup.language)
    return said


def times(evidence: Evidence, fields: Sequence[Mapped], lookup: Lookup) -> dict[str, str]:
    """How times are said: by the clock of the house, with the day beside it where it is not today."""
    today = local(lookup).date()
    moments = {fact.name: fact.value for fact in evidence.facts if isinstance(fact.value, datetime)}
    said: dict[str, str] = {}
    for field in fields:
        if moment := moments.get(field.name):
            said[field.name] = clock(moment, lookup)
            day = "" if moment.date() == today else spoken_day(moment.date(), today, lookup.language)
            said[f"{field.name}_day"] = day
    return said


def clock(moment: datetime | time, lookup: Lookup) -> str:
    if lookup.units == "us" and base(lookup.language) == "en":
        return f"{moment:%I:%M %p}".lstrip("0")
    return language_of(lookup.language).clock.format(moment)


def worded(evidence: Evidence, options: Options, lookup: Lookup, values: dict[str, str]) -> Evidence:
    """The evidence with the row's sentences, filled: stored text is only ever searched for {names}."""
    said = {**spoken(lookup, values), **times(evidence, options.fields, lookup)}
    full = replace(evidence, answer=ANSWER, values=said)
    short = render(options.short_sentence, spoken_values(full, "short", lookup.language))
    long = render(options.long_sentence or options.short_sentence, spoken_values(full, "long", lookup.language))
    return replace(full, values={**said, "sentence": short, "long_sentence": long})


def nothing(options: Options, lookup: Lookup, values: dict[str, str]) -> ProviderError:
    # at home the place has no value for a sentence, but here it may be all that there is to say
    said = {**values, **{name: text for name, text in spoken(lookup, values).items() if text}}
    return ProviderError(render(options.nothing_found, said) or NOTHING, "missing")
