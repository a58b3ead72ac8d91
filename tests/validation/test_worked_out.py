"""What follows from two values, and what only seems to: changes, shares, sums, gaps, hours, ways and causes."""

import json
from typing import Any

import pytest

from validation.verify import item_of, verify

SHARE = {"company": "Tarn Mills", "price": 41.0, "previous_close": 40.0, "currency": "USD"}
LATEST = {"company": "Tarn Mills", "last_price": 19.5, "prev_close": 20.0}
COFFEE = {"product": "Coffee", "price_now": 6.3, "price_last_month": 7.0, "currency": "EUR"}
RENT = {"miete_2024": 500, "miete_2025": 550}
VOTE = {"motion": "playground", "yes": 120, "no": 40, "total": 160}
BILL = [{"item": "soup", "price_eur": 4.5}, {"item": "bread", "price_eur": 2.2}, {"item": "tea", "price_eur": 3.1}]
TABLE = [{"team": "Herons", "points": 50, "rank": 1}, {"team": "Stoats", "points": 46, "rank": 2}]
GAME = {"home_team": "Herons", "away_team": "Stoats", "home_score": 2, "away_score": 1}
DOORS = [{"name": "Back door", "state": "locked"}, {"name": "Cellar door", "state": "open"}]
TRAM = [{"line": "T3", "departs": "06:52", "minutes_late": 0}, {"line": "T9", "departs": "07:10", "minutes_late": 4}]
TRAIN = {"zug": "RB 7", "von": "Lindau", "nach": "Bregenz", "abfahrt": "10:05", "ankunft": "10:21"}
FLIGHT = {"flight": "QN 51", "from_city": "Cork", "to_city": "Porto", "status": "delayed", "delay_minutes": 25}
BLINDS = [{"room": "Study", "kind": "blind", "state": "open"}, {"room": "Attic", "kind": "blind", "state": "closed"}]
SHOP = {"shop": "Kiln Yard", "opens": "10:00", "closes": "14:00"}
WIND = [{"name": "wind_speed", "value": 36, "unit": "km/h"}, {"name": "temperature", "value": 10, "unit": "degC"}]
COLD = [{"city": "Kemi", "temp_c": -9}, {"city": "Pori", "temp_c": -2}]
CAKE = {"dish": "Seed cake", "flour_g": 500, "bake_minutes": 80}
TWINS: list[tuple[Any, str, str, str]] = [
    (SHARE, "", "Tarn Mills is up 3.5 percent.", "Tarn Mills is up 2.5 percent."),
    (SHARE, "", "Tarn Mills is down 2.5 percent.", "Tarn Mills gained a dollar, or 2.5 percent."),
    (LATEST, "", "Tarn Mills is up 2.5 percent at 19.50.", "Tarn Mills is down 2.5 percent at 19.50."),
    (COFFEE, "", "It is 20 percent cheaper than last month.", "It is 10 percent cheaper than last month."),
    (COFFEE, "", "It costs 90 cents less than last month.", "It costs 70 cents less than last month."),
    (RENT, "", "Die Miete ist um 15 Prozent gestiegen.", "Die Miete ist um zehn Prozent gestiegen."),
    (RENT, "", "Sie ist 80 Euro höher als 2024.", "Sie ist 50 Euro höher als 2024."),
    (VOTE, "", "Two thirds voted yes.", "Three quarters voted yes."),
    (VOTE, "", "65 percent voted for it.", "75 percent voted for it."),
    (VOTE, "", "40 of 160 voted yes.", "120 of 160 voted yes."),
    (BILL, "", "Altogether that is 10.80 euros.", "Altogether that is 9.80 euros."),
    (TABLE, "", "The Herons are seven points ahead of the Stoats.", "The Herons are four points ahead of the Stoats."),
    (GAME, "", "They drew.", "The Herons won 2-1 at home."),
    (DOORS, "", "All doors are locked.", "The back door is locked."),
    (TRAM, "", "The T9 is on time.", "The T3 leaves at 6:52 and is on time."),
    (TRAIN, "", "Der RB 7 fährt von Bregenz nach Lindau.", "Der RB 7 fährt von Lindau nach Bregenz."),
    (TRAIN, "", "Die Fahrt dauert 26 Minuten.", "Die Fahrt dauert 16 Minuten."),
    (FLIGHT, "Is QN 51 on time?", "It leaves Porto and lands in Cork.", "It leaves Cork and lands in Porto."),
    (FLIGHT, "Is QN 51 on time?", "It is 35 minutes late.", "It is 25 minutes late."),
    (FLIGHT, "Is QN 51 on time?", "It is 25 minutes late because of hail.", "It is 25 minutes late, sadly."),
    (BLINDS, "", "One of the four blinds is open.", "One of the two blinds is open."),
    (SHOP, "", "It is open from ten to three.", "It is open from ten to two."),
    (WIND, "", "It blows at 36 miles per hour.", "It blows at 36 km/h, that is 10 metres per second."),
    (COLD, "", "It is colder in Pori than in Kemi.", "It is colder in Kemi than in Pori."),
    (CAKE, "", "You need three quarters of a kilo of flour.", "You need half a kilo of flour."),
    (CAKE, "", "Bake it for an hour and 40 minutes.", "Bake it for an hour and 20 minutes."),
]


@pytest.mark.parametrize(
    ("context", "question", "lie", "twin"), TWINS, ids=lambda each: each if isinstance(each, str) else ""
)
async def test_what_does_not_follow_is_found_and_what_follows_passes(
    context: Any, question: str, lie: str, twin: str
) -> None:
    asked = {"question": question, "context": json.dumps(context, ensure_ascii=False)}
    wrong, right = [
        (await verify(item_of({**asked, "response": said}), meaning=False)).findings for said in (lie, twin)
    ]
    assert wrong, lie
    assert not right, twin
