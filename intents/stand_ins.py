"""Lets an expression name a whole kind: "<team>" in a regex stands for every team that is known."""

import re
from collections.abc import Iterator
from functools import cache

from intents.compounds import spread
from intents.day_words import spoken_holidays
from intents.gazetteer import Gazetteer, Mention, longest, of_language, of_the_world
from intents.tables import Row
from intents.words import fold, plain_line

KINDS = (
    "team", "league", "company", "index", "asset", "currency", "airline", "airport", "title", "artist", "service",
    "outlet", "device", "area", "color", "genre", "holiday",
)  # fmt: skip
OF_THE_HOUSE = {"device", "area", "color"}
TOGETHER = (*({kind} for kind in KINDS if kind not in OF_THE_HOUSE), OF_THE_HOUSE)  # what one form has stand-ins for
NAME = re.compile(r"(?<!\?)(?<!\?P)<([a-z_]+)>")  # no named group: (?P<x>...)
STAND_IN = re.compile(rf"<(?:{'|'.join(KINDS)})>")


def named_kinds(expression: str) -> frozenset[str]:
    """The kinds that it names: {"team"} of "^did <team> win"."""
    return frozenset(each[0][1:-1] for each in STAND_IN.finditer(expression))


def unknown_kinds(expression: str) -> str:
    """What is wrong with a name in angle brackets that stands for no kind; "" where there is none."""
    unknown = next((each[1] for each in NAME.finditer(expression) if each[1] not in KINDS), "")
    known = ", ".join(f"<{kind}>" for kind in KINDS)
    return f"<{unknown}> stands for nothing. What stands for every name of its kind: {known}." if unknown else ""


def forms(line: str, kinds: frozenset[str], language: str) -> Iterator[str]:
    """A line once for each of these kinds that it names, with the kind in the stead of every such name ("did <team>
    win"), and once with all of the house ("<device> in the <area> off"). A word that may be common counts too: what
    stands around the kind tells what is meant."""
    line = spread(line, language)
    tables = (of_the_world(), of_language(language), holidays(language))
    found = [each for table in tables for each in table.find(line)]
    found = [each for each in found if each.kind in kinds]
    present = {each.kind for each in found}
    for some in TOGETHER:
        if not present.isdisjoint(some):  # mostly one of all these kinds, or none
            yield replaced(line, longest([each for each in found if each.kind in some], len(line)))


@cache
def holidays(language: str) -> Gazetteer:
    """The holidays as they stand in a plain line, where "mother's day" is "mother day"."""
    said = {plain_line(fold(name)) for name in spoken_holidays(language)}
    return Gazetteer([Row("holiday", "holiday", "", tuple(sorted(said)), ())])


def replaced(line: str, found: list[Mention]) -> str:
    pieces, end = [], 0
    for span in dict.fromkeys(each[:2] for each in found):
        pieces += [line[end : span[0]], f"<{next(each.kind for each in found if each[:2] == span)}>"]
        end = span[1]
    return "".join((*pieces, line[end:]))
