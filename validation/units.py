"""Units: the words and signs they are said with, and how one converts into another."""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure. `value * factor + offset` is in the base unit of its dimension."""

    dimension: str
    factor: float = 1.0
    offset: float = 0.0


MONEY = (
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "JPY",
    "CNY",
    "INR",
    "CAD",
    "AUD",
    "NZD",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "BRL",
    "MXN",
)
# What a loose word may stand for: "degrees" says neither Celsius nor Fahrenheit, so it takes the fact's own number.
LOOSE = {
    "deg": ("degC", "degF"),
    "dollar": ("USD", "CAD", "AUD", "NZD"),
    "pound": ("lb", "GBP"),
    "money": MONEY,
}

UNITS: dict[str, Unit] = {
    "degC": Unit("temperature"),
    "degF": Unit("temperature", 5 / 9, -160 / 9),
    "deg": Unit("temperature"),
    "%": Unit("share"),
    "ppm": Unit("concentration"),
    "ug/m3": Unit("density"),
    "lx": Unit("light"),
    "dB": Unit("loudness"),
    "dollar": Unit("money"),
    "money": Unit("money"),
    "pound": Unit("mass", 0.45359237),
    **{code: Unit(f"money {code}") for code in MONEY},
}
_SCALES: dict[str, dict[str, float]] = {
    "speed": {"m/s": 1, "km/h": 1 / 3.6, "mph": 0.44704, "kn": 0.514444},
    "length": {"mm": 1e-3, "cm": 1e-2, "m": 1, "km": 1e3, "in": 0.0254, "ft": 0.3048, "yd": 0.9144, "mi": 1609.344},
    "mass": {"mg": 1e-6, "g": 1e-3, "kg": 1, "t": 1e3, "oz": 0.028349523, "lb": 0.45359237},
    "volume": {
        "ml": 1e-3,
        "cl": 1e-2,
        "dl": 0.1,
        "l": 1,
        "tsp": 0.00492892,
        "tbsp": 0.0147868,
        "cup": 0.236588,
        "gal": 3.785412,
    },
    "area": {"m2": 1, "ha": 1e4, "km2": 1e6, "sq ft": 0.092903, "acre": 4046.856},
    "time": {
        "ms": 1e-3,
        "s": 1,
        "min": 60,
        "quarter": 900,
        "three quarters": 2700,
        "h": 3600,
        "day": 86_400,
        "week": 604_800,
        "month": 2_629_746,
        "year": 31_556_952,
        "decade": 315_569_520,
        "century": 3_155_695_200,
    },
    "pressure": {"Pa": 1, "hPa": 100, "kPa": 1e3, "bar": 1e5, "inHg": 3386.389, "mmHg": 133.3224, "psi": 6894.757},
    "energy": {"J": 1, "kJ": 1e3, "cal": 4.184, "kcal": 4184, "Wh": 3600, "kWh": 3.6e6, "MWh": 3.6e9},
    "power": {"mW": 1e-3, "W": 1, "kW": 1e3, "MW": 1e6, "GW": 1e9},
    "voltage": {"mV": 1e-3, "V": 1, "kV": 1e3},
    "current": {"mA": 1e-3, "A": 1},
    "frequency": {"Hz": 1, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
    "data": {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12},
    "data rate": {"kbit/s": 1e3, "Mbit/s": 1e6, "Gbit/s": 1e9},
}
for _dimension, _scale in _SCALES.items():
    UNITS.update({name: Unit(_dimension, factor) for name, factor in _scale.items()})

# Each canonical name and how it is written or said, as the words and signs of a tokenised text.
_SAID = {
    "degC": "°C|℃|° C|degC|celsius|degree celsius|degrees celsius|degrees C|centigrade|degrees centigrade|grad celsius",
    "degF": "°F|℉|° F|degF|fahrenheit|degree fahrenheit|degrees fahrenheit|degrees F",
    "deg": "°|degree|degrees|deg|grad",
    "%": "%|percent|per cent|percentage point|percentage points|pct|prozent",
    "km/h": "km / h|kmh|kph|km per hour|kilometres per hour|kilometers per hour|kilometre per hour|kilometer per hour"
    "|kilometres an hour|kilometers an hour|kilometer pro stunde",
    "mph": "mph|mi / h|mile per hour|miles per hour|mile an hour|miles an hour",
    "m/s": "m / s|metre per second|meter per second|metres per second|meters per second|metres a second",
    "kn": "kn|kt|kts|knot|knots",
    "mm": "mm|millimetre|millimeter|millimetres|millimeters|millimetre of rain",
    "cm": "cm|centimetre|centimeter|centimetres|centimeters",
    "m": "m|metre|meter|metres|meters",
    "km": "km|kilometre|kilometer|kilometres|kilometers",
    "in": "in|inch|inches|″",
    "ft": "ft|foot|feet",
    "yd": "yd|yard|yards",
    "mi": "mi|mile|miles",
    "mg": "mg|milligram|milligrams",
    "g": "g|gram|grams|gramme|grammes",
    "kg": "kg|kilo|kilos|kilogram|kilograms",
    "t": "tonne|tonnes|metric tons",
    "oz": "oz|ounce|ounces",
    "lb": "lb|lbs",
    "pound": "pound|pounds",
    "ml": "ml|millilitre|milliliter|millilitres|milliliters",
    "cl": "cl|centilitre|centilitres|centiliters",
    "dl": "dl|decilitre|decilitres|deciliters",
    "l": "l|L|litre|liter|litres|liters",
    "tsp": "tsp|teaspoon|teaspoons",
    "tbsp": "tbsp|tablespoon|tablespoons",
    "cup": "cup|cups",
    "gal": "gal|gallon|gallons",
    "m2": "m2|m²|sqm|square metre|square meter|square metres|square meters",
    "ha": "ha|hectare|hectares",
    "km2": "km2|km²|square kilometres|square kilometers",
    "sq ft": "sq ft|square foot|square feet",
    "acre": "acre|acres",
    "ms": "ms|millisecond|milliseconds",
    "s": "s|sec|secs|second|seconds",
    "min": "min|mins|minute|minutes",
    "h": "h|hr|hrs|hour|hours",
    "day": "day|days",
    "week": "week|weeks",
    "month": "month|months",
    "year": "year|years|yr|yrs",
    "decade": "decade|decades",
    "century": "century|centuries",
    "Pa": "Pa|pascal|pascals",
    "hPa": "hPa|hectopascal|hectopascals|mbar|millibar|millibars",
    "kPa": "kPa|kilopascal|kilopascals",
    "bar": "bar|bars",
    "inHg": "inHg|inches of mercury",
    "mmHg": "mmHg",
    "psi": "psi",
    "J": "J|joule|joules",
    "kJ": "kJ|kilojoule|kilojoules",
    "kcal": "kcal|kilocalories|calories|calorie",
    "Wh": "Wh|watt hour|watt hours|watt - hours",
    "kWh": "kWh|kilowatt hour|kilowatt hours|kilowatt - hours",
    "MWh": "MWh|megawatt hours",
    "mW": "milliwatt|milliwatts",
    "W": "W|watt|watts",
    "kW": "kW|kilowatt|kilowatts",
    "MW": "MW|megawatt|megawatts",
    "GW": "GW|gigawatt|gigawatts",
    "mV": "mV|millivolt|millivolts",
    "V": "V|volt|volts",
    "kV": "kV|kilovolts",
    "mA": "mA|milliamp|milliamps",
    "A": "amp|amps|ampere|amperes",
    "Hz": "Hz|hertz",
    "kHz": "kHz|kilohertz",
    "MHz": "MHz|megahertz",
    "GHz": "GHz|gigahertz",
    "B": "byte|bytes",
    "kB": "kB|KB|kilobyte|kilobytes",
    "MB": "MB|megabyte|megabytes",
    "GB": "GB|gigabyte|gigabytes",
    "TB": "TB|terabyte|terabytes",
    "kbit/s": "kbit / s|kbps",
    "Mbit/s": "Mbit / s|mbps|megabits per second|Mb / s",
    "Gbit/s": "Gbit / s|gbps|gigabits per second",
    "ppm": "ppm|parts per million",
    "ug/m3": "ug / m3|µg / m³|μg / m³|µg / m3|micrograms per cubic metre|micrograms per cubic meter",
    "lx": "lx|lux",
    "dB": "dB|decibel|decibels",
    "EUR": "€|EUR|euro|euros",
    "USD": "USD|US dollar|US dollars|US $",
    "dollar": "$|dollar|dollars|bucks",
    "GBP": "£|GBP|quid|pounds sterling|British pounds",
    "JPY": "¥|JPY|yen",
    "CHF": "CHF|franc|francs|Swiss francs",
    "CNY": "CNY|RMB|yuan",
    "INR": "₹|INR|rupee|rupees",
    "CAD": "CAD|C $|Canadian dollars",
    "AUD": "AUD|A $|Australian dollars",
    "NZD": "NZD|NZ $|New Zealand dollars",
    "SEK": "SEK|kronor|Swedish kronor",
    "NOK": "NOK|Norwegian kroner",
    "DKK": "DKK|kroner|Danish kroner",
    "PLN": "PLN|zł|zloty",
    "CZK": "CZK|Kč|koruna",
    "BRL": "BRL|reais",
    "MXN": "MXN|pesos",
}
# The same in German; what is written alike stands above.
_GERMAN = {
    "degC": "grad celsius",
    "degF": "grad fahrenheit",
    "%": "prozentpunkt|prozentpunkte|prozentpunkten",
    "km/h": "kilometern pro stunde|stundenkilometer|stundenkilometern|km pro stunde",
    "mph": "meilen pro stunde",
    "m/s": "metern pro sekunde|meter pro sekunde",
    "kn": "knoten",
    "mm": "millimeter|millimetern",
    "cm": "zentimeter|zentimetern",
    "m": "metern",
    "km": "kilometern",
    "in": "zoll",
    "ft": "fuß",
    "mi": "meile|meilen",
    "mg": "milligramm",
    "g": "gramm",
    "kg": "kilogramm",
    "t": "tonnen",
    "ml": "millilitern",
    "cl": "zentiliter",
    "l": "litern",
    "tsp": "teelöffel|teelöffeln",
    "tbsp": "esslöffel|esslöffeln",
    "cup": "tasse|tassen",
    "m2": "quadratmeter|quadratmetern",
    "ha": "hektar",
    "km2": "quadratkilometer|quadratkilometern",
    "s": "sekunde|sekunden",
    "min": "minute|minuten",
    "h": "stunde|stunden|std",
    "quarter": "Viertelstunde|Viertelstunden",
    "three quarters": "Dreiviertelstunde",
    "day": "Tag|Tage|Tagen",
    "week": "woche|wochen",
    "month": "monat|monate|monaten",
    "year": "Jahr|Jahre|Jahren",
    "century": "jahrhundert|jahrhunderte",
    "hPa": "hektopascal",
    "kWh": "kilowattstunde|kilowattstunden",
    "W": "watt",
    "kW": "kilowatt",
    "EUR": "euro",
    "USD": "US-Dollar|US - Dollar",
    "CHF": "Franken|Schweizer Franken",
    "GBP": "britische pfund",
}
# coins of more than one currency
CENTS = frozenset({"cent", "cents", "¢"})


def _names() -> dict[str, str]:
    """Spoken form -> canonical name. One letter keeps its case (C is Celsius, c is none)."""
    names = {}
    for canonical, forms in (*_SAID.items(), *_GERMAN.items()):
        for form in forms.split("|"):
            names[form] = canonical
            if len(form) > 1:
                names.setdefault(form.lower(), canonical)
    return names


NAMES = {**_names(), "F": "degF", "C": "degC"}
LONGEST = 4  # words and signs in the longest name


def canonical(unit: str) -> str:
    """The table's name for a unit as a source wrote it: "°C", "kph", "km/h", "percent"; an unknown one is kept."""
    if unit in UNITS or not unit:
        return unit
    spaced = unit.replace("/", " / ").replace("_", " ").strip()
    return NAMES.get(spaced) or NAMES.get(spaced.lower()) or unit


