"""Says evidence in a sentence: templates with declared names only, numbers and units fit to be spoken or written.

A template is text with {names}. A part in square brackets is left out when a name in it has no value:
"{temperature}[, gusts up to {gusts}]". Nothing else is special; stored text is never given to str.format.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache

from athena_project.same import Same
from ragdomains.languages import base, language_of
from ragdomains.models import Domain
from ragdomains.types import Evidence, Fact

NAME = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
TEMPLATES = 1024  # templates, and pieces of them, that are taken apart once: the same few are said all day
WHOLE = {"degC", "degF", "%", "km/h", "mph", "m/s", "kn", "hPa", "aqi"}  # nobody speaks their decimals
DECIMALS = {"degC": 1, "degF": 1, "%": 0, "km/h": 0, "mph": 0, "mm": 1, "cm": 1}

Overrides = Mapping[tuple[int, str, str], str]  # (domain's pk, answer, form): text


@lru_cache(maxsize=TEMPLATES)
def names(template: str) -> frozenset[str]:
    """The names that a template asks for."""
    return frozenset(NAME.findall(template))


@lru_cache(maxsize=TEMPLATES)
def pieces_of(template: str) -> tuple[str, ...]:
    """What stands outside of square brackets and inside, in turn."""
    return tuple(OPTIONAL.split(template))


def validate(template: str, known: Collection[str]) -> list[str]:
    """The names of a template that nothing gives a value to, sorted; empty when it is sound."""
    return sorted(names(template) - set(known))


def render(template: str, values: Mapping[str, str]) -> str:
    """The template with its names replaced, or "" when a name outside of square brackets has no value."""
    pieces = pieces_of(template)
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


def digits(value: float, places: int, language: str = "en") -> str:
    """A number without trailing zeros and without a minus zero; its thousands are told apart from 10,000 on."""
    text = f"{value:,.{places}f}" if abs(value) >= 10_000 else f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else signed(text, language)


def signed(number: str, language: str) -> str:
    """A number as English writes it with the signs of a language: 1,234.5 is 1.234,5 in German."""
    spoken = language_of(language)
    return number.translate({ord(","): spoken.thousands, ord("."): spoken.decimal})


def spoken_day(day: date, today: date | None = None, language: str = "en") -> str:
    """ "Sunday 22 November", with the year where it is not that of `today`."""
    year = f" {day.year}" if today and day.year != today.year else ""
    return dated(day, language_of(language).day, language) + year


def dated(day: date, form: str, language: str) -> str:
    """The day in a form of its language, such as "{weekday} {day} {month}"."""
    spoken = language_of(language)
    return form.format(weekday=spoken.weekdays[day.weekday()], day=day.day, month=spoken.months[day.month - 1])


def said(fact: Fact, form: str, language: str = "en") -> str:
    """A fact's value as text: "-3 degrees" in the short form, "-3.2 °C" in the long one."""
    value = fact.value
    if isinstance(value, bool):
        return language_of(language).yes if value else language_of(language).no
    if isinstance(value, datetime):
        return language_of(language).clock.format(value)
    if isinstance(value, date):
        return spoken_day(value, language=language)
    if isinstance(value, str):
        return f"{value} {fact.unit}".strip()
    return _measured(value, fact.unit, form, language)


def _measured(value: float, unit: str, form: str, language: str) -> str:
    places = 0 if form == "short" and unit in WHOLE else DECIMALS.get(unit, 2)
    number = digits(value, places, language)
    one, many, written = language_of(language).units.get(unit, (unit, unit, f" {unit}" if unit else ""))
    if form == "long":
        return number + written
    return f"{number} {one if number in {'1', '-1'} else many}".strip()


