"""Replays of whole answers: from what sources and models said then, or with both asked anew."""

import asyncio
import uuid
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache.backends.dummy import DummyCache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project import releases
from athena_project.models import Credential, EgressRule
from inference import found, recorder, replay, replay_sides
from inference.full_replay import query_for
from inference.llms import Models
from inference.models import LLM, Assistant, FoundEvidence, QueryLog, QueryStep, Replay, ReplayedQuestion
from inference.recorded import Asked
from inference.runtime import carried
from inference.snapshot import AccessRows
from inference.state import Run
from intents.models import Intent, Pattern
from ragdomains.lookup import Lookups
from ragdomains.models import Domain, Place, Template
from ragdomains.types import ProviderError
from tests.athena_project.admin_pages import inline_scripts
from tests.stand_ins import OpenMeteo, local_http
from validation.models import Rule

pytestmark = pytest.mark.django_db

SKY, STORY, SUM = "how is the sky", "tell a story", "what is 2 plus 3"


@pytest.fixture(scope="module")
def weather() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


@pytest.fixture(autouse=True)
def house(weather: OpenMeteo) -> None:
    """A house that asks the weather service, can count, and has a model that tells stories."""
    weather.mode = "ok"
    home = Place.objects.create(name="Oslo", latitude=59.9, longitude=10.7, time_zone="Europe/Oslo")
    Assistant.objects.create(name="athena", default=True, place=home)
    sky = Domain.objects.create(name="weather", title="the weather", kind="open_meteo", options=weather.options)
    sums = Domain.objects.create(name="sums", title="sums", kind="calculator")
    LLM.objects.create(name="teller", kind="echo", options={"reply": "The fox slept. It was warm."})
    LLM.objects.create(name="quoter", kind="extractive", priority=9)
    for name, mode, text, more in (
        ("sky", "facts", SKY, {"domain": sky, "ask": "now"}),
        ("sum", "facts", "what is", {"domain": sums, "ask": "calculate"}),
        ("story", "llm", STORY, {}),
    ):
        intent = Intent.objects.create(name=name, title=name, mode=mode, **more)
        Pattern.objects.create(intent=intent, type="phrase", text=text)
    releases.publish()


def asked(text: str) -> QueryLog:
    """Asks the live release, and logs it as the recorder does."""
    side = replay_sides.release()
    snapshot = replay_sides.snapshot(side, None, AccessRows())
    http = local_http()
    run = Run(snapshot, Lookups(http, DummyCache("", {}), lambda _domain: nothing), Models(http))

    async def ask() -> Any:
        done = await carried(query_for(Asked(text), snapshot), run)
        await http.close()
        return done

    done = asyncio.run(ask())
    row, steps = recorder.log_row(done, run), recorder.steps_of(done, run)
    row.release_id = None
    recorder.write([recorder.Record(row, [*steps, *found.rows(row.pk, run.found)])])
    return row


async def nothing(text: str, limit: int, *_: object) -> list[Any]:
    return []


def replayed(mode: str = Replay.RECORDED) -> Replay:
    row = Replay.objects.create(mode=mode)
    replay.run(row.pk)
    row.refresh_from_db()
    assert row.state == Replay.DONE, row.problem
    return row


def only() -> ReplayedQuestion:
    return ReplayedQuestion.objects.get()


def test_without_a_change_every_answer_is_the_same_and_no_service_is_asked(weather: OpenMeteo) -> None:
    answers = {text: asked(text).answer for text in (SKY, STORY, SUM, f"{SKY} and {SUM}")}
    assert "degrees" in answers[SKY] and answers[STORY] == "The fox slept. It was warm." and "5" in answers[SUM]
    weather.mode = "error"
    before = len(weather.asked)
    Domain.objects.filter(name="sums").update(title="arithmetic")  # else both sides were one
    assert replayed().result == "4 same, 0 changed, 0 worse"
    assert {row.query.question: row.answers[1]["answer"] for row in ReplayedQuestion.objects.all()} == answers
    assert len(weather.asked) == before and not any(row.traces for row in ReplayedQuestion.objects.all())


def test_another_sentence_of_the_house_is_a_change_with_both_traces() -> None:
    then = asked(SKY)
    Template.objects.create(
        domain=Domain.objects.get(name="weather"), answer="now", text="Look out: {temperature} degrees."
    )
    row = replayed()
    assert row.result == "0 same, 1 changed, 0 worse"
    said = [answer["answer"] for answer in only().answers]
    assert said[0] == then.answer and said[1].startswith("Look out: ")
    assert only().traces[1]["steps"][0]["name"] == "understand"


