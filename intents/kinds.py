"""Which kinds of name a question of each category can use, and which mentions are meant when words are ambiguous."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from intents.gazetteer import Mention, longest
from intents.place_words import place_words
from intents.tables import words

SPORTS = ("team", "league")
STOCKS = ("company", "index", "asset", "currency")
FLIGHTS = ("airline", "airport")
SHOWS = ("title", "artist", "service", "outlet", "genre", "area", "device")
# By category, the likeliest kind first: it wins where the same words mean two.
USED: Mapping[str, tuple[str, ...]] = {
    "sports": SPORTS, "stocks": STOCKS, "airports": FLIGHTS, "flights": FLIGHTS, "streaming": SHOWS, "music": SHOWS,
    "tv": SHOWS, "events": ("artist", "title", "team", "league"), "news": ("outlet",),
    "control": ("device", "area", "color"), "weather": (), "lists": (), "schedule": (), "recipes": (), "dining": (),
    "general": (), "other": (), "out_of_scope": (),
}  # fmt: skip
STRICT = (*SPORTS, *FLIGHTS, *STOCKS, "device", "area")  # without a category
TRUSTED = frozenset(
    (*SPORTS, *STOCKS, *FLIGHTS, "device", "area", "color")
)  # a loose word is meant when the category fits
IN_PLACE = re.compile(r"\b(?:in|near|com(?:e|ing) to) $")  # "in Leeds" is the city, not its team
HOUSE = frozenset(("device", "area"))
CUED = frozenset(STOCKS)  # without a category even a sure name needs a cue: a company is also a shop and a brand


def meant(found: Sequence[Mention], low: str, category: str, language: str = "en") -> list[Mention]:
    """The mentions that the category can use and that are not just common words; the longest of those that overlap."""
    kinds = USED.get(category, STRICT)
    usable = [each for each in found if each.kind in kinds]
    kept = [each for each in usable if is_meant(each, low, category, language)]
    best = longest(kept, len(low))
    order = {kind: place for place, kind in enumerate(kinds)}
    first: dict[tuple[int, int], int] = {}
    for each in best:
        first[each[:2]] = min(order[each.kind], first.get(each[:2], len(kinds)))
    return [each for each in best if order[each.kind] == first[each[:2]] or each.kind in HOUSE]


def is_meant(mention: Mention, low: str, category: str, language: str) -> bool:
    kind, known = mention.kind, category in USED
    if kind == "team" and IN_PLACE.search(low[: mention.start]):
        return False
    if kind == "airport" and low[slice(*mention[:2])] in place_words(language).ends:  # "ein Flug" is not Eindhoven
        return False
    if (not known and kind in CUED) or (kind in HOUSE and category not in ("control", "")):
        return cued(mention, low, language)
    if not mention.ambiguous or (known and kind in TRUSTED) or (not category and kind in HOUSE):
        return True
    return cued(mention, low, language)


def cued(mention: Mention, low: str, language: str) -> bool:
    """Whether a word beside the name, or near it, says that the name is meant."""
    start, end = mention[:2]
    table = expressions(language, mention.kind)
    word = low[start:end]
    if "pronoun" in table and table["pronoun"].fullmatch(word):
        return False
    if "near" in table and (table["near"].search(low, 0, start) or table["near"].search(low, end)):
        return True
    before = "before" in table and table["before"].search(low[max(0, start - 24) : start])
    after = "after" in table and table["after"].match(low[end : end + 24])
    return bool(before or after)


@cache
def expressions(language: str, kind: str) -> dict[str, re.Pattern[str]]:
    """How the cues of a kind are found: near it, before it, after it."""
    cues = words("cues", language, kind)
    small = words("cues", language, "word")
    found = {"near": rf"\b{either(cues['near'])}\b"} if "near" in cues else {}
    found |= {"before": rf"\b{either(cues['before'])} (?:the )?$"} if "before" in cues else {}
    found |= {"after": rf" {either(cues['after'])}\b"} if "after" in cues else {}
    found |= {"pronoun": either(small["pronoun"])} if kind in ("title", "artist") else {}
    return {name: re.compile(text) for name, text in found.items()}


def either(said: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(said, key=len, reverse=True)) + ")"
