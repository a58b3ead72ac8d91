"""Finds the days that a question is about: "tomorrow evening", "next weekend", "the 24th of December"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ragdomains.types import Days

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEAR = "january february march april may june july august september october november december"
MONTHS = tuple(YEAR.split())
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
NUMBERS = {word: number for number, word in enumerate(UNITS.split())} | {
    "a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "twenty": 20, "thirty": 30,
}  # fmt: skip
PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: number for number, word in enumerate(PLACES.split(), start=1)}
HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1),
    "new year's": (1, 1), "new years": (1, 1), "new year": (1, 1), "halloween": (10, 31),
    "valentine's day": (2, 14), "valentines day": (2, 14),
}  # fmt: skip
PARTS = {
    "noon": "afternoon",
    "midday": "afternoon",
    "midnight": "night",
    "overnight": "night",
    "lunchtime": "afternoon",
}

DAY = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
FULL = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
NUMBER = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
NTH = r"\d{1,2}(?:st|nd|rd|th)?|" + "|".join(ORDINALS)
PART = r"morning|afternoon|evening|night|noon|midday|midnight|lunchtime"

Found = tuple[date, date, str]
Reader = Callable[["re.Match[str]", datetime], Found | None]


@dataclass(frozen=True, slots=True)
class Span:
    """Days and where in the text they are said."""

    days: Days
    start: int
    end: int


def find_days(text: str, now: datetime) -> Span | None:
    """The first days named in a lower-case text; a range ("Monday to Friday") and a part of the day go with them."""
    found = sorted(every(text, now), key=lambda span: (span.start, -span.end))
    if not found:
        return lone_part(text, now)
    first = found[0]
    for later in found[1:]:
        between = text[first.end : later.start] if later.start >= first.end else "?"
        if re.fullmatch(r"\s*(?:-|to|till|until|through|thru|and|or)\s+(?:on\s+)?|\s*-\s*", between):
            first = joined(first, later, text)
    return with_part(first, text)


def every(text: str, now: datetime) -> list[Span]:
    spans: list[Span] = []
    for pattern, reader in READERS:
        for match in pattern.finditer(text):
            if any(match.start() < span.end and span.start < match.end() for span in spans):
                continue
            found = reader(match, now)
            if found:
                spans.append(Span(Days(found[0], found[1], found[2], match[0].strip()), match.start(), match.end()))
    return spans


def joined(first: Span, later: Span, text: str) -> Span:
    last = later.days.last
    while last < first.days.first:
        last += timedelta(days=7)
    days = Days(first.days.first, last, first.days.part or later.days.part, text[first.start : later.end].strip())
    return Span(days, first.start, later.end)


def with_part(span: Span, text: str) -> Span:
    """The part of the day behind it ("Tuesday evening", "tomorrow at 8 pm") or before ("the morning of the 3rd")."""
    if span.days.part:
        return span
    after = re.match(rf"\s*,?\s*(?:in the |at |during the )?({PART})\b", text[span.end :])
    hour = re.match(r"\s*,?\s*(?:at |around |by )?(\d{1,2})(?::\d\d)? ?(am|pm|a\.m\.|p\.m\.)", text[span.end :])
    before = re.search(rf"\b(?:the )?({PART})\s+(?:of |on )?$", text[: span.start])
    if after:
        return extended(span, part_of(after[1]), span.start, span.end + after.end(), text)
    if hour:
        return extended(
            span, part_at(int(hour[1]) % 12 + 12 * (hour[2][0] == "p")), span.start, span.end + hour.end(), text
        )
    if before:
        return extended(span, part_of(before[1]), before.start(), span.end, text)
    return span


def extended(span: Span, part: str, start: int, end: int, text: str) -> Span:
    return Span(Days(span.days.first, span.days.last, part, text[start:end].strip()), start, end)


def lone_part(text: str, now: datetime) -> Span | None:
    """ "in the morning", "at noon", "overnight": the next one that is not over."""
    match = re.search(rf"\b(?:(?:in|during) the|at|by|before|after) ({PART})\b|\b(overnight)\b", text)
    if not match:
        return None
    part = part_of(match[1] or match[2])
    over = {"morning": 12, "afternoon": 18, "evening": 23}.get(part, 24)
    day = now.date() + timedelta(days=int(now.hour >= over))
    return Span(Days(day, day, part, match[0]), match.start(), match.end())


def part_of(word: str) -> str:
    return PARTS.get(word, word)


def part_at(hour: int) -> str:
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 18:
        return "afternoon"
    return "evening" if 18 <= hour < 22 else "night"


def number_of(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def one_day(day: date, part: str = "") -> Found:
    return day, day, part


def relative(match: "re.Match[str]", now: datetime) -> Found | None:
    """today, this evening, tonight, tomorrow, the day after tomorrow, yesterday, last night"""
    word, today = match[0], now.date()
    part = next((each for each in ("morning", "afternoon", "evening", "night") if each in word), "")
    if "last" in word or "day before" in word or "yesterday" in word:
        return one_day(today - timedelta(days=2 if "day before" in word else 1), part)
    if "tomorrow" in word:
        return one_day(today + timedelta(days=2 if "after" in word else 1), part)
    return one_day(today, part)


def weekday(match: "re.Match[str]", now: datetime) -> Found | None:
    """A plain weekday is the next one after today; "this" may be today; "next" is in the next calendar week."""
    which, today = match[1] or match[3] or "", now.date()
    number = next(place for place, name in enumerate(WEEKDAYS) if name.startswith((match[2] or match[4])[:3]))
    ahead = (number - today.weekday()) % 7
    if which.startswith(("next", "following")):
        return one_day(today + timedelta(days=7 - today.weekday() + number))
    if which.startswith("last"):
        return one_day(today - timedelta(days=(today.weekday() - number) % 7 or 7))
    return one_day(today + timedelta(days=ahead if ahead or which.startswith("this") else 7))


def weekend(match: "re.Match[str]", now: datetime) -> Found | None:
    """This one until Sunday has passed, else the next calendar week's."""
    today = now.date()
    saturday = today + timedelta(days=5 - today.weekday())
    if "next" in match[0]:
        saturday += timedelta(days=7)
    if "last" in match[0]:
        saturday -= timedelta(days=7)
        return saturday, saturday + timedelta(days=1), ""
    return max(saturday, today), saturday + timedelta(days=1), ""


