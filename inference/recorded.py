"""The recorded questions that are asked again, each with what was said before it in the same conversation."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from inference.models import QueryLog
from intents.followups import BACK

PAUSE = timedelta(minutes=30)  # what lies further back belongs to another conversation

Turn = tuple[datetime, str, str]  # when, the question, the answer
COLUMNS = ("pk", "at", "conversation", "api_key", "question", "assistant", "mode")


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides how a question is understood. The same question is often asked again."""

    text: str
    earlier: tuple[tuple[str, str], ...] = ()
    assistant: str = ""
    mode: str = "owner"

    @property
    def questions(self) -> list[str]:
        """What the same person asked before, oldest first."""
        return [question for question, _ in self.earlier]

    def messages(self) -> Iterator[Mapping[str, str]]:
        """The turns before it, in OpenAI's form."""
        for question, answer in self.earlier:
            yield {"role": "user", "content": question}
            if answer:
                yield {"role": "assistant", "content": answer}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of the query log as a question to be asked again."""

    key: uuid.UUID
    asked: Asked


def recorded(last: int, starred: bool = False) -> list[Recorded]:
    """The newest questions, newest first; of the starred ones only, if wanted."""
    rows = QueryLog.objects.order_by("-at")
    found = (rows.filter(starred=True) if starred else rows).values_list(*COLUMNS)[:last]
    return [made(row) for row in found if row[4].strip()]


def recorded_as(key: str) -> Asked | None:
    """The question of one row of the log; None where it is gone."""
    row = QueryLog.objects.filter(pk=key).values_list(*COLUMNS).first()
    return made(row).asked if row else None


def made(row: tuple[uuid.UUID, datetime, str, str, str, str, str]) -> Recorded:
    key, at, conversation, api_key, text, assistant, mode = row
    turns: Sequence[Turn] = ()
    if conversation:
        same = QueryLog.objects.filter(conversation=conversation, api_key=api_key, at__lt=at, at__gt=at - PAUSE * BACK)
        turns = list(same.order_by("-at").values_list("at", "question", "answer")[:BACK])
    return Recorded(key, Asked(text, earlier(at, text, turns), assistant, mode))


def earlier(at: datetime, text: str, newest_first: Sequence[Turn]) -> tuple[tuple[str, str], ...]:
    """The turns that belong to the question, oldest first.

    A client that names no conversation is known by the words that it began with: the same words begin a new one.
    """
    found: list[tuple[str, str]] = []
    for when, question, answer in newest_first:
        if at - when > PAUSE or question == text:
            break
        found.insert(0, (question, answer))
        at = when
    starts = [place for place, turn in enumerate(found) if turn[0] == found[0][0]]
    return tuple(found[starts[-1] :]) if starts else ()
