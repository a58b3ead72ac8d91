"""Reads ESPN's events, of a scoreboard or of a team's schedule: https://gist.github.com/akeaswaran/b48b02f1c94f873c6655e7129910fc3b."""

from collections.abc import Iterable
from dataclasses import replace

from ragdomains.bodies import Body, mapping, mappings, moment, numeral, within, words
from ragdomains.games.game import Game, Side
from ragdomains.games.words import listed, put
from ragdomains.providers.espn.clocks import clock, ending
from ragdomains.providers.espn.leagues import PATHS, League
from ragdomains.types import Lookup

STATES = {"pre": "before", "in": "live", "post": "over"}
OFF = {"STATUS_POSTPONED": "postponed", "STATUS_CANCELED": "cancelled", "STATUS_ABANDONED": "cancelled"}
NAMES = {path: name for name, path in PATHS.items()}
MOST_SCORE = 100_000
EARLIEST = 1900


def games(events: object, league: League, lookup: Lookup) -> list[Game]:
    """The events that have two teams and a start; the rest says nothing."""
    return [game for event in mappings(events) if (game := read(event, league, lookup))]


def read(event: Body, league: League, lookup: Lookup) -> Game | None:
    bout = mapping(within(event, "competitions", 0))
    sides = {words(each, "homeAway"): side(each) for each in mappings(bout.get("competitors"))}
    home, away = (sides.get(where, Side("")) for where in ("home", "away"))
    start = moment(words(bout, "date") or words(event, "date"))
    if start is None or start.tzinfo is None or start.year < EARLIEST or not (home.name and away.name):
        return None
    status = mapping(bout.get("status")) or mapping(event.get("status"))
    state = state_of(mapping(status.get("type")))
    game = Game(home, away, start, state, league=competition(event, league), id=words(event, "id"))
    return replace(
        game,
        timed=bout.get("timeValid") is not False and event.get("timeValid") is not False,
        clock=clock(status, league, lookup.language) if state == "live" else "",
        ending=ending(status, league, lookup.language) if state == "over" else "",
        venue=words(mapping(bout.get("venue")), "fullName"),
        channel=channel(bout, lookup.language) if lookup.units == "us" else "",  # they are American ones
        article=league.american,
        neutral=bout.get("neutralSite") is True,
    )


def state_of(kind: Body) -> str:
    return OFF.get(words(kind, "name")) or STATES.get(words(kind, "state"), "before")


def side(entry: Body) -> Side:
    team, score = mapping(entry.get("team")), entry.get("score")
    # a scoreboard has the score as text, a schedule as {"value": 110.0, "displayValue": "110"}
    known = numeral(score.get("value") if isinstance(score, dict) else score)
    whole = int(known) if known is not None and 0 <= known < MOST_SCORE else None
    name = words(team, "displayName") or words(team, "name")
    return Side(name, words(team, "shortDisplayName"), whole, words(team, "id"), entry.get("winner") is True)


def competition(event: Body, league: League) -> str:
    """A club's schedule holds all its competitions, each named beside its games."""
    own = mapping(event.get("league"))
    slug = words(own, "slug")
    return NAMES.get(f"soccer/{slug}", "") or words(own, "name") or league.name


def channel(bout: Body, language: str) -> str:
    """The stations that all the country gets; else those of a team."""
    found = [
        *stations(mapping(each) for each in mappings(bout.get("broadcasts"))),
        *stations(mapping(each) for each in mappings(bout.get("geoBroadcasts"))),
    ]
    national = [name for market, name in found if market == "national"]
    names = list(dict.fromkeys(national or [name for _, name in found]))[:2]
    return listed(names, put("and", language))


def stations(broadcasts: Iterable[Body]) -> list[tuple[str, str]]:
    """(market, name): a scoreboard lists names, a schedule has one medium for each entry."""
    found = []
    for each in broadcasts:
        market = each.get("market")
        where = words(mapping(market), "type") if isinstance(market, dict) else words(each, "market")
        names = each.get("names")
        listed = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        listed += [name for name in [words(mapping(each.get("media")), "shortName")] if name]
        found += [(where.casefold(), name) for name in listed]
    return found
