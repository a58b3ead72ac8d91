"""Evidence as JSON for the cache, and the key it is kept under."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from pydantic import BaseModel

from athena_project.plugins import Plugin
from athena_project.same import Same
from ragdomains.models import Domain
from ragdomains.types import Days, Evidence, Fact, Lookup, Passage, Spot
from ragdomains.zones import zone_of

VERSION = 3  # in every key: an entry of another layout is not found
# ASCII only: a lone surrogate in a question is escaped, not an error
CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode
RELATIVE = re.compile(
    r"\b(now|currently|today|tonight|tomorrow|day after tomorrow|this (?:morning|afternoon|evening|night|week|weekend)"
    r"|next (?:week|weekend)|jetzt|gerade|zurzeit|momentan|aktuell|heute|morgen|übermorgen"
    r"|(?:am|dieses|nächstes) wochenende|(?:diese|nächste) woche)\b"
)


def to_json(evidence: Evidence) -> bytes:
    """Raises orjson.JSONEncodeError for text that is no Unicode (a lone surrogate)."""
    body = {field.name: _plain(getattr(evidence, field.name)) for field in fields(Evidence)}
    return orjson.dumps(body)


def from_json(data: bytes) -> Evidence:
    """The inverse of to_json; raises ValueError, KeyError or TypeError for anything else."""
    body: dict[str, Any] = dict(orjson.loads(data))
    body["as_of"] = _value(body["as_of"])
    body["facts"] = tuple(_row(Fact, item) for item in body["facts"])
    body["passages"] = tuple(_row(Passage, item) for item in body["passages"])
    return Evidence(**body)


def _plain(value: object) -> object:
    """Times as {"t": ISO, "z": zone} and dates as {"d": ISO}, so that they come back as what they were."""
    if isinstance(value, datetime):
        zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else ""
        return {"t": value.isoformat(), "z": zone}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, (Fact, Passage)):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def _value(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if set(value) == {"t", "z"}:
        moment = datetime.fromisoformat(value["t"])
        return moment.astimezone(ZoneInfo(value["z"])) if value["z"] else moment
    return date.fromisoformat(value["d"]) if set(value) == {"d"} else value


def _row(kind: type[Any], items: list[object]) -> Any:
    return kind(*(_value(item) for item in items))


def key(domain: Domain, lookup: Lookup) -> str:
    """The same for questions with the same meaning, in every process; never the text of the question."""
    plugin = domain.plugins[domain.kind]
    text = normalised(lookup.text)
    said = [*telling(Same(plugin.extra.get("words")), text)]
    name = plugin.extra.get("unknown")
    said += [normalised(name(lookup))] if callable(name) else []
    asked = [
        lookup.ask,
        _spot(lookup.spot),
        _days(lookup),
        sorted((name, normalised(value)) for name, value in lookup.slots.items()),
        [_several(lookup.choices), _several(lookup.many)],
        lookup.units,
        lookup.language,
        text if plugin.extra.get("uses_text") else said,
    ]
    whole = f"{_source(domain.kind, plugin.options, orjson.dumps(domain.options))},{canonical(asked)[1:]}"
    return f"lookup:{domain.pk}:{hashlib.sha256(whole.encode()).hexdigest()}"


def canonical(asked: Sequence[object]) -> str:
    """As CANONICAL writes it: of ASCII alone orjson writes just the same, in a tenth of the time."""
    with suppress(orjson.JSONEncodeError):
        text = orjson.dumps(asked).decode()
        if text.isascii() and "\x7f" not in text:  # the one letter of ASCII that only the other escapes
            return text
    return CANONICAL(asked)


@lru_cache(maxsize=256)
def _source(kind: str, options: type[BaseModel], given: bytes) -> str:
    """The beginning of a key, which is the same for all questions to a domain: what is asked, by which options."""
    return CANONICAL([VERSION, kind, options.model_validate(orjson.loads(given)).model_dump(mode="json")])[:-1]


def described(plugin: Plugin[Any], lookup: Lookup) -> dict[str, object]:
    """What tells one kept answer from another, for people; the words only where they change the answer."""
    days = lookup.days
    found: dict[str, object] = {
        "ask": lookup.ask,
        "place": lookup.spot.name if lookup.spot else "",
        "days": f"{days.first} to {days.last} {days.part}".strip() if days else "",
        **lookup.slots,
        "units": lookup.units,
        "language": lookup.language,
        "words": normalised(lookup.text) if plugin.extra.get("uses_text") else "",
    }
    return {
        name: text.encode(errors="replace").decode() for name, text in found.items() if isinstance(text, str) and text
    }


def _several(slots: Mapping[str, tuple[str, ...]]) -> list[tuple[str, list[str]]]:
    return sorted((name, [normalised(value) for value in values]) for name, values in slots.items())


@lru_cache(maxsize=512)
def telling(words: Same, text: str) -> tuple[str, ...]:
    """The words of a plug-in that stand in a text. It may have thousands, and the same is asked again and again."""
    return tuple(word for word in _words(words.held) if word in text)


def _words(words: object) -> tuple[str, ...]:
    return tuple(str(word) for word in words) if isinstance(words, (tuple, list, set, frozenset)) else ()


@lru_cache(maxsize=1024)
def normalised(text: str) -> str:
    """Lower case, one space between words, no punctuation around them."""
    return " ".join(word for part in text.casefold().split() if (word := part.strip(".,;:!?\"'()")))


def _spot(spot: Spot | None) -> list[object]:
    if spot is None:
        return []
    if spot.latitude is not None and spot.longitude is not None:
        # the name is spoken, so two names of one place are two answers; a hundredth of a degree is a kilometre
        return [round(spot.latitude, 2), round(spot.longitude, 2), normalised(spot.name), spot.home]
    return [normalised(spot.name), normalised(spot.country), spot.home]


def _days(lookup: Lookup) -> list[object]:
    """The days with their relative word: "tomorrow" in another zone is another day than the same date."""
    zone = zone_of(lookup.spot.zone) if lookup.spot else None
    today = lookup.now.astimezone(zone) if zone else lookup.now
    return _told(lookup.days, today.date())


@lru_cache(maxsize=512)  # many ask for the same few days; nobody changes the list
def _told(days: Days | None, today: date) -> list[object]:
    if days is None:
        return [today.isoformat()]
    said = RELATIVE.findall(days.said.casefold())
    return [today.isoformat(), days.first.isoformat(), days.last.isoformat(), days.part, sorted(said)]
