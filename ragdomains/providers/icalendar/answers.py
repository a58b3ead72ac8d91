"""What a calendar answers: the list of the days, the next of something, whether one is free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from ragdomains.event_kinds import at_place, matching, strictly
from ragdomains.languages import base, language_of
from ragdomains.occasions import Occasion, begins, ends, facts_of, in_span, listed, place_of, when_said, word
from ragdomains.providers.icalendar.asked import Asked, from_now
from ragdomains.spans import zone_for
from ragdomains.types import Evidence, Fact, Lookup

SOON, LEAST = 300.0, 30.0  # seconds that an answer is fresh when something begins or ends meanwhile


@dataclass(frozen=True, slots=True)
class Found:
    """What takes place, in order, and the calendars that could not be read."""

    occasions: Sequence[Occasion]
    unread: str
    most: int


Said = tuple[str, dict[str, str], Sequence[Occasion]]  # the answer's name, its values, what it is about


def answer(asked: Asked, found: Found, lookup: Lookup) -> Evidence:
    name, values, shown = ANSWERS[asked.what](asked, found, lookup)
    facts = facts_of(shown, lookup, "calendar") or (Fact("events", 0, as_of=lookup.now, source="calendar"),)
    source = "Kalender" if base(lookup.language) == "de" else "calendar"
    values = {"day": asked.span.said, "unread": found.unread} | values
    return Evidence(facts, (), name, values, lookup.now, source, fresh_for=fresh_for(found.occasions, lookup))


def agenda(asked: Asked, found: Found, lookup: Lookup) -> Said:
    span, zone = from_now(asked.span, lookup), zone_for(lookup)
    shown = in_span(found.occasions, span, zone)
    words = asked.things.named or asked.things.perhaps
    if asked.whether and words:
        meant = strictly(shown, asked.things)
        if not meant and len(words) == 1:  # several words may be but a manner of speaking
            return "next_none", {"about": asked.things.said}, ()
        shown = meant or shown
    if not shown:
        return "agenda_none", ({"more": word("more", lookup)} if found.occasions else {}), ()
    return "agenda", {"list": lines(shown, asked, found, lookup)}, shown


def events(asked: Asked, found: Found, lookup: Lookup) -> Said:
    span, zone = from_now(asked.span, lookup), zone_for(lookup)
    there = in_span(found.occasions, span, zone)
    values = {"kind": kind_said(asked, lookup)}
    if lookup.spot and not lookup.spot.home and lookup.spot.name:
        there, values = at_place(there, lookup.spot.name), values | {"place": lookup.spot.name}
    shown = matching(there, asked.things)
    if not shown:
        return "events_none", values, ()
    return "events", values | {"list": lines(shown, asked, found, lookup)}, shown


def kind_said(asked: Asked, lookup: Lookup) -> str:
    """ "concerts"; "events by Coldplay" would be an artist's, so that it is only "Coldplay"."""
    things = asked.things
    if things.named:
        return things.said
    if things.kind:
        return things.kind.german if base(lookup.language) == "de" else things.kind.said
    return word("events", lookup)


def following(asked: Asked, found: Found, lookup: Lookup) -> Said:
    """The next that is still to begin; else what is on. What takes all day is no next appointment, unless asked for."""
    zone = zone_for(lookup)
    meant = [each for each in strictly(found.occasions, asked.things) if ends(each, zone) >= lookup.now]
    looked_for = bool(asked.things.named or asked.things.perhaps)
    timed = meant if looked_for else [each for each in meant if not each.whole_day] or meant
    ahead = [each for each in timed if begins(each, zone) >= lookup.now]
    first = next(iter(ahead or timed), None)
    day = {"day": asked.span.said if asked.named_days else ""}
    if first is None:
        return ("next_none", day | {"about": asked.things.said}, ()) if asked.things.said else ("nothing_next", day, ())
    values = {"name": first.name, "when": when_said(first, lookup), "venue": place_of(first)}
    return "next", day | values, (first,)


def free(asked: Asked, found: Found, lookup: Lookup) -> Said:
    span, zone = from_now(asked.span, lookup), zone_for(lookup)
    taken = [each for each in in_span(found.occasions, span, zone) if each.busy]
    spoken = language_of(lookup.language)
    yes = bool(taken) == (asked.what == "busy")
    verdict = {"verdict": (spoken.yes if yes else spoken.no).capitalize()}
    if not taken:
        return "free", verdict, ()
    return "taken", verdict | {"list": lines(taken, asked, found, lookup)}, taken


def lines(shown: Sequence[Occasion], asked: Asked, found: Found, lookup: Lookup) -> str:
    return listed(shown, asked.span, lookup, found.most)


def fresh_for(occasions: Sequence[Occasion], lookup: Lookup) -> float | None:
    """Until the next thing begins or ends, where that is soon; else as long as the domain says."""
    zone: tzinfo = zone_for(lookup)
    moments = [moment for each in occasions for moment in (begins(each, zone), ends(each, zone))]
    seconds = [(moment - lookup.now).total_seconds() for moment in moments if moment > lookup.now]
    return max(LEAST, min(seconds)) if seconds and min(seconds) < SOON else None


ANSWERS = {"agenda": agenda, "events": events, "next": following, "free": free, "busy": free}
