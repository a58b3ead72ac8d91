"""What is asked about games: which teams, which league, which days; and what must be asked back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ragdomains.games.unknown import named
from ragdomains.games.words import listed, put
from ragdomains.languages import base
from ragdomains.types import Lookup, ProviderError

AT_HOME = ("home game", "home match", "home opener", "home fixture", "heimspiel")
AWAY = ("away game", "away match", "road game", "away fixture", "auswärtsspiel")
OFFERED = 4  # choices that are named in a question; more are no help to the ear


JOINED = re.compile(r"\b(?:and|or|und|oder)\b|,", re.IGNORECASE)
MEETING = re.compile(
    r"\b(?:against|vs?|versus|each other|between|beat\w*|fac(?:e|es|ed|ing)|meet\w*|met|play|plays|playing|game|match"
    r"|gegen\w*|zwischen|spiel|spielen|spielt)\b",
    re.IGNORECASE,
)


def team_by_team(text: str) -> str:
    """The slot of the teams where each is asked about by itself ("Celtics and Lakers scores"); "" where they meet."""
    return "team" if JOINED.search(text) and not MEETING.search(text) else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`teams` are what the (first) team's name may mean, best first; empty: none is named. `rival` is the other team.

    `leagues` are the leagues, cups and groups that are named; with a team only its games in these are meant.
    `side` is home, away or "" (both).
    """

    teams: tuple[str, ...] = ()
    rival: str = ""
    leagues: tuple[str, ...] = ()
    side: str = ""


def wanted(lookup: Lookup) -> Wanted:
    """What the slots and the words of a question name."""
    named = lookup.many.get("team") or tuple(team for team in (lookup.slots.get("team"),) if team)
    leagues = lookup.many.get("league") or tuple(each for each in (lookup.slots.get("league"),) if each)
    text = lookup.text.casefold()
    side = next((side for side, words in (("home", AT_HOME), ("away", AWAY)) if any(w in text for w in words)), "")
    if not named:
        return Wanted((), "", leagues, side)
    first, rival = named[0], named[1] if len(named) > 1 else ""
    teams = meanings(first, lookup)
    if rival:
        known = {lookup.about.get(team, "") for team in meanings(rival, lookup)}
        teams = tuple(team for team in teams if lookup.about.get(team, "") in known) or teams
        own = {lookup.about.get(team, "") for team in teams}
        fitting = [team for team in meanings(rival, lookup) if lookup.about.get(team, "") in own]
        rival = fitting[0] if fitting else rival.split()[-1]  # "Kings": of the league of the others
    return Wanted(teams, rival, leagues, side)


def meanings(team: str, lookup: Lookup) -> tuple[str, ...]:
    """All that the team's word may mean."""
    choices = lookup.choices.get("team", ())
    return choices if team in choices else (team,)


def which(names: Sequence[str], language: str) -> ProviderError:
    """Asks which of several teams is meant: "Do you mean the New York Giants or the San Francisco Giants?"."""
    said = [name.removeprefix("the ") if base(language) == "de" else name for name in names[:OFFERED]]
    return ProviderError(f"Do you mean {listed(said, put('or', language))}?", "missing")


def no_team(lookup: Lookup, nearest: str = "") -> ProviderError:
    """For a question in which no known team stands: says which name is not known, and the nearest one; or asks."""
    name = named(lookup)
    return unknown_team(name, nearest) if name else ProviderError("Which team or league do you mean?", "missing")


def unknown_team(name: str, nearest: str = "") -> ProviderError:
    """For a team that the source does not know; with the nearest that it does."""
    offer = f" Did you mean {nearest}?" if nearest else ""
    return ProviderError(f"My sports source does not know a team called {name[:60]}.{offer}", "missing")


def uncovered(name: str) -> ProviderError:
    return ProviderError(f"My sports source has nothing about {name[:60]}.", "missing")
