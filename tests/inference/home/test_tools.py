"""Calls are made only as the declared schemas allow."""

from typing import Any

import orjson
import pytest

from inference.home.context import told
from inference.home.services import takes_services
from inference.home.tools import Toolbox
from tests.inference.home.houses import calls, plan

STRING = {"type": "string"}


def tool(name: str, properties: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    parameters = {"type": "object", **({"properties": properties} if properties is not None else {}), **more}
    return {"type": "function", "function": {"name": name, "parameters": parameters}}


def made(parameters: dict[str, Any], needed: dict[str, Any], helpful: dict[str, Any] | None = None) -> Any:
    call = Toolbox([tool("a__Do", parameters)]).call("Do", needed, helpful)
    return orjson.loads(call.arguments) if call else None


@pytest.mark.parametrize(
    ("schema", "value", "kept"),
    [
        ({"type": "array", "items": STRING}, "light", ["light"]),
        (STRING, ["light"], "light"),
        ({"anyOf": [STRING, {"type": "array"}]}, ["light"], ["light"]),
        ({"type": "integer"}, 50.0, 50),
        ({"type": "number"}, 20.5, 20.5),
        (STRING, 5, "5"),
    ],
)
def test_values_take_the_declared_type(schema: Any, value: Any, kept: Any) -> None:
    assert made({"x": schema}, {"x": value}) == {"x": kept}


def test_what_is_needed_must_be_declared_and_what_helps_is_left_out() -> None:
    assert made({"name": STRING}, {"name": "Lamp", "area": "Hall"}) is None
    assert made({"name": STRING}, {"name": "Lamp"}, {"domain": ["light"]}) == {"name": "Lamp"}
    assert made({"n": {"type": "integer", "maximum": 100}}, {"n": 300}) is None
    only = {"domain": {"type": "array", "items": {"enum": ["light"]}}, "name": STRING}
    assert made(only, {"name": "Plug"}, {"domain": ["switch"]}) == {"name": "Plug"}


def test_the_choice_of_the_client_holds() -> None:
    tools = [tool("x__HassTurnOn"), tool("HassTurnOff")]
    assert not Toolbox(tools, "none")
    named = Toolbox(tools, {"type": "function", "function": {"name": "HassTurnOff"}})
    assert "HassTurnOff" in named and "HassTurnOn" not in named


def test_without_the_tool_for_it_an_order_is_not_done_by_another() -> None:
    box = Toolbox([tool("HassTurnOn", {"name": STRING, "area": STRING})])
    assert calls("turn off the floor lamp", box=box) == []
    assert calls("turn on the lights", box=box) == []  # a room without a domain would be everything in it


SERVICES = tool(
    "execute_services",
    {
        "list": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"domain": STRING, "service": STRING, "service_data": {"type": "object"}},
                "required": ["domain", "service", "service_data"],
            },
        }
    },
)
TABLE = told(
    "entity_id,name,state,aliases\nlight.hall,Hall Lamp,off,\ncover.garage,Garage Door,closed,\nlight.desk,Desk,on,\n"
)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("turn on the hall lamp", ("light", "turn_on", {"entity_id": "light.hall"})),
        ("set the hall lamp to 40%", ("light", "turn_on", {"entity_id": "light.hall", "brightness_pct": 40})),
        ("open the garage door", ("cover", "open_cover", {"entity_id": "cover.garage"})),
    ],
)
def test_services_are_called_where_they_are_what_is_declared(text: str, entry: tuple[str, str, dict[str, Any]]) -> None:
    box = Toolbox([SERVICES])
    domain, service, data = entry
    assert takes_services(box)
    assert calls(text, TABLE, box=box) == [
        ("execute_services", {"list": [{"domain": domain, "service": service, "service_data": data}]})
    ]


def test_services_of_an_unknown_shape_are_left_alone() -> None:
    found = plan("turn on the hall lamp", TABLE, box=Toolbox([tool("execute_services", {"calls": STRING})]))
    assert found and found.kind == "unsure"
