"""Games, scores and tables from ESPN's public site API, without a key."""

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.bodies import Service
from ragdomains.games import german
from ragdomains.games.choosing import choose, in_the_past
from ragdomains.games.facts import Origin, sourced
from ragdomains.games.telling import told
from ragdomains.games.templates import TEMPLATES
from ragdomains.games.unknown import named
from ragdomains.games.wanted import AT_HOME, AWAY, team_by_team, wanted
from ragdomains.providers import Reach, providers
from ragdomains.providers.espn.days import day
from ragdomains.providers.espn.leagues import PATHS, WORDS
from ragdomains.providers.espn.tables import standings
from ragdomains.providers.espn.teams import record_of
from ragdomains.types import Evidence, Lookup

Address = Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=200)]
LeagueName = Annotated[str, Field(max_length=60)]
ORIGIN = Origin("ESPN", "https://www.espn.com/")


class Options(BaseModel):
    """ESPN: games, scores and tables of American sports and of football, without a key."""

    model_config = ConfigDict(extra="forbid")

    base_url: Address = Field("https://site.api.espn.com", description="Where games and tables are asked.")
    timeout: float = Field(5.0, gt=0, le=60, description="Seconds for one call.")
    leagues: list[LeagueName] = Field(
        default_factory=list,
        max_length=8,
        description="The leagues meant where a question names none (NFL, Premier League ...). Empty: by the units.",
    )


@providers.register(
    "espn",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("next", "score", "standings"),
    words=(*WORDS, *AT_HOME, *AWAY, "division"),
    unknown=named,
    each=team_by_team,
    network=True,
)
async def espn(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    lookup = in_the_past(lookup)
    source = Service(reach.http, options.base_url, options.timeout, "The sports service")
    asked, usual = wanted(lookup), tuple(name for name in options.leagues if name in PATHS)
    if lookup.ask == "standings":
        return sourced(await standings(asked, lookup, usual, source), ORIGIN, lookup)
    if not asked.teams:
        return sourced(await day(asked, lookup, usual, source), ORIGIN, lookup)
    record = await record_of(asked, lookup, source)
    own = replace(asked, teams=(record.team.name,), leagues=tuple(name for name in asked.leagues if name in PATHS))
    return sourced(told(choose(record.games, own, lookup), own, lookup), ORIGIN, lookup)
