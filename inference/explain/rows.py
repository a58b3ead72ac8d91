"""Rows as they stood when they answered: what people call them, a link to each, and whether it is another today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from athena_project.change_words import model_name, row_address
from athena_project.releases import Content, title

INTENT, PATTERN, DOMAIN = "intents.intent", "intents.pattern", "ragdomains.domain"
LLM, RULE, ASSISTANT, HOUSE = "inference.llm", "validation.rule", "inference.assistant", "athena_project.housesettings"
TEMPLATE = "ragdomains.template"
CUT = 80  # characters of a pattern
GONE, CHANGED = "no longer in the live release", "changed since"


@dataclass(frozen=True, slots=True)
class Link:
    """A row by what people call it; `note` says how it differs today."""

    kind: str
    text: str
    url: str = ""
    note: str = ""


class Rows:
    """The rows of the release that answered, beside those that are live (none given: they are the same)."""

    def __init__(self, then: Content, now: Content | None = None) -> None:
        self._then = then
        self._now = then if now is None else now
        self._keys: dict[str, dict[str, str]] = {}

    def link(self, label: str) -> Link | None:
        """A row as the steps name it, app.model:key; None where it was not part of the release."""
        model, _, key = label.partition(":")
        fields = self._then.get(model, {}).get(key)
        if fields is None:
            return None
        now = self._now.get(model, {}).get(key)
        note = GONE if now is None else CHANGED if now != fields else ""
        return Link(model_name(model), said(model, fields, key), row_address(model, key), note)

    def links(self, labels: Iterable[object]) -> list[Link]:
        found = (self.link(label) for label in labels if isinstance(label, str))
        return [link for link in found if link]

    def named(self, model: str, name: object) -> Link:
        """A row by its name; without a link where the release has none of that name."""
        key = self._key(model, str(name))
        return (self.link(f"{model}:{key}") if key else None) or Link(model_name(model), str(name))

    def fields(self, model: str, name: object) -> Mapping[str, Any]:
        """What the release holds of the row of this name; nothing where it has none."""
        return self._then.get(model, {}).get(self._key(model, str(name)), {})

    def by_key(self, model: str, key: object) -> Mapping[str, Any]:
        return self._then.get(model, {}).get(str(key), {})

    def all(self, model: str) -> Mapping[str, Mapping[str, Any]]:
        return self._then.get(model, {})

    def _key(self, model: str, name: str) -> str:
        if model not in self._keys:
            self._keys[model] = {str(row.get("name")): key for key, row in self._then.get(model, {}).items()}
        return self._keys[model].get(name, "")


def said(model: str, fields: dict[str, Any], key: str) -> str:
    if model != PATTERN:
        return title(fields, key)
    text = str(fields.get("text"))
    return f"{fields.get('type')} “{text if len(text) <= CUT else text[:CUT] + '…'}”"
