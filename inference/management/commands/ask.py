"""Answers one question in the terminal."""

import asyncio
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from athena_project import bootstrap
from athena_project.secrets import KeyRingError
from inference.backends import ToolCall
from inference.conversation import language_of
from inference.now import now_at
from inference.runtime import Runtime
from inference.state import Outcome, Query, Run
from inference.welcome import read_handbook


class Command(BaseCommand):
    help = "Answers one question. --explain shows how the answer came about."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question")
        parser.add_argument("--assistant", default="", help="Which assistant; without it the default one.")
        parser.add_argument("--guest", action="store_true", help="Ask as a guest.")
        parser.add_argument("--explain", action="store_true", help="Show the steps, their times and what they decided.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if bootstrap.prepare():
                read_handbook()
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        run, query = asyncio.run(self.answered(options))
        self.stdout.write("")
        if options["explain"]:
            self.explain(query, run)
        if query.outcome is Outcome.FAILED:
            raise CommandError(query.error or "The question could not be answered.")

    async def answered(self, options: dict[str, Any]) -> tuple[Run, Query]:
        runtime = Runtime("ask")
        await asyncio.to_thread(runtime.start)
        try:
            snapshot = await runtime.snapshot()
            assistant = snapshot.assistant(options["assistant"]) if options["assistant"] else snapshot.assistants[0]
            if assistant is None:
                names = ", ".join(row.name for row in snapshot.assistants)
                raise CommandError(f"There is no assistant {options['assistant']!r}. There are: {names}.")
            messages = ({"role": "user", "content": options["question"]},)
            query = Query(
                messages=messages,
                question=options["question"],
                assistant=assistant,
                now=now_at(assistant),
                deadline=time.monotonic() + snapshot.house.deadline_seconds,
                mode=assistant.mode_for("guest" if options["guest"] else "owner"),
                language=language_of(assistant, messages),
                client="manage.py ask",
            )
            return await runtime.traced(query, self.write, snapshot)
        finally:
            await runtime.stop()

    async def write(self, piece: str | ToolCall) -> None:
        self.stdout.write(piece if isinstance(piece, str) else f"[{piece.name} {piece.arguments}]", ending="")
        sys.stdout.flush()

    def explain(self, query: Query, run: Run) -> None:
        self.stdout.write(f"\n{query.outcome.value} from release {run.snapshot.number} in {run.ms():.1f} ms")
        for span in run.spans:
            self.stdout.write(f"{'  ' * span.depth}{span.name}  {span.ms:.1f} ms  {span.problem}".rstrip())
            for name, value in span.detail.items():
                self.tell(name, value, span.depth + 1)

    def tell(self, name: str, value: object, depth: int) -> None:
        """One detail a line; lists of mappings one entry a line."""
        indent = "  " * depth
        if isinstance(value, list) and value and isinstance(value[0], dict):
            self.stdout.write(f"{indent}{name}:")
            for entry in value:
                pairs = ", ".join(f"{key}: {item}" for key, item in entry.items() if item not in ("", [], {}))
                self.stdout.write(f"{indent}  - {pairs}")
        else:
            self.stdout.write(f"{indent}{name}: {value}")
