"""Words that compare: which values, and which of the two is greater."""

from validation import german
from validation.tokens import words

# word -> (what it compares; "" is anything, 1 where the first is the greater)
MORE: dict[str, tuple[str, int]] = {
    "warmer": ("temperature", 1), "hotter": ("temperature", 1), "colder": ("temperature", -1),
    "cooler": ("temperature", -1), "milder": ("temperature", 1), "windier": ("wind", 1), "calmer": ("wind", -1),
    "wetter": ("precipitation", 1), "rainier": ("precipitation", 1), "drier": ("precipitation", -1),
    "cheaper": ("price", -1), "pricier": ("price", 1), "dearer": ("price", 1), "older": ("year", -1),
    "younger": ("year", 1),
    "newer": ("year", 1), "longer": ("runtime", 1), "shorter": ("runtime", -1), "faster": ("", 1),
    "slower": ("", -1), "higher": ("", 1), "lower": ("", -1), "bigger": ("", 1), "larger": ("", 1),
    "smaller": ("", -1), "more": ("", 1), "less": ("", -1), "fewer": ("", -1), "better": ("rating", 1),
    "worse": ("rating", -1), "later": ("start", 1), "earlier": ("start", -1), **german.MORE,
}  # fmt: skip
# more expensive, less windy
LONG = {"expensive": "price", "windy": "wind", "rainy": "precipitation", "humid": "humidity"}
MOST: dict[str, tuple[str, int]] = {
    "warmest": ("temperature", 1), "hottest": ("temperature", 1), "coldest": ("temperature", -1),
    "coolest": ("temperature", -1), "windiest": ("wind", 1), "wettest": ("precipitation", 1),
    "rainiest": ("precipitation", 1), "driest": ("precipitation", -1), "cheapest": ("price", -1),
    "longest": ("runtime", 1), "shortest": ("runtime", -1), "newest": ("year", 1), "oldest": ("year", -1),
    "youngest": ("year", 1),
    **{
        f"{way}{gap}rated": ("rating", sign)
        for way, sign in (("best", 1), ("highest", 1), ("top", 1), ("worst", -1), ("lowest", -1))
        for gap in " -"
    },
    "nearest": ("distance", -1), "closest": ("distance", -1), "farthest": ("distance", 1), "furthest": ("distance", 1),
    **german.MOST,
}  # fmt: skip
# Where records tell an age, and no year: the older one has more of it.
AGED = {"older": 1, "oldest": 1, "younger": -1, "youngest": -1, "älter": 1, "älteste": 1, "jünger": -1, "jüngste": -1}
ALIKE = {
    "age": frozenset({"age", "alt"}),
    "temperature": frozenset({"temperature", "high"}),
    "start": frozenset({"start", "depart", "arrive", "scheduled"}),
}
NOT = words("not never isn't won't doesn't isn’t won’t doesn’t no nor nicht kein keine nie")
