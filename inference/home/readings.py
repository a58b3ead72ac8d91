"""What a client tells of its things: each with its state, and with the values that people speak of."""

from collections.abc import Mapping
from dataclasses import dataclass

from inference.home.context import inside, made, records
from inference.home.entities import Entity

# the attribute of Home Assistant's states that tells a quality
TOLD = {
    "brightness": "brightness", "volume": "volume_level", "position": "current_position", "temperature": "temperature",
    "speed": "percentage",
}  # fmt: skip
BYTE = 255  # Home Assistant tells brightness from 0 to 255, and volume from 0 to 1
RESTING = {"brightness": {"off": 0.0}, "speed": {"off": 0.0}, "position": {"closed": 0.0, "open": 100.0}}


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing with its state and attributes, as text."""

    entity: Entity
    fields: Mapping[str, str]

    @property
    def state(self) -> str:
        return self.entity.state


def readings(text: str) -> tuple[Reading, ...]:
    """The things of a live context; () where it is none."""
    return tuple(Reading(entity, fields) for fields in records(inside(text.splitlines())) for entity in made(fields))


def present(reading: Reading, quality: str) -> float | None:
    """The value as people say it, in percent or degrees; None where it is not told."""
    told = number(reading.fields.get(TOLD.get(quality, ""), ""))
    if told is None:
        return RESTING.get(quality, {}).get(reading.state)
    if quality == "brightness" and not reading.fields["brightness"].rstrip().endswith("%"):
        return float(round(told / BYTE * 100))
    return round(told * 100, 1) if quality == "volume" and told <= 1 else told


def number(text: str) -> float | None:
    try:
        return float(text.strip().removesuffix("%").strip())
    except ValueError:
        return None


def known(entity: Entity) -> Reading:
    """What the prompt itself told of a thing's state."""
    return Reading(entity, dict(entity.levels))
