"""A sentence with what each of its words is for: names of the house, rooms, kinds of device, or nothing."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from inference.home.compounds import compound, room_first
from inference.home.context import House
from inference.home.elided import filled
from inference.home.entities import Register, plain, stems
from inference.home.lexicon import Lexicon, Noun, lexicon
from inference.home.numbering import renumbered
from intents.order_words import GAP, grammar
from intents.words import Sentence, read, stem

KEPT = 32  # houses whose rooms are kept by their kinds
LONGEST = 60  # words of an order that are looked at; a longer one is none
IN_KELVIN = re.compile(r"[1-9]\d{3}k")
RANK = (
    "name",
    "place",
    "floor",
    "area",
    "every",
    "property",
    "noun",
    "color",
    "level",
    "verb",
)  # which of equals is meant


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that is named, from word `start` to before word `end`.

    `owners` are the entities that bear a name; `exact`: it is spelled as they are, not only by its stems. `known` marks
    an area of this house.
    """

    kind: str
    value: str
    start: int
    end: int
    noun: Noun | None = None
    owners: tuple[int, ...] = ()
    exact: bool = True
    known: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence, what is named in it, and the house that it is said in."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    mentions: tuple[Mention, ...]
    house: House
    lexicon: Lexicon
    language: str

    def of(self, *kinds: str) -> tuple[Mention, ...]:
        return tuple(each for each in self.mentions if each.kind in kinds)

    def said(self, each: Mention) -> str:
        return " ".join(self.words[each.start : each.end])

    def unexplained(self) -> tuple[int, ...]:
        """The words that nothing accounts for: what they mean is not known."""
        covered = {at for each in self.mentions for at in range(each.start, each.end)}
        left = (at for at in range(len(self.words)) if at not in covered)
        return tuple(at for at in left if self.words[at] not in self.lexicon.known or self.is_thing(at))

    def is_thing(self, at: int) -> bool:
        """ "Turn down the wind": a verb behind an article names a thing, and this house has none that is called so."""
        article = at > 0 and self.words[at - 1] in self.lexicon.group("telling_which")
        return article and self.words[at] in self.lexicon.verbs


def line_of(text: str, house: House, language: str) -> Line:
    sentence = read(text)
    if sentence.whole != sentence.line and (words := with_name(sentence, house)):
        return line(words, house, language)
    table = lexicon(language)
    words = renumbered(tuple(with_units(sentence.words)), house.register, table, language)
    words = filled(tuple(words), house.register, table)
    return line(tuple(unjoined(words, house, table)) if table.compounds else words, house, language)


def unjoined(words: Iterable[str], house: House, table: Lexicon) -> Iterator[str]:
    """ "Wohnzimmerlicht" as a room and a kind, where nothing is called so and the house has the room."""
    for word in words:
        known = word in table.known or word in house.register.by_word
        pairs = () if known else ((room, kind) for rooms, kind in room_first(word, table) for room in rooms)
        yield from next((pair for pair in pairs if is_room(pair[0], house, table)), (word,))


def is_room(said: str, house: House, table: Lexicon) -> bool:
    """Whether the house has a room of this name, or one that the world calls so."""
    value = table.same_area.get(stem(said))
    return said in house.register.rooms or (value is not None and area_of(value, (0, 0), house, table).known)


def with_units(words: Iterable[str]) -> Iterator[str]:
    """ "3000k" as it is said."""
    for word in words:
        yield from ((word[:-1], "kelvin") if IN_KELVIN.fullmatch(word) else (word,))


def with_name(sentence: Sentence, house: House) -> Sequence[str]:
    """The words from where a name begins that courtesy would have taken a part of: "hi-fi off"."""
    whole = sentence.whole.split()
    start = next((at for at in range(len(whole)) if tuple(whole[at : at + len(sentence.words)]) == sentence.words), 0)
    text = Text(whole, stems(whole))
    found = (text.span(first, last) for first, last, _ in house.register.names_in(text.stems))
    cut = next((first for first, last in found if first < start < last), None)
    return () if cut is None else whole[cut : start + len(sentence.words)]


def line(words: Sequence[str], house: House, language: str) -> Line:
    words = tuple(words[:LONGEST])
    stemmed, table = stems(words), lexicon(language)
    found = list(candidates(Text(words, stemmed), house, table))
    kept = [each for each in found if each.kind != "name" or not means_kind(each, words, found, house)]
    kept = [each for each in kept if each.kind != "name" or not colors(each, words, kept, house, table)]
    kept = [each for each in kept if each.kind != "color" or not describes(each, words, kept, table)]
    kept = [
        replace(each, kind="verb") if each.kind == "noun" and is_verb(each, words, language) else each for each in kept
    ]
    meant = chosen(kept)
    unsure = [each for each in meant if each.kind == "area" and not each.exact and elsewhere(each, meant, stemmed)]
    meant = [replace(each, known=False) if each in unsure else each for each in meant]
    return Line(words, stemmed, tuple(meant), house, table, language)


