"""The checks that read evidence as records: what each finds, and what its options change."""

from datetime import date

import pytest

from ragdomains.types import Evidence, Fact, Passage
from tests.validation.drafts import ask, draft, facts
from validation.checks import FAMILIES, checks, family
from validation.types import Draft

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
DAYS = facts(
    Fact("temperature_high", 12, "degC", "Oslo", SUNDAY),
    Fact("temperature_low", 3, "degC", "Oslo", SUNDAY),
    Fact("temperature_high", 7, "degC", "Oslo", MONDAY),
    Fact("temperature_low", 1, "degC", "Oslo", MONDAY),
)
DOOR = facts(Fact("front door", "unlocked"), Fact("battery", 81, "%"))
DONE = '{"response_type": "action_done", "data": {"success": [{"name": "Kitchen light"}], "failed": []}}'
FAILED = '{"response_type": "action_done", "data": {"success": [], "failed": [{"name": "Kitchen light"}]}}'


def passages(*texts: str) -> Evidence:
    return Evidence(passages=tuple(Passage(text, "") for text in texts))


def ordered(sentence: str, *results: str, question: str = "Turn on the kitchen light.") -> Draft:
    return draft(sentence, None, question=question, results=results, domain="")


def test_every_shipped_kind_is_of_a_family() -> None:
    checks.load()
    shipped = [kind for kind, plugin in checks.kinds.items() if plugin.run.__module__.startswith("validation.checks.")]
    assert {family(kind) for kind in shipped} <= set(FAMILIES)
    assert family("right_field") == "empirical" and family("speakable") == "utility"


@pytest.mark.parametrize(
    ("sentence", "objections"),
    [
        ("On Sunday it reaches 12 degrees.", 0),
        ("On Monday it reaches 12 degrees.", 1),
        ("On Sunday the high is 12 and the low 3 degrees, on Monday the high is 7 and the low 1.", 0),
        ("On Sunday the high is 3 and the low 12 degrees.", 2),
        ("Sunday has 12 degrees, and Monday 7.", 0),
        ("Sunday has 7 degrees, and Monday 12.", 2),
        ("Monday's high is 5 degrees lower.", 0),
    ],
)
async def test_a_value_belongs_to_its_field_and_its_day(sentence: str, objections: int) -> None:
    assert len(await ask("right_field", draft(sentence, DAYS))) == objections


async def test_records_may_be_left_unchecked() -> None:
    assert await ask("right_field", draft("On Monday it reaches 12 degrees.", DAYS), records=False) == []


@pytest.mark.parametrize(
    ("sentence", "objections"),
    [
        ("The front door is unlocked.", 0),
        ("The front door is not locked.", 0),
        ("The front door is locked.", 1),
        ("The front door isn't unlocked.", 1),
        ("If the front door is locked, use the key.", 0),
        ("The lamp is on.", 1),
    ],
)
async def test_a_state_must_be_so(sentence: str, objections: int) -> None:
    assert len(await ask("true_states", draft(sentence, DOOR))) == objections


async def test_the_options_of_states() -> None:
    assert await ask("true_states", draft("The lamp is on.", DOOR), devices_need_a_state=False) == []
    yes = draft("Yes.", DOOR, question="Is the front door locked?")
    assert await ask("true_states", yes)
    assert await ask("true_states", yes, questions=False) == []


@pytest.mark.parametrize(("value", "sentence"), [(True, "It is locked."), (False, "It is unlocked.")])
async def test_yes_and_no_are_states_of_what_their_name_says(value: bool, sentence: str) -> None:
    assert await ask("true_states", draft(sentence, facts(Fact("locked", value)))) == []
    assert await ask("true_states", draft(sentence, facts(Fact("locked", not value))))


