"""Words for the WMO weather codes, as https://open-meteo.com/en/docs lists them, and for other scales."""

WORDS = {
    0: "clear sky",
    1: "mostly clear",
    2: "partly cloudy",
    3: "overcast",
    45: "fog",
    48: "freezing fog",
    51: "light drizzle",
    53: "drizzle",
    55: "heavy drizzle",
    56: "light freezing drizzle",
    57: "freezing drizzle",
    61: "light rain",
    63: "rain",
    65: "heavy rain",
    66: "light freezing rain",
    67: "freezing rain",
    71: "light snow",
    73: "snow",
    75: "heavy snow",
    77: "snow grains",
    80: "light rain showers",
    81: "rain showers",
    82: "violent rain showers",
    85: "light snow showers",
    86: "heavy snow showers",
    95: "thunderstorms",
    96: "thunderstorms with hail",
    99: "thunderstorms with heavy hail",
}
SNOW = frozenset({71, 73, 75, 77, 85, 86})
WET = frozenset(code for code in WORDS if code > 48)
POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def compass(degrees: float) -> str:
    """The direction the wind comes from, in eight words."""
    return POINTS[round(degrees / 45) % 8]


def uv_level(index: float) -> str:
    """The exposure category of the WHO's Global Solar UV Index (2002)."""
    rounded = round(index)
    return next(word for limit, word in UV_LEVELS if rounded <= limit)


UV_LEVELS = ((2, "low"), (5, "moderate"), (7, "high"), (10, "very high"), (10_000, "extreme"))
# https://open-meteo.com/en/docs/air-quality-api: the European and the United States air quality index
EUROPEAN_AIR = (
    (20, "good"),
    (40, "fair"),
    (60, "moderate"),
    (80, "poor"),
    (100, "very poor"),
    (100_000, "extremely poor"),
)
US_AIR = (
    (50, "good"),
    (100, "moderate"),
    (150, "unhealthy for sensitive groups"),
    (200, "unhealthy"),
    (300, "very unhealthy"),
    (100_000, "hazardous"),
)


def air_level(index: float, units: str) -> str:
    return next(word for limit, word in (US_AIR if units == "us" else EUROPEAN_AIR) if index <= limit)
