"""Dates, weekdays and clock times in a text, with canonical values: 2026-12-24, --12-24, 2026-12, friday, 14:30."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from validation import german, german_times
from validation.german_numbers import ORDINALS
from validation.numbers import SMALL, Numeral, numeral
from validation.tokens import Token, at, glued, opens, words

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS = (
    {name: i + 1 for i, name in enumerate(_MONTHS)}
    | {name[:3]: i + 1 for i, name in enumerate(_MONTHS)}
    | {"sept": 9}
    | german.MONTHS
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {form: day for day in WEEKDAYS for form in (day, f"{day}s", f"{day}'s", f"{day}’s")} | {
    f"{form}{ending}": day for form, day in german.WEEKDAYS.items() for ending in german.PARTS_OF_DAY
}
_SHORT_DAYS = {day[:3]: day for day in WEEKDAYS} | {"tues": "tuesday", "thur": "thursday", "thurs": "thursday"}
_NAMED = {
    "black",
    "good",
    "ash",
    "easter",
    "palm",
    "cyber",
    "shrove",
    "freaky",
    "super",
    "casual",
}  # Black Friday is no weekday
_LEADS = frozenset(
    {
        "in",
        "since",
        "until",
        "till",
        "by",
        "of",
        "last",
        "next",
        "this",
        "from",
        "to",
        "through",
        "between",
        "late",
        "early",
    }
)
_AT = frozenset({"at", "by", "until", "till", "from", "before", "after", "around", "about", "since", "to"})
_HOURS = words("from open opens opened hours daily")  # behind these stands when something begins and ends
_SCORED = words(
    "won win wins lost lose loses beat beats drew draw draws lead leads led trail trails trailed score scored"
)
_AFTER_TIME = words(
    "in at on and or today tomorrow tonight o'clock o’clock a p am pm when this right now for instead from with "
    "because but while not until"
)
_PARTS = {"morning": 0, "afternoon": 12, "evening": 12, "night": 12}


MOMENT_WORDS = frozenset({*_DAYS, *_SHORT_DAYS, "noon", "midday", "midnight", *german_times.WORDS})


class Moment(NamedTuple):
    """A date or time claim: its kind, value and unit, and the token behind it.

    The unit of a date is weekday, numeric (12/11 could be either way round) or "". That of a time is "24h", or "12h"
    where morning or evening was not said.
    """

    kind: str
    value: str
    unit: str
    next: int


def moment(tokens: Sequence[Token], index: int) -> Moment | None:
    """The date or time that begins at this token; None if none does."""
    token = tokens[index]
    if token.kind == "clock":
        return _clock(tokens, index)
    if token.kind == "number":
        return _hour(tokens, index) or _dated(tokens, index) or _numeric(tokens, index) or _german(tokens, index)
    if token.kind != "word":
        return None
    if token.low in _DAYS or token.low in _SHORT_DAYS:
        return _weekday(tokens, index)
    if token.low in MONTHS:
        return _month_first(tokens, index)
    return _spoken_time(tokens, index) or _german(tokens, index) or _day_month(tokens, index)


def _weekday(tokens: Sequence[Token], index: int) -> Moment | None:
    token, before, after = tokens[index], at(tokens, index - 1), at(tokens, index + 1)
    if before.low in _NAMED and before.text[0].isupper():
        return None
    if token.low in _DAYS:
        return Moment("date", _DAYS[token.low], "weekday", index + 1)
    sure = before.low in {"on", "next", "this", "until", "by"} or after.text in {".", ","} or after.kind == "number"
    if token.text[0].isupper() and sure and not (opens(tokens, index) and after.kind == "word"):
        return Moment("date", _SHORT_DAYS[token.low], "weekday", index + 1)
    return None


def _month_first(tokens: Sequence[Token], index: int) -> Moment | None:
    """December 24th, 2026; Dec. 24; December 2026; December."""
    month, behind = MONTHS[tokens[index].low], index + 1
    if at(tokens, behind).text == "." and at(tokens, behind + 1).kind == "number":
        behind += 1
    if at(tokens, behind).low == "the":
        behind += 1
    day = numeral(tokens, behind)
    if day and day.step == 1 and 1 <= day.value <= 31 and at(tokens, behind).kind != "clock":
        year, after = _year(tokens, day.next)
        return Moment("date", _iso(year, month, int(day.value)), "", after)
    if day and day.step == 1 and 1000 <= day.value <= 2999:
        return Moment("date", f"{int(day.value)}-{month:02}", "", day.next)
    token = tokens[index]
    named = token.low in _MONTHS and token.text[0].isupper()
    alone = named and (token.low not in {"march", "may"} or at(tokens, index - 1).low in _LEADS)
    return Moment("date", f"--{month:02}", "", index + 1) if alone else None


def _dated(tokens: Sequence[Token], index: int) -> Moment | None:
    """24 December: behind figures the month comes soon, or not at all."""
    near = any(at(tokens, index + place).low in MONTHS for place in (1, 2, 3))
    return _day_month(tokens, index) if near else None


def _day_month(tokens: Sequence[Token], index: int) -> Moment | None:
    """24 December 2026, the 24th of December, 24. December, am dritten Mai."""
    day = _day(tokens, index)
    if day is None or day.step != 1 or not 1 <= day.value <= 31:
        return None
    behind = day.next
    if (at(tokens, behind).low == "of" and day.ordinal) or (at(tokens, behind).text == "." and glued(tokens, behind)):
        behind += 1
    month = at(tokens, behind)
    if month.low not in MONTHS or not month.text[0].isupper():
        return None
    dot = (
        1
        if len(month.text) < 5 and at(tokens, behind + 1).text == "." and at(tokens, behind + 2).kind == "number"
        else 0
    )
    year, after = _year(tokens, behind + 1 + dot)
    return Moment("date", _iso(year, MONTHS[month.low], int(day.value)), "", after if year else behind + 1)


def _day(tokens: Sequence[Token], index: int) -> Numeral | None:
    low = at(tokens, index).low
    ordinal = {"first": 1, "second": 2}.get(low) or ORDINALS.get(low)
    return Numeral(ordinal, 1, index + 1, ordinal=True, said=True) if ordinal else numeral(tokens, index)


def _german(tokens: Sequence[Token], index: int) -> Moment | None:
    """acht Uhr, halb drei; am 3.5. is a day."""
    if clock := german_times.spoken(tokens, index):
        return _timed(clock.hour, clock.minute, clock.half, clock.next)
    parts, dotted = tokens[index].text.split("."), at(tokens, index + 1).text == "." and glued(tokens, index + 1)
    if len(parts) == 2 and dotted and at(tokens, index - 1).low in {"am", "dem", "vom", "zum", "ab", "bis"}:
        return _from_parts(parts, index + 2, swap=False)
    return None


def _year(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    comma = 1 if at(tokens, index).text == "," else 0
    token = at(tokens, index + comma)
    if token.kind == "number" and len(token.text) == 4 and token.text.isdecimal() and 1000 <= int(token.text) <= 2999:
        return int(token.text), index + comma + 1
    year = numeral(tokens, index + comma) if token.kind == "word" else None
    if year and year.said and year.step == 1 and 1000 <= year.value <= 2999:
        return int(year.value), year.next
    return None, index


def _numeric(tokens: Sequence[Token], index: int) -> Moment | None:
    """12/24, 24/12/2026, 24.12.2026."""
    token = tokens[index]
    if token.text.count(".") == 2:
        return _from_parts(token.text.split("."), index + 1, swap=False)
    parts, place = [token.text], index
    while len(parts) < 3 and at(tokens, place + 1).text == "/" and at(tokens, place + 2).kind == "number":
        if not (glued(tokens, place + 1) and glued(tokens, place + 2)):
            break
        place += 2
        parts.append(tokens[place].text)
    return _from_parts(parts, place + 1, swap=True) if len(parts) > 1 else None


def _from_parts(parts: Sequence[str], behind: int, swap: bool) -> Moment | None:
    if not all(part.isdecimal() and len(part) in {1, 2, 4} for part in parts) or len(parts[-1]) < len(parts) - 1:
        return None  # 1.5.2 is a version
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return _full(numbers[1:] + numbers[:1], behind, "") if len(parts) == 3 else None
    month, day = numbers[1], numbers[0]
    unclear = swap and month <= 12 and day <= 12
    if swap and day <= 12:  # 12/24, and 5/6 unless the evidence says otherwise
        month, day = day, month
    return _full([month, day, *numbers[2:]], behind, "numeric" if unclear else "")


def _full(numbers: Sequence[int], behind: int, unit: str) -> Moment | None:
    month, day, year = numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is not None and year < 100:
        year += 2000
    return Moment("date", _iso(year, month, day), unit, behind)


def _iso(year: int | None, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}" if year is not None else f"--{month:02}-{day:02}"


def stated(value: str) -> date | None:
    """The full date that a canonical value names; None for a partial or an impossible one (30 February)."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _clock(tokens: Sequence[Token], index: int) -> Moment:
    hour, minute = (int(part) for part in tokens[index].text.split(":")[:2])
    half, behind = _half(tokens, index + 1 + (at(tokens, index + 1).low == "uhr"))
    if half is None and (hour > 12 or hour == 0 or tokens[index].text[0] == "0"):
        return Moment("time", f"{hour % 24:02}:{minute:02}", "24h", behind)
    return _timed(hour, minute, half, behind)


