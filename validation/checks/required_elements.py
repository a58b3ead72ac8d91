"""What an answer of an intent must name: a forecast its place and its day, so that one hears what was understood."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from ragdomains.languages import Phrases, base, language_of, phrase
from ragdomains.types import Fact
from validation.checks import Objection, checks
from validation.names import acronyms
from validation.subjects import plain
from validation.tokens import words
from validation.topic import PLAIN, content, courteous
from validation.types import Claim, Draft
from validation.unknowing import unknowing

_HERE = words("here home outside outdoors hier zuhause daheim draußen")
_DAYS = words(
    "today tomorrow tonight yesterday now currently moment morning noon afternoon evening night week weekend weekdays "
    "month daily days hours heute morgen übermorgen gestern jetzt gerade derzeit früh mittag nachmittag abend nacht "
    "woche wochenende monat tage tagen stunden montag dienstag mittwoch donnerstag freitag samstag sonntag"
)
_DATED = re.compile(r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zä]+)")  # 21. November, which is no claim
FOR = "For {what}: {sentence}"
PHRASES: Phrases = {"de": {FOR: "Für {what}: {sentence}"}}


class Options(BaseModel):
    """What an answer must name: its place, its day"""

    model_config = ConfigDict(extra="forbid")

    elements: list[str] = Field(
        [],
        title="Elements",
        description="One a line: place, day, number, time, source, or a slot of the question such as team or symbol.",
    )
    min_words: int = Field(
        4, ge=1, le=50, title="Short sentences", description="One with fewer words passes: “Yes.”, “12 degrees.”"
    )


@checks.register("required_elements", Options, family="empirical", waits=False)
async def run(draft: Draft, claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    """The first sentence that says anything decides. What is missing is put before it as `fixed`."""
    if not options.elements or draft.structured or content(draft.before) or not _states_something(draft, options):
        return ()
    missing = [name for name in options.elements if not _said(name, draft, claims)]
    if not missing:
        return ()
    return [Objection(f"It does not name its {' and its '.join(missing)}.", fixed=_mended(missing, draft))]


def _states_something(draft: Draft, options: Options) -> bool:
    long_enough = len(draft.sentence.split()) >= options.min_words
    return long_enough and not (courteous(draft.sentence) or unknowing(draft.sentence))


def _said(name: str, draft: Draft, claims: Sequence[Claim]) -> bool:
    return _TESTS[name](draft, claims) if name in _TESTS else _slot(name, draft)


def _place(draft: Draft, claims: Sequence[Claim]) -> bool:
    """Any place that may be meant; an answer about none needs to name none."""
    places = _places(draft)
    said = set(plain(draft.sentence).split())
    return not places or not said.isdisjoint(_HERE) or any(_names(place, draft.sentence) for place in places)


def _day(draft: Draft, claims: Sequence[Claim]) -> bool:
    if not _days(draft) or base(draft.language) not in {"en", "de"}:
        return True
    said = set(plain(draft.sentence).split())
    return any(claim.kind in {"date", "time"} for claim in claims) or not said.isdisjoint(_DAYS) or _dated(draft)


def _dated(draft: Draft) -> bool:
    return _DATED.search(draft.sentence) is not None


def _number(draft: Draft, claims: Sequence[Claim]) -> bool:
    return any(claim.kind == "number" for claim in claims) or any(map(str.isdigit, draft.sentence))


def _time(draft: Draft, claims: Sequence[Claim]) -> bool:
    return any(claim.kind == "time" for claim in claims) or re.search(r"\d\s*(?:Uhr|h)\b", draft.sentence) is not None


def _source(draft: Draft, claims: Sequence[Claim]) -> bool:
    sources = [
        source for each in draft.evidence for source in (each.source, *(p.title for p in each.passages)) if source
    ]
    return not sources or any(_names(source, draft.sentence) for source in sources)


def _slot(name: str, draft: Draft) -> bool:
    """The slot's own value, or what the facts call it: a symbol may be said as the company's name."""
    value = draft.slots.get(name, "")
    if not value:
        return True
    called = [str(fact.value) for fact in _facts(draft) if isinstance(fact.value, str) and fact.name in {name, "name"}]
    return any(_names(each, draft.sentence) for each in (value, *called))


_TESTS: Mapping[str, Callable[[Draft, Sequence[Claim]], bool]] = {
    "place": _place, "day": _day, "number": _number, "time": _time, "source": _source,
}  # fmt: skip


def _names(name: str, sentence: str) -> bool:
    """Is a telling word of the name said, or its initials?"""
    own = acronyms(name).union(word for word in plain(name).split() if word not in PLAIN)
    return not own or not own.isdisjoint(plain(sentence).split())


def _places(draft: Draft) -> list[str]:
    told = dict.fromkeys(fact.place for fact in _facts(draft) if fact.place)
    return [place for place in (draft.slots.get("place", ""), *told) if place]


def _days(draft: Draft) -> list[str]:
    """The days as the question had them, else those of the facts, in the language of the answer."""
    if said := draft.slots.get("day", ""):
        return [said]
    days = dict.fromkeys(day for fact in _facts(draft) if (day := _date(fact.valid_from)))
    weekdays = language_of(draft.language).weekdays
    return [weekdays[day.weekday()] for day in days]


def _date(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _facts(draft: Draft) -> Iterator[Fact]:
    return (fact for each in draft.evidence for fact in each.facts)


def _mended(missing: Sequence[str], draft: Draft) -> str:
    """ "For Oslo, Sunday: it will be 12 degrees." Only a place, a day and a slot can be put before it."""
    known = {"place": _places(draft)[:1], "day": _days(draft)}
    what = [known.get(name, [draft.slots.get(name, "")]) for name in missing]
    if not all(len(each) == 1 and each[0] for each in what):  # of several days none is the one that is meant
        return ""
    text = phrase(FOR, draft.language, PHRASES)
    return text.replace("{what}", ", ".join(each[0] for each in what)).replace("{sentence}", draft.sentence)
