"""The kinds of words by which a question leans on what was said before, and where each language keeps them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FragmentWords:
    """Questions that say only what is new: "and tomorrow?", "the kitchen too", "by whom?"."""

    own: Pattern  # begins a question or an order of its own, and so no fragment
    lead: Pattern
    phrase: Pattern  # a whole line: a preposition (`by`) and what stands behind it
    bound: frozenset[str]  # prepositions that lean on the word before them
    day_after: Pattern  # a whole line: "and the day after"; as `before` the other way
    tail: Pattern  # says at the end what `lead` says at the beginning: "too"
    within: Pattern  # leads to a place: "in"
    there: Pattern
    compares: Pattern  # asks of the weather what is so only beside another day's: "will it be better"
    now: Pattern
    item: Pattern  # a whole line: what may be put on a list
    place: Pattern  # a lone `name`, with its article: `the`
    calculates_on: Pattern
    sums: tuple[tuple[Pattern, str], ...]  # whole lines that calculate on, and what they add: "double it", "times 2"
    converts: Pattern  # a whole line: "convert it to euros"; what to in its last group
    in_unit: Pattern  # a whole line: "in euros", where that is a `unit`
    conversion: str  # of an amount to a unit
    lacking: Pattern  # a whole line: a question word alone
    asks: Pattern  # the question word at the beginning; as `short` with its verb drawn into it
    full: str  # that verb in full
    who: Pattern  # asks for the doer: no other question word goes before it
    small_talk: Pattern  # a whole line: thanks, a greeting
    generic: frozenset[str]  # say nothing about what is wanted
    rooms: frozenset[str]
    placed: frozenset[str]  # what is asked of a place
    weather: frozenset[str]  # of these, what "it" is said of without meaning a thing
    at_place: str  # a place with the word that leads to it
    inside: str  # a room with the words that lead to it
    town: str  # what the name of a town asks alone


@dataclass(frozen=True, slots=True)
class OrderWords:
    """Orders that go on from an order. Whole lines, but for `object` and `other_one`."""

    verbs: frozenset[str]  # begin an order
    switching: frozenset[str]  # begin an order to a device
    object: Pattern  # what is switched: `x`, with the room behind it: `where`
    before: Pattern  # what may stand before an order without changing it: "and then"
    again: Pattern
    more: Pattern
    less: Pattern
    degree: Pattern  # "louder", as its first group
    much: Pattern  # "a bit", as it stands before a degree
    complaint: Pattern  # "too loud"
    position: Pattern  # "off again", "off at ten": where `to`, and `when`
    valued: Pattern  # "the heating to 21": the device and its value, as `x`
    sets: str  # the order that does so
    value: str  # what it says of a device and its value
    other: Pattern
    other_one: Pattern
    opposites: Mapping[str, str]
    complaints: Mapping[str, str]  # what is complained of, and the degree that mends it
    positions: Mapping[str, str]  # a position, and the order that brings a device there
    made: str  # the order that changes a device by a degree
    other_of: str
    more_about: str


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """Corrections: "no, I meant the kitchen", "not Boston, Denver"."""

    lead: Pattern
    tail: Pattern
    clause: Pattern  # no name holds these: "that isn't correct" corrects nothing
    minutes: Pattern  # a whole line: a time without its hour, "half past"
    bare: Pattern  # the same without a comma between them: `rest`
    contrasts: tuple[Pattern, ...]  # what was wrong: `old`, and what is right: `new`


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """Replies to a question of the assistant (`yes`, `no`, `drop`: whole lines), and what can be learned from it."""

    yes: Pattern
    no: Pattern
    drop: Pattern
    lead: Pattern  # before a reply that says more: "yes, the first one"
    offer: Pattern  # "shall I `x`"
    meaning: Pattern  # what stands before the things to choose from
    idle: Pattern  # asks about nothing that was said: "anything else"
    open: Pattern  # asks for what is missing: "which", "how long"
    joined: Pattern  # between two things to choose from
    shared: Pattern  # "the `noun` `link` `x`": the noun and the link hold for what follows too
    links: frozenset[str]  # of these links the name goes before the noun
    order: Mapping[str, int]  # "the second one"
    numbering: frozenset[str]  # what may stand beside these
    where: Pattern  # asks for a place
    dropped: str  # what a "no" comes to


@dataclass(frozen=True, slots=True)
class PronounWords:
    """Words that stand for what was named before, and what is named in a question."""

    forms: tuple[tuple[str, Pattern], ...]  # subject, object or owner, and where these stand: `p`
    persons: frozenset[str]  # never stand for a thing
    things: frozenset[str]  # never stand for a person
    never: frozenset[str]  # no name of what a question is about holds these
    small: frozenset[str]  # what may stand before a pronoun without being what it stands for
    choosing: frozenset[str]  # nouns may follow: "which"
    expletive: Pattern  # stands for nothing: "what time is it"
    topics: tuple[Pattern, ...]  # what a question is about: `x`; the first that fits
    ends_topic: Pattern
    last_verb: Pattern  # what a topic that was heard may end with and does not mean: "Ada Lovelace born"
    names: Pattern
    article: Pattern
    attribute: Pattern  # of a place, before its name: "the population of"
    lone_attribute: Pattern  # a whole line: it asks for what only something has, and not of what: "who's the architect"
    of_it: str  # such a line with the thing behind it
    doer: Pattern  # a question for somebody by what they `did` to `x`
    doers: Mapping[str, str]  # what such a person is called, by the verb: {} stands for `x`
    next_one: Pattern  # a whole line: "when's the next one"
    next_of: Mapping[str, str]  # the same, asked of what fills a slot: {} stands for it
    owner: tuple[str, str]  # "{}'s", and the form of a name that ends in s


@dataclass(frozen=True, slots=True)
class Leads:
    """All of these of one language. Lines are normalised (intents/words.py), other text is as typed, but cleaned."""

    fragments: FragmentWords
    orders: OrderWords
    corrections: CorrectionWords
    replies: ReplyWords
    pronouns: PronounWords


def pattern(*pieces: str) -> Pattern:
    """One pattern of pieces that follow each other; capitals make no difference."""
    return re.compile("".join(pieces), re.IGNORECASE)


def either(listed: str) -> str:
    """One of the pieces of a list with commas between them."""
    return f"(?:{'|'.join(' '.join(piece.split()) for piece in listed.split(','))})"
