"""The pollen in the air now, from Open-Meteo (https://open-meteo.com/en/docs/air-quality-api); known in Europe only."""

from ragdomains.bodies import Service, mapping, number
from ragdomains.sentences import digits
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Spot
from ragdomains.weather.times import When
from ragdomains.weather.words import put

UNIT = "grains/m3"
# the API's name: what it is called
PLANTS = {
    "alder_pollen": "alder", "birch_pollen": "birch", "grass_pollen": "grass", "mugwort_pollen": "mugwort",
    "olive_pollen": "olive", "ragweed_pollen": "ragweed",
}  # fmt: skip


async def pollen(lookup: Lookup, place: Spot, when: When, source: Service) -> Evidence:
    """Which pollen flies, most first; raises ProviderError for another day, and where none is measured."""
    if when.first != when.now.date():
        raise ProviderError("I only know the pollen of today.", "missing")
    params: dict[str, str | int | float] = {
        "latitude": round(place.latitude or 0.0, 4),
        "longitude": round(place.longitude or 0.0, 4),
        "timezone": place.zone or "auto",
        "current": ",".join(PLANTS),
    }
    now = mapping(mapping(await source.ask("/v1/air-quality", params)).get("current"))
    found = {plant: value for plant in PLANTS if (value := number(now, plant)) is not None and value >= 0}
    if not found:
        raise ProviderError(
            f"I know no pollen for {place.name}; it is known in Europe only, and in its season.", "missing"
        )
    ranked = sorted(found, key=lambda plant: -found[plant])
    facts = tuple(
        Fact(plant, found[plant], UNIT, place.name, when.now, as_of=lookup.now, source="Open-Meteo") for plant in ranked
    )
    return Evidence(
        facts, (), "pollen" if found[ranked[0]] >= 1 else "no_pollen", said(ranked, found, place, lookup), lookup.now,
        "Open-Meteo", "https://open-meteo.com/",
    )  # fmt: skip


def said(ranked: list[str], found: dict[str, float], place: Spot, lookup: Lookup) -> dict[str, str]:
    """ "grass 32, birch 4 grains"; what does not fly is not named."""
    flying = [
        f"{put(PLANTS[plant], lookup.language)} {digits(round(found[plant]), 0, lookup.language)}"
        for plant in ranked
        if found[plant] >= 1
    ]
    return {"place": "" if place.home else place.name, "pollen": ", ".join(flying)}
