"""Clients with one tool for all: a list of services of Home Assistant with the ids of what they are for."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from inference.backends import ToolCall
from inference.home.entities import Entity
from inference.home.tools import Toolbox
from inference.json_schema import mapping

SERVICES = "execute_services"
ON = {"cover": "open_cover", "valve": "open_valve", "lock": "lock", "button": "press", "input_button": "press"}
OFF = {"cover": "close_cover", "valve": "close_valve", "lock": "unlock"}
TOGGLE = {"cover": "toggle"}
# tool of the intents: its service, or the services by domain
SERVICE: Mapping[str, str | Mapping[str, str]] = {
    "HassTurnOn": ON, "HassTurnOff": OFF, "HassToggle": TOGGLE, "HassLightSet": "turn_on",
    "HassSetPosition": {"cover": "set_cover_position", "valve": "set_valve_position"},
    "HassClimateSetTemperature": "set_temperature", "HassSetVolume": "volume_set", "HassFanSetSpeed": "set_percentage",
    "HassMediaPause": "media_pause", "HassMediaUnpause": "media_play", "HassMediaNext": "media_next_track",
    "HassMediaPrevious": "media_previous_track", "HassVacuumStart": "start", "HassVacuumReturnToBase": "return_to_base",
    "HassLawnMowerStartMowing": "start_mowing", "HassLawnMowerDock": "dock",
    "StepBrightness": "turn_on", "HassSetVolumeRelative": "volume_up",
    "HassClimateSetHvacMode": "set_hvac_mode",
}  # fmt: skip
STEPPED = {"brightness": "StepBrightness"}  # what no tool of the intents steps by itself
PLAIN = {"HassTurnOn": "turn_on", "HassTurnOff": "turn_off", "HassToggle": "toggle"}
STEPS = ("up", "down")
FIELDS = {"brightness": "brightness_pct", "color": "color_name", "temperature": "color_temp_kelvin"}


def takes_services(box: Toolbox) -> bool:
    """Whether the client declares the tool in the shape that is known."""
    shape = mapping(box.schema(SERVICES), "properties").get("list")
    items = shape.get("items") if isinstance(shape, Mapping) else None
    fields = mapping(items, "properties") if isinstance(items, Mapping) else {}
    return SERVICES in box and {"domain", "service", "service_data"} <= set(fields)


def service_call(tool: str, arguments: Mapping[str, Any], things: Sequence[Entity], box: Toolbox) -> ToolCall | None:
    """One call for all of these things; None where one has no id, or no service does that."""
    entries = [entry(tool, arguments, each) for each in things]
    whole = [each for each in entries if each is not None]
    return box.call(SERVICES, {"list": whole}) if whole and len(whole) == len(entries) else None


def entry(tool: str, arguments: Mapping[str, Any], thing: Entity) -> dict[str, Any] | None:
    known = SERVICE.get(tool)
    service = known if isinstance(known, str) else (known or {}).get(thing.domain) or PLAIN.get(tool)
    if service is None or not thing.id:
        return None
    data: dict[str, Any] = {"entity_id": thing.id}
    if tool == "HassSetVolumeRelative":
        step = arguments["volume_step"]
        return {"domain": thing.domain, "service": f"volume_{step}", "service_data": data} if step in STEPS else None
    if tool == "StepBrightness":
        return {
            "domain": thing.domain,
            "service": service,
            "service_data": {**data, "brightness_step_pct": arguments["step"]},
        }
    for name, value in arguments.items():
        if tool == "HassSetVolume":
            data[name] = value / 100
        else:
            data[FIELDS.get(name, name) if tool == "HassLightSet" else name] = whole_number(value)
    return {"domain": thing.domain, "service": service, "service_data": data}


def whole_number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def said_done(text: str) -> str:
    """What a list of results says, in JSON or as Python writes it: done, failed or told."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        found = None
    if isinstance(found, list):
        entries = [each for each in found if isinstance(each, Mapping)]
        if any(each.get("error") or each.get("success") is False for each in entries):
            return "failed"
        return "done" if entries and all(each.get("success") is True for each in entries) else "told"
    if text.startswith("[{") and "'success': True" in text and "False" not in text and "error" not in text:
        return "done"
    return "failed" if text.startswith("[{") and ("'success': False" in text or "'error'" in text) else "told"
