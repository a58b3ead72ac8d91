"""Questions that only a language model answers, each of them another: what was asked before is known in part."""

import random
from itertools import product

AGAIN = "Tell me a story about a fox."
FORMS = (
    "Tell me a story about a {} and a {}.",
    "Make up a fairy tale of a {} and a {}.",
    "Write a short poem about a {} and a {}.",
    "Make up a joke with a {} and a {}.",
)
HEROES = ("bear", "cat", "crow", "deer", "dog", "fox", "horse", "mouse", "owl", "wolf")
TIMES = ("", " in winter", " at night", " long ago")
PLACES = ("castle", "forest", "garden", "hedge", "lake", "meadow", "river", "storm", "tower", "village")


def tales(count: int) -> list[str]:
    """So many different questions, at most 1,600, in an order that is always the same."""
    found = [form.format(hero, place) for form, hero, place in product(FORMS, HEROES, PLACES)]
    random.Random(0).shuffle(found)
    return [f"{tale[:-1]}{moment}." for moment in TIMES for tale in found][:count]
