"""Finds the place that is meant, by Open-Meteo's geocoding (https://open-meteo.com/en/docs/geocoding-api).

Another service's places are found by the same rules: its search gives them in the same form.
"""

import unicodedata
from collections.abc import Awaitable, Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial

from ragdomains import zones
from ragdomains.bodies import Service, mapping, number, words
from ragdomains.types import Lookup, ProviderError, Spot
from ragdomains.zones import zone_of

Found = Mapping[str, object]  # name, latitude, longitude; admin1, admin2, country, country_code, population, timezone
Search = Callable[[str], Awaitable[list[Found]]]
# A name that differs more than this from the one found was matched as another language's (Wien, Vienna), not as a slip.
SLIP = 0.8
TOWN = 15_000
POSTAL = (
    "al:alabama ak:alaska az:arizona ar:arkansas ca:california co:colorado ct:connecticut de:delaware fl:florida "
    "ga:georgia hi:hawaii id:idaho il:illinois in:indiana ia:iowa ks:kansas ky:kentucky la:louisiana me:maine "
    "md:maryland ma:massachusetts mi:michigan mn:minnesota ms:mississippi mo:missouri mt:montana ne:nebraska "
    "nv:nevada nh:new_hampshire nj:new_jersey nm:new_mexico ny:new_york nc:north_carolina nd:north_dakota oh:ohio "
    "ok:oklahoma or:oregon pa:pennsylvania ri:rhode_island sc:south_carolina sd:south_dakota tn:tennessee tx:texas "
    "ut:utah vt:vermont va:virginia wa:washington wv:west_virginia wi:wisconsin wy:wyoming dc:district_of_columbia"
)
STATES = dict(pair.split(":") for pair in POSTAL.split())
SHORT = {"uk": "united kingdom", "usa": "united states", "us": "united states", "england": "england"}


async def find(lookup: Lookup, source: Service) -> Spot:
    """The place asked about, by Open-Meteo's search; raises as find_by does."""
    return await find_by(lookup, partial(search, source, lookup.language))


async def find_by(lookup: Lookup, search: Search) -> Spot:
    """The place asked about, with coordinates; raises ProviderError (missing) for none and for an unknown one."""
    spot = lookup.spot
    if spot is None or not (spot.name.strip() or spot.latitude is not None):
        raise ProviderError("Which place do you mean? I do not know where home is yet.", "missing")
    if spot.latitude is not None and spot.longitude is not None:
        return spot
    name, _, region = (part.strip() for part in spot.name.partition(","))
    region = region or spot.country
    found = await search(name)
    if chosen := choose(name, region, [item for item in found if plain(words(item, "name")) == plain(name)]):
        return chosen
    for city, part in [] if "," in spot.name else splits(name):
        if chosen := choose(city, part, await search(city)):
            return chosen
    if chosen := choose(name, region, found):
        return chosen
    raise unknown(spot.name, found)


def splits(name: str) -> list[tuple[str, str]]:
    """ "paris texas" as a place and its region; the region may have two words."""
    parts = name.split()
    return [(" ".join(parts[:-tail]), " ".join(parts[-tail:])) for tail in (1, 2) if len(parts) > tail]


async def search(source: Service, language: str, name: str) -> list[Found]:
    params: dict[str, str | int | float] = {
        "name": name[:100],
        "count": 20,
        "language": language[:2].lower() or "en",
        "format": "json",
    }
    body = await source.ask("/v1/search", params)
    results = body.get("results", []) if isinstance(body, Mapping) else None
    found = [mapping(item) for item in results] if isinstance(results, list) else []
    if results != [] and not any(usable(item) for item in found):
        raise ProviderError("The place search gave an answer that makes no sense.", "broken")
    return [item for item in found if usable(item)]


def usable(item: Found) -> bool:
    return bool(words(item, "name")) and number(item, "latitude") is not None and number(item, "longitude") is not None


def choose(name: str, region: str, found: Sequence[Found]) -> Spot | None:
    """The biggest place of the name (in the region, where one is named); None when none fits the name."""
    fitting = [item for item in found if not region or lies_in(item, region)]
    named = [item for item in fitting if same(name, words(item, "name"))]
    others = [item for item in fitting if translated(name, item)]
    if not (candidates := named or others[:1]):
        return None
    candidates = sorted(candidates, key=size, reverse=True)
    rivals = [item for item in candidates[1:] if size(item) * 5 > size(candidates[0])]
    return spot_of(candidates[0], with_region=bool(region or rivals))


def lies_in(item: Found, region: str) -> bool:
    wanted = [plain(part) for part in region.split(",")]
    where = {plain(words(item, key)) for key in ("country", "country_code", "admin1", "admin2")}
    return all(
        where & {part, SHORT.get(part, part), STATES.get(part, part).replace("_", " ")} for part in wanted if part
    )


def same(asked: str, name: str) -> bool:
    """Whether it is the name asked for, accents aside, or one of them is the other with words added (New York City)."""
    one, other = plain(asked), plain(name)
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def translated(asked: str, item: Found) -> bool:
    likeness = SequenceMatcher(None, plain(asked), plain(words(item, "name"))).ratio()
    return likeness < SLIP and size(item) >= TOWN


def size(item: Found) -> float:
    return number(item, "population") or 0


def plain(text: str) -> str:
    """Lower case, without accents and full stops."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.replace(".", "").replace("-", " ").split())


def spot_of(item: Found, with_region: bool) -> Spot:
    name, region, country = words(item, "name"), words(item, "admin1"), words(item, "country")
    further = region if region and region != name else country
    zone = words(item, "timezone")
    return Spot(
        f"{name}, {further}" if with_region and further else name,
        number(item, "latitude"),
        number(item, "longitude"),
        zone if zone_of(zone) else "",
        country,
    )


def unknown(name: str, found: Sequence[Found]) -> ProviderError:
    """What is said of an unknown place: with the nearest match, or spelling, where there is one."""
    offer = match(name, found) if found else zones.nearest(name)
    if not offer:
        return ProviderError(f"I do not know a place called {name[:60]}. Which place do you mean?", "missing")
    return ProviderError(f"I do not know a place called {name[:60]}. Did you mean {offer}?", "missing")


def match(name: str, found: Sequence[Found]) -> str:
    """Of what the search found, the place whose name is most like it."""
    best = max(found, key=lambda item: SequenceMatcher(None, plain(name), plain(words(item, "name"))).ratio())
    country = words(best, "country")
    return f"{words(best, 'name')}, {country}" if country else words(best, "name")
