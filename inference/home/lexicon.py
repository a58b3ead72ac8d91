"""The words of a house in one language: kinds of device, rooms that the world knows, places, levels, small words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from inference.home.entities import plain, stems
from intents.order_words import GAP, Grammar, grammar
from intents.tables import Row, rows, words
from intents.words import Phrases

GROUPS = {"light": "light", "fan": "fan", "cover": "cover", "lock": "lock", "climate": "climate", "valve": "valve"}
MEDIA = "media_player"
COMPOUNDING = frozenset(("de",))  # languages that write "terrace door" as one word
SHORTEST_END = 4  # letters of a word that ends longer ones
# device value of the gazetteer: its domain, and its device class where it has one
KINDS: Mapping[str, tuple[str, str]] = {
    "blind": ("cover", "blind"), "shutter": ("cover", "shutter"), "curtain": ("cover", "curtain"),
    "awning": ("cover", "awning"), "door": ("cover", "door"), "garage": ("cover", "garage"), "gate": ("cover", "gate"),
    "window": ("cover", "window"), "skylight": ("cover", "window"), "humidifier": ("humidifier", ""),
    "dehumidifier": ("humidifier", ""), "boiler": ("water_heater", ""), "vacuum": ("vacuum", ""),
    "mop": ("vacuum", ""), "mower": ("lawn_mower", ""), "tv": (MEDIA, "tv"), "projector": (MEDIA, "projector"),
    "speaker": (MEDIA, "speaker"), "stereo": (MEDIA, "receiver"), "radio": (MEDIA, ""), "plug": ("switch", "outlet"),
    "power strip": ("switch", "outlet"), "switch": ("switch", ""), "camera": ("camera", ""), "siren": ("siren", ""),
    "tap": ("valve", "water"), "alarm system": ("alarm_control_panel", ""), "music": (MEDIA, ""),
}  # fmt: skip
Meant = tuple[tuple[str, ...], tuple[str, ...]]  # the words of a phrase, and the words that it stands for
PROPERTIES = {"volume": "volume", "temperature": "temperature", "brightness": "brightness", "humidity": "humidity"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for a kind of device: its domain ("" where only names tell), its class, and all words for the same.

    One with words that tell it `apart` ("ceiling light", "chandelier") is only what is called so. `ends` are those of
    its words that may end a longer one, in a language that joins words.
    """

    domain: str
    kind: str = ""
    words: frozenset[tuple[str, ...]] = frozenset()
    apart: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase is for: noun, area, floor, place, property, color, level, every, all."""

    kind: str
    value: str
    noun: Noun | None = None


class Lexicon:
    """All of it, to be found in a text of stems in one pass. Immutable."""

    __slots__ = (
        "_groups", "_phrases", "_words", "adding", "advice", "all", "article", "because", "becomes", "compared",
        "complaints", "compounds", "everywhere", "exceptions", "failing", "floors", "here", "hesitating", "indirect",
        "inside", "into", "known", "lighting", "loud", "misheard", "nouns", "outdoors", "played", "pronouns",
        "questions", "remarking", "remarks", "same_area", "shorter", "speaking", "states", "titled", "units", "verbs",
        "warm", "wishing", "within",
    )  # fmt: skip

    def __init__(self, language: str) -> None:
        own = rows("house", language)
        self.known, self.compounds = explained(language), language in COMPOUNDING
        self._take_small_words(own)
        self._take_phrases(own)
        spoken = grammar(language)
        self.states = frozenset(spoken.states) - {"open"}
        self.verbs = frozenset(spoken.verbs) - of_kind(own, "filler") - objects(spoken)
        self.exceptions, self.article = spoken.ones["except"], spoken.ones["noun_follows"]
        self.units = frozenset(word for said in words("units", language, "unit").values() for word in said)
        self.floors = frozenset(word for row in own if row.kind == "floor" for word in row.words)
        general = frozenset(stems(plain(word)) for row in own if row.kind == "noun" for word in row.words)
        found = [*from_house(own), *from_gazetteer(language, general)]
        if self.compounds:
            found = [(phrase, with_ends(word)) for phrase, word in found]
        self._phrases = Phrases(phrase for phrase, _ in found)
        self._words = tuple(word for _, word in found)
        self.same_area = {phrase: word.value for phrase, word in found if word.kind == "area"}

    def _take_small_words(self, own: Sequence[Row]) -> None:
        self.adding, self.inside, self.all = (of_kind(own, kind) for kind in ("and", "inside", "all"))
        self.lighting, self.played = of_kind(own, "lighting"), of_kind(own, "played")
        self.questions, self.advice = of_kind(own, "question"), of_kind(own, "advice")
        self.loud, self.warm, self.outdoors = (of_kind(own, kind) for kind in ("loud", "warm", "outdoors"))
        self.pronouns, self.hesitating = of_kind(own, "one"), of_kind(own, "hesitating")
        self.here, self.everywhere, self.within = (
            next(row.words[0] for row in own if row.value == where).split() for where in ("here", "whole", "within")
        )
        self.compared, self.into, self.speaking = (of_kind(own, kind) for kind in ("compared", "into", "speaking"))
        self.remarking, self.because = of_kind(own, "remarking"), of_kind(own, "because")
        self.remarks = frozenset(word for said in self.remarking for word in said.split()[1:])
        self.becomes, self.shorter = (by_word(own, kind) for kind in ("becomes", "shorter"))
        self._groups = {row.value: frozenset(row.words) for row in own if row.kind == "word"}

    def _take_phrases(self, own: Sequence[Row]) -> None:
        self.failing = frozenset(tuple(said.split()) for said in of_kind(own, "failing"))
        self.wishing = tuple(tuple(said.split()) for said in sorted(of_kind(own, "wishing")))
        self.indirect, self.misheard = (by_phrase(own, kind) for kind in ("indirect", "misheard"))
        self.complaints = complaints_of(own)
        nouns = [(row.value, said.split()) for row in own if row.kind == "noun" for said in row.words]
        self.nouns = frozenset(word for _, said in nouns for word in said)
        self.titled = frozenset(tuple(said) for value, said in nouns if value in {"scene", "script"})

    def group(self, name: str) -> frozenset[str]:
        """The small words of one use: those that open a sentence, those that keep things as they are."""
        return self._groups.get(name, frozenset())

    def find(self, stemmed: str) -> Iterator[tuple[int, int, Word]]:
        """Where the words stand in a text of stems, overlapping ones too; the house's own table before the world's."""
        for start, end, owners in self._phrases.find(stemmed):
            found: dict[str, Word] = {}
            for owner in owners:
                found.setdefault(self._words[owner].kind, self._words[owner])
            for word in found.values():
                yield start, end, word


@cache
def lexicon(language: str) -> Lexicon:
    return Lexicon(language)


def with_ends(word: Word) -> Word:
    """ "Tür" ends "Terrassentür"; "Tor" ends "Motor" too, so that short words must have a letter of their own."""
    if word.noun is None:
        return word
    single = (said[0] for said in word.noun.words if len(said) == 1)
    ends = tuple(sorted(each for each in single if len(each) >= SHORTEST_END or not each.isascii()))
    return replace(word, noun=replace(word.noun, ends=ends))


def objects(table: Grammar) -> frozenset[str]:
    """The words that stand as nouns inside of verbs themselves: "cut the power to"."""
    articles = table.ones["noun_follows"]
    forms = (form.words for forms in table.verbs.values() for form in forms)
    return frozenset(word for words in forms for before, word in pairwise(words) if before in articles)


def complaints_of(own: Sequence[Row]) -> tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...]:
    """Words of a complaint, the order that it stands for, and whether it holds of a room; the longest wording first."""
    found = (
        (tuple(said.split()), tuple(row.value.split()), row.extra == "room")
        for row in own
        if row.kind == "complaint"
        for said in row.words
    )
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def of_kind(own: Iterable[Row], kind: str) -> frozenset[str]:
    return frozenset(word for row in own if row.kind == "word" and row.value == kind for word in row.words)


def by_word(own: Iterable[Row], kind: str) -> dict[str, str]:
    """The value of each word of a kind: the action by which a thing becomes "brighter", "dimmer" for "less bright"."""
    return {word: row.value for row in own if row.kind == kind for word in row.words}


def by_phrase(own: Iterable[Row], kind: str) -> dict[str, tuple[Meant, ...]]:
    """The phrases of a kind with the words that are meant, by where or how they are said; the longest first."""
    found: dict[str, list[Meant]] = {}
    for row in own:
        if row.kind == kind:
            meant = tuple(row.extra.split())
            found.setdefault(row.value, []).extend((tuple(said.split()), meant) for said in row.words)
    return {value: tuple(sorted(said, key=lambda each: -len(each[0]))) for value, said in found.items()}


def from_house(own: Iterable[Row]) -> Iterator[tuple[str, Word]]:
    for row in own:
        spelled = frozenset(stems(plain(word)) for word in row.words)
        noun = Noun(*row.value.partition(":")[::2], spelled) if row.kind == "noun" else None
        kind = row.value if row.kind == "word" and row.value == "every" else row.kind
        if kind not in {"word", "becomes", "shorter", "indirect", "misheard", "complaint"}:
            yield from ((" ".join(said), Word(kind, row.value, noun)) for said in spelled)


Spelled = frozenset[tuple[str, ...]]


def from_gazetteer(language: str, general: Spelled) -> Iterator[tuple[str, Word]]:
    table = rows("devices", language)
    rooms = {stems(plain(word)) for row in table if row.kind == "area" for word in row.words}
    for row in table:
        spelled = frozenset(stems(plain(word)) for word in (*row.words, *row.loose))
        for said in spelled:
            word = word_of(row, spelled)
            if word.noun is None:
                yield " ".join(said), word
            elif not (said[:-1] in rooms and said[-1:] in general):  # "outside lights" are lights of a place
                yield " ".join(said), narrowed(word, said, general)


def narrowed(word: Word, said: tuple[str, ...], general: Spelled) -> Word:
    """A word for a domain is general, or tells one thing apart; of a narrow kind only what is called so is meant."""
    assert word.noun is not None
    if said in general:
        return word
    if not word.noun.words & general:
        return replace(word, noun=replace(word.noun, domain="", kind=""))
    plain_words = {each[0] for each in general if len(each) == 1}
    apart = frozenset(each for each in said if each not in plain_words) or frozenset(said)
    return replace(word, noun=replace(word.noun, words=frozenset((said,)), apart=apart))


def word_of(row: Row, spelled: Spelled) -> Word:
    if row.kind == "area" and row.value == "everywhere":
        return Word("place", "whole")
    if row.kind in {"area", "color"}:
        return Word(row.kind, row.value)
    if row.value in PROPERTIES:
        return Word("property", PROPERTIES[row.value])
    domain, kind = KINDS.get(row.value, (MEDIA if row.extra == "media" else GROUPS.get(row.extra, ""), ""))
    return Word("noun", row.value, Noun(domain, kind, spelled))


def explained(language: str) -> frozenset[str]:
    """The words that need no other explanation: those of verbs and the small ones; never one that tells apart."""
    own = rows("house", language)
    table = grammar(language)
    forms = [form for verbs in table.verbs.values() for form in verbs] + [*table.trailing]
    verbal = {word for form in forms for word in form.words} | set(table.base) - {GAP}
    wishes = {word for said in table.phrases["wish"].values() for phrase in said for word in phrase}
    return frozenset((verbal - of_kind(own, "telling")) | of_kind(own, "filler") | wishes)
