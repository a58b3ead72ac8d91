"""The German words for days and times."""

from intents.day_table import Dating, DayWords, any_of
from ragdomains.holidays import HOLIDAYS

# The names that holidays.py gives them, and how they are said.
NAMED = {
    "New Year's Eve": "silvester", "New Year's Day": "neujahr|neujahrstag",
    "Epiphany": "heilige drei könige|dreikönigstag", "Valentine's Day": "valentinstag",
    "Women's Day": "frauentag|weltfrauentag", "May Day": "tag der arbeit|maifeiertag",
    "Mother's Day": "muttertag", "Halloween": "halloween", "All Saints' Day": "allerheiligen",
    "the first Sunday of Advent": "erster advent|ersten advent", "Saint Nicholas Day": "nikolaus|nikolaustag",
    "Christmas Eve": "heiligabend|heilig abend|heiligen abend",
    "Christmas Day": "weihnachten|weihnachtstag|erster weihnachtstag|ersten weihnachtstag",
    "Boxing Day": "zweiter weihnachtstag|zweiten weihnachtstag", "Shrove Tuesday": "faschingsdienstag|fastnacht",
    "Ash Wednesday": "aschermittwoch", "Palm Sunday": "palmsonntag", "Good Friday": "karfreitag",
    "Easter Sunday": "ostern|ostersonntag", "Easter Monday": "ostermontag",
    "Ascension Day": "christi himmelfahrt|himmelfahrt|vatertag", "Pentecost": "pfingsten|pfingstsonntag",
    "Whit Monday": "pfingstmontag", "Corpus Christi": "fronleichnam",
}  # fmt: skip


def holidays() -> dict[str, Dating]:
    dates = {name: dating for name, dating, _ in HOLIDAYS}
    return {word: dates[name] for name, said in NAMED.items() for word in said.split("|")}


WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
YEAR = "januar februar märz april mai juni juli august september oktober november dezember"
COUNTED = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
NUMBERS = {word: number for number, word in enumerate(COUNTED.split())} | {
    "ein": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "ein paar": 3, "paar": 3, "zwanzig": 20,
    "fünfundzwanzig": 25, "dreißig": 30, "vierzig": 40, "fünfundvierzig": 45, "fünfzig": 50, "sechzig": 60,
    "neunzig": 90,
}  # fmt: skip
PLACES = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft"
ORDINALS = {
    f"{word}{ending}": number for number, word in enumerate(PLACES.split(), 1) for ending in ("e", "en", "er", "em")
}
RELATIVE = {
    "übermorgen": 2, "vorgestern": -2, "heute": 0, "heute morgen": 0, "heute nacht": 0, "heutige": 0, "heutigen": 0,
    "morgen": 1, "morgige": 1, "morgigen": 1, "gestern": -1, "gestrige": -1, "gestrigen": -1, "gestern morgen": -1,
    "letzte nacht": -1, "heut": 0, "im laufe des tages": 0, "später am tag": 0,
}  # fmt: skip
# "Morgen" alone is tomorrow, so it names a part of the day only behind another word.
PARTS = {
    "heute morgen": "morning", "gestern morgen": "morning", "früh": "morning", "vormittag": "morning",
    "nachmittag": "afternoon", "mittag": "afternoon", "abend": "evening", "mitternacht": "night", "nacht": "night",
}  # fmt: skip
WHICH = dict.fromkeys(("nächste", "nächsten", "nächster", "nächstes", "nächstem"), 1) | {
    "diese": 0, "diesen": 0, "dieser": 0, "dieses": 0, "diesem": 0, "letzte": -1, "letzten": -1, "letzter": -1,
    "letztes": -1, "letztem": -1, "vergangenen": -1, "vergangene": -1, "vorigen": -1, "vorige": -1,
}  # fmt: skip
HALVES = "vormittags|morgens|früh|nachts|nachmittags|abends|mittags"

