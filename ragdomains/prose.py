"""Text of others made fit to be spoken: without markup, addresses and brackets, cut into sentences."""

import html
import re

from ragdomains.languages import base

TAG = re.compile(r"<(?:script|style)\b.{0,3000}?</(?:script|style)\s*>|<[^<>]{0,1000}>", re.IGNORECASE | re.DOTALL)
FORMULA = re.compile(r"\{\\displaystyle.{0,400}?\}+|\{\{[^{}]{0,400}\}\}", re.DOTALL)
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
STOP = re.compile(r"[.!?\n]")
FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[a-z]|citation needed|note \d+|Anm\. \d+)\]")
INNERMOST = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
DAY = r"(?:\d{1,2}\.? [^\W\d_]{2,12} \d{3,4}|[^\W\d_]{2,12} \d{1,2}, \d{3,4}|\d{3,4})"
LIFE = re.compile(rf"(?<!\w)(?P<from>{DAY})(?: [^–—;,]{{0,40}}| in [^–—;]{{0,60}})? ?[–—-] ?(?P<to>{DAY})")
GERMAN_LIFE = re.compile(rf"\* ?(?P<from>{DAY})[^†]{{0,80}}† ?(?P<to>{DAY})")
BIRTH = re.compile(rf"\b(?:born|geboren)(?: on| am)? (?P<from>{DAY})|\* ?(?P<german>{DAY})", re.IGNORECASE)
END = re.compile(r"[.!?…][\"'”’»)]*(?=\s+[\"'“‘«„(]?[A-ZÄÖÜÀ-Þ0-9])")
ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|[A-Z](?:\.[A-Z])+|Dr|Mr|Mrs|Ms|St|Jr|Sr|Prof|vs|ca|etc|approx|No|Nr|bzw|usw|Mt|Ft|Lt|Col"
    r"|Gen|Sgt|Rev|z\.\s?B|u\.\s?a|d\.\s?h)\.$"
)
NUMBERED = re.compile(r"\b\d{1,2}\.$")  # a German day: "14. März"
BREAK = re.compile(r"; |, (?=(?:which|who|where|whose|with|and|but|der|die|das|und|aber|wobei|mit) )")
MOST = 60_000  # characters that are looked at
LONGEST = 320  # characters of a sentence that can be listened to


def plain(text: str) -> str:
    """Without tags, formulas, addresses, footnotes and control characters; lines stay lines."""
    text = html.unescape(TAG.sub("", text[:MOST]))
    for wrong in (TAG, FORMULA, FOOTNOTE, CONTROL):
        text = wrong.sub("", text)
    text = without_addresses(text)
    return "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))


def without_addresses(text: str) -> str:
    """Without the sentences that hold an address: "See ... for more." says nothing without it."""
    kept, at = [], 0
    for found in ADDRESS.finditer(text):
        before = max(text.rfind(mark, at, found.start()) for mark in (". ", "! ", "? ", "\n"))
        kept.append(text[at : before + 1] if before >= 0 else "")
        stop = None if found[0][-1] in ".!?" else STOP.search(text, found.end())
        at = max(at, stop.end() if stop else found.end())
    return "".join([*kept, text[at:]])


def spoken(text: str, language: str = "en") -> str:
    """Plain, and without what stands in brackets; of that the dates of a life or an event stay."""
    text = plain(text)
    for _ in range(4):  # brackets in brackets
        opened = INNERMOST.sub(lambda found: dates(found[1], language), text)
        if opened == text:
            break
        text = opened
    text = text.replace(" & ", " und " if base(language) == "de" else " and ")
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"[ \t]+", " ", text))
    return re.sub(r",(?=[,.;:!?])", "", text).strip()


def dates(said: str, language: str) -> str:
    """ "14 March 1879 – 18 April 1955" as ", 14 March 1879 to 18 April 1955,"; nothing where no dates are said."""
    german = base(language) == "de"
    if life := GERMAN_LIFE.search(said) or LIFE.search(said):
        return f", {life['from']} {'bis' if german else 'to'} {life['to']},"
    if birth := BIRTH.search(said):
        return f", {'geboren' if german else 'born'} {birth['from'] or birth['german']},"
    return ""


def sentences(text: str, language: str = "en") -> list[str]:
    """The sentences of a text; a line ends one too. Each ends with a full stop, or what its author put there."""
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for end in END.finditer(line):
            last = line[max(start, end.end() - 12) : end.end()]
            if ABBREVIATED.search(last) or (base(language) == "de" and NUMBERED.search(last)):
                continue
            found.append(line[start : end.end()].strip())
            start = end.end()
        found.append(line[start:].strip())
    return [each if each[-1] in ".!?…\"'”’»" else f"{each.rstrip(':;,')}." for each in found if each]


def shortened(sentence: str, longest: int = LONGEST) -> str:
    """A sentence that can be listened to: a long one ends where a clause of it does, or with a word and dots."""
    if len(sentence) <= longest:
        return sentence
    breaks = [found.start() for found in BREAK.finditer(sentence, 40, longest)]
    if breaks:
        return f"{sentence[: breaks[-1]].rstrip(' ,;')}."
    return f"{sentence[:longest].rpartition(' ')[0].rstrip(' ,;.')} …"


def first(text: str, most: int = 2, enough: int = 90, language: str = "en") -> str:
    """The beginning of a text in at most so many sentences; one that says `enough` characters stands alone."""
    said: list[str] = []
    for sentence in sentences(text, language)[:most]:
        said.append(shortened(sentence))
        if len(" ".join(said)) >= enough:
            break
    return " ".join(said)
