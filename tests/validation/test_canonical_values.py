"""One value in several forms: zones, durations, pounds and pence, centuries, wrapped results: wrong and right twins."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from validation.iso_durations import durations
from validation.outcomes import DONE, FAILED, TOLD, outcome
from validation.verify import item_of, verify
from validation.zones import anywhere, minute_there, named

WINTER = {"start": "2027-03-02T14:30:00-05:00"}
SUMMER = {"start": "2027-07-02T14:30:00-04:00"}
WIFI = "The guest wifi password is plum-tart-17. It stands on the card. The password is for guests."
TWINS: list[tuple[object, str, str, str]] = [
    (WINTER, "When?", "It starts at 11:30 am Pacific time.", "It starts at 12:30 pm Pacific time."),
    (WINTER, "When?", "It starts at 2:30 pm Eastern.", "It starts at 2:30 pm Central."),
    (WINTER, "When?", "It starts at 19:30 UTC.", "It starts at 14:30 UTC."),
    (WINTER, "When is that in Pacific time?", "At 11:30 am.", "At 10:30 am."),
    (WINTER, "Wann ist das?", "Es beginnt um 20:30 Uhr MEZ.", "Es beginnt um 21:30 Uhr MEZ."),
    (SUMMER, "Wann ist das?", "Es beginnt um 20:30 Uhr MESZ.", "Es beginnt um 19:30 Uhr MESZ."),
    (SUMMER, "When?", "It starts at 2:30 pm EST.", "It starts at 2:30 pm PST."),
    ("Kick-off is at 3 pm EST.", "When is it?", "Kick-off is at 20:00 UTC.", "Kick-off is at 22:00 UTC."),
    ({"opens": "12:00"}, "When does it open?", "It opens at noon.", "It opens at midnight."),
    ({"runtime": "PT1H25M"}, "How long?", "It runs for an hour and 25 minutes.", "It runs for an hour and 52 minutes."),
    ({"loan": "P2W"}, "How long may I keep it?", "For two weeks.", "For three weeks."),
    ({"fare": 4.5, "currency": "GBP"}, "What is the fare?", "Four pounds fifty.", "Four pounds sixty."),
    ({"preis": 12.8, "währung": "EUR"}, "Was kostet es?", "Zwölf Euro achtzig.", "Zwölf Euro neunzig."),
    ({"trail": 7.5, "unit": "km"}, "How long is it?", "Seven and a half kilometres.", "Six and a half kilometres."),
    ({"tiefe_min_m": 3, "tiefe_max_m": 5}, "Wie tief?", "Drei bis fünf Meter tief.", "Drei bis acht Meter tief."),
    ("The mill was built in 1887.", "When?", "In the nineteenth century.", "In the eighteenth century."),
    ("Die Mühle wurde 1887 gebaut.", "Wann?", "Im 19. Jahrhundert.", "Im 18. Jahrhundert."),
    ({"ours": 4, "theirs": 2}, "How did we play?", "We won four to two.", "We won four to one."),
    ({"vacuum": "Dusty", "state": "docked"}, "What does Dusty do?", "Dusty is docked.", "Dusty is cleaning."),
    ({"person": "Mila", "state": "home"}, "Wo ist Mila?", "Mila ist zu Hause.", "Mila ist nicht zu Hause."),
    (
        {"haustiere_erlaubt": "nein"},
        "Sind Haustiere erlaubt?",
        "Haustiere sind nicht erlaubt.",
        "Haustiere sind erlaubt.",
    ),
    ("湖水深4米。", "湖有多深?", "湖水深4米。", "湖水深9米。"),
    ("전압은 230볼트입니다.", "전압은?", "전압은 230볼트입니다.", "전압은 110볼트입니다."),
    ("ISBN 978-3-16-148410-0, 320 pages.", "ISBN?", "It is 9783161484100.", "It is 9783161484101."),
    ("Call 0351 4477 1290.", "The number?", "Call 0351 44771290.", "Call 0351 44771920."),
    (WIFI, "What is the password?", "The guest wifi password is plum-tart-17.", "The guest wifi password is hunter2."),
    (WIFI, "What is the password?", "The password is “plum-tart-17”.", "The password is “plum-tart-18”."),
    (WIFI, "Where is the password?", "The password is on the card.", "The password is plum-tart-71."),
    ("The password is jam-on-toast-42.", "And?", "The password is jam-on-toast-42.", "The password is hunter2."),
    ({"door_code": "7F3K"}, "Wie ist der Code?", "Der Code ist 7F3K.", "Der Code lautet 7F3Q."),
    ({"built": "2019-04"}, "When?", "It was built in April 2019.", "It was built in August 2019."),
    ({"closes": "22:45"}, "Wann schließt es?", "Um Viertel vor elf.", "Um Viertel nach elf."),
    ({"model": "Brisa X200"}, "Which model is it?", "It is the Brisa X200.", "It is the Brisa X300."),
    ({"discount": 0.15}, "How much off?", "The discount is 15 percent.", "The discount is 51 percent."),
    ({"fan": "Loft fan", "percentage": 60}, "How fast?", "The fan is at 60 percent.", "The fan is at 70 percent."),
    ({"laenge_m": 987}, "Wie lang ist der Tunnel?", "Knapp tausend Meter.", "Knapp zweitausend Meter."),
]


@pytest.mark.parametrize(("context", "question", "right", "wrong"), TWINS)
async def test_another_form_of_a_value_passes_and_another_value_does_not(
    context: object, question: str, right: str, wrong: str
) -> None:
    for response, flag in ((right, False), (wrong, True)):
        made = await verify(item_of({"context": context, "question": question, "response": response}), meaning=False)
        assert made.flag is flag, (response, made.findings)


PRICES: list[dict[str, object]] = [{"name": "Adler", "preis": 34}, {"name": "Bussard", "preis": 29}]
AGES: list[dict[str, object]] = [{"name": name, "age": age} for name, age in (("Ada", 34), ("Ben", 29), ("Cem", 25))]
MILLS: list[dict[str, object]] = [{"name": "Old Mill", "year": 1740}, {"name": "New Mill", "year": 1890}]


FLIGHT = {"flight": "LH1823", "gate": "B12", "status": "delayed"}


@pytest.mark.parametrize(
    "response", ["The flight is LH 1823.", "The flight is LH-1823.", "The flight is delayed.", "The gate is B12."]
)
async def test_another_spelling_or_a_state_is_no_other_identifier(response: str) -> None:
    made = await verify(item_of({"context": FLIGHT, "response": response}), meaning=False)
    assert made.findings == ()


@pytest.mark.parametrize(
    ("records", "right", "wrong"),
    [
        (PRICES, "Bussard ist billiger als Adler.", "Adler ist billiger als Bussard."),
        (AGES, "Ada is older than Ben.", "Ben is older than Ada."),
        (AGES, "Ada is five years older than Ben.", "Ada is seven years older than Ben."),
        (AGES, "Cem ist jünger als Ben.", "Ben ist jünger als Cem."),
        (AGES, "Cem is the youngest.", "Ada is the youngest."),
        (MILLS, "The Old Mill is older than the New Mill.", "The New Mill is older than the Old Mill."),
    ],
)
async def test_a_name_in_er_hides_no_comparison_and_ages_are_no_years(
    records: list[dict[str, object]], right: str, wrong: str
) -> None:
    for response, flag in ((right, False), (wrong, True)):
        made = await verify(item_of({"context": records, "response": response}), meaning=False)
        assert made.flag is flag, (response, made.findings)


async def test_what_is_equal_is_not_more() -> None:
    cities = [{"city": "Oslo", "high": 4}, {"city": "Bergen", "high": 4}, {"city": "Porto", "high": 17}]
    for response, flag in (("Oslo is warmer than Bergen.", True), ("Porto is warmer than Bergen.", False)):
        assert (await verify(item_of({"context": cities, "response": response}), meaning=False)).flag is flag


@pytest.mark.parametrize(
    ("said", "known"),
    [("est", 2), ("mez", 2), ("utc on sunday", 1), ("pacific time", 1), ("eastern", 1), ("eastern on friday", 1)],
)
def test_a_zone_is_known_by_its_name(said: str, known: int) -> None:
    assert len(named(said.split())) == known


@pytest.mark.parametrize("said", ["", "mountain view", "german lessons", "central station", "tomorrow"])
def test_other_words_name_no_zone(said: str) -> None:
    assert named(said.split()) == ()


def test_a_zone_is_found_anywhere_in_a_question() -> None:
    assert anywhere(["when", "is", "that", "in", "eastern", "time"]) == (ZoneInfo("America/New_York"),)


def test_a_moment_is_read_off_the_clocks_of_a_zone() -> None:
    moment = datetime(2027, 7, 2, 22, 15, tzinfo=timezone(timedelta(hours=2)))
    assert minute_there(moment, UTC) == 20 * 60 + 15
    assert minute_there(moment, ZoneInfo("America/New_York")) == 16 * 60 + 15


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("PT1H25M", [85.0]),
        ("P1DT2H", [1560.0]),
        ("PT90S", [1.5]),
        ("P2W", [20160.0]),
        ("P1Y", []),
        ("APT1H", []),
        ("P", []),
    ],
)
def test_durations_are_read_as_iso_8601_writes_them(text: str, minutes: list[float]) -> None:
    assert list(durations(text)) == minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"tool": "on", "result": {"success": [{"name": "Attic light"}], "failed": []}}', (DONE, "Attic light")),
        ('{"result": {"success": [], "failed": [{"name": "Attic light"}]}}', (FAILED, "Attic light")),
        ('{"status": "rejected", "reason": "full"}', (FAILED, "")),
        ('{"result": {"high": 12}}', (TOLD, "")),
        ('{"data": {"data": {"data": {"data": {"ok": true}}}}}', (TOLD, "")),
    ],
)
def test_a_wrapped_result_says_what_was_done(text: str, expected: tuple[str, str]) -> None:
    assert outcome(text) == expected
