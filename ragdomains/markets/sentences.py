"""The sentences about prices and exchanges, and the words in them."""

from ragdomains.languages import Phrases, phrase
from ragdomains.markets import german

MOVED = "[, {move}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "trading": {
        "short": f"{{name}} is at {{amount}}{MOVED}[, as of {{time}}].",
        "long": f"{{name}}[ ({{listing}})] is at {{written}}{MOVED}[ ({{points}})]"
        "[, between {lowest} and {highest} today][, as of {time}].",
    },
    "closed": {
        "short": f"{{name}} closed at {{amount}} {{day}}{MOVED}[. The market in {{city}} is closed now].",
        "long": f"{{name}}[ ({{listing}})] closed at {{written}} {{day}}{MOVED}[ ({{points}})]"
        "[, between {lowest} and {highest} that day][. The market in {city} is closed now].",
    },
    "range": {"short": "{name} traded between {low} and {high} {day}."},
    "volume": {"short": "{count} shares of {name} were traded {day}."},
    "opened": {"short": "{name} opened at {first} {day}."},
    "overview": {"short": "{summary}[, as of {time}].", "long": "{details}[, as of {time}]."},
    "overview_closed": {
        "short": "The market in {city} is closed. {day}: {summary}.",
        "long": "The market in {city} is closed. {day}: {details}.",
    },
    "is_open": {"short": "[{yes} ]{exchange} is open until {end}[. {limit}]."},
    "is_closed": {"short": "[{no} ]{exchange} is closed[ for {reason}]. It opens {start}[. {limit}]."},
    "pause": {"short": "[{no} ]{exchange} is closed for lunch. It goes on {start}[. {limit}]."},
    "hours": {
        "short": "{exchange} trades on working days from {start} to {end}[, {local}][. {standing}][. {limit}].",
    },
    "day_open": {"short": "[{yes} ]{exchange} is open {day} from {start} to {end}[, {local}][. {limit}]."},
    "day_closed": {"short": "[{no} ]{exchange} is closed {day}[ for {reason}][. {limit}]."},
}
PHRASES: Phrases = {"de": german.PHRASES}


def put(english: str, language: str, *values: str) -> str:
    """What a language says for it, with the values in place of its {}."""
    said = phrase(english, language, PHRASES)
    return said.format(*values) if values else said
