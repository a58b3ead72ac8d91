"""Makes a sentence fit to be spoken: no Markdown, emoji, addresses, code or tags; signs and units in words."""

import html
import re
from collections.abc import Callable, Sequence
from datetime import date
from string import digits
from typing import Any

import re2

# RE2 everywhere: these patterns run over what a model wrote.
_THINKING = re2.compile(r"(?is)<think(?:ing)?>.*?(?:</think(?:ing)?>|$)|^.*?</think(?:ing)?>")
_FENCE = re2.compile(r"(?s)(?:```|~~~).*?(?:```|~~~|$)")
_TOOL = re2.compile(
    r"(?is)<(?:tool_call|function_call|tool|function)\b[^>]*>.*?(?:</(?:tool_call|function_call|tool|function)>|$)"
    r"|<\|[^|>]{1,40}\|>|\[/?(?:TOOL_CALLS?|INST)\]"
)
_TAG = re2.compile(r"</?[A-Za-z][^<>]{0,300}>|<!--[^>]{0,300}-->")
_IMAGE = re2.compile(r"!\[([^\]\[]*)\]\([^()]*\)")
_LINK = re2.compile(r"\[([^\]\[]+)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_NOTE = re2.compile(r"\[\^?\d{1,3}\](?:\([^()]*\))?:?|\[\^[\w-]{1,20}\]:?|【[^】]*】")
_URL = re2.compile(r"(?i)<?\b(?:https?://|ftp://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)'’\]]>?|\b(?:mailto|tel):\S+")
_HEADING = re2.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+")
_RULER = re2.compile(r"(?m)^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|?[ :|-]*-{3,}[ :|-]*\|?[ \t]*$")
_BULLET = re2.compile(r"(?m)^[ \t]*(?:[-*+•▪◦‣]|>+)[ \t]+")
_STRONG = re2.compile(r"(\*\*\*|\*\*|__|~~|==)(\S(?:[^*_~=\n]*\S)?)(\*\*\*|\*\*|__|~~|==)")
_SOFT = re2.compile(r"(^|[\s(\"“'])([*_])(\S(?:[^*_\n]*[^*_\s])?)([*_])([\s).,;:!?\"”']|$)")
_TICKS = re2.compile(r"`+([^`\n]*)`+")
_CELLS = re2.compile(r"(?m)^[ \t]*\|(.*?)\|?[ \t]*$")
_STRAY = re2.compile(r"\*\*+|__+|~~+|`+|^#{1,6}[ \t]|\\([*_`#\[\]()~>])")
_PICTURES = (
    *((0x1F000, 0x1FAFF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x2B00, 0x2BFF), (0xFE00, 0xFE0F), (0x200D, 0x200D)),
    *((0x20E3, 0x20E3), (0xE0020, 0xE007F), (0x231A, 0x231B), (0x23E9, 0x23FA), (0x25AA, 0x25FE), (0x2934, 0x2935)),
    *((0x3030, 0x3030), (0x303D, 0x303D)),
)
_EMOJI = re2.compile("[" + "".join(f"\\x{{{a:X}}}-\\x{{{z:X}}}" for a, z in _PICTURES) + "]+|:[a-z_]{3,30}:")
_SPACES = re.compile(r"[ \t\u00a0]{2,}")  # these two stand in no need of RE2: the second sees no two spaces in a row
_BEFORE_MARK = re.compile(r"[ \t]+([.,;:!?)])")
_EMPTY = re2.compile(r"\(\s*\)|\[\s*\]|\"\s*\"")
_ARROW = re2.compile(r"[ \t]*(?:→|⇒|->|=>)[ \t]*")
_CALL = re2.compile(
    r"(?is)^\s*(?:[\[{]\s*[\[{\"].*[\]}]\s*|\w{1,40}\((?:\s*\w+\s*=.*|\s*\{.*)\)\s*|(?:tool|function|action)\s*:\s*\w+.*[{(].*)$"
)

_UNITS: tuple[tuple[str, str, str], ...] = (  # pattern behind a number, one, several
    (r"°\s?C\b|℃", "degree Celsius", "degrees Celsius"),
    (r"°\s?F\b|℉", "degree Fahrenheit", "degrees Fahrenheit"),
    (r"°", "degree", "degrees"),
    (r"%", "percent", "percent"),
    (r"(?:km/h|kmh|kph)\b", "kilometre per hour", "kilometres per hour"),
    (r"(?:mph|mi/h)\b", "mile per hour", "miles per hour"),
    (r"m/s\b", "metre per second", "metres per second"),
    (r"[µμu]g/m(?:³|3\b)", "microgram per cubic metre", "micrograms per cubic metre"),
    (r"km(?:²|2\b)", "square kilometre", "square kilometres"),
    (r"m(?:²|2\b)", "square metre", "square metres"),
    (r"m(?:³|3\b)", "cubic metre", "cubic metres"),
    (r"mm\b", "millimetre", "millimetres"),
    (r"cm\b", "centimetre", "centimetres"),
    (r"km\b", "kilometre", "kilometres"),
    (r"hPa\b", "hectopascal", "hectopascals"),
    (r"kWh\b", "kilowatt hour", "kilowatt hours"),
    (r"kW\b", "kilowatt", "kilowatts"),
    (r"Wh\b", "watt hour", "watt hours"),
    (r"kg\b", "kilogram", "kilograms"),
    (r"mg\b", "milligram", "milligrams"),
    (r"ml\b", "millilitre", "millilitres"),
    (r"(?:lbs?)\b", "pound", "pounds"),
    (r"oz\b", "ounce", "ounces"),
    (r"ft\b", "foot", "feet"),
    (r"mins?\b", "minute", "minutes"),
    (r"hrs?\b", "hour", "hours"),
    (r"secs?\b", "second", "seconds"),
    (r"GB\b", "gigabyte", "gigabytes"),
    (r"MB\b", "megabyte", "megabytes"),
)
# A number is begun once and never given back, so that Python's own expressions take no longer than RE2; and where many
# groups are to be told apart, RE2 takes a hundred times as long as they. One pass over all units; a group tells which.
# Behind "8 m2," a new number may begin, behind "8,2," none.
_N = r"((?:[-−–]|(?<![0-9])(?<!(?<!m)[0-9][.,]))[0-9]++(?:[.,][0-9]++)*+)"
_UNIT = re.compile(_N + r"[ \t\u00a0\u202f]?(?:" + "|".join(f"({pattern})" for pattern, _, _ in _UNITS) + ")", re.ASCII)
_MINUS = re2.compile(r"(^|[\s(])[-−–](\d)")
_ISO = re2.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b")
_WORDS = {
    " & ": " and ",
    " w/ ": " with ",
    " = ": " equals ",
    "≈": "about ",
    "≥": "at least ",
    "≤": "at most ",
    "±": "plus or minus ",
}
_RANGE = re2.compile(r"(\d)\s?[–—]\s?(\d)")
# Most sentences need nothing; these looks spare them the rest. Each asks for its signs first.
_SPECIAL = re.compile(r"[^\w\s.,;:!?'’\"“”()-]|_")
_MEASURE = re.compile(r"\d[ \u00a0\u202f]?(?:[^\W\d_]{1,4}\b)")
_STROKE = re.compile(r"\d{4}-|(?:^|[\s(])-\d|^\s*-|---", re.MULTILINE)
_NAMED = re.compile(r"\bwww|\w\(|\b(?:mailto|tel):|:[a-z_]+:")


def _may_need(text: str) -> bool:
    """May the text hold anything that cannot be spoken as it stands?"""
    return (
        _SPECIAL.search(text) is not None
        or _MEASURE.search(text) is not None
        or ("-" in text and _STROKE.search(text) is not None)
        or (("www" in text or "(" in text or ":" in text) and _NAMED.search(text) is not None)
    )


class _Mark:
    """An expression, what is put in its place, and the characters of which a text that it matches holds one.

    To look for these costs less than to ask RE2, and most sentences hold few of them.
    """

    __slots__ = ("expression", "instead", "needs")

    def __init__(self, expression: Any, needs: str, instead: "str | Callable[[re.Match[str]], str]" = "") -> None:
        self.expression = expression
        self.needs = frozenset(needs)
        self.instead = instead


def speakable(text: str) -> str:
    """The text without what cannot be spoken, and with its signs in words; white space around it stays."""
    if not _may_need(text):
        return text
    body = text.strip()
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :] if body else ""
    return head + in_words(stripped(body)) + tail


