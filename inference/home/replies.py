"""Completes an order by the reply to what was asked back: "in which room?" - "the kitchen"."""

from collections.abc import Iterator

from inference.home.aims import Doubt
from inference.home.extents import without_amount
from intents.followups import leads
from intents.words import read

LONGEST = 8  # words of a reply
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
    if doubt.kind in UNITS:
        into, unit = INTO.get(language, "to"), UNITS[doubt.kind].get(language, "percent")
        bare = told.removeprefix(f"{into} ")
        said = " ".join(without_amount(said.split(), language))  # "20% brighter" is no more to be
        yield f"{said} {into} {bare}"
        yield f"{said} {into} {bare} {unit}"
    if doubt.kind == "where":
        yield f"{said} {INSIDE.get(language, 'in')} {told.removeprefix('in ').removeprefix('im ')}"
