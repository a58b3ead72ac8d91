"""The answers of sums and of conversions, whichever of the two a question turns out to be."""

from ragdomains.languages import base
from ragdomains.sums import german
from ragdomains.sums.conversion import PLACES, convert, is_conversion
from ragdomains.sums.grammar import calculate
from ragdomains.sums.numerals import with_digits
from ragdomains.sums.results import exact, fact_value, spoken
from ragdomains.sums.wanted import wanted
from ragdomains.sums.wording import in_words, percentage, shown, tokens
from ragdomains.types import Evidence, Fact, Lookup, ProviderError

DECIMALS = 4  # of a sum that are spoken
SIGNS = ("+", "*", " plus ", " minus ", " times ", " divided ", " percent ", "%")
TEMPLATES = {
    "sum": {"short": "That is {result}.", "among": "{sum} is {result}.", "long": "{expression} = {precise}."},
    "rounded": {
        "short": "That is about {result}.",
        "among": "{sum} is about {result}.",
        "long": "{expression} ≈ {precise}.",
    },
    "percentage": {
        "short": "That is {result} percent.",
        "among": "{expression} is {result} percent.",
        "long": "{expression} is {precise}%.",
    },
    "conversion": {"short": "{amount} is {result} {unit}.", "long": "{amount} = {precise} {unit}."},
    "conversion_rounded": {"short": "{amount} is about {result} {unit}.", "long": "{amount} ≈ {precise} {unit}."},
}


READERS = {"de": german.to_english}  # by language: turns a question into the English that is read


def value_of(question: str, language: str) -> str:
    """What a sum comes to, in digits that can be asked about again; "" for what is no sum."""
    read = READERS.get(base(language))
    text = with_digits(read(question) if read else question)
    try:
        return f"{calculate(tokens(text)):f}"
    except ProviderError:
        return ""


def answer(lookup: Lookup, longest: int) -> Evidence:
    """Raises ProviderError (missing) for what is neither a sum nor a conversion, or longer than so many characters."""
    question = lookup.slots.get("expression") or lookup.text
    if len(question) > longest:
        raise ProviderError("That is too long to calculate.", "missing")
    read = READERS.get(base(lookup.language))
    text = with_digits(read(question) if read else question)
    if is_conversion(text) or (lookup.ask == "convert" and not any(sign in text for sign in SIGNS)):
        return conversion(text, lookup)
    if share := percentage(text):
        return of_whole(*share, lookup)
    return result(text, lookup)


def result(text: str, lookup: Lookup) -> Evidence:
    form = wanted(text.rstrip("?.= "))
    expression, language = tokens(form.text), lookup.language
    whole = calculate(expression)
    value = form.rounded(whole)
    places = DECIMALS if form.power is None else max(-form.power, 0)
    values = {
        "expression": shown(expression, language),
        "sum": in_words(expression, language),
        "result": spoken(value, places, language),
    }
    return evidence("sum" if value == whole and exact(value, places) else "rounded", value, values, "", lookup)


def of_whole(part: str, whole: str, lookup: Lookup) -> Evidence:
    """How many percent the part is of the whole."""
    divisor = calculate(tokens(whole))
    if not divisor:
        raise ProviderError("A share of zero cannot be told.", "missing")
    value = calculate(tokens(part)) / divisor * 100
    said = shown([part, "of", whole], lookup.language)
    return evidence(
        "percentage", value, {"expression": said, "result": spoken(value, PLACES, lookup.language)}, "%", lookup
    )


def conversion(text: str, lookup: Lookup) -> Evidence:
    found = convert(text, lookup.language)
    values = {"amount": found.amount, "unit": found.unit_word, "result": spoken(found.value, PLACES, lookup.language)}
    name = "conversion" if exact(found.value, PLACES) else "conversion_rounded"
    return evidence(name, found.value, values, found.unit, lookup)


def evidence(name: str, value: object, values: dict[str, str], unit: str, lookup: Lookup) -> Evidence:
    number = fact_value(value)
    fact = Fact("value", number, unit, as_of=lookup.now)
    precise = spoken(value, 6 if name.startswith("conversion") else 10, lookup.language)
    return Evidence((fact,), (), name, values | {"precise": precise}, lookup.now)
