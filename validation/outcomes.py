"""What a client's tool answered: done, failed, or something told.

Home Assistant sends {"speech", "response_type", "data": {"success", "failed"}} or, since 2026.11,
{"data": {the same}, "error": bool}; other clients send plain text.
"""

from typing import Any

import orjson

DONE, FAILED, TOLD = "done", "failed", "told"


def outcome(text: str) -> tuple[str, str]:
    """(done, failed or told, what it is about); only a result that says success is done."""
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return TOLD, text.strip()[:300]
    if not isinstance(data, dict):
        return TOLD, str(data)[:300]
    inner = nested(data)
    if data.get("error") or inner.get("response_type") == "error" or inner.get("failed") or _refused(inner):
        return FAILED, names(inner.get("failed")) or str(data.get("error_text") or "")
    if inner.get("success") or inner.get("response_type") == "action_done" or _succeeded(inner):
        return DONE, names(inner.get("success"))
    return TOLD, spoken(inner)


def _succeeded(data: dict[str, Any]) -> bool:
    return data.get("ok") is True or str(data.get("status", "")).lower() in {"ok", "success", "done", "completed"}


def _refused(data: dict[str, Any]) -> bool:
    denied = data.get("success") is False or data.get("ok") is False
    return denied or str(data.get("status", "")).lower() in {"error", "failed", "failure"}


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
