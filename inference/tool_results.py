"""Reads what the client's tools answered, and says it without a model.

Home Assistant sends {"speech", "response_type", "data": {"success", "failed"}} or, since 2026.11,
{"data": {the same}, "error": bool}; other clients send plain text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from inference.messages import plain_text


def report(messages: Sequence[Mapping[str, Any]]) -> str:
    """One sentence over the results that stand last in the messages; "" where there are none."""
    results: list[str] = []
    for message in reversed(messages):
        if message.get("role") not in {"tool", "function"}:
            break
        results.insert(0, plain_text(message.get("content")))
    return summary([outcome(result) for result in results]) if results else ""


def outcome(text: str) -> tuple[str, str]:
    """(done, failed or told, what it is about); only a result that says success is done."""
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return "told", text.strip()[:300]
    if not isinstance(data, dict):
        return "told", str(data)[:300]
    inner = nested(data)
    if data.get("error") or inner.get("response_type") == "error" or inner.get("failed"):
        return "failed", names(inner.get("failed")) or str(data.get("error_text") or "")
    if inner.get("success") or inner.get("response_type") == "action_done":
        return "done", names(inner.get("success"))
    return "told", spoken(inner)


def nested(data: dict[str, Any]) -> dict[str, Any]:
    """The innermost "data" with the success and failed lists, its outer fields beside it."""
    inner = data
    for _ in range(3):
        deeper = inner.get("data")
        if not isinstance(deeper, dict):
            break
        inner = {**inner, **deeper, "data": deeper.get("data")}
    return inner


def names(targets: object) -> str:
    if not isinstance(targets, list):
        return ""
    return ", ".join(str(target["name"]) for target in targets if isinstance(target, dict) and target.get("name"))


def spoken(data: dict[str, Any]) -> str:
    speech = data.get("speech")
    plain = speech.get("plain") if isinstance(speech, dict) else None
    return str(plain.get("speech", "")) if isinstance(plain, dict) else ""


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