# what may follow "um sechs" and "auf sechs"
GOES_ON = (
    "(?:am|an|auf|in|im|bitte|morgen|heute|jeden|und|oder|für|daran|dran|zu|dass|damit|mit|noch|dann"
    "|ab|aus|ein|hoch|runter|wieder)"
)
# "Den Wecker auf sechs" stellt man auf eine Uhrzeit, einen Timer nicht
RINGS = "(?:(?<=wecker )|(?<=alarm )|(?<=wecker morgen )|(?<=wecker für morgen )|(?<=wecker heute )|(?<=wecker bitte ))"

NUMBER = r"\d{1,3}|" + any_of(NUMBERS)
WHICHEVER = any_of(WHICH) + r"|kommende[nrsm]?"
FULL = "|".join(WEEKDAYS)
MONTH = "|".join(YEAR.split())
NTH = r"\d{1,2}\.|" + any_of(ORDINALS)
PART = "früh|vormittag|nachmittag|mittag|abend|nacht"
SPANS = "minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?"
DURING = r"(?:(?:am|an|für|über|das|den|die|in|in der|in den|im|zum) )*"
HOUR = r"\d{1,2}|" + any_of((*COUNTED.split()[1:13], "ein"))
AT = r"(?:um |gegen |ab |bis |vor |nach )?"
MINUTES = "viertel|zwanzig|zehn|fünf"
CLOCK = rf"(?P<hour>{HOUR})(?::(?P<minute>\d\d))?"
CLOCK2 = rf"(?P<hour2>{HOUR})(?::(?P<minute2>\d\d))?"
GERMAN = DayWords(
    weekdays=WEEKDAYS,
    months=tuple(YEAR.split()),
    numbers=NUMBERS,
    ordinals=ORDINALS,
    which=WHICH,
    relative=RELATIVE,
    units={
        "min": "minute", "stu": "hour", "tag": "day", "woc": "week", "mon": "month", "jah": "year",
        "day": "day",  # what is meant where no unit is said
    },
    parts=PARTS,
    holidays=holidays(),
    patterns=(
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", "iso"),
        (r"(?:am |den |der |vom )*(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4})?)?", "iso"),
        (rf"(?:am |den |der |vom )*(?P<day>{NTH}) ?(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?", "calendar_day"),
        (rf"{DURING}(?P<name>{any_of(holidays())})", "holiday"),
        (rf"{DURING}(?P<weekday>{FULL}) in (?P<number>{NUMBER}) (?P<unit>wochen?)", "counted_on"),
        (rf"{DURING}übernächste[nrsm]? (?P<weekday>{FULL})", "second_weekday"),
        (rf"{DURING}(?P<weekday>{FULL}) (?P<which>{WHICHEVER}) woche", "weekday"),
        (rf"{DURING}(?P<which>{WHICHEVER}) woche (?:am )?(?P<weekday>{FULL})", "weekday"),
        (rf"(?P<word>heute|morgen) in (?P<number>{NUMBER}) (?P<unit>tagen|wochen?)", "counted_from"),
        (rf"(?P<word>{any_of(RELATIVE)})(?: (?P<part>{PART}))?", "relative"),
        (rf"(?:in|nach|innerhalb von) (?P<number>{NUMBER}) (?P<unit>{SPANS})", "ahead"),
        (rf"vor (?P<number>{NUMBER}) (?P<unit>{SPANS})", "ago"),
        (r"in (?:einer|ner) halben (?P<unit>stunde)|in (?:anderthalb|eineinhalb) (?P<more>stunden)", "half"),
        (rf"{DURING}(?:nächsten|kommenden) (?P<number>{NUMBER}) (?P<unit>tagen?|wochen)", "some"),
        (rf"{DURING}(?:letzten|vergangenen) (?P<number>{NUMBER}) (?P<back>tagen?|wochen)", "some"),
        (rf"(?P<number>{NUMBER})[- ]tage(?=-|\s?(?:wetter|vorhersage|prognose))", "some"),
        (rf"{DURING}übernächste[sn]? wochenende", "second_weekend"),
        (rf"{DURING}(?:(?P<which>{WHICHEVER}) )?wochenende", "weekend"),
        (rf"{DURING}(?P<rest>rest der) woche", "week"),
        (rf"{DURING}(?P<which>{WHICHEVER}) woche", "week"),
        (r"(?:in der|für die|unter der|die) woche", "week"),
        (rf"{DURING}(?P<which>{WHICHEVER}) (?P<unit>monat|jahr)", "period"),
        (r"(?:im |für den )?rest des (?P<rest>monat|jahr)e?s", "period"),
        (rf"im (?:(?P<which>{WHICHEVER}) )?(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?", "whole_month"),
        (
            rf"{DURING}(?:(?P<which>{WHICHEVER}) )?(?P<weekday>{FULL})(?P<part>{PART})?s?",
            "weekday",
        ),
        (r"am (?P<day>\d{1,2}\.)", "day_of_month"),
    ),
    joins=r"\s*(?:-|bis|bis zum|und|oder|bis einschließlich)\s+(?:am |zum )?|\s*-\s*",
    part_after=rf"\s*,?\s*(?:am |in der |zu )?({PART})\b",
    part_before=rf"\b(?:am |in der )?({PART})\s+(?:am |des |vom )?$",
    part_alone=rf"\b(?:am|gegen|vor|nach|zu) ({PART}|mitternacht)\b|\bin der (nacht)\b",
    times=(
        (rf"(?:von |zwischen )?{CLOCK}(?: uhr)?(?: ?(?P<half>{HALVES}))? ?(?:bis|und|-) ?{CLOCK2} ?uhr"
         rf"(?: ?(?P<half2>{HALVES}))?", "range"),
        (rf"{AT}(?P<hour>{HOUR}) uhr (?P<minute>\d\d|dreißig|fünfzehn|fünfundvierzig)(?: (?P<half>{HALVES}))?",
         "clock"),
        (rf"{AT}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?: uhr)?(?: (?P<half>{HALVES}))?", "clock"),
        (rf"{AT}(?P<hour>\d{{1,2}})\.(?P<minute>\d\d) uhr(?: (?P<half>{HALVES}))?", "clock"),
        (rf"{AT}(?P<hour>{HOUR}) uhr(?: (?P<half>{HALVES}))?", "clock"),
        (rf"{AT}(?P<past>{MINUTES}) nach (?P<hour>{HOUR})(?: uhr)?(?: (?P<half>{HALVES}))?", "past"),
        (rf"{AT}(?P<to>{MINUTES}) vor (?P<hour>{HOUR})(?: uhr)?(?: (?P<half>{HALVES}))?", "before"),
        (rf"{AT}(?P<to>halb) (?P<hour>{HOUR})(?: uhr)?(?: (?P<half>{HALVES}))?", "before"),
        (r"(?:um|gegen|ab|bis|zu) (?P<noon>mittag)|(?:um|gegen|ab|bis|zu) (?P<midnight>mitternacht)", "noon"),
        (rf"(?:um|gegen|ab|bis) (?P<hour>{HOUR})(?: (?P<half>{HALVES}))?(?= {GOES_ON}\b|[.,?! ]*$)", "clock"),
        (rf"{RINGS}(?:auf|für) (?P<hour>{HOUR})(?: (?P<half>{HALVES}))?(?= {GOES_ON}\b|[.,?! ]*$)", "clock"),
    ),
    minutes={
        "halb": 30, "viertel": 15, "zwanzig": 20, "zehn": 10, "fünf": 5, "dreißig": 30, "fünfzehn": 15,
        "fünfundvierzig": 45,
    },
    afternoon=frozenset({"nachmittags", "abends", "mittags"}),
    lead=r"\s*,?\s*(?:um |gegen |ab |bis |am )?",
    rests=("wochenende",),
)  # fmt: skip
