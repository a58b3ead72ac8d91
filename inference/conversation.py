"""What was said before a question: the user's turns, and the question of the assistant that each of them may answer."""

from collections.abc import Sequence

from inference.home.household_tongue import household_tongue
from inference.messages import Message, plain_text
from inference.models import Assistant
from intents.followups import Turn
from intents.replies import open_question
from intents.tongues import OTHERWISE, spoken


def turns(messages: Sequence[Message]) -> list[Turn]:
    """The user's turns, oldest first; one that was sent twice counts once.

    Of the assistant's words nothing is read but the question that they end with.
    """
    found: list[Turn] = []
    asked = ""
    for message in messages:
        text = plain_text(message.get("content")).strip()
        if message.get("role") == "assistant" and text:
            asked = open_question(text)
        elif message.get("role") == "user" and text:
            if not found or found[-1].text != text:
                found.append(Turn(text, asked))
            asked = ""
    return found


def language_of(assistant: Assistant, messages: Sequence[Message]) -> str:
    """The language in which the last question is read and answered: the assistant's, or that of who asks."""
    said = (plain_text(each.get("content")) for each in reversed(messages) if each.get("role") == "user")
    return spoken(assistant.language, said, "") or household_tongue(messages) or OTHERWISE


def last_answer(messages: Sequence[Message]) -> str:
    """What the assistant said last, before the question that is asked now; "" where it said nothing."""
    said = (plain_text(each.get("content")).strip() for each in reversed(messages) if each.get("role") == "assistant")
    return next(filter(None, said), "")


def answered_before(messages: Sequence[Message]) -> bool:
    """Whether the question is not the first of its conversation, whichever turns the client sent."""
    return len([each for each in messages if each.get("role") in {"user", "assistant"}]) > 1
