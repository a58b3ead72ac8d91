"""POST /v1/verify: does an answer hold against what it was given? One, or up to 500 in one request."""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inference.api.errors import Refused, failure, invalid, shape, too_late
from inference.api.request import Admitted
from inference.api.schemas import VerifyRequest
from inference.judges import Judges
from validation.verify import BadItemError, Judge, item_of, verify

log = logging.getLogger(__name__)

ITEMS = 500  # of one request
LONGEST = 262_144  # characters of one item's response


@dataclass(frozen=True, slots=True)
class Way:
    """How each item is verified: until when, with or without the sentence model, and by which judge."""

    deadline: float
    meaning: bool = True
    judge: Judge | None = None


async def verifications(body: VerifyRequest, admitted: Admitted) -> dict[str, Any]:
    """One verdict, or a list of them in order; raises Refused where the request itself is wrong.

    An item that cannot be verified, or whose turn never came, carries an error; the others have their verdicts.
    """
    way = Way(admitted.deadline, body.meaning is not False, judge_of(body.judge, admitted))
    if body.items is None:
        verdict = await one(body.model_dump(), way)
        return {"object": "verification", **verdict}
    data = [await entry(row, number, way) for number, row in enumerate(checked(body.items))]
    return {"object": "list", "data": data}


def judge_of(name: str | None, admitted: Admitted) -> Judge | None:
    """The language model that is to judge; one that is not there is the client's mistake."""
    if not name:
        return None
    if all(llm.name != name or not llm.enabled for llm in admitted.snapshot.llms):
        raise invalid(f"There is no language model {name!r}.", "judge")
    judges = Judges(admitted.snapshot, admitted.answering.models, lambda: admitted.deadline - time.monotonic())
    return Judge(name, judges.ask)


def checked(items: object) -> Sequence[object]:
    if not isinstance(items, list) or not items:
        raise invalid("items must be a list of answers.", "items")
    if len(items) > ITEMS:
        raise invalid(f"items has more than {ITEMS} answers.", "items")
    return items


async def entry(row: object, number: int, way: Way) -> dict[str, Any]:
    """An item's line of the answer, with the id that the client gave it, or its place."""
    known = row if isinstance(row, dict) else {}
    given = known.get("id")
    head = {"object": "verification", "index": number, "id": given if isinstance(given, str | int) else number}
    try:
        if not isinstance(row, dict):
            raise invalid(f"items[{number}] must be an object.", f"items[{number}]")
        return head | await one(row, way, f"items[{number}].")
    except Refused as refused:
        return head | shape(refused)


async def one(row: Mapping[str, Any], way: Way, where: str = "") -> dict[str, Any]:
    seconds = way.deadline - time.monotonic()
    try:
        item = item_of(row)
        if len(item.response) > LONGEST:
            raise invalid(f"The response is longer than {LONGEST} characters.", f"{where}response")
        async with asyncio.timeout(max(seconds, 0)):
            await asyncio.sleep(0)  # between two items others get their turn, and a client that hung up is heard
            return (await verify(item, way.meaning, way.judge)).described()
    except BadItemError as error:
        raise invalid(str(error), f"{where}{error.param}") from error
    except TimeoutError:
        raise too_late() from None
    except Refused:
        raise
    except Exception as error:  # a check may be a foreign plug-in, and one item must not cost the others theirs
        log.error("an answer could not be verified", exc_info=error)
        raise failure() from error
