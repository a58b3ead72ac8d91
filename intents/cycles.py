"""Finds out whether a chain of questions would call itself."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from intents.words import normalise

STOP = r"[?!.;:,\n]+"


@dataclass(frozen=True, slots=True)
class Steps:
    """What a chain hears and what it asks, as texts."""

    triggers: Sequence[str]
    questions: Sequence[str]


def cycle(name: str, chains: Mapping[str, Steps], connectors: Iterable[str]) -> tuple[str, ...]:
    """The names of the chains by which this one calls itself, from itself to itself; () where it does not.

    A question calls a chain when it is a trigger, or when one of its parts between connectors or stops is.
    """
    cut = splitting(connectors)
    owners = {normalise(str(each)): owner for owner, steps in chains.items() for each in steps.triggers}
    owners |= {normalise(str(each)): name for each in chains[name].triggers}
    owners.pop("", None)
    calls = {owner: called(steps.questions, owners, cut) for owner, steps in chains.items()}
    waiting: list[tuple[str, ...]] = [(name,)]
    seen = {name}
    while waiting:
        way = waiting.pop()
        for next_name in calls[way[-1]]:
            if next_name == name:
                return (*way, name)
            if next_name not in seen:
                seen.add(next_name)
                waiting.append((*way, next_name))
    return ()


def splitting(connectors: Iterable[str]) -> "re.Pattern[str]":
    named = sorted({str(each).strip() for each in connectors} - {""}, key=lambda each: (-len(each), each))
    words = "".join(rf"|(?<!\w){re.escape(each)}(?!\w)" for each in named)
    return re.compile(f"{STOP}{words}", re.IGNORECASE)


def called(questions: Sequence[str], owners: Mapping[str, str], cut: "re.Pattern[str]") -> tuple[str, ...]:
    """The chains that these questions call, in order."""
    pieces = [piece for each in questions for piece in (str(each), *cut.split(str(each)))]
    found = (owners.get(normalise(piece)) for piece in pieces)
    return tuple(dict.fromkeys(each for each in found if each))