def week(match: "re.Match[str]", now: datetime) -> Found | None:
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    if "next" in match[0] or "last" in match[0]:
        monday += timedelta(days=7 if "next" in match[0] else -7)
        return monday, monday + timedelta(days=6), ""
    if "rest of" in match[0] or "this" in match[0]:
        return today, monday + timedelta(days=6), ""
    return today, today + timedelta(days=6), ""


def some_days(match: "re.Match[str]", now: datetime) -> Found | None:
    """ "the next 5 days", "10-day" : from today on"""
    return now.date(), now.date() + timedelta(days=max(number_of(match[1]), 1) - 1), ""


def ahead(match: "re.Match[str]", now: datetime) -> Found | None:
    """ "in three days", "two weeks from now", "in 2 hours" """
    number, unit = number_of(match[1] or match[3]), (match[2] or match[4])[:4].rstrip("s")
    if unit in ("hour", "minu"):
        then = now + timedelta(hours=number if unit == "hour" else number / 60)
        return one_day(then.date(), part_at(then.hour))
    days = {"day": 1, "week": 7, "mont": 30, "year": 365}[unit] * number
    return one_day(now.date() + timedelta(days=days))


def calendar_day(match: "re.Match[str]", now: datetime) -> Found | None:
    """A day of a month, this year's or, when that has passed, next year's."""
    groups = match.groupdict()
    month = next(place for place, name in enumerate(MONTHS, 1) if name.startswith(groups["month"][:3]))
    year = int(groups["year"]) if groups.get("year") else 0
    return in_year(nth(groups["day"]), month, year, now.date())


def in_year(day: int, month: int, year: int, today: date) -> Found | None:
    try:
        named = date(year or today.year, month, day)
        return one_day(named if year or named >= today else date(today.year + 1, month, day))
    except ValueError:
        return None


def nth(word: str) -> int:
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


def day_of_month(match: "re.Match[str]", now: datetime) -> Found | None:
    """ "the 24th": this month's, or the next month's that has it"""
    day, today = nth(match[1]), now.date()
    for ahead_by in range(12):
        month = (today.month - 1 + ahead_by) % 12 + 1
        found = in_year(day, month, today.year + (today.month - 1 + ahead_by) // 12, today)
        if found and found[0] >= today:
            return found
    return None


def iso(match: "re.Match[str]", now: datetime) -> Found | None:
    return in_year(int(match[3]), int(match[2]), int(match[1]), now.date())


def holiday(match: "re.Match[str]", now: datetime) -> Found | None:
    month, day = HOLIDAYS[match[1]]
    return in_year(day, month, 0, now.date())


def compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{pattern})\b")


ON = r"(?:on )?"
SPOKEN_PART = r"(?: (?:morning|afternoon|evening|night))?"
SPANS = r"minutes?|hours?|days?|weeks?|months?|years?"
WEEK = (
    r"(?:for )?(?:the )?(?:rest of the week|(?:this|next|last|coming) week)|(?:for|during|over) the week|the week ahead"
)
NAMED_WEEKDAY = rf"{ON}((?:this|next|following|last|coming)(?: coming)? )?({FULL})s?"
READERS: tuple[tuple["re.Pattern[str]", Reader], ...] = (
    (compiled(r"(\d{4})-(\d\d)-(\d\d)"), iso),
    (compiled(rf"{ON}(?:the )?(?P<day>{NTH}) (?:of )?(?P<month>{MONTH})(?:,? (?P<year>\d{{4}}))?"), calendar_day),
    (compiled(rf"{ON}(?P<month>{MONTH}) (?:the )?(?P<day>{NTH})(?:,? (?P<year>\d{{4}}))?"), calendar_day),
    (compiled("(" + "|".join(sorted(HOLIDAYS, key=len, reverse=True)) + ")"), holiday),
    (compiled(rf"(?:the )?day (?:after tomorrow|before yesterday){SPOKEN_PART}"), relative),
    (compiled(rf"(?:later )?(?:today|tonight)|(?:tomorrow|yesterday)(?:'s)?{SPOKEN_PART}"), relative),
    (compiled(r"this (?:morning|afternoon|evening)|last night|later on"), relative),
    (compiled(rf"(?:in|after) ({NUMBER})(?: more)? ({SPANS})|({NUMBER}) ({SPANS}) from (?:now|today)"), ahead),
    (compiled(rf"(?:over |for )?(?:the )?(?:next|coming|following) ({NUMBER}) days"), some_days),
    (compiled(rf"({NUMBER})[- ]day(?= (?:weather|forecast|outlook))"), some_days),
    (compiled(r"(?:(?:on|over|for|at) )?(?:(?:this|the|next|last|coming|this coming) )?week-?ends?"), weekend),
    (compiled(WEEK), week),
    (compiled(rf"{NAMED_WEEKDAY}|(?:on )((?:this|next|last) )?({DAY})"), weekday),
    (compiled(rf"{ON}the (\d{{1,2}}(?:st|nd|rd|th))"), day_of_month),
)