def describes(color: Mention, words: Sequence[str], found: Sequence[Mention], table: Lexicon) -> bool:
    """ "The blue lamp" tells which lamp, not what it is to become."""
    told = bool(color.start) and words[color.start - 1] in table.group("telling_which")
    return told and any(each.start == color.end for each in found if each.kind in {"noun", "name"})


def colors(name: Mention, words: Sequence[str], found: Sequence[Mention], house: House, table: Lexicon) -> bool:
    """ "Make the lamp amber", where a lamp is called Amber: right behind a light the word is what it is to become."""
    if not any(each.kind == "color" and (each.start, each.end) == (name.start, name.end) for each in found):
        return False
    lit = [each for each in found if each.end == name.start and each.kind in {"noun", "name"}]
    domains = {house.register.entities[owner].domain for each in lit for owner in each.owners}
    domains |= {each.noun.domain for each in lit if each.noun}
    return "light" in domains and table.states.isdisjoint(words)


def is_verb(noun: Mention, words: Sequence[str], language: str) -> bool:
    """ "Switch the tv off", "and lock the door": a verb that is a word for a device too."""
    table = grammar(language)
    before = words[noun.start - 1] if noun.start else ""
    leads = not before or any(before in table.ones[kind] for kind in ("lead", "subject", "joins", "drop"))
    led = leads and before not in table.ones["noun_follows"]
    goes_on = noun.end < len(words) or before in table.ones["to"]  # "send Rover out to clean"
    if not led or noun.end - noun.start != 1 or not goes_on:
        return False
    return any(may_be(form.words, words[noun.start :]) for form in table.verbs.get(words[noun.start], ()))


