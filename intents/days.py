"""Finds the days that a question is about: "tomorrow evening", "next weekend", "the 24th of December"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from intents.day_spelling import respelled
from intents.day_words import DayWords, day_words
from intents.gate import Gate
from intents.times import Clock, find_times
from ragdomains.types import Days

Found = tuple[date, date, str]
EIGHT = 8  # days from today are a week in German
LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}  # of a span, in days
Over = {"morning": 12, "afternoon": 18, "evening": 23}  # the hour in which a part of the day is over


@dataclass(frozen=True, slots=True)
class Moment:
    """What was matched, in which words, and when "now" is."""

    groups: Mapping[str, str | None]
    words: DayWords
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def number(self) -> int:
        said = self.groups["number"] or ""
        return int(said) if said.isdigit() else self.words.numbers[said]

    def which(self) -> int | None:
        """1: the next, -1: the last, 0: this; None where it was not said."""
        return self.words.which.get((self.groups.get("which") or "").split(" ")[0])

    def unit(self) -> str:
        return self.words.units[(self.groups["unit"] or "")[:3]]


@dataclass(frozen=True, slots=True)
class Span:
    """Days, where in the text they are said, and the times of day ("19:00") that are said with them."""

    days: Days
    start: int
    end: int
    times: tuple[str, ...] = ()


@lru_cache(maxsize=16)  # of one question, before names are looked for and after
def find_days(text: str, now: datetime, language: str = "en") -> Span | None:
    """The first days named in a lower-case text, with a range ("Monday to Friday"), a part of the day and a time; also
    where a letter of them slipped ("tomorow")."""
    right, places = respelled(text, language)
    span = spelled_days(right, now, language)
    if span is None or right == text:
        return span
    start, end = places[span.start], places[span.end]
    return replace(span, start=start, end=end, days=replace(span.days, said=text[start:end].strip()))


def spelled_days(text: str, now: datetime, language: str) -> Span | None:
    words = day_words(language)
    found = sorted(every(text, now, language), key=lambda span: (span.start, -span.end))
    clocks = find_times(text, language)
    if not found:
        return alone(text, now, words, clocks)
    first = found[0]
    for later in found[1:]:
        between = text[first.end : later.start] if later.start >= first.end else "?"
        if re.fullmatch(words.joins, between):
            first = joined(first, later, text)
    return with_time(with_part(first, text, words), text, words, clocks)


def every(text: str, now: datetime, language: str) -> list[Span]:
    spans: list[Span] = []
    readers = [READERS[name] for _, name in day_words(language).patterns]
    for number, pattern in gate(language).possible(text):
        reader = readers[number]
        for match in pattern.finditer(text):
            if any(match.start() < span.end and span.start < match.end() for span in spans):
                continue
            found = reader(Moment(match.groupdict(), day_words(language), now))
            if found:
                days = Days(found[0], found[1], found[2], match[0].strip())
                spans.append(Span(days, match.start(), match.end(), at_then(match, now, language)))
    return spans


@cache
def gate(language: str) -> Gate:
    return Gate([rf"\b(?:{text})(?!\w)" for text, _ in day_words(language).patterns])


def at_then(match: "re.Match[str]", now: datetime, language: str) -> tuple[str, ...]:
    """ "In two hours" names a time of day too."""
    groups = match.groupdict()
    moment = Moment(groups, day_words(language), now)
    if groups.get("more") or (groups.get("unit") and not groups.get("number")):
        then = half_then(moment) if "more" in groups else None
    else:
        then = later(moment) if groups.get("unit") and moment.unit() in ("minute", "hour") else None
    return (f"{then:%H:%M}",) if then else ()


def joined(first: Span, later: Span, text: str) -> Span:
    last = later.days.last
    while last < first.days.first:
        last += timedelta(days=7)
    days = Days(first.days.first, last, first.days.part or later.days.part, text[first.start : later.end].strip())
    return Span(days, first.start, later.end)


def with_part(span: Span, text: str, words: DayWords) -> Span:
    """The part of the day behind it ("Tuesday evening") or before ("the morning of the 3rd")."""
    if span.days.part:
        return span
    after = re.match(words.part_after, text[span.end :])
    before = re.search(words.part_before, text[: span.start])
    if after:
        return extended(span, words.parts[after[1]], (span.start, span.end + after.end()), text)
    if before is None or names_event(before, text, words):
        return span
    return extended(span, words.parts[before[1]], (before.start(), span.end), text)


def names_event(part: "re.Match[str]", text: str, words: DayWords) -> bool:
    """Whether the part belongs to a noun before it, as in "parents evening on Thursday"; "the evening of" does not."""
    said = text[: part.start()].split()
    bare = part.start() == part.start(1)
    return bool(bare and said and words.before_part) and said[-1] not in words.before_part


def extended(span: Span, part: str, ends: tuple[int, int], text: str) -> Span:
    days = replace(span.days, part=part, said=text[ends[0] : ends[1]].strip())
    return Span(days, *ends, span.times)


def with_time(span: Span, text: str, words: DayWords, clocks: list[Clock]) -> Span:
    """The time that stands beside the day: "Friday at 8 pm", "at 8 on Friday"; it tells the part of the day too."""
    for clock in clocks:
        if clock.end > span.start and clock.start < span.end:  # "at noon tomorrow"
            return replace(span, times=clock.said)
        between = text[min(clock.end, span.end) : max(clock.start, span.start)]
        if re.fullmatch(words.lead, between):
            clock = clock.within(span.days.part)
            part = span.days.part or ("" if clock.open else part_at(clock.minutes // 60))
            ends = min(clock.start, span.start), max(clock.end, span.end)
            return replace(extended(span, part, ends, text), times=clock.said)
    return span


def alone(text: str, now: datetime, words: DayWords, clocks: list[Clock]) -> Span | None:
    """ "In the morning", "at noon", "overnight", "at 10 pm": the next one that is not over."""
    if clocks:
        clock = clocks[0].after(now.hour * 60 + now.minute)
        day = now.date() + timedelta(days=int(clock.minutes <= now.hour * 60 + now.minute))
        days = Days(day, day, part_at(clock.minutes // 60 % 24), text[clock.start : clock.end].strip())
        return Span(days, clock.start, clock.end, clock.said)
    match = re.search(words.part_alone, text)
    if not match:
        return None
    part = words.parts[match[1] or match[2]]
    day = now.date() + timedelta(days=int(now.hour >= Over.get(part, 24)))
    return Span(Days(day, day, part, match[0]), match.start(), match.end())


def part_at(hour: int) -> str:
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 18:
        return "afternoon"
    return "evening" if 18 <= hour < 22 else "night"


def one_day(day: date, part: str = "") -> Found:
    return day, day, part


def relative(moment: Moment) -> Found:
    """today, this evening, tonight, tomorrow, the day after tomorrow, yesterday, last night"""
    word = moment.groups["word"] or ""
    said = moment.groups["part"] or next((part for part in moment.words.parts if part in word), "")
    part = moment.words.parts[said] if said and not ("noon" in said and "after" in word) else said and "afternoon"
    return one_day(moment.today + timedelta(days=moment.words.relative[word]), part)


def weekday(moment: Moment) -> Found:
    """A plain weekday is the next one after today; "this" may be today; "next" is in the next calendar week."""
    name, today, which = moment.groups["weekday"] or "", moment.today, moment.which()
    part = moment.words.parts.get(moment.groups.get("part") or "", "")  # "Dienstagabend"
    number = next(place for place, full in enumerate(moment.words.weekdays) if full.startswith(name[:3]))
    ahead = (number - today.weekday()) % 7
    if which == 1:
        return one_day(today + timedelta(days=7 - today.weekday() + number), part)
    if which == -1:
        return one_day(today - timedelta(days=(today.weekday() - number) % 7 or 7), part)
    return one_day(today + timedelta(days=ahead if ahead or which == 0 else 7), part)


def weekend(moment: Moment) -> Found:
    """This one until Sunday has passed, else the next calendar week's."""
    today, which = moment.today, moment.which() or 0
    saturday = today + timedelta(days=5 - today.weekday() + 7 * which)
    first = saturday if which < 0 else max(saturday, today)
    return first, saturday + timedelta(days=1), ""


