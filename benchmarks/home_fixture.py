"""A house for the household sentences: rooms, floors and things of every kind, told as Home Assistant tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ROOM = "Living Room"
FLOORS: Mapping[str, tuple[str, ...]] = {
    "first floor": ("Living Room", "Kitchen", "Entrance", "Office", "Dining Room", "Hallway"),
    "upstairs": ("Bedroom", "Bathroom", "Guest Room", "Play Corner", "Bedroom 1"),
    "downstairs": ("Basement", "Laundry Room"),
    "outside": ("Garage", "Front Yard", "Backyard", "Patio", "Rooftop Terrace"),
}
THINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Living Room": (
        ("light", "Overhead Light"), ("light", "Floor Lamp"), ("media_player", "TV"), ("cover", "Smart Curtain"),
        ("cover", "Curtain Left"), ("cover", "Curtain Right"), ("fan", "Living Room Fan"), ("vacuum", "Rover"),
        ("cover", "Sliding Door"), ("sensor", "Living Room Temperature"), ("climate", "Living Room Thermostat"),
    ),
    "Kitchen": (
        ("light", "Kitchen Ceiling"), ("light", "Counter Spots"), ("fan", "Kitchen Fan"), ("switch", "Kitchen Plug"),
        ("lock", "Kitchen Door Lock"), ("cover", "Kitchen Window"), ("media_player", "Kitchen Radio"),
        ("sensor", "Kitchen Temperature"), ("switch", "Coffee Maker"), ("vacuum", "Kitchen Robot"),
    ),
    "Bedroom": (
        ("light", "Bedroom Lamp"), ("light", "Bedroom Ceiling"), ("fan", "Bedroom Fan"), ("cover", "Bedroom Blind"),
        ("climate", "Bedroom Radiator"), ("switch", "Bedroom Plug"),
    ),
    "Bedroom 1": (("fan", "Bedroom 1 Fan"), ("light", "Bedroom 1 Light")),
    "Guest Room": (("light", "Guest Light"), ("climate", "Guest Thermostat")),
    "Office": (("climate", "Office Thermostat"), ("light", "Desk Light"), ("switch", "Printer")),
    "Bathroom": (("light", "Mirror Light"), ("fan", "Bathroom Fan")),
    "Dining Room": (("light", "Chandelier"),),
    "Hallway": (("light", "Hall Light"), ("binary_sensor", "Hall Motion")),
    "Entrance": (("lock", "Front Door Lock"), ("light", "Entrance Light")),
    "Play Corner": (("light", "Play Lights"),),
    "Laundry Room": (("switch", "Washer"), ("light", "Laundry Light")),
    "Basement": (("light", "Basement Light"), ("valve", "Main Valve")),
    "Garage": (("cover", "Garage Door"), ("light", "Garage Light")),
    "Front Yard": (("valve", "Front Yard Valve"), ("valve", "Irrigation Valve"), ("light", "Porch Light")),
    "Backyard": (("light", "Backyard Light"), ("media_player", "Outdoor Speakers")),
    "Patio": (("light", "Patio String"), ("cover", "Patio Awning")),
    "Rooftop Terrace": (("media_player", "Rooftop Player"),),
    "": (
        ("scene", "Party Mode"), ("scene", "Kitchen Party Mode"), ("scene", "Movie Night"), ("todo", "Shopping List"),
        ("todo", "Chores"), ("todo", "Tasks"), ("todo", "Personal Tasks"), ("todo", "Trader Joe's"),
    ),
}  # fmt: skip
STRING: Mapping[str, Any] = {"type": "string"}
STRINGS: Mapping[str, Any] = {"type": "array", "items": STRING}
WHOLE: Mapping[str, Any] = {"type": "integer"}
SHARE: Mapping[str, Any] = {"type": "integer", "minimum": 0, "maximum": 100}
WHERE = {"name": STRING, "area": STRING, "floor": STRING}
KIND = {"domain": STRINGS, "device_class": STRINGS}
LENGTH = {"hours": WHOLE, "minutes": WHOLE, "seconds": WHOLE}
TIMER = {"start_hours": WHOLE, "start_minutes": WHOLE, "start_seconds": WHOLE, "name": STRING, "area": STRING}
ITEM = {"item": STRING, "name": STRING}
MEDIA = {"type": "string", "enum": ["album", "artist", "track", "playlist", "podcast", "movie", "tv_show"]}
TOOLS: Mapping[str, Mapping[str, Any]] = {
    "intent__HassTurnOn": {**WHERE, **KIND}, "intent__HassTurnOff": {**WHERE, **KIND},
    "intent__HassToggle": {**WHERE, **KIND}, "intent__HassSetPosition": {**WHERE, **KIND, "position": SHARE},
    "light__HassLightSet": {**WHERE, "domain": STRINGS, "color": STRING, "temperature": WHOLE, "brightness": SHARE},
    "climate__HassClimateSetTemperature": {**WHERE, "temperature": {"type": "number"}},
    "fan__HassFanSetSpeed": {**WHERE, "percentage": SHARE},
    "media_player__HassMediaPause": WHERE, "media_player__HassMediaUnpause": WHERE,
    "media_player__HassMediaNext": WHERE, "media_player__HassMediaPrevious": WHERE,
    "media_player__HassMediaPlayerMute": WHERE, "media_player__HassMediaPlayerUnmute": WHERE,
    "media_player__HassSetVolume": {**WHERE, "volume_level": SHARE},
    "media_player__HassSetVolumeRelative": {**WHERE, "volume_step": {"anyOf": [STRING, WHOLE]}},
    "media_player__HassMediaSearchAndPlay": {**WHERE, "search_query": STRING, "media_class": MEDIA},
    "intent__HassStartTimer": {**LENGTH, "name": STRING, "conversation_command": STRING},
    "intent__HassCancelTimer": TIMER, "intent__HassCancelAllTimers": {"area": STRING},
    "intent__HassIncreaseTimer": {**LENGTH, **TIMER}, "intent__HassDecreaseTimer": {**LENGTH, **TIMER},
    "intent__HassPauseTimer": TIMER, "intent__HassUnpauseTimer": TIMER, "intent__HassTimerStatus": TIMER,
    "todo__HassListAddItem": ITEM, "todo__HassListCompleteItem": ITEM,
    "vacuum__HassVacuumStart": WHERE, "vacuum__HassVacuumReturnToBase": WHERE,
    "assist_satellite__HassBroadcast": {"message": STRING},
    "homeassistant__GetLiveContext": {"name": STRING, "area": STRING, "domain": {"anyOf": [STRING, STRINGS]}},
    "llm__GetDateTime": {},
}  # fmt: skip
HEAD = "You are a voice assistant for Home Assistant.\n\nStatic Context: An overview of the areas and the devices:\n"
TAIL = f"\nYou are in area {ROOM} (floor First floor) and all generic commands like 'turn on the lights' are for it.\n"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the house."""

    name: str
    domain: str
    area: str

    @property
    def floor(self) -> str:
        return next((floor for floor, areas in FLOORS.items() if self.area in areas), "")


