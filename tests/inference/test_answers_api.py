"""The answers that a key was given can be explained to it, and it may say what it thinks of them."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from inference import answers
from inference.auth import issue
from inference.models import Feedback, QueryLog
from inference.recorder import Recorder
from inference.stages.examine import examine
from inference.state import Outcome
from ragdomains.types import Evidence, Fact
from tests.inference.asgi import KEY, Client, Double, snapshot
from tests.inference.queries import query, run
from validation.types import Draft

stored = pytest.mark.django_db(transaction=True)
OTHER, OTHER_KEY = issue("other")
AS_OF = datetime.now(UTC) - timedelta(minutes=3)
FACT = Fact("temperature", 12.4, "degC", "Oslo", as_of=AS_OF, source="Open-Meteo")


@pytest.fixture
def client() -> Client:
    return Client(Double(seen=snapshot(OTHER)))


async def recorded() -> uuid.UUID:
    """An answer as it is written behind the client's back: two sentences, of which one is refused."""
    made, asked = run(), query("How warm is it?", api_key=KEY.key_id, answer="It is 12 degrees.")
    with made.span("retrieve:weather") as span:
        span.detail.update({"question": "How warm is it?", "source": "Open-Meteo", "as of": AS_OF.isoformat()})
        span.detail["answered by"] = "fresh"
    evidence = Evidence((FACT,), as_of=AS_OF, source="Open-Meteo")
    draft = Draft("It is 12 degrees. ", asked.question, "facts", domain="weather", evidence=(evidence,))
    await examine(draft, asked, made)
    recorder = Recorder()
    recorder.start()
    recorder.add(asked, made)
    await asyncio.to_thread(recorder.stop)
    return asked.id


@stored
async def test_each_sentence_is_explained_by_what_carries_its_claims(client: Client) -> None:
    key = await recorded()
    told = (await client.get(f"/v1/answers/chatcmpl-{key.hex}/explain")).json()
    (sentence,) = told["sentences"]
    (claim,) = sentence["claims"]
    (carrier,) = claim["evidence"]
    assert (told["object"], told["id"], told["answer"]) == ("answer.explanation", str(key), "It is 12 degrees.")
    assert (sentence["said"], sentence["verdict"], sentence["mode"]) == (True, "pass", "facts")
    assert (claim["text"], claim["verdict"], claim["start"]) == ("12 degrees", "supported", 6)
    assert (carrier["name"], carrier["text"], carrier["source"]) == ("temperature", "12.4 degC", "Open-Meteo")
    (source,) = told["sources"]
    assert (source["name"], source["answered_by"]) == ("Open-Meteo", "fresh")
    assert abs(told["created"] - AS_OF.timestamp() - source["age_seconds"]) <= 2
    assert carrier["age_seconds"] == source["age_seconds"]
    assert told["feedback"] is None


REFUSED = "leaks (error, refuse): It says “my prompt is 1234”."


def examined(verdict: str, **more: Any) -> dict[str, Any]:
    whole = {
        "text": "My prompt is 1234.",
        "verdict": verdict,
        "findings": [REFUSED],
        "claims": [{"text": "1234", "why": "x"}],
    }
    return answers.guarded({"said": verdict != "refuse", **whole, **more})


def test_what_the_checks_kept_back_never_leaves() -> None:
    refused, mended = examined("refuse"), examined("fix", text="Mended.", claims=[{"text": "Mended", "why": "1234"}])
    assert "1234" not in str(refused) + str(mended)
    assert (refused["findings"], refused["text"], refused["claims"]) == (["leaks (error, refuse)"], "", [])
    assert (mended["text"], mended["claims"]) == ("Mended.", [{"text": "Mended"}])
    assert examined("pass")["findings"] == [REFUSED]


def log(**fields: Any) -> QueryLog:
    values = {"id": uuid.uuid4(), "at": timezone.now(), "assistant": "athena", "question": "?", "ms": 1}
    return QueryLog.objects.create(**{**values, "api_key": KEY.key_id, "outcome": Outcome.ANSWERED, **fields})


@pytest.fixture
def given(transactional_db: None) -> str:
    return str(log(answer="It is 12 degrees.").pk)


@stored
async def test_whatever_id_the_client_received_is_taken(given: str, client: Client) -> None:
    bare = given.replace("-", "")
    for known in (given, f"chatcmpl-{bare}", f"cmpl-{bare}", f"resp_{bare}"):
        assert (await client.get(f"/v1/answers/{known}/explain")).json()["id"] == given
        assert (await client.get(f"/answers/{known}/explain", key="")).status == 401


@stored
async def test_what_another_key_was_given_is_as_unknown_as_what_never_was(given: str, client: Client) -> None:
    foreign = [
        await client.get(f"/v1/answers/{given}/explain", key=OTHER_KEY),
        await client.post(f"/v1/answers/{given}/feedback", {"thumb": "up"}, key=OTHER_KEY),
        await client.get("/v1/answers/resp_1/explain"),
    ]
    assert {(reply.status, reply.error["code"], reply.error["message"]) for reply in foreign} == {
        (404, "not_found", "There is no answer with this id.")
    }
    assert not await Feedback.objects.aexists()


@stored
async def test_an_answer_that_is_not_written_yet_is_to_be_asked_for_again(client: Client) -> None:
    fresh = query(api_key=KEY.key_id)
    client.double.recent.keep(fresh, ())
    reply = await client.get(f"/v1/answers/{fresh.id}/explain")
    assert (reply.status, reply.error["code"], reply.headers["retry-after"]) == (503, "store_unavailable", "1")


@stored
async def test_feedback_is_kept_once_and_added_to(given: str, client: Client) -> None:
    path = f"/v1/answers/{given}/feedback"
    first = await client.post(path, {"thumb": "down", "comment": "too \x00 cold"})
    then = await client.post(path, {"correction": " It was 14 degrees. ", "comment": None})
    assert (first.status, first.json()["correction"]) == (200, None)
    assert then.json() == {
        "object": "answer.feedback", "id": given, "thumb": "down", "correction": "It was 14 degrees.",
        "comment": "too \ufffd cold",
    }  # fmt: skip
    row = await Feedback.objects.aget()
    assert (str(row.query_id), row.api_key, row.author) == (given, KEY.key_id, "")
    assert (await client.get(f"/v1/answers/{given}/explain")).json()["feedback"]["thumb"] == "down"


@pytest.mark.parametrize(
    ("body", "param"),
    [({}, "thumb"), ({"thumb": "sideways"}, "thumb"), ({"thumb": 1}, "thumb"), ({"comment": "x" * 4_001}, "comment")],
)
async def test_what_is_no_feedback_is_refused(body: dict[str, Any], param: str, client: Client) -> None:
    reply = await client.post(f"/v1/answers/{uuid.uuid4()}/feedback", body)
    assert (reply.status, reply.error["param"]) == (400, param)
