"""What is looked for among intents and patterns of a release: what cannot be answered, contradicts, decides nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from athena_project.release_checks import Finding, Rows, release_check

LABEL, INTENTS = "intents.pattern", "intents.intent"
SIGNS = frozenset({"phrase", "keyword", "regex", "fuzzy"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern of a release."""

    key: str
    intent: str
    type: str
    text: str
    weight: float
    language: str

    def meets(self, other: "Sign") -> bool:
        """Whether both are looked for in one question."""
        return self.intent != other.intent and (
            "" in (self.language, other.language) or self.language == other.language
        )


@release_check
def without_domain(content: dict[str, Rows]) -> Iterable[Finding]:
    """No form lets one be saved, but a domain that is deleted leaves them behind."""
    for key, row in content.get(INTENTS, {}).items():
        if row["mode"] == "facts" and row["domain"] is None:
            said = f"The intent {row['name']} answers with facts, and has no domain to take them from."
            yield Finding(said, INTENTS, key)


@release_check
def patterns(content: dict[str, Rows]) -> Iterable[Finding]:
    names = {key: row["name"] for key, row in content.get(INTENTS, {}).items()}
    rows = content.get(LABEL, {})
    for keys in alike(rows).values():
        # a pattern of an intent that is switched off contradicts nothing
        signs = [sign(key, rows[key], names) for key in keys if str(rows[key]["intent"]) in names]
        yield from weightless(signs)
        yield from contradictions(signs)


def alike(rows: Rows) -> dict[tuple[str, str], list[str]]:
    """The keys of the patterns that deserve a look: of the same type and text, or without any weight."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, row in rows.items():
        text = row["text"] if row["type"] == "regex" else " ".join(row["text"].casefold().split())
        found.setdefault((row["type"], text), []).append(key)
    return {place: keys for place, keys in found.items() if len(keys) > 1 or rows[keys[0]]["weight"] == 0}


def sign(key: str, row: dict[str, Any], names: dict[str, str]) -> Sign:
    return Sign(key, names[str(row["intent"])], row["type"], row["text"], row["weight"], row["language"])


def weightless(signs: list[Sign]) -> Iterator[Finding]:
    for one in signs:
        if one.type in SIGNS and one.weight == 0:
            yield Finding(
                f"The {one.type} “{one.text}” of {one.intent} has the weight 0: it decides nothing.", LABEL, one.key
            )


def contradictions(signs: list[Sign]) -> Iterator[Finding]:
    """Among patterns of one type and text: an example that teaches two intents, a sign that a heavier one beats."""
    for one, other in combinations(signs, 2):
        if not one.meets(other):
            continue
        if one.type == "example":
            said = f"“{one.text}” is an example of {one.intent} and of {other.intent}: it cannot show which is meant."
            yield Finding(said, LABEL, other.key)
        elif one.type in SIGNS and one.weight != other.weight:
            less, more = sorted((one, other), key=lambda sign: sign.weight)
            said = f"The {less.type} “{less.text}” of {less.intent} (weight {less.weight:g}) never wins by itself: "
            yield Finding(f"{said}{more.intent} has the same with {more.weight:g}.", LABEL, less.key)
