"""Mends what somebody corrects in the same breath: "the kitchen no wait the hall light", "for ten make that twelve".

What is corrected ends where the speaker breaks off, and what is right takes its place from the last words on that are
of the same kind, or that begin alike: the well-formedness rule of repairs (Levelt, Monitoring and self-repair in
speech, 1983).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from intents import german_words
from intents.clauses import begins, is_number
from intents.day_words import day_words
from intents.gazetteer import mentions, town_phrases
from intents.grammar import ANAPHORS, HELPS, PREPOSITIONS, SUBJECTS, table
from intents.times import find_times
from intents.words import fold

# Where a speaker breaks off. "No" alone does only before a word that no noun phrase has behind it ("no milk").
LED = r"(?:(?:oh|er|um|uh|erm|ah|sorry|wait|hang on|hold on|nope|äh|ähm|ach|moment|warte|stopp|oder|sorry|halt),? )*"
MAKE = r"(?:,? (?:(?:make|do) (?:that|it)|i (?:mean|meant)|wait|sorry|actually|rather|not that))+"
BREAKS = re.compile(
    rf"[\s,.…-]{{1,4}}{LED}(?:"
    rf"(?:no|nope|actually){MAKE}|(?:make|do) that|(?:wait|hang on|hold on|sorry) no|wait i (?:mean|meant)|i meant"
    r"|(?<!what )(?<!do )(?<!did )(?<!know )(?<!if )i mean(?! (?:it|is|are)\b)|scratch that|strike that|or rather"
    r"|(?<!say )(?<!spell )(?<!for )(?<!translate )(?<!or )"
    r"no(?=,? (?:the|in|on|at|for|my|our|not|turn|switch|put|set) )"
    r"|(?:nein|nee|ne|ach quatsch|quatsch)(?:,? (?:warte|moment|doch|lieber|besser|ich (?:meine|meinte)|halt|quatsch))+"
    r"|(?:äh|ähm|ach|moment|warte|oder|stopp) (?:nein|nee|ne)|(?<!was )ich (?P<mine>meine?|meinte)(?! es\b)"
    r"|besser gesagt"
    r"|(?<!oder )(?<!heißt )nein(?=,? (?:der|die|das|den|dem|im|in|am|um|auf|für) )"
    r"|(?P<between>no|nope|sorry|nein|nee)(?=[ ,])"
    r")\b[\s,.…-]{0,4}",
    re.IGNORECASE,
)
# verbs and words that lead a clause, behind which "ich" is who does it: "kann ich mein", "wenn ich meine"
BEFORE_ICH = (
    german_words.ASKS
    | german_words.HELPS
    | table(
        "als bevor bis da damit dass falls hab hätte mag möchte müsste nachdem ob sobald solange wenn weil will wollte"
    )
)
OH_WORDS = table("oh no actually wait sorry hang hold on er um uh erm ah well ach nein warte moment äh ähm nee oder")
# "Um" is a word in German, "er" too
FILLERS = {
    "en": re.compile(
        r"[\s,]*\b(?:u+m+|u+h+|er|erm+|hm+m|(?<=can you )like|(?<=could you )like)\b[\s,]*", re.IGNORECASE
    ),
    "de": re.compile(r"[\s,]*\b(?:äh+m*|ä+hm+|hm+m)\b[\s,]*", re.IGNORECASE),
}
OH = r"(?:(?:oh|no|actually|wait|ach|nein|warte)[\s,]+)"
CALLS_OFF = re.compile(
    rf"[\s,.]{{1,4}}(?:{OH}*never ?mind|{OH}+"
    r"(?:forget (?:it|that)|leave it|cancel(?: that)?|vergiss es|lass (?:es|gut sein)|doch nicht))[\s.!]{0,4}$",
    re.IGNORECASE,
)
CALLED_OFF = {"en": "never mind", "de": "vergiss es"}
PASSED_ON = re.compile(
    r"^\W*(?:text|tell|message|email|mail|say|send|write|type|schreib|schreibe|sag|sage|schick)\b", re.I
)
ARTICLES = table("the a an my our your der die das den dem ein eine einen einem einer mein meine meinen unser unsere")
SMALL = ARTICLES | PREPOSITIONS | table("near around until till im am um auf für bei bis nach zu zum zur")
WORD = re.compile(r"[^\W_]+(?:['’.:-][^\W_]+)*")
IN_THE_HOUSE = ("area", "device", "color")  # where a word that may be common is meant
LONGEST = 400  # characters that are said in one breath
MOST_NAMED = 6  # words of what is said instead
Splits = Callable[[str], Sequence[str]]


class Named(NamedTuple):
    """Something that is named in a text, where it stands, and its kind."""

    start: int
    end: int
    kind: str


def fluent(text: str, language: str) -> str:
    """Without the sounds between words: "turn the uh lamp off"; all of it where there is nothing else."""
    sounds = FILLERS.get(language, FILLERS["en"])
    bare = sounds.sub(" ", text).strip() if sounds.search(text) else ""
    return bare if WORD.search(bare) else text


def begun_anew(text: str) -> str:
    """Without "actually no", "wait no" before an order or a question: it corrects what was said before by itself."""
    words = list(WORD.finditer(text, 0, LONGEST))
    first = next((number for number, each in enumerate(words) if fold(each[0]) not in OH_WORDS), 0)
    return text[words[first].start() :] if first > 1 and is_clause([fold(each[0]) for each in words[first:]]) else text


def parts(text: str, split: Splits, language: str = "en") -> tuple[str, ...]:
    """The questions of a sentence, each as it was meant in the end; "never mind" for one that was called off."""
    if len(text) > LONGEST:
        return tuple(split(text))
    text = begun_anew(fluent(text, language))
    off = CALLS_OFF.search(text)
    broken = off if off and off.start() else broken_off(text, language)
    before = split(text[: broken.start()]) if broken else ()
    if broken is None or not before or PASSED_ON.match(before[-1]):
        return tuple(split(text))
    if broken is off or not WORD.search(text, broken.end()):
        return tuple(before[:-1]) or (CALLED_OFF.get(language, CALLED_OFF["en"]),)
    first, *more = parts(text[broken.end() :], split, language)
    if leans(first):
        return (*before, first, *more)
    return (*before[:-1], mended(before[-1], first, language), *more)


def alike(left: str, right: str, language: str) -> bool:
    """Whether two of a kind stand side by side: "on Monday no Tuesday", "to ten sorry twelve"."""
    before = {each.kind for each in named(left, language) if each.end == len(left.rstrip(" ,"))}
    after = right.lstrip(" ,")
    return any(each.kind in before and each.start == begin_of(fold(after), 0) for each in named(after, language))


def broken_off(text: str, language: str) -> re.Match[str] | None:
    """Where a speaker breaks off to say it anew; between two of a kind a "no" is enough."""
    for found in BREAKS.finditer(text):
        before = WORD.findall(text[: found.start()])
        if OH_WORDS.issuperset(map(fold, before)) or (found["mine"] and owns(before, fold(found["mine"]))):
            continue
        if not found["between"] or alike(text[: found.start()], text[found.end() :], language):
            return found
    return None


def owns(before: Sequence[str], said: str) -> bool:
    """Whether "ich mein" belongs to what stands before it: "wo hab ich mein Handy", "wo finde ich meine Jacke"."""
    last = [fold(each) for each in before[-2:]]
    asked = len(last) > 1 and last[-2] in german_words.ASKS and len(before) == 2
    return said != "meinte" and bool(last) and (last[-1] in BEFORE_ICH or asked)


def leans(new: str) -> bool:
    """Whether it orders something else of what was ordered before: "play some jazz no wait turn it down"."""
    words = [fold(each) for each in WORD.findall(new)]
    return is_clause(words) and not ANAPHORS.isdisjoint(words)


def mended(old: str, new: str, language: str = "en") -> str:
    """The sentence with what is right in the stead of what was wrong; all of it anew where a clause begins again."""
    words = [fold(each) for each in WORD.findall(new)]
    if is_clause(words):
        return new
    return by_kind(old, new, language) or by_beginning(old, new, words) or in_stead(old, new)


def is_clause(words: Sequence[str]) -> bool:
    """Whether an order or a question of its own begins: "no wait turn it off"."""
    if not words or words[0] in SMALL:
        return False
    german = words[0] in german_words.ASKS | german_words.ORDERS | german_words.HELPS and len(words) > 1
    asks = words[0] in HELPS and not SUBJECTS.isdisjoint(words[1:2])
    return german or asks or begins(words)


def by_kind(old: str, new: str, language: str) -> str:
    """ "Turn the kitchen light on", "the hall": the room takes the place of the room, the day that of the day."""
    here, there = list(named(new, language)), list(named(old, language))
    last = {each.kind: each for each in sorted(there)}  # of two rooms the one that was said last
    spans = [last[kind] for kind in {each.kind for each in here} if kind in last]
    if not spans or len(new.split()) > MOST_NAMED:
        return ""
    start, end = min(each.start for each in spans), max(each.end for each in spans)
    lead = new[: len(new) - len(bare_of(new))]
    start, new = (led_from(old, start, lead), new) if lead else (start, new)
    behind = fold(new[max(each.end for each in here) :])
    rest = old[end + len(behind) :] if behind and fold(old[end:]).startswith(behind) else old[end:]  # "minutes" once
    return f"{old[:start]}{new}{rest}"


def named(text: str, language: str) -> Iterator[Named]:
    """Rooms, devices, names, towns, days, times and numbers, in no order; of the world's names those that are sure."""
    low, days = fold(text), day_words(language)
    for each in mentions(low, language):
        if not each.ambiguous or each.kind in IN_THE_HOUSE:
            yield Named(each.start, each.end, each.kind)
    yield from (Named(start, end, "place") for start, end, _ in town_phrases(language).longest(low))
    times = [Named(begin_of(low, each.start), each.end, "number") for each in find_times(low, language)]
    yield from times
    for word in WORD.finditer(low):
        if word[0] in days.weekdays or word[0] in days.relative:
            yield Named(word.start(), word.end(), "day")
        elif counts(word[0], language) and not any(time.start <= word.start() < time.end for time in times):
            yield Named(word.start(), word.end(), "number")


