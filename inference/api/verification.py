"""POST /v1/verify: does an answer hold against what it was given? One, or up to 500 in one request."""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any

from inference.api.errors import Refused, failure, invalid, shape, too_late
from inference.api.schemas import VerifyRequest
from validation.verify import BadItemError, item_of, verify

log = logging.getLogger(__name__)

ITEMS = 500  # of one request
LONGEST = 262_144  # characters of one item's response


async def verifications(body: VerifyRequest, deadline: float) -> dict[str, Any]:
    """One verdict, or a list of them in order; raises Refused where the request itself is wrong.

    An item that cannot be verified, or whose turn never came, carries an error; the others have their verdicts.
    """
    meaning = body.meaning is not False
    if body.items is None:
        verdict = await one(body.model_dump(), meaning, deadline)
        return {"object": "verification", **verdict}
    data = [await entry(row, number, meaning, deadline) for number, row in enumerate(checked(body.items))]
    return {"object": "list", "data": data}


def checked(items: object) -> Sequence[object]:
    if not isinstance(items, list) or not items:
        raise invalid("items must be a list of answers.", "items")
    if len(items) > ITEMS:
        raise invalid(f"items has more than {ITEMS} answers.", "items")
    return items


async def entry(row: object, number: int, meaning: bool, deadline: float) -> dict[str, Any]:
    """An item's line of the answer, with the id that the client gave it, or its place."""
    known = row if isinstance(row, dict) else {}
    given = known.get("id")
    head = {"object": "verification", "index": number, "id": given if isinstance(given, str | int) else number}
    try:
        if not isinstance(row, dict):
            raise invalid(f"items[{number}] must be an object.", f"items[{number}]")
        return head | await one(row, meaning, deadline, f"items[{number}].")
    except Refused as refused:
        return head | shape(refused)


async def one(row: Mapping[str, Any], meaning: bool, deadline: float, where: str = "") -> dict[str, Any]:
    seconds = deadline - time.monotonic()
    try:
        item = item_of(row)
        if len(item.response) > LONGEST:
            raise invalid(f"The response is longer than {LONGEST} characters.", f"{where}response")
        async with asyncio.timeout(max(seconds, 0)):
            await asyncio.sleep(0)  # between two items others get their turn, and a client that hung up is heard
            return (await verify(item, meaning)).described()
    except BadItemError as error:
        raise invalid(str(error), f"{where}{error.param}") from error
    except TimeoutError:
        raise too_late() from None
    except Refused:
        raise
    except Exception as error:  # a check may be a foreign plug-in, and one item must not cost the others theirs
        log.error("an answer could not be verified", exc_info=error)
        raise failure() from error
