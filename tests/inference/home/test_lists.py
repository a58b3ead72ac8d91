"""Lists, music by name, scripts: orders of another form."""

from typing import Any

import pytest

from benchmarks.home_fixture import tools
from inference.home.context import House
from inference.home.tools import Toolbox
from tests.inference.home.houses import BOX, HOUSE, calls, doubt, kind

ADD, DONE, PLAY = "HassListAddItem", "HassListCompleteItem", "HassMediaSearchAndPlay"
ORDERS: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [
    ("put oat milk on the shopping list", [(ADD, {"item": "oat milk", "name": "Shopping List"})]),
    ("add eggs and flour to my chores", [(ADD, {"item": each, "name": "Chores"}) for each in ("eggs", "flour")]),
    ("put eggs, oat milk and bread on the shopping list", [
        (ADD, {"item": each, "name": "Shopping List"}) for each in ("eggs", "oat milk", "bread")
    ]),
    ("add mow the lawn to my chores", [(ADD, {"item": "mow the lawn", "name": "Chores"})]),
    ("check mow the lawn off my chores list", [(DONE, {"item": "mow the lawn", "name": "Chores"})]),
    ("remove oat milk from the shopping list", [(DONE, {"item": "oat milk", "name": "Shopping List"})]),
    (
        "play the album Kind of Blue in the kitchen",
        [(PLAY, {"search_query": "Kind of Blue", "area": "Kitchen", "media_class": "album"})],
    ),
    ("play Miles Davis on the tv", [(PLAY, {"search_query": "Miles Davis", "name": "TV"})]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ORDERS, ids=[text for text, _ in ORDERS])
def test_orders_of_another_form(text: str, wanted: list[tuple[str, dict[str, Any]]]) -> None:
    assert calls(text) == wanted


def test_an_unknown_list_asks_which() -> None:
    found = doubt("put nails on the hardware list")
    assert found.kind == "list" and "Chores" in found.options


def test_the_clients_own_shopping_list_is_used_where_it_has_one() -> None:
    shopping = {"type": "function", "function": {"name": "HassShoppingListAddItem", "parameters": {"type": "object"}}}
    box = Toolbox((*tools(), shopping))
    assert calls("put milk on the shopping list", House(), box=box) == [("HassShoppingListAddItem", {"item": "milk"})]


def script(name: str, **parameters: Any) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name, "parameters": {"type": "object", **parameters}}}


def test_a_script_that_is_a_tool_is_called_by_its_name() -> None:
    box = Toolbox((*tools(), script("script__good_night")))
    assert calls("start good night", box=box) == [("good_night", {})]
    assert calls("good night", box=box) == [("good_night", {})]
    assert calls("turn on good night in the kitchen", box=box) == []


def test_a_script_that_needs_arguments_is_not_called() -> None:
    box = Toolbox((script("good_night", properties={"x": {"type": "string"}}, required=["x"]), script("HassTurnOn")))
    assert calls("start good night", box=box) == []


def test_without_a_tool_for_it_nothing_is_called() -> None:
    assert kind("play jazz", HOUSE) == "act"
    assert calls("play jazz", box=Toolbox([script("HassTurnOn")])) == []
    assert "HassMediaSearchAndPlay" in BOX


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("we're out of coffee, put it on the shopping list", ["coffee"]),
        ("Add Heinz Beans, the milk and some Bread to the shopping list", ["Heinz Beans", "milk", "Bread"]),
        ("put it on the shopping list", []),
    ],
)
def test_an_item_is_what_it_is_called_and_no_pronoun(text: str, wanted: list[str]) -> None:
    assert [arguments["item"] for _, arguments in calls(text)] == wanted
