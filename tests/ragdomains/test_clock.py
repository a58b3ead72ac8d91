"""The clock: times and zones of places, dates, and how long it is until they come."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from athena_project.http import Http
from ragdomains.models import Domain
from ragdomains.providers import Reach, providers
from ragdomains.sentences import names, say
from ragdomains.types import Days, Evidence, Lookup, Passage, ProviderError, Spot

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 15, 5, tzinfo=OSLO)
HOME = Spot("Home", 59.9, 10.7, "Europe/Oslo", "Norway", home=True)
CLOCK = Domain(pk=1, name="clock", title="the clock", kind="clock")


async def no_search(text: str, limit: int, *_: object) -> list[Passage]:
    return []


async def asked(ask: str, text: str, spot: Spot | None = HOME, **changes: Any) -> Evidence:
    plugin = providers["clock"]
    question = Lookup(ask, text, NOW, spot, **changes)
    return await plugin.run(question, plugin.options(), Reach(Http(lambda: ()), no_search))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what time is it", "It is 15:05."),
        ("what's the time in Tokyo?", "In Tokyo it is 23:05."),
        ("time in auckland", "In Auckland it is 03:05 on Sunday 22 November."),
        ("what is the time in new york city", "In New York City it is 09:05."),
        ("what time is it in Paris, Texas", "In Paris Texas it is 08:05."),
        ("what time is it in the central timezone", "Central Time is in the zone America/Chicago, 6 hours behind UTC"),
        (
            "what timezone is detroit in",
            "Detroit is in the zone America/Detroit, 5 hours behind UTC; it is 09:05 there.",
        ),
        ("what time zone are we in", "Here the zone is Europe/Oslo, 1 hour ahead of UTC; it is 15:05 there."),
        ("which time zone is mumbai in", "Mumbai is in the zone Asia/Kolkata, 5 hours and 30 minutes ahead of UTC"),
        ("give me new york's current time", "In New York it is 09:05."),
        ("the time in germany please", "In Germany it is 15:05."),
        ("what time will it be in 3 hours", "In 3 hours it will be 18:05."),
        ("what time is it in forty-five minutes", "In 45 minutes it will be 15:50."),
        ("what time will it be in 45 minutes", "In 45 minutes it will be 15:50."),
        ("what will the time be in ten hours", "In 10 hours it will be 01:05 on Sunday 22 November."),
        ("what time was it two and a half hours ago", "2 hours and 30 minutes ago it was 12:35."),
        ("what time was it 2 hours ago in tokyo", "In Tokyo 2 hours ago it was 21:05."),
        ("what time is it in an hour and a half", "In 1 hour and 30 minutes it will be 16:35."),
        ("when do the clocks change", "The clocks go forward by 1 hour on Sunday 28 March 2027."),
        ("when do the clocks go back in london", "In London the clocks go forward by 1 hour on Sunday 28 March 2027."),
        ("when does daylight saving time start in tokyo", "The clocks do not change in Tokyo."),
        ("is it noon in london", "In London it is 14:05."),
        ("time difference between london and new york", "New York is 5 hours behind London: it is 09:05 there"),
        ("what is the time difference between here and japan", "Japan is 8 hours ahead of here."),
        ("how far ahead is sydney", "Sydney is 10 hours ahead of here."),
        ("time difference between oslo and berlin", "Berlin and Oslo have the same time: it is 15:05."),
        ("if it's midnight in denver what time is it in munich", "When it is 00:00 in Denver, it is 08:00 in Munich."),
        (
            "it's 8:30 pm here, what time is it in tokyo",
            "When it is 20:30 in your time zone, it is 04:30 the next day in Tokyo.",
        ),
        (
            "what is 8 am manila time in eastern time",
            "When it is 08:00 in Manila, it is 19:00 the day before in Eastern Time.",
        ),
    ],
)
async def test_a_question_for_the_time(text: str, said: str) -> None:
    assert say(CLOCK, await asked("time", text)).startswith(said)


@pytest.mark.parametrize(
    ("spot", "said"),
    [
        (Spot("São Paulo"), "In São Paulo it is 11:05."),
        (Spot("the cabin", 61.0, 8.0, "Europe/Oslo"), "In the cabin it is 15:05."),
        (Spot("Portland, Maine"), "In Portland, Maine it is 09:05."),
        (Spot("Paris", country="France"), "In Paris, France it is 15:05."),
        (None, "It is 15:05."),
    ],
)
async def test_the_place_that_was_understood_is_used(spot: Spot | None, said: str) -> None:
    assert say(CLOCK, await asked("time", "what time is it there", spot)) == said


async def test_american_clocks_have_twelve_hours() -> None:
    assert say(CLOCK, await asked("time", "what time is it in new york", units="us")) == "In New York it is 9:05 AM."


async def test_the_fact_is_the_moment_itself() -> None:
    fact = (await asked("time", "time in tokyo")).facts[0]
    assert (fact.name, fact.value, fact.place) == ("time", NOW, "Tokyo")
    assert fact.value.utcoffset().total_seconds() == 9 * 3600  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "spot", "said"),
    [
        (
            "time there",
            Spot("Blorgville"),
            "I do not know the time zone of Blorgville. Which bigger city has the same time?",
        ),
        ("time in the usa", HOME, "The USA has several time zones. Which city there do you mean?"),
        ("time there", Spot("Russia"), "Russia has several time zones. Which city there do you mean?"),
    ],
)
async def test_an_unclear_place_asks_back(text: str, spot: Spot, said: str) -> None:
    with pytest.raises(ProviderError) as caught:
        await asked("time", text, spot)
    assert (str(caught.value), caught.value.kind) == (said, "missing")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what is the date", "Today is Saturday 21 November 2026."),
        ("what day is it today", "Today is Saturday 21 November 2026."),
        ("what date is it in auckland", "In Auckland today is Sunday 22 November 2026."),
        ("what will be the date tomorrow", "Tomorrow is Sunday 22 November 2026."),
        ("in 8 days, what date will it be", "In 8 days it is Sunday 29 November 2026."),
        ("what was the date two weeks ago", "2 weeks ago it was Saturday 7 November 2026."),
        ("what day of the week is 24 december", "24 December 2026 is a Thursday."),
        ("what day was July 4th 1976", "4 July 1976 was a Sunday."),
        ("when is easter", "Easter Sunday is 28 March 2027."),
        ("what day does christmas fall on", "Christmas Day is Friday 25 December 2026."),
        ("when is the fourth thursday of november", "26 November 2026 is a Thursday."),
        ("what week is it", "It is week 47."),
        ("which week is 1 January 2027 in", "1 January 2027 is in week 53."),
        ("how many days are left in the year", "It is 40 days until the end of the year, Thursday 31 December 2026."),
        ("is 2028 a leap year", "2028 is a leap year."),
        ("is this a leap year", "2026 is no leap year."),
        ("when is the next leap year", "2028 is a leap year."),
    ],
)
async def test_a_question_for_a_date(text: str, said: str) -> None:
    assert say(CLOCK, await asked("date", text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how many days until christmas", "It is 34 days until Christmas Day, Friday 25 December 2026."),
        ("days until 24 December", "It is 33 days until Thursday 24 December 2026."),
        ("how many weeks until christmas", "It is 4 weeks and 6 days until Christmas Day, Friday 25 December 2026."),
        ("how many months until easter", "It is 4 months and 7 days until Easter Sunday, 28 March 2027."),
        ("days until tomorrow", "It is 1 day until tomorrow, Sunday 22 November 2026."),
        ("how many days since 1 january", "It has been 324 days since Thursday 1 January 2026."),
        ("how many years since 4 july 1976", "It has been 50 years and 4 months since Sunday 4 July 1976."),
        ("days between 1 March and 5 April", "It is 35 days from Monday 1 March 2027 to Monday 5 April 2027."),
        ("days from 20 december to 5 january", "It is 16 days from Sunday 20 December 2026 to Tuesday 5 January 2027."),
        ("how long until 6 pm", "It is 2 hours and 55 minutes until 18:00."),
        ("how long until noon", "It is 20 hours and 55 minutes until 12:00."),
        ("how many hours until monday", "It is about 33 hours until Monday, 23 November 2026."),
        ("how long until new year's eve", "It is 40 days until New Year's Eve, Thursday 31 December 2026."),
        ("how many days are there in february 2028", "February 2028 has 29 days."),
        ("how many days does november have", "November has 30 days."),
        ("how many days until today", "Saturday 21 November 2026 is today."),
    ],
)
async def test_how_long_it_is(text: str, said: str) -> None:
    assert say(CLOCK, await asked("until", text)) == said


async def test_a_day_that_was_understood_before_is_used() -> None:
    days = Days(datetime(2026, 12, 1).date(), datetime(2026, 12, 1).date(), "", "the first")
    assert say(CLOCK, await asked("until", "and until then?", days=days)).startswith("It is 10 days until the first, ")


@pytest.mark.parametrize(
    ("text", "at", "day", "said"),
    [
        ("how long until half past six", "18:30", 21, "It is 3 hours and 25 minutes until 18:30."),
        ("how many minutes until half past six", "18:30", 21, "It is 205 minutes until 18:30."),
        ("how long until 6 pm tomorrow", "18:00", 22, "It is 1 day and 2 hours until 18:00 on Sunday 22 November."),
        ("how many hours until 8 tomorrow", "08:00", 22, "It is 16 hours and 55 minutes until 08:00 on Sunday 22"),
        ("how long ago was 9 am", "09:00", 22, "It has been 6 hours and 5 minutes since 09:00."),
        ("how long has it been since 11 pm", "23:00", 21, "It has been 16 hours and 5 minutes since 23:00."),
        ("how long until 3 pm", "15:00", 21, "It is 23 hours and 55 minutes until 15:00."),
    ],
)
async def test_how_long_it_is_to_a_time_that_was_understood(text: str, at: str, day: int, said: str) -> None:
    days = Days(date(2026, 11, day), date(2026, 11, day), "", "then")
    for ask in ("until", "time"):  # whichever of the two it is taken for
        assert say(CLOCK, await asked(ask, text, days=days, slots={"time": at})).startswith(said)


async def test_how_long_it_is_to_a_time_in_german() -> None:
    days = Days(date(2026, 11, 22), date(2026, 11, 22), "", "morgen um 7")
    text = "wie viele Stunden sind es bis morgen um 7"
    found = await asked("until", text, language="de", days=days, slots={"time": "07:00"})
    assert say(CLOCK, found, language="de") == "Noch 15 Stunden und 55 Minuten bis 07:00 Uhr, Sonntag, 22. November."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how many hours from 9am to 5:30pm", "It is 8 hours and 30 minutes from 09:00 to 17:30."),
        ("how long is it between 22:00 and 6:15", "It is 8 hours and 15 minutes from 22:00 to 06:15."),
        ("how many minutes between 10:15 and 11:40", "It is 85 minutes from 10:15 to 11:40."),
    ],
)
async def test_how_long_it_is_from_one_time_to_another(text: str, said: str) -> None:
    assert say(CLOCK, await asked("time", text, slots={"time": "09:00"})) == said


@pytest.mark.parametrize("text", ["how many days until my birthday", "days until 30 february", "until when"])
async def test_no_date_asks_back(text: str) -> None:
    with pytest.raises(ProviderError, match="Until which date") as caught:
        await asked("until", text)
    assert caught.value.kind == "missing"


def on(day: int, last: int | None = None, said: str = "then", month: int = 11) -> Days:
    return Days(date(2026, month, day), date(2026, month, last or day), "", said)


@pytest.mark.parametrize(
    "text", ["when is the parents' evening", "when's the harvest supper", "when was the roof repaired"]
)
async def test_the_day_of_a_thing_that_is_no_day_of_the_year_is_unknown(text: str) -> None:
    with pytest.raises(ProviderError, match="I know no day of that name") as caught:
        await asked("date", text)
    assert caught.value.kind == "missing"


@pytest.mark.parametrize(
    ("text", "days", "said"),
    [
        (
            "is today a holiday",
            None,
            "Today there is no holiday that I know; the next one is Christmas Day on Friday 25 December.",
        ),
        (
            "is thursday a bank holiday",
            None,
            "Thursday 26 November is Thanksgiving; whether it is a day off depends on the region.",
        ),
        ("is friday a holiday", None, "Friday 27 November is Black Friday, which is hardly anywhere a day off."),
        (
            "when is the next public holiday",
            None,
            "Christmas Day on Friday 25 December; Boxing Day on Saturday 26 December; "
            "New Year's Day on Friday 1 January. Which of them are days off depends on the region.",
        ),
        (
            "which holidays are there in december",
            on(1, 31, "in december", 12),
            "Christmas Day on Friday 25 December; Boxing Day on Saturday 26 December. "
            "Which of them are days off depends on the region.",
        ),
    ],
)
async def test_a_question_for_a_holiday(text: str, days: Days | None, said: str) -> None:
    assert say(CLOCK, await asked("holiday", text, days=days)) == said


async def test_the_next_holiday_is_one_of_this_side_of_the_atlantic() -> None:
    home = replace(HOME, zone="America/Chicago")
    found = await asked("holiday", "what is the next holiday", home)
    assert say(CLOCK, found).startswith("Thanksgiving on Thursday 26 November; Christmas Day")


async def test_a_holiday_in_german_has_its_german_name() -> None:
    found = await asked("holiday", "ist das ein Feiertag", days=on(3, 3, "am 3. Oktober", 10), language="de")
    assert say(CLOCK, found, language="de").startswith("Samstag, der 3. Oktober ist Tag der Deutschen Einheit;")


@pytest.mark.parametrize(
    ("text", "days", "said"),
    [
        ("what phase is the moon in", None, "The moon is a waxing gibbous, 90 percent lit."),
        ("is it a full moon tonight", None, "No, the moon is a waxing gibbous, 90 percent lit."),
        ("when is the next full moon", None, "The next full moon is on Tuesday 24 November, in 3 days."),
        ("how many days until the new moon", None, "The next new moon is on Wednesday 9 December, in 18 days."),
        ("is there a full moon on tuesday", on(24), "Yes, on Tuesday 24 November the moon is full, 100 percent lit."),
    ],
)
async def test_a_question_for_the_moon(text: str, days: Days | None, said: str) -> None:
    assert say(CLOCK, await asked("moon", text, days=days)) == said


async def test_the_moon_in_german() -> None:
    assert say(CLOCK, await asked("moon", "wann ist Vollmond", language="de"), language="de") == (
        "Vollmond ist wieder am Dienstag, 24. November, noch 3 Tage."
    )
    assert say(CLOCK, await asked("moon", "ist heute Vollmond", language="de"), language="de").startswith("Nein, ")


def test_every_template_has_a_short_form_and_sound_names() -> None:
    templates: Any = providers["clock"].extra["templates"]
    assert all("short" in forms and names(forms["short"]) for forms in templates.values())
