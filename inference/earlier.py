"""What was asked and answered before in the conversation that a client sent, for the checks."""

from collections.abc import Sequence

from inference.messages import Message, plain_text
from validation.types import Turn

MOST = 20  # turns
LONGEST = 2_000  # characters of one text


def earlier(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """The turns before the last question, the oldest first; one without an answer in words is left out."""
    found: list[Turn] = []
    answers: list[str] = []
    last = next((n for n in reversed(range(len(messages))) if messages[n].get("role") == "user"), 0)
    for message in reversed(messages[:last]):
        text = plain_text(message.get("content"))[:LONGEST].strip()
        if message.get("role") == "assistant" and text:
            answers.insert(0, text)
        elif message.get("role") == "user":
            found += [Turn(text, " ".join(answers))] if answers else []
            answers = []
        if len(found) == MOST:
            break
    return tuple(reversed(found))
