"""Questions that only a language model answers, each of them another: what was asked before is known in part.

Of some a sign tells what is wanted, as it does of most that is asked of a house; of others only their meaning does.
"""

import random
from collections.abc import Sequence
from itertools import product

AGAIN = "Tell me a story about a fox."
SIGNED = (
    "Tell me a story about a {} and a {}.",
    "Make up a fairy tale of a {} and a {}.",
    "Write a short poem about a {} and a {}.",
    "Make up a joke with a {} and a {}.",
)
MEANT = ("Do you know a tale of a {} and a {}?", "Do you know a poem on a {} and a {}?")
HEROES = ("bear", "cat", "crow", "deer", "dog", "fox", "horse", "mouse", "owl", "wolf")
TIMES = ("", " in winter", " at night", " long ago")
PLACES = ("castle", "forest", "garden", "hedge", "lake", "meadow", "river", "rose", "tower", "village")


def tales(count: int, forms: Sequence[str] = SIGNED) -> list[str]:
    """So many different questions in an order that is always the same: at most 400 of each form."""
    found = [form.format(hero, place) for form, hero, place in product(forms, HEROES, PLACES)]
    random.Random(0).shuffle(found)
    return [f"{tale[:-1]}{moment}{tale[-1]}" for moment in TIMES for tale in found][:count]
