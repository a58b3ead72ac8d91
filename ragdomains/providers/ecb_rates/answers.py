"""The answer from the bank's table: a rate, an amount turned into another currency, or how a rate moved."""

import math
from collections.abc import Sequence
from datetime import date

from ragdomains.markets.known import currency
from ragdomains.markets.money import names_of, spoken, written
from ragdomains.providers.ecb_rates.questions import Question
from ragdomains.providers.ecb_rates.rates import Rates, Table
from ragdomains.providers.ecb_rates.templates import put
from ragdomains.providers.ecb_rates.words import DOLLARS
from ragdomains.sentences import digits, signed, spoken_day
from ragdomains.types import Evidence, Fact, Lookup, ProviderError, Value

SOURCE, PAGE = "European Central Bank", "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/"
MANY = (1, 100, 1000, 10_000)  # of a currency that is worth little, so many are told the worth of
LITTLE = 0.05
SMALLEST = 0.05  # percent; less is no change that anybody would name
Values = dict[str, str]


def answer(lookup: Lookup, asked: Question, table: Table) -> Evidence:
    """Raises ProviderError (missing) for a currency or a day that the bank has no rate of."""
    day = the_day(table, None if asked.moved else asked.day, lookup)
    rates, target = table[day], asked.targets[0]
    if len(asked.targets) > 1 and asked.amount:
        name, values = "converted_to_several", converted_to_several(asked, rates, lookup)
        facts = [fact for code in asked.targets for fact in facts_of(asked, code, rates, day)]
    elif len(asked.targets) > 1:
        name, values = "several", several(asked, rates, lookup)
        facts = [fact for code in asked.targets if code in rates for fact in facts_of(asked, code, rates, day)]
    elif asked.moved:
        name, values = moved(asked, table, day, lookup)
        facts = [*facts_of(asked, target, rates, day), *change_facts(asked, table, day, lookup)]
    else:
        rate = cross(rates, asked.source, target)
        name, values = (
            ("converted", converted(asked, rate, lookup)) if asked.amount else ("rate", told(asked, rate, lookup))
        )
        facts = facts_of(asked, target, rates, day)
    values |= {"day": rate_day(day, lookup), "written_day": spoken_day(day, lookup.now.date(), lookup.language)}
    return Evidence(tuple(facts), (), name, values, lookup.now, SOURCE, PAGE)


def the_day(table: Table, wanted: date | None, lookup: Lookup) -> date:
    """The latest day, or the last one with rates up to the day that is wanted."""
    days = [day for day in table if wanted is None or day <= wanted]
    if not days:
        said = spoken_day(wanted or lookup.now.date(), lookup.now.date(), lookup.language)
        raise ProviderError(f"I only know the exchange rates of the last 90 days. {said} is too long ago.", "missing")
    return max(days)


def cross(rates: Rates, source: str, target: str) -> float:
    """How much of the target one unit of the source is worth, by way of the euro."""
    for code in (source, target):
        if code not in rates:
            raise ProviderError(
                f"I have no rate of the {currency(code)}: the European Central Bank gives none.", "missing"
            )
    return rates[target] / rates[source]


def facts_of(asked: Question, target: str, rates: Rates, day: date) -> list[Fact]:
    rate = cross(rates, asked.source, target)
    known: list[tuple[str, Value, str]] = [("exchange_rate", significant(rate), f"{target}/{asked.source}")]
    if asked.amount:
        known += [("amount", asked.amount, asked.source), ("converted", round(asked.amount * rate, 2), target)]
    known.append(("rate_date", day, ""))
    return [Fact(name, value, unit, "", day, None, None, SOURCE) for name, value, unit in known]


def significant(value: float) -> float:
    return float(f"{value:.6g}")


def told_apart(source: str, target: str) -> tuple[str, str]:
    """Both codes; beside another dollar the American one is called so."""
    american = "US$" if {source, target} <= {*DOLLARS} else "USD"
    return (american if source == "USD" else source), (american if target == "USD" else target)


