"""Reads the messages that clients send, whatever shape their content has."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

Message = Mapping[str, Any]

# PostgreSQL stores neither NUL nor half of a surrogate pair, and UTF-8 has no form for the second
UNSOUND = re.compile("[\x00\ud800-\udfff]")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
DEPTH = 4  # parts inside parts
TEXTS = {"text", "input_text", "output_text", "refusal", None}  # kinds of parts


def sound(text: str) -> str:
    """The text with surrogate pairs joined, and U+FFFD for what no store takes: NUL and lone surrogates."""
    try:
        text.encode()  # far quicker than a search, and a prompt of a house has 100,000 characters
        if "\x00" not in text:
            return text
    except UnicodeEncodeError:
        pass
    joined = PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return UNSOUND.sub("\ufffd", joined)


def plain_text(content: object) -> str:
    """The text of a message's content: a string, a list of parts, null or an object. Images and sounds are left out."""
    return sound(_text(content, DEPTH))


def _text(content: object, depth: int) -> str:
    match content:
        case str():
            return content
        case None:
            return ""
        case list() | tuple():
            return "\n".join(filter(None, (_text(part, depth - 1) for part in content))) if depth else ""
        case dict():
            return _object(content, depth)
        case _:
            return str(content)


def _object(content: dict[Any, Any], depth: int) -> str:
    """A part's text; an object that is no part (a tool's result) is its JSON."""
    for name in ("text", "content", "refusal"):
        if isinstance(content.get(name), str | list | dict):
            return _text(content[name], depth - 1) if depth else ""
    if isinstance(content.get("type"), str):
        return ""  # an image, a sound, a file
    try:
        return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS).decode()
    except orjson.JSONEncodeError:
        return str(content)


def unseen(messages: Sequence[Message]) -> bool:
    """Whether a picture, a sound or a file came with what the user said last: OpenAI's parts, or Ollama's images."""
    last = next((message for message in reversed(messages) if message.get("role") == "user"), {})
    parts = last.get("content")
    kinds = {part.get("type") for part in parts if isinstance(part, Mapping)} if isinstance(parts, list) else set()
    return bool(last.get("images")) or not kinds <= TEXTS


def last_user(messages: Sequence[Message]) -> str:
    """What the user said last; "" where no user speaks."""
    said = (plain_text(m.get("content")).strip() for m in reversed(messages) if m.get("role") == "user")
    return next(said, "")


def earlier_user_questions(messages: Sequence[Message]) -> list[str]:
    """What the user said before that, oldest first; a turn that was sent twice counts once."""
    said = [plain_text(m.get("content")).strip() for m in messages if m.get("role") == "user"]
    kept = [text for text, after in zip(said, [*said[1:], None], strict=False) if text and text != after]
    return kept[:-1] if said and said[-1] else kept
