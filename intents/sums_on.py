"""Questions that go on with what the last sum came to: "times two", "divide that by 4", "and convert it to euros"."""

import re
from collections.abc import Sequence

from intents.english_leads import ENGLISH
from intents.german_leads import GERMAN
from intents.leads import FragmentWords
from intents.reading import Moment, Understood
from intents.words import clean
from ragdomains.sums.answers import value_of
from ragdomains.sums.conversion import MONEY

DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"\d[\d.,]*")
SUM_IN_MONEY = re.compile(r"(?P<sum>.*\d.*?) (?:in|to|into) (?P<unit>[^\W\d]+)", re.IGNORECASE)
POUNDS = re.compile(r"\b(?:pounds?|pfund)\b", re.IGNORECASE)


def calculated_on(moment: Moment) -> Understood | None:
    """ "Times two", "double it": the earlier sum in brackets, where that is still a sum."""
    further = added(moment)
    base = moment.past.topic() if further else None
    if base is None:
        return None
    whole = moment.reader.alone(sum_of(base.text.strip(" ?!."), further, moment.reader.language))
    return whole if whole.match.sure and whole.match.intent == base.match.intent else None


def sum_of(base: str, further: str, language: str) -> str:
    """The earlier sum in brackets, or what it came to where its words fit in none: "add 5 and 7"."""
    whole = f"({base}) {further}"
    value = "" if value_of(whole, language) else value_of(base, language)
    return f"{value} {further}" if value else whole


def added(moment: Moment) -> str:
    """What is to be done with the last sum; "" where nothing is."""
    words = moment.words.fragments
    if further := words.calculates_on.match(clean(moment.text)):
        return further[1]
    return next((found.expand(said) for shape, said in words.sums if (found := shape.fullmatch(moment.typed))), "")


def converted_on(moment: Moment) -> Understood | None:
    """ "Convert it to euros": what the last sum came to, or the amount that was converted last, in another unit."""
    unit = unit_of(moment)
    base = moment.past.topic() if unit else None
    amount = amount_of(base, moment.reader.language, unit) if base else ""
    return moment.reader.alone(moment.words.fragments.conversion.format(amount, unit)) if amount else None


def in_money(moment: Moment) -> Understood | None:
    """ "20% of 350 dollars in euros": what a sum of money comes to, in another currency."""
    found = SUM_IN_MONEY.fullmatch(moment.typed)
    if found is None or not (MONEY.fullmatch(found["unit"].casefold()) or POUNDS.fullmatch(found["unit"])):
        return None
    money = MONEY.search(found["sum"].casefold()) or POUNDS.search(found["sum"])
    if money is None:
        return None
    numbers = found["sum"].replace(money[0], " ")
    value = value_of(numbers, moment.reader.language) if len(DIGITS.findall(numbers)) > 1 else ""
    if not value:
        return None
    return moment.reader.alone(moment.words.fragments.conversion.format(f"{value} {money[0]}", found["unit"]))


def unit_of(moment: Moment) -> str:
    """What is to be converted to; "" where nothing is."""
    words = moment.words.fragments
    if found := words.converts.fullmatch(moment.typed):
        return found[found.lastgroup or 0]
    found = words.in_unit.fullmatch(moment.typed)
    known = found and (MONEY.fullmatch(found["unit"]) or "unit" in moment.reader.slots(f"2 {found['unit']}").values)
    return found["unit"] if found and known else ""


def amount_of(base: Understood, language: str, unit: str) -> str:
    """The number with its unit or currency, as far as they were named; "" where there is none. Pounds are money where
    they are to become money."""
    if value := value_of(base.text, language):
        money = MONEY.search(base.text) or (POUNDS.search(base.text) if MONEY.fullmatch(unit) else None)
        return f"{value} {money[0]}" if money else value
    named = base.slots.values
    was = named.get("currency") or named.get("unit")
    return f"{named['number']} {was}" if was and "number" in named else ""


def is_step(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the words behind a gap are a step of their own on the sum before it: "[15 times 12 and] halve it"."""
    said = " ".join(right)
    return any(map(DIGIT.match, left)) and any(stepped(leads.fragments, said) for leads in (ENGLISH, GERMAN))


def stepped(words: FragmentWords, said: str) -> bool:
    shapes = (words.calculates_on, words.converts, *(shape for shape, _ in words.sums))
    return any(shape.fullmatch(said) for shape in shapes)
