"""What is put into the sentences about films and series, in the language of the question."""

from collections.abc import Sequence

from ragdomains.languages import Phrases, phrase
from ragdomains.providers.tmdb import german

PHRASES: Phrases = {"de": german.PHRASES}


def put(english: str, language: str, *values: str) -> str:
    return phrase(english, language, PHRASES).format(*values)


def listed(items: Sequence[str], language: str, joint: str = "{} and {}") -> str:
    """ "Netflix, Max and Hulu"."""
    return put(joint, language, ", ".join(items[:-1]), items[-1]) if len(items) > 1 else "".join(items)
