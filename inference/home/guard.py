"""Holds a model's calls to what was said: no thing that is not there, no room that nobody named, no lock by guess."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from inference.backends import ToolCall
from inference.home.context import House
from inference.home.entities import Entity, plain
from inference.home.line import line_of
from inference.home.neutral import action_in
from inference.home.results import parsed
from inference.home.services import SERVICES
from inference.home.shutting import GUARDED as GUARDED_DOMAINS
from inference.home.shutting import guards, held_shut, listed, unsaid
from inference.home.tools import Toolbox, shaped, suffix
from inference.json_schema import fits, mapping
from ragdomains.languages import base

MOST = 20  # calls of one answer
LOOKS = ("Get", "HassTimerStatus", "HassClimateGet", "HassGet")
PLACED = ("name", "area", "floor")
# what acts on all that its arguments do not rule out
REACHING = frozenset(("HassTurnOn", "HassTurnOff", "HassToggle", "HassLightSet", "HassSetPosition", "HassStopMoving"))
SHUTTING = frozenset(("door", "garage", "gate"))  # classes of covers that keep the house shut
CLAIMS = {
    "en": re.compile(
        r"\b(?:done|turned|switched|set|opened|closed|locked|unlocked|started|stopped|paused|resumed|activated|dimmed"
        r"|added|removed|i've|i have|is now|are now|(?:i am|i'm) (?:turning|switching|setting|opening|closing|locking)"
        r"|turning|switching|opening|closing|locking|unlocking)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:erledigt|eingeschaltet|ausgeschaltet|angemacht|ausgemacht|geöffnet|geschlossen|abgeschlossen|gestellt"
        r"|gestartet|gestoppt|hinzugefügt|ich habe|habe ich|ist jetzt|sind jetzt|schalte|öffne|schließe)\b",
        re.IGNORECASE,
    ),
}
# of what is no order only the plainest claims are taken for one: a tower that opened in 1889 did nothing here
DEEDS = {
    "en": re.compile(
        r"^\W*(?:done|all done|ok(?:ay)?,? done)\b|\bi(?:'ve| have|'m| am)? (?:just |now )?(?:turn|switch|set|open|clos"
        r"|lock|unlock|start|stopp|paus|activat|dimm)\w*\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"^\W*erledigt\b|\bich (?:habe .{1,60}(?:schaltet|macht|öffnet|schlossen|stellt)|schalte|öffne|schließe)\b",
        re.IGNORECASE,
    ),
}
NO_THING = "There is nothing called {} in this house."
NO_ROOM = "Nobody spoke of {}."
TOO_WIDE = "That would reach the whole house, and nobody said so."
GUARDED = "{} keeps the house shut; it is only moved when it is named for certain."
ONLY_ASKED = "It was only asked; nothing is to be done."
MISFIT = "The arguments of {} do not fit its schema."
NOTHING_CALLED = "You called no tool, so nothing was done. Call the tool that does it, or ask what is unclear."


class Guard:
    """The check of one answer's calls. Keeps why calls were refused.

    For a `guest` nothing is moved that keeps the house shut, whatever he said.
    """

    def __init__(
        self, text: str, house: House, tools: Sequence[Mapping[str, Any]], language: str, guest: bool = False
    ) -> None:
        self._guest = guest
        self._said = line_of(text, house, language)
        action = action_in(self._said, text.rstrip().endswith("?"))
        self._asks = action is not None and action.asks
        self._tools = tools
        self._seen: set[tuple[str, str]] = set()
        self.refused: list[str] = []

    def let_through(self, call: ToolCall) -> ToolCall | None:
        """The call, mended where its shape only is wrong; None where it may not be made."""
        mended = self._mended(call)
        if mended is None or (mended.name, mended.arguments) in self._seen or len(self._seen) >= MOST:
            return None
        objection = self._objection(suffix(mended.name), parsed(mended.arguments))
        if objection:
            self.refused.append(objection)
            return None
        self._seen.add((mended.name, mended.arguments))
        return mended

    def objections(self) -> tuple[str, ...]:
        """Why calls were refused, each said once."""
        return tuple(dict.fromkeys(self.refused))

    def _mended(self, call: ToolCall) -> ToolCall | None:
        """The arguments as the schema has them: known names only, one or a list, whole numbers."""
        schema = Toolbox(self._tools).schema(suffix(call.name))
        fields, given = mapping(schema, "properties"), parsed(call.arguments)
        if "properties" not in schema:
            return call
        made = {name: shaped(number(value), fields[name], schema) for name, value in given.items() if name in fields}
        if not fits(made, schema, schema):
            self.refused.append(MISFIT.format(call.name))
            return None
        if given.keys() - made.keys() & set(PLACED):
            return None  # what it is for cannot be said to this tool
        return ToolCall(call.name, orjson.dumps(made).decode(), call.id)

    def _objection(self, tool: str, arguments: Mapping[str, Any]) -> str:
        if tool.startswith(LOOKS):
            return ""
        if self._asks:
            return ONLY_ASKED
        if self._guest and (shut := held_shut(tool, arguments)):
            return GUARDED.format(shut)  # whatever a guest says, and by whatever script
        if tool == SERVICES:
            return self._of_services(arguments)
        house = self._said.house
        if shut := self._guarded(arguments) or unsaid(tool, arguments, self._said):
            return GUARDED.format(shut)
        if not house.known or not tool.startswith("Hass"):
            return ""
        return self._of_place(arguments, tool in REACHING)

    def _of_place(self, arguments: Mapping[str, Any], reaches: bool) -> str:
        name, area = arguments.get("name"), arguments.get("area")
        found = self._named(str(name)) if name else []
        if name and not found and not self._list(str(name)):
            return NO_THING.format(name)
        inside = [] if name or not reaches else self._inside(arguments)
        if guarded := next((each.name for each in [*found, *inside] if guards(each)), ""):
            return GUARDED.format(guarded)
        if area and not self._spoken(str(area)) and not any(each.area == area for each in found):
            return NO_ROOM.format(area)
        if arguments.get("floor") and not self._on_floor(str(arguments["floor"])):
            return NO_ROOM.format(arguments["floor"])
        bare = reaches or bool(arguments.get("domain"))
        wide = bare and not any(arguments.get(field) for field in PLACED)
        wide = wide or (reaches and bool(arguments.get("floor")) and not arguments.get("domain"))
        whole = any(each.value == "whole" for each in self._said.of("place"))
        return TOO_WIDE if wide and not whole else ""

    def _named(self, name: str) -> list[Entity]:
        words = plain(name)
        return [
            each
            for each in self._said.house.register.entities
            if each.id == name or any(plain(own) == words for own in each.names)
        ]

    def _list(self, name: str) -> bool:
        """A name that is the user's own word: a timer, a list."""
        return set(plain(name)) <= set(self._said.words)

    def _guarded(self, arguments: Mapping[str, Any]) -> str:
        return next((domain for domain in listed(arguments.get("domain")) if domain in GUARDED_DOMAINS), "")

    def _inside(self, arguments: Mapping[str, Any]) -> list[Entity]:
        """All that a call for a room would reach: with no domain a lock would be turned off too."""
        area, classes = str(arguments.get("area") or "").casefold(), listed(arguments.get("device_class"))
        domains, every = listed(arguments.get("domain")), self._said.house.register.entities
        found = [each for each in every if area and each.area.casefold() == area]
        found = [each for each in found if not domains or each.domain in domains]
        harmless = bool(classes) and SHUTTING.isdisjoint(classes)
        return [each for each in found if not (harmless and each.domain == "cover")]

    def _on_floor(self, floor: str) -> bool:
        own = self._said.house.floor
        spoken = {self._said.said(each) for each in self._said.of("floor")} | ({own.casefold()} if own else set())
        return any(floor.casefold().removesuffix(" floor") == each.removesuffix(" floor") for each in spoken)

    def _spoken(self, area: str) -> bool:
        rooms = {each.value.casefold() for each in self._said.of("area")} | {self._said.house.room.casefold()}
        return area.casefold() in rooms

    def _of_services(self, arguments: Mapping[str, Any]) -> str:
        """The ids of a list of services must be those of this house, and no lock."""
        entries = arguments.get("list")
        found = (self._of_service(entry) for entry in (entries if isinstance(entries, list) else ()))
        return next(filter(None, found), "")

    def _of_service(self, entry: Any) -> str:
        """Why one service may not be called: it names no thing, one that is not there, or one by guess."""
        service = entry if isinstance(entry, Mapping) else {}
        data = service.get("service_data")
        if service.get("domain") in GUARDED_DOMAINS:
            return GUARDED.format(service["domain"])
        ids = listed(data.get("entity_id")) if isinstance(data, Mapping) else []
        found = [each for entity_id in ids for each in self._named(entity_id)]
        missing = [entity_id for entity_id in ids if not self._named(entity_id)]
        if not ids or (missing and self._said.house.known):
            return NO_THING.format(missing[0]) if missing else TOO_WIDE
        named = [each.name for each in found if guards(each)]
        named += [each for each in ids if each.partition(".")[0] in GUARDED_DOMAINS]
        return GUARDED.format(named[0]) if named else ""


def number(value: Any) -> Any:
    """A number that a model wrote as text."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,6}(?:\.\d{1,3})?", value):
        return float(value) if "." in value else int(value)
    return value


def claims(sentence: str, language: str, ordered: bool = True) -> bool:
    """Whether a sentence says that something was done, which only a tool's result may; `ordered`: as was asked for."""
    shapes = CLAIMS if ordered else DEEDS
    shape = shapes.get(base(language), shapes["en"])
    return not sentence.rstrip().endswith("?") and shape.search(sentence) is not None
