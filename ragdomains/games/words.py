"""What is put into sentences about games, in the language of the question."""

from collections.abc import Sequence

from ragdomains.games import german
from ragdomains.languages import Phrases, base, phrase

PHRASES: Phrases = {"de": german.PHRASES}
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def put(english: str, language: str, *values: str) -> str:
    """What a language says for it, with the values in place of its {}."""
    said = phrase(english, language, PHRASES)
    return said.format(*values) if values else said


def ordinal(number: int, language: str) -> str:
    """ "third", "23rd"; "3." in German."""
    if base(language) == "de":
        return f"{number}."
    if 0 < number < len(ORDINALS):
        return ORDINALS[number]
    return f"{number}{'th' if number % 100 in (11, 12, 13) else SUFFIXES.get(number % 10, 'th')}"


def listed(names: Sequence[str], joint: str) -> str:
    """ "one, two or three"."""
    return f" {joint} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
