"""The air quality now, from Open-Meteo (https://open-meteo.com/en/docs/air-quality-api)."""

from ragdomains.bodies import Service, mapping, number
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Spot
from ragdomains.weather.codes import air_level
from ragdomains.weather.times import When
from ragdomains.weather.words import put

# fact: the API's name, unit
POLLUTANTS = {"pm2_5": "ug/m3", "pm10": "ug/m3", "ozone": "ug/m3"}


async def air_quality(lookup: Lookup, place: Spot, asked: When, source: Service) -> Evidence:
    """The index that is usual where the units are: the American one for us, the European one for metric."""
    if asked.first != asked.now.date():
        raise ProviderError("I only know the air quality of today.", "missing")
    index = "us_aqi" if lookup.units == "us" else "european_aqi"
    params: dict[str, str | int | float] = {
        "latitude": round(place.latitude or 0.0, 4),
        "longitude": round(place.longitude or 0.0, 4),
        "timezone": place.zone or "auto",
        "current": ",".join((index, *POLLUTANTS)),
    }
    now = mapping(mapping(await source.ask("/v1/air-quality", params)).get("current"))
    aqi = number(now, index)
    if aqi is None or aqi < 0:
        raise ProviderError(f"There is no air quality to be had for {place.name} right now.", "broken")
    facts = [Fact("aqi", round(aqi), "aqi", place.name, asked.now, as_of=lookup.now, source="Open-Meteo")]
    for name, unit in POLLUTANTS.items():
        if (value := number(now, name)) is not None:
            facts.append(Fact(name, value, unit, place.name, asked.now, as_of=lookup.now, source="Open-Meteo"))
    values = {
        "place": "" if place.home else place.name,
        "level": put(air_level(aqi, lookup.units), lookup.language),
        "index": f"{round(aqi)}",
    }
    return Evidence(tuple(facts), (), "air", values, lookup.now, "Open-Meteo", "https://open-meteo.com/")
