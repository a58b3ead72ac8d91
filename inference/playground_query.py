"""A question of the playground as a query: by whom, of whom, from where, and worded by whom."""

import time
from copy import copy
from dataclasses import dataclass, replace

from inference.backends import backends
from inference.conversation import language_of
from inference.messages import sound
from inference.models import Assistant
from inference.now import now_at
from inference.recorded import Asked
from inference.snapshot import Snapshot
from inference.state import Query
from ragdomains.models import Place

FACTS, MODEL = "facts", "llm"
CLIENT = "the admin"


class PlaygroundError(Exception):
    """A question that cannot be asked like this. The text says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A question and how it is to be asked. `place` is home by name, "" for the assistant's own.

    `words` is facts (no language model is asked), llm (a model words what a domain knows) or "" (as each intent says).
    """

    asked: Asked
    place: str = ""
    words: str = ""
    by_cache: bool = True


def worded(snapshot: Snapshot, words: str) -> Snapshot:
    """The snapshot whose answers are worded by no language model, or by one wherever a domain is asked."""
    if words == FACTS:
        plain = tuple(llm for llm in snapshot.llms if llm.kind in kinds_without_model())
        return replace(snapshot, llms=plain)
    if words != MODEL:
        return snapshot
    intents = {}
    for name, intent in snapshot.intents.items():
        if intent.mode == "facts" and intent.domain:
            intent = copy(intent)  # snapshots share their rows
            intent.mode = "llm"
        intents[name] = intent
    return replace(snapshot, intents=intents)


def kinds_without_model() -> set[str]:
    """The backends that quote instead of writing."""
    return {kind for kind, _ in backends.choices() if backends[kind].extra.get("needs_evidence")}


def query_of(wish: Wish, snapshot: Snapshot, name: str) -> Query:
    asked, assistant = wish.asked, assistant_of(wish, snapshot, name)
    text = sound(asked.text)
    messages = (*asked.messages(), {"role": "user", "content": text})
    return Query(
        messages=messages,
        question=text,
        assistant=assistant,
        now=now_at(assistant),
        deadline=time.monotonic() + snapshot.house.deadline_seconds,
        mode=assistant.mode_for(asked.mode),
        language=language_of(assistant, messages),
        client=CLIENT,
        streamed=True,
    )


def assistant_of(wish: Wish, snapshot: Snapshot, name: str) -> Assistant:
    """A copy of the assistant, at the place where it is to be."""
    wanted = wish.asked.assistant
    found = snapshot.assistant(wanted) if wanted else next(iter(snapshot.assistants), None)
    if found is None:
        raise PlaygroundError(f"{name} has no assistant {wanted}." if wanted else f"{name} has no assistant.")
    assistant = copy(found)
    if wish.words == FACTS:
        assistant.understanding_llm = None
    if wish.place:
        place = next((row for row in snapshot.rows.all(Place) if row.name == wish.place), None)
        if place is None:
            raise PlaygroundError(f"{name} has no place {wish.place}.")
        assistant.place, assistant.time_zone = place, ""
    return assistant
