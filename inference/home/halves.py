"""Takes apart two orders that an "and" joins: "turn on the lamp and close the blinds", "lamp red and spots blue"."""

from collections.abc import Sequence

from inference.home.complaints import complained
from inference.home.line import Line, line
from inference.home.neutral import action_in
from inference.home.rewording import referred
from inference.home.special import action_beside
from inference.home.strung import is_state
from inference.home.values import value_of
from inference.home.wordings import becoming
from intents.actions import Action
from intents.order_words import grammar

Words = Sequence[str]


def halves(said: Line, action: Action) -> tuple[Words, Words] | None:
    """The words of both orders; None where there is one only. What cannot be taken apart is not understood."""
    inside = value_of(said).words  # "19 and a half"
    cuts = [at for at, word in enumerate(said.words[:-1]) if at and word in said.lexicon.adding and at not in inside]
    for at in cuts:
        first, second = (line(part, said.house, said.language) for part in halves_at(said, at))
        other = other_state(said, at, action)
        if other or are_two(first, second, action):
            return first.words, other or referred(first, second)
    return by_value(said, cuts) or at_verb(said)


def at_verb(said: Line) -> tuple[Words, Words] | None:
    """ "Turn off the tv, dim the lamp": each with a verb and a thing of its own, without a word between."""
    table, ends = grammar(said.language), {each.end for each in said.of("name", "noun", "area")}
    states = {form.words for form in table.trailing if not form.needs}
    ends |= {end + 1 for end in ends if said.words[end : end + 1] in states}  # "lights out lock the doors"
    inside = {at for each in said.of("name", "noun", "area", "level") for at in range(each.start, each.end)}
    inside -= {each.start for each in said.of("noun") if each.end - each.start == 1}  # "lock" is a verb too
    for at in sorted(ends & set(range(2, len(said.words) - 1)) - inside):
        first, second = (line(part, said.house, said.language) for part in (said.words[:at], said.words[at:]))
        if said.words[at] not in table.verbs or not (said.words[0] in table.verbs or ends_so(first)):
            continue
        before, behind = action_in(first), action_in(second)
        if (
            (second.of("name", "noun", "area") or complains(second))
            and before
            and before.orders
            and behind
            and behind.orders
        ):
            return first.words, referred(first, second)
    return None


def complains(said: Line) -> bool:
    """Whether it is a whole order in words of its own: "lock up"."""
    return complained(" ".join(said.words), said.house, said.language) is not None


def by_value(said: Line, cuts: Sequence[int]) -> tuple[Words, Words] | None:
    """ "The lamp red and the spots blue": each half with a value of its own."""
    parts = [halves_at(said, at) for at in cuts] + [(said.words[:at], said.words[at:]) for at in after_values(said)]
    for before, behind in parts:
        first, second = (line(part, said.house, said.language) for part in (before, behind))
        if (valued(first) and (valued(second) or ends_so(second))) or (ends_so(first) and bool(value_of(second))):
            lead = said.words[: first.mentions[0].start] if first.mentions else ()
            lead = () if action_in(second) else lead
            return first.words, (*lead, *second.words)
    return None


def ends_so(half: Line) -> bool:
    """Whether it ends with the state that its thing is to have: "tv off"."""
    action = action_in(half)
    last = len(half.words) - 1
    told = half.words[last] in grammar(half.language).states or is_state(half, last)
    return told and bool(half.of("name", "noun")) and action is not None and action.orders and not value_of(half)


def after_values(said: Line) -> list[int]:
    """Where a thing is named right behind a value: "lamp red, spots blue"."""
    ends = {each.end for each in said.of("color", "level")} | {max(value_of(said).words, default=-2) + 1}
    things = said.of("name", "noun", "area")
    starts = ((each.start, each.start - (said.words[each.start - 1] in said.lexicon.article)) for each in things)
    return [start for first, start in starts if first and start in ends]


def valued(half: Line) -> bool:
    """Whether it says of a thing how that is to become: red, to 40 percent, a bit brighter."""
    return bool(value_of(half)) or (bool(half.of("name", "noun")) and bool(becoming(half)))


def are_two(first: Line, second: Line, action: Action) -> bool:
    """Whether each half orders something of its own."""
    table, behind = grammar(second.language), action_in(second)
    if own := action_beside(second):  # "tell Rover to clean and send Dusty home"
        before = action_beside(first) or action_in(first)
        return before is not None and before.orders and before.name != own.name
    if behind is None:
        return False
    verb, closed = second.words[0] in table.verbs, first.words[-1] in table.states  # "turn the printer off and ..."
    if (verb or closed) and behind.orders:
        before = action_in(first)
        if before and before.orders and before.name != behind.name:
            return True
    # "dim the lamp and the spots to 30 percent" is one order
    shared = behind.name == "set" and not verb and not closed and not value_of(first) and bool(first.mentions)
    return behind.name != action.name and not shared


def halves_at(said: Line, at: int) -> tuple[Sequence[str], Sequence[str]]:
    """What stands before and behind an "and"."""
    return said.words[:at], said.words[at + 1 :]


def other_state(said: Line, at: int, action: Action) -> Sequence[str]:
    """ "Lights off in the kitchen and on in the office": the second half with the thing of the first."""
    first, second = (line(part, said.house, said.language) for part in (said.words[:at], said.words[at + 1 :]))
    states = grammar(said.language).states
    told = [states[word][1] for word in (second.words[:1] + second.words[-1:]) if word in states]
    things = first.of("noun", "name")
    same = bool(told) and told[0] == action.name and not value_of(first)  # "at 30 in the studio and off in the office"
    if not told or same or not things or second.of("noun", "name"):
        return ()
    return (*first.words[things[0].start : things[0].end], *second.words)
