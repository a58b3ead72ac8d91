"""Whether a sentence holds the kind of thing a question asks for: a day, a time, a number."""

import re

DAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october"
    r"|november|december|weekdays?|weekends?|days?|weeks?|months?|spring|summer|autumn|winter|birthday"
)
TIMES = r"\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m|noon|midnight|morning|afternoon|evening|night|o'clock"
LENGTHS = r"(?:second|minute|hour|day|week|month|year)s?"
NUMBERS = (
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half|once"
    r"|twice"
)
# The first that a question is like: how it asks, and what its answer holds.
KINDS = tuple(
    (re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(rf"\b(?:{holds})\b", re.IGNORECASE))
    for asks, holds in (
        (r"(?:what|which) (?:week)?days?|bin day|collection day", DAYS),
        (r"how long|how much time", LENGTHS),
        (r"how often", rf"every|each|once|twice|always|daily|weekly|monthly|yearly|(?:{NUMBERS}) times"),
        (r"how (?:hot|warm|cold)|(?:what|which) temperature", rf"(?:{NUMBERS}) ?(?:°|degrees?)"),
        (r"how (?:many|much|old|high|heavy|fast|big|tall|far|deep|wide)", NUMBERS),
        (r"phone|telephone|(?:what|which) number|'s number|number of", r"\d{3,}(?: \d+)*"),
        (r"what time", TIMES),
        (r"when|when's|whens", rf"{DAYS}|{TIMES}"),
    )
)


def wanted(question: str) -> "re.Pattern[str] | None":
    """What a sentence must hold to be an answer in form; None where the question does not say."""
    return next((holds for asks, holds in KINDS if asks.search(question)), None)


QUALIFIER = re.compile(
    r"\b(?:of|for|in|at|from) (?:the |my |our |your |his |her |their )?([^\W\d_]+(?: [^\W\d_]+)?)[\s?!.]*$",
    re.IGNORECASE,
)
EVERYWHERE = re.compile(
    rf"\b(?:home|house|here|there|me|us|family|general|case|it|them|{DAYS}|{TIMES})\b", re.IGNORECASE
)


def qualifier(question: str) -> str:
    """Whose or which thing is meant, where a question ends with that: "office" of "the password of the office"."""
    found = QUALIFIER.search(question)
    return found[1] if found and not EVERYWHERE.fullmatch(found[1].split()[-1]) else ""
