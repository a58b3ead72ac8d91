"""Finds the sentence in some passages that answers a question, by its words and by its meaning."""

import math
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from inference.answer_kinds import EVERYWHERE, of_another_time, open_to, qualifier, steps_wanted, unmeasured, whether
from inference.answer_kinds import wanted as wanted_kind
from inference.dated_records import newest
from inference.quoted_lines import HEADING, REFERS, Line, lines_of, neighbours
from inference.row_speech import spoken
from ragdomains.embeddings import embed
from ragdomains.household_words import glossed, is_german
from ragdomains.stems import WORD, terms
from ragdomains.tables import taken_apart
from ragdomains.types import Passage

EMBEDDED = 24  # sentences whose meaning is compared, those with the most of the question's words first
LONGEST = 2000  # characters of a question or a sentence

# Measured on half of XQuAD (500 questions, 5 passages each, the nearest wrong ones where there is no answer): of the
# sums of coverage and cosine, 0.8 keeps 96% of the right quotes and refuses 76% of the questions without an answer.
GOOD = 0.8
GLOSSED = 0.7  # the same for a question that is compared word for word in another language
USUAL = 25  # lines; of fewer nobody could tell which words are rare
# The cosine of a German line with half of an English question's words: the model reads no German.
FOREIGN, HALF = 0.25, 0.5
VERBS = 0.5  # what a verb counts that goes with everything
LIGHT = frozenset(terms("turn switch set put make take work start stop change happen"))
# Where everything of the household is: its papers need not say so.
OWN_HOME = frozenset(terms("home house flat apartment zuhause haus wohnung"))
# Words before a thing that do not tell which one it is.
ANY = frozenset(
    terms(
        "old new big small large little first second third fourth fifth last next main right left best usual normal "
        "same whole full current exact good proper show display say bring keep under over before after during between "
        "inside outside per without within behind above below alt neu groß klein erste zweite dritte zuletzt "
        "letzte letzten nächste nächsten"
    )
)
COLOURS = frozenset(
    terms(
        "black white grey gray red green blue yellow brown orange pink purple schwarz weiß grau rot rote grün grüne "
        "blau blaue gelb gelbe braun braune schwarze weiße graue"
    )
)  # near each other in meaning, and never the same
FOUND = 0.3  # what it counts that the search was sure of the passage
FITTING = 0.25  # what it counts that a good line holds a day, a time or a number where one is asked for
UNFIT = 0.25  # and what it loses that holds none
OTHER_TIME = 0.5  # and what it loses that speaks of December where July is asked for
RELATED = 0.55  # of two things that one passage is about: a boiler and the heating; coffee and a kettle have 0.46
THING = re.compile(
    r"\b(?:the|my|our|your|an?|der|die|das|den|dem|des|unser\w{0,2}|mein\w{0,2}|eine?[nmrs]?|does|do|did) "
    r"([^\W\d_][\w'’-]*)"
)
BARE = 0.5  # of the question's words; a line that holds fewer must be about what the thing has
# "The boiler's warranty": not "what's the boiler".
OWNED = re.compile(r"\b(?!(?:what|who|when|where|how|that|there|it|let)['’])[^\W\d_]+['’]s ([^\W\d_]+)")
# What a question asks for of a thing, which the answer need not call so.
GENERAL = frozenset(
    terms(
        "time date number phone telephone amount price cost fee name address place way length duration height size age "
        "colour color reason meaning rule way thing kosten preis betrag name adresse dauer zeit nummer telefonnummer"
    )
)
# The cosine of two words that may speak of one thing, beside the whole name of the document, and beside a part of it.
LIKE, LIKE_PART = 0.4, 0.5
SAME_THING = 0.6  # the cosine of two words for one thing: a sofa and a couch; a toaster and bread have 0.57
NEARLY = 0.8  # a neighbour that scores this much of the best sentence is quoted with it

# E4, or the tariff Allnet L: an answer about any other one is wrong
CODE = re.compile(r"\b[a-z]{1,3}-?\d{1,5}\b|(?<=[^\W\d_] )[b-z](?=\W*$)")
LEANS = re.compile(r"\b(?:it|its|them|they|these|ihn|ihm|ihr|sie|es)\b", re.IGNORECASE)
SHORT = 80  # characters of a sentence that hardly answers alone, if the next one speaks of the same thing
STEPS = 400  # characters of an instruction that are quoted
HEADED = 0.7  # of the question's words, that stand in the heading above it
ROWS = 320  # characters of a table that are quoted
MOST_OF_IT = 3  # rows: after so many the others are wanted too
CAPTION_WORTH = 0.6