def may_be(form: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words begin with a verb, or hold its particle: "light the hall" and "light it up", but "light in the
    hall" is a thing."""
    if GAP in form:
        return form[-1] in words[len(form) - 1 :]
    return tuple(words[: len(form)]) == tuple(form)


def means_kind(name: Mention, words: Sequence[str], found: Sequence[Mention], house: House) -> bool:
    """ "Kitchen lights" are the lights of the kitchen, not the one thing called Kitchen Light; and where a thing is
    called Kitchen, "kitchen lights" are those of the room if it has others."""
    rooms = {(each.start, each.end): each.value for each in found if each.kind == "area" and each.known}
    nouns = {(each.start, each.end) for each in found if each.kind == "noun" and each.noun and each.noun.domain}
    if not name.exact:
        return any(start == name.start and (end, name.end) in nouns for start, end in rooms)
    room = rooms.get((name.start, name.end))
    if room is not None and any(each.kind == "every" for each in found):
        return True  # "everything off in the kitchen", where a lamp is called Kitchen
    follows = room is not None and any(start == name.end for start, _ in nouns)
    return follows and len(house.register.by_area.get(room or "", ())) > len(name.owners)


class Text:
    """The words of a sentence as one text of stems, in which phrases are found and told by their words."""

    def __init__(self, words: Sequence[str], stemmed: Sequence[str]) -> None:
        self.words = words
        self.stems = " ".join(stemmed)
        self._ends = list(accumulate(len(stem) + 1 for stem in stemmed))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first word and the one behind the last, of what stands at these characters."""
        return bisect_left(self._ends, start + 1), bisect_left(self._ends, end) + 1


def candidates(text: Text, house: House, table: Lexicon) -> Iterator[Mention]:
    yield from named(text, house, table)
    for start, end, area in house.register.areas_in(text.stems):
        yield Mention("area", area, *text.span(start, end), known=True)
    for start, end, word in table.find(text.stems):
        first, last = text.span(start, end)
        if word.kind == "area":
            yield area_of(word.value, (first, last), house, table)
        elif word.kind == "color" and any(each.endswith("s") for each in text.words[first : last - 1]):
            continue  # "make the lights blue" is no light blue
        elif word.kind != "noun" or table.states.isdisjoint(text.words[first:last]):  # "locked" is no lock
            yield Mention(word.kind, word.value, first, last, noun=word.noun)
    if table.compounds:
        yield from compounds(text, house, table)
    yield from of_whose(text, house, table)
    if house.room:
        yield from own_room(text.stems.split(), house.room)


def compounds(text: Text, house: House, table: Lexicon) -> Iterator[Mention]:
    """ "Nachttischlampen", where each is a "Nachttischlampe", and a "Leselampe" that the house does not have."""
    for at, word in enumerate(text.words):
        if word not in table.known and (noun := compound(word, house.register, table)):
            yield Mention("noun", noun.domain, at, at + 1, noun=noun)


def named(text: Text, house: House, table: Lexicon) -> Iterator[Mention]:
    """The names of the house; a thing that is called "On" is not meant by every "on"."""
    for start, end, owners in house.register.names_in(text.stems):
        first, last = text.span(start, end)
        words = tuple(text.words[first:last])
        stands = apart if first < last - 1 else told_of
        if table.known.issuperset(words) and not stands(first, last, text.words, table):
            continue
        same = [number for number, said in owners if said == words]
        bearers = tuple(dict.fromkeys(same or [number for number, _ in owners]))
        yield Mention("name", text.stems[start:end], first, last, owners=bearers, exact=bool(same))


def apart(first: int, last: int, words: Sequence[str], table: Lexicon) -> bool:
    """ "The wind down scene": a name of small words is meant where it stands as a name does."""
    titled = {word for words in table.titled for word in words}
    before, behind = words[:first][-1:], words[last:]
    alone = not behind and (not before or before[0] in table.group("starting"))
    beside = bool(behind) and behind[0] in titled
    return alone or beside or (not behind and before[0] in titled)


def told_of(first: int, last: int, words: Sequence[str], table: Lexicon) -> bool:
    """ "Switch the wind off": a name of one small word is meant where an article makes it a noun."""
    behind = words[last:]
    return (
        first > 0
        and words[first - 1] in table.group("telling_which")
        and (not behind or behind[0] in table.known | table.states)
    )


def own_room(stemmed: Sequence[str], room: str) -> Iterator[Mention]:
    """The satellite's room, which may hold no exposed thing."""
    said = stems(room.casefold().split())
    for at in range(len(stemmed) - len(said) + 1):
        if tuple(stemmed[at : at + len(said)]) == said:
            yield Mention("area", room, at, at + len(said), known=True)


def area_of(value: str, span: tuple[int, int], house: House, table: Lexicon) -> Mention:
    """A room that the world knows by this word, as the house calls it: the lounge is its living room."""
    rooms = [*house.register.areas, *([house.room] if house.room else [])]
    own = [room for room in rooms if table.same_area.get(" ".join(stems(room.casefold().split()))) == value]
    if own:
        return Mention("area", own[0], *span, known=True)
    alike = only_ones(house.register, table).get(value, "")
    return Mention("area", alike or value, *span, exact=not alike, known=bool(alike))


@lru_cache(maxsize=KEPT)
def only_ones(register: Register, table: Lexicon) -> Mapping[str, str]:
    """The only room whose name begins or ends with a word for each kind: the bathroom is the Upstairs Bathroom."""
    found: dict[str, set[str]] = {}
    for room in register.areas:
        said = stems(plain(room))
        edges = (" ".join(part) for at in range(1, len(said)) for part in (said[:at], said[at:]))
        for value in {table.same_area[edge] for edge in edges if edge in table.same_area}:
            found.setdefault(value, set()).add(room)
    return {value: rooms.pop() for value, rooms in found.items() if len(rooms) == 1 and value not in table.floors}


def of_whose(text: Text, house: House, table: Lexicon) -> Iterator[Mention]:
    """ "At Mia's", "bei Mia" for Mia's Room: a part of its name behind a word for where."""
    whose = whose_rooms(house.register, table)
    stemmed = text.stems.split()
    for at in range(1, len(stemmed)):
        if stemmed[at] in whose and placed(text.words, at, table):
            yield Mention("area", whose[stemmed[at]], at, at + 1, exact=False, known=True)


def placed(words: Sequence[str], at: int, table: Lexicon) -> bool:
    """Whether a word for where stands before it: "at Mia's", or "in the nook" where that is all that is said of it."""
    before = words[at - 1]
    if before in table.group("placing"):
        return True
    ends = at + 1 == len(words) or words[at + 1] in table.known
    return ends and at > 1 and before in table.article and words[at - 2] in table.group("placing")


@lru_cache(maxsize=KEPT)
def whose_rooms(register: Register, table: Lexicon) -> Mapping[str, str]:
    """The rooms by those words of their names that no other room and no word of the language shares."""
    found: dict[str, set[str]] = {}
    for room in register.areas:
        said = set(plain(room)) - table.known
        if table.compounds:  # which write no apostrophe: "Mias Zimmer" is Mia's
            said |= {word.removesuffix("s") for word in said}
        for word in {stem(word) for word in said}:
            if next(table.find(word), None) is None:
                found.setdefault(word, set()).add(room)
    return {word: rooms.pop() for word, rooms in found.items() if len(rooms) == 1}


def elsewhere(room: Mention, found: Sequence[Mention], stemmed: Sequence[str]) -> bool:
    """ "The downstairs bathroom" is not the Upstairs Bathroom, though that be the only one."""
    beside = [each for each in found if each.kind == "floor" and (each.end == room.start or each.start == room.end)]
    own = stems(plain(room.value))
    return any(not set(stemmed[each.start : each.end]) <= set(own) for each in beside)


def chosen(found: Iterable[Mention]) -> list[Mention]:
    """Of those that overlap the longest; of two that are alike the one that this house knows."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for each in sorted(found, key=precedence):
        if taken.isdisjoint(range(each.start, each.end)):
            kept.append(each)
            taken.update(range(each.start, each.end))
    return sorted(kept, key=lambda each: each.start)


def precedence(each: Mention) -> tuple[int, bool, int, int]:
    rank = RANK.index(each.kind)
    return each.start - each.end, not (each.kind == "name" or each.known), rank, each.start
