"""Numbers that belong to names: "lamp two" is Lamp 2, and "lamps 1 and 2" are both."""

from collections.abc import Sequence

from inference.home.compounds import singular
from inference.home.entities import Register, stems
from inference.home.lexicon import Lexicon
from intents.quantities import measures
from intents.words import stem

MOST = 40  # things that a range counts


def renumbered(words: Sequence[str], register: Register, table: Lexicon, language: str) -> Sequence[str]:
    """The words with numbers as the names of this house spell them, and what is counted again before each number."""
    head: Sequence[str] = ()
    made: list[str] = []
    words = ranged(words, register, table, language)
    for at, word in enumerate(words):
        measured = at + 1 < len(words) and words[at + 1] in table.units
        forms = () if measured or not at else spellings(word, language)
        before = words[at - 1] if at else ""
        one = counted_one(before, forms, register, table)
        if own := numbered_so([one], forms, register):
            made[-1] = one
            head = counted(made, register)
            made.append(own)
        elif head and follows(before, table, language) and (own := numbered_so(head, forms, register)):
            made += (*head, own)
        else:
            head = head if word in table.adding else ()
            made.append(word)
    return made


def ranged(words: Sequence[str], register: Register, table: Lexicon, language: str) -> Sequence[str]:
    """ "Bays 1 to 3" with each of the numbers, where the house has things that are counted so."""
    for at in range(1, len(words) - 2):
        first, last = (spellings(word, language)[:1] for word in (words[at], words[at + 2]))
        plural = bool(first) and counted_one(words[at - 1], first, register, table) != words[at - 1]
        if plural and last and words[at + 1] in table.group("ranging"):
            between = map(str, range(int(first[0]) + 1, int(last[0]))[:MOST])
            return (*words[: at + 1], *between, *words[at + 2 :])
    return words


def counted_one(word: str, forms: Sequence[str], register: Register, table: Lexicon) -> str:
    """The word before a number as the names spell it: "bays 1 and 2" are Bay 1 and Bay 2."""
    if not forms or word in register.by_word or word in table.known:
        return word
    return singular(word, register) or word


def follows(before: str, table: Lexicon, language: str) -> bool:
    """Whether a list of numbers may go on behind this word."""
    return before in table.adding or bool(spellings(before, language))


def counted(words: Sequence[str], register: Register) -> Sequence[str]:
    """The words before a number that belong to the name with it: "reading lights" of Reading Light 1."""
    stemmed, start = stems(words), len(words) - 1
    while start and stemmed[start] in register.behind.get(stemmed[start - 1], ()):
        start -= 1
    return words[start:]


def spellings(word: str, language: str) -> tuple[str, ...]:
    """A number in digits and in words; () for any other word."""
    numbers = measures(language).numbers
    value = word if word.isdecimal() else numbers.get(word, "")
    return (value, *(said for said, number in numbers.items() if number == value)) if value else ()


def numbered_so(words: Sequence[str], forms: Sequence[str], register: Register) -> str:
    """The form of a number that stands behind the last word in a name or a room of the house; "" where none does."""
    follow = register.behind.get(stem(words[-1]), ()) if words and forms else ()
    return next((form for form in forms if stem(form) in follow), "")
