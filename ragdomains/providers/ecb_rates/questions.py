"""What is asked: which currency in which, how much of it, on which day, or how it moved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ragdomains.languages import language_of
from ragdomains.markets.days import before_this, day_meant
from ragdomains.providers.ecb_rates.amounts import before, behind, digits
from ragdomains.providers.ecb_rates.words import CODES, COUNTRIES, DOLLARS, FAMILIES, SIGNS, Mention, mentions
from ragdomains.sentences import spoken_day
from ragdomains.types import Lookup, ProviderError

USUAL = ("EUR", "USD", "GBP", "CHF", "JPY")  # what is told where no currency is named
REACH = 90  # days back that the bank's shorter history holds
MOVED = re.compile(
    r"\b(fallen|fell|falling|risen|rose|rising|gone (up|down)|going (up|down)|weaken\w*|strengthen\w*|weaker|stronger"
    r"|changed?|up|down|done|doing|moved|performed|since|gained|lost|dropped|climbed"
    r"|gefallen|gestiegen|seit|verändert|stärker|schwächer)\b"
)
RATES = re.compile(r"\b(rates?|currenc(y|ies)|foreign exchange|money|(wechsel|devisen)?kurse?|währung(en)?)\b")
ASKED_FIRST = re.compile(r"\b(how (?:many|much)|wie ?viele?) $")
CENTS = re.compile(r" (\d\d)(?= (?:in|to|into|are|is|worth|sind|wert)\b|$)")  # "15 euros 50 in dollars"
AMOUNT_OF = re.compile(r"\b\d[\d.,]* (?P<name>[^\W\d]+(?: [^\W\d]+)?) (?:in|into|to|are|is|sind|ist|nach) $")
BARE = re.compile(r"(?:^|\s)(\d[\d.,]*) (?:in|into|to|nach) $")
PER = re.compile(r"\b(per|for|for each|pro|je) $")


@dataclass(frozen=True, slots=True)
class Question:
    """`amount` of `source` in `target`; without an amount the rate. `targets` are several for the rates as a whole.

    `day` is the day whose rate is asked, None for the latest; `moved` asks for the change since `day`.
    """

    source: str
    targets: tuple[str, ...]
    amount: float | None = None
    day: date | None = None
    moved: bool = False


def question(lookup: Lookup, currency: str) -> Question:
    """Raises ProviderError (missing) for a day that is to come, or too long ago."""
    text = " ".join(lookup.text.casefold().split())
    own = currency or own_currency(lookup)
    found, slot = mentions(text), lookup.slots.get("currency", "")
    if slot and (not found or slot not in CODES):
        found = [(len(text), len(text), slot)]  # a name that only the slot knows: "uruguayan peso"
    found = [at_home(text, each, own) for each in found]
    day = day_of(lookup)
    refuse(lookup, text, bool(found))
    refuse_strange(text, found, language_of(lookup.language).decimal)
    if not found:
        return Question(own, tuple(code for code in USUAL if code != own), day=day)
    if (bare := bare_amount(text, found, language_of(lookup.language).decimal)) and found[0][2] != own:
        return Question(own, (found[0][2],), bare, day)
    source, amount, others = sides(text, found, language_of(lookup.language).decimal)
    target = next((code for code in others if code != source), own)
    if target == source:
        target = "EUR" if own not in DOLLARS and own != "EUR" else "USD"
    named = tuple(dict.fromkeys(code for code in others if code != source))
    if amount is not None and amount != 1 and len(named) > 1:
        return Question(source, named, amount, day)
    moved = amount is None and bool(MOVED.search(text))
    since = before_this(lookup) if moved else None
    return Question(source, (target,), None if amount == 1 else amount, since or day, moved)


def refuse(lookup: Lookup, text: str, named: bool) -> None:
    """Raises ProviderError (missing) where no currency is meant, or what is none."""
    if asset := lookup.slots.get("asset"):
        raise ProviderError(f"{asset} is no currency of the European Central Bank. Ask me for its price.", "missing")
    if not named and not RATES.search(text):
        raise ProviderError("Which currency do you mean?", "missing")


def refuse_strange(text: str, found: Sequence[Mention], comma: str) -> None:
    """Raises ProviderError (missing) for "50 blorgs in euros": the amount is of something that is no currency."""
    if any(amount_at(text, each, comma) is not None for each in found):
        return
    strange = next((of for start, _, _ in found if (of := AMOUNT_OF.search(text[:start]))), None)
    if strange:
        raise ProviderError(
            f"I do not know a currency called {strange['name'][:40]}. Which one do you mean?", "missing"
        )


def at_home(text: str, mention: Mention, own: str) -> Mention:
    """In Canada "dollars" are Canadian, in Denmark "kroner" Danish; said with a country or as a code they are not."""
    start, end, code = mention
    family = next((codes for words, codes in FAMILIES if words.fullmatch(text[start:end])), ())
    return (start, end, own if own in family else code)


def sides(text: str, found: Sequence[Mention], comma: str) -> tuple[str, float | None, list[str]]:
    """The currency that is given, how much of it, and the others."""
    amounts = [amount_at(text, each, comma) for each in found]
    place = next((n for n, amount in enumerate(amounts) if amount is not None), None)
    if place is None:
        place = next((n for n, each in enumerate(found) if n and PER.search(text[: each[0]])), None)
    if place is None:
        place = 1 if len(found) > 1 and ASKED_FIRST.search(text[: found[0][0]]) else 0
    return found[place][2], amounts[place], [code for n, (_, _, code) in enumerate(found) if n != place]


def bare_amount(text: str, found: Sequence[Mention], comma: str) -> float | None:
    """That of "70 in euros", which names no other currency: it is of the household's own."""
    amount = BARE.search(text[: found[0][0]]) if len(found) == 1 else None
    return digits(amount[1], comma) if amount else None


def amount_at(text: str, mention: Mention, comma: str) -> float | None:
    start, end, _ = mention
    sign = text[start:end] in SIGNS if end > start else False
    amount = before(text[:start], comma)
    if amount is None:
        return behind(text[end:], comma) if sign else None
    cents = CENTS.match(text, end)
    return amount + int(cents[1]) / 100 if cents and amount == int(amount) else amount


def own_currency(lookup: Lookup) -> str:
    home = lookup.spot if lookup.spot and lookup.spot.home else None
    return COUNTRIES.get(home.country, "EUR") if home else "EUR"


def day_of(lookup: Lookup) -> date | None:
    """The first of the days that are asked about, where it is past."""
    day, today = day_meant(lookup), lookup.now.date()
    if day is None or day == today:
        return None
    said = spoken_day(day, today, lookup.language)
    if day > today:
        raise ProviderError(f"Nobody knows the exchange rate of {said} yet.", "missing")
    if day < today - timedelta(days=REACH):
        raise ProviderError(f"I only know the exchange rates of the last 90 days. {said} is too long ago.", "missing")
    return day


def needs_history(asked: Question) -> bool:
    return asked.moved or asked.day is not None
