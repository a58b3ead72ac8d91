"""A wrong answer beside its right twin: what a text says otherwise, and what records answer of all and of none."""

import json
from typing import Any

import pytest

from ragdomains.types import Evidence, Passage
from tests.validation.drafts import ask, draft
from validation.verify import item_of, verify

POOL = (
    "The pool is open from 7 am on weekdays. Adults pay 5.50 euros and children 3 euros. Diving is not permitted. "
    "Ada Lorne sold the pool to Brightwell in 2004. Its largest hall is in Cork. "
    "At most eight guests may use the sauna. "
    'The keeper said: "We will open the new slide before summer."'
)
MUSEUM = "Im Museum ist Fotografieren nicht erlaubt. Der Eintritt kostet 9 Euro."
LAKE = (
    "The lake lies 412 metres above sea level. With a depth of 136 metres it is the second largest lake of the region. "
    "The shore is open daily except on Mondays. The lake froze over in 1963 and in 1985."
)
TOWN = (
    "The council approved the tram line on Tuesday. The savings bank kept its rate at 3 percent. "
    "The court upheld the fine against Norhavn. The dockers suspended their strike. "
    "Ferrow & Co sold the mill in Ashby. The police released the driver of the van. "
    "The gallery postponed the Vermeer show. Die Post kaufte das alte Lagerhaus am Hafen."
)
MATCH = (
    "The Toronto Comets defeated the Boston Lanterns 112-104 on Saturday. "
    "Jalen Price led Toronto with 34 points; Marcus Webb had 28 points for Boston."
)
WEEK = "Monday: snow showers, high 2 °C, low -5 °C. Tuesday: clear, high -1 °C, low -9 °C."
DAYS = [
    {"date": "2026-11-27", "condition": "light rain", "temp_max_c": 11.4, "wind_kmh": 22},
    {"date": "2026-11-29", "condition": "sunny", "temp_max_c": 13.7, "wind_kmh": 9},
]
EVENTS = [
    {"title": "Jazz night", "date": "2026-12-04", "sold_out": True},
    {"title": "Winter market", "date": "2026-12-05", "sold_out": False},
]
HEIM = {"heim": "FC Altmark", "gast": "SV Rheintal", "tore_heim": 2, "tore_gast": 4}
SCORE = {"home": "Mostar", "away": "Karst", "score": "0-1"}
GAME = {"home_team": "Falcons", "away_team": "Otters", "home_score": 17, "away_score": 31}
DRAW = {"home_team": "Falcons", "away_team": "Otters", "home_score": 2, "away_score": 2}
FILMS = [{"title": "Paper Lanterns", "service": "Netflix"}, {"title": "The Salt Road", "service": "Disney Plus"}]
HOUSE = [{"name": "hall light", "state": "on"}, {"name": "kitchen light", "state": "off"}]
PORT = {"airport": "EWR", "ground_stop": True, "average_delay_minutes": 72, "rain_chance_percent": 60}
SHARE = {"symbol": "QRT", "price": 71.6, "currency": "GBP"}
TRAIN = {"train": "IC 2178", "departure": "2026-08-03T06:45:00+02:00", "sets": "6-4 3-6 7-5"}
FAILED = json.dumps({"success": [], "failed": [{"name": "hall light"}], "error": "not reachable"})
DONE = json.dumps({"success": [{"name": "hall light"}], "failed": []})
TWINS: list[tuple[Any, str, str]] = [
    (POOL, "Diving is permitted.", "Diving is not permitted."),
    (POOL, "Children pay 5.50 euros.", "Children pay 3 euros."),
    (POOL, "Brightwell sold the pool to Ada Lorne.", "Ada Lorne sold the pool to Brightwell."),
    (POOL, "Its smallest hall is in Cork.", "Its largest hall is in Cork."),
    (POOL, "At least eight guests may use the sauna.", "At most eight guests may use the sauna."),
    (POOL, 'He said: "We may open the new slide soon."', 'He said: "We will open the new slide before summer."'),
    (MUSEUM, "Fotografieren ist erlaubt.", "Fotografieren ist nicht erlaubt."),
    (POOL, "No fewer than eight guests may use the sauna.", "No more than eight guests may use the sauna."),
    (LAKE, "The lake is 412 metres deep.", "The lake is 136 metres deep."),
    (LAKE, "It is the largest lake of the region.", "It is the second largest lake of the region."),
    (LAKE, "It is open on Mondays.", "It is closed on Mondays."),
    (LAKE, "It froze 52 years apart.", "It froze 22 years apart."),
    (TOWN, "The council has rejected the tram line.", "The council has approved the tram line."),
    (TOWN, "The savings bank raised its rate.", "The savings bank left its rate unchanged."),
    (TOWN, "The court overturned the fine against Norhavn.", "The court confirmed the fine against Norhavn."),
    (TOWN, "The dockers resumed their strike.", "The dockers halted their strike."),
    (TOWN, "Ferrow & Co bought the mill in Ashby.", "Ferrow & Co sold the mill in Ashby."),
    (TOWN, "The police arrested the driver of the van.", "The police freed the driver of the van."),
    (TOWN, "The gallery cancelled the Vermeer show.", "The gallery delayed the Vermeer show."),
    (TOWN, "Die Post verkaufte das alte Lagerhaus.", "Die Post kaufte das alte Lagerhaus."),
    (MATCH, "Boston won.", "Toronto won."),
    (MATCH, "Jalen Price scored 28 points.", "Jalen Price scored 34 points."),
    (MATCH, "Marcus Webb with 34 points.", "Marcus Webb with 28 points."),
    (WEEK, "Monday brings clear skies.", "Tuesday brings clear skies."),
    (WEEK, "On Tuesday the high is 2 °C.", "On Monday the high is 2 °C."),
    (DAYS, "Sunday stays sunny, Friday stays dry.", "Sunday stays dry."),
    (DAYS, "Sunday is the 28th of November.", "Sunday is the 29th of November."),
    (DAYS, "Sunday is 9 degrees warmer than Friday.", "Sunday is 2.3 degrees warmer than Friday."),
    (EVENTS, "The jazz night is sold out and critics loved it.", "The jazz night is sold out."),
    (EVENTS, "Tickets for the jazz night are still available.", "The market is on Saturday."),
    (EVENTS, "The jazz night is on a Saturday.", "The jazz night is on a Friday."),
    (HEIM, "Der FC Altmark hat 4:2 gewonnen.", "Der SV Rheintal hat 4:2 gewonnen."),
    (SCORE, "Mostar won against Karst.", "Mostar lost to Karst."),
    (GAME, "Falcons 31, Otters 17.", "Falcons 17, Otters 31."),
    (GAME, "The Otters were beaten by the Falcons.", "The Falcons were beaten by the Otters."),
    (GAME, "Die Falcons haben gegen die Otters gewonnen.", "Die Otters haben gegen die Falcons gewonnen."),
    (GAME, "Die Falcons haben die Otters geschlagen.", "Die Otters haben die Falcons geschlagen."),
    (DRAW, "The Falcons beat the Otters.", "The Falcons and the Otters drew."),
    (FILMS, "Paper Lanterns is on Disney Plus.", "Paper Lanterns is on Netflix."),
    (HOUSE, "Both lights are on.", "The hall light is on and the kitchen light is off."),
    (HOUSE, "None of the lights are on.", "One light is on: the hall light."),
    (PORT, "There is no ground stop at EWR.", "There is a ground stop at EWR."),
    (PORT, "There are no delays at EWR.", "There are delays at EWR."),
    (PORT, "There is no chance of rain.", "There is a 60 percent chance of rain."),
    (SHARE, "QRT is at 71.60 dollars.", "QRT is at 71.60 pounds."),
    (TRAIN, "It leaves at 6:45 UTC.", "It leaves at 4:45 UTC."),
    (TRAIN, "The last set was 7-6.", "The last set was 7-5."),
    (FAILED, "I'm turning on the hall light now.", "The hall light could not be turned on."),
    (FAILED, "Ich schalte das Licht jetzt ein.", "Das Licht konnte nicht eingeschaltet werden."),
    (DONE, "I turned on the hall light and the porch light.", "I turned on the hall light."),
]  # fmt: skip