def _hour(tokens: Sequence[Token], index: int) -> Moment | None:
    """2 pm, 2 p.m., 2 o'clock, 14h30; 2.05 pm."""
    text = tokens[index].text
    hour, _, minute = text.partition(".")
    if (
        not hour.isdecimal()
        or len(hour) > 2
        or int(hour) > 24
        or (minute and (len(minute) != 2 or not minute.isdecimal()))
    ):
        return None
    low = at(tokens, index + 1).low
    if low in {"o'clock", "o’clock"} and not minute:
        half, behind = _half(tokens, index + 2)
        return _timed(int(hour), 0, half, behind)
    half, behind = _half(tokens, index + 1, parts=at(tokens, index - 1).low in _AT)
    if half is None or int(hour) > 12:
        return None
    return _timed(int(hour), int(minute or 0), half, behind)


def _half(tokens: Sequence[Token], index: int, parts: bool = True) -> tuple[int | None, int]:
    """0 for before noon, 12 for after, None if it is not said; and the token behind it."""
    low, text = at(tokens, index).low, at(tokens, index).text
    half, behind = german_times.part_of_day(tokens, index)
    if behind > index:
        return half, behind
    if low in {"am", "pm"} and not (low == "am" and at(tokens, index + 1).low in german.WEEKDAYS):
        return (12 if low == "pm" else 0), index + 1
    if low in {"a", "p"} and [at(tokens, index + i).low for i in (1, 2)] == [".", "m"]:
        dot = 1 if at(tokens, index + 3).text == "." and glued(tokens, index + 3) else 0
        return (12 if text.lower() == "p" else 0), index + 3 + dot
    low3 = [at(tokens, index + i).low for i in range(3)]
    if parts and low3[:2] == ["in", "the"] and low3[2] in _PARTS:
        return _PARTS[low3[2]], index + 3
    return (12, index + 2) if parts and low3[:2] == ["at", "night"] else (None, index)


