"""The kinds of things in a house: how they are called, which of Home Assistant's kinds they are, what states mean."""

from dataclasses import dataclass

TOLD = frozenset(
    {
        "light", "switch", "fan", "lock", "cover", "binary_sensor", "sensor", "climate", "person", "vacuum", "valve",
        "media_player", "alarm_control_panel", "humidifier", "water_heater", "lawn_mower", "input_boolean", "siren",
    }
)  # fmt: skip
SWITCHED = frozenset({"light", "switch", "fan", "media_player"})  # what "everything" means, where it is on or off


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind. `members` are Home Assistant's kinds, with the device class behind a dot where it counts."""

    name: str
    members: frozenset[str]
    called: tuple[str, ...]  # one of them, or all
    several: tuple[str, ...]  # where the word itself means more than one
    spoken: tuple[str, str, str, str]  # one and many in English, one and many in German
    usual: str = ""  # the state that is meant where none is said


def group(name: str, members: str, called: str, several: str, spoken: str, usual: str = "") -> Group:
    one, many, eine, viele = spoken.split("|")
    return Group(
        name,
        frozenset(members.split()),
        tuple(called.split()),
        tuple(several.split()),
        (one, many, eine, viele),
        usual,
    )


GROUPS = (
    group(
        "light",
        "light",
        "light lamp bulb licht lampe leuchte beleuchtung",
        "lights lamps bulbs lichter lampen leuchten",
        "light|lights|Licht|Lichter",
    ),
    group(
        "window",
        "binary_sensor.window cover.window",
        "window fenster",
        "windows",
        "window|windows|Fenster|Fenster",
    ),
    group(
        "door",
        "binary_sensor.door binary_sensor.garage_door binary_sensor.opening binary_sensor.lock cover.door "
        "cover.garage cover.gate lock",
        "door tür türe",
        "doors türen",
        "door|doors|Tür|Türen",
    ),
    group(
        "lock",
        "lock binary_sensor.lock",
        "schloss",
        "locks schlösser",
        "lock|locks|Schloss|Schlösser",
    ),
    group(
        "gate",
        "cover.gate cover.garage binary_sensor.garage_door",
        "gate tor",
        "gates tore",
        "gate|gates|Tor|Tore",
    ),
    group(
        "blind",
        "cover.blind cover.shutter cover.shade cover.curtain cover.awning cover.",
        "blind shutter curtain shade awning rollladen rolladen rollo jalousie vorhang markise",
        "blinds shutters curtains shades rollläden rolläden rollos jalousien vorhänge",
        "blind|blinds|Rollladen|Rollläden",
    ),
    group(
        "fan",
        "fan",
        "fan ventilator",
        "fans ventilatoren",
        "fan|fans|Ventilator|Ventilatoren",
    ),
    group(
        "switch",
        "switch",
        "switch plug socket steckdose schalter",
        "switches plugs sockets steckdosen",
        "switch|switches|Steckdose|Steckdosen",
    ),
    group(
        "heating",
        "climate water_heater",
        "heating heater thermostat radiator heizung",
        "thermostats radiators heaters heizungen thermostate",
        "thermostat|thermostats|Heizung|Heizungen",
    ),
    group(
        "vacuum",
        "vacuum",
        "vacuum hoover roomba staubsauger saugroboter sauger",
        "vacuums",
        "vacuum|vacuums|Staubsauger|Staubsauger",
    ),
    group(
        "motion",
        "binary_sensor.motion binary_sensor.occupancy binary_sensor.presence",
        "motion movement bewegung",
        "",
        "motion sensor|motion sensors|Bewegungsmelder|Bewegungsmelder",
        "on",
    ),
    group(
        "leak",
        "binary_sensor.moisture",
        "leak wasserleck leck",
        "leaks",
        "leak sensor|leak sensors|Wassermelder|Wassermelder",
        "on",
    ),
    group(
        "smoke",
        "binary_sensor.smoke binary_sensor.carbon_monoxide binary_sensor.gas",
        "smoke monoxide gas rauch",
        "",
        "smoke alarm|smoke alarms|Rauchmelder|Rauchmelder",
        "on",
    ),
    group(
        "alarm",
        "alarm_control_panel",
        "alarm alarmanlage",
        "",
        "alarm|alarms|Alarmanlage|Alarmanlagen",
    ),
)
THINGS = Group("thing", frozenset(), (), (), ("thing", "things", "Gerät", "Geräte"))

OPENING = frozenset({"door", "garage_door", "window", "opening"})  # binary sensors that are open where they are on
OPPOSITE = {
    "on": "off", "off": "on", "open": "closed", "closed": "open", "locked": "unlocked", "unlocked": "locked",
    "running": "finished", "finished": "running", "armed": "disarmed", "disarmed": "armed",
}  # fmt: skip
# what a state says, by Home Assistant's kind; a word that is missing says nothing
MEANT = {
    "lock": {"locked": "locked", "unlocked": "unlocked", "locking": "unlocked", "unlocking": "unlocked",
             "open": "unlocked", "opening": "unlocked", "jammed": "unlocked"},
    "cover": {"open": "open", "closed": "closed", "opening": "open", "closing": "open"},
    "valve": {"open": "open", "closed": "closed", "opening": "open", "closing": "open"},
    "vacuum": {"cleaning": "on running", "returning": "on finished", "docked": "off finished", "idle": "off finished",
               "paused": "off finished", "error": "off finished"},
    "lawn_mower": {"mowing": "on running", "returning": "on finished", "docked": "off finished",
                   "paused": "off finished", "error": "off finished"},
    "media_player": {"off": "off finished", "standby": "off finished", "on": "on", "idle": "on finished",
                     "paused": "on finished", "playing": "on running", "buffering": "on running"},
    "alarm_control_panel": {"disarmed": "disarmed", "armed_home": "armed", "armed_away": "armed",
                            "armed_night": "armed", "armed_vacation": "armed",
                            "armed_custom_bypass": "armed", "triggered": "armed"},
    "sensor": {**dict.fromkeys(("running", "run", "on", "active", "in_use", "washing", "rinsing", "spinning", "drying",
                                "cleaning", "printing", "program_running", "in_progress"), "on running"),
               **dict.fromkeys(("off", "idle", "done", "finished", "complete", "completed", "ready", "standby", "end",
                                "stopped", "stop", "inactive"), "off finished")},
}  # fmt: skip
LEAST_POWER = 5.0  # W that a machine takes which is doing something


def is_member(kind: str, sort: str, wanted: Group) -> bool:
    """Whether a kind and device class belong to a group; "cover." is a cover without a class."""
    return kind in wanted.members or f"{kind}.{sort}" in wanted.members


def meant(kind: str, sort: str, state: str) -> frozenset[str]:
    """What is true of a thing in this state: on, open, locked, running ...; empty where nothing is known."""
    if kind in MEANT:
        return frozenset(MEANT[kind].get(state.casefold(), "").split())
    if kind == "binary_sensor" and sort in OPENING | {"lock"}:
        open_, closed = ("unlocked", "locked") if sort == "lock" else ("open", "closed")
        return frozenset({open_} if state == "on" else {closed} if state == "off" else ())
    if kind == "climate" or kind == "water_heater":
        return frozenset({"off"} if state == "off" else {"on"})
    return frozenset({"on", "running"} if state == "on" else {"off", "finished"} if state == "off" else ())