def second_weekday(moment: Moment) -> Found:
    """ "Sunday after next": a week behind the next one."""
    return one_day(weekday(moment)[0] + timedelta(days=7))


def second_weekend(moment: Moment) -> Found:
    saturday = moment.today + timedelta(days=19 - moment.today.weekday())
    return saturday, saturday + timedelta(days=1), ""


def week(moment: Moment) -> Found:
    today, which = moment.today, moment.which()
    monday = today - timedelta(days=today.weekday())
    if which:
        monday += timedelta(days=7 * which)
        return monday, monday + timedelta(days=6), ""
    if which == 0 or moment.groups.get("rest"):
        return today, monday + timedelta(days=6), ""
    return today, today + timedelta(days=6), ""


def period(moment: Moment) -> Found:
    """This, next or last month or year; of this one the days that are left."""
    which, today = moment.which() or 0, moment.today
    unit = moment.words.units[(moment.groups.get("unit") or moment.groups.get("rest") or "")[:3]]
    if unit == "year":
        first, last = date(today.year + which, 1, 1), date(today.year + which, 12, 31)
    else:
        first, last = month_of(today.year, today.month + which)
    return (max(first, today) if which == 0 else first), last, ""


def whole_month(moment: Moment) -> Found | None:
    """ "In July": the next one, or the rest of this one."""
    today, month = moment.today, month_number(moment)
    year = int(moment.groups["year"] or 0) or today.year + (month < today.month)
    if not moment.groups["year"] and moment.which() == -1:
        year = today.year - (month >= today.month)
    if not 1 <= year < 9999:
        return None
    first, last = month_of(year, month)
    return (max(first, today) if first <= today <= last else first), last, ""


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month; month 0 is the December before, 13 the January after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def some(moment: Moment) -> Found:
    """ "The next 5 days", "10-day": from today on; "the last 3 days": up to today."""
    unit = moment.groups.get("unit") or moment.groups.get("back") or "day"
    days = max(moment.number(), 1) * (7 if moment.words.units[unit[:3]] == "week" else 1) - 1
    if moment.groups.get("back"):
        return moment.today - timedelta(days=days), moment.today, ""
    return moment.today, moment.today + timedelta(days=days), ""


