"""Reads what a question about the world is about: the names it may have, and what is asked of it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ragdomains.languages import base
from ragdomains.question_words import QUESTION_WORDS, QuestionWords
from ragdomains.stems import terms

WORD = re.compile(r"\w+(?:[-.'’&]\w+)*")
MOST_WORDS = 24  # a longer sentence is no question about a thing of the world
MOST_NAMES = 8
BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing may be called in the question, and the words that ask something of it."""

    text: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the world. `kind` is who, what, when, where, why, how or about; the likeliest name is first."""

    kind: str
    names: tuple[Name, ...]


def words_of(language: str) -> QuestionWords:
    return QUESTION_WORDS.get(base(language), QUESTION_WORDS["en"])


def read(text: str, language: str = "en") -> Question | None:
    """None for what asks nothing about the world: an order, a word alone, half a sentence. "Biggest lake in the world"
    and "population of Peru" ask without a word that asks."""
    words = words_of(language)
    line = " ".join(text.replace("’", "'").split()).strip(' .?!,;:"')
    start = words.lead.match(line.lower())
    line = line[start.end() :] if start else line
    if about := words.about.match(line.lower()):
        group = "x" if about["x"] else "y"
        return question("about", WORD.findall(line[slice(*about.span(group))]), (), words)
    said = WORD.findall(line)
    if is_named(bare := without_article(said, words), words):
        return question("what", bare, (), words)
    kind = words.asking.get(said[0].lower()) if said else None
    if kind is None or not 1 < len(said) <= MOST_WORDS or said[-1].lower() == "about":
        return None  # "what is it about": the story of a film, the point of a letter
    return asked(kind, said, words)


def is_named(said: Sequence[str], words: QuestionWords) -> bool:
    """Whether a thing is only named, by what it is of others or of all: "capital of Peru", "tallest man on Earth"."""
    low = [word.lower() for word in said]
    if not 2 < len(low) <= MOST_WORDS or not words.helping.isdisjoint(low):
        return False
    if words.most.fullmatch(low[0]):
        return not words.joining.isdisjoint(low[2:-1])
    return low[0] in words.attributes and low[1] in words.joining


def asked(kind: str, said: Sequence[str], words: QuestionWords) -> Question | None:
    """ "How tall is the tower": what stands before the helping verb is asked, what stands behind it is the thing."""
    places = [place for place, word in enumerate(said[:5]) if word.lower() in words.helping]
    if not places:
        return question(kind, said[2:] or said[1:], said[1:2], words)
    place = places[0]
    if place == len(said) - 1:  # "tell me who Ada is"
        return question(kind, said[1:place], (), words)
    return question(kind, said[place + 1 :], said[1:place], words, said[place].lower() in words.doing)


def question(
    kind: str, thing: Sequence[str], before: Sequence[str], words: QuestionWords, doing: bool = False
) -> Question | None:
    content = [*before, *thing]
    found: dict[str, Name] = {}
    for name in called(list(thing), words, doing):
        left = list(content)
        for word in name:
            left.remove(word) if word in left else None
        text = " ".join(name).removesuffix("'s")
        found.setdefault(fold(text), Name(text, tuple(wanted(left, words))))
    return Question(kind, tuple(found.values())[:MOST_NAMES]) if found else None


def called(thing: list[str], words: QuestionWords, doing: bool) -> Iterator[list[str]]:
    """What the thing may be called, longest first: all of it, without its verb, what follows "of", what owns."""
    whole = without_article(thing, words)
    ended = trimmed(whole, words)
    verbless = trimmed(whole[:-1], words) if doing and len(whole) > 1 and ended == whole else ended
    candidates = [whole, ended, verbless]
    for base_ in (ended, verbless):
        for place, word in enumerate(base_):
            if word.lower() in words.joining:
                candidates.append(without_article(base_[place + 1 :], words))
            if word.endswith("'s") and place < len(base_) - 1:
                candidates.append(base_[: place + 1])
    yield from (each for each in candidates if any(word.lower() not in words.small for word in each))


def without_article(said: list[str], words: QuestionWords) -> list[str]:
    while said and said[0].lower() in words.articles:
        said = said[1:]
    return said


def trimmed(said: list[str], words: QuestionWords) -> list[str]:
    """Without the words that stand behind a name."""
    while len(said) > 1 and said[-1].lower() in words.ending:
        said = said[:-1]
    return said


def wanted(left: Sequence[str], words: QuestionWords) -> Iterator[str]:
    """The words of the question that an answer must speak of."""
    unsaid = words.small | words.articles | words.joining
    yield from dict.fromkeys(low for word in left if (low := word.lower().removesuffix("'s")) not in unsaid)


def fold(text: str) -> str:
    """Lower case, without accents, marks and small joints: "Mercury (planet)" is "Mercury the planet"."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("'s", ""))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(word for word in re.findall(r"\w+", kept) if word not in {"the", "a", "an", "als"})


def same(name: str, title: str) -> bool:
    """Whether a title is this name: as it is written, or in the plural."""
    one, other = fold(name), fold(title)
    return bool(one) and (one == other or sorted(terms(one)) == sorted(terms(other)) != [])


def holds(title: str, name: Name, language: str) -> bool:
    """Whether a title is the thing and what is asked of it, and no more: "Invention of the telephone"."""
    if not name.asked or speaks_of(title, name.asked, language) < 1:
        return False
    joining, thing = words_of(language).joining, set(fold(name.text).split())
    rest = [word for word in fold(title).split() if word not in joining and word not in thing]
    return thing <= set(fold(title).split()) and all(
        any(word in meant(asked_word, language) for asked_word in name.asked) for word in rest
    )


def without_brackets(title: str) -> str:
    """ "Mercury (planet)": Mercury."""
    return BRACKETED.sub("", title)


def speaks_of(sentence: str, asked_words: Sequence[str], language: str) -> float:
    """The share of the asked words that a sentence speaks of, in these words or in those that stand for them."""
    if not asked_words:
        return 1.0
    said = {*re.findall(r"\w+", sentence.lower()), *terms(sentence)}
    return sum(bool(said & meant(word, language)) for word in asked_words) / len(asked_words)


def meant(word: str, language: str) -> frozenset[str]:
    families = [family for family in words_of(language).families if word in family]
    return frozenset({word, *terms(word)}).union(*families)
