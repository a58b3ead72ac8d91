"""Says of many questions what is understood of them, one line of JSON each."""

import asyncio
import json
from argparse import ArgumentParser
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap
from athena_project.json_lines import BrokenLineError, opened, parsed
from athena_project.secrets import KeyRingError
from inference.first_stage import FirstStage, Reading, confidence, first_stage, label, tier
from inference.learned_release import current
from inference.scores import NONE
from inference.snapshot import Snapshot
from inference.state import Part
from inference.trials import described

STEP = 500  # questions between two words of progress


class Command(BaseCommand):
    help = "Reads questions as JSONL ({id, text, messages?}) and writes what is understood of each, in the same order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in", dest="source", default="-", metavar="FILE", help="The questions; - is stdin.")
        parser.add_argument("--out", dest="target", default="-", metavar="FILE", help="The answers; - is stdout.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            bootstrap.prepare()
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        snapshot = current(self.stderr.write)
        if snapshot is None:
            raise CommandError("There is no release yet. Start the assistant once.")
        try:
            with opened(options["source"], "rb") as source, opened(options["target"], "wb") as target:
                asyncio.run(self.answer(source, target, snapshot))
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'} cannot be read or written: {error.strerror}") from error

    async def answer(self, source: IO[bytes], target: IO[bytes], snapshot: Snapshot) -> None:
        done = broken = 0
        async with first_stage(snapshot) as stage:
            for number, line in enumerate(source, 1):
                if line.strip():
                    answer = await answered(line, number, stage)
                    target.write(json.dumps(answer).encode() + b"\n")
                    target.flush()  # whoever writes the questions one by one waits for it
                    done, broken = done + 1, broken + ("error" in answer)
                    self.progress(done)
        self.stderr.write(f"{done} lines, {broken} of them broken")

    def progress(self, done: int) -> None:
        if done % STEP == 0:
            self.stderr.write(f"{done} questions understood")


async def answered(line: bytes, number: int, stage: FirstStage) -> dict[str, Any]:
    """What is written for one line; a broken one has its number as id where it names none."""
    row: dict[str, Any] = {}
    try:
        row = parsed(line)
        text, earlier = question(row)
    except BrokenLineError as error:
        return {"id": row.get("id", number), "error": str(error)}
    return {"id": row.get("id", number), **described_reading(await stage.read(text, earlier))}


def question(row: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    text, earlier = row.get("text"), row.get("messages") or []
    if text is None:
        raise BrokenLineError("It has no text.")
    if not isinstance(text, str):
        raise BrokenLineError("Its text is not a text.")
    if not isinstance(earlier, list) or not all(isinstance(each, dict) for each in earlier):
        raise BrokenLineError("Its messages are no list of messages.")
    return text, earlier


def described_reading(reading: Reading) -> dict[str, Any]:
    return {
        "label": reading.label,
        "confidence": round(reading.confidence, 6),
        "segments": list(reading.segments),
        "parts": [described_part(part) for part in reading.parts],
        "ms": round(reading.ms, 3),
    }


def described_part(part: Part) -> dict[str, Any]:
    """What answers the part; what fits no intent has the label none, whoever answers it."""
    found, intent = label(part), part.intent
    return {
        "text": part.text,
        "intent": found,
        "category": intent.topic if intent and found != NONE else "",
        "domain": (intent.domain.name if intent.domain else intent.topic) if intent and found != NONE else "",
        "mode": intent.mode if intent else NONE,
        "confidence": round(confidence(part), 6),
        "tier": tier(part),
        "slots": described(part),
    }
