"""What is said of tables: a team's place in its own, or the best of each."""

from collections.abc import Sequence

from ragdomains.games.choosing import likeness, significant
from ragdomains.games.facts import table_facts
from ragdomains.games.game import Row, Side, Table
from ragdomains.games.listing import spoken_league
from ragdomains.games.words import listed, ordinal, put
from ragdomains.languages import base
from ragdomains.types import Evidence, Lookup, ProviderError

BEST, WRITTEN = 3, 20  # rows of a table that are named
SPOKEN_TABLES = 2


def of_team(tables: Sequence[Table], team: str, lookup: Lookup) -> Evidence:
    """The team's place in the table that holds it; raises ProviderError (missing) where none does."""
    found = [(likeness(team, Side(row.team)), table, row) for table in tables for row in table.rows]
    best = max(found, key=lambda each: each[0], default=None)
    if best is None or not best[0]:
        raise ProviderError(f"There is no table of {team} right now.", "missing")
    _, table, row = best
    language = lookup.language
    values = {
        "team": called(row, language),
        "place": ordinal(row.rank, language) if row.rank else "",
        "group": spoken_league(table.name, language),
        "record": record(row, table, language),
        "played": str(row.played) if row.played and table.by_points else "",
    }
    answer = "rank" if row.rank else "record"
    return Evidence(table_facts([Table(table.name, (row,))], lookup), (), answer, values)


def of_league(tables: Sequence[Table], groups: Sequence[str], lookup: Lookup) -> Evidence:
    """The best of each table, or of the groups that are named ("Eastern Conference", "AL East")."""
    wanted = [significant(group) for group in groups]
    named = [table for table in tables if any(group and group <= significant(table.name) for group in wanted)]
    shown = [table for table in named or tables if table.rows]
    if not shown:
        raise ProviderError(f"There is no table of {tables[0].name if tables else 'that league'} right now.", "missing")
    texts = {
        "summary": ". ".join(leaders(table, BEST, lookup.language) for table in shown[:SPOKEN_TABLES]),
        "details": ". ".join(leaders(table, WRITTEN, lookup.language) for table in shown),
    }
    return Evidence(table_facts(shown, lookup), (), "table", texts)


def leaders(table: Table, most: int, language: str) -> str:
    """ "Arsenal lead the Premier League with 30 points, ahead of Chelsea with 25 and Everton with 24"."""
    first, others = table.rows[0], table.rows[1:most]
    known = record(first, table, language)
    group = spoken_league(table.name, language)
    said = called(first, language)
    order = (group, said) if base(language) == "de" else (said, group)
    text = put("{} lead {} with {}", language, *order, known) if known else f"{group}: {said}"
    rest = [rival(row, table, language) for row in others]
    text = text[:1].upper() + text[1:]
    return f"{text}, {put('ahead of {}', language, listed(rest, put('and', language)))}" if rest else text


def rival(row: Row, table: Table, language: str) -> str:
    """A row behind the first, with its points; wins and losses of several teams are too much for the ear."""
    known = str(row.points) if table.by_points and row.points is not None else ""
    return put("{} with {}", language, called(row, language), known) if known else called(row, language)


def called(row: Row, language: str) -> str:
    return f"the {row.team}" if row.article and base(language) != "de" else row.team


def record(row: Row, table: Table, language: str) -> str:
    """ "15 wins and 5 losses", "30 points"; "" where it is not known."""
    if table.by_points and row.points is not None:
        return counted(row.points, "point", language)
    if row.wins is None or row.losses is None:
        return ""
    parts = [counted(row.wins, "win", language), counted(row.losses, "loss", language)]
    parts += [counted(row.draws, "tie", language)] if row.draws else []
    return listed(parts, put("and", language))


def counted(number: int, noun: str, language: str) -> str:
    if number == 1:
        return put(f"one {noun}", language)
    return put(f"{{}} {'losses' if noun == 'loss' else f'{noun}s'}", language, str(number))
