"""Verifies many answers against their contexts, one line of JSON each."""

import asyncio
import json
from argparse import ArgumentParser
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from athena_project.json_lines import BrokenLineError, opened, parsed
from validation.verify import BadItemError, item_of, verify

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

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with opened(options["source"], "rb") as source, opened(options["target"], "wb") as target:
                asyncio.run(self.answer(source, target, not options["no_meaning"]))
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'} cannot be read or written: {error.strerror}") from error

    async def answer(self, source: IO[bytes], target: IO[bytes], meaning: bool) -> None:
        done = broken = 0
        for number, line in enumerate(source, 1):
            if line.strip():
                answer = await verified(line, number, meaning)
                target.write(json.dumps(answer).encode() + b"\n")
                target.flush()  # whoever writes the answers one by one waits for it
                done, broken = done + 1, broken + ("error" in answer)
                if done % STEP == 0:
                    self.stderr.write(f"{done} answers verified")
        self.stderr.write(f"{done} lines, {broken} of them broken")


async def verified(line: bytes, number: int, meaning: bool) -> dict[str, Any]:
    """What is written for one line; a broken one has its number as id where it names none."""
    row: dict[str, Any] = {}
    try:
        row = parsed(line)
        item = item_of(row)
    except (BrokenLineError, BadItemError) as error:
        return {"id": row.get("id", number), "error": str(error)}
    return {"id": row.get("id", number), **(await verify(item, meaning)).described()}
