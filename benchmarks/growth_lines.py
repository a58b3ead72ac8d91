"""What a question costs when there are many patterns."""

import random
import time
from collections.abc import Sequence

from benchmarks.intent_sets import Sets, some
from benchmarks.lines import Line
from inference.evaluation_sets import released
from intents.classifier import Classifier
from intents.depths import forget
from intents.model import Model
from intents.models import Intent, Pattern
from intents.training import train

FEW, MANY = 10, 10_000
TYPES = ("phrase", "keyword", "regex", "fuzzy", "negative")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va")
ASKED = 550
WARM = 50


def growth(sets: Sets) -> list[Line]:
    """The shipped examples with few and with many patterns beside them; and the patterns alone."""
    material = released()
    assert material is not None
    texts = [each.text for each in some(sets.examples("hwu64"), ASKED)]
    examples = [row for row in material.patterns if row.type == "example"]
    model = train([(row.intent.name, row.text) for row in examples], material.none)
    few, many = (ms(classifier(material.intents, examples, count, model), texts) for count in (FEW, MANY))
    bare, full = (ms(classifier(material.intents, [], count, None), texts) for count in (FEW, MANY))
    return [
        Line("growth", f"{FEW} to {MANY:,} patterns, times", 3.0, many / few, unit="", at_most=True),
        Line("growth", f"a question with {FEW}", None, few, unit="ms"),
        Line("growth", f"a question with {MANY:,}", None, many, unit="ms"),
        Line("growth", f"patterns alone, {FEW}", None, bare, unit="ms"),
        Line("growth", f"patterns alone, {MANY:,}", None, full, unit="ms"),
    ]


def classifier(intents: Sequence[Intent], examples: Sequence[Pattern], count: int, model: Model | None) -> Classifier:
    return Classifier.build(intents, [*examples, *made_up(count, intents)], model)


def made_up(count: int, intents: Sequence[Intent]) -> list[Pattern]:
    """Patterns of every type, of words that no language has."""
    chance = random.Random(0)
    return [
        Pattern(intent=intents[at % len(intents)], type=TYPES[at % len(TYPES)], text=f"{word(chance)} {word(chance)}")
        for at in range(count)
    ]


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def ms(asked: Classifier, texts: Sequence[str]) -> float:
    """Processor milliseconds per question, with no sentence vector and no match remembered."""
    warm, new = texts[:WARM], texts[WARM:]
    for text in warm:
        asked.classify(text)
    forget()
    begun = time.process_time()
    for text in new:
        asked.classify(text)
    return (time.process_time() - begun) * 1000 / len(new)
