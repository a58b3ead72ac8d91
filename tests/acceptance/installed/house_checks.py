"""Checks as an installed package brings them, through the entry points beside this file: each goes wrong in its way."""

import asyncio
import time
from collections.abc import Sequence

from pydantic import BaseModel

from validation.checks import Objection, checks
from validation.types import Claim, Draft


class Options(BaseModel):
    """Seconds that it takes"""

    seconds: float = 0


@checks.register("raises", Options, family="utility")
async def raises(_draft: Draft, _claims: Sequence[Claim], _options: Options) -> Sequence[Objection]:
    raise ZeroDivisionError("only the log is to hear this")


@checks.register("waits_long", Options, family="utility")
async def waits_long(_draft: Draft, _claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    await asyncio.sleep(options.seconds)
    return ()


@checks.register("works_long", Options, family="utility", waits=False)
async def works_long(_draft: Draft, _claims: Sequence[Claim], options: Options) -> Sequence[Objection]:
    until = time.thread_time() + options.seconds
    while time.thread_time() < until:
        pass
    return ()
