"""Makes a sentence fit to be spoken: no Markdown, emoji, addresses, code or tags; signs and units in words."""

import html
import re
from datetime import date

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
_EMOJI = re2.compile(
    r"[\x{1F000}-\x{1FAFF}\x{2600}-\x{26FF}\x{2700}-\x{27BF}\x{2B00}-\x{2BFF}\x{FE00}-\x{FE0F}\x{200D}\x{20E3}\x{E0020}-\x{E007F}"
    r"\x{231A}-\x{231B}\x{23E9}-\x{23FA}\x{25AA}-\x{25FE}\x{2934}-\x{2935}\x{3030}\x{303D}]+|:[a-z_]{3,30}:"
)
_SPACES = re2.compile(r"[ \t\x{00A0}]{2,}")
_BEFORE_MARK = re2.compile(r"[ \t]+([.,;:!?)])")
_EMPTY = re2.compile(r"\(\s*\)|\[\s*\]|\"\s*\"")
_ARROW = re2.compile(r"[ \t]*(?:→|⇒|->|=>)[ \t]*")
_CALL = re2.compile(
    r"(?is)^\s*(?:[\[{]\s*[\[{\"].*[\]}]\s*|\w{1,40}\((?:\s*\w+\s*=.*|\s*\{.*)\)\s*|(?:tool|function|action)\s*:\s*\w+.*[{(].*)$"
)

_N = r"([-−–]?\d+(?:[.,]\d+)*)"
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
# One pass over all units; a second group tells which of them it was.
_UNIT = re2.compile(_N + r"[ \t\x{00A0}\x{202F}]?(?:" + "|".join(f"({pattern})" for pattern, _, _ in _UNITS) + ")")
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
# Most sentences need nothing; this one look spares them the rest.
_MAY_NEED = re.compile(
    r"[^\w\s.,;:!?'’\"“”()-]|_|\d{4}-|\d[ \u00a0\u202f]?(?:[^\W\d_]{1,4}\b)|(?:^|[\s(])-\d|^\s*-|---"
    r"|\bwww|\w\(|\b(?:mailto|tel):|:[a-z_]+:",
    re.MULTILINE,
)


def speakable(text: str) -> str:
    """The text without what cannot be spoken, and with its signs in words; white space around it stays."""
    if _MAY_NEED.search(text) is None:
        return text
    body = text.strip()
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :] if body else ""
    return head + in_words(stripped(body)) + tail


def stripped(text: str) -> str:
    """The text without markup: the words stay, their dress goes."""
    text = html.unescape(text)
    for pattern in (_THINKING, _TOOL, _FENCE):
        text = pattern.sub(" ", text)
    if _CALL.search(text):
        return ""
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    for pattern in (_NOTE, _URL, _TAG, _HEADING, _RULER, _BULLET, _EMOJI):
        text = pattern.sub("", text)
    text = _CELLS.sub(lambda row: ", ".join(cell.strip() for cell in row.group(1).split("|") if cell.strip()), text)
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", _TICKS.sub(r"\1", text)))
    text = _STRAY.sub(r"\1", _SOFT.sub(r"\1\3\5", text))
    return _tidy(text)


def in_words(text: str) -> str:
    """Signs, units and ISO dates in words: 18 °C is 18 degrees Celsius, 2026-12-24 is 24 December 2026."""
    text = _ISO.sub(_dated, text)
    text = _UNIT.sub(_united, _RANGE.sub(r"\1 to \2", text))
    text = _ARROW.sub(" to ", _MINUS.sub(r"\1minus \2", text))
    for sign, word in _WORDS.items():
        text = text.replace(sign, word)
    return _tidy(text)


def _united(found: "re.Match[str]") -> str:
    number, *groups = found.groups("")
    which = next(place for place, group in enumerate(groups) if group)
    return f"{number} {_UNITS[which][1 if number.lstrip('-−–') == '1' else 2]}"


def _dated(found: "re.Match[str]") -> str:
    year, month, day, clock = found.groups()
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        return str(found.group())
    return f"{when.day} {when:%B} {when.year}" + (f", {clock}" if clock else "")


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", _EMPTY.sub("", text))
    tidy: str = _BEFORE_MARK.sub(r"\1", text)
    return tidy.strip()
