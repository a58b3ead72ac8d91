"""The words by which days and times are named, a table for each language."""

from collections.abc import Mapping

from intents.day_table import Dating, DayWords, any_of
from intents.german_days import GERMAN
from intents.grammar import GENERIC, PLACED, PREPOSITIONS, TOPICS
from ragdomains.holidays import HOLIDAYS

__all__ = ["DayWords", "day_words"]


def all_holiday_names() -> dict[str, Dating]:
    """Every holiday by all its names, with and without apostrophe."""
    found: dict[str, Dating] = {}
    for name, dating, others in HOLIDAYS:
        for each in (name.lower(), *others.split("|")):
            found[each] = dating
    found |= {name.replace("'", ""): dating for name, dating in found.items()}
    found["new year's"] = found["new years"] = found["new year's day"]
    return found


def holiday_names() -> dict[str, Dating]:
    """Those that mean nothing else, wherever they stand."""
    found = all_holiday_names()
    for common in (
        "advent",
        "ascension",
        "valentine",
        "earth day",
        "midsummer",
        "mlk day",
        "new year",
        "next new year",
    ):
        found.pop(common, None)  # they mean other things too
    return found


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEAR = "january february march april may june july august september october november december"
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
NUMBERS = {word: number for number, word in enumerate(UNITS.split())} | {
    "a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "twenty": 20, "thirty": 30,
    "forty": 40, "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
RELATIVE = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "the day before yesterday": -2, "day before yesterday": -2,
    "later today": 0, "later tonight": 0, "today": 0, "tonight": 0, "tomorrow's": 1, "tomorrow": 1, "yesterday's": -1,
    "yesterday": -1, "this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1, "later on": 0,
    "the rest of the day": 0, "today's": 0, "tonight's": 0, "tomorrow night": 1, "tonite": 0, "tomoz": 1,
    "2moro": 1, "tmrw": 1, "this arvo": 0,
}  # fmt: skip
WEEKEND = "(?:week-?ends?|wknd)"
MINUTES_BY_WORD = {
    "half": 30,
    "quarter": 15,
    "thirty": 30,
    "fifteen": 15,
    "forty five": 45,
    "twenty": 20,
    "ten": 10,
    "five": 5,
    "forty": 40,
    "fifty": 50,
    "twenty five": 25,
    "thirty five": 35,
    "fifty five": 55,
}
PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night", "noon": "afternoon",
    "midday": "afternoon", "midnight": "night", "overnight": "night", "lunchtime": "afternoon", "tonight": "night",
    "tonite": "night", "arvo": "afternoon",
}  # fmt: skip
WHICH = {"next": 1, "following": 1, "last": -1, "past": -1, "this": 0}

