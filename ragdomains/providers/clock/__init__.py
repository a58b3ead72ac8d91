"""The time, dates, holidays, the days between them and the moon, in any zone; no network."""

import re

from pydantic import BaseModel, ConfigDict

from ragdomains.providers import Reach, providers
from ragdomains.providers.clock import german
from ragdomains.providers.clock.calendar import dates, until
from ragdomains.providers.clock.feasts import holiday
from ragdomains.providers.clock.moments import COUNTED, moment
from ragdomains.providers.clock.moon import moon
from ragdomains.providers.clock.shifts import change, shifted
from ragdomains.providers.clock.times import time
from ragdomains.types import Evidence, Lookup

WHERE = "[In {place} ]"
TEMPLATES = {
    "time": {"short": f"{WHERE}it is {{time}}[ on {{other_day}}].", "long": f"{WHERE}it is {{time}} on {{today}}."},
    "zone": {
        "short": "[{place} is in the zone ][{here} ]{zone}, {offset}; it is {time} there.",
    },
    "difference": {
        "short": "{second} is {difference} {first}[: it is {second_time} there, and {first_time} in {first_city}].",
    },
    "same_time": {"short": "{second} and {first} have the same time[: it is {second_time}]."},
    "converted": {"short": "When it is {first_time} in {first}, it is {second_time}[ {shift}] in {second}."},
    "shifted": {"short": f"{WHERE}{{when}} {{time}}[ on {{other_day}}]."},
    "change": {"short": f"{WHERE}the clocks go {{way}} by {{by}} on {{day}}."},
    "no_change": {"short": "The clocks do not change in {here}."},
    "today": {"short": f"{WHERE}today is {{date}}.", "long": f"{WHERE}today is {{date}}, in week {{week}}."},
    "date": {"short": "{name} is {date}.", "long": "{name} is {date}, in week {week}."},
    "weekday": {"short": "{date} is a {weekday}.", "long": "{date} is a {weekday}, in week {week}."},
    "was": {"short": "{date} was a {weekday}."},
    "date_was": {"short": "{name} was {date}."},
    "week": {"short": "It is week {week}.", "long": "It is week {week} of {year}."},
    "week_of": {"short": "{date} is in week {week}."},
    "leap": {"short": "{year} is a leap year."},
    "no_leap": {"short": "{year} is no leap year."},
    "until": {"short": "{amount} until {what}."},
    "since": {"short": "{amount} since {what}."},
    "is_today": {"short": "{what} is today."},
    "between": {"short": "{amount} from {first} to {second}."},
    "month_days": {"short": "{month} has {days} days."},
    "until_time": {"short": "{amount} until {time}[ on {day}]."},
    "since_time": {"short": "{amount} since {time}[ on {day}]."},
    "holiday": {"short": "{day} is {holiday}; whether it is a day off depends on the region."},
    "working_day": {"short": "{day} is {holiday}, which is hardly anywhere a day off."},
    "no_holiday": {"short": "{day} there is no holiday that I know[; the next one is {next}]."},
    "holidays": {"short": "{holidays}. Which of them are days off depends on the region."},
    "moon": {"short": "[{answer}, ][{day} ]the moon is {phase}, {lit} percent lit."},
    "moon_next": {"short": "The next {phase} is on {day}, in {amount}."},
    "moon_today": {"short": "{phase} is today."},
}
UNTIL = re.compile(
    r"\b(until|till|til|since|between|left|to go|how (long|many|much)|bis|seit|zwischen|noch|wie (lange|viele))\b"
)


SKY_AND_FEASTS = {"holiday": holiday, "moon": moon}


class Options(BaseModel):
    """Clock and calendar: time, dates, holidays, the moon, days until; no network."""

    model_config = ConfigDict(extra="forbid")


@providers.register(
    "clock",
    Options,
    templates=TEMPLATES,
    translations={"de": german.TEMPLATES},
    replies={"de": german.REPLIES},
    asks=("time", "date", "until", "holiday", "moon"),
    network=False,
)
async def clock(lookup: Lookup, options: Options, reach: Reach) -> Evidence:
    if lookup.ask in SKY_AND_FEASTS:
        return SKY_AND_FEASTS[lookup.ask](lookup)
    if lookup.ask == "until" or (lookup.ask == "date" and UNTIL.search(lookup.text.casefold())):
        return until(lookup)
    if lookup.ask == "date":
        return dates(lookup)
    if COUNTED.search(lookup.text.casefold()) and (found := moment(lookup)):
        return found
    return shifted(lookup) or change(lookup) or time(lookup)
