"""Lets a check ask a language model of the house by its name: one answer, within the time that the question has."""

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from inference.backends import BackendError, Prompt, Text
from inference.llms import Models
from inference.snapshot import Snapshot
from validation.checks import UndecidedError
from validation.types import Asked

TOKENS = 300  # of one answer
CHARACTERS = 4_000


@dataclass(slots=True)
class Judges:
    """Asks each thing once: the sentences of an answer share what a second model says of the question."""

    snapshot: Snapshot
    models: Models
    seconds_left: Callable[[], float]
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    async def ask(self, asked: Asked) -> str:
        key = (asked.llm, asked.task, asked.text)
        if key not in self.known:
            self.known[key] = await self._answered(asked)
        return self.known[key]

    async def _answered(self, asked: Asked) -> str:
        llm = next((row for row in self.snapshot.llms if row.name == asked.llm and row.enabled), None)
        if llm is None:
            raise UndecidedError(f"There is no language model “{asked.llm}”.")
        seconds = self.seconds_left()
        if seconds <= 0:
            raise UndecidedError("The question's time is up.")
        messages = ({"role": "system", "content": asked.task}, {"role": "user", "content": asked.text})
        prompt = Prompt(
            messages,
            question=asked.text,
            schema=asked.schema,
            max_tokens=TOKENS,
            temperature=0.0,
            seconds=min(seconds, llm.timeout),
        )
        try:
            async with aclosing(
                self.models.generate([llm], prompt, {llm.pk: self.snapshot.secret(llm.credential)})
            ) as pieces:
                said = ""
                async for piece in pieces:
                    said += piece.text if isinstance(piece, Text) else ""
                    if len(said) > CHARACTERS:
                        raise UndecidedError("The model does not stop.")
        except BackendError as error:
            raise UndecidedError(str(error)) from error
        return said
