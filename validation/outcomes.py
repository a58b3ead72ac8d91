"""What a client's tool answered: done, failed, or something told.

Home Assistant sends {"speech", "response_type", "data": {"success", "failed"}} or, since 2026.11,
{"data": {the same}, "error": bool}; other clients send plain text.
"""

import re
from typing import Any

import orjson

DONE, FAILED, TOLD = "done", "failed", "told"
SUCCEEDED = frozenset(("ok", "okay", "success", "successful", "succeeded", "done", "completed"))
REFUSED = frozenset(("error", "failed", "failure", "rejected", "denied", "declined", "refused", "aborted", "timeout"))
_WRAPPED = ("data", "result", "response")
FAULT = re.compile(r"(?:error|failed|failure|exception|fehler)\b", re.IGNORECASE)  # with which a plain text begins


def outcome(text: str) -> tuple[str, str]:
    """(done, failed or told, what it is about); only a result that says success is done."""
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return worded(text.strip()), text.strip()[:300]
    if not isinstance(data, dict):
        return worded(data) if isinstance(data, str) else TOLD, str(data)[:300]
    inner = nested(data)
    if data.get("error") or inner.get("response_type") == "error" or inner.get("failed") or _refused(inner):
        return FAILED, names(inner.get("failed")) or str(data.get("error_text") or "")
    if inner.get("success") or inner.get("response_type") == "action_done" or _succeeded(inner):
        return DONE, names(inner.get("success"))
    return TOLD, spoken(inner)


def worded(text: str) -> str:
    """What a plain text says: one word of success is done, a text that begins as an error is failed."""
    if text.casefold().rstrip(".!") in SUCCEEDED:
        return DONE
    return FAILED if FAULT.match(text) else TOLD


def _succeeded(data: dict[str, Any]) -> bool:
    return data.get("ok") is True or any(str(data.get(key, "")).casefold() in SUCCEEDED for key in ("status", "result"))


def _refused(data: dict[str, Any]) -> bool:
    denied = data.get("success") is False or data.get("ok") is False
    return denied or any(str(data.get(key, "")).casefold() in REFUSED for key in ("status", "result"))


def nested(data: dict[str, Any]) -> dict[str, Any]:
    """The innermost "data" or "result" with the success and failed lists, its outer fields beside it."""
    inner = data
    for _ in range(3):
        key = next((key for key in _WRAPPED if isinstance(inner.get(key), dict)), None)
        if key is None:
            break
        deeper = inner[key]
        inner = {**inner, key: None, **deeper}
    return inner


def names(targets: object) -> str:
    if not isinstance(targets, list):
        return ""
    return ", ".join(str(target["name"]) for target in targets if isinstance(target, dict) and target.get("name"))


def spoken(data: dict[str, Any]) -> str:
    speech = data.get("speech")
    plain = speech.get("plain") if isinstance(speech, dict) else None
    return str(plain.get("speech", "")) if isinstance(plain, dict) else ""
