"""What is asked about games and tables in the tests of ESPN, and the sentence that each gets."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ragdomains.types import Days, Lookup, Spot

EAST = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 29, 18, 0, tzinfo=EAST)  # a Sunday
TODAY = NOW.date()
HOME = Spot("Boston", 42.36, -71.06, "America/New_York", "United States", home=True)
LEAGUES = {
    "Boston Celtics": "NBA", "Los Angeles Lakers": "NBA", "New York Knicks": "NBA", "New York Giants": "NFL",
    "San Francisco Giants": "MLB", "New York Mets": "MLB", "Carolina Panthers": "NFL", "Florida Panthers": "NHL",
    "Arsenal": "Premier League", "Chelsea": "Premier League", "Boston Red Sox": "MLB", "Ferrari": "Formula One",
    "Philadelphia Eagles": "NFL", "Chicago Bears": "NFL",
}  # fmt: skip
PANTHERS = ("Carolina Panthers", "Florida Panthers")
GIANTS = ("New York Giants", "San Francisco Giants")


def lookup(ask: str, team: str = "", **changes: Any) -> Lookup:
    slots = {"team": team} if team else {}
    return replace(Lookup(ask, "", NOW, HOME, slots=slots, units="us", about=LEAGUES), **changes)


def days(ahead: int, last: int | None = None, part: str = "") -> Days:
    return Days(TODAY + timedelta(days=ahead), TODAY + timedelta(days=ahead if last is None else last), part)


SENTENCES = [
    (
        lookup("next", "Boston Celtics"),
        "The Boston Celtics play the Miami Heat next, at home, tomorrow at 7:30 PM, at TD Garden, on NBC.",
    ),
    (
        lookup("next", "Boston Celtics", units="metric"),
        "The Boston Celtics play the Miami Heat next, at home, tomorrow at 19:30, at TD Garden.",
    ),
    (
        lookup("next", "Boston Celtics", days=days(3)),
        "The Boston Celtics play the Atlanta Hawks away on Wednesday 2 December at 8:00 PM, at State Farm Arena, "
        "on FDSSE and NBCSB.",
    ),
    (
        lookup("next", "Boston Celtics", days=days(6)),  # its time is not set yet
        "The Boston Celtics play the Los Angeles Lakers at home on Saturday 5 December, at TD Garden.",
    ),
    (
        lookup("next", "Boston Celtics", days=days(2)),
        "The Boston Celtics do not play on Tuesday 1 December. "
        "Their next game is at home against the Miami Heat tomorrow at 7:30 PM.",
    ),
    (
        lookup("next", "Boston Celtics", days=days(1, 3)),
        "The Boston Celtics have 2 games from Monday 30 November to Wednesday 2 December: the Heat at the Celtics "
        "tomorrow at 7:30 PM; the Celtics at the Hawks on Wednesday 2 December at 8:00 PM.",
    ),
    (
        lookup("next", "Boston Celtics", text="when is the next celtics away game"),
        "The Boston Celtics play the Atlanta Hawks next, away, on Wednesday 2 December at 8:00 PM, at State Farm "
        "Arena, on FDSSE and NBCSB.",
    ),
    (
        lookup("score", "Boston Celtics"),
        "The Boston Celtics won 118 to 104 away against the New York Knicks yesterday.",
    ),
    (
        lookup("score", "Boston Celtics", days=days(-5)),
        "The Boston Celtics lost 109 to 112 at home against the Cleveland Cavaliers on Tuesday 24 November, "
        "after overtime.",
    ),
    (
        lookup("score", "Boston Celtics", days=days(-2)),
        "The Boston Celtics did not play on Friday 27 November. Their last game was yesterday: they won 118 to 104 "
        "away against the New York Knicks.",
    ),
    (
        lookup("score", "Boston Celtics", days=Days(date(2026, 12, 1), date(2026, 12, 1), said="on Tuesday")),
        "The Boston Celtics lost 109 to 112 at home against the Cleveland Cavaliers on Tuesday 24 November, "
        "after overtime.",
    ),
    (
        lookup("score", "Boston Celtics", days=days(0)),
        "The Boston Celtics did not play today. Their last game was yesterday: they won 118 to 104 away against the "
        "New York Knicks.",
    ),
    (
        lookup("score", "Boston Celtics", days=days(-3)),
        "The game of the Boston Celtics against the Denver Nuggets on Thursday 26 November at 7:30 PM has been "
        "postponed.",
    ),
    (
        lookup("score", "Los Angeles Lakers"),
        "The Los Angeles Lakers trail 54 to 61 at home against the Oklahoma City Thunder, in the third quarter "
        "with 5:12 left.",
    ),
    (
        lookup("next", "Los Angeles Lakers"),
        "The Los Angeles Lakers are playing right now, at home against the Oklahoma City Thunder: they trail 54 to "
        "61, in the third quarter with 5:12 left.",
    ),
    (
        lookup("next", "Los Angeles Lakers", days=days(2)),  # they are playing now
        "The Los Angeles Lakers do not play on Tuesday 1 December. Their next game is away against the Boston Celtics "
        "on Saturday 5 December.",
    ),
    (
        lookup("next", "New York Giants", choices={"team": GIANTS}),  # the others' season is over
        "The New York Giants play the Philadelphia Eagles next, away, on Sunday 6 December at 1:00 PM, at Lincoln "
        "Financial Field, on FOX.",
    ),
    (
        lookup("next", "San Francisco Giants"),
        "The San Francisco Giants have no game scheduled: their season seems to be over. Their last game was on "
        "Sunday 27 September: they lost 3 to 5 at home against the New York Mets, after 11 innings.",
    ),
    (
        lookup("next", "Arsenal", units="metric"),
        "Arsenal play Chelsea next, at home, on Wednesday 2 December at 15:00, at Emirates Stadium.",
    ),
    (
        lookup("next", "Arsenal", slots={"team": "Arsenal", "league": "UEFA Champions League"}),
        "Arsenal play Manchester City next, away, on Wednesday 9 December at 3:00 PM, in the UEFA Champions League, "
        "at Etihad Stadium.",
    ),
    (
        lookup("score", "Arsenal"),
        "Arsenal drew 1 to 1 at home against Manchester City on Wednesday 25 November, and won on penalties.",
    ),
    (
        lookup("score", "Arsenal", many={"team": ("Arsenal", "Manchester United")}),
        "Arsenal drew 2 to 2 away against Manchester United on Saturday 21 November.",
    ),
    (
        lookup("next", text="is there a football game on tonight", days=days(0, part="night")),
        "One game in the NFL tonight: the Ravens at the Bengals at 8:20 PM, on NBC.",
    ),
    (
        lookup("next", "Boston Celtics", days=days(1, part="afternoon")),
        "The Boston Celtics play the Miami Heat at home tomorrow at 7:30 PM, at TD Garden, on NBC.",
    ),
    (
        lookup("next", slots={"league": "NBA"}, days=days(1, part="afternoon")),
        "There is no game in the NBA tomorrow afternoon. The next is the Cavaliers at the Nuggets tonight at 8:00 PM.",
    ),
    (
        lookup("next", slots={"league": "NBA"}, days=days(1)),
        "One game in the NBA tomorrow: the Heat at the Celtics at 7:30 PM, on NBC.",
    ),
    (
        lookup("next", slots={"league": "NBA"}),
        "2 games in the NBA today: Thunder 61, Lakers 54, in the third quarter with 5:12 left; the Cavaliers at the "
        "Nuggets at 8:00 PM.",
    ),
    (
        lookup("next", slots={"league": "NFL"}, days=days(2)),
        "There is no game in the NFL on Tuesday 1 December. The next is the Ravens at the Bengals tonight at 8:20 PM.",
    ),
    (
        lookup("score", slots={"league": "NBA"}, days=days(-1)),
        "One game in the NBA yesterday: Celtics 118, Knicks 104.",
    ),
    (
        lookup("score", slots={"league": "Premier League"}),
        "One game in the Premier League today: Man City 1, Man United 0, after 38 minutes.",
    ),
    (
        lookup("next", slots={"league": "MLB"}),
        "There is no game in the MLB today, nor in the week after.",
    ),
    (
        lookup("standings", "Boston Celtics"),
        "The Boston Celtics are first in the Eastern Conference, with 15 wins and 5 losses.",
    ),
    (lookup("standings", "Arsenal"), "Arsenal are first in the Premier League, with 30 points."),
    (
        lookup("standings", slots={"league": "Premier League"}),
        "Arsenal lead the Premier League with 30 points, ahead of Chelsea with 25 and Manchester City with 23.",
    ),
    (
        lookup("standings", slots={"league": "NBA"}, many={"league": ("NBA", "Western Conference")}),
        "The Oklahoma City Thunder lead the Western Conference with 18 wins and 2 losses, ahead of the Denver "
        "Nuggets and the Los Angeles Lakers.",
    ),
    (
        lookup("standings", text="eastern conference hockey table", slots={"league": "Eastern Conference"}),
        "The Florida Panthers lead the Eastern Conference with 35 points, ahead of the Boston Bruins with 29 and the "
        "New York Rangers with 26.",
    ),
    (
        lookup("standings", slots={"league": "AL East"}),
        "The New York Yankees lead the AL East with 94 wins and 68 losses, ahead of the Boston Red Sox and the "
        "Tampa Bay Rays.",
    ),
]
