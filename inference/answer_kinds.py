"""Whether a sentence holds the kind of thing a question asks for: a day, a time, a number."""

import re

DAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october"
    r"|november|december|weekdays?|weekends?|days?|weeks?|months?|spring|summer|autumn|winter|birthday|tage?n?|wochen?"
    r"|monate?n?|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|januar|februar|märz|mai|juni|juli|oktober"
    r"|dezember|frühling|sommer|herbst|werktags?"
)
TIMES = (
    r"\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m|noon|midnight|morning|afternoon|evening|night|o'clock"
    r"|uhr|mittags?|abends?|nachts?|morgens"
)
LENGTHS = (
    r"(?:second|minute|hour|day|week|month|year)s?|min|h|std|(?:sekunde|minute|stunde|woche)n?|(?:tag|monat|jahr)e?n?"
)
NUMBERS = (
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half|once"
    r"|twice|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|einmal|zweimal"
)
MANY = r"(?:hundred|thousand|million|billion|hundert|tausend|millionen|milliarden?)"
# an age is told by a year, as one, or by a count of years; a number at the end of a clause may be one: "Emil, 9"
AGES = (
    rf"(?:1[5-9]|20)\d\d|(?:ages?|aged|alter):? \d+|(?:{NUMBERS})(?: {MANY})?[ -](?:{LENGTHS})"
    r"|\d{1,3}(?=\W*(?:$|[.,;)]\s))"
)
MEASURES = r"pressure|level|size|weight|height|amount|share|percentage|druck|größe|menge|betrag|anteil|höhe"
MONTH = r"jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez"
# the day and the year of a date are no quantity
QUANTITIES = rf"(?!(?:19|20)\d\d(?![.,\d]))(?:{NUMBERS})(?!\.? (?:{MONTH}))"
DATES = (
    r"[12]\d{3}|\d{1,2}\.\d{1,2}\.|january|february|march|april|june|july|august|september|october|november|december"
)
PEOPLE = r"serves?|persons?|people|portions?|servings?|guests?|place settings|personen|gäste|portionen"
MONEY = r"[£$€] ?\d[\d.,]*|\d[\d.,]* ?(?:£|€|euros?|dollars?|pounds?|cents?|pence)"
# The first that a question is like: how it asks, and what its answer holds.
KINDS = tuple(
    (re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(rf"(?<!\w)(?:{holds})(?!\w)", re.IGNORECASE))
    for asks, holds in (
        (r"(?:what|which) (?:week)?days?|bin day|collection day", DAYS),
        (r"when (?:was|were|did)|since when|seit wann|wann (?:wurden?|war)", DATES),
        (r"how long|how much time|wie lange", LENGTHS),
        (
            r"how often|wie oft",
            rf"every|each|once|twice|always|daily|weekly|monthly|yearly|(?:{NUMBERS}) times|jede[nsr]?|alle|täglich"
            r"|wöchentlich|monatlich|jährlich",
        ),
        (
            r"how (?:hot|warm|cold)|(?:what|which|welche) temperatur|wie (?:heiß|warm|kalt)",
            rf"(?:{NUMBERS}) ?(?:° ?[cf]?|degrees?|grad)",
        ),
        (r"(?:how many|wie viele) (?:people|persons|guests|servings|leute|personen)", PEOPLE),
        (r"how loud|wie laut", r"\d+ ?(?:db|decibels?|dezibel)"),
        (
            r"how heavy|how much .*weigh|wie schwer|weight",
            rf"(?:{NUMBERS}) ?(?:kg|g|kilograms?|kilos?|grams?|tons?|kilogramm)",
        ),
        (r"how much .*(?:costs?|pay)|what .*(?:costs?|price)|price|premium|was kostet|wie teuer", MONEY),
        (rf"(?:what|which|welche[nrs]?) (?:{MEASURES})", QUANTITIES),
        (r"how old|wie alt", AGES),
        (r"wie (?:viele?|hoch|groß|weit)|how (?:many|much|high|heavy|fast|big|tall|far|deep|wide)", QUANTITIES),
        (
            r"phone|telephone|(?:what|which) number|'s number|number (?:of|for)|telefonnummer"
            r"|nummer (?:von|vom|der|des)",
            r"\d{3,}(?: \d+)*",
        ),
        (r"what time|wie viel uhr|um wie ?viel", TIMES),
        (r"when|when's|whens|wann", rf"{DAYS}|{TIMES}"),
    )
)


def wanted(question: str) -> "re.Pattern[str] | None":
    """What a sentence must hold to be an answer in form; None where the question does not say."""
    return next((holds for asks, holds in KINDS if asks.search(question)), None)


