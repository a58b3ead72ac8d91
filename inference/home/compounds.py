"""Words that a language writes as one: a "Terrassentür" is a door, "Nachttischlampen" are several of one name."""

from collections.abc import Iterator

from inference.home.entities import Register
from inference.home.lexicon import Lexicon, Noun

ENDINGS = ("n", "en", "s", "e", "er", "")  # of a plural
PLAIN = str.maketrans("äöü", "aou")  # "Vorhänge" is the plural of "Vorhang"


def heads(word: str, lexicon: Lexicon) -> Iterator[Noun]:
    """The kinds of thing that the end of a word names, the longest word for one first."""
    for at in range(1, len(word) - 2):
        tail = word[at:]
        for start, end, found in lexicon.find(tail):
            if found.noun and (start, end) == (0, len(tail)):
                yield found.noun


def singular(word: str, register: Register) -> str:
    """The word of a name of this house of which this is the plural; "" where there is none."""
    roots = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
    forms = (form for root in roots for form in (root, root.translate(PLAIN)))
    return next((form for form in forms if form != word and form in register.by_word), "")


def several_of(word: str, register: Register, lexicon: Lexicon) -> Noun | None:
    """The kind that a plural means of which only the singular stands in names: those that are called so."""
    one = singular(word, register) if word not in register.by_word else ""
    head = next(heads(word, lexicon), None) if one else None
    if head is None or not head.domain:
        return None
    return Noun(head.domain, "", frozenset(((one,),)), frozenset((one,)))
