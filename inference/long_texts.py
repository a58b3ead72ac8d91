"""A text to work on (a letter to shorten, a page to sum up, a chat program's own chores): one request, and whole."""

import re
from dataclasses import replace

from athena_project.row_use import label
from inference.messages import plain_text
from inference.snapshot import Snapshot
from inference.state import TEXT, Part, Query, Run
from intents.classifier import Match
from intents.models import Intent
from intents.reading import by_pattern
from ragdomains.types import Evidence, Passage

WHOSE = "your message"  # the source that is named of what is said from it
JSON = re.compile(r"\bjson[ -](?:object|format)\b|\b(?:in|as|valid) json\b|\bjson\s*:\s*\{", re.IGNORECASE)


def text_in(query: Query, run: Run) -> Part | None:
    """The whole message as one part; None for what was said, and where no intent has the mode text.

    A long message of one line is a text only where a sign of such an intent stands in it ("sum this up: ..."); one of
    several lines is a text in any case, and a short one if it is marked up as nothing is that somebody says.
    """
    splitter = run.snapshot.splitter(query.language)
    if not (splitter.is_long(query.question) or splitter.is_text(query.question)):
        return None
    match = run.snapshot.classifier.classify(query.question, query.language)
    intent = run.snapshot.intents.get(match.intent)
    if intent is None or intent.mode != TEXT:
        intent = first_of(run) if splitter.is_text(query.question) else None
        match = Match(intent.name, 1.0, "form", sure=True, reason=described(query), confidence=1.0) if intent else match
    if intent is None:
        return None
    run.used.update({label(intent), *match.rows})
    return Part(query.question, intent, match)


def works_on_text(said: str, query: Query, snapshot: Snapshot) -> bool:
    """Whether a sign of an intent with the mode text stands in what was said in one breath: it is one request too."""
    match = snapshot.classifier.classify(said, query.language)
    intent = snapshot.intents.get(match.intent)
    return intent is not None and intent.mode == TEXT and by_pattern(match)


def first_of(run: Run) -> Intent | None:
    """The intent for texts that carry no sign of another one: that of the highest priority."""
    found = [intent for intent in run.snapshot.intents.values() if intent.mode == TEXT]
    return min(found, key=lambda intent: (-intent.priority, intent.name), default=None)


def described(query: Query) -> str:
    return f"a text of {len(query.question.split())} words in {len(query.question.splitlines())} lines"


def shaped(query: Query) -> Query:
    """The query, to be answered in JSON where the text asks for it and the client has not said so itself."""
    return replace(query, schema={}) if query.schema is None and JSON.search(query.question) else query


def own_text(query: Query) -> Evidence:
    """What a model says of a text must stand in it, or in the talk before it: it is its own evidence."""
    talk = [plain_text(each.get("content")) for each in query.messages if each.get("role") in {"user", "assistant"}]
    texts = dict.fromkeys((query.question, *filter(None, talk)))
    return Evidence(passages=tuple(Passage(text, WHOSE) for text in texts), source=WHOSE, as_of=query.now)
