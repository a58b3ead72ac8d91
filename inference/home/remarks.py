"""Leaves out why something is ordered: "bedroom fan on, it's stuffy", "it's dark in the hall, turn the light on"."""

from inference.home.aims import fits
from inference.home.line import Line, Mention, line
from inference.home.neutral import action_in
from intents.actions import Action
from intents.order_words import grammar

LONGEST = 8  # words of a remark
SHOWN = ("name", "every", "color", "floor")  # what names one of these may be part of the order
# what is announced, played or put on a list may be a sentence itself
RUN = frozenset(("scene", "script"))
PLAIN = frozenset((
    "turn_on", "turn_off", "toggle", "open", "close", "lock", "dim", "brighten", "set", "increase", "decrease", "mute",
))  # fmt: skip


def without_remark(said: Line) -> Line:
    """The order alone, where what stands before or behind it is nothing but a remark; else all of it."""
    for at in range(2, len(said.words) - 1):
        if opens(said, at) and bare(said, at, len(said.words)):
            head = line(said.words[:at], said.house, said.language)
            if head.of("name", "noun", "area", "every") and plain(action_in(head)) and not plays(head):
                return head
    return behind_remark(said) or said


def behind_remark(said: Line) -> Line | None:
    """The order behind a remark, in the room that this speaks of: "I'm in the hall, turn the light on"."""
    table = grammar(said.language)
    tells = {at for at, word in enumerate(said.words[:3]) if word in said.lexicon.remarks}
    for at in range(3, min(LONGEST + 1, len(said.words) - 1)):
        before = said.words[at - 1]
        leads = before in table.ones["subject"] or before in table.ones["joins"] or before in table.ones["bid_to"]
        if not tells or said.words[at] not in table.verbs or leads or not bare(said, 0, at):
            continue
        rest = line(said.words[at:], said.house, said.language)
        rooms = [each for each in said.of("area") if each.end <= at]
        if (plain(action_in(rest)) or runs(rest)) and len(rooms) < 2:
            return placed(rest, said, at) if rooms else rest
    return None


def placed(rest: Line, said: Line, at: int) -> Line | None:
    """The order in the room of the remark; None where it names a thing or a room of its own."""
    room = next(each for each in said.of("area") if each.end <= at)
    if rest.of("name", "area", "floor", "place") or not room.known:
        return None
    return line((*rest.words, *said.lexicon.within, *said.words[room.start : room.end]), said.house, said.language)


def opens(said: Line, at: int) -> bool:
    """Whether a remark may begin here, and no condition: "if it is dark"."""
    table, before = grammar(said.language), said.words[at - 1]
    if before in table.ones["clause"] or before in table.ones["joins"] or before in table.ones["subject"]:
        return False
    begun = said.words[at : at + 2]
    return begun[0] in said.lexicon.because or " ".join(begun) in said.lexicon.remarking


def bare(said: Line, start: int, end: int) -> bool:
    """Whether these words name nothing that could be ordered, forbid nothing and set no condition."""
    table, words = grammar(said.language), said.words[start:end]
    if len(words) > LONGEST or any(shows(each, said) for each in said.mentions if start <= each.start < end):
        return False
    shut = table.ones["not"] | table.ones["clause"] | table.ones["joins"] | set(table.states) | said.lexicon.adding
    return shut.isdisjoint(words) and not any(word.isdigit() for word in words) and not table.begins("ask", words)


def shows(each: Mention, said: Line) -> bool:
    """Whether it names what could be ordered; a bed is none where no bed is a thing of the house."""
    if each.kind == "noun":
        return any(fits(thing, each.noun) for thing in said.house.register.entities)
    return each.kind in SHOWN


def plain(action: Action | None) -> bool:
    return action is not None and action.orders and action.name in PLAIN


def runs(said: Line) -> bool:
    """Whether it starts a scene or a script: one that is named, or "the bedtime routine"."""
    domains = {said.house.register.entities[owner].domain for each in said.of("name") for owner in each.owners}
    domains |= {each.noun.domain for each in said.of("noun") if each.noun}
    action = action_in(said)
    return bool(domains) and domains <= RUN and action is not None and action.name == "start"


def plays(said: Line) -> bool:
    """Whether it is for what plays, so that what follows may be its title."""
    return any(each.noun and each.noun.domain == "media_player" for each in said.of("noun")) and not said.of("name")
