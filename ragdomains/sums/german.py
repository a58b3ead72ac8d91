"""The calculator's sentences, its units and its question words in German."""

import re

TEMPLATES = {
    "sum": {"short": "Das ergibt {result}.", "among": "{sum} ist {result}.", "long": "{expression} = {precise}."},
    "rounded": {
        "short": "Das ergibt etwa {result}.",
        "among": "{sum} ist etwa {result}.",
        "long": "{expression} ≈ {precise}.",
    },
    "percentage": {
        "short": "Das sind {result} Prozent.",
        "among": "{expression} sind {result} Prozent.",
        "long": "{expression} sind {precise} %.",
    },
    "conversion": {"short": "{amount} sind {result} {unit}.", "long": "{amount} = {precise} {unit}."},
    "conversion_rounded": {"short": "{amount} sind etwa {result} {unit}.", "long": "{amount} ≈ {precise} {unit}."},
}
SPOKEN = {
    "*": "mal", "/": "geteilt durch", "+": "plus", "-": "minus", "^": "hoch", "%": "Prozent", "mod": "modulo",
    "sqrt": "die Quadratwurzel aus", "cbrt": "die Kubikwurzel aus", "!": "Fakultät", "of": "von",
}  # fmt: skip
# symbol | one | several | other names that are asked for
TABLE = """
mm | Millimeter | Millimeter |
cm | Zentimeter | Zentimeter |
m | Meter | Meter | metern
km | Kilometer | Kilometer | kilometern
in | Zoll | Zoll |
ft | Fuß | Fuß |
yd | Yard | Yards |
mi | Meile | Meilen |
nmi | Seemeile | Seemeilen |
mg | Milligramm | Milligramm |
g | Gramm | Gramm |
kg | Kilogramm | Kilogramm |
t | Tonne | Tonnen |
oz | Unze | Unzen |
lb | englisches Pfund | englische Pfund |
st | Stone | Stone |
short ton | amerikanische Tonne | amerikanische Tonnen |
ml | Milliliter | Milliliter |
cl | Zentiliter | Zentiliter |
dl | Deziliter | Deziliter |
l | Liter | Liter | litern
m3 | Kubikmeter | Kubikmeter |
tsp | Teelöffel | Teelöffel |
tbsp | Esslöffel | Esslöffel |
fl oz | Flüssigunze | Flüssigunzen |
cup | amerikanische Tasse | amerikanische Tassen |
pt | Pint | Pints |
qt | Quart | Quarts |
gal | Gallone | Gallonen |
imp pt | britisches Pint | britische Pints |
imp gal | britische Gallone | britische Gallonen |
cm2 | Quadratzentimeter | Quadratzentimeter |
m2 | Quadratmeter | Quadratmeter |
km2 | Quadratkilometer | Quadratkilometer |
ha | Hektar | Hektar |
acre | Acre | Acre |
sq ft | Quadratfuß | Quadratfuß |
sq in | Quadratzoll | Quadratzoll |
sq yd | Quadratyard | Quadratyards |
sq mi | Quadratmeile | Quadratmeilen |
degC | Grad Celsius | Grad Celsius |
degF | Grad Fahrenheit | Grad Fahrenheit |
K | Kelvin | Kelvin |
km/h | Kilometer pro Stunde | Kilometer pro Stunde | stundenkilometer
mph | Meile pro Stunde | Meilen pro Stunde |
m/s | Meter pro Sekunde | Meter pro Sekunde |
ft/s | Fuß pro Sekunde | Fuß pro Sekunde |
kn | Knoten | Knoten |
ms | Millisekunde | Millisekunden |
s | Sekunde | Sekunden |
min | Minute | Minuten |
h | Stunde | Stunden |
d | Tag | Tage | tagen
wk | Woche | Wochen |
month | Monat | Monate | monaten
yr | Jahr | Jahre | jahren
decade | Jahrzehnt | Jahrzehnte |
century | Jahrhundert | Jahrhunderte |
B | Byte | Byte |
kB | Kilobyte | Kilobyte |
MB | Megabyte | Megabyte |
GB | Gigabyte | Gigabyte |
TB | Terabyte | Terabyte |
PB | Petabyte | Petabyte |
Wh | Wattstunde | Wattstunden |
kWh | Kilowattstunde | Kilowattstunden |
W | Watt | Watt |
kW | Kilowatt | Kilowatt |
kcal | Kilokalorie | Kilokalorien | kalorie, kalorien
hp | amerikanische Pferdestärke | amerikanische Pferdestärken |
Pa | Pascal | Pascal |
hPa | Hektopascal | Hektopascal |
kPa | Kilopascal | Kilopascal |
psi | Pfund pro Quadratzoll | Pfund pro Quadratzoll |
atm | Atmosphäre | Atmosphären |
"""
ROWS = [[column.strip() for column in line.split("|")] for line in TABLE.strip().splitlines()]
UNITS = {symbol: (one, many) for symbol, one, many, _ in ROWS}  # a unit that is not here has its English name
ASKED = {
    name.casefold(): symbol
    for symbol, one, many, others in ROWS
    for name in (one, many, *(other.strip() for other in others.split(",")))
    if name
}
ONES = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "einen": 1, "einer": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4,
    "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13,
    "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
