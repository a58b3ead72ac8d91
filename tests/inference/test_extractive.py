"""Answers without a model: the right sentence out of several passages, with its source, or an honest nothing."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

import validation
from inference.backends import BackendError, Piece, extractive
from inference.backends.extractive import NO_MODEL, NOTHING
from inference.dated_records import day_of
from inference.passage_lines import sentences
from inference.quotation import Quote, best_quote
from inference.quoted_lines import OPENING, lines_of
from ragdomains.types import Evidence, Fact, Passage
from tests.inference.asking import asked, begun, end, reaching, text
from validation.engine import examine
from validation.models import Rule
from validation.sentences import Sentences
from validation.types import Draft

BOILER = Passage(
    "The gauge of the boiler should show 1.5 bar. Fill it up below 1.0 bar. "
    "To reset the boiler, press the red button for 5 seconds. It starts again after 2 minutes.",
    "Manual",
    "Heating > Boiler",
)
PASSAGES = (
    Passage("Guests park behind the barn. The gate closes at 22:30.", "House rules", "Parking"),
    BOILER,
    Passage("The guest network is called Beech. Its password is blue-kettle-77.", "House handbook", "Guest Wi-Fi"),
    Passage("Reset the smoke alarm with the button in its middle.", "Manual", "Alarms"),
    Passage("Glass goes to the container at the shop. Paper is collected on Thursday.", "Waste", page=2),
)


async def quoted(question: str, *passages: Passage, **options: object) -> list[Piece]:
    prompt = asked(question, evidence=(Evidence(passages=passages or PASSAGES),))
    async with reaching() as http:
        return [piece async for piece in begun("extractive", options, prompt, http)]


@pytest.mark.parametrize(
    ("question", "sentence", "source"),
    [
        (
            "how do I reset the boiler",
            "To reset the boiler, press the red button for 5 seconds.",
            "Manual, Heating, Boiler",
        ),
        ("What pressure should the boiler have?", "should show 1.5 bar.", "Manual, Heating, Boiler"),
        ("where do guests park their car", "Guests park behind the barn.", "House rules, Parking"),
        ("when is the paper collected", "Paper is collected on Thursday.", "Waste, page 2"),
        ("what's the wifi password", "Its password is blue-kettle-77.", "House handbook, Guest Wi-Fi"),
    ],
)
async def test_the_right_sentence_is_quoted_with_its_source(question: str, sentence: str, source: str) -> None:
    pieces = await quoted(question)
    assert sentence in text(pieces)
    assert text(pieces).endswith(f"That is from {source}.")
    assert end(pieces).reason == "stop"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Heating, Boiler, of 1 May 2024."), ("de", "Boiler, vom 1. Mai 2024.")]
)
def test_a_document_that_gives_itself_a_date_is_quoted_with_it(language: str, said: str) -> None:
    quote = Quote("It wants 1.5 bar.", replace(BOILER, written=date(2024, 5, 1)), 1.0, 1.0)
    assert extractive.said(quote, extractive.Options(), language).endswith(said)


async def test_a_sentence_that_refers_to_the_one_before_brings_it_along() -> None:
    said = text(await quoted("what is the guest password"))
    assert said.startswith("The guest network is called Beech. Its password is blue-kettle-77.")


def test_later_sentences_lean_on_what_the_first_one_is_about() -> None:
    barn = Passage("The barn belongs to the Riedels. Its roof is new. Up to sixty guests can be seated.", "Letter")
    first, _, seated = lines_of((barn,))
    assert (first.weights["barn"], seated.weights["barn"], seated.weights["guest"]) == (1.0, OPENING, 1.0)


@pytest.mark.parametrize("question", ["who won the world cup in 2018", "how tall is mount everest", "", "?!"])
async def test_what_is_not_there_is_not_made_up(question: str) -> None:
    assert text(await quoted(question)) == NOTHING


async def test_the_source_can_be_left_out() -> None:
    said = text(await quoted("how do I reset the boiler", name_source=False))
    assert said == "To reset the boiler, press the red button for 5 seconds."


@pytest.mark.parametrize("evidence", [(), (Evidence(),), (Evidence(facts=(Fact("wind", 3),)),)])
async def test_without_passages_there_is_nobody_to_answer(evidence: tuple[Evidence, ...]) -> None:
    async with reaching() as http:
        with pytest.raises(BackendError, match=NO_MODEL) as caught:
            await anext(begun("extractive", {}, asked(evidence=evidence), http))
    assert caught.value.kind == "setup"


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("Bring:\n- two towels\n- 1.5 litres\nThen go.", ["Bring: two towels, 1.5 litres.", "Then go."]),
        ("Bring:\ntwo towels\n1.5 litres\nThen go.", ["Bring: two towels, 1.5 litres.", "Then go."]),
        ("1. Open the tap.\n2. Wait 10 min.\n", ["Open the tap.", "Wait 10 min."]),
        ("Call Dr. Berg at 555 0177. He comes at 7.30.", ["Call Dr. Berg at 555 0177.", "He comes at 7.30."]),
        ("First paragraph\n\nsecond paragraph", ["First paragraph.", "second paragraph."]),
        ("  \n\n", []),
    ],
)  # fmt: skip
def test_passages_are_cut_into_what_can_be_said(passage: str, found: list[str]) -> None:
    assert [said.text for said in sentences(passage)] == found


def test_out_of_time_the_words_alone_decide() -> None:
    quote = best_quote("press the red button for 5 seconds to reset the boiler", PASSAGES, seconds=0)
    assert quote is not None and quote.text.startswith("To reset the boiler")
    assert quote.score <= 1


def test_many_long_passages_do_not_take_for_ever() -> None:
    long = tuple(Passage(" ".join(f"Sentence {n} of part {p}." for n in range(200)), f"T{p}") for p in range(50))
    began = time.process_time()
    best_quote("which sentence tells about part 3", long, seconds=1)
    assert time.process_time() - began < 3


async def test_a_question_with_nul_and_surrogates_is_answered() -> None:
    assert text(await quoted("reset\x00 the \ud800 boiler"))


BINS = Passage(
    "Day: Bin\nGeneral waste: every second Monday, grey bin\nPaper: the first Thursday of the month, blue bin\n"
    "Food waste: every Monday, brown bin\nPlastic: every second Wednesday, yellow bags",
    "Waste",
    "Collection days",
)
KERB = Passage("The bins stand behind the shed. They have to be at the kerb by 6:30.", "Waste")


async def test_a_question_when_is_answered_with_days_and_the_whole_table() -> None:
    said = text(await quoted("when do the bins go out", KERB, BINS))
    assert "every second Monday" in said and "yellow bags" in said
    assert "shed" not in said
    assert said.count("blue bin") == 1


@pytest.mark.parametrize("thing", ["office", "neighbours", "summer boat"])
async def test_what_belongs_to_another_thing_is_not_quoted(thing: str) -> None:
    guests = Passage("The guest wifi password is marmalade-42.", "House handbook", "Guest Wi-Fi")
    keys = Passage("The neighbours have a spare key.", "House handbook", "Keys")
    assert text(await quoted(f"wifi password of the {thing}", guests, keys)) == NOTHING
    assert "marmalade" in text(await quoted("wifi password for visitors", guests))


@pytest.mark.parametrize(
    "question",
    [
        "how do I reset the boiler",
        "where do guests park their car",
        "when is the paper collected",
        "when does the gate close",
    ],
)
async def test_no_shipped_rule_objects_to_a_quotation(question: str) -> None:
    seed = yaml.safe_load((Path(validation.__file__).parent / "seed.yaml").read_text(encoding="utf-8"))
    rules = [Rule(**fields) for fields in seed["validation.rule"]]
    cutter, before = Sentences(), ""
    for sentence in [*cutter.feed(text(await quoted(question))), *cutter.flush()]:
        draft = Draft(sentence.strip(), question, "llm", "", "documents", (Evidence(passages=PASSAGES),), before)
        assert (await examine(draft, rules)).findings == ()
        before += sentence
    assert before


PUMP = Passage(
    "Switch the pump off. Wait for a quarter of an hour. Turn the valve until water comes.",
    "Boiler",
    "Bleeding radiators",
)


async def test_how_something_is_done_is_told_from_its_first_step() -> None:
    said = text(await quoted("How do I bleed a radiator?", PUMP))
    assert said.startswith("Switch the pump off. Wait for a quarter of an hour. Turn the valve")


async def test_another_month_than_the_one_that_is_asked_for_is_no_answer() -> None:
    row = Passage("December: Residual waste 2 and 16, Paper 9", "Waste collection")
    assert text(await quoted("When is paper collected in July?", row)) == NOTHING
    assert "Paper 9" in text(await quoted("When is paper collected in December?", row))


async def test_a_german_question_is_answered_from_an_english_paper_and_back() -> None:
    wifi = Passage("Network: Heron. The password is marsh-42.", "Notes for our guests", "Wifi", score=0.5)
    assert "marsh-42" in text(await quoted("Wie lautet das WLAN-Passwort für Gäste?", wifi))
    washer = Passage("Die Maschine wiegt 71 kg.", "Waschmaschine", "Aufstellen", score=0.3)
    assert "71 kg" in text(await quoted("How heavy is the washing machine?", washer))


PROGRAMMES = tuple(
    Passage(text, "Washing machine", "Programmes", score=0.6)
    for text in (
        "Wool – Temperature: 30 °C; Duration: 42 min; Load: 1.5 kg",
        "Cotton – Temperature: 60 °C; Duration: 2 h 20 min; Load: 7 kg",
    )
)
CALLS = (Passage("Roof – Who: Kestrel, 2. floor; Phone: 030 555 63 70; Hours: by appointment", "Calls", score=0.6),)


@pytest.mark.parametrize(
    ("question", "passages", "said"),
    [
        ("how long does the wool programme take", PROGRAMMES, "Wool: duration 42 min."),
        ("what is the load of the cotton programme", PROGRAMMES, "Cotton: load 7 kg."),
        ("how long does the silk programme take", PROGRAMMES, NOTHING),
        ("who repairs the roof", CALLS, "Roof: Kestrel, 2. floor; phone 030 555 63 70; hours: by appointment."),
        ("what is the phone number for the roof", CALLS, "Roof: phone 030 555 63 70."),
        ("what is the phone number for the garden", CALLS, NOTHING),
    ],
)
def test_of_a_row_the_cells_that_are_asked_for_are_said(
    question: str, passages: tuple[Passage, ...], said: str
) -> None:
    quote = best_quote(question, passages, seconds=10)
    assert (quote.text if quote else NOTHING) == said


NEAR = (
    Passage("The grey bin is emptied on Mondays.", "Waste", score=0.8),
    Passage("Descale it every two months with citric acid.", "Coffee machine", "Care", score=0.8),
    Passage("E4 means that the boiler is too hot.", "Boiler", score=0.8),
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("when is the grey bin emptied", True),
        ("when is the red bin emptied", False),
        ("how often do I descale the coffee machine", True),
        ("how often is the lawnmower descaled", False),
        ("what does E4 mean on the boiler", True),
        ("what does E7 mean on the boiler", False),
    ],
)
def test_what_is_said_of_another_thing_is_no_answer(question: str, found: bool) -> None:
    assert (best_quote(question, NEAR, seconds=10) is not None) == found


def test_an_item_of_a_list_is_said_with_its_heading() -> None:
    passage = Passage("Wooden boards\nCast iron pans", "Dishwasher", "What must not go in", score=0.9)
    quote = best_quote("may I put cast iron pans in the dishwasher", (passage,), seconds=10)
    assert quote is not None and quote.text == "What must not go in: Cast iron pans."


STATUTES = "Statutes of the Mill Lane Swimming Club"
CLUB = (
    Passage("The club is called Mill Lane Swimming Club. It was founded in 1931.", STATUTES, "Name", score=0.9),
    Passage("Towels are lent only to members with a card.", STATUTES, "Towels", score=0.8),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who is the treasurer of the swimming club", None),
        ("when was the swimming club founded", "founded in 1931"),
        ("wer ist der Kassierer des Clubs", None),
        ("what is the swimming club called", "The club is called Mill Lane Swimming Club."),
    ],
)
def test_a_sentence_that_only_names_the_document_tells_nothing_else(question: str, said: str | None) -> None:
    quote = best_quote(question, CLUB, seconds=10)
    assert quote is None if said is None else quote is not None and said in quote.text


def test_the_day_that_is_asked_for_is_quoted_from_the_next_sentence() -> None:
    told = Passage("Whoever leaves tells the board. The letter is there by 30 June.", STATUTES, "Leaving", score=0.9)
    quote = best_quote("by when does one have to tell the board when leaving", (told,), seconds=10)
    assert quote is not None and quote.text == told.text


def test_papers_of_the_home_need_not_name_it() -> None:
    lease = Passage("The deposit is three months' rent.", "Tenancy agreement", "Deposit", score=0.4)
    quote = best_quote("how big is the deposit for the flat", (lease,), seconds=10)
    assert quote is not None and quote.text == lease.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what's the plumber's number", "The plumber is Maria Lund, telephone 555 0162."),
        ("what is the price of a parking permit", "A parking permit costs 3 euros a day."),
    ],
)
def test_what_a_line_shows_it_need_not_name(question: str, said: str) -> None:
    told = Passage("Shut the stopcock first. The plumber is Maria Lund, telephone 555 0162.", "Emergencies")
    permit = Passage("Visitors park on the gravel. A parking permit costs 3 euros a day.", "House rules")
    quote = best_quote(question, (told, permit, *PASSAGES), seconds=10)
    assert quote is not None and (quote.text, round(quote.held, 3)) == (said, 1.0)


SERVICES = Passage(
    "14 March 2024: yearly service by Lund, filter changed\n\n27 March 2026: yearly service by Lund\n\n"
    "3.4.2025: yearly service by Lund, pump replaced\n\n"
    "If the boiler breaks down, call Lund on 555 0450, day and night.",
    "Heating: service book",
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when was the boiler last serviced", "27 March 2026: yearly service by Lund."),
        ("wann wurde die Heizung zuletzt gewartet", "27 March 2026: yearly service by Lund."),
        (
            "who do I call when the boiler breaks down",
            "If the boiler breaks down, call Lund on 555 0450, day and night.",
        ),
    ],
)
def test_of_dated_records_the_last_is_the_newest(question: str, said: str) -> None:
    quote = best_quote(question, [replace(SERVICES, score=0.6)], 5)
    assert quote is not None and quote.text == said


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("when is the boiler's warranty over", False),
        ("what is the boiler's service number", True),
        ("how old is the cat Biscuit", False),
        ("what does the cat Biscuit get", True),
    ],
)
def test_what_a_thing_has_and_how_old_it_is_must_be_told(question: str, found: bool) -> None:
    cat = Passage("The cat Biscuit gets half a tin in the morning and half a tin in the evening.", "Neighbours")
    passages = [replace(SERVICES, score=0.6), replace(cat, score=0.6)]
    assert (best_quote(question, passages, 5) is not None) == found


PIANO = Passage(
    "Our upright is 120 cm tall and 280 kg heavy. The piano room should be kept between 45 and 55 percent humidity. "
    "In winter fill the humidifier every two days.",
    "The piano",
    score=0.7,
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("how humid should the piano room be", True),
        ("how old is the piano room", False),
        ("how tall is the piano room", False),
        ("how fast is the piano room", False),
    ],
)
def test_a_measure_is_told_in_its_own_units_only(question: str, found: bool) -> None:
    quote = best_quote(question, [replace(PIANO, text=PIANO.text[46:])], 5)
    assert (quote is not None) == found


@pytest.mark.parametrize(("question", "unit"), [("how tall is our upright", "cm"), ("how heavy is our upright", "kg")])
def test_a_measure_that_is_told_is_found(question: str, unit: str) -> None:
    quote = best_quote(question, [PIANO], 5)
    assert quote is not None and unit in quote.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("serviced on March 27, 2026", date(2026, 3, 27)),
        ("2026-03-27 oil", date(2026, 3, 27)),
        ("27. März 2026", date(2026, 3, 27)),
        ("Okt 2025: painted", date(2025, 10, 1)),
        ("bought in 2019", date(2019, 1, 1)),
        ("31.02.2026", None),
        ("call 555 0450", None),
    ],
)
def test_the_day_of_a_record_is_read_as_it_is_written(text: str, day: date | None) -> None:
    assert day_of(text) == day
