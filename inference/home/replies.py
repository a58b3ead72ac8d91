"""Completes an order by the reply to what was asked back: "in which room?" - "the kitchen"."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Prefix

from inference.home.aims import Doubt
from inference.home.entities import plain, stems
from inference.home.extents import without_amount
from inference.home.lexicon import lexicon
from intents.followups import leads
from intents.words import read

LONGEST = 8  # words of a reply
ROOT = 4  # letters that two forms of a word share at least
ENDING = 2  # letters in which they may differ at the end
IN_ROOM = re.compile(r" \((.+)\)$")  # how things of one name are told apart
INTO = {"en": "to", "de": "auf"}
INSIDE = {"en": "in", "de": "in"}
UNITS = {
    "how_brightness": {"en": "percent", "de": "prozent"},
    "how_speed": {"en": "percent", "de": "prozent"},
    "how_volume": {"en": "percent", "de": "prozent"},
    "how_position": {"en": "percent", "de": "prozent"},
    "how_temperature": {"en": "degrees", "de": "grad"},
}
REPLACED = frozenset(("unknown", "area", "list", "none", "nowhere", "several", "heard"))


def completions(order: str, doubt: Doubt, reply: str, language: str) -> Iterator[str]:
    """The order with the reply in it, in the ways that may be meant; each must still be certain by itself."""
    said, told = " ".join(read(order).words), " ".join(read(reply).words)
    if not told or len(told.split()) > LONGEST:
        return
    if doubt.kind in REPLACED and doubt.said and doubt.said in said:
        yes = doubt.kind == "heard" and leads(language).replies.yes.fullmatch(told)
        yield said.replace(doubt.said, doubt.options[0] if yes else told, 1)
    if doubt.kind == "several":
        yield from by_choice(said.split(), doubt.options, told.split(), language)
    if doubt.kind in UNITS:
        into, unit = INTO.get(language, "to"), UNITS[doubt.kind].get(language, "percent")
        bare = told.removeprefix(f"{into} ")
        said = " ".join(without_amount(said.split(), language))  # "20% brighter" is no more to be
        yield f"{said} {into} {bare}"
        yield f"{said} {into} {bare} {unit}"
    if doubt.kind == "where":
        yield f"{said} {INSIDE.get(language, 'in')} {told.removeprefix('in ').removeprefix('im ')}"


def by_choice(order: Sequence[str], options: Sequence[str], told: Sequence[str], language: str) -> Iterator[str]:
    """The order with those of the options that the reply means, in the place of the words that all of them share:
    "the left one", "den linken", "both"."""
    table = lexicon(language)
    named = [plain(IN_ROOM.sub(rf" {' '.join(table.within)} \1", option)) for option in options]
    shared = set.intersection(*({*stems(words)} for words in named)) if named else set()
    picked = named if not table.all.isdisjoint(told) else [each for each in named if is_meant(each, shared, told)]
    at = [n for n, word in enumerate(stems(order)) if word in shared]
    if at and picked and (len(picked) == 1 or len(picked) == len(named)):
        last = max(n for place, n in enumerate(at) if n - place == at[0])  # of the words in one run
        what = f" {min(table.group('joined'), default='')} ".join(" ".join(each) for each in picked)
        yield " ".join((*order[: at[0]], what, *order[last + 1 :]))


def is_meant(option: Sequence[str], shared: set[str], told: Sequence[str]) -> bool:
    """Whether the reply says what tells this option from the others, in whatever form."""
    own = [word for word, stem in zip(option, stems(option), strict=True) if stem not in shared]
    return any(alike(word, each) for word in told for each in own)


def alike(one: str, other: str) -> bool:
    root = Prefix.similarity(one, other)
    return one == other or (root >= ROOT and max(len(one), len(other)) - root <= ENDING)
