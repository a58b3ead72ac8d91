"""Time zones: by IANA name, and (offline) by the name of a city, a state, a country or a zone."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

ALIKE = 0.8  # the least likeness of a name to the one that may be meant: one letter in five differs
OF_ZONES = re.compile(r"\b(?:time|coast|eastern|central|mountain|pacific|atlantic)\b")  # no place has this name
NAMES = Path(__file__).parent / "data" / "zone_names.txt"
# Countries nearly all of whose people share one zone: nobody who asks for Spain means the Canaries.
MAIN = {"ES": "Europe/Madrid", "PT": "Europe/Lisbon", "CN": "Asia/Shanghai", "NZ": "Pacific/Auckland",
        "CL": "America/Santiago", "EC": "America/Guayaquil"}  # fmt: skip
COUNTRIES = {
    "usa": "US", "us": "US", "united states of america": "US", "america": "US", "the states": "US", "the us": "US",
    "the united states": "US", "south korea": "KR", "korea": "KR", "north korea": "KP", "russia": "RU", "vietnam": "VN",
    "czech republic": "CZ", "czechia": "CZ", "ivory coast": "CI", "the netherlands": "NL", "turkey": "TR",
    "iran": "IR", "syria": "SY", "the philippines": "PH", "bosnia": "BA", "congo": "CD", "cape verde": "CV",
    "united kingdom": "GB", "the uk": "GB", "macau": "MO", "burma": "MM", "swaziland": "SZ",
}  # fmt: skip


def zone_of(name: str) -> ZoneInfo | None:
    """The IANA zone of this name, or None. Cheap: ZoneInfo keeps what it has read."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, OSError, ValueError):  # an unknown name, a folder's name, a path
        return None


def plain(name: str) -> str:
    """Lower case, without accents, full stops and hyphens."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.replace(".", "").replace("'", "").replace("-", " ").replace("_", " ").split())


def zones_named(name: str, now: datetime) -> list[ZoneInfo]:
    """The zones that a name may mean, of those with the same time now only one; none for an unknown name.

    A city's or a state's name means one. A country's may mean several: then the caller asks back.
    """
    if whole := different(listed(plain(name)), now):
        return whole
    for city, region in readings(name):
        wide, narrow = different(listed(region), now), different(listed(city), now)
        offsets = {now.astimezone(zone).utcoffset() for zone in wide}
        if narrow and (not wide or now.astimezone(narrow[0]).utcoffset() in offsets):
            return narrow
        if wide:  # Springfield, Illinois; and Paris, Texas, which is not the Paris that is known
            return wide
    return []


def listed(text: str) -> tuple[str, ...]:
    """The IANA zones that exactly this plain name stands for."""
    names = table()
    return names.get(text) or names.get(text.removeprefix("the ")) or ()


def readings(name: str) -> list[tuple[str, str]]:
    """ "Paris, Texas" and "paris texas" as (city, region)."""
    city, comma, region = name.partition(",")
    if comma:
        return [(plain(city), plain(region)), (plain(f"{city} {region}"), "")]
    words = plain(name).split()
    return [(" ".join(words[:-tail]), " ".join(words[-tail:])) for tail in (1, 2) if len(words) > tail]


def different(names: Iterable[str], now: datetime) -> list[ZoneInfo]:
    """The zones of these names, one for each time it is there now."""
    found: dict[timedelta | None, ZoneInfo] = {}
    for name in names:
        if zone := zone_of(name):
            found.setdefault(now.astimezone(zone).utcoffset(), zone)
    return list(found.values())


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[str, ...]]:
    """Plain name: IANA zones. What people say wins over countries, these over the database's cities."""
    zones: dict[str, tuple[str, ...]] = {}
    cities: dict[str, tuple[str, ...]] = {}
    for code, _coordinates, zone, *_comment in rows("zone.tab"):
        zones[code] = (*zones.get(code, ()), zone)
        cities.setdefault(plain(zone.rpartition("/")[2]), (zone,))
    zones |= {code: (zone,) for code, zone in MAIN.items()}
    countries = {plain(country): zones[code] for code, country in rows("iso3166.tab") if code in zones}
    short = {country.partition(" (")[0]: found for country, found in countries.items()}
    said = {plain(alias): zones[code] for alias, code in COUNTRIES.items()}
    own = {plain(name): (zone,) for zone, names in known() for name in names}
    return cities | short | countries | said | own


def nearest(name: str) -> str:
    """The city, state or country that is written most like this; "" where none is, or where it is written right."""
    wanted, names = plain(name), spellings()
    found = get_close_matches(wanted, names, 1, ALIKE) if wanted not in names else []
    return names[found[0]] if found else ""


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Plain name: as it is written."""
    cities = [zone.rpartition("/")[2].replace("_", " ") for _code, _coordinates, zone, *_comment in rows("zone.tab")]
    countries = [country.partition(" (")[0] for _code, country in rows("iso3166.tab")]
    said = [name.title() for _, names in known() for name in names if len(name) > 3 and not OF_ZONES.search(name)]
    return {plain(name): name for name in (*cities, *countries, *said)}


def known() -> list[tuple[str, list[str]]]:
    lines = [line.partition(": ") for line in NAMES.read_text(encoding="utf-8").splitlines() if ": " in line]
    return [(zone, names.split(", ")) for zone, _, names in lines if not zone.startswith("#")]


def rows(name: str) -> list[list[str]]:
    """A table of the time zone database: tabs between columns, comments after #."""
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def country_codes() -> dict[str, str]:
    """IANA zone: the two letters of its country (ISO 3166-1)."""
    return {zone: code for code, _coordinates, zone, *_comment in rows("zone.tab")}
