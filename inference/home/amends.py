"""Takes back what was said wrong in the same breath: "turn on the reading lamp, no, the standing lamp"."""

from collections.abc import Iterator

from inference.home.line import Line, Mention, line
from inference.home.values import value_of
from intents.order_words import grammar

Words = tuple[str, ...]
LONGEST = 5  # words of what is said instead
THINGS = ("name", "noun", "area", "floor")


def amended(said: Line) -> Line:
    """The order with what is right in the stead of what was wrong; as it is where nothing is taken back."""
    for start, end in cues(said):
        wrong, right = (line(part, said.house, said.language) for part in (said.words[:start], said.words[end:]))
        words = other_value(wrong, right) or other_thing(wrong, right) or other_order(wrong, right)
        if words:
            return line(words, said.house, said.language)
    return said


def cues(said: Line) -> Iterator[tuple[int, int]]:
    """Where it is said that something was wrong, the longest wording first."""
    for phrase in sorted(said.lexicon.group("correcting"), key=len, reverse=True):
        cue = tuple(phrase.split())
        for at in range(2, len(said.words) - len(cue)):
            if said.words[at : at + len(cue)] == cue:
                yield at, at + len(cue)


def other_value(wrong: Line, right: Line) -> Words:
    """ "To 30, sorry, 50 percent": the other value where the first one stood."""
    old, new = value_of(wrong), value_of(right)
    small = {at for at, word in enumerate(right.words) if word in right.lexicon.into or word in right.lexicon.article}
    if not old.words or not new.words or set(range(len(right.words))) - new.words - small - units(right):
        return ()
    if not wrong.of(*THINGS):
        return ()
    said = [word for at, word in enumerate(right.words) if at in new.words | units(right)]
    first = min(old.words)
    kept = [word for at, word in enumerate(wrong.words) if at not in old.words | units(wrong)]
    return (*kept[:first], *said, *kept[first:])


def units(said: Line) -> set[int]:
    return {at for at, word in enumerate(said.words) if word in said.lexicon.units}


def other_thing(wrong: Line, right: Line) -> Words:
    """The other thing or room where the last one stood, if nothing else is said: "no, the standing lamp"."""
    new = right.of(*THINGS)
    small = right.lexicon.article | right.lexicon.inside | right.lexicon.pronouns
    beside = set(range(len(right.words))) - {at for each in new for at in range(each.start, each.end)}
    if not new or len(right.words) > LONGEST or any(right.words[at] not in small for at in beside):
        return ()
    place = replaced(wrong, new)
    if place is None:
        return ()
    start, end = place
    said = right.words[new[0].start : new[-1].end]
    said = (*right.lexicon.within, *said) if start == len(wrong.words) else said
    return (*wrong.words[:start], *said, *wrong.words[end:])


def replaced(wrong: Line, new: tuple[Mention, ...]) -> tuple[int, int] | None:
    """Where the last thing stands, or the last room where only a room is said instead."""
    rooms = all(each.kind in {"area", "floor"} for each in new)
    old = wrong.of("area", "floor") if rooms else wrong.of("name", "noun")
    if not old and rooms and wrong.of("noun", "every"):  # "all the lights, no, the kitchen"
        return len(wrong.words), len(wrong.words)
    if not old:
        return None
    last = old[-1]
    whole = [each for each in wrong.of(*THINGS) if not rooms and each.end == last.start]
    return (whole[0].start if whole else last.start), last.end


def other_order(wrong: Line, right: Line) -> Words:
    """ "Turn on the fan, no, turn on the lamp": the second order alone."""
    verbs = grammar(right.language).verbs
    barred = grammar(right.language).ones["not"].intersection(right.words)
    return right.words if right.words[0] in verbs and right.of(*THINGS) and wrong.of(*THINGS) and not barred else ()
