"""How far a game is, and how it ended, in words: "in the third quarter with 5:12 left"."""

import re

from ragdomains.bodies import Body, mapping, number, words
from ragdomains.games.words import ordinal, put
from ragdomains.providers.espn.leagues import League

INNINGS = {
    "top": "at the top of the {} inning",
    "bot": "at the bottom of the {} inning",
    "mid": "in the middle of the {} inning",
    "end": "at the end of the {} inning",
}
PERIODS = {"football": ("quarter", 4), "basketball": ("quarter", 4), "hockey": ("period", 3)}
HALVES = "basketball/mens-college-basketball"
MOST_PERIODS = 30


def clock(status: Body, league: League, language: str) -> str:
    """What is known of a live game's time; "" for none."""
    name = words(mapping(status.get("type")), "name")
    if "DELAY" in name or "SUSPENDED" in name:
        return put("the game is delayed", language)
    if name == "STATUS_HALFTIME":
        return put("it is half-time", language)
    if league.sport == "baseball":
        return inning(status, language)
    if league.sport in PERIODS:
        return period(status, league, language)
    if league.sport != "soccer":
        return ""
    minute = re.match(r"\d+(?:'?\+\d+)?", words(status, "displayClock"))
    return put("after {} minutes", language, minute[0].replace("'", "").split("+")[0]) if minute else ""


def inning(status: Body, language: str) -> str:
    """ "Top 7th" is written "at the top of the seventh inning"."""
    found = re.match(r"(top|bot|mid|end)\w* (\d{1,2})", words(mapping(status.get("type")), "detail").casefold())
    return put(INNINGS[found[1]], language, ordinal(int(found[2]), language)) if found else ""


def period(status: Body, league: League, language: str) -> str:
    number_of, left = number(status, "period"), words(status, "displayClock")
    noun, regular = ("half", 2) if league.path == HALVES else PERIODS[league.sport]
    if number_of is None or not 1 <= number_of <= MOST_PERIODS:
        return ""
    if number_of > regular:
        text = put("in overtime", language)
    elif words(mapping(status.get("type")), "name") == "STATUS_END_PERIOD" and noun != "half":
        return put(f"after the {{}} {noun}", language, ordinal(int(number_of), language))
    else:
        text = put(f"in the {{}} {noun}", language, ordinal(int(number_of), language))
    known = re.fullmatch(r"\d{1,2}:\d\d|\d{1,2}\.\d", left) and left not in ("0:00", "0.0")
    return f"{text} {put('with {} left', language, left)}" if known else text


def ending(status: Body, league: League, language: str) -> str:
    """ "Final/OT", "Final/10", "FT-Pens": how a game came to its end, where it took longer than usual."""
    kind = mapping(status.get("type"))
    detail = words(kind, "shortDetail") or words(kind, "detail")
    more = re.search(r"(?:Final/|FT-|^)(\d*OT|SO|\d{1,2}|Pens|AET)$", detail)
    if not more:
        return ""
    if more[1].isdigit():
        return put("after {} innings", language, more[1]) if league.sport == "baseball" else ""
    named = {"SO": "after a shootout", "Pens": "on penalties", "AET": "after extra time"}
    return put(named.get(more[1], "after overtime"), language)
