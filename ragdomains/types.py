"""What is asked of a domain and what it answers: Lookup, Fact, Passage, Evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Value = str | int | float | bool | datetime | date


class ProviderError(Exception):
    """A source that cannot answer. The text is fit to be spoken; `retry_after` is seconds, where the source named it.

    `kind` is one of: unreachable, timeout, blocked, refused, limited, broken (an answer that makes no sense),
    missing (the thing asked for is unknown), setup (an option or key is missing), quota (its key may ask no more for
    now).
    """

    def __init__(self, text: str, kind: str = "unreachable", retry_after: float | None = None) -> None:
        super().__init__(text)
        self.kind = kind
        self.retry_after = retry_after


class Missing(Exception):
    """What an answer lacks, for whoever set its source up: the cause of a ProviderError that says it in other words."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the earth. Degrees; `zone` is an IANA time zone name; `home` marks the household's own."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    zone: str = ""
    country: str = ""
    home: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Days, both inclusive, in the zone of the place; `part` is "", morning, afternoon, evening or night."""

    first: date
    last: date
    part: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question to a domain, with its slots filled and normalised.

    `ask` is which of the provider's questions it is (weather: now, forecast, sun, air). `spot` may lack coordinates:
    the provider looks them up. `slots` holds the rest by name (symbol, team, expression ...). `now` is aware.

    `choices` names all that the word of a slot may mean ("Giants": two teams), the one in `slots` among them; `many`
    all values of a slot that has several ("Jets against Bills"), in the order in which they were said. `about` is what
    is known of these values: a team's league, a league's sport, a company's symbol.
    """

    ask: str
    text: str
    now: datetime
    spot: Spot | None = None
    days: Days | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    units: str = "metric"
    language: str = "en"
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed value: numbers are numbers, times carry zones. `unit` as in domains.md ("degC", "%", "mm", "km/h")."""

    name: str
    value: Value
    unit: str = ""
    place: str = ""
    valid_from: datetime | date | None = None
    valid_to: datetime | date | None = None
    as_of: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text found for a question. `score` is between 0 and 1.

    `written` is the date that its document gives itself; documents that say nearly the same have one `family`, 0: none;
    `shipped` is what the handbook says of a house that is made up.
    """

    text: str
    title: str
    heading: str = ""
    url: str = ""
    page: int | None = None
    score: float = 0.0
    as_of: datetime | None = None
    written: date | None = None
    family: int = 0
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a domain answered. `answer` names the sentence template to use; `values` are the texts it may substitute.

    `cached` is "live", "fresh" or "stale"; `as_of` is when the source gave it; `source` is spoken ("Open-Meteo").
    `fresh_for` is how many seconds this answer stays fresh, where that depends on what it says (a game that is being
    played); None: as long as the domain's row says. `doubtful`: its passages answer only if a sentence of them does.
    """

    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    answer: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    as_of: datetime | None = None
    source: str = ""
    source_url: str = ""
    cached: str = "live"
    fresh_for: float | None = None
    doubtful: bool = False
