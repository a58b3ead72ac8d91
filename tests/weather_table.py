"""Made-up weather of a few places, in the shapes of Open-Meteo: the same for the same place and hour."""

import math
import zlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher

# name, region, country, code, latitude, longitude, zone, population
Row = tuple[str, str, str, str, float, float, str, int]
PLACES: tuple[Row, ...] = (
    ("Oslo", "Oslo County", "Norway", "NO", 59.91273, 10.74609, "Europe/Oslo", 580_000),
    ("Bergen", "Vestland", "Norway", "NO", 60.39299, 5.32415, "Europe/Oslo", 213_585),
    ("Berlin", "State of Berlin", "Germany", "DE", 52.52437, 13.41053, "Europe/Berlin", 3_426_354),
    ("Berlin", "New Hampshire", "United States", "US", 44.46867, -71.18508, "America/New_York", 9_367),
    ("London", "England", "United Kingdom", "GB", 51.50853, -0.12574, "Europe/London", 8_961_989),
    ("London", "Ontario", "Canada", "CA", 42.98339, -81.23304, "America/Toronto", 422_324),
    ("Paris", "Île-de-France", "France", "FR", 48.85341, 2.3488, "Europe/Paris", 2_138_551),
    ("Paris", "Texas", "United States", "US", 33.66094, -95.55551, "America/Chicago", 24_782),
    ("Rome", "Latium", "Italy", "IT", 41.89193, 12.51133, "Europe/Rome", 2_318_895),
    ("Madrid", "Madrid", "Spain", "ES", 40.4165, -3.70256, "Europe/Madrid", 3_255_944),
    ("Reykjavik", "Capital Region", "Iceland", "IS", 64.13548, -21.89541, "Atlantic/Reykjavik", 118_918),
    ("New York", "New York", "United States", "US", 40.71427, -74.00597, "America/New_York", 8_804_190),
    ("Boston", "Massachusetts", "United States", "US", 42.35843, -71.05977, "America/New_York", 675_647),
    ("Chicago", "Illinois", "United States", "US", 41.85003, -87.65005, "America/Chicago", 2_696_555),
    ("Denver", "Colorado", "United States", "US", 39.73915, -104.9847, "America/Denver", 715_522),
    ("San Francisco", "California", "United States", "US", 37.77493, -122.41942, "America/Los_Angeles", 864_816),
    ("Seattle", "Washington", "United States", "US", 47.60621, -122.33207, "America/Los_Angeles", 737_015),
    ("Portland", "Oregon", "United States", "US", 45.52345, -122.67621, "America/Los_Angeles", 652_503),
    ("Portland", "Maine", "United States", "US", 43.65737, -70.2589, "America/New_York", 66_881),
    ("Springfield", "Missouri", "United States", "US", 37.21533, -93.29824, "America/Chicago", 166_810),
    ("Springfield", "Illinois", "United States", "US", 39.80172, -89.64371, "America/Chicago", 116_565),
    ("Tokyo", "Tokyo", "Japan", "JP", 35.6895, 139.69171, "Asia/Tokyo", 9_733_276),
    ("Sydney", "New South Wales", "Australia", "AU", -33.86785, 151.20732, "Australia/Sydney", 4_627_345),
    ("Auckland", "Auckland", "New Zealand", "NZ", -36.84853, 174.76349, "Pacific/Auckland", 417_910),
    ("Nairobi", "Nairobi County", "Kenya", "KE", -1.28333, 36.81667, "Africa/Nairobi", 2_750_547),
)
CODES = (0, 1, 2, 3, 45, 51, 61, 63, 80, 95)
HORIZON = 16
FAHRENHEIT = {"temperature_2m", "apparent_temperature", "temperature_2m_max", "temperature_2m_min"} | {
    "apparent_temperature_max",
    "apparent_temperature_min",
    "dew_point_2m",
}


def nearest(latitude: float, longitude: float) -> Row:
    """The place of the table next to these degrees."""
    return min(PLACES, key=lambda p: math.hypot(p[4] - latitude, p[5] - longitude))