def test_a_rule_that_refuses_what_a_model_said_then_is_worse() -> None:
    asked(STORY)
    Rule.objects.create(name="short", kind="spoken_length", options={"seconds": 2, "pace": 5}, action="refuse")
    row = replayed()
    assert row.worse == 1 and only().why == "It was answered, now it is refused."


def test_the_model_is_not_asked_again() -> None:
    asked(STORY)
    LLM.objects.filter(name="teller").update(options={"reply": "A new tale."})
    assert replayed().same == 1
    assert replayed(Replay.LIVE).changed == 1


def test_what_was_not_asked_then_is_no_worse_but_told() -> None:
    asked(SKY)
    Intent.objects.filter(name="sky").update(ask="sun")
    row = replayed()
    assert row.changed == 1 and only().why == "The weather service was not asked this when the question was recorded."


def test_a_source_that_was_away_then_is_away_again(weather: OpenMeteo) -> None:
    weather.mode = "error"
    then = asked(SKY)
    weather.mode = "ok"
    assert FoundEvidence.objects.get().problem_kind and then.outcome == "failed"
    Domain.objects.filter(name="sums").update(title="arithmetic")
    assert replayed().same == 1 and only().answers[1]["outcome"] == "failed"


def test_live_asks_the_sources_anew_on_both_sides(weather: OpenMeteo) -> None:
    EgressRule.objects.create(network="127.0.0.0/8")
    weather.mode = "error"
    asked(SKY)
    weather.mode = "ok"
    Template.objects.create(
        domain=Domain.objects.get(name="weather"), answer="now", text="Look out: {temperature} degrees."
    )
    before = len(weather.asked)
    assert replayed(Replay.LIVE).changed == 1 and len(weather.asked) > before
    assert all("degrees" in answer["answer"] for answer in only().answers) and QueryLog.objects.count() == 1


def test_an_old_release_gets_no_key_sent_where_it_does_not_go_any_more() -> None:
    key = Credential.objects.create(name="service")
    key.seal("s3cret")
    key.save()
    domain = Domain.objects.create(
        name="own", kind="searxng", credential=key, options={"base_url": "https://old.example"}
    )
    old = releases.publish().number
    domain.options = {"base_url": "https://new.example"}
    domain.save()
    releases.publish()
    row = Replay.objects.create(mode=Replay.LIVE, after_number=old)
    replay.run(row.pk)
    row.refresh_from_db()
    assert row.state == Replay.FAILED and "was not given for old.example" in row.problem


def test_evidence_comes_back_as_it_was_and_leaves_with_its_question() -> None:
    then = asked(SKY)
    kept = found.said(FoundEvidence.objects.all())
    (evidence,) = kept.values()
    assert not isinstance(evidence, ProviderError) and evidence.facts and evidence.answer == "now"
    then.delete()
    assert not FoundEvidence.objects.exists()


def test_evidence_of_an_older_layout_is_left_out() -> None:
    row = QueryLog.objects.create(id=uuid.uuid4(), at=timezone.now() - timedelta(1), question=SKY, ms=1)
    FoundEvidence.objects.create(query=row, key="lookup:1:old", evidence='{"facts": 7}')
    assert found.said(FoundEvidence.objects.all()) == {}


def test_steps_of_a_question_tell_which_words_came_from_which_call() -> None:
    row = asked(STORY)
    assert [step.detail.get("llm") for step in QueryStep.objects.filter(query=row, name="generate:model")] == ["teller"]


def test_the_page_lays_both_answers_side_by_side(admin_client: Client) -> None:
    asked(SKY)
    Template.objects.create(
        domain=Domain.objects.get(name="weather"), answer="now", text="Look out: {temperature} degrees."
    )
    row = replayed()
    page = admin_client.get(reverse("admin:inference_replay_change", args=[row.pk])).text
    link = reverse("admin:inference_replay_both", args=[only().pk])
    assert link in page and "Look out: " in page
    both = admin_client.get(link).text
    assert "<ins>Look out:</ins>" in both and "How it came about" in both and inline_scripts(both) == []
    ReplayedQuestion.objects.update(traces=[])
    assert admin_client.get(link).status_code == 404


def test_the_command_tells_both_answers() -> None:
    asked(STORY)
    Rule.objects.create(name="short", kind="spoken_length", options={"seconds": 2, "pace": 5}, action="refuse")
    said = StringIO()
    with pytest.raises(CommandError, match="1 would come out worse"):
        call_command("replay", "--mode", "recorded", stdout=said)
    assert "The fox slept. It was warm." in said.getvalue()
