"""Reads questions that compare two places, and completes those that leave out a place spoken of before."""

import re
from collections.abc import Sequence
from typing import NamedTuple

ENGLISH = (
    "warmer|colder|hotter|cooler|chillier|wetter|drier|dryer|windier|sunnier|rainier|cloudier|milder|brighter"
    "|snowier|nicer"
)
GERMAN = (
    "wärmer|kälter|heißer|kühler|nasser|trockener|windiger|sonniger|regnerischer|wolkiger|milder|schöner|freundlicher"
)
LATER = re.compile(
    r"\s+(?:(?:on |for |this |next )?(?:today|tonight|tomorrow|weekend|week|morning|afternoon|evening|night|\w+day)"
    r"(?: \w+ing| night)?|right now|now"
    r"|(?:am |dieses |nächstes |nächste |diese )?(?:heute|morgen|übermorgen|\w+(?:tag|woch)|wochenende|woche)"
    r"(?: früh| vormittag| nachmittag| abend| nacht)?|gerade|jetzt)\W*$",
    re.IGNORECASE,
)
# what the same place is compared with
OFTEN = (
    "(?:yesterday|usual|normal|average|expected|before|last|it|this|today|gestern|sonst|üblich|normal|letzte|heute)\\b"
)
LONGEST = 200  # characters of a comparison that leans on what was said
HERE = re.compile(r"here|hier", re.IGNORECASE)


class Compared(NamedTuple):
    """Two places, and the question that is asked of each: what stands before and behind the place."""

    places: tuple[str, str]
    before: str
    behind: str

    def questions(self) -> tuple[str, ...]:
        where = (place if HERE.fullmatch(place) else f"in {place}" for place in self.places)
        return tuple(f"{self.before}{each}{self.behind}" for each in where)


def shape(text: str) -> "re.Pattern[str]":
    said = {"HOW": f"(?P<how>{ENGLISH})", "WIE": f"(?P<how>{GERMAN})", "OFTEN": OFTEN}
    for name, words in said.items():
        text = text.replace(name, words)
    return re.compile(text, re.IGNORECASE)


ONE, OTHER = r"(?P<one>[^,]+?)", r"(?P<other>[^,]+?)\W*$"
DAY = r"(?P<day> today| tomorrow| tonight| right now| now| this \w+| on \w+day|.*?)"
# A form, and what it asks of each place: WHERE stands for it.
SHAPES = (
    # "which is colder today, Oslo or Bergen"
    (
        shape(
            r"^(?:which|what|where)(?: (?:one|place|city))?(?: is|'s| will be| is it| will it be) HOW"
            rf"{DAY}[,:]? (?:in )?{ONE},? or (?:in )?{OTHER}"
        ),
        "is it {how}{day} WHERE",
    ),
    # "is it warmer in Oslo than in Rome", "is it colder here than in Bergen"
    (
        shape(rf"^(?P<head>.*\b)HOW (?:in )?(?P<one>(?<=in )[^,]+?|here) (?:than|then|or) (?:in )?{OTHER}"),
        "{head}{how} WHERE",
    ),
    # "is Berlin colder than Vienna tomorrow"
    (
        shape(
            rf"^(?P<is>is|will) (?!it\b|this\b|that\b|today\b|tomorrow\b){ONE} (?:going to be |gonna be |(?P<be>be ))?"
            rf"HOW(?P<day> today| right now| now)? than (?:in )?{OTHER}"
        ),
        "{is} it {be}{how}{day} WHERE",
    ),
    # "is Rome or Madrid warmer"
    (
        shape(
            rf"^is (?:it )?(?:in )?{ONE},? or (?:in )?(?P<other>[^,]+?) HOW"
            r"(?P<day>(?: today| tomorrow| right now| now)?)\W*$"
        ),
        "is it {how}{day} WHERE",
    ),
    # "wo ist es wärmer, in Wien oder in Prag"
    (
        shape(
            r"^(?:was|wo|welche stadt|welcher ort)(?: ist| wird)(?: es)?(?P<day>(?: heute| morgen| gerade)?) WIE,?"
            rf" (?:in )?{ONE},? oder (?:in )?{OTHER}"
        ),
        "ist es{day} WHERE {how}",
    ),
    # "ist es in Wien wärmer als in Prag", "ist Wien wärmer als Prag"
    (
        shape(
            rf"^ist (?:es(?P<early>(?: heute| gerade)?) )?(?:in )?(?!es\b|da\b|dort\b|das\b){ONE}"
            rf"(?P<day>(?: heute| morgen| gerade)?) WIE als (?:in )?{OTHER}"
        ),
        "ist es{early}{day} WHERE {how}",
    ),
    # "ist es wärmer in Wien als in Prag"
    (
        shape(rf"^ist es(?P<day>(?: heute| gerade)?) WIE (?:in )?{ONE} (?:als|oder) (?:in )?{OTHER}"),
        "ist es{day} WHERE {how}",
    ),
)

