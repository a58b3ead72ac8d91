"""Finds places by OpenWeatherMap's geocoding (https://openweathermap.org/api/geocoding-api); it knows no time zones."""

from dataclasses import replace
from datetime import datetime, timedelta

from ragdomains.bodies import Body, mapping, mappings, number, words
from ragdomains.providers.openweathermap.forecast import Account
from ragdomains.types import Spot
from ragdomains.weather.places import TOWN, Found, plain
from ragdomains.zones import zone_of, zones_named

COUNTRIES = {
    "US": "United States", "GB": "United Kingdom", "CA": "Canada", "AU": "Australia", "NZ": "New Zealand",
    "IE": "Ireland", "DE": "Germany", "AT": "Austria", "CH": "Switzerland", "FR": "France", "IT": "Italy",
    "ES": "Spain", "PT": "Portugal", "NL": "Netherlands", "BE": "Belgium", "NO": "Norway", "SE": "Sweden",
    "DK": "Denmark", "FI": "Finland", "PL": "Poland", "JP": "Japan", "IN": "India", "MX": "Mexico", "BR": "Brazil",
}  # fmt: skip


async def search(account: Account, name: str) -> list[Found]:
    """In the form of ragdomains.weather.places; raises ProviderError (broken) for an answer of another shape."""
    body = await account.ask("/geo/1.0/direct", {"q": name[:100], "limit": 5})
    if not isinstance(body, list):
        raise account.service.senseless()
    found = [found_of(item, name) for item in mappings(body)]
    usable: list[Found] = [item for item in found if item["name"] and None not in (item["latitude"], item["longitude"])]
    if body and not usable:
        raise account.service.senseless()
    return usable


def found_of(item: Body, asked: str) -> dict[str, object]:
    """A place whose name in another language was asked for counts as a town, for its size is not told."""
    code = words(item, "country")
    others = {plain(text) for text in mapping(item.get("local_names")).values() if isinstance(text, str)}
    return {
        "name": words(item, "name"),
        "latitude": number(item, "lat"),
        "longitude": number(item, "lon"),
        "admin1": words(item, "state"),
        "country_code": code,
        "country": COUNTRIES.get(code, code),
        "population": TOWN if plain(asked) in others else None,
    }


def placed(place: Spot, offset: float | None, now: datetime) -> Spot:
    """The place with its time zone: by its name, where the offset (in seconds) fits, else by the offset alone."""
    if zone_of(place.zone) or offset is None:
        return place
    for zone in zones_named(place.name, now):
        if now.astimezone(zone).utcoffset() == timedelta(seconds=offset):
            return replace(place, zone=zone.key)
    hours = int(offset // 3600)
    # the names of these zones count westwards
    name = f"Etc/GMT{-hours:+d}" if offset % 3600 == 0 and hours else "UTC" if not offset else ""
    return replace(place, zone=name if zone_of(name) else "")
