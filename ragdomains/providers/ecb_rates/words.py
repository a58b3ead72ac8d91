"""What people call the currencies, in English and in German, and the countries whose household money they are."""

import re
from collections.abc import Mapping

WORDS = """
USD | us[- ]dollars? | american (?:dollars?|money) | us money | bucks? | usd | dollars? | \\$
EUR | euros? | eur | €
GBP | pounds? sterling | sterling | quid | gbp | (?:british|english|uk) (?:money|pounds?) | pounds? | pfund | £
JPY | japanese yen | yen | jpy | japanese money | ¥
CHF | swiss francs? | francs? | chf | schweizer franken | franken | swiss money
CAD | canadian dollars? | canadian money | loonies? | cad | kanadische[nr]? dollar
AUD | (?:australian|aussie) dollars? | australian money | aud | australische[nr]? dollar
NZD | new zealand dollars? | kiwi dollars? | nzd | neuseeland-?dollar
CNY | (?:chinese )?yuan | renminbi | rmb | cny | chinese money
HKD | hong kong dollars? | hkd | hongkong-?dollar
SGD | singapore dollars? | sgd | singapur-?dollar
INR | indian rupees? | rupees? | inr | indian money | (?:indische )?rupien? | ₹
KRW | (?:south )?korean won | won | krw | ₩
THB | (?:thai )?bahts? | thb | thai money
IDR | (?:indonesian )?rupiahs? | idr
MYR | (?:malaysian )?ringgits? | myr
PHP | (?:philippine|filipino) pesos? | php
MXN | mexican (?:pesos?|money) | pesos? | mxn
BRL | brazilian (?:reals?|reais) | reais | brl | brasilianische[nr]? real
DKK | danish (?:kroner?|crowns?) | dkk | dänische kronen?
SEK | swedish (?:kron(?:a|or)|crowns?) | sek | kron(?:a|or) | schwedische kronen?
NOK | norwegian (?:kroner?|crowns?) | nok | kroner? | kronen | norwegische kronen?
ISK | icelandic kron(?:a|ur) | isk | isländische kronen?
PLN | (?:polish )?zlot(?:y|ys|ies) | pln | (?:polnische )?złoty
CZK | czech (?:koruna|korunas|crowns?) | korunas? | czk | tschechische kronen?
HUF | (?:hungarian )?forints? | huf
RON | romanian le[ui] | ron
TRY | (?:turkish )?liras? | türkische lira
ILS | (?:new )?(?:israeli )?shekels? | schekel
ZAR | (?:south african )?rands? | zar
"""
# What is asked for and the bank has no rate of.
OTHERS = """
ARS | argentin\\w+ pesos?
CLP | chilean pesos?
COP | colombian pesos?
TWD | (?:new )?taiwan(?:ese)? dollars?
RUB | (?:russian )?(?:rubles?|roubles?) | rubel
UAH | (?:ukrainian )?hryvnias?
EGP | egyptian pounds?
VND | (?:vietnamese )?dong
PKR | pakistani rupees?
LKR | sri lankan rupees?
NPR | nepal(?:i|ese) rupees?
AED | (?:uae |emirati )?dirhams?
SAR | (?:saudi )?riyals?
KWD | kuwaiti dinars?
MAD | moroccan dirhams?
NGN | (?:nigerian )?naira
GHS | (?:ghana(?:ian)? )?cedis?
KES | kenyan shillings?
BDT | (?:bangladeshi? )?taka
PEN | peruvian sol(?:es)?
JMD | jamaican dollars?
RSD | serbian dinars?
BGN | (?:bulgarian )?lev(?:a|s)?
HRK | (?:croatian )?kunas?
"""
# By the name of home's country, as places give it: its currency. Who uses the euro needs no row.
COUNTRIES: Mapping[str, str] = {
    "United States": "USD", "USA": "USD", "United Kingdom": "GBP", "Japan": "JPY", "Switzerland": "CHF",
    "Liechtenstein": "CHF", "Canada": "CAD", "Australia": "AUD", "New Zealand": "NZD", "China": "CNY",
    "Hong Kong": "HKD", "Singapore": "SGD", "India": "INR", "South Korea": "KRW", "Thailand": "THB",
    "Indonesia": "IDR", "Malaysia": "MYR", "Philippines": "PHP", "Mexico": "MXN", "Brazil": "BRL", "Denmark": "DKK",
    "Sweden": "SEK", "Norway": "NOK", "Iceland": "ISK", "Poland": "PLN", "Czechia": "CZK", "Czech Republic": "CZK",
    "Hungary": "HUF", "Romania": "RON", "Turkey": "TRY", "Türkiye": "TRY", "Israel": "ILS", "South Africa": "ZAR",
    "US": "USD", "GB": "GBP", "CH": "CHF", "CA": "CAD", "NO": "NOK", "SE": "SEK", "DK": "DKK", "PL": "PLN",
}  # fmt: skip


SIGNS = r"\$€£¥₹₩"
Mention = tuple[int, int, str]  # where it begins and ends, and the currency's code


def compiled(table: str) -> list[tuple[re.Pattern[str], str]]:
    found = []
    for line in table.strip().splitlines():
        code, *words = (each.strip() for each in line.split(" | "))
        signs = [word for word in words if word in SIGNS]
        plain = [rf"(?<!\w)(?:{'|'.join(word for word in words if word not in SIGNS)})(?!\w)"]
        found.append((re.compile("|".join(plain + signs)), code))
    return found


NAMED, UNKNOWN = compiled(WORDS), compiled(OTHERS)


CODES = frozenset(code for _, code in compiled(WORDS))
DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD")
# Words that several countries have for their own money.
FAMILIES = (
    (re.compile(r"dollars?|bucks?|\$"), DOLLARS),
    (re.compile(r"kroner?|kronen|crowns?"), ("NOK", "DKK", "SEK", "ISK", "CZK")),
    (re.compile(r"kron(a|or)"), ("SEK", "ISK")),
    (re.compile(r"pesos?"), ("MXN", "PHP")),
)


def mentions(text: str) -> list[Mention]:
    """The currencies in a lower-case text, in order; of names that overlap the longest."""
    known = [*NAMED, *UNKNOWN]
    found = [(match.start(), match.end(), code) for words, code in known for match in words.finditer(text)]
    found.sort(key=lambda each: (each[0] - each[1], each[0]))
    kept: list[Mention] = []
    for start, end, code in found:
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, code))
    return sorted(kept)
