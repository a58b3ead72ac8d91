"""An assistant that speaks German: facts, apologies and the house's own sentences, through the whole pipeline."""

import re
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from athena_project.configuration import LOADER
from athena_project.http import Allowed, Http
from inference import pipeline
from inference.fixed_replies import REPLIES, in_language
from inference.snapshot import Snapshot
from inference.state import Outcome, Query
from ragdomains.models import Domain, Place
from ragdomains.providers import providers
from tests.inference.queries import assistant, query, rows, run, snapshot
from tests.stand_ins import OpenMeteo

LOOPBACK = (Allowed(ip_network("127.0.0.0/8")),)
RULES = yaml.load((Path(settings.BASE_DIR) / "validation" / "seed.yaml").read_text(), Loader=LOADER)["validation.rule"]
ASKED = (
    ("weather", 1, "now", "wie ist das wetter"),
    ("forecast", 1, "forecast", "wie wird das wetter"),
    ("rain", 1, "rain", "regnet es"),
    ("time", 2, "time", "wie spät ist es"),
    ("date", 2, "date", "welcher tag ist heute"),
    ("sum", 3, "calculate", "wie viel ist"),
)
OWN = {"domain": 3, "answer": "sum", "form": "short"}


@pytest.fixture(scope="module")
def weather() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


@pytest.fixture
def house(weather: OpenMeteo) -> Snapshot:
    return built(weather.options)


def built(options: dict[str, Any] | None = None, *own: dict[str, Any], rules: Any = RULES) -> Snapshot:
    intents = [
        {"name": name, "title": name, "mode": "facts", "domain": domain, "ask": ask} for name, domain, ask, _ in ASKED
    ]
    wordings = [
        {"intent": number, "type": "phrase", "text": text, "language": "de"}
        for number, (*_, text) in enumerate(ASKED, 1)
    ]
    locked = {"name": "locks", "title": "Schlösser", "mode": "decline"}
    return snapshot(
        rows(
            "ragdomains.domain",
            {"name": "weather", "title": "Wetter", "kind": "open_meteo", "options": options or {}},
            {"name": "clock", "title": "Uhr", "kind": "clock"},
            {"name": "calculator", "title": "Rechner", "kind": "calculator"},
        ),
        rows("intents.intent", *intents, locked, {"name": "rest", "mode": "llm", "fallback": True}),
        rows("intents.pattern", *wordings, {"intent": 7, "type": "keyword", "text": "haustür"}),
        rows("ragdomains.template", *own),
        rows("validation.rule", *rules),
    )


async def answered(question: str, house: Snapshot, **fields: Any) -> Query:
    home = Place(name="Oslo", latitude=59.9127, longitude=10.7461, time_zone="Europe/Oslo")
    speaker = assistant(language="de", place=home, spoken=fields.pop("spoken", True))
    made = run(house, Http(lambda: LOOPBACK))
    try:
        asked = query(question, **{"assistant": speaker, "language": "de", **fields})
        return await pipeline.answer(asked, made)
    finally:
        await made.lookups.http.close()


FACTS = [
    ("wie ist das Wetter", r"Zurzeit: (minus )?\d+ Grad, [\w ]+(, gefühlt (minus )?\d+)?\."),
    ("wie wird das Wetter", r"Heute: [\w ]+, ((minus )?\d+ bis )?(minus )?\d+ Grad(, \w+ zu \d+ Prozent)?\."),
    ("regnet es", r"(Ja|Nein|Vielleicht|Kein)[,: ].*(Regen|Schnee|regen|schauer|Gewitter).*\."),
    ("wie spät ist es", r"Es ist 13:00 Uhr\."),
    ("welcher Tag ist heute", r"Heute ist Samstag, der 21\. November 2026\."),
    ("wie viel ist 12,5 mal 3", r"Das ergibt 37,5\."),
]


@pytest.mark.parametrize(("question", "said"), FACTS)
async def test_facts_are_said_in_german(house: Snapshot, question: str, said: str) -> None:
    done = await answered(question, house)
    assert re.fullmatch(said, done.answer), done.answer
    assert done.outcome is Outcome.ANSWERED


@pytest.mark.parametrize("question", [question for question, _ in FACTS])
@pytest.mark.parametrize("spoken", [True, False])
async def test_german_facts_pass_the_checks_of_every_mode(weather: OpenMeteo, question: str, spoken: bool) -> None:
    """The rules that ship look at models' answers only; a house that has them look at facts too loses none."""
    strict = [{**rule, "modes": []} for rule in RULES]
    done = await answered(question, built(weather.options, rules=strict), spoken=spoken)
    assert done.outcome is Outcome.ANSWERED
    assert {finding.rule for part in done.parts for finding in part.findings} <= {"speakable"}  # "-4" is mended