def stripped(text: str) -> str:
    """The text without markup: the words stay, their dress goes."""
    text = html.unescape(text)
    held = frozenset(text)
    text = _put(_TALK, text, held)
    if not _CALLED.isdisjoint(held) and _CALL.search(text):
        return ""
    return _tidy(_put(_MARKUP, text, held))


def in_words(text: str) -> str:
    """Signs, units and ISO dates in words: 18 °C is 18 degrees Celsius, 2026-12-24 is 24 December 2026."""
    text = _put(_SIGNS, text, frozenset(text))
    for sign, word in _WORDS.items():
        text = text.replace(sign, word)
    return _tidy(text)


def _put(marks: Sequence[_Mark], text: str, held: frozenset[str]) -> str:
    """The text with each of the marks replaced; `held` are its characters, or more."""
    for mark in marks:
        if not mark.needs.isdisjoint(held):
            text = mark.expression.sub(mark.instead, text)
    return text


def _united(found: "re.Match[str]") -> str:
    number, which = found[1], (found.lastindex or 2) - 2
    return f"{number} {_UNITS[which][1 if number.lstrip('-−–') == '1' else 2]}"


def _dated(found: "re.Match[str]") -> str:
    year, month, day, clock = found.groups()
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        return str(found.group())
    return f"{when.day} {when:%B} {when.year}" + (f", {clock}" if clock else "")


