"""Says without a model what the client's tools answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from inference.messages import plain_text
from validation.outcomes import outcome


def report(messages: Sequence[Mapping[str, Any]]) -> str:
    """One sentence over the results that stand last in the messages; "" where there are none."""
    found = tool_texts(messages)
    return summary([outcome(result) for result in found]) if found else ""


def tool_texts(messages: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the tools answered that stand last in the messages."""
    found: list[str] = []
    for message in reversed(messages):
        if message.get("role") not in {"tool", "function"}:
            break
        found.insert(0, plain_text(message.get("content")))
    return found


def summary(outcomes: list[tuple[str, str]]) -> str:
    done = [about for kind, about in outcomes if kind == "done"]
    failed = [about for kind, about in outcomes if kind == "failed"]
    told = " ".join(about for kind, about in outcomes if kind == "told" and about)
    if failed:
        what = ", ".join(about for about in failed if about)
        return f"That did not work{': ' + what if what else ''}." + (
            f" Done: {', '.join(filter(None, done))}." if any(done) else ""
        )
    if done:
        what = ", ".join(about for about in done if about)
        return f"Done: {what}." if what else "Done."
    return told or "The device did not say whether it worked."