@pytest.mark.parametrize(
    ("sentence", "objections"),
    [
        ("Monday will be colder than Sunday.", 0),
        ("Monday will be warmer than Sunday.", 1),
        ("Sunday is the warmest day.", 0),
        ("Monday is the warmest day.", 1),
        ("On Sunday it will be over 10 degrees.", 0),
        ("On Sunday the high is above 15 degrees.", 1),
        ("On Sunday the high stays below 15 degrees.", 0),
    ],
)
async def test_comparisons_must_be_so(sentence: str, objections: int) -> None:
    assert len(await ask("true_comparisons", draft(sentence, DAYS))) == objections


@pytest.mark.parametrize(
    ("sentence", "objections"),
    [
        ("The flight from Oslo to Rome is on time.", 0),
        ("The flight from Rome to Oslo is on time.", 2),
        ("It goes to Rome.", 0),
        ("It goes to Oslo.", 1),
    ],
)
async def test_origin_and_destination_are_not_swapped(sentence: str, objections: int) -> None:
    flight = passages("origin: Oslo\ndestination: Rome\nstatus: on time")
    assert len(await ask("right_roles", draft(sentence, flight))) == objections


async def test_a_name_must_be_known() -> None:
    record, prose = passages('{"mayor": "Maria Lopez", "city": "Denver"}'), passages("Maria Lopez leads Denver.")
    for evidence in (record, prose):
        assert await ask("grounded_names", draft("The mayor is Maria Lopez.", evidence)) == []
        assert await ask("grounded_names", draft("The mayor is Aisha Khan.", evidence))
    assert await ask("grounded_names", draft("The mayor is Aisha Khan.", prose), prose=False) == []
    assert await ask("grounded_names", draft("Die Stadt hat einen Turm.", record, language="de")) == []


@pytest.mark.parametrize(
    ("sentence", "results", "objections"),
    [
        ("I've turned on the kitchen light.", (), 1),
        ("I've turned on the kitchen light.", (DONE,), 0),
        ("I've turned on the kitchen light.", (FAILED,), 1),
        ("I turned on the kitchen light.", (), 1),
        ("The kitchen light has been turned on.", (), 1),
        ("Okay, done.", (), 1),
        ("Okay, done.", (DONE,), 0),
        ("I've turned on the kitchen light.", ("Turned on the kitchen light.",), 0),
        ("I've turned on the kitchen light.", ("Error: the kitchen light cannot be reached.",), 1),
        ("I can turn on the kitchen light.", (), 0),
        ("I have not turned on the kitchen light.", (), 0),
    ],
)
async def test_what_is_said_to_be_done_was_done(sentence: str, results: tuple[str, ...], objections: int) -> None:
    assert len(await ask("done_actions", ordered(sentence, *results))) == objections


async def test_the_tool_must_have_done_it_to_the_same_thing() -> None:
    other = ordered("I've turned on the hall lamp.", DONE, question="Turn on the hall lamp.")
    assert await ask("done_actions", other)
    assert await ask("done_actions", other, same_thing=False) == []


async def test_a_story_in_the_first_person_is_no_claim() -> None:
    story = ordered("I opened the old book and a mouse looked at me.", question="Tell me a story.")
    assert await ask("done_actions", story) == []


async def test_what_no_record_speaks_of_is_found() -> None:
    invented = draft("The crew is waiting for a replacement.", passages("gate: E7\nstatus: delayed"))
    assert await ask("supported_words", invented)
    assert await ask("supported_words", invented, fewest=9) == []
    mixed = draft("Gate E7 has a bakery, a cinema and a garden.", passages("gate: E7\nstatus: delayed"))
    assert await ask("supported_words", mixed, share=0.9)
    assert await ask("supported_words", mixed, share=0.1) == []


async def test_meaning_is_compared_where_the_evidence_is_running_text() -> None:
    text = passages("The castle was built in 1420 by Count Otto.")
    away, near = draft("A dragon sleeps in the cellar.", text), draft("Count Otto built the castle.", text)
    assert await ask("supported_meaning", near, most=0.4) == []
    for model in (True, False):
        assert await ask("supported_meaning", away, most=0.4, model=model)
    assert await ask("supported_meaning", away, most=1) == []
    assert await ask("supported_meaning", away, most=0.4, min_words=20) == []