def later(moment: Moment) -> datetime:
    hours = moment.unit() == "hour"
    return moment.now + timedelta(minutes=moment.number() * (60 if hours else 1))


def half_then(moment: Moment) -> datetime:
    return moment.now + timedelta(minutes=90 if moment.groups["more"] else 30)


def half(moment: Moment) -> Found:
    """ "In half an hour", "in an hour and a half" """
    then = half_then(moment)
    return one_day(then.date(), part_at(then.hour))


def ahead(moment: Moment, sign: int = 1) -> Found:
    """ "In three days", "two weeks from now", "in 2 hours" """
    if moment.unit() in ("hour", "minute"):
        then = later(moment) if sign > 0 else moment.now - (later(moment) - moment.now)
        return one_day(then.date(), part_at(then.hour))
    days = LENGTHS[moment.unit()] * moment.number()
    return one_day(moment.today + timedelta(days=days * sign))


def counted_on(moment: Moment) -> Found:
    """ "A week from Friday", "two weeks on Monday", "Friday week" """
    number = moment.number() if moment.groups.get("number") else 1
    first = weekday(moment)[0]
    return one_day(first + timedelta(days=number * LENGTHS[moment.unit()]))


def counted_from(moment: Moment) -> Found:
    """ "Two weeks today", "a fortnight tomorrow", "heute in acht Tagen": people count today as the first of eight."""
    days = moment.number() * LENGTHS[moment.unit()]
    begun = moment.today + timedelta(days=moment.words.relative[moment.groups["word"] or ""])
    return one_day(begun + timedelta(days=7 if days == EIGHT else days))


def ago(moment: Moment) -> Found:
    return ahead(moment, -1)


def calendar_day(moment: Moment) -> Found | None:
    """A day of a month, this year's or, when that has passed, next year's."""
    return in_year(day_number(moment), month_number(moment), int(moment.groups["year"] or 0), moment.today)


def month_number(moment: Moment) -> int:
    said = (moment.groups["month"] or "")[:3]
    return next(place for place, name in enumerate(moment.words.months, 1) if name.startswith(said))


def day_number(moment: Moment) -> int:
    word = moment.groups["day"] or ""
    return moment.words.ordinals[word] if word in moment.words.ordinals else int(re.sub(r"\D", "", word))


def in_year(day: int, month: int, year: int, today: date) -> Found | None:
    try:
        named = date(year or today.year, month, day)
        return one_day(named if year or named >= today else date(today.year + 1, month, day))
    except ValueError:
        return None


def day_of_month(moment: Moment) -> Found | None:
    """ "The 24th": this month's, or the next month's that has it"""
    day, today = day_number(moment), moment.today
    for ahead_by in range(12):
        month = (today.month - 1 + ahead_by) % 12 + 1
        found = in_year(day, month, today.year + (today.month - 1 + ahead_by) // 12, today)
        if found and found[0] >= today:
            return found
    return None


def iso(moment: Moment) -> Found | None:
    day, month, year = (int(moment.groups[name] or 0) for name in ("day", "month", "year"))
    return in_year(day, month, year, moment.today)


def numeric(moment: Moment) -> Found | None:
    """ "12/24": the month first, unless only the day can be"""
    first, second = (int(moment.groups[name] or 0) for name in ("first", "second"))
    month, day = (second, first) if first > 12 else (first, second)
    return in_year(day, month, int(moment.groups["year"] or 0), moment.today)


def holiday(moment: Moment) -> Found:
    dating, today = moment.words.holidays[moment.groups["name"] or ""], moment.today
    this = dating(today.year)
    return one_day(this if this >= today else dating(today.year + 1))


READERS: Mapping[str, Callable[[Moment], Found | None]] = {
    each.__name__: each
    for each in (
        iso, calendar_day, holiday, relative, ahead, ago, half, some, weekend, second_weekend, week, period,
        whole_month, weekday, day_of_month, numeric, counted_on,
        counted_from, second_weekday,
    )
}  # fmt: skip
