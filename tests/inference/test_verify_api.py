"""POST /v1/verify."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from pydantic import BaseModel

from inference.auth import issue
from tests.inference.asgi import Client, Double, refused, snapshot
from validation.checks import Objection, checks
from validation.types import Claim, Draft

GAME = {"home_team": "Celtics", "away_team": "Heat", "home_score": 112, "away_score": 104}
RIGHT = {"question": "Who won?", "context": GAME, "response": "The Celtics beat the Heat 112 to 104."}
WRONG = {**RIGHT, "response": "The Heat beat the Celtics 112 to 104."}


async def verified(**fields: Any) -> Any:
    reply = await Client().post("/v1/verify", fields)
    assert reply.status == 200, reply.body
    return reply.json()


async def test_an_answer_that_holds_is_not_flagged() -> None:
    made = await verified(**RIGHT)
    assert (made["object"], made["flag"], made["findings"]) == ("verification", False, [])
    assert 0 <= made["score"] < 0.5 and made["ms"] > 0


async def test_what_does_not_hold_is_named_with_its_family_and_its_evidence() -> None:
    made = await verified(**WRONG)
    assert made["flag"] and made["score"] >= 0.5
    first = made["findings"][0]
    assert (first["family"], first["kind"], first["verdict"]) == ("empirical", "right_roles", "contradicted")
    assert first["claim"] == "Heat" and first["evidence"] == "celtics"


async def test_many_are_answered_in_order_and_one_that_fails_costs_no_other() -> None:
    broken: list[Any] = [7, {"id": "none"}, {"response": 5}, {"response": "Yes.", "question": []}]
    made = await verified(items=[{"id": "a", **RIGHT}, *broken, {"id": "b", **WRONG}])
    assert [row["id"] for row in made["data"]] == ["a", 1, "none", 3, 4, "b"]
    assert [row.get("flag") for row in made["data"]] == [False, None, None, None, None, True]
    assert [row["error"]["param"] for row in made["data"] if "error" in row] == [
        "items[1]",
        *("items[2].response", "items[3].response", "items[4].question"),
    ]


@pytest.fixture
def raising() -> Iterator[None]:
    """A check of the empirical family that an installed package has brought, and that raises."""

    async def run(_draft: Draft, _claims: Sequence[Claim], _options: BaseModel) -> Sequence[Objection]:
        raise ZeroDivisionError("nobody is to hear this")

    checks.load()
    checks.register("raising", BaseModel, family="empirical")(run)
    yield
    del checks.kinds["raising"]


@pytest.mark.usefixtures("raising")
async def test_a_check_that_raises_is_named_and_costs_no_other_its_word() -> None:
    right, wrong = (await verified(items=[RIGHT, WRONG]))["data"]
    assert (right["flag"], right["failed"]) == (False, ["raising"])
    assert (wrong["flag"], wrong["failed"]) == (True, ["raising"])
    assert "nobody" not in str((right, wrong))


@pytest.mark.parametrize(
    ("response", "claims"),
    [
        ("You find it at https://fernmoor.org/tickets.", []),
        ("You find it at https://fernwood.org/tickets.", ["https://fernwood.org/tickets"]),
        ("Write to desk@fernwood.org.", ["desk@fernwood.org"]),
    ],
)
async def test_an_address_that_was_not_found_does_not_hold(response: str, claims: list[str]) -> None:
    """One that was found holds, also where nobody asked for it."""
    made = await verified(
        question="Where do I buy one?", context="Tickets: https://fernmoor.org/tickets", response=response
    )
    assert [found["claim"] for found in made["findings"] if found["kind"] == "foreign_urls"] == claims
    assert made["flag"] is bool(claims)


@pytest.mark.parametrize(
    ("fields", "param"),
    [({}, "response"), ({"items": []}, "items"), ({"items": {}}, "items"), ({"items": [RIGHT] * 501}, "items")],
)
async def test_what_cannot_be_verified_is_refused(fields: dict[str, Any], param: str) -> None:
    assert await refused("/v1/verify", **fields) == (400, param)


async def test_five_hundred_at_once_are_taken() -> None:
    made = await verified(items=[{"response": "Yes."}] * 500)
    assert len(made["data"]) == 500


async def test_items_past_the_deadline_say_so() -> None:
    client = Client(Double(seen=snapshot(deadline_seconds=0.02)))
    reply = await client.post("/v1/verify", {"items": [{**RIGHT, "context": f"{GAME} {n}"} for n in range(400)]})
    assert reply.status == 200
    assert reply.json()["data"][-1]["error"]["code"] == "deadline_exceeded"


async def test_a_key_needs_the_scope() -> None:
    row, text = issue("x", scopes=["models", "embeddings"])
    client = Client(Double(seen=snapshot(row)))
    reply = await client.request("POST", "/v1/verify", [b"{}"], headers={"authorization": f"Bearer {text}"})
    assert (reply.status, reply.error["code"]) == (403, "insufficient_scope")


@pytest.mark.parametrize("path", ["/v1/verify", "/verify", "/v1/v1/verify/"])
async def test_it_is_found_as_other_operations_are(path: str) -> None:
    assert (await Client().post(path, RIGHT)).status == 200
