"""What the weather puts into its sentences, in the language of the question."""

from ragdomains.languages import Phrases, phrase
from ragdomains.weather import german

POLLEN = ("pollen", "hay fever", "heuschnupfen")  # asked of the air, and not how clean it is
PHRASES: Phrases = {"de": german.PHRASES}


def put(english: str, language: str, *values: str) -> str:
    """What a language says for it, with the values in place of its {}."""
    said = phrase(english, language, PHRASES)
    return said.format(*values) if values else said


def asks_pollen(text: str) -> bool:
    low = text.casefold()
    return any(word in low for word in POLLEN)