def _timed(hour: int, minute: int, half: int | None, behind: int) -> Moment:
    if half is None or hour > 12:
        return Moment("time", f"{hour % 24:02}:{minute:02}", "24h" if hour > 12 or hour == 0 else "12h", behind)
    return Moment("time", f"{(hour % 12 + half) % 24:02}:{minute:02}", "24h", behind)


def _spoken_time(tokens: Sequence[Token], index: int) -> Moment | None:
    """noon, midnight, half past two, quarter to six, twenty-five past two, two o'clock, at two thirty."""
    low = tokens[index].low
    if low in {"noon", "midday", "midnight"}:
        return Moment("time", "00:00" if low == "midnight" else "12:00", "24h", index + 1)
    minutes, behind = _minutes(tokens, index)
    if (
        at(tokens, behind).low == "to"
        and low != "quarter"
        and (at(tokens, index - 1).low in _HOURS or _scored(tokens, index))
    ):
        return None  # from ten to two, open ten to two
    if minutes and at(tokens, behind).low in {"past", "to", "after", "before", "till"}:
        hour = numeral(tokens, behind + 1)
        past = at(tokens, behind).low in {"past", "after"}
        if (
            hour
            and hour.step == 1
            and 1 <= hour.value <= 12
            and not hour.ordinal
            and (past or _ends(tokens, hour.next))
        ):
            return _past(tokens, minutes if past else -minutes, hour.value, hour.next)
    return _worded_hour(tokens, index) if low in SMALL else None


def _scored(tokens: Sequence[Token], index: int) -> bool:
    """ "The Otters beat the Pikes five to two" tells no time."""
    return any(at(tokens, place).low in _SCORED for place in range(max(0, index - 5), index))


def _ends(tokens: Sequence[Token], index: int) -> bool:
    """Is "ten to twelve" a time here? Not before what is counted: ten to twelve people."""
    return at(tokens, index).kind != "word" or at(tokens, index).low in _AFTER_TIME


def _minutes(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    low = tokens[index].low
    if low == "half" and at(tokens, index + 1).low == "past":
        return 30, index + 1
    if low == "quarter":
        return 15, index + 1
    count = numeral(tokens, index) if low in SMALL else None
    if count is None or count.step != 1 or not 1 <= count.value < 30:
        return 0, index
    if at(tokens, count.next).low in {"minute", "minutes"}:
        return int(count.value), count.next + 1
    told = count.value % 5 == 0 or at(tokens, index - 1).low == "at"  # "at nine to two"; "nine to two" may be a score
    return (int(count.value), count.next) if told else (0, index)


def _past(tokens: Sequence[Token], minutes: int, hour: float, behind: int) -> Moment:
    if at(tokens, behind).low in {"o'clock", "o’clock"}:
        behind += 1
    half, behind = _half(tokens, behind)
    base = _timed(int(hour), 0, half, behind)
    moved = (int(base.value[:2]) * 60 + minutes) % 1440
    return base._replace(value=f"{moved // 60:02}:{moved % 60:02}")


def _worded_hour(tokens: Sequence[Token], index: int) -> Moment | None:
    """two o'clock, two thirty pm; "at two thirty" needs its "at", so that "two thirty-year loans" is no time."""
    hour, behind = SMALL[tokens[index].low], index + 1
    if not 1 <= hour <= 12:
        return None
    if at(tokens, behind).low in {"o'clock", "o’clock"}:
        return _timed(hour, 0, *_half(tokens, behind + 1))
    zero = 1 if at(tokens, behind).low in {"oh", "o"} else 0
    after = numeral(tokens, behind + zero) if at(tokens, behind + zero).low in SMALL else None
    minute = int(after.value) if after and after.step == 1 and (after.value < 60) else None
    half, end = _half(tokens, after.next if after and minute is not None else behind)
    if half is None and (minute is None or minute < 10 - 9 * zero or at(tokens, index - 1).low not in _AT):
        return None
    return _timed(hour, minute or 0, half, end)
