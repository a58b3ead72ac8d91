"""The source without code: what it asks, what it reads, what it says, and what it refuses at save."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from inference.fixed_replies import in_language
from ragdomains.models import Domain
from ragdomains.providers.http_json.address import Unfit, parsed
from ragdomains.providers.http_json.options import Options
from ragdomains.providers.http_json.paths import parsed as path
from ragdomains.providers.http_json.paths import value_at
from ragdomains.providers.http_json.values import Clock, typed
from ragdomains.sentences import say
from ragdomains.types import Days, Evidence, Lookup, ProviderError, Spot
from tests.answering import Answering, fixture
from tests.ragdomains.contract import NOW, Contract, domain, lookups

BERN = Spot("Bern", 46.95, 7.44, "Europe/Zurich", "Switzerland", home=True)
FIELDS = [
    {"name": "leaves", "path": "stationboard[0].stop.departure", "type": "time", "required": True},
    {"name": "train", "path": "stationboard[0].name"},
    {"name": "goal", "path": "stationboard[0].to", "required": True},
    {"name": "platform", "path": "stationboard[0].stop.platform"},
    {"name": "delay", "path": "stationboard[0].stop.delay", "type": "number", "unit": "min"},
]
OPTIONS: dict[str, Any] = {
    "url": "{url}/v1/stationboard?station={place}&limit=2",
    "slots": [{"name": "place", "ask_back": "From which station?"}],
    "fields": FIELDS,
    "short_sentence": "The next train[ from {place}] goes to {goal} at {leaves}[ on {leaves_day}][, from platform "
    "{platform}][, {delay} late].",
    "long_sentence": "[{place}: ]{train} to {goal} at {leaves}[ on {leaves_day}][, platform {platform}]"
    "[, {delay} late].",
    "nothing_found": "I know no trains[ from {place}].",
    "source": "Swiss timetable",
}
CONTRACT = Contract(
    Lookup("", "when is the next train", NOW, BERN), {"/v1/stationboard": "http_json/stationboard.json"}, OPTIONS
)


@pytest.fixture
def server() -> Iterator[Answering]:
    with Answering(CONTRACT.answers) as running:
        yield running


async def asked(server: Answering, lookup: Lookup = CONTRACT.lookup, secret: str = "", **options: Any) -> Evidence:
    known = lookups()
    try:
        return await known.look_up(domain("http_json", server, {**OPTIONS, **options}), lookup, secret)
    finally:
        await known.http.close()


async def refused(server: Answering, lookup: Lookup = CONTRACT.lookup, **options: Any) -> tuple[str, str]:
    with pytest.raises(ProviderError) as caught:
        await asked(server, lookup, **options)
    return str(caught.value), caught.value.kind


def body(**changes: Any) -> bytes:
    """The board with its first train changed."""
    board = copy.deepcopy(orjson.loads(fixture("http_json/stationboard.json")))
    first = board["stationboard"][0]
    for name, value in changes.items():
        (first["stop"] if name in first["stop"] else first)[name] = value
    return orjson.dumps(board)


def row(server: Answering) -> Any:
    return domain("http_json", server, OPTIONS)


SENTENCES = [
    ({}, "The next train goes to Brig at 15:32, from platform 8."),
    ({"delay": 4, "platform": None}, "The next train goes to Brig at 15:32, 4 minutes late."),
    ({"delay": "1", "platform": 3}, "The next train goes to Brig at 15:32, from platform 3, 1 minute late."),
    (
        {"departure": "2026-11-22T06:05:00+0100"},
        "The next train goes to Brig at 06:05 on Sunday 22 November, from platform 8.",
    ),
    ({"departure": 1795271520}, "The next train goes to Brig at 15:32, from platform 8."),
    ({"to": "{leaves} [x] %s"}, "The next train goes to {leaves} [x] %s at 15:32, from platform 8."),
]


@pytest.mark.parametrize(("changes", "sentence"), SENTENCES)
async def test_the_row_s_own_sentence_is_spoken(changes: dict[str, Any], sentence: str, server: Answering) -> None:
    server.replaced = {"/v1/stationboard": body(**changes)}
    assert say(row(server), await asked(server), now=NOW) == sentence


async def test_the_written_sentence_names_source_and_time(server: Answering) -> None:
    said = say(row(server), await asked(server), "long", now=NOW)
    assert said == "IC 8 to Brig at 15:32, platform 8 (Swiss timetable, as of 14:05)."


async def test_without_a_written_sentence_the_spoken_one_is_written(server: Answering) -> None:
    said = say(row(server), await asked(server, long_sentence="", source=""), "long", now=NOW)
    assert said == "The next train goes to Brig at 15:32, from platform 8 (127.0.0.1, as of 14:05)."


async def test_units_and_language_are_those_of_the_house(server: Answering) -> None:
    server.replaced = {"/v1/stationboard": body(delay=4.5)}
    american = await asked(server, replace(CONTRACT.lookup, units="us"))
    german = await asked(server, replace(CONTRACT.lookup, language="de"))
    assert "at 3:32 PM" in say(row(server), american)
    assert "4,5 Minuten" in say(row(server), german, language="de")


async def test_an_own_template_may_use_every_name(server: Answering) -> None:
    changed = {(3, "found", "short"): "{train} leaves at {leaves} from {platform}."}
    assert say(row(server), await asked(server), "short", changed) == "IC 8 leaves at 15:32 from 8."


async def test_a_place_that_is_not_home_is_asked_for_and_named(server: Answering) -> None:
    away = replace(CONTRACT.lookup, spot=Spot("Bâle & co/../x"))
    assert say(row(server), await asked(server, away)).startswith("The next train from Bâle & co/../x goes")
    assert server.asked[-1][:2] == ("/v1/stationboard", {"station": "Bâle & co/../x", "limit": "2"})


async def test_facts_are_typed_and_carry_their_zone(server: Answering) -> None:
    facts = {fact.name: fact for fact in (await asked(server)).facts}
    assert facts["leaves"].value == datetime(2026, 11, 21, 15, 32, tzinfo=ZoneInfo("Europe/Zurich"))
    assert (facts["leaves"].source, facts["leaves"].place, facts["platform"].value) == ("Swiss timetable", "Bern", "8")
    assert "delay" not in facts


@pytest.mark.parametrize(
    "answer", [b'{"stationboard": []}', b'{"stationboard": null}', b"[]", b'{"stationboard": [{"to": ["x"]}]}']
)
async def test_what_lacks_something_required_is_nothing_found(answer: bytes, server: Answering) -> None:
    server.replaced = {"/v1/stationboard": answer}
    assert await refused(server) == ("I know no trains from Bern.", "missing")


async def test_404_is_an_unknown_thing(server: Answering) -> None:
    away = replace(CONTRACT.lookup, spot=Spot("Basel"))
    assert await refused(server, away, url="{url}/v2/{place}") == ("I know no trains from Basel.", "missing")


async def test_a_slot_that_nobody_said_is_asked_for(server: Answering) -> None:
    nowhere = replace(CONTRACT.lookup, spot=None)
    assert await refused(server, nowhere) == ("From which station?", "missing")
    assert await refused(server, nowhere, slots=[{"name": "place"}]) == ("Which place?", "missing")
    await asked(server, nowhere, slots=[{"name": "place", "otherwise": "Thun"}])
    assert server.asked[-1][1]["station"] == "Thun"


async def test_slots_days_and_place_go_into_the_address(server: Answering) -> None:
    names = ("symbol", "day", "last_day", "latitude", "language", "units", "zone")
    url = "{url}/v1/stationboard?" + "&".join(f"{name}={{{name}}}" for name in names)
    lookup = replace(
        CONTRACT.lookup,
        slots={"symbol": "BRK.B"},
        days=Days(date(2026, 11, 23), date(2026, 11, 24)),
    )
    options = {"short_sentence": "It goes[ on {day}].", "long_sentence": "", "nothing_found": "Nothing."}
    evidence = await asked(server, lookup, url=url, slots=[{"name": name} for name in names], **options)
    assert server.asked[-1][1] == {
        "symbol": "BRK.B", "day": "2026-11-23", "last_day": "2026-11-24", "latitude": "46.9500", "language": "en",
        "units": "metric", "zone": "Europe/Zurich",
    }  # fmt: skip
    assert say(row(server), evidence) == "It goes on Monday 23 November."


@pytest.mark.parametrize("value", ["..", "."])
async def test_a_value_that_walks_up_is_not_asked_for(value: str, server: Answering) -> None:
    away = replace(CONTRACT.lookup, spot=Spot(value))
    assert (await refused(server, away, url="{url}/v1/stationboard/{place}"))[0] == "I cannot ask for that."
    assert not server.asked


async def test_the_key_goes_into_the_header_and_nowhere_else(server: Answering) -> None:
    options: dict[str, Any] = {"header": "Authorization", "header_prefix": "Bearer"}
    evidence = await asked(server, secret="canary-1", **options)
    assert server.asked[-1][2]["Authorization"] == "Bearer canary-1"
    assert "canary-1" not in repr(evidence)
    said = "Swiss timetable needs a key. Add a credential to the domain in the admin."
    assert await refused(server, **options) == (said, "setup")


async def test_an_answer_that_is_too_large_is_refused(server: Answering) -> None:
    server.replaced = {"/v1/stationboard": b'{"x": "' + b"y" * 2000 + b'"}'}
    assert (await refused(server, max_kib=1))[1] == "broken"


async def test_a_bare_value_is_read_where_the_whole_answer_is_asked_for(server: Answering) -> None:
    server.replaced = {"/v1/stationboard": b"12.5"}
    fields = [{"name": "level", "path": "$", "type": "number", "unit": "cm"}]
    evidence = await asked(server, fields=fields, short_sentence="It stands at {level}.", long_sentence="")
    assert say(row(server), evidence) == "It stands at 12.5 centimetres."


TEMPLATES = ["https://h.example/a/{x}/b/{y}.json?q={x}&z=1&w=a{y}", "https://h.example:8443/{x}{y}"]
WILD = st.text(min_size=1, max_size=12) | st.text(alphabet="./\\%?#&=;@: +2eE", min_size=1, max_size=8)


@pytest.mark.parametrize("template", TEMPLATES)
@given(x=WILD, y=WILD)
def test_no_value_changes_anything_but_its_own_part(template: str, x: str, y: str) -> None:
    try:
        url = str(parsed(template).filled({"x": x, "y": y}))
    except Unfit:
        return
    plain, found = urlsplit(template), urlsplit(url)
    assert (found.scheme, found.netloc, found.fragment) == (plain.scheme, plain.netloc, "")
    assert found.path.count("/") == plain.path.count("/") and ";" not in found.path and "\\" not in url
    assert not {unquote(part) for part in found.path.split("/")} & {".", ".."}
    names = [name for name, _ in parse_qsl(plain.query, keep_blank_values=True)]
    assert [name for name, _ in parse_qsl(found.query, keep_blank_values=True)] == names
    assert url.isascii()


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"url": "https://{place}.example/x"}, "url", "A slot cannot stand in the host or the port"),
        ({"url": "https://h.example:{place}/x"}, "url", "A slot cannot stand in the host or the port"),
        ({"url": "{place}://h.example"}, "url", "An address begins with http:// or https://"),
        ({"url": "ftp://h.example/"}, "url", "An address begins with http:// or https://"),
        ({"url": "https://a:b@h.example/"}, "url", "Use a header and a credential"),
        ({"url": "https://h.example/a/../b"}, "url", "without . and .. parts"),
        ({"url": "https://h.example/a/%2e%2E/b"}, "url", "without . and .. parts"),
        ({"url": "https://h.example/?{place}"}, "url", "A slot stands without a ="),
        ({"url": "https://h.example/?{place}=1"}, "url", "A slot stands before the ="),
        ({"url": "https://h.example/#{place}"}, "url", "Leave out the #"),
        ({"url": "https://h.example/{Place}"}, "url", "Write a slot as {name}"),
        ({"url": "https://h.example/{place.real}"}, "url", "Write a slot as {name}"),
        ({"url": "https://h.example/{team}"}, "slots", "The address names {team}. Add it here."),
        ({"slots": [{"name": "place"}, {"name": "place"}]}, "slots", "The name place is there twice"),
        ({"slots": [{"name": "place", "ask_back": "Tell me"}]}, "slots.0.ask_back", "question mark"),
        ({"fields": []}, "fields", "at least 1 item"),
        ({"fields": [{"name": "place", "path": "a"}]}, "fields", "The name place is there twice"),
        ({"fields": [{"name": "sentence", "path": "a"}]}, "fields", "The name sentence is taken"),
        ({"fields": [{"name": "x", "path": "a..b"}]}, "fields.0.path", "is no step"),
        ({"short_sentence": "Is {price}."}, "short_sentence", "Nothing is called {price}. There is: {place}, {leaves}"),
        ({"short_sentence": "{leaves.real}{goal}{gaol}"}, "short_sentence", "Nothing is called {gaol}"),
        ({"nothing_found": "No {goal}."}, "nothing_found", "Nothing is called {goal}. There is: {place}."),
        ({"header": "Host"}, "header", "belongs to the connection"),
        ({"header": "X-Key: a\r\nX"}, "header", "pattern"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused_at_save(changes: dict[str, Any], where: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Options.model_validate({**OPTIONS, "url": "https://h.example/{place}", **changes})
    found = {".".join(str(part) for part in each["loc"]): each["msg"] for each in caught.value.errors()}
    assert words in found[where]


BODY = {"a": {"b": 1, "c.d": 2, "e f": 3}, "l": [{"x": None}, {"y": 5}, {"x": 0}, {"x": 7}], "m": {"USD": 1.1}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a.b", 1), ("$.a.b", 1), ("['a'].b", 1), ("a['c.d']", 2), ('a["e f"]', 3), ("l[1].y", 5), ("l[-1].x", 7),
        ("l[*].x", 0), ("l[*].y", 5), ("l[*].z", None), ("m[*]", 1.1), ("l[9].x", None), ("a.z.b", None),
        ("a[0]", None), ("l.x", None), ("a.b.c", None),
    ],
)  # fmt: skip
def test_a_path_leads_to_its_value(text: str, value: object) -> None:
    assert value_at(BODY, path(text)) == value


def test_the_whole_answer_is_a_path_too() -> None:
    assert value_at(BODY, path("$")) is BODY


@pytest.mark.parametrize(
    "text", ["", " ", "a..b", ".a", "$$", "$a", "a b", "a[", "a[x]", "a.", "a.[0]", "a]b", "a.*", "[1:2]"]
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        path(text)


def test_a_search_through_long_lists_ends() -> None:
    deep: Any = {"x": 1}
    for _ in range(6):
        deep = [deep] * 100
    assert value_at(deep, path("[*][*][*][*][*][*].y")) is None


ZURICH = NOW.astimezone(ZoneInfo("Europe/Zurich"))


@pytest.mark.parametrize(
    ("value", "kind", "result"),
    [
        ("1,204.5", "number", 1204.5), (True, "number", None), ("n/a", "number", None), (3, "number", 3),
        (" a\n b\x00 ", "text", "a b"), (5, "text", "5"), (True, "text", None), ("", "text", None), ({}, "text", None),
        ("yes", "yes/no", True), (0, "yes/no", False), ("Off", "yes/no", False), (2, "yes/no", None),
        ([], "yes/no", None),
        ("2026-11-21", "date", date(2026, 11, 21)), ("2026-11-21T23:30:00Z", "date", date(2026, 11, 22)),
        ("2026-13-45", "date", None), (1795271520, "date", date(2026, 11, 21)),
        ("2026-11-21T15:32:00+0100", "time", datetime(2026, 11, 21, 14, 32, tzinfo=UTC)),
        ("2026-11-21 15:32", "time", datetime(2026, 11, 21, 14, 32, tzinfo=UTC)),
        ("6:12", "time", datetime(2026, 11, 21, 5, 12, tzinfo=UTC)), ("soon", "time", None), (1e300, "time", None),
        (1795271520000, "time", datetime(2026, 11, 21, 14, 32, tzinfo=UTC)),
        ("9999-12-31T23:59:59-12:00", "time", None),
        ("1795271520", "time", datetime(2026, 11, 21, 14, 32, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_value_becomes_what_its_type_says_or_nothing(value: object, kind: str, result: object) -> None:
    assert typed(value, kind, Clock(ZURICH)) == result


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Swiss timetable needs a key. Add a credential to the domain in the admin.", "Swiss timetable braucht einen"),
        ("I found nothing about that.", "Dazu habe ich nichts gefunden."),
        ("I cannot ask for that.", "Danach kann ich nicht fragen."),
        ("Which team?", "Diese Angabe fehlt mir noch: team."),
        ("x gave an answer that makes no sense.", "x hat eine Antwort gegeben, die keinen Sinn ergibt."),
    ],
)
def test_what_it_says_by_itself_is_said_in_german(english: str, german: str) -> None:
    assert in_language(english, "de", Domain(kind="http_json")).startswith(german)
