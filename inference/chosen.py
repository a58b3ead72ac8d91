"""What somebody chose in the analytics: days, assistant, room, intent and domain; and the counts of just that."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet, Sum

from inference.models import Slice, Tally
from inference.slices import FIELDS, OTHERS, Held, barred, names_of, sum_of
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


def slices(chosen: Chosen) -> Iterator[Held]:
    """The slices of these days that hold what was chosen, the oldest first."""
    wanted = Q(day__day__gte=chosen.first, day__day__lte=chosen.last)
    wanted &= Q(assistant=chosen.assistant) if chosen.assistant else Q()
    wanted &= Q(room=chosen.room) if chosen.room else Q()
    wanted &= Q(intents__contains=f"|{chosen.intent}|") if chosen.intent else Q()
    wanted &= Q(domains__contains=f"|{chosen.domain}|") if chosen.domain else Q()
    rows = Slice.objects.filter(wanted).order_by("day__day").values_list(*FIELDS)
    return (held for held in (Held(*row) for row in rows.iterator()) if chosen.takes(held))


def summed(chosen: Chosen) -> tuple[Counts, Counter[date]]:
    """All counts of these days, and the questions of each of them."""
    if chosen.narrowed:
        return sum_of(slices(chosen))
    found = tallies(chosen).values_list("what", "name").annotate(Sum("count"))
    days = tallies(chosen).filter(what="questions").values_list("day__day", "count")
    return Counter({(what, name): count for what, name, count in found}), Counter(dict(days))


def daily(chosen: Chosen) -> Iterator[tuple[date, Counts]]:
    """The counts of each day that has any, one after the other."""
    if chosen.narrowed:
        yield from ((day, sum_of(found)[0]) for day, found in groupby(slices(chosen), lambda held: held.day))
        return
    rows = tallies(chosen).order_by("day__day").values_list("day__day", "what", "name", "count")
    for day, told in groupby(rows.iterator(), lambda row: row[0]):
        yield day, Counter({(what, name): count for _, what, name, count in told})


def untold(chosen: Chosen) -> int:
    """Questions of these days of which nobody knows whether they are among the chosen ones."""
    rows = Slice.objects.filter(day__day__gte=chosen.first, day__day__lte=chosen.last)
    for name, value in (("assistant", chosen.assistant), ("room", chosen.room)):
        rows = rows.exclude(**{name: OTHERS}) if value else rows
    if chosen.intent or chosen.domain:
        rows = rows.exclude(intents=barred([OTHERS]))
    whole = tallies(chosen).filter(what="questions").aggregate(all=Sum("count"))["all"] or 0
    return whole - (rows.aggregate(all=Sum("questions"))["all"] or 0)


def names(chosen: Chosen) -> dict[str, list[str]]:
    """What can be chosen of these days, by the field of the choice."""
    wanted = {"assistant": "assistant", "room": "room", "intent": "intent"}
    wanted |= {"domain answered": "domain", "domain failed": "domain"}
    found: dict[str, set[str]] = {field: set() for field in wanted.values()}
    for what, name in tallies(chosen).filter(what__in=wanted).values_list("what", "name").distinct():
        found[wanted[what]].add(name)
    return {field: sorted(each - {OTHERS}) for field, each in found.items()}
