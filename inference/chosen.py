"""What somebody chose in the analytics: days, assistant, room, intent and domain; and the counts of just that."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, groupby
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from inference.models import MonthSlice, Slice, Tally
from inference.slices import OTHERS, TOLD, Held, barred, names_of, sum_of
from inference.tally import Counts


@dataclass(frozen=True, slots=True)
class Chosen:
    """The days from `first` to `last`, and of their questions only those with this and that; "" is any."""

    first: date
    last: date
    assistant: str = ""
    room: str = ""
    intent: str = ""
    domain: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(self.days)]

    @property
    def narrowed(self) -> bool:
        return any((self.assistant, self.room, self.intent, self.domain))

    def takes(self, held: Held) -> bool:
        """To the letter: SQLite takes capitals for small letters where it looks for a part of a text."""
        asked, told = self.intent, self.domain
        return (not asked or asked in names_of(held.intents)) and (not told or told in names_of(held.domains))


def tallies(chosen: Chosen) -> QuerySet[Tally]:
    """The counts of whole days."""
    return Tally.objects.filter(day__day__gte=chosen.first, day__day__lte=chosen.last).order_by()


def by_day(chosen: Chosen) -> QuerySet[Slice]:
    """The slices of these days."""
    return Slice.objects.filter(day__day__gte=chosen.first, day__day__lte=chosen.last).order_by("day__day")


@dataclass(frozen=True, slots=True)
class Parts:
    """Slices of whole months, and of the days beside them; `told`: questions of the months that are told apart."""

    months: QuerySet[MonthSlice]
    days: QuerySet[Slice]
    told: int


def by_month(chosen: Chosen) -> Parts:
    """The slices of these days with whole months put together: those of 400 full days take seconds."""
    months = MonthSlice.objects.filter(first__gte=chosen.first, last__lte=chosen.last)
    apart = Coalesce(Sum("questions", filter=~vague(chosen)), 0)
    spans = list(months.values_list("first", "last").annotate(apart=apart).order_by())
    days = by_day(chosen)
    for first, last, _ in spans:
        days = days.exclude(day__day__gte=first, day__day__lte=last)
    return Parts(months, days, sum(told for _, _, told in spans))


def vague(chosen: Chosen) -> Q:
    """The slices of which nobody knows whether they hold what was chosen."""
    found = Q(assistant=OTHERS) if chosen.assistant else Q(pk=None)
    found |= Q(room=OTHERS) if chosen.room else Q()
    return found | (Q(intents=barred([OTHERS])) if chosen.intent or chosen.domain else Q())


def held(chosen: Chosen, rows: QuerySet[Any], day: str) -> Iterator[Held]:
    """Those of the slices that hold what was chosen; `day` is the field that says when."""
    wanted = Q(assistant=chosen.assistant) if chosen.assistant else Q()
    wanted &= Q(room=chosen.room) if chosen.room else Q()
    wanted &= Q(intents__contains=f"|{chosen.intent}|") if chosen.intent else Q()
    wanted &= Q(domains__contains=f"|{chosen.domain}|") if chosen.domain else Q()
    found = rows.filter(wanted).values_list(day, *TOLD)
    return (held for held in (Held(*row) for row in found.iterator()) if chosen.takes(held))


def summed(chosen: Chosen, parts: Parts | None = None) -> tuple[Counts, Counter[date]]:
    """All counts of these days, and the questions of each of them."""
    if chosen.narrowed:
        parts = parts or by_month(chosen)
        return sum_of(chain(held(chosen, parts.months, "last"), held(chosen, parts.days, "day__day")))
    found = tallies(chosen).values_list("what", "name").annotate(Sum("count"))
    days = tallies(chosen).filter(what="questions").values_list("day__day", "count")
    return Counter({(what, name): count for what, name, count in found}), Counter(dict(days))


def daily(chosen: Chosen) -> Iterator[tuple[date, Counts]]:
    """The counts of each day that has any, one after the other."""
    if chosen.narrowed:
        ordered = held(chosen, by_day(chosen), "day__day")
        yield from ((day, sum_of(found)[0]) for day, found in groupby(ordered, lambda held: held.day))
        return
    rows = tallies(chosen).order_by("day__day").values_list("day__day", "what", "name", "count")
    for day, told in groupby(rows.iterator(), lambda row: row[0]):
        yield day, Counter({(what, name): count for _, what, name, count in told})


def untold(chosen: Chosen, parts: Parts | None = None) -> int:
    """Questions of these days of which nobody knows whether they are among the chosen ones."""
    parts = parts or by_month(chosen)
    whole = tallies(chosen).filter(what="questions").aggregate(all=Sum("count"))["all"] or 0
    return whole - parts.told - (parts.days.exclude(vague(chosen)).aggregate(all=Sum("questions"))["all"] or 0)


def names(chosen: Chosen) -> dict[str, list[str]]:
    """What can be chosen of these days, by the field of the choice."""
    wanted = {"assistant": "assistant", "room": "room", "intent": "intent"}
    wanted |= {"domain answered": "domain", "domain failed": "domain"}
    found: dict[str, set[str]] = {field: set() for field in wanted.values()}
    for what, name in tallies(chosen).filter(what__in=wanted).values_list("what", "name").distinct():
        found[wanted[what]].add(name)
    return {field: sorted(each - {OTHERS}) for field, each in found.items()}
