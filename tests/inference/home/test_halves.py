"""Two orders in one sentence, and one order for two things."""

import pytest

from tests.inference.home.houses import calls


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("turn the printer off and the desk light to 20 percent", ["HassTurnOff", "HassLightSet"]),
        (
            "turn on the printer and set the office thermostat to 20 degrees",
            ["HassTurnOn", "HassClimateSetTemperature"],
        ),
        ("dim the floor lamp and the chandelier to 30 percent", ["HassLightSet", "HassLightSet"]),
        ("lights off, curtain left down, tv on", ["HassTurnOff", "HassTurnOff", "HassTurnOn"]),
    ],
)
def test_each_order_has_its_call(text: str, tools: list[str]) -> None:
    assert [name for name, _ in calls(text)] == tools


def test_one_value_is_for_both() -> None:
    found = calls("dim the floor lamp and the chandelier to 30 percent")
    assert [arguments["brightness"] for _, arguments in found] == [30, 30]


def test_a_robot_is_sent_home_and_the_other_starts() -> None:
    made = calls("tell Rover to start cleaning and send Kitchen Robot home")
    assert made == [("HassVacuumStart", {"name": "Rover"}), ("HassVacuumReturnToBase", {"name": "Kitchen Robot"})]
