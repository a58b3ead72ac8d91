"""Amounts of money as they are said and written: "187 dollars 20", "187.20 USD"."""

from collections.abc import Mapping
from dataclasses import dataclass

from ragdomains.languages import base, language_of
from ragdomains.sentences import digits, signed

WHOLE_FROM = 10_000  # from here on nobody says the cents
FINE_BELOW = 1  # below this money is said in hundredths, or with four digits


@dataclass(frozen=True, slots=True)
class Names:
    """One and several of a currency, and of its hundredth where people say it."""

    one: str
    many: str
    cent: str = ""
    cents: str = ""


def read(table: str) -> dict[str, Names]:
    lines = (line.split("|") for line in table.strip().splitlines())
    return {code.strip(): Names(*(each.strip() for each in names)) for code, *names in lines}


ENGLISH = read("""
USD | dollar | dollars | cent | cents
US$ | US dollar | US dollars
EUR | euro | euros | cent | cents
GBP | British pound | British pounds | penny | pence
GBX | penny | pence
JPY | yen | yen
CHF | Swiss franc | Swiss francs | centime | centimes
CAD | Canadian dollar | Canadian dollars | cent | cents
AUD | Australian dollar | Australian dollars | cent | cents
NZD | New Zealand dollar | New Zealand dollars | cent | cents
CNY | Chinese yuan | Chinese yuan
HKD | Hong Kong dollar | Hong Kong dollars | cent | cents
TWD | Taiwan dollar | Taiwan dollars
SGD | Singapore dollar | Singapore dollars | cent | cents
INR | Indian rupee | Indian rupees
KRW | South Korean won | South Korean won
THB | Thai baht | Thai baht
IDR | Indonesian rupiah | Indonesian rupiah
MYR | Malaysian ringgit | Malaysian ringgit
PHP | Philippine peso | Philippine pesos
MXN | Mexican peso | Mexican pesos
BRL | Brazilian real | Brazilian reais
DKK | Danish krone | Danish kroner
SEK | Swedish krona | Swedish kronor
NOK | Norwegian krone | Norwegian kroner
ISK | Icelandic krona | Icelandic kronur
PLN | Polish zloty | Polish zloty
CZK | Czech koruna | Czech korunas
HUF | Hungarian forint | Hungarian forints
RON | Romanian leu | Romanian lei
BGN | Bulgarian lev | Bulgarian leva
TRY | Turkish lira | Turkish lira
ILS | Israeli shekel | Israeli shekels
ZAR | South African rand | South African rand
""")
GERMAN = read("""
USD | Dollar | Dollar | Cent | Cent
US$ | US-Dollar | US-Dollar
EUR | Euro | Euro | Cent | Cent
GBP | britisches Pfund | britische Pfund | Penny | Pence
GBX | Penny | Pence
JPY | Yen | Yen
CHF | Schweizer Franken | Schweizer Franken | Rappen | Rappen
CAD | kanadischer Dollar | kanadische Dollar | Cent | Cent
AUD | australischer Dollar | australische Dollar | Cent | Cent
NZD | Neuseeland-Dollar | Neuseeland-Dollar | Cent | Cent
CNY | chinesischer Yuan | chinesische Yuan
HKD | Hongkong-Dollar | Hongkong-Dollar | Cent | Cent
TWD | Taiwan-Dollar | Taiwan-Dollar
SGD | Singapur-Dollar | Singapur-Dollar | Cent | Cent
INR | indische Rupie | indische Rupien
KRW | südkoreanischer Won | südkoreanische Won
THB | thailändischer Baht | thailändische Baht
IDR | indonesische Rupiah | indonesische Rupiah
MYR | malaysischer Ringgit | malaysische Ringgit
PHP | philippinischer Peso | philippinische Pesos
MXN | mexikanischer Peso | mexikanische Pesos
BRL | brasilianischer Real | brasilianische Real
DKK | dänische Krone | dänische Kronen
SEK | schwedische Krone | schwedische Kronen
NOK | norwegische Krone | norwegische Kronen
ISK | isländische Krone | isländische Kronen
PLN | polnischer Zloty | polnische Zloty
CZK | tschechische Krone | tschechische Kronen
HUF | ungarischer Forint | ungarische Forint
RON | rumänischer Leu | rumänische Lei
BGN | bulgarischer Lew | bulgarische Lewa
TRY | türkische Lira | türkische Lira
ILS | israelischer Schekel | israelische Schekel
ZAR | südafrikanischer Rand | südafrikanische Rand
""")
SPOKEN: Mapping[str, Mapping[str, Names]] = {"en": ENGLISH, "de": GERMAN}
AND = {"en": "and", "de": "und"}


def names_of(code: str, language: str) -> Names:
    """The code itself for a currency whose name is not known."""
    return SPOKEN.get(base(language), ENGLISH).get(code, Names(code, code))


def spoken(value: float, code: str, language: str = "en") -> str:
    """ "187 dollars 20", "85 cents", "91,234 dollars", "2,345.5 pence"."""
    names = names_of(code, language)
    size = abs(value)
    if size >= WHOLE_FROM:
        return f"{digits(value, 0, language)} {names.many}"
    if not names.cents or size < FINE_BELOW or " " in names.many:  # nobody says "3 British pounds 20"
        return plain(value, names, language)
    whole, cents = divmod(round(size * 100), 100)
    start = f"{'-' if value < 0 else ''}{whole} {names.one if whole == 1 else names.many}"
    if not cents:
        return start
    if cents >= 10:
        return f"{start} {cents}"
    return f"{start} {AND.get(base(language), 'and')} {cents} {names.cent if cents == 1 else names.cents}"


def plain(value: float, names: Names, language: str) -> str:
    """ "85 cents", "3.20 British pounds": less than one in hundredths where they have a name."""
    if names.cents and 0 < abs(value) < FINE_BELOW and " " not in names.many:
        cents = digits(value * 100, fine(value * 100), language)
        return f"{cents} {names.cent if cents == '1' else names.cents}"
    number = digits(value, fine(value), language)
    decimal = language_of(language).decimal
    number += "0" if number[-2:-1] == decimal else ""  # "3.20", not "3.2"
    return f"{number} {names.one if number == '1' else names.many}"


def fine(value: float) -> int:
    """Decimals that leave about four digits of a small number, two of any other."""
    size = abs(value)
    if size >= 1 or not size:
        return 2
    return 4 if size >= 0.01 else 8


def written(value: float, code: str, language: str = "en") -> str:
    """ "187.20 USD"; with more decimals below one."""
    whole, _, decimals = f"{value:,.{max(2, fine(value))}f}".partition(".")
    number = f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"
    return f"{signed(number, language)} {code}".strip()
