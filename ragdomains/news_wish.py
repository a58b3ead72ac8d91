"""Which news a question wants: about what, from whom, since when, and how many."""

import re
from dataclasses import dataclass

from ragdomains.news_times import NUMBERS, Since, since
from ragdomains.stems import WORD, terms
from ragdomains.types import Lookup

# words of a question that say nothing about what the news should be about
GENERAL = frozenset(
    terms(
        """news headline headlines latest newest recent story stories article articles update updates updated report
        reports reported happen happened happening happens today todays tonight yesterday now morning week world top
        big breaking anything something nothing hear heard read show tell look up search check find found word
        development developments going on know keep posted say says said current event events media paper papers press
        information info buzz gossip follow following alert when verdict let catch still true right yet over really
        please new won is bring local world national international global regional daily good bad flash area state
        country town weekend one two three four five six seven eight nine ten few couple other
        summary brief briefing more details
        nachrichten nachricht neues neue neuen neuigkeiten schlagzeilen meldungen gibt gibts es was ist der die das den
        dem des ein eine über von vom zu zum zur im in aus heute gestern passiert los mir bitte sag lies vor aktuell
        aktuelle aktuellen und oder wie wer hat haben wurde letzten stand sagt"""
    )
)


NEWS = r"(?:news|headlines?|stories|story|articles|schlagzeilen?|nachrichten|meldungen)"
BEFORE = re.compile(rf"((?:[\w'’-]+ )?[\w'’-]+) {NEWS}\b", re.IGNORECASE)  # "football news"
COUNT = re.compile(rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)}) (?:[\w-]+ ){{0,2}}{NEWS}\b", re.IGNORECASE)
MOST = 5  # headlines that are told, however many are asked for
SLOTS = ("topic", "company", "team", "artist", "title")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the news should be about, by the stems of its words; `said` is the topic as it was put, "" where it was only
    found in the words. `count` is how many are wanted; 0: as many as is usual."""

    words: frozenset[str]
    said: str
    outlet: str
    since: Since | None
    count: int = 0


def wish_of(lookup: Lookup) -> Wish:
    """Raises ProviderError (missing) for news of days that are still to come."""
    outlet = lookup.slots.get("outlet", "")
    place = lookup.spot.name if lookup.spot and not lookup.spot.home else ""  # "the news in Germany"
    said = next((lookup.slots[name] for name in SLOTS if lookup.slots.get(name)), place)
    words = topic_words(said, outlet)
    if not words:  # "news on today" has no topic
        said = kind_of_news(lookup.text, outlet) if lookup.ask == "headlines" else ""
        words = topic_words(said or (lookup.text if lookup.ask == "topic" else ""), outlet)
    return Wish(words, said, outlet, since(lookup), count(lookup.text))


def topic_words(text: str, outlet: str) -> frozenset[str]:
    return frozenset(terms(text)) - GENERAL - frozenset(terms(outlet))


def kind_of_news(text: str, outlet: str) -> str:
    """ "football" of "is there any football news"."""
    found = BEFORE.search(text)
    kept = [word for word in WORD.findall(found[1]) if topic_words(word, outlet)] if found else []
    return " ".join(kept)


def count(text: str) -> int:
    found = COUNT.search(text)
    if not found:
        return 0
    word = found[1].casefold()
    return min(MOST, int(word) if word.isdecimal() else NUMBERS[word])
