"""Makes an order plain that is given in a roundabout way: through somebody, or after what is not to be done."""

from collections.abc import Iterator, Sequence

from inference.home.amends import amended
from inference.home.lexicon import Lexicon
from inference.home.line import Line, Mention, line
from inference.home.neutral import action_in
from inference.home.rewording import directly
from inference.home.special import action_beside
from intents.order_words import grammar, numbers

Words = tuple[str, ...]


def plainly(said: Line) -> Line:
    """The order without "um" and "actually", and without who is told: "tell Rover to go home" is "Rover, go home"."""
    words = begun(tuple(word for word in said.words if word not in said.lexicon.hesitating), said.lexicon)
    words = unhedged(words, said)
    words = directly(words, said.lexicon, said.language) if words else words
    said = amended(said if words == said.words else line(words, said.house, said.language))
    told = told_to(said)
    return line(without_bidding(told, said), said.house, said.language) if told else said


def begun(words: Words, lexicon: Lexicon) -> Words:
    """The words without those that only open them: "actually", "oh", "ok"."""
    first = next((at for at, word in enumerate(words) if word not in lexicon.group("opening")), 0)
    return words[first:]


def unhedged(words: Words, said: Line) -> Words:
    """The words without "about" before an amount: "open it about 30 percent"."""
    amounts = {said.words[each.start] for each in said.of("level")} | numbers(said.language)
    hedges = {
        at
        for at, word in enumerate(words[:-1])
        if word in said.lexicon.group("roughly") and (words[at + 1][:1].isdigit() or words[at + 1] in amounts)
    }
    return tuple(word for at, word in enumerate(words) if at not in hedges) if hedges else words


def told_to(said: Line) -> Mention | None:
    """The thing that is to be told something, or that should do it, where this is an order for it."""
    table = grammar(said.language)
    bid = bool(said.words) and said.words[0] in table.ones["bid"]
    first = int(bid)
    first += not said.lexicon.article.isdisjoint(said.words[first : first + 1])
    found = next((each for each in said.of("name", "noun") if each.start == first), None)
    if found is None or not (bid or should(found, said)):
        return None
    plain = line(without_bidding(found, said), said.house, said.language)
    action = (action_beside(plain) or action_in(plain)) if plain.words else None
    return found if action and action.orders else None


def should(told: Mention, said: Line) -> bool:
    """ "Rover should clean"."""
    return not grammar(said.language).ones["should"].isdisjoint(said.words[told.end : told.end + 1])


def without_bidding(told: Mention, said: Line) -> Words:
    """Who is told, and what: without "to" and "that it should"."""
    words, table = said.words[told.end :], grammar(said.language)
    while words and words[0] in table.ones["bid_to"]:
        words = words[1:]
    thing = said.words[told.start : told.end]
    if len(words) == 1 and words[0] in table.verbs:
        return (*words, *thing)  # "stop Rover"
    return (*thing, *words) if words else ()


def instead(said: Line) -> Iterator[Words]:
    """What may be ordered behind what is forbidden: "do not turn on the lamp, turn on the fan".

    "And" and "or" forbid on; a thing that only "it" stands for is the one that was named before.
    """
    table = grammar(said.language)
    for at in range(2, len(said.words)):
        left, right = said.words[:at], said.words[at:]
        turned = left[-1] in table.ones["instead"]
        goes_on = not turned and (left[-1] in table.ones["subject"] or left[-1] in table.ones["joins"])
        forbidden = line(left[:-1] if turned else left, said.house, said.language)
        if goes_on or not is_forbidden(forbidden):
            continue
        if right[0] in table.verbs:
            yield with_thing(right, forbidden)
        elif turned:
            yield exchanged(right, forbidden)


def is_forbidden(said: Line) -> bool:
    """Whether something that is named is not to be done, and what that is has been said."""
    if not said.of("name", "noun", "area"):
        return False
    action = action_in(said)
    if action is None:  # "mach die Lampe nicht an": the word for it stands inside
        action = action_in(line(allowed(said), said.house, said.language))
        return action is not None and action.orders and len(allowed(said)) < len(said.words)
    return action.negated


def allowed(said: Line) -> Words:
    """The words without those that forbid."""
    table = grammar(said.language)
    first = table.begins("not", said.words)
    return said.words[first:] if first else tuple(word for word in said.words if word not in table.ones["not"])


def exchanged(words: Words, before: Line) -> Words:
    """What was forbidden, as an order for these: "do not turn on the lamp but the fan"."""
    named = before.of("name", "noun", "area")
    thing, said = before.words[named[0].start : named[-1].end], allowed(before)
    at = next((at for at in range(len(said)) if said[at : at + len(thing)] == thing), None)
    return words if at is None else (*said[:at], *words, *said[at + len(thing) :])


def with_thing(words: Sequence[str], before: Line) -> Words:
    """The words, with what was named before in the stead of "it"."""
    stands = grammar(before.language).ones["again"]
    named = before.of("name", "noun", "area")
    thing = before.words[named[0].start : named[-1].end]
    return tuple(each for word in words for each in (thing if word in stands else (word,)))
