"""Takes apart what a language writes as one word: the "Küchenlicht" is a room and the light in it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from intents.tables import Row, rows

COMPOUNDING = frozenset({"de"})
JOINTS = ("", "n", "s", "en", "-")  # between the two: "Küchenlicht", "Esszimmer-Lampe"
SHORTEST = 2  # letters of a word for a room or a device: "WC-Licht", "Büro-TV"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Compound(NamedTuple):
    """Where the room begins, where it ends, where the device begins, where it ends; and the rows of the two."""

    start: int
    room_end: int
    device_start: int
    end: int
    room: Row
    device: Row


def compounds(folded: str, language: str) -> Iterator[Compound]:
    """The words of a folded text that are a room and a device and have no row of their own ("Haustür", "Stehlampe")."""
    if language not in COMPOUNDING:
        return
    devices, rooms = of_one_word(language, "device"), of_one_word(language, "area")
    for word in WORD.finditer(folded):
        if word[0] not in devices and word[0] not in rooms:
            found = taken_apart(word[0], rooms, devices)
            if found:
                room_end, at = found
                room, device = rooms[word[0][:room_end]], devices[word[0][at:]]
                yield Compound(word.start(), word.start() + room_end, word.start() + at, word.end(), room, device)


def is_compound(word: str, language: str) -> bool:
    return next(compounds(word, language), None) is not None


def spread(folded: str, language: str) -> str:
    """The text with a blank between the room and the device: "küche licht an"."""
    pieces, last = [], 0
    for each in compounds(folded, language):
        pieces += [folded[last : each.room_end], " "]
        last = each.device_start
    return "".join((*pieces, folded[last:]))


def taken_apart(word: str, rooms: Mapping[str, Row], devices: Mapping[str, Row]) -> tuple[int, int] | None:
    """Where the room ends and where the device begins; the longest device first."""
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        if word[at:] not in devices:
            continue
        for joint in JOINTS:
            end = at - len(joint)
            if word[end:at] == joint and word[:end] in rooms:
                return end, at
    return None


@cache
def of_one_word(language: str, kind: str) -> Mapping[str, Row]:
    """The rows of a kind by each of their words that is one, those too that need company elsewhere: a room is that."""
    table = (row for row in rows("devices", language) if row.kind == kind)
    found: dict[str, Row] = {}
    for row in table:
        for said in (*row.words, *row.loose):
            if " " not in said:
                found.setdefault(said, row)
    return found
