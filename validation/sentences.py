"""Cuts a text into sentences while it is still being written."""

import re
from functools import lru_cache

from validation.tokens import words

LONGEST = 400  # characters; nobody can listen to a longer sentence, and a check must not wait for its end
HELD = 65_536  # characters of one block of code or thinking that are kept together

_NEVER = words(
    "dr mr mrs ms prof st mt ft rev gen col sgt capt lt hon pres gov sen rep vs e.g i.e eg ie cf al approx ca viz inc "
    "ltd dept est z.b d.h bzw"
)
_BEFORE_DIGIT = words(
    "no nos nr fig p pp vol ch sec art jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "tel ext std"
)
_GERMAN_MONTHS = words(
    "januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts"
)
_CLOSERS = "\"'”’»)]*_›"
_WIDE = "。！？｡"  # end marks that no space follows
_MARKS = ".!?…؟۔।॥‼⁇⁈⁉"
_BLOCKS = {"```": "```", "<think": "</think", "<tool_call": "</tool_call"}
_PLACE = re.compile(rf"```|<think|<tool_call|[{_MARKS}{_WIDE}\n]")
_WORD = re.compile(r"[^\s(\[\"“'’*_]*$")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_DAY = re.compile(r"(?<![\w.,])\d{1,2}$")
_LETTERS_HERE = re.compile(r"[^\W\d_]+")
_MARKER = re.compile(r"[ \t]*(?:[-*•>#]+[ \t]*)?\d{1,2}")


class Sentences:
    """Takes pieces of a text and gives back its sentences; joined they are the text, white space included.

    How the text was divided into pieces makes no difference. A block of code or thinking stays in one sentence.
    """

    def __init__(self, longest: int = LONGEST) -> None:
        self.longest = longest
        self._text = ""
        self._seen = 0  # up to here no sentence ends
        self._block = False

    def feed(self, text: str) -> list[str]:
        """The sentences that are complete now, each with the white space behind it."""
        self._text += text
        done = []
        while cut := self._end():
            done.append(self._text[:cut])
            self._text = self._text[cut:]
            self._seen, self._block = 0, False
        return done

    def hold(self, text: str) -> None:
        """Keeps text that must not be cut, such as JSON; flush() gives it back in one piece."""
        self._text += text

    def flush(self) -> list[str]:
        """What is left when nothing more comes: one piece, or none."""
        rest, self._text, self._seen, self._block = self._text, "", 0, False
        return [rest] if rest else []

    def _end(self) -> int:
        """Where the first sentence ends, behind its white space; 0 while that is not known."""
        found = self._scan()
        limit = self._limit()
        if (found and found <= limit) or len(self._text) <= limit:
            return found
        return limit if self._block else self._forced()

    def _limit(self) -> int:
        return HELD if self._block else self.longest

    def _scan(self) -> int:
        while place := _PLACE.search(self._text, self._seen, self._limit() + 2):
            if place.group() in _BLOCKS:
                after = self._behind_block(place.start(), place.group())
                if not after:
                    return 0
            else:
                after, ends = self._behind_mark(place.start())
                if ends or not after:
                    return after
            self._seen = after
        # the beginnings of a block's first sign may be the last characters
        self._seen = max(self._seen, len(self._text) - 10)
        return 0

    def _behind_block(self, start: int, opener: str) -> int:
        self._block = True
        end = self._text.find(_BLOCKS[opener], start + len(opener))
        self._seen = start
        return end + len(_BLOCKS[opener]) if end >= 0 else 0

    def _behind_mark(self, start: int) -> tuple[int, bool]:
        """(the place to go on, does the sentence end there); (0, False) while more text is needed to know."""
        text = self._text[: self._limit() + 2]  # what lies behind cannot matter, and would be read again and again
        behind = start if text[start] == "\n" else _skip(text, _skip(text, start, _MARKS + _WIDE), _CLOSERS)
        after = behind
        while after < len(text) and text[after].isspace():
            after += 1
        self._seen = start
        if after == len(text):
            return 0, False
        gap = text[behind:after]
        if text[start] == "\n":
            ends = gap.count("\n") > 1 or not text[after].islower()
            return after, ends and not text[:start].isspace() and start > 0
        if text[start] in _WIDE:
            return after, True
        if text[start] == "." and (month := _german_month(text, start, after)) is not None:
            return (after, False) if month else (0, False)
        return (after, _ends(text, start, gap, text[after])) if gap else (max(behind, start + 1), False)

    def _forced(self) -> int:
        """A place inside a sentence that is too long: behind a comma, else behind a space, else anywhere."""
        head = self._text[: self.longest]
        for sign in (", ", "; ", ": ", " ", "\n"):
            place = head.rfind(sign, self.longest // 2)
            if place > 0:
                return place + len(sign)
        return self.longest


@lru_cache(maxsize=512)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, without the white space around them."""
    cutter = Sentences()
    return tuple(sentence.strip() for sentence in [*cutter.feed(text), *cutter.flush()] if sentence.strip())


def _skip(text: str, start: int, signs: str) -> int:
    while start < len(text) and text[start] in signs:
        start += 1
    return start


def _ends(text: str, start: int, gap: str, following: str) -> bool:
    """Does a sentence end at this mark, before white space and the character that follows it?"""
    if "\n" in gap:
        return not _list_marker(text, start)
    if following.islower():
        return False
    if text[start] != "." or text[start + 1] == ".":
        return True
    word = _WORD.search(text, max(0, start - 24), start)
    return not _abbreviates(word.group() if word else "", following) and not _list_marker(text, start)


def _abbreviates(word: str, following: str) -> bool:
    low = word.lower()
    if low in {"a.m", "p.m"}:
        return False
    if low in _NEVER or (low in _BEFORE_DIGIT and following.isdigit()):
        return True
    initial = len(word) == 1 and word.isupper() and word != "I"
    return initial or _LETTERS.fullmatch(word) is not None


def _german_month(text: str, start: int, after: int) -> bool | None:
    """Does a month follow a day's full stop, as in "21. November", or "Jahrhundert"?

    None: no; False while it may still become one.
    """
    name = _LETTERS_HERE.match(text, after) if _DAY.search(text, max(0, start - 3), start) else None
    if name is None:
        return None
    month = name.group().lower()
    if name.end() == len(text) and any(known.startswith(month) for known in _GERMAN_MONTHS):
        return False
    return True if month in _GERMAN_MONTHS else None


def _list_marker(text: str, start: int) -> bool:
    """ "2." at the start of a line."""
    line = text[text.rfind("\n", 0, start) + 1 : start] if start < 200 or "\n" in text[start - 200 : start] else ""
    return len(line) < 12 and _MARKER.fullmatch(line) is not None
