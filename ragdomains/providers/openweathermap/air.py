"""The air quality now, from OpenWeatherMap (https://openweathermap.org/api/air-pollution): an index from 1 to 5."""

from ragdomains.bodies import finite, mapping, number, within
from ragdomains.languages import base
from ragdomains.providers.openweathermap.forecast import Account
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Spot
from ragdomains.weather.times import When
from ragdomains.weather.words import asks_pollen, put

LEVELS = {1: "good", 2: "fair", 3: "moderate", 4: "poor", 5: "very poor"}
POLLUTANTS = {"pm2_5": "pm2_5", "pm10": "pm10", "ozone": "o3"}  # fact: the service's name, in micrograms


async def air_quality(lookup: Lookup, place: Spot, asked: When, account: Account) -> Evidence:
    if asks_pollen(lookup.text):
        raise ProviderError("I only know how clean the air is, not the pollen in it.", "missing")
    if asked.first != asked.now.date():
        raise ProviderError("I only know the air quality of today.", "missing")
    where = {"lat": round(place.latitude or 0.0, 4), "lon": round(place.longitude or 0.0, 4)}
    body = await account.ask("/data/2.5/air_pollution", where)
    index = finite(within(body, "list", 0, "main", "aqi"))
    if index not in LEVELS:
        raise ProviderError(f"There is no air quality to be had for {place.name} right now.", "broken")
    found = mapping(within(body, "list", 0, "components"))
    known = {name: value for name, key in POLLUTANTS.items() if (value := number(found, key)) is not None}
    facts = [Fact("aqi", int(index), "aqi", place.name, asked.now, as_of=lookup.now, source="OpenWeatherMap")]
    for name, value in known.items():
        facts.append(Fact(name, value, "ug/m3", place.name, asked.now, as_of=lookup.now, source="OpenWeatherMap"))
    values = {
        "place": "" if place.home else place.name,
        "level": put(LEVELS[int(index)], lookup.language),
        "index": f"{int(index)} {'von' if base(lookup.language) == 'de' else 'of'} 5",
    }
    return Evidence(tuple(facts), (), "air", values, lookup.now, "OpenWeatherMap", "https://openweathermap.org/")