def dimension(unit: str) -> str:
    """What a unit measures; "" for no unit or one that is not in the table."""
    found = UNITS.get(unit)
    return found.dimension if found else ""


def convert(value: float, unit: str, wanted: str) -> float | None:
    """A value of one unit in another; None where they measure different things."""
    if unit == wanted or unit in LOOSE.get(wanted, ()) or wanted in LOOSE.get(unit, ()):
        return value
    first, second = UNITS.get(unit), UNITS.get(wanted)
    if first is None or second is None or first.dimension != second.dimension or {unit, wanted} & LOOSE.keys():
        return None
    return (value * first.factor + first.offset - second.offset) / second.factor


def span(value: float, unit: str, wanted: str) -> float | None:
    """A difference of two values in another unit: 5 degrees Celsius warmer are 9 degrees Fahrenheit warmer."""
    zero, moved = convert(0, unit, wanted), convert(value, unit, wanted)
    return None if zero is None or moved is None else moved - zero


@lru_cache(maxsize=1024)
def hinted(words: tuple[str, ...]) -> str:
    """The unit that the last telling word of a label names: wind_mph, "last changed minutes"; "" if none does."""
    if words[-1:] == ("m",) and not _LONG.isdisjoint(words):
        return "m"
    if len(words) > 1 and words[-1] == "s":
        return "s"  # gap_s, duration_s
    if len(words) > 1 and words[-1] in {"g", "l"}:
        return words[-1]  # flour_g, milk_l
    least = "min" in words and not _MEASURED.isdisjoint(words)  # temperature_min is no time
    for place in reversed(range(len(words))):
        word, ago = words[place], place and words[place - 1] in _WHICH
        if word in _LABELS and not (least and word == "min") and not (ago and word in _PERIODS):
            return _LABELS[word]
    return ""


