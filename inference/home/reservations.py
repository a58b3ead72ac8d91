"""What keeps an order from being done: it is forbidden, only told, for later, or for a place that is not told."""

from inference.home.devices import parted
from inference.home.lengths import lengths
from inference.home.line import Line
from inference.home.phrasing import begun
from inference.home.steps import STEPWISE
from inference.home.values import value_of
from intents.actions import Action
from intents.order_words import grammar
from intents.times import find_times

ALARMS = frozenset(("arm", "disarm"))  # clients have no tool for it
HOURS = 24  # of a day
DATED = frozenset(("turn_on", "turn_off", "open", "close", "lock", "unlock", "start", "stop", "clean", "dock"))


def forbids(said: Line) -> bool:
    """Whether something of the house is spoken of and something is not to be."""
    no = grammar(said.language).ones["not"].intersection(said.words)
    return bool(no) and bool(said.of("name", "noun", "area", "every")) and not complains(said)


def keeps(said: Line) -> bool:
    """ "Leave the lights on": what is, is to stay so."""
    words = begun(said.words, said.lexicon)
    if words[0] not in said.lexicon.group("keeping") or not said.of("name", "noun", "area", "every"):
        return False
    text = " ".join(word for word in words if word not in said.lexicon.group("closing"))
    as_is = text.endswith(tuple(f" {phrase}" for phrase in said.lexicon.group("staying")))
    return as_is or text.rpartition(" ")[2] in grammar(said.language).states


def complains(said: Line) -> bool:
    """Whether it is said what a thing does not do: "the lamp won't turn on", which forbids nothing."""
    things = said.of("name", "noun")
    if not things or set(range(things[0].start)) & set(said.unexplained()):
        return False
    return said.words[things[0].end : things[0].end + 2] in said.lexicon.failing


def refuses(said: Line) -> bool:
    """Whether a word forbids something in the middle of an order, which is then not understood to the last word."""
    main, _ = parted(said)
    no = grammar(said.language).ones["not"]
    return any(main.words[at] in no for at in main.unexplained())


def kept_back(said: Line, action: Action) -> str:
    """Why an order cannot be carried out as it is said; "" where it can."""
    if action.name in ALARMS:
        return "alarm"
    return "later" if later(said, action) else "where" if elsewhere(said) else ""


def elsewhere(said: Line) -> bool:
    """Whether it is for a place that only "there" stands for: it is not this room."""
    pointed = [at for at, word in enumerate(said.words) if word in said.lexicon.group("there")]
    return bool(pointed) and "let" not in said.words and not said.of("name", "area", "floor")


def asks_too(said: Line) -> bool:
    """Whether a question stands behind what is ordered: "turn on the kettle is the oven on"."""
    table, things = grammar(said.language), said.of("name", "noun")
    ends = [each.end for each in things[:-1]]
    return any(
        said.words[at] in said.lexicon.group("asking")
        and said.words[at + 1] in table.ones["noun_follows"]
        and at in ends
        for at in range(1, len(said.words) - 2)
    )


def later(said: Line, action: Action) -> bool:
    """Whether it is to be done at a time, or under a condition, which no call can say."""
    left = set(parted(said)[0].unexplained())  # "bis auf die Lampe" is no time
    value = value_of(said)
    if value.relative and (value.unit or action.name in STEPWISE):
        left -= value.words  # "up by 10" is no time
    clauses = {at for at, word in enumerate(said.words) if word in grammar(said.language).ones["clause"]}
    if left & clauses:
        return True
    if clocked(said, left, action.name):
        return True
    text = " ".join(said.words)
    return bool(left) and action.name != "set" and bool(find_times(text, said.language) or lengths(text, said.language))


def clocked(said: Line, left: set[int], action: str) -> bool:
    """ "At ten", "at sunset": a time of day that nothing else accounts for; a bare number is one if no unit follows."""
    at = [at for at in left if at and said.words[at - 1] in grammar(said.language).ones["hour_follows"]]
    if any(said.words[each] in said.lexicon.group("moment") for each in at):
        return True
    value, states = value_of(said), grammar(said.language).states
    switched = action in DATED or (action == "set" and not states.keys().isdisjoint(said.words))
    hour = value.number is not None and not value.unit and value.number <= HOURS
    return switched and hour and min(value.words, default=0) in at


def taken_back(said: Line) -> bool:
    """ "Turn on the kettle, actually no, do not": nothing is to be done."""
    text = " ".join(said.words)
    named = said.of("name", "noun", "area", "every")
    return bool(named) and any(text.endswith(f" {phrase}") for phrase in said.lexicon.group("retracting"))