# What is asked by an adjective of measure is told by a number, an age by one of years: no other sentence is an answer.
SPANS = (
    r"mm|cm|m|km|millimet(?:re|er)s?|centimet(?:re|er)s?|met(?:re|er)n?s?|kilomet(?:re|er)n?s?|inch(?:es)?|in|feet|foot"
    r"|ft|yards?|miles?|zentimetern?|millimetern?|zoll|meilen?"
)
WEIGHTS = r"k?g|kilos?|(?:kilo)?gram(?:s|m)?|tons?|tonnes?|tonnen|pounds?|lbs?|ounces?|oz|stone|pfund|zentner"
SPEEDS = (
    r"km/h|kmh|mph|(?:kilomet(?:re|er)s?|miles) (?:an|per) hour|m/s|knots?|knoten|[mg]bit(?:/s)?|[mg]bps"
    r"|kilometern? pro stunde|stundenkilometern?"
)
MEASURED = tuple(
    (re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(rf"(?<!\w)(?:{holds})(?!\w)", re.IGNORECASE))
    for asks, holds in (
        (r"how old|wie alt", AGES),
        (r"how (?:deep|tall|wide)|wie (?:tief|breit)", rf"(?:{NUMBERS}) ?(?:{SPANS})"),
        (r"how far|wie weit", rf"(?:{NUMBERS}) ?(?:{SPANS}|{LENGTHS})"),
        (r"how heavy|wie schwer", rf"(?:{NUMBERS}) ?(?:{WEIGHTS})"),
        (r"how fast|wie schnell", rf"(?:{NUMBERS}) ?(?:{SPEEDS}|{LENGTHS})"),
        (r"how loud|wie laut", NUMBERS),
    )
)


def unmeasured(question: str, answer: str) -> bool:
    """Whether a measure is asked for of which the answer tells none."""
    return any(asks.search(question) and not holds.search(answer) for asks, holds in MEASURED)


OPEN = re.compile(
    r"^\W*(?:(?:by|until) )?when(?:'?s)?\b(?! (?:was|were|did)\b)|^\W*(?:bis )?wann\b(?! wurde| war)", re.IGNORECASE
)


def open_to(question: str) -> bool:
    """Whether it may be answered by another thing than its kind: "when" also by "at the end", "before it freezes"."""
    return OPEN.search(question) is not None


STEPS = re.compile(
    r"^\W*(?:how (?:do|can|should|would|must) (?:i|we|you)|how to|what (?:should|must|do) (?:i|we) do"
    r"|wie (?:kann|muss|soll)(?:en)? (?:ich|wir|man)|wie (?!viel|lang|oft|hoch|groß|heißt)\w+ (?:ich|wir|man)"
    r"|was (?:muss|soll) ich (?:tun|machen))\b",
    re.IGNORECASE,
)


def steps_wanted(question: str) -> bool:
    """Whether it asks how something is done."""
    return STEPS.search(question) is not None


WHETHER = re.compile(
    r"^\W*(?:may|can|could|should|must|is|are|do|does|did|has|have|darf|dürfen|kann|können|muss|müssen|soll|ist|sind|hat)\b",
    re.IGNORECASE,
)


def whether(question: str) -> bool:
    """Whether it is answered by yes or no."""
    return WHETHER.search(question) is not None


IN_MAY = r"(?:in|of|by|since|until|before|after|early|late|mid|\d+) may|mai"  # and not "may I"
MONTHS = tuple(
    re.compile(rf"\b(?:{each})\b", re.IGNORECASE)
    for each in (
        *("january|januar", "february|februar", "march|märz", "april", IN_MAY, "june|juni", "july|juli", "august"),
        *("september", "october|oktober", "november", "december|dezember"),
    )
)
SPAN = re.compile(r"\b(?:between|from|until|till|since|zwischen|von|bis|seit|ab)\b", re.IGNORECASE)


def of_another_time(question: str, line: str) -> bool:
    """Whether a line speaks of months, and of none that is asked for."""
    asked = [month for month in MONTHS if month.search(question)]
    said = [month for month in MONTHS if month.search(line)]
    return bool(asked and said) and not any(month in said for month in asked) and SPAN.search(line) is None


QUALIFIER = re.compile(
    r"(?:\b(?:of|for|in|at|für|von|bei|beim|im|zum|zur) "
    r"(?:the |my |our |your |his |her |their |die |das |den |dem |der )?"
    r"|^\W*(?:when|where|wann|wo) (?:is|are|was|were|ist|sind|war) (?:\S+ )*?)"
    r"([^\W\d_]+(?: [^\W\d_]+)?)[\s?!.]*$",
    re.IGNORECASE,
)
EVERYWHERE = re.compile(
    rf"\b(?:home|house|flat|apartment|wohnung|haus|hause?|here|there|me|us|family|general|case|it|them|open|closed|due|on|over|ready|available|{DAYS}"
    rf"|{TIMES})\b",
    re.IGNORECASE,
)


def qualifier(question: str) -> str:
    """Whose or which thing is meant, where a question ends with that: "office" of "the password of the office".

    What is asked of a place or a day is meant by its last word: "lesson" of "when is the ballet lesson".
    """
    found = QUALIFIER.search(question)
    return found[1] if found and not EVERYWHERE.fullmatch(found[1].split()[-1]) else ""
