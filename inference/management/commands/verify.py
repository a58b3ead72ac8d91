"""Verifies many answers against their contexts, one line of JSON each."""

import asyncio
import json
from argparse import ArgumentParser
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from functools import partial
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from athena_project.json_lines import BrokenLineError, opened, parsed
from athena_project.secrets import KeyRingError
from inference.judge import NoJudgeError, judge_named
from validation.verify import BadItemError, Judge, item_of, verify

Verify = Callable[[bytes, int], Awaitable[dict[str, Any]]]
STEP = 500  # answers between two words of progress


class Command(BaseCommand):
    help = (
        "Reads answers as JSONL ({id, question, context, response}) and writes what does not hold in each, in the same"
        " order: {id, score, flag, findings, ms}. A higher score is less supported."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in", dest="source", default="-", metavar="FILE", help="The answers; - is stdin.")
        parser.add_argument("--out", dest="target", default="-", metavar="FILE", help="The verdicts; - is stdout.")
        parser.add_argument("--no-meaning", action="store_true", help="Compare words only; ask no model.")
        parser.add_argument(
            "--judge", default="", metavar="LLM", help="Also ask this language model about each answer."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with opened(options["source"], "rb") as source, opened(options["target"], "wb") as target:
                asyncio.run(self.judged(source, target, not options["no_meaning"], options["judge"]))
        except (KeyRingError, NoJudgeError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'} cannot be read or written: {error.strerror}") from error

    async def judged(self, source: IO[bytes], target: IO[bytes], meaning: bool, name: str) -> None:
        """With a judge the live release is needed, for it names the language models."""
        async with judge_named(name, "verify") if name else nullcontext() as judge:
            await self.answer(source, target, partial(verified, meaning=meaning, judge=judge))

    async def answer(self, source: IO[bytes], target: IO[bytes], by: Verify) -> None:
        done = broken = 0
        for number, line in enumerate(source, 1):
            if line.strip():
                answer = await by(line, number)
                target.write(json.dumps(answer).encode() + b"\n")
                target.flush()  # whoever writes the answers one by one waits for it
                done, broken = done + 1, broken + ("error" in answer)
                if done % STEP == 0:
                    self.stderr.write(f"{done} answers verified")
        self.stderr.write(f"{done} lines, {broken} of them broken")


async def verified(line: bytes, number: int, *, meaning: bool, judge: Judge | None) -> dict[str, Any]:
    """What is written for one line; a broken one has its number as id where it names none."""
    row: dict[str, Any] = {}
    try:
        row = parsed(line)
        item = item_of(row)
    except (BrokenLineError, BadItemError) as error:
        return {"id": row.get("id", number), "error": str(error)}
    return {"id": row.get("id", number), **(await verify(item, meaning, judge)).described()}
