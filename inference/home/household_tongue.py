"""Tells the language of a household by what its rooms are called, where the words that were said tell none."""

from collections.abc import Sequence

from inference.home.context import house_of
from inference.home.entities import plain, stems
from inference.home.lexicon import lexicon
from inference.messages import Message
from intents.tongues import tongues


def household_tongue(messages: Sequence[Message]) -> str:
    """The language in which most rooms of the client's house have their names; "" where several have as many."""
    areas = [" ".join(stems(plain(area))) for area in house_of(messages).register.areas]
    counted = {code: sum(area in lexicon(code).same_area for area in areas) for code in tongues()}
    first, second = sorted(counted, key=lambda code: -counted[code])[:2]
    return first if counted[first] > counted[second] else ""
