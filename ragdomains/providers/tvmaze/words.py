"""What the guide puts into its sentences, in the language of the question."""

from ragdomains.languages import Phrases, phrase
from ragdomains.providers.tvmaze import german

PHRASES: Phrases = {"de": german.PHRASES}


def put(english: str, language: str, *values: str) -> str:
    """What a language says for it, with the values in place of its {}."""
    return phrase(english, language, PHRASES).format(*values)


def listed(items: list[str], language: str) -> str:
    """ "Bella Ramsey, Pedro Pascal and Gabriel Luna"."""
    return put("{} and {}", language, ", ".join(items[:-1]), items[-1]) if len(items) > 1 else "".join(items)
