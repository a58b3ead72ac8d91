"""What the house says by itself, word for word, in the languages that are not English."""

import re
from collections.abc import Mapping
from functools import lru_cache

from athena_project.plugins import UnknownKind
from inference import german_replies
from ragdomains.languages import base
from ragdomains.models import Domain

# language: {what English says: what it says}; {} stands for the same words in both
REPLIES: Mapping[str, Mapping[str, str]] = {
    "de": {
        "I have no answer to that: no language model is set up, and your documents say nothing about it.": (
            "Darauf habe ich keine Antwort: Es ist kein Sprachmodell eingerichtet, und in deinen Dokumenten steht "
            "nichts darüber."
        ),
        "To work on a text I need a language model, and none is set up.": (
            "Um an einem Text zu arbeiten, brauche ich ein Sprachmodell, und es ist keines eingerichtet."
        ),
        "I have no answer to that.": "Darauf habe ich keine Antwort.",
        "I did not catch that. Please say it again.": "Das habe ich nicht verstanden. Bitte sag es noch einmal.",
        "I can neither look at pictures nor listen to recordings. Please tell me in words.": (
            "Ich kann weder Bilder ansehen noch Aufnahmen anhören. Bitte sag es mir in Worten."
        ),
        "I had an answer, but it did not hold up when I checked it, so I will not say it.": (
            "Ich hatte eine Antwort, aber sie hielt der Prüfung nicht stand, deshalb sage ich sie nicht."
        ),
        "I cannot help with {}.": "Dabei kann ich nicht helfen: {}.",
        "I no longer know how I came to that answer.": "Ich weiß nicht mehr, wie ich zu dieser Antwort kam.",
        "I have not told you anything yet.": "Ich habe dir noch nichts gesagt.",
        "That is not among the things I am here for.": "Das gehört nicht zu dem, wofür ich da bin.",
        "That is not available to guests.": "Das steht Gästen nicht zur Verfügung.",
        "I left out the rest, because that did not work.": (
            "Den Rest habe ich weggelassen, weil das nicht geklappt hat."
        ),
        "There was no time left to ask for {}.": "Die Zeit reichte nicht mehr für diese Frage: {}.",
        "Sorry, something went wrong here. Please try again.": (
            "Entschuldigung, hier ist etwas schiefgegangen. Bitte versuche es noch einmal."
        ),
        "Sorry, that took too long. Please try again.": (
            "Entschuldigung, das hat zu lange gedauert. Bitte versuche es noch einmal."
        ),
        "There is no language model to answer this.": "Es gibt kein Sprachmodell, das darauf antworten kann.",
        "The language model's answer made no sense.": "Die Antwort des Sprachmodells ergab keinen Sinn.",
        "The language model gave no answer.": "Das Sprachmodell hat keine Antwort gegeben.",
        "The language model broke off in the middle of its answer.": (
            "Das Sprachmodell hat mitten in der Antwort abgebrochen."
        ),
        "The language model did not answer in time.": "Das Sprachmodell hat nicht rechtzeitig geantwortet.",
        "I found nothing about that.": "Darüber habe ich nichts gefunden.",
        "Your documents say nothing about that.": "In deinen Dokumenten steht nichts darüber.",
        "Done.": "Erledigt.",
        "Done: {}.": "Erledigt: {}.",
        "That did not work.": "Das hat nicht geklappt.",
        "That did not work: {}. Done: {}.": "Das hat nicht geklappt: {}. Erledigt: {}.",
        "That did not work: {}.": "Das hat nicht geklappt: {}.",
        "The device did not say whether it worked.": "Das Gerät hat nicht gesagt, ob es geklappt hat.",
        "The {} service is not set up correctly.": "Der Dienst {} ist nicht richtig eingerichtet.",
        "The {} service did not answer in time.": "Der Dienst {} hat nicht rechtzeitig geantwortet.",
        "The {} service has not been answering since {}.": "Der Dienst {} antwortet seit {} Uhr nicht.",
        "The {} service could not make sense of that.": "Der Dienst {} konnte damit nichts anfangen.",
        "The {} service may not be reached: its address is not allowed here.": (
            "Der Dienst {} darf nicht gefragt werden: Seine Adresse ist hier nicht erlaubt."
        ),
        "The {} service cannot be reached right now.": "Der Dienst {} ist gerade nicht erreichbar.",
        "The {} service gave an answer that makes no sense.": (
            "Der Dienst {} hat eine Antwort gegeben, die keinen Sinn ergibt."
        ),
        "The {} service has been asked too often. Please try again later.": (
            "Der Dienst {} wurde zu oft gefragt. Bitte versuche es später noch einmal."
        ),
        "The {} service refused the request. Its key may be missing or wrong.": (
            "Der Dienst {} hat die Anfrage abgelehnt. Vielleicht fehlt sein Schlüssel oder ist falsch."
        ),
        "The {} service is out of order right now.": "Der Dienst {} ist gerade außer Betrieb.",
        "The quota of the {} service for this minute is used up.": (
            "Das Kontingent des Dienstes {} ist für diese Minute aufgebraucht."
        ),
        "The quota of the {} service for this hour is used up.": (
            "Das Kontingent des Dienstes {} ist für diese Stunde aufgebraucht."
        ),
        "The quota of the {} service for today is used up.": (
            "Das Kontingent des Dienstes {} ist für heute aufgebraucht."
        ),
        "The quota of the {} service for this month is used up.": (
            "Das Kontingent des Dienstes {} ist für diesen Monat aufgebraucht."
        ),
        "The {} service refused the request.": "Der Dienst {} hat die Anfrage abgelehnt.",
        **german_replies.REPLIES,
    }
}

# what the domains that ship are called in other languages, without their article; a title of the house's own stays
NAMES: Mapping[str, Mapping[str, str]] = {
    "de": {
        "weather": "Wetter", "clock": "Uhr", "calculator": "Rechner", "units": "Einheiten", "airports": "Flughäfen",
        "your documents": "Dokumente", "flights": "Flüge", "airport weather": "Flughafenwetter", "calendar": "Kalender",
        "events": "Veranstaltungen", "tickets": "Eintrittskarten", "house": "Haus", "encyclopedia": "Lexikon",
        "news": "Nachrichten", "sports": "Sport", "share prices": "Aktienkurse", "exchange rates": "Wechselkurse",
        "television guide": "Fernsehprogramm", "weather warnings": "Wetterwarnungen",
    }
}  # fmt: skip


def in_language(text: str, language: str, domain: Domain | None = None) -> str:
    """A fixed reply of the house, or of the domain's provider, in a language; any other text stays as it is."""
    for replies in (own_replies(domain, language), REPLIES.get(base(language), {})):
        if text in replies:
            return replies[text]
        for english, reply in replies.items():
            if "{}" in english and (found := pattern(english).fullmatch(text)):
                return reply.format(*(named(each, language) for each in found.groups()))
    return text


def named(words: str, language: str) -> str:
    """The title of a domain that ships, in a language; any other words stay as they are."""
    return NAMES.get(base(language), {}).get(words.removeprefix("the "), words)


def own_replies(domain: Domain | None, language: str) -> Mapping[str, str]:
    """What the domain's provider says where it cannot answer, by what it says in English."""
    try:
        known = domain.plugins[domain.kind].extra.get("replies", {}) if domain else {}
    except UnknownKind:
        return {}
    found = known.get(base(language), {}) if isinstance(known, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


@lru_cache(maxsize=512)  # a pattern is compiled once; the tables are small
def pattern(english: str) -> "re.Pattern[str]":
    return re.compile("(.+?)".join(re.escape(piece) for piece in english.split("{}")))
