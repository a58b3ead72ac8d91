"""Words that a language writes as one: a "Terrassentür" is a door, "Nachttischlampen" are several of one name."""

from collections.abc import Iterator

from inference.home.entities import Register
from inference.home.lexicon import Lexicon, Noun
from intents.words import stem

SHORTEST = 3  # letters before the word for the kind: "Pflicht" is no light
ENDINGS = ("n", "en", "s", "e", "er", "")  # of a plural
JOINTS = ("", "n", "s", "en")  # between the words of one: "Küchenlicht"
SHUT = frozenset(("lock", "alarm_control_panel", "garage", "door", "gate", "window"))
PLAIN = str.maketrans("äöü", "aou")  # "Vorhänge" is the plural of "Vorhang"


def heads(word: str, lexicon: Lexicon) -> Iterator[Noun]:
    """The kinds of thing that the end of a word names, the longest word for one first."""
    for at in range(SHORTEST, len(word) - 2):
        tail = word[at:]
        for start, end, found in lexicon.find(tail):
            if found.noun and (start, end) == (0, len(tail)):
                yield found.noun


def singular(word: str, register: Register) -> str:
    """The word of a name of this house of which this is the plural; "" where there is none."""
    roots = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    forms = (form for root in roots for form in (root, root.translate(PLAIN)))
    return next((form for form in forms if form != word and form in register.by_word), "")


def compound(word: str, register: Register, lexicon: Lexicon) -> Noun | None:
    """The kind that is told apart by a word for it: what is called so, also where that is its plural; None where a name
    holds the word itself, or it ends with no word for a kind."""
    if word in register.by_word:
        return None
    one = singular(word, register) or word
    head = next(heads(word, lexicon), None)
    if head is None or not head.domain:
        return None
    return Noun(head.domain, "", frozenset(((one,),)), frozenset((one,)))


def room_first(word: str, lexicon: Lexicon) -> Iterator[tuple[tuple[str, ...], str]]:
    """How a word may be a room and a kind: the forms that the room may have without the letters that join, and the
    kind; never one that keeps the house shut, which must be named."""
    for at in range(SHORTEST, len(word) - 2):
        tail = stem(word[at:])
        found = (each.noun for start, end, each in lexicon.find(tail) if (start, end) == (0, len(tail)))
        if any(noun and noun.domain and noun.domain not in SHUT and noun.kind not in SHUT for noun in found):
            yield tuple(word[:at].removesuffix(joint) for joint in JOINTS if word[:at].endswith(joint)), word[at:]
