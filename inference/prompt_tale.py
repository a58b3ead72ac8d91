"""What is told of a prompt on the explain page: its messages, cut and without the secret, and the tools on offer."""

from collections.abc import Mapping
from typing import Any

import orjson

from inference.backends import Prompt, backends
from inference.models import LLM
from inference.reply import function
from ragdomains.redaction import Redaction

MESSAGES = 30  # the first one, and the newest
CUT = 3_500  # characters of one message, less than the log keeps of a text


def prompt_tale(llm: LLM, prompt: Prompt, secret: str) -> dict[str, object]:
    """Nothing for what quotes instead of writing: it is told no prompt."""
    if backends[llm.kind].extra.get("needs_evidence"):
        return {}
    hidden, messages = Redaction(secret), prompt.messages
    kept = messages if len(messages) <= MESSAGES else (messages[0], *messages[1 - MESSAGES :])
    told = [
        {"role": str(message.get("role")), "characters": len(text), "text": hidden(text[:CUT])}
        for message, text in ((message, written(message)) for message in kept)
    ]
    tools = [str(function(tool).get("name", "")) for tool in prompt.tools]
    return {"prompt": told, "prompt messages": len(messages), **({"tools offered": tools} if tools else {})}


def written(message: Mapping[str, Any]) -> str:
    """A message as text: what was said, and the calls of tools in it."""
    parts = [part for part in (message.get("content"), message.get("tool_calls")) if part]
    return "\n".join(part if isinstance(part, str) else orjson.dumps(part, default=str).decode() for part in parts)
