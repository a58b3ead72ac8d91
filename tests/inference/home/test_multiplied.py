"""Orders that multiply what is: half as bright, twice as loud."""

import pytest

from inference.snapshot import Snapshot
from tests.inference.home.conversing import answered, asked, called, saw, with_results
from tests.inference.home.houses import GERMAN, plan

pytestmark = pytest.mark.django_db  # the fixture `shipped` compiles its rows in the database


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("make the floor lamp half as bright", 20),
        ("make the floor lamp twice as bright as now", 80),
        ("make the floor lamp three times as bright", 100),
    ],
)
async def test_a_light_is_multiplied(shipped: Snapshot, text: str, percent: int) -> None:
    looked, _, _ = await answered(asked(text), shipped)
    put, _, _ = await answered(with_results(looked, [saw(("Floor Lamp", "on", {"brightness": "102"}))]), shipped)
    assert called(put) == [("HassLightSet", {"brightness": percent, "name": "Floor Lamp", "domain": ["light"]})]


async def test_the_volume_is_reckoned_though_a_tool_takes_steps(shipped: Snapshot) -> None:
    looked, _, _ = await answered(asked("make the tv half as loud"), shipped)
    seen = saw(("TV", "playing", {"volume_level": "0.4"}), domain="media_player")
    put, _, _ = await answered(with_results(looked, [seen]), shipped)
    assert called(put) == [("HassSetVolume", {"volume_level": 20, "name": "TV"})]


def test_german() -> None:
    found = plan("mach die Stehlampe halb so hell", GERMAN, "de")
    assert found and [(change.quality, change.factor) for change in found.changes] == [("brightness", 0.5)]