def led_from(old: str, start: int, lead: str) -> int:
    """Where the small words begin that lead to what was named, as far as those before the new name replace them."""
    gone = ARTICLES if ARTICLES.issuperset(fold(lead).split()) else SMALL
    for word in reversed(list(WORD.finditer(old, 0, start))):
        if fold(word[0]) not in gone:
            break
        start = word.start()
    return start


def begin_of(low: str, start: int) -> int:
    """Where what is named begins, behind the small words that lead to it: "for [six]"."""
    return len(low) - len(bare_of(low[start:]))


def counts(word: str, language: str) -> bool:
    return is_number(word) or (word not in SMALL and word in day_words(language).numbers)


def by_beginning(old: str, new: str, words: Sequence[str]) -> str:
    """ "The weather in the north", "in the south": from the last word on that begins alike."""
    starts = [each.start() for each in WORD.finditer(old) if words and fold(each[0]) == words[0]]
    return f"{old[: starts[-1]]}{new}" if starts and words[0] in SMALL else ""


def in_stead(old: str, new: str) -> str:
    """ "Call Anna", "Ben": behind the last small word, or behind the first word of all."""
    said = list(WORD.finditer(old))
    small = [each for each in said[:-1] if fold(each[0]) in SMALL]
    last = small[-1] if small else said[0]
    return f"{old[: last.end()]} {bare_of(new)}"


def bare_of(new: str) -> str:
    """Without the small words that lead to it: those of the sentence stay."""
    said = WORD.search(new)
    while said and fold(said[0]) in SMALL and said.end() < len(new):
        new = new[said.end() :].lstrip()
        said = WORD.search(new)
    return new
