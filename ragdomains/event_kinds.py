"""What kind of event, or which one, a question looks for: "concerts", "something for the kids", an artist's name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ragdomains.occasions import Occasion
from ragdomains.stems import STOP, WORD, terms
from ragdomains.types import Lookup


@dataclass(frozen=True, slots=True)
class Kind:
    """`said` is how it is spoken of; `segment` is Ticketmaster's name for it; `words` are looked for in calendars."""

    said: str
    german: str
    segment: str
    words: frozenset[str]


def kind(said: str, german: str, segment: str, words: str) -> Kind:
    return Kind(said, german, segment, frozenset(terms(words)))


KINDS = (
    kind("concerts", "Konzerte", "Music",
         "concert gig recital band bands konzert konzerte livemusik philharmonic orchestra"),
    kind("comedy", "Comedy", "Comedy", "comedy comedian improv kabarett standup stand-up"),
    kind("plays and musicals", "Theater und Musicals", "Arts & Theatre",
         "theatre theater musical broadway ballet opera oper theaterstück schauspiel plays"),
    kind("events for children", "Veranstaltungen für Kinder", "Family",
         "kid kids children child toddler family families kinder familie circus zirkus"),
    kind("sports", "Sport", "Sports",
         "sport sports match basketball football baseball hockey soccer marathon fußball rodeo"),
    kind("festivals", "Festivals", "", "festival fest parade carnival karneval umzug"),
    kind("markets and fairs", "Märkte", "", "market fair flohmarkt markt weihnachtsmarkt kirmes bazaar"),
    kind("exhibitions", "Ausstellungen", "", "exhibition exhibit museum gallery ausstellung vernissage"),
    kind("films", "Filme", "Film", "film movie cinema kino screening"),
)  # fmt: skip
# words of a question that name nothing
GENERAL = frozenset(
    terms(
        """next calendar calendars appointment appointments event events meeting meetings when where time schedule
        scheduled today tonight tomorrow day days agenda plan plans planned planning happening happen going thing things
        anything something nothing free busy available start starts starting begin begins end ends first last upcoming
        coming come comes diary entry until soon later week weekend weekends month morning afternoon evening night noon
        tell show me near nearby around here there local town city area neighborhood house home see visit fun cool good
        nice best big great idea ideas activity activities playing plays performing performs live tour show shows take
        place takes ticket tickets seat seats price prices cost costs cheapest buy book sale still left now this year
        january february march april may june july august september october november december monday tuesday wednesday
        thursday friday saturday sunday doing am pm o'clock always again wherever everything whole full open any our us
        how many much long whose who out go goes getting calendar's look check list upcoming pm please
        nächste nächster nächsten nächstes termin termine kalender wann wo was steht ist sind habe haben hat ich wir
        unser unserem unserer unseren mein meinem meinen meine der die das den dem des ein eine einen im am um an auf in
        es gibt heute morgen abend früh vormittag nachmittag wochenende woche tag monat los ansteht an zu zur für mit
        von beginnt fängt endet findet statt montag dienstag mittwoch donnerstag freitag samstag sonntag frei zeit
        veranstaltung veranstaltungen karten und oder hier nähe stadt etwas welche welcher welches noch kommt"""
    )
)
NAMED = ("artist", "title", "team", "league", "topic")


@dataclass(frozen=True, slots=True)
class Sought:
    """`named` are the stems of what surely names the thing, `perhaps` of words that may; `said` is how it was put."""

    named: frozenset[str]
    perhaps: frozenset[str]
    kind: Kind | None
    said: str

    @property
    def any(self) -> bool:
        return bool(self.named or self.perhaps or self.kind)


def sought(lookup: Lookup) -> Sought:
    words = frozenset(terms(lookup.text))
    public = lookup.ask != "agenda"  # in a household's own calendar a concert is but a name
    found = next((each for each in KINDS if each.words & words), None) if public else None
    names = [lookup.slots[name] for name in NAMED if lookup.slots.get(name) and fits(name, found)]
    spot = lookup.spot.name if lookup.spot and not lookup.spot.home else ""
    known = GENERAL | frozenset(terms(f"{lookup.days.said if lookup.days else ''} {spot}"))
    named = frozenset(terms(names[0])) - GENERAL if names else frozenset[str]()
    perhaps = frozenset(word for word in words - known - (found.words if found else set()) if not word.isdigit())
    return Sought(named, perhaps, found, names[0] if named else in_words(lookup.text, perhaps))


def fits(slot: str, found: Kind | None) -> bool:
    """A team is none where concerts are asked about: "jazz"."""
    return slot not in {"team", "league"} or found is None or found.segment == "Sports"


def in_words(text: str, stems: frozenset[str]) -> str:
    """The words of the question behind the stems, in their order."""
    return " ".join(word for word in WORD.findall(text) if word.casefold() not in STOP and set(terms(word)) & stems)


def matching(occasions: Iterable[Occasion], things: Sought) -> list[Occasion]:
    """What is surely meant; where nothing is surely named, what the words may mean, else everything."""
    every = list(occasions)
    if things.named:
        return [each for each in every if all(holds(each, word) for word in things.named)]
    if things.kind:
        of_kind = [each for each in every if any(holds(each, word) for word in things.kind.words)]
        return narrowed(of_kind, things.perhaps)
    return narrowed(every, things.perhaps)


def narrowed(occasions: Sequence[Occasion], words: frozenset[str]) -> list[Occasion]:
    return [each for each in occasions if any(holds(each, word) for word in words)] or list(occasions)


def strictly(occasions: Iterable[Occasion], things: Sought) -> list[Occasion]:
    """Only what holds every word that may name it; else what holds one of them: "choir practice" is "Choir"."""
    every, words = list(occasions), things.named or things.perhaps
    whole = [each for each in every if all(holds(each, word) for word in words)]
    return whole or [each for each in every if any(holds(each, word) for word in words)]


def holds(occasion: Occasion, word: str) -> bool:
    text = terms(f"{occasion.name} {occasion.venue} {occasion.kind}")
    return any(each == word or (len(word) >= 4 and each.startswith(word)) for each in text)


def at_place(occasions: Iterable[Occasion], place: str) -> list[Occasion]:
    """Those whose place, or name, holds the name of the place."""
    wanted = re.compile(rf"\b{re.escape(place.partition(',')[0].strip())}\b", re.IGNORECASE)
    return [each for each in occasions if wanted.search(f"{each.venue} {each.city} {each.name}")]
