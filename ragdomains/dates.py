"""Finds dates in a question: "24 December", "next Friday", "in two weeks", "12/24", "Easter"."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ragdomains.holidays import HOLIDAYS, nth

MONTHS = [name.lower() for name in calendar.month_name[1:]]
DAYS = [name.lower() for name in calendar.day_name]
UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NTH_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
"""
ORDINALS = NTH_WORDS.split()
MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
NTH = r"\d{1,2}(?:st|nd|rd|th)?|" + "|".join(
    sorted((word.replace("-", "[ -]") for word in ORDINALS), key=len, reverse=True)
)
COUNT = r"\d{1,5}|an?|" + "|".join(UNITS)
YEAR = r"(?:,?\s+(?:in\s+)?(?P<year>\d{4}))?"
LARGEST = 100_000  # days, weeks, months or years that may be counted


@dataclass(frozen=True, slots=True)
class Named:
    """A date, and the name it was asked for by ("Christmas Day", "tomorrow"), or "" for a plain date."""

    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a date without a year is read: on which day, whether it lies behind, whether 3/4 is the fourth of March."""

    today: date
    past: bool = False
    us: bool = False


Match = re.Match[str]
Reader = Callable[[Match, Frame], Named]


def find_dates(text: str, frame: Frame) -> list[Named]:
    """The dates of a text, in order."""
    text = text.casefold().replace("’", "").replace("'", "")
    found: list[tuple[int, int, Named]] = []
    for pattern, reader in READERS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            try:
                found.append((match.start(), match.end(), reader(match, frame)))
            except (ValueError, OverflowError):  # 31 February, the year 0, in 99999 years
                continue
    return [named for _, _, named in sorted(found, key=lambda item: item[0])]


def nearest(of_year: Callable[[int], date], frame: Frame, year: str | None = None) -> date:
    """The date in the year that is meant: the named one, else the next one, or the last one when it lies behind."""
    if year:
        return of_year(int(year))
    this = frame.today.year
    years = range(this, this - 9, -1) if frame.past else range(this, this + 9)  # 29 February may be eight years off
    for candidate in years:
        try:
            day = of_year(candidate)
        except ValueError:
            continue
        if (day <= frame.today) if frame.past else (day >= frame.today):
            return day
    raise ValueError("there is no such day")


def iso(match: Match, frame: Frame) -> Named:
    return Named(date(int(match["y"]), int(match["m"]), int(match["d"])))


def dotted(match: Match, frame: Frame) -> Named:
    day, month = int(match["d"]), int(match["m"])
    return Named(nearest(lambda year: date(year, month, day), frame, match["y"]))


def slashed(match: Match, frame: Frame) -> Named:
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if (frame.us and first <= 12) or second > 12 else (second, first)
    return Named(nearest(lambda year: date(year, month, day), frame, match["y"]))


def month_number(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def day_number(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS.index(word.replace(" ", "-")) + 1


def day_of_month(match: Match, frame: Frame) -> Named:
    month, day = month_number(match["month"]), day_number(match["day"])
    return Named(nearest(lambda year: date(year, month, day), frame, match["year"]))


def nth_weekday(match: Match, frame: Frame) -> Named:
    count = -1 if match["nth"] == "last" else day_number(match["nth"])
    weekday = DAYS.index(match["weekday"])
    if match["month"] in {"this month", "the month", "next month"}:
        month = add_months(frame.today.replace(day=1), int(match["month"] == "next month"))
        return Named(nth(month.year, month.month, weekday, count))
    month_ = month_number(match["month"])
    return Named(nearest(lambda year: nth(year, month_, weekday, count), frame, match["year"]))


def holiday(match: Match, frame: Frame) -> Named:
    said = match["name"].replace("-", " ")
    name, of_year = next((name, of_year) for name, of_year, names in HOLIDAYS if said in names.split("|"))
    return Named(nearest(of_year, frame, match["year"]), name)


AHEAD = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}


def relative(match: Match, frame: Frame) -> Named:
    word = match["word"].removeprefix("the ")
    name = f"the {word}" if " " in word else word
    return Named(frame.today + timedelta(days=AHEAD[word]), name)


def counted(match: Match, frame: Frame) -> Named:
    word = match["count"]
    count = 1 if word in {"a", "an"} else int(word) if word.isdigit() else UNITS.index(word) + 1
    behind = match["way"] in {"ago", "before"}
    shifted = add(frame.today, min(count, LARGEST) * (-1 if behind else 1), match["unit"])
    amount = f"{count} {match['unit']}{'s' if count != 1 else ''}"
    return Named(shifted, f"{amount} ago" if behind else f"in {amount}")


def counted_on(match: Match, frame: Frame) -> Named:
    """ "A week from Friday", "two weeks on Monday", "Friday week"."""
    count = match["count"] or "1"
    number = 1 if count in {"a", "an"} else int(count) if count.isdigit() else UNITS.index(count) + 1
    from_day = weekday(match, frame).day
    return Named(add(from_day, min(number, LARGEST), match["unit"]))


def add(day: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return add_months(day, count * (12 if unit == "year" else 1))


def add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last one; raises ValueError outside of the years 1 to 9999."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def weekday(match: Match, frame: Frame) -> Named:
    number = DAYS.index(match["weekday"])
    ahead = (number - frame.today.weekday()) % 7
    which = match["which"] or ""
    if which == "last" or frame.past:
        return Named(
            frame.today - timedelta(days=(frame.today.weekday() - number) % 7 or 7), f"last {DAYS[number].title()}"
        )
    if which == "next":
        # of next week: "next Friday" said on a Monday is not the coming one
        return Named(frame.today + timedelta(days=7 - frame.today.weekday() + number), f"next {DAYS[number].title()}")
    return Named(frame.today + timedelta(days=ahead), DAYS[number].title())


def whole_month(match: Match, frame: Frame) -> Named:
    month = month_number(match["month"])
    return Named(nearest(lambda year: date(year, month, 1), frame, match["year"]))


def end_of(match: Match, frame: Frame) -> Named:
    if match["unit"] == "year":
        return Named(date(frame.today.year, 12, 31), "the end of the year")
    return Named(add_months(frame.today.replace(day=1), 1) - timedelta(days=1), "the end of the month")


def of_this_month(match: Match, frame: Frame) -> Named:
    day = day_number(match["day"])
    for months in (0, -1, -2) if frame.past else (0, 1, 2):
        first = add_months(frame.today.replace(day=1), months)
        try:
            found = first.replace(day=day)
        except ValueError:
            continue
        if (found <= frame.today) if frame.past else (found >= frame.today):
            return Named(found)
    raise ValueError("there is no such day")


ALL_NAMES = [name for *_, names in HOLIDAYS for name in names.split("|")]
HOLIDAY = "|".join(name.replace(" ", "[ -]") for name in sorted(ALL_NAMES, key=len, reverse=True))
WEEKDAY = "|".join(DAYS)
IN_MONTH = rf"(?P<month>this month|the month|next month|{MONTH})\b{YEAR}"
SPAN = rf"(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?"
ON_WEEKDAY = rf"(?:(?P<which>next|this|coming)\s+)?(?P<weekday>{WEEKDAY})"
NEAR = "(?:the )?day after tomorrow|(?:the )?day before yesterday|today|tonight|tomorrow|yesterday"
# The first reader that fits a stretch of text has it.
PATTERNS: tuple[tuple[str, Reader], ...] = (
    (r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b", iso),
    (r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>\d{4})\b)?", dotted),
    (r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}))?\b", slashed),
    (rf"\b(?P<name>{HOLIDAY})\b{YEAR}", holiday),
    (rf"\b(?P<nth>{NTH}|last)\s+(?P<weekday>{WEEKDAY})\s+(?:of|in)\s+{IN_MONTH}", nth_weekday),
    (rf"\b(?P<day>{NTH})\s+(?:day\s+)?(?:of\s+)?(?P<month>{MONTH})\b\.?{YEAR}", day_of_month),
    (rf"\b(?P<month>{MONTH})\.?\s+(?:the\s+)?(?P<day>{NTH})\b(?!\d){YEAR}", day_of_month),
    (rf"\b(?P<word>{NEAR})\b", relative),
    (rf"\b{SPAN}\s+(?P<way>ago|from (?:now|today)|later|hence)\b", counted),
    (rf"\b(?P<way>in)\s+{SPAN}\b", counted),
    (rf"\b{SPAN}\s+(?:from|after|on)\s+{ON_WEEKDAY}\b", counted_on),
    (rf"\b{ON_WEEKDAY}\s+(?P<count>)(?P<unit>week)\b(?! of)", counted_on),
    (rf"\b(?:(?P<which>next|last|this|coming)\s+)?(?P<weekday>{WEEKDAY})s?\b", weekday),
    (r"\bend of (?:the |this )?(?P<unit>year|month)\b", end_of),
    (r"\bleft in (?:the |this )?(?P<unit>year|month)\b", end_of),
    (rf"\b(?:until|till|since|in|to|before|of)\s+(?P<month>{MONTH})\b{YEAR}", whole_month),
    (r"\bthe\s+(?P<day>\d{1,2}(?:st|nd|rd|th))\b", of_this_month),
)
READERS = tuple((re.compile(pattern), reader) for pattern, reader in PATTERNS)