def weather(place: str, latitude: float, moment: datetime) -> dict[str, float | int]:
    """Plausible metric values for a place and a local hour: always the same for the same hour."""
    dice = zlib.crc32(f"{place}{moment:%Y-%m-%d}".encode())
    season = math.cos((moment.timetuple().tm_yday - 200) / 365 * 2 * math.pi) * math.copysign(1, latitude)
    middle = 27 - 0.4 * abs(latitude) + season * abs(latitude) * 0.2 + dice % 7 - 3
    temperature = middle + 4 * math.cos((moment.hour - 15) / 24 * 2 * math.pi)
    code = CODES[dice // 7 % len(CODES)]
    if code > 45 and temperature < 0:
        code = 73
    wind = 4 + dice // 100 % 30
    wet = code > 45
    return {
        "temperature_2m": round(temperature, 1),
        "apparent_temperature": round(temperature - wind / 8, 1),
        "relative_humidity_2m": 45 + dice // 11 % 50,
        "weather_code": code,
        "precipitation": 0.4 if wet else 0.0,
        "precipitation_probability": 60 + dice % 40 if wet else dice % 25,
        "snowfall": 0.28 if code == 73 else 0.0,
        "wind_speed_10m": float(wind),
        "wind_gusts_10m": round(wind * 1.8, 1),
        "wind_direction_10m": dice // 13 % 360,
        "uv_index": round(max(0.0, 5 * math.sin((moment.hour - 6) / 12 * math.pi)), 2) if 6 < moment.hour < 18 else 0.0,
        "is_day": int(6 <= moment.hour < 20),
        "cloud_cover": min(100, code * 30),
        **air(dice),
    }


def air(dice: int) -> dict[str, float | int]:
    levels = {"pm2_5": 4.0 + dice % 20, "pm10": 9.0 + dice % 30, "ozone": 40.0 + dice % 50}
    return {"european_aqi": 12 + dice % 60, "us_aqi": 20 + dice % 90, **levels}


def aggregate(name: str, hours: list[dict[str, float | int]]) -> float | int:
    """One value of the API's name from hourly ones; raises ValueError for a name the API does not have."""
    for suffix, join in (("_max", max), ("_min", min), ("_sum", sum)):
        if name.endswith(suffix):
            return round(join(hour[name.removesuffix(suffix)] for hour in hours), 2)
    if name == "daylight_duration":
        return 31_680.0
    if name not in hours[0]:
        raise ValueError(f"Data corrupted at path ''. Cannot initialize variable from invalid String value {name}.")
    return max(hour[name] for hour in hours)


def converted(name: str, value: float | int, query: Mapping[str, str]) -> float | int:
    """The value in the units that the query asks for."""
    if name in FAHRENHEIT and query.get("temperature_unit") == "fahrenheit":
        return round(value * 9 / 5 + 32, 1)
    if name.startswith("wind_") and "direction" not in name and query.get("wind_speed_unit") == "mph":
        return round(value / 1.609344, 1)
    if name in {"precipitation", "precipitation_sum"} and query.get("precipitation_unit") == "inch":
        return round(value / 25.4, 3)
    return value


def wanted_days(query: Mapping[str, str], today: date) -> list[date]:
    """The days a query asks for; raises ValueError as the API does for days out of its range."""
    last_day = today + timedelta(days=HORIZON - 1)
    first = date.fromisoformat(query["start_date"]) if "start_date" in query else today
    count = int(query.get("forecast_days", "7"))
    last = date.fromisoformat(query["end_date"]) if "end_date" in query else today + timedelta(days=count - 1)
    if last > last_day:
        raise ValueError(f"Parameter 'end_date' is out of allowed range from 2016-01-01 to {last_day}")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def near(asked: str, name: str) -> bool:
    """Whether the search finds a name: by its beginning, with words added, or misspelt a little."""
    likeness = SequenceMatcher(None, asked, name).ratio()
    return name.startswith(asked) or asked.startswith(f"{name} ") or (len(asked) > 3 and likeness > 0.7)
