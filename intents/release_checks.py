"""What is looked for among the patterns of a release: two that say the same, and one that can decide nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from athena_project.release_checks import Finding, Rows, release_check

LABEL = "intents.pattern"
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
def patterns(content: dict[str, Rows]) -> Iterable[Finding]:
    names = {key: row["name"] for key, row in content.get("intents.intent", {}).items()}
    alike: dict[tuple[str, str], list[Sign]] = {}
    for key, row in content.get(LABEL, {}).items():
        if (intent := names.get(str(row["intent"]))) is None:
            continue  # of an intent that is switched off
        text = row["text"] if row["type"] == "regex" else " ".join(row["text"].casefold().split())
        sign = Sign(key, intent, row["type"], text, row["weight"], row["language"])
        if sign.type in SIGNS and sign.weight == 0:
            yield Finding(
                f"The {sign.type} “{sign.text}” of {intent} has the weight 0: it decides nothing.", LABEL, key
            )
        alike.setdefault((sign.type, sign.text), []).append(sign)
    for signs in alike.values():
        yield from contradictions(signs)


def contradictions(signs: list[Sign]) -> Iterator[Finding]:
    """Among patterns of one type and text: an example that teaches two intents, a sign that a heavier one beats."""
    for one, other in combinations(signs, 2):
        if not one.meets(other):
            continue
        if one.type == "example":
            said = f"“{one.text}” is an example of {one.intent} and of {other.intent}: neither is learned from it."
            yield Finding(said, LABEL, other.key)
        elif one.type in SIGNS and one.weight != other.weight:
            less, more = sorted((one, other), key=lambda sign: sign.weight)
            said = f"The {less.type} “{less.text}” of {less.intent} (weight {less.weight:g}) never wins by itself: "
            yield Finding(f"{said}{more.intent} has the same with {more.weight:g}.", LABEL, less.key)
