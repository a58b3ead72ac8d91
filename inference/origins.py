"""Says in a sentence where an answer came from: "From Open-Meteo, a minute ago." """

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from inference.sources import DEVICES, DOCUMENTS, HOUSE, MODEL, OWN, SERVICE, Source
from ragdomains.languages import base, language_of
from ragdomains.sentences import spoken_day

FORGOTTEN = "I no longer know how I came to that answer."
NOTHING_SAID = "I have not told you anything yet."
MOST = 3  # sources that are named; nobody listens to more
TITLES = 2


@dataclass(frozen=True, slots=True)
class Words:
    """How one language names where something comes from. {} is the source, the titles, or a number."""

    service: str
    documents: str
    own: str
    devices: str
    model: str
    words: str
    both: str
    just_now: str
    minute: str
    minutes: str
    hour: str
    hours: str
    yesterday: str
    day: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        service="from {}",
        documents="from your documents: {}",
        own="I worked that out myself",
        devices="from what your devices reported",
        model="from what the language model knows, without looking anything up",
        words="those were my own words, they rest on no source",
        both="and",
        just_now="just now",
        minute="a minute ago",
        minutes="{} minutes ago",
        hour="an hour ago",
        hours="{} hours ago",
        yesterday="yesterday at {}",
        day="on {}",
    ),
    "de": Words(
        service="von {}",
        documents="aus deinen Dokumenten: {}",
        own="das habe ich selbst ausgerechnet",
        devices="aus dem, was deine Geräte gemeldet haben",
        model="aus dem, was das Sprachmodell weiß, ohne nachzusehen",
        words="das waren meine eigenen Worte, sie stützen sich auf keine Quelle",
        both="und",
        just_now="gerade eben",
        minute="vor einer Minute",
        minutes="vor {} Minuten",
        hour="vor einer Stunde",
        hours="vor {} Stunden",
        yesterday="gestern um {}",
        day="am {}",
    ),
}


def told(found: Sequence[Source], now: datetime, language: str) -> str:
    """One sentence that names the sources, each with its age; in English where the language has no words for it."""
    words = WORDS.get(base(language), WORDS["en"])
    known = language if base(language) in WORDS else "en"
    real = [source for source in found if source.kind != HOUSE] or found
    pieces = dict.fromkeys(piece(source, now, words, known) for source in real[:MOST])
    text = f", {words.both} ".join(pieces)
    return f"{text[:1].upper()}{text[1:]}."


def piece(source: Source, now: datetime, words: Words, language: str) -> str:
    if source.kind == DOCUMENTS:
        return words.documents.replace("{}", f" {words.both} ".join(source.documents[:TITLES])).rstrip(": ")
    if source.kind != SERVICE:
        return {OWN: words.own, DEVICES: words.devices, MODEL: words.model}.get(source.kind, words.words)
    name = source.name.removeprefix("the ") if base(language) == "de" else source.name
    since = age(source.as_of, now, words, language) if source.as_of else ""
    return ", ".join(filter(None, (words.service.replace("{}", name), since)))


def age(moment: datetime, now: datetime, words: Words, language: str) -> str:
    """How old it is, as it is spoken; what lies ahead was asked just now."""
    gone = now - moment
    minutes = round(gone / timedelta(minutes=1))
    if minutes < 90:
        if gone < timedelta(seconds=45):
            return words.just_now
        if minutes <= 1:
            return words.minute
        return words.minutes.replace("{}", str(minutes)) if minutes < 55 else words.hour
    local = moment.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days == 0 or gone < timedelta(hours=6):
        return words.hours.replace("{}", str(round(minutes / 60)))
    if days == 1:
        return words.yesterday.replace("{}", language_of(language).clock.format(local))
    return words.day.replace("{}", spoken_day(local.date(), now.date(), language))