def spoken_values(
    evidence: Evidence, form: str = "short", language: str = "en", wanted: Collection[str] | None = None
) -> dict[str, str]:
    """Every name that a template may use for this evidence: its facts (the first of a name), then its own values.

    Only the `wanted` ones, where these are given: of a forecast's many facts a sentence says few.
    """
    own = {name: text for name, text in evidence.values.items() if text}
    facts = {
        fact.name: said(fact, form, language)
        for fact in reversed(evidence.facts)
        if wanted is None or (fact.name in wanted and fact.name not in own)
    }
    return facts | own


def worded(template: str, evidence: Evidence, form: str, language: str) -> str:
    """The template with what this evidence says; "" where it lacks a value, or there is no template."""
    return _worded(template, Same(evidence), form, language) if template else ""


@lru_cache(maxsize=128)
def _worded(template: str, evidence: Same, form: str, language: str) -> str:
    """Worked out once for what the cache answers again: evidence never changes."""
    return render(template, spoken_values(evidence.held, form, language, names(template)))


def say(
    domain: Domain,
    evidence: Evidence,
    form: str = "short",
    overrides: Overrides | None = None,
    now: datetime | None = None,
    language: str = "en",
) -> str:
    """The domain's own sentence for its evidence; "" where it has nothing to say.

    `overrides` are the domain's Template rows of this language by (pk, answer, form). A template that lacks a value
    falls to the provider's own, then to its short one, then to the bare facts, so that no edit can silence an answer.
    A provider without sentences in the language speaks English.
    The form "among" is the short one of an answer that stands among others, where the provider has one for that.
    """
    plain = "short" if form == "among" else form
    changed = (overrides or {}).get((domain.pk, evidence.answer, plain), "")
    if sentence := worded(changed, evidence, plain, language):
        return _sourced(sentence, evidence, plain, _moment(evidence, now, language))
    language, own = _own(domain, evidence.answer, language)
    candidates = [own.get(form, ""), own.get(plain, ""), own.get("short", "")]
    sentence = next((text for template in candidates if (text := worded(template, evidence, plain, language))), "")
    sentence = sentence or _bare(evidence, plain, language)
    return _sourced(sentence, evidence, plain, _moment(evidence, now, language)) if sentence else ""


def _own(domain: Domain, answer: str, language: str) -> tuple[str, Mapping[str, str]]:
    """The provider's own sentences for an answer, and the language that they are in."""
    extra = domain.plugins[domain.kind].extra
    translations = extra.get("translations", {})
    translated = translations.get(base(language), {}) if isinstance(translations, Mapping) else {}
    if own := translated.get(answer):
        return language, own
    templates = extra.get("templates", {})
    own = templates.get(answer, {}) if isinstance(templates, Mapping) else {}
    return "en", own if isinstance(own, Mapping) else {}


def _bare(evidence: Evidence, form: str, language: str) -> str:
    facts = [f"{fact.name.replace('_', ' ')} {said(fact, form, language)}" for fact in evidence.facts[:8]]
    return _tidy(", ".join(facts) + ".") if facts else ""


def _moment(evidence: Evidence, now: datetime | None, language: str) -> str:
    return as_of(evidence.as_of, now, language) if evidence.as_of else ""


def _sourced(sentence: str, evidence: Evidence, form: str, age: str) -> str:
    """Adds where it comes from (long form) and how old it is (always when stale)."""
    origin = ", ".join(text for text in (evidence.source, age) if text)
    body, end = (sentence[:-1], sentence[-1]) if sentence[-1] in ".!?" else (sentence, ".")
    if form == "long" and evidence.source:
        return f"{body} ({origin}){end}"
    told = not age or age in sentence  # news say of when they are by themselves
    return f"{body}, {age}{end}" if evidence.cached == "stale" and not told else sentence


def as_of(moment: datetime, now: datetime | None = None, language: str = "en") -> str:
    """ "as of 14:05", with the day where it was another one."""
    today = (now or datetime.now(moment.tzinfo)).astimezone(moment.tzinfo).date()
    day = "" if moment.date() == today else f"{spoken_day(moment.date(), today, language)}, "
    spoken = language_of(language)
    return f"{spoken.as_of} {day}{spoken.clock.format(moment)}"
