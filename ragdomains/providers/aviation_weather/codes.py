"""Words for the weather groups of METAR and TAF (WMO-No. 306, code table 4678) and for the cover of the sky."""

import re

COVERS = {
    "CAVOK": "clear sky", "SKC": "clear sky", "CLR": "clear sky", "NCD": "clear sky", "NSC": "clear sky",
    "FEW": "mostly clear", "SCT": "partly cloudy", "BKN": "mostly cloudy", "OVC": "overcast", "OVX": "overcast",
}  # fmt: skip
# The worst first: of several groups the first that fits is said.
GROUPS = (
    (r"\+FC|FC", "tornado"),
    (r"TS\w*(?:GR|GS)", "thunderstorms with hail"),
    (r"(?<!VC)TS", "thunderstorms"),
    (r"FZ(?:RA|UP)", "freezing rain"),
    (r"FZDZ", "freezing drizzle"),
    (r"BLSN", "blowing snow"),
    (r"\+SHSN", "heavy snow showers"),
    (r"SHSN", "light snow showers"),
    (r"\+(?:\w*)SN", "heavy snow"),
    (r"-(?:\w*)SN", "light snow"),
    (r"(?<!DR)SN", "snow"),
    (r"PL", "ice pellets"),
    (r"GR|GS", "hail"),
    (r"\+SHRA", "violent rain showers"),
    (r"-SHRA", "light rain showers"),
    (r"(?<!VC)SHRA", "rain showers"),
    (r"\+(?:\w*)RA", "heavy rain"),
    (r"-(?:\w*)RA", "light rain"),
    (r"RA", "rain"),
    (r"-DZ", "light drizzle"),
    (r"\+DZ", "heavy drizzle"),
    (r"DZ", "drizzle"),
    (r"FZFG", "freezing fog"),
    (r"(?<!VC)(?<!MI)FG", "fog"),
    (r"BR", "mist"),
    (r"FU", "smoke"),
    (r"HZ", "haze"),
    (r"DU|DS|SA|SS", "dust"),
    (r"VA", "volcanic ash"),
)


def condition(weather: str, cover: str) -> str:
    """What falls or hinders the view, else how cloudy it is; "" where neither is known."""
    found = next((said for sign, said in GROUPS if re.search(sign, weather)), "")
    return found or COVERS.get(cover, "")


def worst(weathers: list[str]) -> str:
    """Of several texts of groups the one that holds the worst."""

    def place(weather: str) -> int:
        return next((at for at, (sign, _) in enumerate(GROUPS) if re.search(sign, weather)), len(GROUPS))

    return min(weathers, key=place, default="")
