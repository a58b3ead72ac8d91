"""Finds the free part of a question: its topic, a title that no gazetteer knows, the item of a list."""

import re
from functools import cache

from intents.gate import Gate
from intents.gazetteer import mentions
from intents.kinds import either
from intents.sheet import BLANK, Sheet
from intents.tables import words
from intents.topic_words import topic_patterns

LONGEST = 120  # characters of a free part
MOST_ITEMS = 10
QUOTED = re.compile(r"\"([^\"|]{1,120})\"|(?<!\w)'([^'|]{2,120})'(?!\w)")
SAME = {"music": "streaming", "tv": "streaming"}
QUOTES = {"streaming": "title", "music": "title", "tv": "title", "events": "title", "lists": "item", "schedule": "item"}
LEADING = re.compile(r"^[\s,|]+|[\s,|]+$")
AND = re.compile(r",? (?:and|und) |, ")


def find_quoted(sheet: Sheet, category: str) -> None:
    """What stands in quotation marks is a title, an item or a topic, whatever its words are."""
    match = QUOTED.search(sheet.free)
    if match and category:
        group = 1 if match[1] else 2
        kind = QUOTES.get(category, "topic")
        sheet.take(kind, match[group].strip(), match.span(group))
        sheet.blank([match.span()])


def find_named(sheet: Sheet, category: str, language: str) -> None:
    """ "The song yesterday": what is called a title is one, even where its words are a day."""
    find_topics(sheet, f"{SAME.get(category, category)}, named", language)


def find_topics(sheet: Sheet, category: str, language: str) -> None:
    """The free parts that this category asks for; a name that the gazetteer knows is put as it is known."""
    low = sheet.low
    for _, pattern in gate(SAME.get(category, category), language).possible(low):
        match = pattern.search(low)
        if match is None:
            continue
        for group in match.groupdict():
            if match[group] and not sheet.has(group):
                take_free(sheet, group, match.span(group), category, language)
        if any(sheet.has(group) for group in match.groupdict()):
            return


def take_free(sheet: Sheet, kind: str, span: tuple[int, int], category: str, language: str) -> None:
    start, end = trimmed(sheet.free, *span)
    said = sheet.free[start:end]
    if not said or BLANK in said or len(said) > LONGEST or nothing(language).fullmatch(said.lower()):
        return
    if kind == "item" and category == "lists":  # what somebody is reminded of is one thing, whatever is joined in it
        take_items(sheet, start, end)
        return
    known = [each for each in mentions(said.lower(), language) if each.kind == kind and each[:2] == (0, len(said))]
    if kind == "topic" and sheet.has("title"):
        return
    sheet.take(kind, known[0].value if known else said, (start, end))


def take_items(sheet: Sheet, start: int, end: int) -> None:
    """ "Eggs and butter" are two items; "turn down the heating" is one."""
    at = start
    for piece in AND.split(sheet.free[start:end])[:MOST_ITEMS]:
        at = sheet.text.index(piece, at)
        sheet.take("item", piece.strip(), (at, at + len(piece)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and commas at the ends."""
    said = text[start:end]
    left = len(said) - len(said.lstrip(" ,|"))
    right = len(said) - len(said.rstrip(" ,.|'\""))
    return start + left, max(start + left, end - right)


@cache
def nothing(language: str) -> re.Pattern[str]:
    """Words that say nothing about what is wanted: "play it", "play some music"."""
    each = either(words("cues", language, "word")["nothing"])
    return re.compile(rf"{each}(?: {each})*")


@cache
def gate(category: str, language: str) -> Gate:
    return Gate([text for each, text in topic_patterns(language) if each == category])
