"""Numbers that belong to names: "lamp two" is Lamp 2, and "lamps 1 and 2" are both."""

from collections.abc import Iterator, Sequence

from inference.home.entities import Register, stems
from inference.home.lexicon import Lexicon
from intents.quantities import measures
from intents.words import stem


def renumbered(words: Sequence[str], register: Register, table: Lexicon, language: str) -> Iterator[str]:
    """The words with numbers as the names of this house spell them, and what is counted again before each number."""
    head: Sequence[str] = ()
    for at, word in enumerate(words):
        measured = at + 1 < len(words) and words[at + 1] in table.units
        forms = () if measured or not at else spellings(word, language)
        before = words[at - 1] if at else ""
        if own := numbered_so(words[:at], forms, register):
            head = counted(words[:at], register)
            yield own
        elif head and follows(before, table, language) and (own := numbered_so(head, forms, register)):
            yield from (*head, own)
        else:
            head = head if word in table.adding else ()
            yield word


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
