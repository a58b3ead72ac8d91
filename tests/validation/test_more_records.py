"""More answers over what tools return: transport, films, a thermostat, rates, news, the sun, and results of tools."""

import pytest

from validation.verify import Item, verify

HOLDS: list[tuple[object, str, str]] = [
    (
        {
            "departures": [
                {"line": "U2", "direction": "Pankow", "minutes": 4, "platform": "1"},
                {"line": "U2", "direction": "Ruhleben", "minutes": 7, "platform": "2"},
            ],
            "station": "Alexanderplatz",
        },
        "When is the next U2?",
        "The next U2 towards Pankow leaves in 4 minutes from platform 1.",
    ),
    (
        {
            "departures": [
                {"line": "U2", "direction": "Pankow", "minutes": 4, "platform": "1"},
                {"line": "U2", "direction": "Ruhleben", "minutes": 7, "platform": "2"},
            ],
            "station": "Alexanderplatz",
        },
        "When is the next U2?",
        "There are two departures: Pankow in four minutes and Ruhleben in seven.",
    ),
    (
        {
            "title": "Dune: Part Two",
            "year": 2024,
            "runtime": 166,
            "rating": 8.3,
            "director": "Denis Villeneuve",
            "streaming": ["Max", "Netflix"],
        },
        "How long is Dune 2?",
        "Dune: Part Two runs for two hours and 46 minutes.",
    ),
    (
        {
            "title": "Dune: Part Two",
            "year": 2024,
            "runtime": 166,
            "rating": 8.3,
            "director": "Denis Villeneuve",
            "streaming": ["Max", "Netflix"],
        },
        "Where can I watch Dune 2?",
        "You can stream it on Max or Netflix.",
    ),
    (
        {
            "title": "Dune: Part Two",
            "year": 2024,
            "runtime": 166,
            "rating": 8.3,
            "director": "Denis Villeneuve",
            "streaming": ["Max", "Netflix"],
        },
        "Who directed it?",
        "It was directed by Denis Villeneuve and released in 2024.",
    ),
    (
        {
            "title": "Dune: Part Two",
            "year": 2024,
            "runtime": 166,
            "rating": 8.3,
            "director": "Denis Villeneuve",
            "streaming": ["Max", "Netflix"],
        },
        "Is it good?",
        "It is rated 8.3 out of 10.",
    ),
    (
        {"temperature": 21.3, "unit": "°C", "setpoint": 22, "mode": "heat", "action": "idle", "humidity": 44},
        "What is the thermostat at?",
        "The thermostat is set to 22 degrees, and it is 21.3 degrees right now.",
    ),
    (
        {"temperature": 21.3, "unit": "°C", "setpoint": 22, "mode": "heat", "action": "idle", "humidity": 44},
        "Is the heating on?",
        "The heating is currently idle, as it is almost at the target of 22 degrees.",
    ),
    (
        {
            "iata": "BWI",
            "name": "Baltimore/Washington",
            "delay": True,
            "average_delay_minutes": 30,
            "reason": "thunderstorms",
            "type": "ground stop",
        },
        "Are there delays at BWI?",
        "Yes, there is a ground stop at BWI because of thunderstorms, with delays of about half an hour.",
    ),
    (
        "base: EUR\ntarget: USD\nrate: 1.0834\ndate: 2026-11-27",
        "How much is 100 euros in dollars?",
        "One euro is 1.0834 US dollars, so 100 euros are 108.34 dollars.",
    ),
    (
        "base: EUR\ntarget: USD\nrate: 1.0834\ndate: 2026-11-27",
        "What is the euro at?",
        "The euro is at about 1.08 dollars as of Friday.",
    ),
    (
        {"sensor": "washing machine", "state": "running", "remaining_minutes": 23, "power_w": 412},
        "Is the washing machine done?",
        "No, it is still running and has 23 minutes left.",
    ),
    (
        {"sensor": "washing machine", "state": "running", "remaining_minutes": 23, "power_w": 412},
        "How much power does it use?",
        "It is using about 410 watts.",
    ),
    (
        [
            {"title": "Council approves new tram line", "source": "City Post", "published": "2026-11-28T08:30:00"},
            {"title": "Storm closes two schools", "source": "Radio One", "published": "2026-11-28T10:05:00"},
        ],
        "What is the news?",
        "City Post says the council approved a new tram line, and Radio One that a storm closed two schools.",
    ),
    (
        {"place": "Oslo", "sunrise": "2026-11-29T08:46:00", "sunset": "2026-11-29T15:21:00", "day_length": "6:35"},
        "When is sunset?",
        "The sun sets at 3:21 in the afternoon.",
    ),
    (
        {"place": "Oslo", "sunrise": "2026-11-29T08:46:00", "sunset": "2026-11-29T15:21:00", "day_length": "6:35"},
        "How long is the day?",
        "The day is 6 hours and 35 minutes long.",
    ),
    (
        {"place": "Oslo", "sunrise": "2026-11-29T08:46:00", "sunset": "2026-11-29T15:21:00", "day_length": "6:35"},
        "When is sunrise?",
        "Sunrise in Oslo is at 8:46 AM and sunset at 3:21 PM.",
    ),
    (
        {
            "league": "Bundesliga",
            "home": "Bayern",
            "away": "Dortmund",
            "score": "2-2",
            "minute": 90,
            "status": "finished",
        },
        "How did Bayern play?",
        "Bayern and Dortmund drew 2-2.",
    ),
    (
        "| day | high | low | rain |\n|---|---|---|---|\n| Monday | 12 | 4 | 10% |\n| Tuesday | 9 | 2 | 70% |",
        "How is Tuesday?",
        "Tuesday gets up to 9 degrees with a 70 percent chance of rain.",
    ),
    (
        "| day | high | low | rain |\n|---|---|---|---|\n| Monday | 12 | 4 | 10% |\n| Tuesday | 9 | 2 | 70% |",
        "Which day is better?",
        "Monday is the better day: it is warmer, with 12 degrees, and only a 10% chance of rain.",
    ),
    (
        "| day | high | low | rain |\n|---|---|---|---|\n| Monday | 12 | 4 | 10% |\n| Tuesday | 9 | 2 | 70% |",
        "Compare the days",
        "Monday will be 3 degrees warmer than Tuesday.",
    ),
    (
        "The boiler room is in the cellar. The key hangs behind the kitchen door.",
        "Where is the key?",
        "The key to the boiler room hangs behind the kitchen door.",
    ),
    (
        "Bake at 180 °C for 25 minutes, then let it cool for ten minutes.",
        "How long do I bake it?",
        "Bake it for 25 minutes at 180 degrees Celsius, then let it cool for 10 minutes.",
    ),
    (
        {"temp": 5, "feels_like": 1, "wind_speed": 25, "units": "metric", "conditions": "overcast"},
        "How cold is it?",
        "It is 5 degrees but feels like 1 because of the wind at 25 km/h.",
    ),
    (
        {"result": "Timer started", "duration_seconds": 300},
        "Set a timer for 5 minutes",
        "Your five-minute timer has started.",
    ),
    ({"success": True, "speech": "Turned on the lights"}, "Turn on the lights", "I've turned on the lights."),
    (
        [{"name": "Anna", "state": "not_home"}, {"name": "Ben", "state": "home"}],
        "Who is home?",
        "Ben is home and Anna is away.",
    ),
]
HOLDS_NOT: list[tuple[object, str, str]] = [
    (
        {
            "departures": [
                {"line": "U2", "direction": "Pankow", "minutes": 4, "platform": "1"},
                {"line": "U2", "direction": "Ruhleben", "minutes": 7, "platform": "2"},
            ],
            "station": "Alexanderplatz",
        },
        "When is the next U2?",
        "The next U2 towards Ruhleben leaves in 4 minutes.",
    ),
    (
        {
            "title": "Dune: Part Two",
            "year": 2024,
            "runtime": 166,
            "rating": 8.3,
            "director": "Denis Villeneuve",
            "streaming": ["Max", "Netflix"],
        },
        "Who directed it?",
        "It was directed by Christopher Nolan.",
    ),
    (
        {
            "title": "Dune: Part Two",
            "year": 2024,
            "runtime": 166,
            "rating": 8.3,
            "director": "Denis Villeneuve",
            "streaming": ["Max", "Netflix"],
        },
        "Where can I watch?",
        "You can stream it on Hulu.",
    ),
    (
        {"temperature": 21.3, "unit": "°C", "setpoint": 22, "mode": "heat", "action": "idle", "humidity": 44},
        "What is the thermostat at?",
        "The thermostat is set to 21.3 degrees and the room is at 22 degrees.",
    ),
    (
        {"sensor": "washing machine", "state": "running", "remaining_minutes": 23, "power_w": 412},
        "Is the washing machine done?",
        "Yes, it is finished and has 0 minutes left.",
    ),
    (
        {"place": "Oslo", "sunrise": "2026-11-29T08:46:00", "sunset": "2026-11-29T15:21:00", "day_length": "6:35"},
        "When is sunset?",
        "The sun sets at 8:46.",
    ),
    (
        {
            "league": "Bundesliga",
            "home": "Bayern",
            "away": "Dortmund",
            "score": "2-2",
            "minute": 90,
            "status": "finished",
        },
        "How did Bayern play?",
        "Bayern won 2-1.",
    ),
    (
        "| day | high | low | rain |\n|---|---|---|---|\n| Monday | 12 | 4 | 10% |\n| Tuesday | 9 | 2 | 70% |",
        "How is Tuesday?",
        "Tuesday gets up to 12 degrees with a 10 percent chance of rain.",
    ),
    ("base: EUR\ntarget: USD\nrate: 1.0834\ndate: 2026-11-27", "What is the euro?", "The euro is at 1.18 dollars."),
    ([{"name": "Anna", "state": "not_home"}, {"name": "Ben", "state": "home"}], "Is Anna home?", "Yes, Anna is home."),
    ({"success": False, "error": "device offline"}, "Turn on the lights", "I've turned on the lights."),
    ({"temp": 5, "feels_like": 1}, "How cold is it?", "It is 1 degree and feels like 5."),
]


@pytest.mark.parametrize(("context", "question", "answer"), HOLDS)
async def test_what_holds_passes(context: object, question: str, answer: str) -> None:
    verified = await verify(Item(question, context, answer), meaning=False)
    assert verified.findings == ()


@pytest.mark.parametrize(("context", "question", "answer"), HOLDS_NOT)
async def test_what_does_not_hold_is_flagged(context: object, question: str, answer: str) -> None:
    verified = await verify(Item(question, context, answer), meaning=False)
    assert verified.flag and verified.findings
