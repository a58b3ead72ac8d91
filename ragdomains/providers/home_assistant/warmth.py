"""Temperatures in the units of whoever asks: Home Assistant has its own."""

from dataclasses import replace

from ragdomains.providers.home_assistant.house import Entity

SET = ("temperature", "current_temperature", "target_temp_low", "target_temp_high", "min_temp", "max_temp")
HOTTEST = 45.0  # degC that a thermostat may be set to, or finds; what is higher is in degF


def in_units(entity: Entity, units: str) -> Entity:
    """The entity with its temperature in degF for "us", else in degC."""
    wanted, own = "degF" if units == "us" else "degC", unit_of(entity)
    if own not in {"degC", "degF"} or own == wanted:
        return entity
    if entity.kind == "climate":
        known = {name: value for name in SET if (value := entity.attribute(name)) is not None}
        told = {name: converted(value, wanted) for name, value in known.items()}
        return replace(entity, unit=wanted, attributes={**(entity.attributes or {}), **told})
    return (
        entity if entity.number is None else replace(entity, unit=wanted, state=str(converted(entity.number, wanted)))
    )


def unit_of(entity: Entity) -> str:
    """Its unit; a thermostat says none, so that its highest temperature tells it."""
    if entity.kind != "climate" or entity.unit:
        return entity.unit
    return "degF" if max((entity.attribute(name) or 0.0 for name in SET), default=0.0) > HOTTEST else "degC"


def converted(value: float, wanted: str) -> float:
    return round(value * 9 / 5 + 32 if wanted == "degF" else (value - 32) * 5 / 9, 1)
