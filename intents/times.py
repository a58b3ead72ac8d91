"""Finds the times of day in a question: "at 7 pm", "half past seven", "from 3 to 5 pm", "at noon"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from intents.day_words import DayWords, day_words
from intents.gate import Gate

LATE = ("afternoon", "evening", "night")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, where it is said, and the end of a range of times. `open`: it may be before noon or after."""

    minutes: int  # since midnight
    start: int
    end: int
    open: bool = False
    until: int | None = None

    @property
    def said(self) -> tuple[str, ...]:
        ends = (self.minutes,) if self.until is None else (self.minutes, self.until)
        return tuple(f"{each // 60 % 24:02}:{each % 60:02}" for each in ends)

    def within(self, part: str) -> "Clock":
        """The same time in a part of the day: eight in the evening is 20:00."""
        late = self.open and part in LATE and self.minutes < 720 and not (part == "night" and self.minutes < 300)
        return replace(self, minutes=self.minutes + 720 if late else self.minutes, open=False if part else self.open)

    def after(self, now: int) -> "Clock":
        """Of the two times that are meant the one that comes first after now."""
        return (
            replace(self, minutes=self.minutes + 720)
            if self.open and self.minutes <= now < self.minutes + 720
            else self
        )


Groups = Mapping[str, str | None]
Reader = Callable[[Groups, DayWords], tuple[int, bool] | None]


def find_times(text: str, language: str = "en") -> list[Clock]:
    """The times of day in a lower-case text, in order."""
    words, found = day_words(language), list[Clock]()
    for number, pattern in gate(language).possible(text):
        name = words.times[number][1]
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            said = READERS[name](match.groupdict(), words)
            if said:
                until = last_of(match.groupdict(), words) if name == "range" else None
                found.append(Clock(said[0], match.start(), match.end(), said[1], until))
    return sorted(found, key=lambda each: each.start)


@cache
def gate(language: str) -> Gate:
    return Gate([rf"(?<![\w:.,/$€£-])(?:{text})(?![\w:%°/])" for text, _ in day_words(language).times])


def number(word: str | None, words: DayWords) -> int:
    return int(word) if word and word.isdigit() else words.numbers.get(word or "", 0)


def clock(groups: Groups, words: DayWords) -> tuple[int, bool] | None:
    said, minute, half = number(groups["hour"], words), groups.get("minute"), groups.get("half")
    late = half in words.afternoon
    minutes = int(minute) if minute and minute.isdigit() else words.minutes.get(minute or "", 0)
    if said > (12 if half else 24) or minutes > 59 or (half and not said):
        return None
    whole = said % 12 + 12 * late if half else said
    zero = (groups["hour"] or "").startswith("0")
    return whole * 60 + minutes, not half and 0 < said < 12 and not zero


def past(groups: Groups, words: DayWords) -> tuple[int, bool] | None:
    hour = clock(groups, words)
    return (hour[0] + words.minutes[groups["past"] or ""], hour[1]) if hour else None


def before(groups: Groups, words: DayWords) -> tuple[int, bool] | None:
    hour = clock(groups, words)
    return ((hour[0] - words.minutes[groups["to"] or ""]) % 1440, hour[1]) if hour else None


def noon(groups: Groups, words: DayWords) -> tuple[int, bool] | None:
    return (720, False) if groups["noon"] else (0, False)


def first_of(groups: Groups, words: DayWords) -> tuple[int, bool] | None:
    """The beginning of a range takes "pm" from its end: "from 3 to 5 pm", but "from 11 to 1 pm" begins before noon."""
    last = last_of(groups, words)
    said = clock({**groups, "half": groups["half"] or groups["half2"]}, words)
    if last is None or said is None:
        return None
    return (said[0] - 720 if said[0] > last and not groups["half"] else said[0]) % 1440, False


def last_of(groups: Groups, words: DayWords) -> int | None:
    said = clock({"hour": groups["hour2"], "minute": groups["minute2"], "half": groups["half2"]}, words)
    return said[0] if said else None


READERS: Mapping[str, Reader] = {"clock": clock, "past": past, "before": before, "noon": noon, "range": first_of}