CLEAR = 1.0  # the score of a quotation from a passage that the search did not trust
HELD = 0.6  # of the question's words it must hold then


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted, where it stands, how well it fits (0 to 2), and how many of the question's words it holds; of
    several words it is a share by their weights, of a lone one nothing can be told."""

    text: str
    passage: Passage
    score: float
    held: float


def best_quote(question: str, passages: Sequence[Passage], seconds: float) -> Quote | None:
    """The sentence that fits best, with its neighbour where one needs the other; None when nothing fits well enough.

    Takes some milliseconds for each sentence that it has not seen before; after `seconds` it goes by words alone.
    """
    lines = list(lines_of(passages))
    wanted = frozenset(terms(question[:LONGEST]))
    if not lines or not question.strip():
        return None
    words = coverage(wanted, lines, shown(question, wanted))
    scores = words + nearness(question, lines, words, time.monotonic() + seconds) + trust(lines)
    scores[[line.is_caption for line in lines]] *= CAPTION_WORTH
    scores[[of_another_time(question, line.text) for line in lines]] -= OTHER_TIME
    scores[[not tells(question, wanted, lines, n) for n in range(len(lines))]] = 0
    scores += fitting(question, lines, scores)
    good = GLOSSED if glossed(question) else GOOD
    likely = [n for n in range(len(lines)) if scores[n] >= good]
    scores[[n for n in likely if of_another(question, wanted, lines[n]) or only_titled(question, wanted, lines[n])]] = 0
    best = int(np.argmax(scores))
    bare = words[best] < BARE and lacks_owned(question, wanted, lines, best)
    if scores[best] < good or bare or misses(question, wanted, lines, best):
        return None
    whole = newest(question, best, lines, wanted) or steps(question, best, lines) or in_kind(question, best, lines)
    chosen = whole or beside(best, wanted, lines, scores)
    held = float(words[best]) if len(wanted) > 1 else 0.0
    told = [lines[n].whole if n == chosen[0] else lines[n].text for n in chosen]
    if unmeasured(question, " ".join(told)):
        return None
    text = capital(" ".join(spoken(each, question) for each in told))
    return Quote(text, lines[best].passage, float(scores[best]), held)


def clear(quote: Quote, least: float = CLEAR) -> bool:
    """Whether a quotation says what is asked in the question's own words, as it must where the search was not sure."""
    return quote.score >= least and quote.held >= HELD


