"""Reads METAR and TAF as https://aviationweather.gov/data/api/ gives them in JSON.

Speeds are knots, visibility statute miles ("10+" for more), clouds feet, pressure hPa; a wind's direction may be "VRB".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from athena_project.body import parse_json
from ragdomains.airports import Airport
from ragdomains.bodies import Body, Service, mappings, number, numeral, words
from ragdomains.providers.aviation_weather.codes import COVERS
from ragdomains.types import ProviderError


@dataclass(frozen=True, slots=True)
class Sky:
    """What a report or one span of a forecast says. None or "": not known. `more` marks a visibility that is a least
    one; `ceiling` is the lowest layer that covers more than half of the sky, `cover` the most of any."""

    temperature: float | None = None
    wind: float | None = None
    gusts: float | None = None
    direction: float | None = None
    visibility: float | None = None
    more: bool = False
    ceiling: float | None = None
    cover: str = ""
    weather: str = ""
    pressure: float | None = None
    raw: str = ""
    change: str = ""
    begins: datetime | None = None
    ends: datetime | None = None


async def fetch(kind: str, airport: Airport, source: Service) -> Body:
    """The newest report. Raises ProviderError (missing) for an airport that sends none: the service then answers with
    the status 204 or an empty list."""
    address = f"{source.url.rstrip('/')}/api/data/{kind}"
    params: dict[str, str | int | float] = {"ids": airport.icao, "format": "json"}
    response = await source.http.get(address, params=params, seconds=source.seconds)
    body = [] if response.status == 204 else parse_json(response.body, urlsplit(address).hostname or "")
    if not isinstance(body, list):
        raise source.senseless()
    if not body:
        what = "forecast" if kind == "taf" else "weather report"
        raise ProviderError(f"There is no {what} from {airport.title} right now.", "missing")
    found = mappings(body)
    if not found:
        raise source.senseless()
    return found[0]


def sky(block: Body) -> Sky:
    gusts, wind = number(block, "wgst"), number(block, "wspd")
    said = block.get("visib")
    clouds = mappings(block.get("clouds"))
    return Sky(
        temperature=number(block, "temp"),
        wind=wind,
        gusts=gusts if gusts and gusts > (wind or 0) else None,
        direction=number(block, "wdir") if wind else None,
        visibility=numeral(said.rstrip("+") if isinstance(said, str) else said),
        more=isinstance(said, str) and said.endswith("+"),
        ceiling=ceiling(block, clouds),
        cover=max((words(each, "cover") for each in clouds), key=rank, default="") or words(block, "cover"),
        weather=words(block, "wxString"),
        pressure=number(block, "altim"),
        raw=words(block, "rawOb"),
        change=words(block, "fcstChange"),
        begins=moment(block.get("timeFrom")),
        ends=moment(block.get("timeTo")),
    )


def rank(cover: str) -> int:
    return list(COVERS).index(cover) if cover in COVERS else -1


def ceiling(block: Body, clouds: Sequence[Body]) -> float | None:
    bases = [number(each, "base") for each in clouds if words(each, "cover") in {"BKN", "OVC", "OVX"}]
    return min((base for base in [*bases, number(block, "vertVis")] if base is not None), default=None)


def moment(value: object) -> datetime | None:
    """Seconds since 1970, or an ISO time; both are UTC."""
    seconds = numeral(value)
    try:
        if seconds is not None:
            return datetime.fromtimestamp(seconds, UTC)
        if isinstance(value, str) and re.match(r"\d{4}-", value):
            return datetime.fromisoformat(value.replace(" ", "T", 1)).replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def observed(block: Body) -> datetime | None:
    return moment(block.get("obsTime")) or moment(block.get("reportTime"))


def spans(block: Mapping[str, object]) -> list[Sky]:
    """The spans of a forecast that say from when to when they hold."""
    found = [sky(item) for item in mappings(block.get("fcsts"))]
    return [each for each in found if each.begins and each.ends]
