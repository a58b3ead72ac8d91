"""The leagues that ESPN knows, by the names that questions use, and those that are meant where none is named."""

from dataclasses import dataclass

from ragdomains.languages import base
from ragdomains.types import Lookup

AMERICAN = {
    "NFL": "football/nfl", "UFL": "football/ufl", "CFL": "football/cfl", "NBA": "basketball/nba",
    "WNBA": "basketball/wnba", "G League": "basketball/nba-development", "MLB": "baseball/mlb", "NHL": "hockey/nhl",
    "NCAA Football": "football/college-football", "NCAA Basketball": "basketball/mens-college-basketball",
}  # fmt: skip
SOCCER = {
    "MLS": "usa.1", "NWSL": "usa.nwsl", "USL Championship": "usa.usl.1", "US Open Cup": "usa.open",
    "Leagues Cup": "concacaf.leagues.cup", "CONCACAF Champions Cup": "concacaf.champions", "Gold Cup": "concacaf.gold",
    "Premier League": "eng.1", "EFL Championship": "eng.2", "EFL League One": "eng.3", "EFL League Two": "eng.4",
    "National League (England)": "eng.5", "FA Cup": "eng.fa", "EFL Cup": "eng.league_cup",
    "Women's Super League": "eng.w.1", "La Liga": "esp.1", "Segunda División": "esp.2",
    "Copa del Rey": "esp.copa_del_rey", "Serie A": "ita.1", "Serie B": "ita.2", "Coppa Italia": "ita.coppa_italia",
    "Bundesliga": "ger.1", "2. Bundesliga": "ger.2", "DFB-Pokal": "ger.dfb_pokal", "Ligue 1": "fra.1",
    "Ligue 2": "fra.2", "Coupe de France": "fra.coupe_de_france", "Eredivisie": "ned.1",
    "Scottish Premiership": "sco.1",
    "Primeira Liga": "por.1", "Süper Lig": "tur.1", "Belgian Pro League": "bel.1", "Austrian Bundesliga": "aut.1",
    "Liga MX": "mex.1", "Brasileirão": "bra.1", "Argentine Primera": "arg.1", "Saudi Pro League": "ksa.1",
    "J1 League": "jpn.1", "A-League": "aus.1", "Indian Super League": "ind.1",
    "UEFA Champions League": "uefa.champions",
    "UEFA Europa League": "uefa.europa", "UEFA Conference League": "uefa.europa.conf",
    "UEFA Nations League": "uefa.nations", "UEFA European Championship": "uefa.euro", "FIFA World Cup": "fifa.world",
    "FIFA Women's World Cup": "fifa.wwc", "FIFA Club World Cup": "fifa.cwc", "Copa América": "conmebol.america",
    "Copa Libertadores": "conmebol.libertadores", "Copa Sudamericana": "conmebol.sudamericana",
    "Africa Cup of Nations": "caf.nations", "UEFA Women's Champions League": "uefa.wchampions",
}  # fmt: skip
OTHERS = {"AFL": "australian-football/afl", "NRL": "rugby-league/3"}
# A team's league where the table of names calls it otherwise, and the leagues of a country one up and one down.
SAME = {"Championship": "EFL Championship", "League One": "EFL League One"}
NEXT_DOOR = {
    "Premier League": "EFL Championship", "EFL Championship": "Premier League", "EFL League One": "EFL Championship",
    "Bundesliga": "2. Bundesliga", "2. Bundesliga": "Bundesliga", "La Liga": "Segunda División",
    "Segunda División": "La Liga", "Serie A": "Serie B", "Serie B": "Serie A", "Ligue 1": "Ligue 2",
    "Ligue 2": "Ligue 1",
}  # fmt: skip
GROUPS = {
    "NFL": ("AFC", "NFC", "AFC East", "AFC North", "AFC South", "AFC West", "NFC East", "NFC North", "NFC South",
            "NFC West"),
    "MLB": ("American League", "National League", "AL East", "AL Central", "AL West", "NL East", "NL Central",
            "NL West"),
    "NBA": ("Eastern Conference", "Western Conference"),
}  # fmt: skip
DIVISIONS = tuple(
    group for groups in GROUPS.values() for group in groups if group.split()[0] in ("AFC", "NFC", "AL", "NL")
)
SPORTS = {
    "basketball": ("NBA",), "hockey": ("NHL",), "eishockey": ("NHL",), "baseball": ("MLB",),
    "soccer": ("MLS", "Premier League", "UEFA Champions League"), "fußball": ("Bundesliga",),
}  # fmt: skip
# Where the table of names says no more than the continent, or the association.
FAMILIES = {
    "NCAA": ("NCAA Football", "NCAA Basketball"),
    "European football": ("UEFA Champions League", "UEFA Europa League", "UEFA Conference League"),
    "South American football": ("Brasileirão", "Argentine Primera", "Copa Libertadores", "Copa Sudamericana"),
}  # fmt: skip
COLLEGE = {"football": ("NCAA Football",), "basketball": ("NCAA Basketball",)}
FOOTBALL = {"us": ("NFL",), "de": ("Bundesliga",), "": ("Premier League",)}
USUAL = {"us": ("NFL", "NBA", "MLB", "NHL"), "de": ("Bundesliga",), "": ("Premier League", "UEFA Champions League")}
EVERYWHERE = frozenset(name for names in USUAL.values() for name in names)
WORDS = (*SPORTS, "college", "football")


@dataclass(frozen=True, slots=True)
class League:
    """A league of ESPN's. `path` is "sport/league" as its addresses have it."""

    name: str
    path: str

    @property
    def sport(self) -> str:
        return self.path.partition("/")[0]

    @property
    def american(self) -> bool:
        """Whether the guest is named first and a team is a "the"."""
        return self.name in AMERICAN


PATHS = AMERICAN | {name: f"soccer/{code}" for name, code in SOCCER.items()} | OTHERS


def league_of(name: str) -> League | None:
    """The league of this name, or the one that this group or conference belongs to."""
    wanted = SAME.get(name, name)
    wanted = next((league for league, groups in GROUPS.items() if wanted in groups), wanted)
    return League(wanted, PATHS[wanted]) if wanted in PATHS else None


def leagues_of_team(name: str, text: str) -> list[League]:
    """Where a team of this league is looked for. College teams play two sports, of which the question may name one."""
    names = FAMILIES.get(name, (name,))
    if name == "NCAA":
        names = next((leagues for sport, leagues in COLLEGE.items() if sport in text.casefold()), names)
    return [league for each in names if (league := league_of(each))]


def next_door(league: League) -> League | None:
    """Where a team is that has gone up or down."""
    return league_of(NEXT_DOOR.get(league.name, ""))


def names_sport(lookup: Lookup) -> bool:
    return any(word in lookup.text.casefold() for word in WORDS)


def meant(lookup: Lookup, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The leagues of the sport that the words name; without one the usual ones."""
    text = lookup.text.casefold()
    where = "us" if lookup.units == "us" else "de" if base(lookup.language) == "de" else ""
    if "college" in text:
        return next((leagues for word, leagues in COLLEGE.items() if word in text), ("NCAA Football",))
    if "football" in text:
        return FOOTBALL[where]
    named = next((leagues for word, leagues in SPORTS.items() if word in text), ())
    return named or usual or USUAL[where]
