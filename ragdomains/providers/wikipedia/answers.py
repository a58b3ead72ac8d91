"""What a page's introduction says to a question: its first sentence, or the one that speaks of what was asked."""

import re
from collections.abc import Sequence

from ragdomains.languages import base
from ragdomains.prose import BIRTH, GERMAN_LIFE, LIFE, first, plain, sentences, shortened, spoken
from ragdomains.providers.wikipedia.pages import Page
from ragdomains.questions import Name, Question, same, speaks_of, words_of

DIGIT = re.compile(r"\d")
COUNTED = re.compile(
    r"(?:tall|high|big|large|old|far|long|deep|heavy|fast|hot|many|hoch|groß|alt|weit|lang|tief|schwer)"
)
BORN, DIED = frozenset({"born", "birth", "geboren"}), frozenset({"die", "died", "death", "gestorben", "starb"})
ENOUGH = 0.66  # of three words and more that were asked for, so many must be spoken of
Answer = tuple[str, str, str]  # the name of the answer's template, what is quoted, and when ("on 14 March 1879")


def quoted(page: Page, name: Name, question: Question, language: str) -> Answer | None:
    """None where the page does not say it: what it is about must be the question's subject, and not only near it."""
    if page.ambiguous or (page.section and same(page.title, name.text)):
        return None
    if dated := life(page, name, language):
        return dated
    lines = sentences(spoken(page.text, language), language)
    asked = name.asked or ((*name.text.casefold().split(),) if page.section else ())
    chosen = telling(lines, asked, question, language) if asked else defining(lines, name, question, language)
    return ("extract", chosen, "") if chosen else None


def defining(lines: Sequence[str], name: Name, question: Question, language: str) -> str:
    """What it is. Of an office: who holds it now, where the page says so."""
    words = words_of(language)
    is_office = question.kind == "who" and any(word in words.joining for word in name.text.casefold().split())
    holder = next((line for line in lines[1:] if is_office and words.now.search(line)), "")
    return shortened(holder) if holder else first("\n".join(lines), language=language)


def telling(lines: Sequence[str], asked: Sequence[str], question: Question, language: str) -> str:
    """The sentence that speaks of what was asked; "" where none does."""
    counted = question.kind == "when" or (question.kind == "how" and any(map(COUNTED.fullmatch, asked)))
    fitting = [line for line in lines if DIGIT.search(line)] if counted else list(lines)
    if not fitting:
        return ""
    best = max(fitting, key=lambda line: speaks_of(line, asked, language))  # the first of those that are as good
    enough = 1.0 if len(asked) < 3 else ENOUGH
    said = shortened(best)
    return said if speaks_of(said, asked, language) >= enough else ""


def life(page: Page, name: Name, language: str) -> Answer | None:
    """When somebody was born or died, from the brackets behind the name."""
    asked = set(name.asked)
    start = plain(page.text[:600])
    found = GERMAN_LIFE.search(start) or LIFE.search(start)
    if asked & DIED and found:
        return "died", "", day(found["to"], language)
    birth = found or BIRTH.search(start)
    if not (asked & BORN and asked <= BORN and birth):
        return None
    said = birth["from"] or birth.groupdict().get("german") or ""
    return "born", "", day(said, language)


def day(said: str, language: str) -> str:
    """ "on 14 March 1879", "in 1564"."""
    german, year = base(language) == "de", said.isdigit()
    lead = ("im Jahr" if year else "am") if german else ("in" if year else "on")
    return f"{lead} {said}"
