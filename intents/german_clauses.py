"""Where a question of its own begins in a German sentence: the rules until a model has learned the boundaries."""

from collections.abc import Sequence

from intents.gaps import Gap
from intents.german_words import ASKS, HELPS, ORDERS, PLACED
from intents.grammar import table

# Before these a clause of its own may already have begun: "und bitte mach ...".
SMALL = table("auch bitte dann danach jetzt mal noch sag mir athena außerdem anschließend")
STRONG = table("dann danach anschließend")
LEADS = table("am an auf bei für im in mit nach seit um von zu")
# "Wenn es regnet, mach ..." is one order.
CONDITIONS = table("als bevor bis damit dass falls nachdem ob sobald solange während weil wenn")
# "Was soll ich tun" leans on what was said before.
LEANING = table("machen tun anziehen mitnehmen")
# what happens by itself: "und kommt noch Regen"
HAPPENS = table("regnet schneit hagelt stürmt friert taut gewittert läuft brennt scheint kommt")
PARTICLES = table("an aus auf zu ein ab hoch runter herunter heller dunkler lauter leiser wärmer kälter um")


class GermanClauses:
    """Chooses boundaries as a trained model does (intents/boundaries.py), by the order of German words: a question
    begins with its question word or its verb, an order with its verb. Immutable."""

    __slots__ = ()

    def choose(self, words: Sequence[str], gaps: Sequence[Gap]) -> tuple[Gap, ...]:
        chosen: list[Gap] = []
        for gap in gaps:
            first = chosen[-1].start if chosen else 0
            left, joined, right = words[first : gap.end], words[gap.end : gap.start], words[gap.start :]
            if gap.kind == "s" or (gap.kind in "nc" and (parts(left, right) or comes_next(left, joined, right))):
                chosen.append(gap)
        return tuple(chosen)


def parts(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both sides of a connector can stand alone."""
    if (len(left) < 2 and not set(left) & PLACED) or left[0] in CONDITIONS:
        return False
    return begins(right) or (switches(left) and switches(right))


def comes_next(left: Sequence[str], joined: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the connector puts one behind the other: "die Tür abschließen und danach gute Nacht"."""
    if STRONG.isdisjoint(joined) or min(len(left), len(right)) < 2:
        return False
    return CONDITIONS.isdisjoint(left) and left[-1] not in SMALL


def begins(right: Sequence[str]) -> bool:
    """Whether these words begin a question or an order: "wie warm", "um wie viel Uhr", "ist es", "mach das"."""
    while right and right[0] in SMALL:
        right = right[1:]
    if len(right) < 2:
        return False
    if right[0] in ASKS:
        return not LEANING & set(right[-1:])
    return right[0] in HELPS | ORDERS | HAPPENS or (right[0] in LEADS and right[1] in ASKS)


def switches(words: Sequence[str]) -> bool:
    """Whether these words say what is to be switched, and how: "das Licht im Flur aus"."""
    return 1 < len(words) < 9 and words[-1] in PARTICLES