_LONG = frozenset(
    {
        "distance",
        "height",
        "length",
        "depth",
        "altitude",
        "elevation",
        "width",
        "visibility",
        "climb",
        "ascent",
        "descent",
        "radius",
        "diameter",
        "perimeter",
        "distanz",
        "entfernung",
        "strecke",
        "höhe",
        "hoehe",
        "länge",
        "laenge",
        "tiefe",
        "breite",
        "sichtweite",
        "anstieg",
        "abstieg",
        "durchmesser",
        "umfang",
    }
)
_MEASURED = frozenset({"temperature", "temp", "temperatur", "humidity", "wind", "pressure", "price", "preis", "level"})
_WHICH = frozenset({"last", "previous", "this", "next", "prior", "past"})
_PERIODS = frozenset({"week", "weeks", "month", "months", "year", "years", "hour", "hours", "days", "quarter"})
_NO_LABEL = frozenset({"bar", "cup", "day", "kilo", "tag", "tage", "zoll", "std", "tasse", "tassen"})
_LABELS = {
    **{
        form: name for form, name in NAMES.items() if len(form) > 2 and form.isalpha() and form.lower() not in _NO_LABEL
    },
    "f": "degF",
    "c": "degC",
    "mm": "mm",
    "km": "km",
    "kg": "kg",
    "cm": "cm",
    "kw": "kW",
    "w": "W",
    "wh": "Wh",
    "ms": "ms",
    "usd": "USD",
    "eur": "EUR",
    "humidity": "%",
    "battery": "%",
    "probability": "%",
    "chance": "%",
    "share": "%",
    "age": "year",
    "alter": "year",
    "percentage": "%",
    "pct": "%",
    "prozent": "%",
}
