"""What an order points at that was spoken of before: "turn them off" after a question, "the other one", "louder"."""

from collections.abc import Iterator, Sequence

from inference.home.aims import MOST_OPTIONS, Doubt, Target, choice
from inference.home.amends import amended
from inference.home.called_before import group, pointing_at, undone
from inference.home.entities import Entity, plain, stems
from inference.home.likewise import homeward, likewise, siblings
from inference.home.line import Line, line, line_of
from inference.home.orders import plan_of
from inference.home.phrasing import plainly, with_thing
from inference.home.plans import Plan
from inference.home.results import parsed
from inference.home.special import HOMEWARD
from inference.home.wishes import Home, Wish
from inference.state import Query
from intents.followups import Turn
from intents.order_words import grammar

NAMED = ("name", "noun", "area", "floor", "every")
PLAYING = frozenset(("media", "play"))


def pointed(text: str, before: Sequence[Turn], query: Query, home: Home) -> Wish | None:
    """The order with what it points at in its words; None where it points at nothing that was spoken of."""
    if not home or not before:
        return None
    said = plainly(line_of(text, home.house, query.language))
    if not said.words:
        return None
    last = before[-1].text
    if taken := undone(text, said, query.messages, home.box):
        return Wish(text, taken)
    if several := of_group(said, query, home):
        return several
    for words in (
        *corrected(text, last, said),
        *the_other(last, said),
        *chosen(before, said),
        *likewise(last, said),
        *homeward(last, said),
        *of_looked_at(before, said, (query, home)),
    ):
        plan = plan_of(words, home.house, home.box, query.language)
        if plan and plan.kind == "act":
            return Wish(words, plan)
    return which_other(last, said)


def of_group(said: Line, query: Query, home: Home) -> Wish | None:
    """ "Turn both off again"; what keeps the house shut is not opened so."""
    for words in group(said, query.messages):
        plan = plan_of(words, home.house, home.box, query.language)
        if plan and plan.kind == "act" and plan.wary and not {step.action for step in plan.steps} <= {"lock", "close"}:
            options = tuple(dict.fromkeys(step.said for step in plan.steps))
            return Wish(words, Plan("ask", doubt=Doubt("several", options=options), wary=True))
        if plan and plan.kind == "act":
            return Wish(words, plan)
    return None


def corrected(text: str, last: str, said: Line) -> Iterator[str]:
    """ "Sorry, I meant the hall" as if it had been said in one breath with the order before it."""
    now = line_of(text, said.house, said.language)
    cue = any(
        now.words[: len(cue)] == cue for cue in (tuple(each.split()) for each in said.lexicon.group("correcting"))
    )
    whole = line((*line_of(last, said.house, said.language).words, *now.words), said.house, said.language)
    mended = amended(whole) if cue else whole
    if mended is not whole:
        yield " ".join(mended.words)
    if cue:
        yield from the_one_called(now, last)
    rest = next((now.words[at:] for at, word in enumerate(now.words) if word in grammar(now.language).verbs), ())
    if cue and grammar(now.language).ones["again"].intersection(rest):
        before = line_of(last, said.house, said.language)
        if before.of("name", "noun", "area"):
            yield " ".join(with_thing(rest, before))


def the_one_called(now: Line, last: str) -> Iterator[str]:
    """ "No, the north one" after an order for the south shade: its neighbour that is called so."""
    before = line_of(last, now.house, now.language)
    small = now.lexicon.article | now.lexicon.pronouns | now.lexicon.group("closing")
    cues = {word for phrase in now.lexicon.group("correcting") for word in phrase.split()}
    told = {stem for stem, word in zip(now.stems, now.words, strict=True) if word not in small | cues}
    found = [each for each in siblings(before) if told and told <= {*stems(plain(each.name))}]
    if len(found) == 1:
        yield " ".join(before.words).replace(before.said(before.of("name")[0]), " ".join(plain(found[0].name)), 1)


def the_other(last: str, said: Line) -> Iterator[str]:
    """ "No, the other one" after an order for one thing: its neighbour of the same kind and room."""
    before = line_of(last, said.house, said.language)
    others = neighbours(before, said)
    if len(others) != 1:
        return
    name = plain(others[0].name)
    if said.words[0] not in grammar(said.language).verbs:
        yield " ".join(before.words).replace(before.said(before.of("name")[0]), " ".join(name), 1)
        return
    at = other_at(said)
    end = at + 1 + (at + 1 < len(said.words) and said.words[at + 1] in said.lexicon.pronouns)
    yield " ".join((*said.words[:at], *name, *said.words[end:]))


