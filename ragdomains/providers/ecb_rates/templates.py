"""The sentences about exchange rates, and the words in them."""

from ragdomains.languages import Phrases, phrase
from ragdomains.providers.ecb_rates import german

TEMPLATES: dict[str, dict[str, str]] = {
    "rate": {
        "short": "{given} {verb} worth {result}, at {day}.",
        "long": "{written_given} = {written_result} at the reference rate of {written_day}.",
    },
    "converted": {
        "short": "{given} {verb} {result}, at {day}.",
        "long": "{written_given} = {written_result} at the reference rate of {written_day}; {written_rate}.",
    },
    "converted_to_several": {"short": "{given} {verb} {result}, at {day}."},
    "several": {"short": "{given} {verb} worth {result}, at {day}."},
    "risen": {"short": "{currency} has risen {percent} percent against {other} since {since}, from {old} to {result}."},
    "fallen": {
        "short": "{currency} has fallen {percent} percent against {other} since {since}, from {old} to {result}."
    },
    "unmoved": {"short": "{currency} has hardly moved against {other} since {since}: it is worth {result}."},
}
PHRASES: Phrases = {"de": german.PHRASES}


def put(english: str, language: str, *values: str) -> str:
    """What a language says for it, with the values in place of its {}."""
    said = phrase(english, language, PHRASES)
    return said.format(*values) if values else said
