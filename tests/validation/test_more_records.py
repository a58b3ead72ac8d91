"""More answers over what tools return: transport, films, a thermostat, rates, news, the sun, and results of tools."""

import pytest

from validation.verify import Item, verify

DEPARTURES = {
    "departures": [
        {"line": "U2", "direction": "Pankow", "minutes": 4, "platform": "1"},
        {"line": "U2", "direction": "Ruhleben", "minutes": 7, "platform": "2"},
    ],
    "station": "Alexanderplatz",
}
FILM = {
    "title": "Dune: Part Two",
    "year": 2024,
    "runtime": 166,
    "rating": 8.3,
    "director": "Denis Villeneuve",
    "streaming": ["Max", "Netflix"],
}
THERMOSTAT = {"temperature": 21.3, "unit": "°C", "setpoint": 22, "mode": "heat", "action": "idle", "humidity": 44}
AIRPORT = {
    "iata": "BWI",
    "name": "Baltimore/Washington",
    "delay": True,
    "average_delay_minutes": 30,
    "reason": "thunderstorms",
    "type": "ground stop",
}
RATE = "base: EUR\ntarget: USD\nrate: 1.0834\ndate: 2026-11-27"
WASHER = {"sensor": "washing machine", "state": "running", "remaining_minutes": 23, "power_w": 412}
NEWS = [
    {"title": "Council approves new tram line", "source": "City Post", "published": "2026-11-28T08:30:00"},
    {"title": "Storm closes two schools", "source": "Radio One", "published": "2026-11-28T10:05:00"},
]
SUN = {"place": "Oslo", "sunrise": "2026-11-29T08:46:00", "sunset": "2026-11-29T15:21:00", "day_length": "6:35"}
MATCH = {
    "league": "Bundesliga",
    "home": "Bayern",
    "away": "Dortmund",
    "score": "2-2",
    "minute": 90,
    "status": "finished",
}
DAYS = "| day | high | low | rain |\n|---|---|---|---|\n| Monday | 12 | 4 | 10% |\n| Tuesday | 9 | 2 | 70% |"
HOUSE_NOTE = "The boiler room is in the cellar. The key hangs behind the kitchen door."
RECIPE = "Bake at 180 °C for 25 minutes, then let it cool for ten minutes."
WEATHER = {"temp": 5, "feels_like": 1, "wind_speed": 25, "units": "metric", "conditions": "overcast"}
TIMER = {"result": "Timer started", "duration_seconds": 300}
DONE = {"success": True, "speech": "Turned on the lights"}
FAMILY = [{"name": "Anna", "state": "not_home"}, {"name": "Ben", "state": "home"}]
FAILED = {"success": False, "error": "device offline"}
COLD = {"temp": 5, "feels_like": 1}

HOLDS: list[tuple[object, str, str]] = [
    (DEPARTURES, "When is the next U2?", "The next U2 towards Pankow leaves in 4 minutes from platform 1."),
    (DEPARTURES, "When is the next U2?", "There are two departures: Pankow in four minutes and Ruhleben in seven."),
    (FILM, "How long is Dune 2?", "Dune: Part Two runs for two hours and 46 minutes."),
    (FILM, "Where can I watch Dune 2?", "You can stream it on Max or Netflix."),
    (FILM, "Who directed it?", "It was directed by Denis Villeneuve and released in 2024."),
    (FILM, "Is it good?", "It is rated 8.3 out of 10."),
    (
        THERMOSTAT,
        "What is the thermostat at?",
        "The thermostat is set to 22 degrees, and it is 21.3 degrees right now.",
    ),
    (THERMOSTAT, "Is the heating on?", "The heating is currently idle, as it is almost at the target of 22 degrees."),
    (
        AIRPORT,
        "Are there delays at BWI?",
        "Yes, there is a ground stop at BWI because of thunderstorms, with delays of about half an hour.",
    ),
    (RATE, "How much is 100 euros in dollars?", "One euro is 1.0834 US dollars, so 100 euros are 108.34 dollars."),
    (RATE, "What is the euro at?", "The euro is at about 1.08 dollars as of Friday."),
    (WASHER, "Is the washing machine done?", "No, it is still running and has 23 minutes left."),
    (WASHER, "How much power does it use?", "It is using about 410 watts."),
    (
        NEWS,
        "What is the news?",
        "City Post says the council approved a new tram line, and Radio One that a storm closed two schools.",
    ),
    (SUN, "When is sunset?", "The sun sets at 3:21 in the afternoon."),
    (SUN, "How long is the day?", "The day is 6 hours and 35 minutes long."),
    (SUN, "When is sunrise?", "Sunrise in Oslo is at 8:46 AM and sunset at 3:21 PM."),
    (MATCH, "How did Bayern play?", "Bayern and Dortmund drew 2-2."),
    (DAYS, "How is Tuesday?", "Tuesday gets up to 9 degrees with a 70 percent chance of rain."),
    (
        DAYS,
        "Which day is better?",
        "Monday is the better day: it is warmer, with 12 degrees, and only a 10% chance of rain.",
    ),
    (DAYS, "Compare the days", "Monday will be 3 degrees warmer than Tuesday."),
    (HOUSE_NOTE, "Where is the key?", "The key to the boiler room hangs behind the kitchen door."),
    (
        RECIPE,
        "How long do I bake it?",
        "Bake it for 25 minutes at 180 degrees Celsius, then let it cool for 10 minutes.",
    ),
    (WEATHER, "How cold is it?", "It is 5 degrees but feels like 1 because of the wind at 25 km/h."),
    (TIMER, "Set a timer for 5 minutes", "Your five-minute timer has started."),
    (DONE, "Turn on the lights", "I've turned on the lights."),
    (FAMILY, "Who is home?", "Ben is home and Anna is away."),
]

HOLDS_NOT: list[tuple[object, str, str]] = [
    (DEPARTURES, "When is the next U2?", "The next U2 towards Ruhleben leaves in 4 minutes."),
    (FILM, "Who directed it?", "It was directed by Christopher Nolan."),
    (FILM, "Where can I watch?", "You can stream it on Hulu."),
    (THERMOSTAT, "What is the thermostat at?", "The thermostat is set to 21.3 degrees and the room is at 22 degrees."),
    (WASHER, "Is the washing machine done?", "Yes, it is finished and has 0 minutes left."),
    (SUN, "When is sunset?", "The sun sets at 8:46."),
    (MATCH, "How did Bayern play?", "Bayern won 2-1."),
    (DAYS, "How is Tuesday?", "Tuesday gets up to 12 degrees with a 10 percent chance of rain."),
    (RATE, "What is the euro?", "The euro is at 1.18 dollars."),
    (FAMILY, "Is Anna home?", "Yes, Anna is home."),
    (FAILED, "Turn on the lights", "I've turned on the lights."),
    (COLD, "How cold is it?", "It is 1 degree and feels like 5."),
]


@pytest.mark.parametrize(("context", "question", "answer"), HOLDS)
async def test_what_holds_passes(context: object, question: str, answer: str) -> None:
    verified = await verify(Item(question, context, answer), meaning=False)
    assert verified.findings == ()


@pytest.mark.parametrize(("context", "question", "answer"), HOLDS_NOT)
async def test_what_does_not_hold_is_flagged(context: object, question: str, answer: str) -> None:
    verified = await verify(Item(question, context, answer), meaning=False)
    assert verified.flag and verified.findings
