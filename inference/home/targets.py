"""Finds what an order is for: things by their names, the things of one kind in a room, or a question back."""

from collections.abc import Sequence
from itertools import pairwise

from inference.home.aims import Aim, Ask, Doubt, Resolved, Segment, Target
from inference.home.line import Line, Mention
from inference.home.scopes import by_area, by_kinds, by_name, by_place, by_room, by_words

KINDS = {"name": "names", "noun": "nouns", "area": "areas", "floor": "areas", "place": "places", "every": "every"}


def targets(line: Line, aim: Aim) -> Resolved:
    """What the order is for, in the order in which it is said; or what is in doubt about it."""
    found = segments(line, aim)
    inherit(found, line)
    done: list[Target] = []
    for segment in found or [Segment(0, len(line.words))]:
        each = resolved(Ask(segment, line, aim))
        if isinstance(each, Doubt):
            return each
        done += [target for target in each if target not in done]
    return done


def segments(line: Line, aim: Aim) -> list[Segment]:
    """The order cut at its "and"s, as far as both sides name something."""
    strange = [at for at in line.unexplained() if at not in aim.takes]
    covered = {at for each in line.mentions for at in range(each.start, each.end)}
    cuts = [at for at, word in enumerate(line.words) if word in line.lexicon.adding and at not in covered]
    cuts = sorted({*cuts, *listed(line)})
    done: list[Segment] = []
    for start, end in zip([0, *cuts], [*cuts, len(line.words)], strict=True):
        segment = Segment(start, end, strange=[at for at in strange if start <= at < end])
        for each in line.mentions:
            if start <= each.start < end and each.kind in KINDS and each.start not in aim.takes:
                getattr(segment, KINDS[each.kind]).append(each)
        if segment.filled():
            done.append(segment)
    return done


def listed(line: Line) -> list[int]:
    """Where a list goes on without a word for it: "the lights, the fan and the tv"."""
    things = line.of("name", "noun")
    return [
        one.end
        for one, other in pairwise(things)
        if other.start - one.end == 1 and line.words[one.end] in line.lexicon.article
    ]


def inherit(found: Sequence[Segment], line: Line) -> None:
    """What is said once for several: "living room and kitchen lights", "lights and fans in the kitchen"."""
    for number, segment in enumerate(found):
        before, after = found[:number][::-1], found[number + 1 :]
        if segment.filled() == {"areas"}:
            source = next((other for other in (*after, *before) if other.nouns), None)
            segment.nouns = list(source.nouns) if source else []
        elif segment.filled() == {"nouns"}:
            segment.areas = lent_areas(segment, before[:1], after[:1], line)


def lent_areas(segment: Segment, before: Sequence[Segment], after: Sequence[Segment], line: Line) -> list[Mention]:
    """The room of a neighbour that is meant for both; a room right before its own thing is not."""
    for other in after:
        if other.areas and other.nouns and other.areas[0].start > other.nouns[0].start and not other.names:
            return list(other.areas)
    bare = line.words[segment.nouns[0].start - 1] in line.lexicon.adding
    for other in before:
        apart = bool(other.areas and other.nouns) and other.areas[0].end < other.nouns[0].start
        if other.areas and not other.names and (bare or apart):
            return list(other.areas)
    return []


def resolved(ask: Ask) -> Resolved:
    segment, line = ask.segment, ask.line
    unknown = [each for each in segment.areas if each.kind == "area" and not each.known and line.house.known]
    if unknown and not segment.names and not segment.strange:
        return by_place(unknown[0], ask)
    opens = "lock" in ask.aim.domains and len(ask.aim.domains) > 1
    if segment.every and not segment.nouns and (opens or ask.aim.careful):
        return Doubt("what")  # "open everything" may mean doors
    if segment.strange:
        return by_words(ask, Doubt("unknown", unclear(segment, line)))
    if segment.names:
        return by_name(ask)
    if len(segment.nouns) > 1 and (called := by_kinds(ask)):
        return called
    return by_area(ask) if segment.areas else by_room(ask)


def unclear(segment: Segment, line: Line) -> str:
    """The strange words with the kind that stands right behind them: "frobnicator lights"."""
    last = segment.strange[-1]
    behind = next((each for each in segment.nouns if each.start == last + 1), None)
    return " ".join(line.words[segment.strange[0] : behind.end if behind else last + 1])
