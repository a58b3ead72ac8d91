"""What is to be done at a time, or again and again: the words that say when, and the order without them."""

from inference.home.line import Line, line
from intents.order_words import grammar, numbers
from intents.times import find_times


def without_time(said: Line) -> Line | None:
    """ "Every evening at eight porch light on" without "every evening at eight"; None where no time is said."""
    kept = untimed(said)
    return line(kept, said.house, said.language) if kept else None


def untimed(said: Line) -> list[str] | None:
    """The words beside those that say when; None where no time is said."""
    left = set(said.unexplained())
    times = left & (dated(said) | clocked(said))
    if not times:
        return None
    before = grammar(said.language).ones["hour_follows"] | said.lexicon.group("leading_time") | said.lexicon.all
    for at in range(len(said.words) - 2, -1, -1):  # from behind, so that "every evening at" falls word by word
        if at + 1 in times and said.words[at] in before:
            times.add(at)
    return [word for at, word in enumerate(said.words) if at not in times]


def is_time(said: Line) -> bool:
    """Whether nothing is said but when: "every morning at seven"."""
    return bool(said.words) and not said.mentions and untimed(said) == []


def dated(said: Line) -> set[int]:
    """The words for days, parts of the day and how often."""
    words = said.lexicon.group("dated") | said.lexicon.group("moment")
    return {at for at, word in enumerate(said.words) if word in words}


def clocked(said: Line) -> set[int]:
    """The words that say a time of day: "half past seven", "um acht"."""
    spans = [(each.start, each.end) for each in find_times(" ".join(said.words), said.language)]
    found, start = set[int](), 0
    for at, word in enumerate(said.words):
        if any(first <= start < last for first, last in spans):
            found.add(at)
        start += len(word) + 1
    before, hours = grammar(said.language).ones["hour_follows"], numbers(said.language)
    bare = (at for at, word in enumerate(said.words) if word in hours or word.isdigit())  # "at eight"
    return found | {at for at in bare if at and said.words[at - 1] in before}