def _cells(row: "re.Match[str]") -> str:
    """A row of a table, its cells one after another."""
    return ", ".join(cell.strip() for cell in row.group(1).split("|") if cell.strip())


def _tidy(text: str) -> str:
    if not _BRACKETS.isdisjoint(text):
        text = _EMPTY.sub("", text)
    return _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", text)).strip()


# In their order. Nothing that is put in their place is a sign itself: one look at the characters of a text serves all.
_TALK = (_Mark(_THINKING, "<", " "), _Mark(_TOOL, "<[", " "), _Mark(_FENCE, "`~", " "))
_MARKUP = (
    *(_Mark(_IMAGE, "[", r"\1"), _Mark(_LINK, "[", r"\1"), _Mark(_NOTE, "[【"), _Mark(_URL, ":wW"), _Mark(_TAG, "<")),
    *(_Mark(_HEADING, "#"), _Mark(_RULER, "-*_"), _Mark(_BULLET, "-*+•▪◦‣>")),
    _Mark(_EMOJI, ":" + "".join(chr(code) for a, z in _PICTURES for code in range(a, z + 1))),
    *(_Mark(_CELLS, "|", _cells), _Mark(_TICKS, "`", r"\1"), _Mark(_STRONG, "*_~=", r"\2")),
    *(_Mark(_STRONG, "*_~=", r"\2"), _Mark(_SOFT, "*_", r"\1\3\5"), _Mark(_STRAY, "*_~`#\\", r"\1")),
)
_SIGNS = (
    *(_Mark(_ISO, "-", _dated), _Mark(_RANGE, "–—", r"\1 to \2"), _Mark(_UNIT, digits, _united)),
    *(_Mark(_MINUS, "-−–", r"\1minus \2"), _Mark(_ARROW, "→⇒>", " to ")),
)
_CALLED, _BRACKETS = frozenset("[{("), frozenset('(["')
