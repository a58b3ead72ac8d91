"""Reads all states and the rooms from Home Assistant's REST API (https://developers.home-assistant.io/docs/api/rest)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from athena_project.http import HttpError
from ragdomains.bodies import Body, Service, mapping, mappings, moment, numeral, words
from ragdomains.providers.home_assistant.kinds import TOLD
from ragdomains.types import ProviderError

# which entities are in which room; Home Assistant renders it for administrators only
ROOMS = (
    "{% set found = namespace(rows=[]) %}{% for area in areas() %}{% set found.rows = found.rows + "
    "[{'area': area_name(area), 'entities': area_entities(area)}] %}{% endfor %}{{ found.rows | to_json }}"
)
UNITS = {"°C": "degC", "°F": "degF", "µg/m³": "ug/m3", "μg/m³": "ug/m3"}
SILENT = {"unavailable", "unknown", ""}
NOT_ALLOWED = "Home Assistant may not be reached: its address needs an egress rule. Add one in the admin."


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the house. `kind` is Home Assistant's domain (light), `sort` its device class (window)."""

    key: str
    kind: str
    name: str
    state: str
    sort: str = ""
    area: str = ""
    unit: str = ""
    changed: datetime | None = None
    attributes: Body | None = None

    @property
    def silent(self) -> bool:
        """Whether it does not say how it is."""
        return self.state in SILENT

    @property
    def number(self) -> float | None:
        return numeral(self.state)

    def attribute(self, name: str) -> float | None:
        return numeral((self.attributes or {}).get(name))


async def fetch(service: Service, secret: str, hidden: tuple[str, ...] = ()) -> tuple[Entity, ...]:
    """All that is told of the house; raises HttpError, and ProviderError (broken) for an answer of another shape."""
    headers = {"Authorization": f"Bearer {secret}"}
    try:
        states = await service.ask("/api/states", headers=headers)
    except HttpError as error:
        if error.kind == "blocked":
            raise ProviderError(NOT_ALLOWED, "blocked") from error
        raise
    rows = mappings(states)
    if not isinstance(states, list) or (states and not rows):
        raise service.senseless()
    rooms = await rooms_of(service, headers)
    found = (entity for row in rows if (entity := entity_of(row, rooms)))
    return tuple(entity for entity in found if not entity.key.startswith(hidden or ("\0",)))


async def rooms_of(service: Service, headers: Mapping[str, str]) -> dict[str, str]:
    """Entity: its room. Empty where the token may not render templates: names tell the room then."""
    address = f"{service.url.rstrip('/')}/api/template"
    try:
        rendered = await service.http.post_json(
            address, json={"template": ROOMS}, headers=headers, seconds=service.seconds
        )
    except HttpError:
        return {}
    found: dict[str, str] = {}
    for row in mappings(rendered):
        entities = row.get("entities")
        found |= {
            key: words(row, "area") for key in (entities if isinstance(entities, list) else ()) if isinstance(key, str)
        }
    return found


def entity_of(row: Body, rooms: Mapping[str, str]) -> Entity | None:
    key, attributes = words(row, "entity_id"), mapping(row.get("attributes"))
    kind, _, rest = key.partition(".")
    state = row.get("state")
    if kind not in TOLD or not rest or not isinstance(state, str):
        return None
    unit, changed = words(attributes, "unit_of_measurement"), moment(row.get("last_changed"))
    return Entity(
        key=key,
        kind=kind,
        name=words(attributes, "friendly_name") or rest.replace("_", " "),
        state=state.strip(),
        sort=words(attributes, "device_class"),
        area=rooms.get(key, ""),
        unit=UNITS.get(unit, unit),
        changed=changed if changed and changed.tzinfo else None,
        attributes=attributes,
    )
