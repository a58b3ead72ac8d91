"""Orders that are only hinted at: "it's too dark in here", "I need some light in the hall"."""

from inference.home.line import Line, line
from intents.order_words import grammar

LONGEST = 12  # words of a complaint


def complained(said: Line) -> Line | None:
    """The order that a complaint about a room stands for, in that room; None where nothing is complained of."""
    table = grammar(said.language)
    if len(said.words) > LONGEST or table.begins("ask", said.words) or said.of("name", "floor"):
        return None
    for phrase, order, of_room in sorted(said.lexicon.complaints, key=lambda each: -len(each[0])):
        at = next((n for n in range(len(said.words)) if said.words[n : n + len(phrase)] == phrase), None)
        place = None if at is None else room_beside(said, at, at + len(phrase))
        if place is not None:
            here = said.lexicon.here if of_room and said.house.room else ()
            return line((*order, *(place or here)), said.house, said.language)
    return None


def room_beside(said: Line, start: int, end: int) -> tuple[str, ...] | None:
    """The words for the room, () for this one; None where more is said than where it is and that it is so."""
    rooms = [each for each in said.of("area") if each.known and not start <= each.start < end]
    covered = {at for each in (*rooms, *said.of("place")) for at in range(each.start, each.end)}
    small = said.lexicon.group("complaining") | said.lexicon.article | said.lexicon.inside
    beside = [word for at, word in enumerate(said.words) if not start <= at < end and at not in covered]
    unknown = any(not each.known for each in said.of("area") if not start <= each.start < end)
    whole = any(each.value == "whole" for each in said.of("place"))
    if len(rooms) > 1 or unknown or whole or not small.issuperset(beside):
        return None
    return (*said.lexicon.within, *said.words[rooms[0].start : rooms[0].end]) if rooms else ()
