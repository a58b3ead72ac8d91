"""Orders that are only hinted at: "it's too dark in here", "I need some light in the hall"."""

from inference.home.context import House
from inference.home.entities import plain
from inference.home.lexicon import lexicon
from inference.home.line import Line, line
from intents.order_words import grammar

LONGEST = 12  # words of a complaint


def complained(text: str, house: House, language: str) -> Line | None:
    """The order that a complaint about a room stands for, in that room; None where nothing is complained of."""
    words, table = plain(text), lexicon(language)
    if len(words) > LONGEST or text.rstrip().endswith("?"):
        return None
    asks = grammar(language).begins("ask", words) > 0  # "can not see anything" begins as a question does
    for phrase, order, of_room in table.complaints:
        at = next((n for n in range(len(words)) if words[n : n + len(phrase)] == phrase), None)
        place = None if at is None or (asks and at) else room_beside(line(words, house, language), at, at + len(phrase))
        if place is not None:
            here = table.here if of_room and house.room else ()
            return line((*order, *(place or here)), house, language)
    return None


def room_beside(said: Line, start: int, end: int) -> tuple[str, ...] | None:
    """The words for the room, () for this one; None where more is said than where it is and that it is so."""
    if said.of("name", "floor"):
        return None
    rooms = [each for each in said.of("area") if each.known and not start <= each.start < end]
    covered = {at for each in (*rooms, *said.of("place")) for at in range(each.start, each.end)}
    small = said.lexicon.group("complaining") | said.lexicon.article | said.lexicon.inside
    beside = [word for at, word in enumerate(said.words) if not start <= at < end and at not in covered]
    unknown = any(not each.known for each in said.of("area") if not start <= each.start < end)
    whole = any(each.value == "whole" for each in said.of("place"))
    if len(rooms) > 1 or unknown or whole or not small.issuperset(beside):
        return None
    return (*said.lexicon.within, *said.words[rooms[0].start : rooms[0].end]) if rooms else ()