DAY = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
FULL = "|".join(WEEKDAYS)
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
LONG_MONTH = r"may(?= \d{4}\b|$)|march|january|february|april|june|july|august|september|october|november|december"
NUMBER = r"\d{1,3}|" + any_of(NUMBERS)
NTH = r"\d{1,2}(?:st|nd|rd|th)?|" + "|".join(PLACES.split())
PART = r"morning|afternoon|evening|night|noon|midday|midnight|lunchtime"
WEEKS = r"weeks?|fortnights?"
SPANS = rf"minutes?|hours?|days?|{WEEKS}|months?|years?"
HALF = r"am|pm|a\.m\.|p\.m\."
HOUR = r"\d{1,2}|" + any_of(tuple(UNITS.split()[1:13]))
ON = r"(?:on )?"
# "The Christmas market" is no date.
NO_NOUN = (
    r"(?! (?:markets?|trees?|lights?|songs?|music|movies?|carols?|cards?|gifts?|presents?|cookies|dinner|recipes?"
    r"|costumes?|playlist))"
)
ON_WEEKDAY = rf"(?:(?P<which>this|next|coming) )?(?P<weekday>{FULL})"
OF_PART = r"(?: (?P<part>morning|afternoon|evening|night))?"
OVER = r"(?:over |for |in |during )?(?:the )?"
DURING = r"(?:(?:on|over|for|at) )?"
WITHIN = r"(?:in|during|for|since|until|by) "
IN_YEAR = r"(?:(?P<which>this|next|last) )?"
TO = "(?:to|-|until|till|and)"
AT = r"(?:at |by |around |for |until |before |after )?"
MINUTES = "half|quarter|twenty|ten|five"
CLOCK = rf"(?P<hour>{HOUR})(?::(?P<minute>\d\d))?"
CLOCK2 = rf"(?P<hour2>{HOUR})(?::(?P<minute2>\d\d))?"
GOES_ON = "(?:on|in|for|and|or|please|tomorrow|today|tonight|every|each|this|next|with|to|that|about|thanks|then)"
IN_WORDS = rf"(?: (?P<minute>{any_of(MINUTES_BY_WORD)}))?(?= {GOES_ON}\b|[.,?! ]*$)"  # "six thirty", "six"
HOURS = any_of(tuple(UNITS.split()[1:13]))
# "An alarm for six" is one at six; a timer for six is another thing
RINGING = ("alarm", "alarms", "alarm tomorrow", "alarm set", "me up", "us up")
RINGS = f"(?:{'|'.join(f'(?<={said} )' for said in RINGING)})"
ENGLISH = DayWords(
    weekdays=WEEKDAYS,
    months=tuple(YEAR.split()),
    numbers=NUMBERS,
    ordinals={word: number for number, word in enumerate(PLACES.split(), start=1)},
    which=WHICH,
    relative=RELATIVE,
    units={
        "min": "minute", "hou": "hour", "day": "day", "wee": "week", "for": "fortnight", "mon": "month", "yea": "year",
    },
    parts=PARTS,
    holidays=holiday_names(),
    patterns=(
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", "iso"),
        (rf"{ON}(?:the )?(?P<day>{NTH}) (?:of )?(?P<month>{MONTH})(?:,? (?P<year>\d{{4}}))?", "calendar_day"),
        (rf"{ON}(?P<month>{MONTH}) (?:the )?(?P<day>{NTH})(?:,? (?P<year>\d{{4}}))?", "calendar_day"),
        (rf"(?P<name>{any_of(holiday_names())})(?:'s)?(?: day)?{NO_NOUN}", "holiday"),
        (rf"(?P<number>{NUMBER}) (?P<unit>{WEEKS}) (?:from )?(?P<word>today|tomorrow)", "counted_from"),
        (rf"(?P<word>{any_of(RELATIVE)}){OF_PART}", "relative"),
        (rf"(?:in|after|within) (?P<number>{NUMBER})(?: more)? (?P<unit>{SPANS})(?:' time)?", "ahead"),
        (rf"(?P<number>{NUMBER}) (?P<unit>{SPANS}) from (?:now|today)", "ahead"),
        (rf"(?P<number>{NUMBER}) (?P<unit>{SPANS}) ago", "ago"),
        (rf"(?P<number>{NUMBER}) (?P<unit>days?|{WEEKS}) (?:from|after|on) {ON_WEEKDAY}", "counted_on"),
        (rf"{ON}{ON_WEEKDAY} (?P<unit>week|fortnight)(?! of)", "counted_on"),
        (r"in half an (?P<unit>hour)|in an (?P<more>hour) and a half", "half"),
        (rf"{ON}(?P<weekday>{FULL}) after next", "second_weekday"),
        (rf"{ON}(?P<weekday>{FULL}) (?P<which>this|next|last) week", "weekday"),
        (rf"(?P<which>next|last) week (?:on )?(?P<weekday>{FULL})", "weekday"),
        (rf"{OVER}(?:next|coming|following) (?P<number>{NUMBER}) (?P<unit>days|weeks)", "some"),
        (rf"{OVER}(?:last|past) (?P<number>{NUMBER}) (?P<back>days|weeks)", "some"),
        (rf"(?P<number>{NUMBER})[- ]day(?= (?:weather|forecast|outlook))", "some"),
        (rf"{DURING}(?:the )?week-?end after next", "second_weekend"),
        (rf"{DURING}(?:(?:the )?(?P<which>this|next|last|past|coming|this coming) |the )?{WEEKEND}", "weekend"),
        (r"(?:for )?(?:the )?(?P<rest>rest of the) week", "week"),
        (r"(?:for )?(?:the )?(?P<which>this|next|last|past|coming) week", "week"),
        (r"(?:for|during|over) the week(?! of)|the week ahead", "week"),
        (r"(?:in |for )?(?:the )?(?P<which>this|next|last|past|coming) (?P<unit>month|year)", "period"),
        (r"the rest of the (?P<rest>month|year)", "period"),
        (rf"{WITHIN}{IN_YEAR}(?P<month>{LONG_MONTH})(?: (?P<year>\d{{4}}))?(?! \d)", "whole_month"),
        (rf"{ON}(?:(?P<which>this|next|following|last|past|coming)(?: coming)? )?(?P<weekday>{FULL})s?", "weekday"),
        (rf"on (?:(?P<which>this|next|last) )?(?P<weekday>{DAY})", "weekday"),
        (rf"{ON}the (?P<day>\d{{1,2}}(?:st|nd|rd|th))", "day_of_month"),
        (rf"{ON}(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/(?P<year>\d{{4}}))?", "numeric"),
    ),
    joins=r"\s*(?:-|to|till|until|through|thru|and|or)\s+(?:on\s+)?|\s*-\s*",
    part_after=rf"\s*,?\s*(?:in the |at |during the )?({PART})\b",
    part_before=rf"\b(?:at |in )?(?:the )?({PART})\s+(?:of |on )?$",
    part_alone=rf"\b(?:(?:in|during) the|at|by|before|after) ({PART})\b|\b(overnight)\b",
    times=(
        (rf"(?:from |between )?{CLOCK}(?: ?(?P<half>{HALF}))? ?{TO} ?{CLOCK2} ?(?P<half2>{HALF})", "range"),
        (rf"{AT}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))? ?(?P<half>{HALF})", "clock"),
        (rf"{AT}(?P<hour>{HOUR})(?: (?P<minute>\d\d|thirty|fifteen|forty five))? (?P<half>{HALF})", "clock"),
        (rf"{AT}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)", "clock"),
        (rf"{AT}(?P<past>{MINUTES}) (?:past|after) (?P<hour>{HOUR})(?: ?(?P<half>{HALF}))?", "past"),
        (rf"{AT}(?P<to>{MINUTES}) (?:to|before) (?P<hour>{HOUR})(?: ?(?P<half>{HALF}))?", "before"),
        (rf"{AT}(?P<hour>{HOUR}) ?o'?clock", "clock"),
        (rf"{AT}(?P<past>half) (?P<hour>{HOURS})(?: ?(?P<half>{HALF}))?(?= {GOES_ON}\b|[.,?! ]*$)", "past"),
        (rf"{RINGS}(?:for|to) (?P<hour>{HOUR}){IN_WORDS}", "clock"),
        (r"(?:at|by|around|until) (?P<noon>noon|midday)|(?:at|by|until) (?P<midnight>midnight)", "noon"),
        (rf"(?:at|by|around|until|since) (?P<hour>{HOUR}){IN_WORDS}", "clock"),
    ),
    minutes=MINUTES_BY_WORD,
    afternoon=frozenset({"pm", "p.m."}),
    lead=r"\s*,?\s*(?:at |on |for )?",
    rests=("weekend",),
    before_part=GENERIC | PREPOSITIONS | PLACED | TOPICS,  # any other makes a name of it: "parents evening"
)  # fmt: skip
DAY_WORDS: Mapping[str, DayWords] = {"en": ENGLISH, "de": GERMAN}


def day_words(language: str) -> DayWords:
    """A language's words for days; English where it has no table."""
    return DAY_WORDS.get(language, ENGLISH)


def spoken_holidays(language: str) -> frozenset[str]:
    """Every name of a holiday, those too that mean other things elsewhere ("advent", "midsummer")."""
    words = day_words(language)
    return frozenset(all_holiday_names() if words is ENGLISH else words.holidays)