AND = r"^(?:(?:so|and|but|ok|okay|then|und|also|aber)[ ,]+)*"
OF_BOTH = shape(
    rf"{AND}(?:which|where|what)(?: (?:one|of them|of the two|of those|place|city))*"
    r"(?: is|'s|s| was| will be| will it be| looks| gets)?(?: it)?(?: going to be)? (?:the )?HOW"
    r"(?: (?:one|of the two|of them))?(?P<day>(?: today| tomorrow| tonight)?)\W*$"
)
OF_LAST = shape(
    rf"{AND}(?:is|was|will)(?: (?:it|that|this|there|over|one))+(?: going to)?(?: be)? HOW(?: there)?"
    r"(?P<day>(?: today| tomorrow| tonight)?) (?:than|then) (?:in |it is in |it will be in )?"
    r"(?P<other>(?!OFTEN)[^,]+?)\W*$"
)
VON_BEIDEN = shape(
    rf"{AND}(?:wo|was|welche[rs]?)(?: (?:von beiden|stadt|ort))?(?: ist| wird)(?: es)?(?P<day>(?: heute| morgen)?)"
    r"(?: denn)? WIE(?: von beiden)?\W*$"
)
VON_DA = shape(
    rf"{AND}ist (?:es |das )?(?:da |dort |das )?WIE(?: da| dort)? als (?:in )?(?P<other>(?!OFTEN)[^,]+?)\W*$"
)
# "how many hours apart are they", "what's the time difference"
BOTH = "(?:they|them|those|these|the two|both|of them)"
APART = shape(
    rf"{AND}(?:how (?:many hours|much time)(?: (?:is|are|lies?|do))?(?: {BOTH})?"
    rf"(?: (?:apart|between|lie|are|differ))+(?: {BOTH})?"
    rf"|what(?: is|'s|s) the time difference(?: between {BOTH})?)\W*$"
)
AUSEINANDER = shape(
    rf"{AND}(?:wie ?viele? (?:stunden|zeit) (?:liegen|liegt|sind|ist)(?: (?:sie|die|das|beide|die beiden))*"
    r" (?:auseinander|dazwischen|unterschied|zwischen (?:ihnen|beiden|den beiden))"
    r"|(?:wie groß|was) ist (?:der|die) (?:zeit)?(?:unterschied|zeitverschiebung|verschiebung)"
    r"(?: zwischen (?:ihnen|beiden|den beiden|denen))?)\W*$"
)
CLOCKS = (APART, AUSEINANDER)
HEADS = (
    (OF_BOTH, "which is {how}, {one} or {other}{day}"),
    (OF_LAST, "is {one} {how} than {other}{day}"),
    (VON_BEIDEN, "wo ist es {how}, {one} oder {other}{day}"),
    (VON_DA, "ist {one} {how} als {other}{day}"),
    (APART, "what is the time difference between {one} and {other}"),
    (AUSEINANDER, "wie groß ist der zeitunterschied zwischen {one} und {other}"),
)


def compared(text: str) -> Compared | None:
    """The two places that a question compares, and what it asks of each."""
    for form, asked in SHAPES:
        found = form.match(text)
        if found is None:
            continue
        said = {name: words or "" for name, words in found.groupdict().items()}
        said["day"] = said.get("day", "").rstrip(" ,")
        day = LATER.search(said["other"])
        before, behind = (half.format(**said) for half in asked.split("WHERE"))
        names = said["one"].strip(), LATER.sub("", said["other"]).strip(" ?!.,")
        return Compared(names, before, behind + (day[0] if day else ""))
    return None


def leans(text: str) -> int:
    """How many places a comparison leaves out: "is that warmer than Athens" one, "which one's sunnier" two; else 0."""
    form = None if len(text) > LONGEST else next((form for form, _ in HEADS if form.match(text)), None)
    return 0 if form is None else 1 if "other" in form.groupindex else 2


def of_clocks(text: str) -> bool:
    """Whether it asks how far apart the clocks of two places are."""
    return any(form.match(text) for form in CLOCKS)


def completed(text: str, places: Sequence[str], day: str = "") -> str:
    """The comparison with these places, in the order in which they were spoken of; `day` where it names none itself."""
    form, whole = next((form, whole) for form, whole in HEADS if form.match(text))
    found = form.match(text)
    assert found is not None
    said = {"day": "", **found.groupdict()}
    one, *more = places
    other = said.get("other") or more[0]
    named = said["day"] or (f" {day}" if day and not LATER.search(other) else "")
    return whole.format(**{**said, "one": one, "other": other, "day": named})