def told(asked: Question, rate: float, lookup: Lookup) -> Values:
    many = next((many for many in MANY if rate * many >= LITTLE), MANY[-1])
    target, language = asked.targets[0], lookup.language
    given, wanted = told_apart(asked.source, target)
    return {
        "given": counted(many, given, language),
        "verb": put("is" if many == 1 else "are", language),
        "result": precise(rate * many, wanted, language),
        "written_given": f"{digits(many, 0, language)} {asked.source}",
        "written_result": f"{precise_number(rate * many, language)} {target}",
    }


def converted(asked: Question, rate: float, lookup: Lookup) -> Values:
    amount, target, language = asked.amount or 1, asked.targets[0], lookup.language
    given, wanted = told_apart(asked.source, target)
    return {
        "given": spoken(amount, given, language),
        "verb": put("are", language),
        "result": spoken(amount * rate, wanted, language),
        "written_given": written(amount, asked.source, language),
        "written_result": written(amount * rate, target, language),
        "written_rate": f"1 {asked.source} = {precise_number(rate, language)} {target}",
    }


def several(asked: Question, rates: Rates, lookup: Lookup) -> Values:
    language = lookup.language
    known = [code for code in asked.targets if code in rates]
    if not known:
        raise ProviderError("There are no exchange rates to be had right now.", "missing")
    each = [precise(cross(rates, asked.source, code), code, language) for code in known]
    return {
        "given": counted(1, asked.source, language),
        "verb": put("is", language),
        "result": listed(each, put("and", language)),
    }


def converted_to_several(asked: Question, rates: Rates, lookup: Lookup) -> Values:
    """An amount in each of the currencies that are named. Raises ProviderError (missing) for one without a rate."""
    language, amount = lookup.language, asked.amount or 1
    each = [spoken(amount * cross(rates, asked.source, code), code, language) for code in asked.targets]
    values = converted(asked, cross(rates, asked.source, asked.targets[0]), lookup)
    return {
        "given": values["given"],
        "verb": values["verb"],
        "result": listed(each, put("or", language)),
    }


def moved(asked: Question, table: Table, day: date, lookup: Lookup) -> tuple[str, Values]:
    before, rate = earlier(asked, table, day, lookup)
    target, language = asked.targets[0], lookup.language
    old = cross(table[before], asked.source, target)
    percent = (rate / old - 1) * 100
    given, wanted = told_apart(asked.source, target)
    values = {
        "currency": put("the {}", language, names_of(given, language).one),
        "other": put("the {}", language, names_of(wanted, language).one),
        "percent": digits(abs(percent), 1, language),
        "since": spoken_day(before, lookup.now.date(), language),
        "old": precise_number(old, language),
        "result": precise(rate, wanted, language),
    }
    if abs(percent) < SMALLEST:
        return "unmoved", values
    return ("risen" if percent > 0 else "fallen"), values


def earlier(asked: Question, table: Table, day: date, lookup: Lookup) -> tuple[date, float]:
    """The day that is compared with, before the latest; and the latest rate."""
    rate = cross(table[day], asked.source, asked.targets[0])
    past = {each: rates for each, rates in table.items() if each < day}
    before = the_day(past, asked.day, lookup)
    return before, rate


def change_facts(asked: Question, table: Table, day: date, lookup: Lookup) -> list[Fact]:
    before, rate = earlier(asked, table, day, lookup)
    old = cross(table[before], asked.source, asked.targets[0])
    return [Fact("change_percent", round((rate / old - 1) * 100, 2), "%", "", before, day, None, SOURCE)]


def rate_day(day: date, lookup: Lookup) -> str:
    """ "today's rate", "the rate of Friday 27 November"."""
    today = lookup.now.date()
    if day == today:
        return put("today's rate", lookup.language)
    return put("the rate of {}", lookup.language, spoken_day(day, today, lookup.language))


def counted(many: int, code: str, language: str) -> str:
    names = names_of(code, language)
    if many == 1:
        return put("one {}", language, names.one)
    return f"{digits(many, 0, language)} {names.many}"


def precise(value: float, code: str, language: str) -> str:
    """ "1.0921 dollars": a rate, with more decimals than money has."""
    return f"{precise_number(value, language)} {names_of(code, language).many}"


def precise_number(value: float, language: str) -> str:
    places = 2 if value >= 10 else 4 if value >= LITTLE else 3 - math.floor(math.log10(value))
    text = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    return signed(text, language)


def listed(texts: Sequence[str], last: str) -> str:
    return f" {last} ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)
