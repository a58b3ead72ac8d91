"""The house's documents answer where what a question went to has nothing to say, and only with a sentence that does."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from inference import pipeline
from inference.models import Assistant
from inference.papers import papers_for
from inference.snapshot import Snapshot
from inference.state import Outcome, Part, Query, Run
from intents.models import Intent
from ragdomains.lookup import Lookups
from ragdomains.models import Domain
from ragdomains.types import Evidence, Fact, Passage, ProviderError
from tests.inference.queries import query, run

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database

MARKET = Passage("The flea market takes place on the first Saturday at half past nine.", "Notes", score=0.9)
HEDGE = Passage("Trim the hedge before the birds nest in it.", "Garden", score=0.4)
TOLD = "The flea market takes place on the first Saturday at half past nine. That is from Notes."
QUESTION = "When does the flea market take place?"
NAMED = "when is the next concert"  # an example word for word, where QUESTION is only like some
CONCERT = Passage("The next concert is on Friday at eight.", "Choir", score=0.9)
PLAYED = "The next concert is on Friday at eight. That is from Choir."


class Papers(Lookups):
    """Every domain but the documents says `said`; what was asked is kept."""

    def __init__(self, real: Lookups, said: Evidence | ProviderError, *passages: Passage) -> None:
        super().__init__(real.http, real.kept.cache, real.search)
        self.said, self.passages, self.names = said, passages, list[str]()

    async def look_up(self, domain: Domain, lookup: Any, *_args: Any, **_more: Any) -> Evidence:
        self.names.append(domain.name)
        if domain.name != "documents" and isinstance(self.said, Evidence):
            return self.said
        if domain.name != "documents" and isinstance(self.said, ProviderError):
            raise self.said
        if not self.passages:
            raise ProviderError("Your documents say nothing about that.", "missing")
        return Evidence(passages=self.passages)


class Doubting(Papers):
    """Finds nothing but passages that the search does not trust."""

    async def look_up(self, domain: Domain, lookup: Any, *_args: Any, **_more: Any) -> Evidence:
        return Evidence(passages=self.passages, doubtful=True)


def unready(kind: str = "setup") -> ProviderError:
    return ProviderError("It needs a key.", kind)


async def answered(
    house: Snapshot, said: Evidence | ProviderError, *passages: Passage, **fields: Any
) -> tuple[Query, Run]:
    made = run(house)
    made.lookups = Papers(made.lookups, said, *passages)
    return await pipeline.answer(query(fields.pop("text", QUESTION), **fields), made), made


@pytest.mark.parametrize("kind", ["setup", "missing", "refused", "blocked"])
async def test_the_documents_answer_where_the_domain_has_nothing(shipped: Snapshot, kind: str) -> None:
    done, made = await answered(shipped, unready(kind), CONCERT, text=NAMED)
    assert (done.answer, done.outcome) == (PLAYED, Outcome.ANSWERED)
    told = next(span.detail for span in made.spans if span.name == "papers")
    assert told == {"domain": "documents", "because": "It needs a key.", "found": "a sentence that answers it"}


@pytest.mark.parametrize("passages", [(), (HEDGE,)])
async def test_what_does_not_answer_it_leaves_the_problem(shipped: Snapshot, passages: tuple[Passage, ...]) -> None:
    done, made = await answered(shipped, unready(), *passages)
    assert (done.answer, done.parts[0].problem_kind) == ("It needs a key.", "setup")
    assert any(span.name == "papers" for span in made.spans)


async def test_a_domain_that_answers_or_is_down_is_not_second_guessed(shipped: Snapshot) -> None:
    down = ProviderError("The source has not been answering since 14:05.", "unreachable")
    for said in (Evidence((Fact("name", "Jazz"),)), down):
        _, made = await answered(shipped, said, CONCERT, text=NAMED)
        assert "documents" not in getattr(made.lookups, "names", ["documents"])


@pytest.mark.parametrize(("passage", "answer"), [(MARKET, TOLD), (HEDGE, "Which market?")])
async def test_a_domain_that_asks_back_is_heard_unless_a_paper_says_just_that(
    shipped: Snapshot, passage: Passage, answer: str
) -> None:
    done, _ = await answered(shipped, ProviderError("Which market?", "missing"), passage)
    assert done.answer == answer


@pytest.mark.parametrize(("passage", "answer"), [(MARKET, TOLD), (HEDGE, "Your documents say nothing about that.")])
async def test_a_passage_in_doubt_answers_only_with_a_sentence_that_does(
    shipped: Snapshot, passage: Passage, answer: str
) -> None:
    made = run(shipped)
    made.lookups = Doubting(made.lookups, unready(), passage)
    done = await pipeline.answer(query("what do our notes say about when the flea market takes place"), made)
    assert done.answer == answer


@pytest.mark.parametrize(
    "question",
    ["is the lamp on", "is the front door locked", "how warm is it in the bedroom", "Ist das Licht im Flur an?",
     "what's the temperature of the boiler"],
)  # fmt: skip
def test_what_the_house_is_like_now_is_no_matter_of_papers(shipped: Snapshot, question: str) -> None:
    intent = shipped.intents["device_status"]
    part = Part(question, intent=intent, problem="It needs a key.", problem_kind="setup")
    assert papers_for(part, query(question)) is None
    asked = replace(part, text="when was the front door painted")
    assert papers_for(asked, query(question)) == intent.papers


async def test_what_is_live_is_never_answered_from_papers(shipped: Snapshot) -> None:
    rain = Passage("It will rain tomorrow.", "Diary", score=0.9)
    _, made = await answered(shipped, unready("missing"), rain, text="will it rain tomorrow")
    assert getattr(made.lookups, "names", []) == ["weather"]


async def test_what_is_declined_is_looked_for_in_the_documents(shipped: Snapshot) -> None:
    bus = Passage("The bus to town leaves at ten past eight.", "Bus", score=0.9)
    done, _ = await answered(shipped, unready(), bus, text="when does the bus to town leave")
    assert done.answer == "The bus to town leaves at ten past eight. That is from Bus."
    done, _ = await answered(shipped, unready(), text="when does the bus to town leave")
    assert done.answer == shipped.intents["transit"].reply


async def test_an_assistant_that_may_not_ask_them_does_not(shipped: Snapshot) -> None:
    narrow = Assistant(pk=7, name="desk", domains=["events", "tickets"])
    _, made = await answered(shipped, unready(), MARKET, assistant=narrow)
    assert "documents" not in getattr(made.lookups, "names", ["documents"])


async def test_without_the_field_nothing_is_asked(shipped: Snapshot) -> None:
    intents = {name: bare(intent) for name, intent in shipped.intents.items()}
    done, _ = await answered(replace(shipped, intents=intents), unready(), CONCERT, text=NAMED)
    assert done.answer == "It needs a key."


@pytest.mark.parametrize("said", [Evidence((Fact("sunset", "19:12"),)), unready("unreachable")])
async def test_papers_that_say_just_that_come_before_a_domain_that_a_question_is_only_like(
    shipped: Snapshot, said: Evidence | ProviderError
) -> None:
    done, made = await answered(shipped, said, MARKET)
    assert done.answer == TOLD
    assert getattr(made.lookups, "names", []) == ["documents"]
    because = next(span.detail["because"] for span in made.spans if span.name == "papers")
    assert because == "it is only like what its domain is asked"


@pytest.mark.parametrize("passages", [(), (HEDGE,), (replace(MARKET, text="We like the flea market."),)])
async def test_a_question_that_is_only_like_others_goes_to_their_domain_where_no_paper_says_just_that(
    shipped: Snapshot, passages: tuple[Passage, ...]
) -> None:
    done, made = await answered(shipped, unready("unreachable"), *passages)
    assert done.answer == "It needs a key."
    assert getattr(made.lookups, "names", [])[:2] == ["documents", "events"]


@pytest.mark.parametrize(("title", "suffices"), [("Tombola", True), ("Town", False)])
async def test_a_sentence_that_says_less_comes_first_where_the_question_names_its_document(
    shipped: Snapshot, title: str, suffices: bool
) -> None:
    less = Passage("Each draw takes place at four in the big tent.", title, score=0.5)
    _, made = await answered(shipped, Evidence((Fact("name", "Jazz"),)), less, text="when is the tombola draw on")
    assert (getattr(made.lookups, "names", []) == ["documents"]) == suffices


async def test_a_passage_in_doubt_comes_before_no_domain(shipped: Snapshot) -> None:
    made = run(shipped)
    made.lookups = Doubting(made.lookups, unready(), MARKET)
    await pipeline.answer(query(QUESTION), made)
    assert "passages, and no sentence that answers it" in [span.detail.get("found") for span in made.spans]


def bare(intent: Intent) -> Intent:
    fields = {field.attname: getattr(intent, field.attname) for field in intent._meta.concrete_fields}
    copy = Intent(**fields)
    copy.domain, copy.otherwise, copy.papers = intent.domain, intent.otherwise, None
    return copy


def test_only_documents_can_be_asked_last() -> None:
    with pytest.raises(ValidationError, match="of the kind documents"):
        Intent(name="club", mode="decline", papers=Domain(pk=1, name="weather", kind="open_meteo")).clean()