async def test_a_written_answer_names_its_source_in_german(house: Snapshot) -> None:
    done = await answered("wie ist das Wetter", house, spoken=False)
    assert re.fullmatch(r"Zurzeit: -?\d+(,\d)? °C.*\(Open-Meteo, Stand 12:00 Uhr\)\.", done.answer), done.answer


async def test_an_english_assistant_of_the_same_house_stays_english(house: Snapshot) -> None:
    content = await answered("what is 6 times 7", house, language="en")
    assert "7" not in content.answer  # no English pattern here: it is the fallback's
    assert content.answer.startswith("I have no answer to that")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (({**OWN, "text": "Ich sage {result}.", "language": "de"},), "Ich sage 56."),
        (({**OWN, "text": "It makes {result}.", "language": "en"},), "Das ergibt 56."),
        (({**OWN, "text": "{result}!"},), "56!"),
        (({**OWN, "text": "{result}, genau.", "language": "de"}, {**OWN, "text": "{result}!"}), "56, genau."),
    ],
)
async def test_the_houses_sentence_of_the_language_is_chosen(own: tuple[dict[str, Any], ...], said: str) -> None:
    assert (await answered("wie viel ist 7 mal 8", built(None, *own))).answer == said


async def test_an_own_sentence_without_its_values_falls_to_the_german_one() -> None:
    own = {**OWN, "text": "{reslut}.", "language": "de"}
    assert (await answered("wie viel ist 7 mal 8", built(None, own))).answer == "Das ergibt 56."


@pytest.mark.parametrize(
    ("question", "fields", "said"),
    [
        ("...?", {}, "Das habe ich nicht verstanden. Bitte sag es noch einmal."),
        ("erzähl mir was", {}, "Darauf habe ich keine Antwort: Es ist kein Sprachmodell eingerichtet"),
        ("ist die haustür zu", {}, "Dabei kann ich nicht helfen: Schlösser."),
        ("wie viel ist 7 durch 0", {}, "Durch null kann man nicht teilen."),
        ("erzähl mir was", {"mode": "guest"}, "Das steht Gästen nicht zur Verfügung."),
    ],
)
async def test_fixed_replies_are_german(house: Snapshot, question: str, fields: dict[str, Any], said: str) -> None:
    if fields:
        house.fallback.guests = False  # type: ignore[union-attr]  # the house has one
    assert (await answered(question, house, **fields)).answer.startswith(said)


async def test_a_source_that_cannot_be_reached_is_told_in_german() -> None:
    done = await answered("regnet es", built({"base_url": "http://127.0.0.1:9"}))
    assert done.answer == "Der Dienst Wetter ist gerade nicht erreichbar."


def test_a_text_that_nothing_translates_stays() -> None:
    assert in_language("Slow is smooth.", "de") == "Slow is smooth."
    assert in_language("I have no answer to that.", "fr") == "I have no answer to that."


def test_the_day_and_the_place_of_a_reply_are_kept() -> None:
    weather = Domain(name="weather", title="Wetter", kind="open_meteo")
    text = "I do not know a place called Xyz. Did you mean Xyzburg, Norway?"
    assert in_language(text, "de", weather) == "Ich kenne keinen Ort namens Xyz. Meintest du Xyzburg, Norway?"


def sources() -> str:
    folders = (Path(settings.BASE_DIR) / name for name in ("inference", "ragdomains"))
    files = [file for folder in folders for file in folder.rglob("*.py")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.name not in {"fixed_replies.py", "german.py"}]
    return re.sub(r"\"\s*f?\"|\{[^{}\n]*\}", "", " ".join(texts))


@pytest.mark.parametrize("kind", ["", "open_meteo", "clock", "calculator"])
def test_every_reply_of_the_tables_is_one_that_the_house_says(kind: str) -> None:
    extra: Any = providers[kind].extra if kind else {"replies": REPLIES}
    said = sources()
    for english in extra["replies"]["de"]:
        pieces = [piece for text in english.split("{}") if len(piece := text.strip(" .:")) > 3]
        assert all(piece.removeprefix("service ") in said for piece in pieces), english


def test_what_the_intents_that_ship_say_by_themselves_is_said_in_german_too() -> None:
    files = [settings.BASE_DIR / "intents" / "seed.yaml", *(settings.BASE_DIR / "intents" / "seed").glob("*.yaml")]
    said = {
        row.get("reply", "")
        for file in files
        for row in yaml.load(file.read_text(), Loader=LOADER).get("intents.intent", ())
    }
    assert {text for text in said if in_language(text, "de") == text} <= {""}
    assert in_language("Our own words.", "de") == "Our own words."