FRACTIONS = {
    "drittel": "third", "viertel": "quarter", "fünftel": "fifth", "sechstel": "sixth", "siebtel": "seventh",
    "achtel": "eighth", "neuntel": "ninth", "zehntel": "tenth",
}  # fmt: skip
# German words of a sum or a conversion, by the English ones that are read.
WORDS = (
    (r"wie ?viel (?:ist|sind|macht|ergibt|gibt)", "what is"),
    (r"(?:quadrat)?wurzel (?:aus|von)", "square root of"),
    (r"(?:dritte|kubik)[- ]?wurzel (?:aus|von)", "cube root of"),
    (r"prozent (?:von|aus)", "percent of"),
    (r"prozent", "percent"),
    (r"geteilt durch|dividiert durch|durch", "divided by"),
    (r"multipliziert mit|mal", "times"),
    (r"zum quadrat|hoch zwei", "squared"),
    (r"hoch", "to the power of"),
    (r"fakultät", "factorial"),
    (r"(?:die )?hälfte", "half"),
    *((rf"(?:ein|1) {part}", f"a {english}") for part, english in FRACTIONS.items()),
    *FRACTIONS.items(),
    (r"wie ?viele?", "how many"),
    (r"sind in|ergeben in|hat|haben", "in"),
    (r"von", "of"),
    (r"was ist|was sind|was ergibt|was macht|rechne|berechne|bitte|mir|aus|ist|sind|ergibt|macht|gleich|das"
     r"|die|der|den|ergebnis|summe|um(?=\W)|umgerechnet|wandle", ""),
    (r"und", "and"),
)  # fmt: skip
SIGNS = tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), english) for pattern, english in WORDS)
UNIT = re.compile(r"(?<!\w)(" + "|".join(re.escape(name) for name in sorted(ASKED, key=len, reverse=True)) + r")(?!\w)")
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
DECIMAL = re.compile(r"(?<=\d),(?=\d)")


def to_english(text: str) -> str:
    """A question as the calculator reads it: "Wie viel ist zwölf mal 2,5?" is "how many 12 times 2.5?"."""
    plain = DECIMAL.sub(".", GROUPED.sub(lambda found: found[0].replace(".", ""), text.casefold()))
    plain = UNIT.sub(lambda found: ASKED[found[0]], plain.replace("pro cent", "prozent"))
    plain = re.sub(r"[^\W\d_]+", lambda found: in_digits(found[0]), plain)
    plain = re.sub(r"(\d+) komma ((?:\d ?)+)", lambda found: f"{found[1]}.{found[2].replace(' ', '')} ", plain)
    for pattern, english in SIGNS:
        plain = pattern.sub(english, plain)
    return " ".join(plain.split())


def in_digits(word: str) -> str:
    """ "zweihundertfünfundvierzig" as 245; a word that is no number stays."""
    value = number(word)
    return word if value is None else f"{value}"


def number(word: str) -> int | None:
    for scale, size in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(scale)
        if found:
            many, rest = number(before) if before else 1, number(after.removeprefix("und")) if after else 0
            return None if many is None or rest is None else many * size + rest
    if word in ONES or word in TENS:
        return ONES.get(word, TENS.get(word))
    ones, _, tens = word.partition("und")
    return ONES[ones] + TENS[tens] if ones in ONES and 0 < ONES[ones] < 10 and tens in TENS else None


# What is said where there is no answer, by what English says.
REPLIES = {
    "That is too long to calculate.": "Das ist zu lang zum Rechnen.",
    "A share of zero cannot be told.": "Ein Anteil an null lässt sich nicht angeben.",
    "I could not make sense of that sum. Please say it like: 12 times 7.": (
        "Diese Rechnung habe ich nicht verstanden. Bitte sag sie so: 12 mal 7."
    ),
    "I could not make out what to convert into what. Please say it like: 5 miles in kilometres.": (
        "Ich habe nicht verstanden, was worin umgerechnet werden soll. Bitte sag es so: 5 Meilen in Kilometer."
    ),
    "I did not make out the currencies. Please say it like: 50 dollars in euros.": (
        "Ich habe die Währungen nicht verstanden. Bitte sag es so: 50 Dollar in Euro."
    ),
    "{} cannot be converted into {}.": "{} lassen sich nicht in {} umrechnen.",
    "That is below absolute zero.": "Das liegt unter dem absoluten Nullpunkt.",
    "That number is too large for me.": "Diese Zahl ist mir zu groß.",
    "Dividing by zero has no answer.": "Durch null kann man nicht teilen.",
    "That has no real result.": "Das hat kein reelles Ergebnis.",
    "Only whole numbers from zero on have a factorial.": "Eine Fakultät haben nur ganze Zahlen ab null.",
    "A negative number has no real square root.": "Eine negative Zahl hat keine reelle Quadratwurzel.",
    "I could not calculate that.": "Das konnte ich nicht ausrechnen.",
    "There is a number missing in that sum.": "In dieser Rechnung fehlt eine Zahl.",
    "That has too many brackets for me.": "Das sind mir zu viele Klammern.",
}
