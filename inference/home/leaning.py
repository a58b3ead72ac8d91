"""What leans on an order before it: "pause it" on a timer, "the landing" on what was done elsewhere."""

import re
from collections.abc import Sequence

from inference.home.aims import Doubt
from inference.home.countdowns import asked_by_name, completed, leans, reset, resets
from inference.home.entities import plain
from inference.home.lexicon import lexicon
from inference.home.line import Line, Mention, line_of
from inference.home.orders import plan_of
from inference.home.phrasing import plainly
from inference.home.replies import completions
from inference.home.wishes import Home, Wish, certain
from inference.state import Query
from intents.followups import Turn
from intents.words import read


def of_timer(text: str, before: Sequence[Turn], query: Query, home: Home) -> Wish | None:
    """ "Pause it", "how much is left" after a timer was set: what is meant is that timer."""
    words = " ".join(read(text).words)
    anew = bool(home) and resets(words, home.house, query.language)
    if home and (asked := by_its_name(words, before, query, home)):
        return asked
    if not home or not (anew or leans(words, home.house, query.language)):
        return None
    for turn in reversed(before):
        if leans(" ".join(read(turn.text).words), home.house, query.language):
            continue
        last = plan_of(turn.text, home.house, home.box, query.language)
        complete = reset if anew else completed
        whole = complete(words, last, query.language) if last and last.topic == "timers" else ""
        plan = plan_of(whole, home.house, home.box, query.language) if whole else None
        return Wish(whole, plan) if plan and plan.topic == "timers" and plan.kind == "act" else None
    return None


def by_its_name(words: str, before: Sequence[Turn], query: Query, home: Home) -> Wish | None:
    """What is asked of a timer that was set before and is called only by what it is for."""
    plans = (plan_of(turn.text, home.house, home.box, query.language) for turn in reversed(before))
    named = (asked_by_name(words, plan, query.language) for plan in plans if plan and plan.topic == "timers")
    whole = next(filter(None, named), "")
    plan = plan_of(whole, home.house, home.box, query.language) if whole else None
    return Wish(whole, plan) if plan and plan.kind == "act" else None


def moved(text: str, before: Sequence[Turn], query: Query, home: Home) -> Wish | None:
    """ "The landing" after "turn on the wall light": the same in that room, where nothing but a room is said."""
    said = plainly(line_of(text, home.house, query.language)) if home and before else None
    rooms = said.of("area") if said else ()
    if said is None or len(rooms) != 1 or not rooms[0].known or not only_room(said):
        return None
    order = before[-1].text
    last = line_of(order, home.house, query.language)
    old = last.of("area")
    words = " ".join(last.words)
    room = " ".join(said.words[rooms[0].start : rooms[0].end])
    texts = [words.replace(last.said(old[0]), room, 1)] if len(old) == 1 else []
    texts += completions(order, Doubt("where"), room, query.language) if not old else []
    texts += renamed(last, room) if not old else []
    plans = ((each, plan_of(each, home.house, home.box, query.language)) for each in texts)
    return next((Wish(each, plan) for each, plan in plans if plan and plan.kind == "act" and not plan.changes), None)


def renamed(last: Line, room: str) -> list[str]:
    """ "Turn on the bathroom fan" with the other room in the thing's name, where its own room stands there."""
    names = last.of("name")
    areas = {last.house.register.entities[owner].area.casefold() for each in names for owner in each.owners}
    area = areas.pop() if len(names) == 1 and len(areas) == 1 else ""
    said = " ".join(last.words)
    if area and area in last.said(names[0]):
        return [said.replace(area, room, 1)]
    return alike(last, names[0], room) if len(names) == 1 else []


def alike(last: Line, name: Mention, room: str) -> list[str]:
    """ "Turn on the hall lantern" for the one light of the other room."""
    domains = {last.house.register.entities[owner].domain for owner in name.owners}
    area = next((each for each in last.house.register.areas if each.casefold() == room), "")
    there = [last.house.register.entities[number] for number in last.house.register.by_area.get(area, ())]
    same = [each for each in there if each.domain in domains]
    said = last.said(name)
    return [" ".join(last.words).replace(said, " ".join(plain(same[0].name)), 1)] if len(same) == 1 else []


def there(text: str, before: Sequence[Turn], query: Query, home: Home) -> str:
    """The text with the room that was spoken of before for "there": "how warm is it there?"."""
    said = line_of(text, home.house, query.language) if home and before else None
    if said is None or said.lexicon.group("there").isdisjoint(said.words) or said.of("area", "floor", "name"):
        return text
    last = line_of(before[-1].text, home.house, query.language)
    rooms = [each for each in last.of("area") if each.known]
    if len(rooms) != 1 or not plan_of(before[-1].text, home.house, home.box, query.language):
        return text
    shape = "|".join(sorted(said.lexicon.group("there"), key=len, reverse=True))
    inside = " ".join((*said.lexicon.within, last.said(rooms[0])))
    return re.sub(rf"\b(?:{shape})\b", inside, text, count=1, flags=re.IGNORECASE)


def opened(text: str, query: Query, home: Home) -> str:
    """An order without "now" before and "please" behind it, so that what it leans on is found: "turn it off please"."""
    words, courtesy = (lexicon(query.language).group(name) for name in ("opening", "closing"))
    if not home or text.rstrip().endswith("?"):
        return text
    pieces = text.split()
    first = next((at for at, piece in enumerate(pieces) if piece.casefold().strip(",.") not in words), 0)
    last = len(pieces)
    while last > first + 1 and pieces[last - 1].casefold().strip(",.!") in courtesy:
        last -= 1
    bare = " ".join(pieces[first:last])
    bids = last < len(pieces) and not certain(bare, query, home) and certain(text, query, home)
    return text if bids else bare  # "light in the hall please": the courtesy alone makes it an order


def only_room(said: Line) -> bool:
    """Whether nothing is said but a room, and that it is meant too or instead."""
    room = said.of("area")[0]
    beside = [word for at, word in enumerate(said.words) if not room.start <= at < room.end]
    small = said.lexicon.article | said.lexicon.adding | said.lexicon.inside | said.lexicon.pronouns
    return all(word in small or word in said.lexicon.group("instead") for word in beside)
