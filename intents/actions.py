"""Decides by rules what a sentence orders: on or off, open or closed, and whether it is an order at all."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from intents.gazetteer import Mention, mentions
from intents.order_words import GAP, Form, Grammar, Words, grammar, numbers
from intents.words import read

MOST = 60  # words that are looked at
REACH = 8  # words that may stand between a verb and its particle: "turn the small lamp in the hall off"
LONGEST = 1000  # characters that are looked at
MOST_CLAUSES = 4
CLAUSE = re.compile(r"[,;.!](?=\s)")


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done. `asks`: it is only asked about; `negated`: it is not to be done. Neither is ever an order.

    `state` is what a question asks of a device: on, off, open, closed, locked ...
    """

    name: str
    asks: bool = False
    negated: bool = False
    state: str = ""

    @property
    def orders(self) -> bool:
        return not self.asks and not self.negated


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the rules read it. `named` marks the words of devices, rooms and colors."""

    words: Words
    named: tuple[bool, ...]
    groups: frozenset[str]
    asked: bool
    grammar: Grammar
    numbers: frozenset[str]

    def is_(self, kind: str, at: int) -> bool:
        return 0 <= at < len(self.words) and self.words[at] in self.grammar.ones[kind]

    def fits(self, form: Form) -> bool:
        return not form.needs or form.needs in self.groups

    def known(self, start: int, end: int) -> bool:
        """Whether nothing but devices, rooms and small words stands there, and at least one that names something."""
        span = range(start, end)
        small = (self.is_("small", at) or noun_follows(self, at) for at in span)  # "the lights on the porch"
        return all(self.named[at] or each for at, each in zip(span, small, strict=True)) and any(
            self.named[at] or self.is_("whole", at) for at in span
        )


def line_of(text: str, language: str) -> Line:
    sentence, table = read(text), grammar(language)
    said = without(table, sentence.words[:MOST])
    found = [each for each in mentions(" ".join(said), language) if each.kind in ("device", "area", "color")]
    groups = {each.extra for each in found} | {each.kind for each in found}
    groups |= {"list"} if table.ones["lists"].intersection(said) else set()
    asked = sentence.typed.rstrip(" \"'").endswith("?")
    return Line(said, marked(said, found), frozenset(groups), asked, table, numbers(language))


def marked(said: Words, found: Sequence[Mention]) -> tuple[bool, ...]:
    """Which of the words belong to a name."""
    ends = list(accumulate(len(word) + 1 for word in said))
    named = [False] * len(said)
    for each in found:
        for at in range(bisect_right(ends, each.start), bisect_left(ends, each.end) + 1):
            named[at] = True
    return tuple(named)


def without(table: Grammar, said: Words) -> Words:
    """Without courtesy in the middle: "in the kitchen can you turn ..."."""
    kept: list[str] = []
    at = 0
    while at < len(said):
        courtesy = table.begins("drop", said[at : at + 2])
        if not courtesy:
            kept.append(said[at])
        at += courtesy or 1
    return tuple(kept)


def action_of(text: str, language: str = "en") -> Action | None:
    """The action that a sentence orders, asks about or forbids; None where it names none."""
    text = text[:LONGEST]
    found = action_in(line_of(text, language))
    clauses = [] if found else [each for each in CLAUSE.split(text) if each.strip()]
    for clause in reversed(clauses[1:][-MOST_CLAUSES:]):  # "the baby is asleep, turn it down"
        found = action_in(line_of(clause, language))
        if found:
            return found
    return found


def action_in(line: Line) -> Action | None:
    start, negated = past_lead(line)
    rest = line.words[start:]
    if wish := line.grammar.begins("wish", rest):
        return wished(line, start + wish)
    name = next((form.name for form in line.grammar.alone if form.words == rest), "")
    if not name and asks(line, start):
        return asked_about(line, start)
    name = name or ordered(line, start)
    if name:
        return Action(name, negated=negated)
    name = trailing(line, start)
    if name and line.asked:
        return asked_about(line, start) or Action(name, asks=True)
    return Action(name, negated=negated) if name else None


def past_lead(line: Line) -> tuple[int, bool]:
    """Where the order itself begins, behind "i want to", "just", "do not"; and whether it was negated."""
    at, negated = 0, False
    for _ in range(6):
        lead = line.grammar.begins("lead", line.words[at:])
        no = line.grammar.begins("not", line.words[at:])
        if not lead and not no:
            break
        negated ^= no > lead
        at += max(lead, no)
    return at, negated


def asks(line: Line, start: int) -> bool:
    rest = line.words[start:]
    if line.grammar.begins("ask", rest):
        return True
    if line.grammar.begins("clause", rest):
        return not last_order(line, start)
    return bool(line.grammar.begins("opener", rest)) and line.grammar.begins("ask", rest[1:]) > 0 and line.asked


def asked_about(line: Line, start: int) -> Action | None:
    state, name = state_of(line, start)
    if state:
        return Action(name, asks=True, state=state)
    for at in range(start + 1, len(line.words)):
        name = verb_at(line, at, any_form=True)
        if name:
            done = line.grammar.begins("done", line.words[start:]) > 0
            state = next((word for word, leads in line.grammar.states.values() if leads == name), "")
            return Action(name, asks=True, state=state if done else "")
    return None


def wished(line: Line, start: int) -> Action | None:
    """ "Make sure the door is locked" is an order, "make sure to lock it" too."""
    state, name = state_of(line, start)
    if state:
        return Action(name)
    name = ordered(line, start + int(line.words[start : start + 1] == ("to",)))
    return Action(name) if name else None


def state_of(line: Line, start: int) -> tuple[str, str]:
    """The state that is spoken of and the action that leads there: "is the lamp on" is on, by turn_on."""
    for at in range(len(line.words) - 1, start, -1):
        found = line.grammar.states.get(line.words[at])
        if found and stands_for_state(line, start, at):
            return found
    return "", ""


def stands_for_state(line: Line, start: int, at: int) -> bool:
    ends = at + 1 == len(line.words) or line.is_("state_before", at + 1) or line.named[at + 1]
    bare = at == start + 2 and line.is_("bare", start)  # "what is on" asks for no device
    verb = line.words[at] in line.grammar.verbs and any(line.is_("verb_before", i) for i in range(start, at))
    verb = verb or (line.words[at - 1] in line.grammar.verbs and not line.named[at - 1])  # "will it turn on"
    return ends and not bare and not verb and not line.named[at] and not line.is_("before_no_particle", at - 1)


def ordered(line: Line, start: int) -> str:
    """The action of an order: "turn it off", "in the kitchen turn it off", "kitchen lights turn off", "louder"."""
    rest = line.words[start:]
    name = alone_of(line, start) or verb_at(line, start, any_form=start > 0)
    if not name and line.grammar.begins("clause", rest):
        return last_order(line, start)
    if not name and line.grammar.begins("opener", rest):
        name = next(orders(line, start), "")
    if not name and line.grammar.begins("statement", rest):
        name = next(orders(line, start, single=False), "")
    return name or behind_devices(line, start) or by_naming(line, start)


def by_naming(line: Line, start: int) -> str:
    """ "Volume fifty", "lights to ten percent", "pink lights in the bathroom": nothing but what, and how much."""
    span = range(start, len(line.words))
    counts = [at for at in span if line.words[at] in line.numbers or line.words[at].isdigit()]
    said = counts + [at for at in span if line.is_("amount", at)]
    plain = all(line.named[at] or at in said or line.is_("small", at) for at in span)
    enough = "color" in line.groups or (said and line.named[start] and said[-1] > start)
    return "set" if plain and enough and any(line.named[at] for at in span) and not line.asked else ""


def alone_of(line: Line, start: int) -> str:
    """ "A bit louder", "it is too dark in here": the form and soft words."""
    kept = tuple(word for word in line.words[start:] if word not in line.grammar.ones["soft"])
    return next((form.name for form in line.grammar.alone if kept and form.words == kept), "")


def orders(line: Line, start: int, single: bool = True) -> Iterator[str]:
    """The orders behind an opening such as "in the kitchen" or "when I come home"."""
    single = single and "device" in line.groups
    for at in range(start + 1, len(line.words)):
        name = "" if line.is_("subject", at - 1) else verb_at(line, at, single=single and not line.named[at])
        if name:
            yield name


def last_order(line: Line, start: int) -> str:
    return next(reversed(list(orders(line, start))), "")


def behind_devices(line: Line, start: int) -> str:
    """ "Kitchen lights turn off": a verb of two words behind nothing but devices and rooms."""
    for at in range(start + 1, len(line.words)):
        if line.known(start, at) and (name := verb_at(line, at, single=False)):
            return name
    return ""


def trailing(line: Line, start: int) -> str:
    """ "Lights off", "the blinds in the study down"."""
    for at in range(start + 1, len(line.words)):
        if noun_follows(line, at) or is_article(line, at) or line.is_("or", at + 1) or not line.known(start, at):
            continue
        for form in line.grammar.trailing:
            if form.words == line.words[at : at + len(form.words)] and line.fits(form):
                return form.name
    return ""


def is_article(line: Line, at: int) -> bool:
    """ "Heizung ein Grad runter": the article, not the particle of "Licht ein"."""
    more = at + 1 < len(line.words) and not line.is_("state_before", at + 1)
    return more and line.is_("noun_follows", at)


def verb_at(line: Line, at: int, any_form: bool = False, single: bool = True) -> str:
    """The action of the verb that stands here; `any_form`: "turning", "turned" too; `single`: of one word too."""
    if at >= len(line.words):
        return ""
    word = line.words[at]
    forms = line.grammar.verbs.get(line.grammar.base.get(word, word) if any_form else word, ())
    said = line.words[at + 1 :]
    together = (f for f in forms if len(f.words) > 1 and begins(said, f.words[1:]) and line.fits(f))
    form = next(together, None)
    if form is None or holds_thing(line, at, form):
        form = parted(line, at, forms) or form
    if form is None and single and stands_as_verb(line, at):
        form = next((f for f in forms if len(f.words) == 1 and line.fits(f)), None)
    return by_amount(line, at, form.name) if form else ""


def holds_thing(line: Line, at: int, form: Form) -> bool:
    """Whether a form ends in its thing, so that a particle may follow: "make it" sets, "make it a bit warmer" does not;
    "mach Licht" turns on, "mach Licht im Flur aus" does not."""
    return form.words[-1] in line.grammar.ones["whole"] or line.named[at + len(form.words) - 1]


def stands_as_verb(line: Line, at: int) -> bool:
    """ "Lock the door" and "lock it", but not "lock status"; not "open" where it is a state."""
    if any(line.is_("verb_before", i) for i in range(at)):
        return True  # "when do the blinds open"
    if at + 1 == len(line.words):
        return line.words[at] not in line.grammar.states
    if line.words[at] in line.grammar.states and line.is_("state_before", at + 1):
        return line.is_("noun_follows", at + 1)
    return not line.named[at] or line.is_("small", at + 1) or line.named[at + 1]


def begins(said: Words, words_: Words) -> bool:
    return said[: len(words_)] == words_


def parted(line: Line, at: int, forms: Sequence[Form]) -> Form | None:
    """The form whose particle stands apart: "turn the light on the porch off" is off, though "on" comes first."""
    found: list[tuple[int, int, Form]] = []
    for form in forms:
        if GAP in form.words:
            gap = form.words.index(GAP)
            if begins(line.words[at:], form.words[:gap]):
                place = particle(line, at + gap, form.words[gap + 1 :]) if line.fits(form) else 0
                found += [(place, -len(form.words), form)] if place else []
    found.sort(key=lambda each: each[:2])
    if not found:
        return None
    first, last = found[0], found[-1]
    ends = last[0] + len(last[2].words) - last[2].words.index(GAP) - 1 == len(line.words)
    joined = any(line.is_("joins", i) for i in range(first[0], last[0]))
    return last[2] if ends and not joined and last[0] > first[0] else first[2]


def particle(line: Line, start: int, said: Words) -> int:
    """Where the particle stands behind at least one word; 0: nowhere. "On the desk" holds none."""
    for at in range(start + 1, min(start + REACH, len(line.words)) + 1):
        if begins(line.words[at:], said) and (len(said) > 1 or not noun_follows(line, at)):
            verb = line.words[at - 1] in line.grammar.verbs and not line.named[at - 1]  # "put turn down ... away"
            return at if not verb and not line.is_("before_no_particle", at - 1) else 0
    return 0


def noun_follows(line: Line, at: int) -> bool:
    return line.words[at] in line.grammar.ones["prepositions"] and line.is_("noun_follows", at + 1)


def by_amount(line: Line, at: int, name: str) -> str:
    """ "Turn it up to 21" sets it; "turn it up by 2" does not."""
    if name in ("increase", "decrease"):
        for i in range(at + 1, len(line.words) - 1):
            if line.is_("to", i) and (line.words[i + 1][0].isdigit() or line.words[i + 1] in line.numbers):
                return "set"
    return name