@pytest.mark.parametrize(("context", "lie", "twin"), TWINS, ids=lambda each: each if isinstance(each, str) else "")
async def test_the_lie_is_found_and_its_twin_passes(context: Any, lie: str, twin: str) -> None:
    asked = {"question": "Turn on the hall light" if context in (FAILED, DONE) else "", "context": context}
    wrong, right = [
        (await verify(item_of({**asked, "response": said}), meaning=False)).findings for said in (lie, twin)
    ]
    assert wrong, lie
    assert not right, right


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Brightwell sold the pool to Ada Lorne.", "The pool was bought by Ada Lorne."),
        ("The ladder was lent to Tom by Eve.", "Tom borrowed the ladder from Eve."),
    ],
)
async def test_whoever_buys_is_sold_to(text: str, sentence: str) -> None:
    evidence = Evidence(passages=(Passage(text, ""),))
    assert not await ask("said_otherwise", draft(sentence, evidence, question="What happened?"))


async def test_quotations_are_compared_unless_the_rule_says_otherwise() -> None:
    said = draft('She said: "We may open the new slide very soon."', Evidence(passages=(Passage(POOL, ""),)))
    assert await ask("said_otherwise", said)
    assert await ask("said_otherwise", said, quotations=False) == []


async def test_a_row_of_a_table_that_is_quoted_whole_is_not_said_otherwise() -> None:
    rows = ("October: Residual waste 7 and 21, Paper 14, Garden waste 9", "December: Paper 9, Garden waste 4")
    evidence = Evidence(passages=tuple(Passage(row, "Waste") for row in rows))
    asked = draft(f"{rows[0]}.", evidence, question="Which days is the paper picked up in October?")
    assert await ask("said_otherwise", asked) == []


@pytest.mark.parametrize(
    ("sentence", "objected"), [("Water: excess 200 euros.", False), ("Water: excess 150 euros.", True)]
)
async def test_a_cell_of_a_row_is_said_of_what_the_row_is_of(sentence: str, objected: bool) -> None:
    rows = (
        "Water \u2013 Sum insured: 65,000 euros; Excess: 200 euros",
        "Bicycles \u2013 Sum insured: 2,500 euros; Excess: 150 euros",
    )
    evidence = Evidence(passages=tuple(Passage(row, "Insurance") for row in rows))
    about = draft(sentence, evidence, question="what's the excess for water damage", domain="documents")
    assert bool(await ask("said_otherwise", about)) is objected
