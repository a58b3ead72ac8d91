"""Takes apart a question that leaves its verb out the second time: "is the garage shut and the front door locked"."""

import re
from collections.abc import Mapping

from intents.gazetteer import mentions
from intents.house_orders import asks_state
from intents.order_words import grammar
from intents.words import fold

AND: Mapping[str, "re.Pattern[str]"] = {
    "en": re.compile(r"\s*,?\s+(?:and|or)(?: also)?\s+", re.IGNORECASE),
    "de": re.compile(r"\s*,?\s+(?:und|oder)(?: auch)?\s+", re.IGNORECASE),
}
LONGEST = 120  # characters of such a question


def gapped(text: str, language: str) -> tuple[str, ...]:
    """The two questions, the second with the verb of the first: what is asked of two devices must not become an order
    to the second ("sind die Fenster zu und die Lichter aus"). () for any other sentence."""
    if len(text) > LONGEST:
        return ()
    for found in AND.get(language, AND["en"]).finditer(text):
        first, second = text[: found.start()], text[found.end() :]
        lead = asking(first, language)
        if (
            lead
            and ends_in_state(first, language)
            and ends_in_state(second, language)
            and names_device(second, language)
        ):
            both = (first, f"{lead} {second}")
            if all(asks_state(each, language) for each in both):
                return both
    return ()


def asking(question: str, language: str) -> str:
    """What stands before the first device or room, without its article: "is", "did I leave"; "" where none is named."""
    start = next((each.start for each in mentions(fold(question), language) if each.kind in ("device", "area")), 0)
    words = question[:start].split()
    while words and words[-1].lower() in grammar(language).ones["noun_follows"]:
        words.pop()
    return " ".join(words)


def ends_in_state(clause: str, language: str) -> bool:
    words = fold(clause).rstrip(" ?!.").split()
    return len(words) > 1 and words[-1] in grammar(language).states


def names_device(clause: str, language: str) -> bool:
    """Whether it begins with a device and what belongs to it, and no verb of its own."""
    words = fold(clause).split()
    begins = words[0] in grammar(language).verbs or grammar(language).begins("ask", tuple(words))
    return not begins and any(each.kind == "device" for each in mentions(fold(clause), language))