def capital(text: str) -> str:
    """Of "the term ends" after "Dear parents,"; a name such as iPhone stays as it is."""
    return text[:1].upper() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def fitting(question: str, lines: Sequence[Line], scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What a line gains that holds the kind of thing asked for, and loses that does not; it makes none good."""
    kind = wanted_kind(question)
    if kind is None:
        return np.zeros(len(lines))
    holds = np.array([kind.search(line.text) is not None and not line.is_caption for line in lines])
    gained = np.where(scores >= GOOD, np.float64(FITTING), np.float64(0))
    return np.where(holds, gained, np.float64(0 if open_to(question) else -UNFIT))


def misses(question: str, wanted: frozenset[str], lines: Sequence[Line], best: int) -> bool:
    """Whether the best line is about something else than the question."""
    return lacks(question, wanted, lines, best) or speaks_of_another(question, lines, best)


def speaks_of_another(question: str, lines: Sequence[Line], best: int) -> bool:
    """Whether the question is about one thing ("the password of the office") that the passage does not name."""
    thing = qualifier(question)
    meant = terms(thing)
    line = lines[best]
    around = [each for each in lines if each.passage is line.passage]
    if not meant or any(word in each.weights for word in meant for each in around):
        return False
    return not names(thing, line.named, SAME_THING)


def tells(question: str, wanted: frozenset[str], lines: Sequence[Line], n: int) -> bool:
    """Whether a line can answer at all: it names the code that is asked for, says more than the question does, and
    tells the measure that is asked for, or the line that goes on from it does."""
    line = lines[n]
    going_on = n + 1 < len(lines) and refers(n + 1, lines)
    if unmeasured(question, f"{line.text} {lines[n + 1].text}" if going_on else line.whole):
        return False
    around = WORD.findall(f"{line.passage.title} {line.passage.heading} {line.text}".casefold())
    if not line.ended and wanted.issuperset(terms(line.whole)) and not (whether(question) and line.whole != line.text):
        return False
    return all(code in around for code in CODE.findall(question.casefold()))


def of_another(question: str, wanted: frozenset[str], line: Line) -> bool:
    """Whether a line speaks of another thing of the same kind: the grey bin where the red one is asked for, the row of
    the wool programme where that of silk is."""
    row = taken_apart(line.text.removesuffix("."))
    if row is not None:
        held = {*terms(row.head), *(term for _, cell in row.fields for term in terms(cell))}
        named = wanted - LIGHT - ANY
        if not held & named and not named - GENERAL <= line.weights.keys():
            return True
    said = WORD.findall(question.casefold())
    return any(another_one(one, other, wanted - ANY, line) for one, other in pairwise(said))


def only_titled(question: str, wanted: frozenset[str], line: Line) -> bool:
    """Whether a sentence holds of the question what its document is called, and nothing like the rest of it: "the club
    is called Riverside" tells nobody who its chairman is."""
    title = frozenset(terms(line.passage.title))
    own = {stem for stem, weight in line.weights.items() if weight == 1}
    gloss = glossed(question)
    rest = wanted.union(terms(gloss)) - title - LIGHT - ANY - GENERAL
    if not line.ended or not wanted & own or not wanted & own <= title or not rest or rest & line.weights.keys():
        return False
    words = WORD.findall(line.text)
    if gloss and is_german([word.casefold() for word in words]):
        return True  # the model reads no German: no word there could be found to be like one of the question's
    told = " ".join(word for word in words if not title.intersection(terms(word)))
    asked = [word for word in WORD.findall((gloss or question).casefold()) if rest.intersection(terms(word))]
    least = LIKE if wanted & own == wanted & title else LIKE_PART
    return not any(names(word, told, least) for word in asked)


def lacks_owned(question: str, wanted: frozenset[str], lines: Sequence[Line], best: int) -> bool:
    """Whether the question is about what a thing has ("the boiler's warranty") and nothing around the line names it."""
    around = [line for line in lines if line.passage is lines[best].passage]
    for thing in OWNED.findall(question.casefold()):
        meant = wanted.intersection(terms(thing)) - LIGHT - ANY - GENERAL
        if meant and not any(meant & each.weights.keys() for each in around):
            return not any(names(thing, each.named, LIKE_PART) for each in around)
    return False


def another_one(one: str, other: str, wanted: frozenset[str], line: Line) -> bool:
    """Of two words of a question that stand together, whether a line holds the second and not what the first says.

    Of a sentence only a colour tells: prose has other words for the same, cells and items of a list have not.
    """
    meant, kind = (wanted.intersection(terms(each.removesuffix("'s"))) - LIGHT for each in (one, other))
    of_kind = any(line.weights.get(each, 0) >= HEADING for each in kind) and other.replace("-", "").isalpha()
    if not of_kind or not meant or "'" in one.removesuffix("'s") or meant & line.weights.keys():
        return False
    return bool(meant & COLOURS) or (not line.ended and not names(one, line.named, SAME_THING))


def lacks(question: str, wanted: frozenset[str], lines: Sequence[Line], best: int) -> bool:
    """Whether the question is about a thing ("the kettle") of which nothing around the best line speaks.

    A sentence that stands for itself may call it otherwise; one that says "it" speaks of what stands around it.
    """
    if lines[best].ended and not LEANS.search(lines[best].text):
        return False
    around = [line for line in lines if line.passage is lines[best].passage]
    for thing in THING.findall(question.casefold()):
        meant = wanted.intersection(terms(thing.removesuffix("'s"))) - LIGHT - ANY - GENERAL
        if not meant or EVERYWHERE.fullmatch(thing) or any(meant & line.weights.keys() for line in around):
            continue
        if not any(names(thing, f"{line.named} {line.passage.title}", RELATED) for line in around):
            return True
    return False


def names(thing: str, text: str, least: float) -> bool:
    """Whether some word of a text means the same: a sofa is a couch."""
    asked = vector(thing)
    words = {word for word in WORD.findall(text.casefold()) if terms(word)}
    return any(float(asked @ vector(word)) >= least for word in words)


def trust(lines: Sequence[Line]) -> npt.NDArray[np.float64]:
    return np.array([FOUND * line.passage.score for line in lines])


def shown(question: str, wanted: frozenset[str]) -> Mapping[str, "re.Pattern[str]"]:
    """Words of a question that a line need not say where it shows what they ask for: a "number" by its digits."""
    kind = wanted_kind(question)
    return dict.fromkeys(wanted & GENERAL, kind) if kind else {}


def coverage(
    wanted: frozenset[str], lines: Sequence[Line], shown: Mapping[str, "re.Pattern[str]"]
) -> npt.NDArray[np.float64]:
    """How much of the question's words each line holds (0 to 1); rare words count more, as in BM25's idf."""
    rarity = {}
    many = max(len(lines), USUAL)
    for word in wanted:
        holding = sum(line.weights.get(word) == 1 for line in lines)
        light = VERBS if word in LIGHT | OWN_HOME else 1.0
        rarity[word] = light * math.log1p((many - holding + 0.5) / (holding + 0.5))
    total = sum(rarity.values()) or 1.0

    def held(line: Line, word: str) -> float:
        kind = shown.get(word)
        return 1.0 if kind and kind.search(line.text) else line.weights.get(word, 0.0)

    return np.array([sum(weight * held(line, word) for word, weight in rarity.items()) for line in lines]) / total


def nearness(
    question: str, lines: Sequence[Line], words: npt.NDArray[np.float64], until: float
) -> npt.NDArray[np.float64]:
    """The cosines of the question and each line, 0 for those that are not compared."""
    near = np.zeros(len(lines))
    gloss = glossed(question)
    asked = [vector(each[:LONGEST]) for each in (question, gloss) if each]
    for n in np.argsort(-words, kind="stable")[:EMBEDDED].tolist():
        if time.monotonic() > until:
            break
        said = vector(lines[n].whole[:LONGEST])
        floor = FOREIGN if words[n] >= HALF and not gloss and is_german(lines[n].text.casefold().split()) else 0.0
        near[n] = max(floor, *(float(each @ said) for each in asked))
    return near


@lru_cache(maxsize=4096)
def vector(text: str) -> npt.NDArray[np.float32]:
    """6 MB of sentences at most; the household asks the same pages again and again."""
    found: npt.NDArray[np.float32] = embed([text])[0]
    return found


def beside(best: int, wanted: frozenset[str], lines: Sequence[Line], scores: npt.NDArray[np.float64]) -> list[int]:
    """The numbers of the lines to quote, in order: the best, and beside it what it needs or what completes it."""
    if refers(best, lines):
        return [best - 1, best]
    if not lines[best].ended:
        return rows(best, lines, scores)
    near = [n for n in (best + 1, best - 1) if 0 <= n < len(lines) and neighbours(lines[n], lines[best])]
    missing = {word for word in wanted if lines[best].weights.get(word) != 1}
    completing = [n for n in near if missing and all(lines[n].weights.get(word) == 1 for word in missing)]
    going_on = [n for n in near if missing and n > best and len(lines[best].text) < SHORT and refers(n, lines)]
    alike = [n for n in near if missing and scores[n] >= NEARLY * scores[best]]
    chosen = next(iter(completing or going_on or alike), best)
    return sorted({best, chosen})


def in_kind(question: str, best: int, lines: Sequence[Line]) -> list[int]:
    """Where a day, a time or a number is asked for and only the sentence after the best one holds one: both."""
    kind, after = wanted_kind(question), best + 1
    if kind is None or after >= len(lines) or refers(best, lines) or kind.search(lines[best].text):
        return []
    both = lines[best].ended and lines[after].ended and neighbours(lines[after], lines[best])
    return [best, after] if both and kind.search(lines[after].text) else []


def steps(question: str, best: int, lines: Sequence[Line]) -> list[int]:
    """Where it is asked how something is done, and a heading is about just that: what stands under it, from the top."""
    heading = {*terms(lines[best].passage.heading), *terms(lines[best].passage.title)}
    wanted = set(terms(question)) - LIGHT
    if not steps_wanted(question) or not wanted or len(wanted & heading) < HEADED * len(wanted):
        return []
    under = [n for n, line in enumerate(lines) if line.passage is lines[best].passage]
    chosen = [n for n in under if sum(len(lines[one].text) for one in under if one <= n) <= STEPS]
    return chosen if best in chosen else []


def rows(best: int, lines: Sequence[Line], scores: npt.NDArray[np.float64]) -> list[int]:
    """The rows of a table around the best one that fit almost as well, as many as can be listened to."""
    chosen = [best]
    for step in (1, -1, 1):  # once more ahead, when what was chosen behind it has shown that the table is meant
        n = (max(chosen) if step > 0 else min(chosen)) + step
        while (
            0 <= n < len(lines)
            and neighbours(lines[n], lines[n - step])
            and not lines[n].is_caption
            and scores[n] >= (NEARLY if len(chosen) < MOST_OF_IT else 0) * scores[best]
            and sum(len(lines[one].text) for one in [*chosen, n]) <= ROWS
        ):
            chosen.append(n)
            n += step
    return sorted(chosen)


def refers(n: int, lines: Sequence[Line]) -> bool:
    """Whether a line needs the one before it to be understood."""
    return n > 0 and neighbours(lines[n - 1], lines[n]) and REFERS.match(lines[n].text) is not None
