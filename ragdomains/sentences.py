"""Says evidence in a sentence: templates with declared names only, numbers and units fit to be spoken or written.

A template is text with {names}. A part in square brackets is left out when a name in it has no value:
"{temperature}[, gusts up to {gusts}]". Nothing else is special; stored text is never given to str.format.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime

from ragdomains.models import Domain
from ragdomains.types import Evidence, Fact

NAME = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
# unit: one of it spoken, several spoken, written with its space
UNITS = {
    "degC": ("degree", "degrees", " °C"),
    "degF": ("degree", "degrees", " °F"),
    "%": ("percent", "percent", "%"),
    "km/h": ("kilometre per hour", "kilometres per hour", " km/h"),
    "mph": ("mile per hour", "miles per hour", " mph"),
    "m/s": ("metre per second", "metres per second", " m/s"),
    "kn": ("knot", "knots", " kn"),
    "mm": ("millimetre", "millimetres", " mm"),
    "cm": ("centimetre", "centimetres", " cm"),
    "in": ("inch", "inches", " in"),
    "hPa": ("hectopascal", "hectopascals", " hPa"),
    "min": ("minute", "minutes", " min"),
    "h": ("hour", "hours", " h"),
    "ug/m3": ("microgram per cubic metre", "micrograms per cubic metre", " µg/m³"),
}
WHOLE = {"degC", "degF", "%", "km/h", "mph", "m/s", "kn", "hPa", "aqi"}  # nobody speaks their decimals
DECIMALS = {"degC": 1, "degF": 1, "%": 0, "km/h": 0, "mph": 0, "mm": 1, "cm": 1}

Overrides = Mapping[tuple[int, str, str], str]  # (domain's pk, answer, form): text


def names(template: str) -> set[str]:
    """The names that a template asks for."""
    return set(NAME.findall(template))


def validate(template: str, known: Collection[str]) -> list[str]:
    """The names of a template that nothing gives a value to, sorted; empty when it is sound."""
    return sorted(names(template) - set(known))


def render(template: str, values: Mapping[str, str]) -> str:
    """The template with its names replaced, or "" when a name outside of square brackets has no value."""
    pieces = OPTIONAL.split(template)  # outside, inside, outside, inside ...
    if any(not values.get(name) for outside in pieces[::2] for name in names(outside)):
        return ""
    said = [_segment(piece, values) if place % 2 else _fill(piece, values) for place, piece in enumerate(pieces)]
    return _tidy("".join(said))


def _segment(inside: str, values: Mapping[str, str]) -> str:
    wanted = names(inside)
    if not wanted:
        return f"[{inside}]"  # brackets without a name in them are text
    return _fill(inside, values) if all(values.get(name) for name in wanted) else ""


def _fill(piece: str, values: Mapping[str, str]) -> str:
    return NAME.sub(lambda found: values[found[1]], piece)


def _tidy(text: str) -> str:
    """One space between words, none before a comma or full stop, a capital at the start."""
    text = re.sub(r" +([,.;:!?])", r"\1", re.sub(r"[ \t]+", " ", text)).strip()
    return text[:1].upper() + text[1:]


def digits(value: float, places: int) -> str:
    """A number without trailing zeros and without a minus zero; from 10,000 on with commas."""
    text = f"{value:,.{places}f}" if abs(value) >= 10_000 else f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def spoken_day(day: date, today: date | None = None) -> str:
    """ "Sunday 22 November", with the year where it is not that of `today`."""
    year = f" {day.year}" if today and day.year != today.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def said(fact: Fact, form: str) -> str:
    """A fact's value as text: "-3 degrees" in the short form, "-3.2 °C" in the long one."""
    value = fact.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return spoken_day(value)
    if isinstance(value, str):
        return f"{value} {fact.unit}".strip()
    return _measured(value, fact.unit, form)


def _measured(value: float, unit: str, form: str) -> str:
    places = 0 if form == "short" and unit in WHOLE else DECIMALS.get(unit, 2)
    number = digits(value, places)
    one, many, written = UNITS.get(unit, (unit, unit, f" {unit}" if unit else ""))
    if form == "long":
        return number + written
    return f"{number} {one if number in {'1', '-1'} else many}".strip()


def spoken_values(evidence: Evidence, form: str = "short") -> dict[str, str]:
    """Every name that a template may use for this evidence: its facts (the first of a name), then its own values."""
    facts = {fact.name: said(fact, form) for fact in reversed(evidence.facts)}
    return facts | {name: text for name, text in evidence.values.items() if text}


def say(
    domain: Domain,
    evidence: Evidence,
    form: str = "short",
    overrides: Overrides | None = None,
    now: datetime | None = None,
) -> str:
    """The domain's own sentence for its evidence; "" where it has nothing to say.

    `overrides` are the domain's Template rows by (pk, answer, form). A template that lacks a value falls to the
    provider's own, then to its short one, then to the bare facts, so that no edit can silence an answer.
    The form "among" is the short one of an answer that stands among others, where the provider has one for that.
    """
    plain = "short" if form == "among" else form
    values = spoken_values(evidence, plain)
    own = _own(domain, evidence.answer)
    changed = (overrides or {}).get((domain.pk, evidence.answer, plain), "")
    candidates = [changed, own.get(form, ""), own.get(plain, ""), own.get("short", "")]
    sentence = next((text for template in candidates if (text := render(template, values))), "") or _bare(
        evidence, plain
    )
    return _dated(sentence, evidence, plain, now) if sentence else ""


def _own(domain: Domain, answer: str) -> Mapping[str, str]:
    templates = domain.plugins[domain.kind].extra.get("templates", {})
    own = templates.get(answer, {}) if isinstance(templates, Mapping) else {}
    return own if isinstance(own, Mapping) else {}


def _bare(evidence: Evidence, form: str) -> str:
    facts = [f"{fact.name.replace('_', ' ')} {said(fact, form)}" for fact in evidence.facts[:8]]
    return _tidy(", ".join(facts) + ".") if facts else ""


def _dated(sentence: str, evidence: Evidence, form: str, now: datetime | None) -> str:
    """Adds where it comes from (long form) and how old it is (always when stale)."""
    age = as_of(evidence.as_of, now) if evidence.as_of else ""
    origin = ", ".join(text for text in (evidence.source, age) if text)
    body, end = (sentence[:-1], sentence[-1]) if sentence[-1] in ".!?" else (sentence, ".")
    if form == "long" and evidence.source:
        return f"{body} ({origin}){end}"
    return f"{body}, {age}{end}" if evidence.cached == "stale" and age else sentence


def as_of(moment: datetime, now: datetime | None = None) -> str:
    """ "as of 14:05", with the day where it was another one."""
    today = (now or datetime.now(moment.tzinfo)).astimezone(moment.tzinfo).date()
    day = "" if moment.date() == today else f"{spoken_day(moment.date(), today)}, "
    return f"as of {day}{moment:%H:%M}"