def chosen(before: Sequence[Turn], said: Line) -> Iterator[str]:
    """ "The ceiling" after it was asked which other one is meant."""
    if len(before) < 2 or said.words[0] in grammar(said.language).verbs:
        return
    order, pointing = (line_of(turn.text, said.house, said.language) for turn in before[-2:])
    small = said.lexicon.article | said.lexicon.pronouns | said.lexicon.group("closing")
    told = {stem for stem, word in zip(said.stems, said.words, strict=True) if word not in small}
    found = [each for each in neighbours(order, pointing) if told and told <= {*stems(plain(each.name))}]
    if len(found) == 1:
        yield " ".join(order.words).replace(order.said(order.of("name")[0]), " ".join(plain(found[0].name)), 1)


def which_other(last: str, said: Line) -> Wish | None:
    """Where there are several others it is asked which one is meant."""
    before = line_of(last, said.house, said.language)
    others = neighbours(before, said)
    if not 1 < len(others) <= MOST_OPTIONS:
        return None
    # the order stays the one before: the reply is put in its thing's stead
    return Wish(" ".join(before.words), Plan("ask", doubt=choice(others)))


def other_at(said: Line) -> int:
    return next((n for n, word in enumerate(said.words) if word in said.lexicon.group("other")), -1)


def neighbours(before: Line, said: Line) -> list[Entity]:
    """The other things of its kind there, or the one that is called alike: Bedside Left, Bedside Right."""
    if other_at(said) < 0 or said.of("name", "area", "floor"):
        return []
    others = siblings(before)
    if not others:
        return []
    one = before.house.register.entities[before.of("name")[0].owners[0]]
    alike = [each for each in others if set(plain(each.name)) & set(plain(one.name)) - set(plain(one.area))]
    return alike if len(alike) == 1 else others


def of_looked_at(before: Sequence[Turn], said: Line, asked: tuple[Query, Home]) -> Iterator[str]:
    """ "Turn them off" after a question about things; "louder" after something was put on elsewhere."""
    homeward = HOMEWARD.get(said.language, HOMEWARD["en"]).search(" ".join(said.words))
    at, end = pointing_at(said)
    named = [each for each in said.of(*NAMED) if not at <= each.start < end]  # "all of them" is no "all"
    if named or (said.of("place") and not homeward):
        return
    if not end:
        at = next((n for n, word in enumerate(said.words) if word in grammar(said.language).ones["again"]), -1)
        end = at + 1
    last = spoken_of(before, *asked)
    if last is None:
        return
    if end and last.kind == "look" and last.look and last.look.sure and last.look.targets:
        what = joined([phrase(target, said) for target in last.look.targets], said)
        yield " ".join((*said.words[:at], what, *said.words[end:]))
    elif last.topic in PLAYING and last.kind == "act":
        yield from beside_player(last, said)


def spoken_of(before: Sequence[Turn], query: Query, home: Home) -> Plan | None:
    """The plan of the last turn that says itself what it is about."""
    for turn in reversed(before):
        said = plainly(line_of(turn.text, home.house, query.language))
        if said.of(*NAMED):
            return plan_of(turn.text, home.house, home.box, query.language)
    return None


def phrase(target: Target, said: Line) -> str:
    """What was asked about, in words: a name, or the things of a room or of the house."""
    if target.entities:
        return " ".join(plain(target.entities[0].name))
    where = (*said.lexicon.within, *plain(target.area)) if target.area else tuple(said.lexicon.everywhere)
    what = target.said
    if target.every:
        what = min(said.lexicon.group("whole"), default="")
    elif target.noun is None:  # "how warm is it in the study": what makes it so
        what = min(said.lexicon.group("tempering"), default="")
    return " ".join((what, *where))


def joined(phrases: Sequence[str], said: Line) -> str:
    return f" {min(said.lexicon.group('joined'), default='')} ".join(phrases)


def beside_player(last: Plan, said: Line) -> Iterator[str]:
    """The order with the player or the room that the last one was for."""
    where = parsed(last.steps[0].call.arguments)
    place = str(where.get("name") or where.get("area") or "")
    played = min(said.lexicon.group("sounding"), default="")
    if place:
        yield " ".join((*said.words, *said.lexicon.within, *plain(place)))
        yield " ".join((*said.words, played, *said.lexicon.within, *plain(place)))