def things() -> tuple[Thing, ...]:
    return tuple(Thing(name, domain, area) for area, found in THINGS.items() for domain, name in found)


def prompt(more: int = 0) -> str:
    """The system prompt; `more` things beside, in rooms that no sentence speaks of."""
    others = tuple(
        Thing(f"Cell {n} Probe {n}", ("sensor", "light", "switch")[n % 3], f"Cell {n % 50}") for n in range(more)
    )
    listed = "".join(told(each) for each in (*things(), *others))
    return HEAD + listed + TAIL


def told(thing: Thing) -> str:
    area = f"  areas: {thing.area}\n" if thing.area else ""
    return f"- names: {thing.name}\n  domain: {thing.domain}\n{area}"


def tools() -> tuple[dict[str, Any], ...]:
    return tuple(
        {"type": "function", "function": {"name": name, "description": name, "parameters": schema(fields)}}
        for name, fields in TOOLS.items()
    )


def schema(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(fields), "additionalProperties": False}


def request(text: str, more: int = 0) -> dict[str, Any]:
    """The body of a chat request, as Home Assistant sends it."""
    messages = [{"role": "system", "content": prompt(more)}, {"role": "user", "content": text}]
    return {"model": "athena", "stream": True, "messages": messages, "tools": list(tools()), "user": "benchmark"}
