"""The tables of a league, by ESPN's standings."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ragdomains.bodies import Body, Service, finite, mapping, mappings, words
from ragdomains.games import ranking
from ragdomains.games.game import Row, Table
from ragdomains.games.wanted import Wanted, no_team, uncovered
from ragdomains.providers.espn.leagues import DIVISIONS, GROUPS, PATHS, League, league_of, meant, names_sport
from ragdomains.providers.espn.teams import nearest, team_of_table
from ragdomains.types import Evidence, Lookup, ProviderError

BY_POINTS = ("soccer", "hockey", "australian-football", "rugby-league")
CONFERENCES = GROUPS["NBA"]  # other leagues have conferences of the same names
DEPTH = 4  # leagues hold conferences, and these hold divisions
LEVEL_OF_DIVISIONS = 3
MOST = 10_000
SPOKEN = {
    "American Football Conference": "AFC", "National Football Conference": "NFC", "American League ": "AL ",
    "National League ": "NL ",
}  # fmt: skip


async def standings(asked: Wanted, lookup: Lookup, usual: tuple[str, ...], source: Service) -> Evidence:
    """A team's place, or the best of a league. Raises ProviderError (missing) where there is no such table."""
    if asked.teams:
        team = await team_of_table(asked, lookup, source)
        return ranking.of_team(await tables(team.league, asked, lookup, source), team.name, lookup)
    if not asked.leagues and not names_sport(lookup):
        raise no_team(lookup, await nearest(lookup, usual, source))
    names = sorted(asked.leagues, key=lambda name: name not in PATHS)  # "the eastern conference of the NHL"
    if not names or (names_sport(lookup) and names[0] in CONFERENCES):
        names = [*meant(lookup, usual)[:1], *names]  # "the eastern conference in hockey"
    league = next((each for name in names if (each := league_of(name))), None)
    if league is None:
        raise uncovered(names[0])
    found = await tables(league, asked, lookup, source)
    if not any(table.rows for table in found):
        raise ProviderError(f"There is no table of {league.name} right now.", "missing")
    return ranking.of_league(found, [name for name in asked.leagues if name != league.name], lookup)


async def tables(league: League, asked: Wanted, lookup: Lookup, source: Service) -> list[Table]:
    """Conferences, or divisions where these are asked about."""
    fine = any(name in DIVISIONS for name in asked.leagues) or "division" in lookup.text.casefold()
    params: dict[str, str | int | float] = {"level": LEVEL_OF_DIVISIONS} if fine else {}
    body = await source.ask(f"/apis/v2/sports/{league.path}/standings", params)
    if not isinstance(body, Mapping) or not ({"children", "standings"} & body.keys()):
        raise source.senseless()
    return [table(name, entries, league) for name, entries in leaves(body, DEPTH) if entries]


def leaves(block: Body, depth: int) -> Iterator[tuple[str, list[Body]]]:
    """Each group that holds teams, with its name."""
    children = mappings(block.get("children"))
    if entries := mappings(mapping(block.get("standings")).get("entries")):
        yield words(block, "name"), entries
    for child in children if depth else ():
        yield from leaves(child, depth - 1)


def table(name: str, entries: list[Body], league: League) -> Table:
    """Best first: entries may come in any order. A league of one group is called by its own name."""
    by_points = league.sport in BY_POINTS
    rows = [row for entry in entries if (row := row_of(entry, league))]
    ranked = sorted(rows, key=lambda row: order(row, by_points))
    counted = [row if row.rank else replace(row, rank=at) for at, row in enumerate(ranked, 1)]
    group = name if name and league.sport != "soccer" else league.name
    return Table(spoken(group), tuple(counted), by_points)


def spoken(group: str) -> str:
    """A group as it is called: the AFC, the AL East."""
    for name, known in SPOKEN.items():
        group = group.replace(name, known)
    return group


def order(row: Row, by_points: bool) -> tuple[float, float, float]:
    if row.rank:
        return (row.rank, 0, 0)
    won = (row.wins or 0) / max(1, (row.wins or 0) + (row.losses or 0))
    return (MOST, -(row.points or 0) if by_points else -won, -(row.wins or 0))


def row_of(entry: Body, league: League) -> Row | None:
    team = mapping(entry.get("team"))
    name = words(team, "displayName") or words(team, "name")
    stats = {words(each, "name").casefold(): finite(each.get("value")) for each in mappings(entry.get("stats"))}

    def whole(*keys: str) -> int | None:
        known = next((value for key in keys if (value := stats.get(key)) is not None and 0 <= value < MOST), None)
        return None if known is None else int(known)

    if not name:
        return None
    return Row(
        name,
        words(team, "id"),
        whole("rank", "playoffseed") or None,
        whole("wins"),
        whole("losses"),
        whole("ties", "draws"),
        whole("points"),
        whole("gamesplayed"),
        league.american,
    )
