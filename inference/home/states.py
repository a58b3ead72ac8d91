"""Answers a question about states from what the client's live context says of them."""

from collections.abc import Mapping, Sequence

from inference.home.aims import Target, fits, named_so
from inference.home.calls import CLASSES, SWITCHED
from inference.home.lexicon import Noun
from inference.home.plans import Look
from inference.home.readings import Reading, present, readings
from inference.home.sentences import Speech, listed, speech
from inference.home.spoken import figure

MOST = 6  # things that are named in one answer
NOT_KNOWN = frozenset(("unavailable", "unknown", "none", ""))
# states that mean what is asked: on, open, locked ...; a binary sensor is on or off whatever it watches
SAME: Mapping[str, frozenset[str]] = {
    "on": frozenset((
        "on", "playing", "heat", "cool", "heat_cool", "auto", "dry", "fan_only", "cleaning", "active", "home",
    )),
    "off": frozenset(("off", "idle", "standby", "paused", "docked")),
    "open": frozenset(("open", "opening", "on")), "closed": frozenset(("closed", "closing", "off")),
    "locked": frozenset(("locked", "locking")), "unlocked": frozenset(("unlocked", "unlocking", "open")),
    "paused": frozenset(("paused",)), "muted": frozenset(("muted",)), "disarmed": frozenset(("disarmed",)),
    "armed": frozenset(("armed_home", "armed_away", "armed_night", "armed_vacation", "armed_custom_bypass", "arming")),
}  # fmt: skip

# what on and off mean of what a binary sensor watches
WATCHED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("window", "door", "garage_door", "opening"), ("open", "closed")), "lock": ("unlocked", "locked"),
}  # fmt: skip
# which attribute is what a thing is set to
SET: Mapping[str, str] = {
    "climate": "temperature", "light": "brightness", "cover": "position", "media_player": "volume", "fan": "speed",
    "valve": "position", "water_heater": "temperature",
}  # fmt: skip
# what can have no such state: a lock is neither open nor on
NEVER: Mapping[str, frozenset[str]] = {
    "open": frozenset(("lock", "light", "sensor", "switch")),
    "closed": frozenset(("lock", "light", "sensor", "switch")),
    "on": frozenset(("lock", "cover", "sensor")), "off": frozenset(("lock", "cover", "sensor")),
}  # fmt: skip

# "Is the light on" is true of a room where one of two is; "is the window closed" only where each is.
ANY_DOES = frozenset(("on", "open", "playing", "unlocked"))


def told(look: Look, text: str, language: str) -> str:
    """The answer to a question, from the text of a live context; "" where that does not hold it."""
    say = speech(language)
    every = readings(text)
    found = [each for target in look.targets for each in every if belongs(each, target)]
    if not look.targets[0].entities:
        found = [each for each in found if each.entity.domain not in NEVER.get(look.state, frozenset())]
    if not look.sure:
        return " ".join(stated(each, say) for each in found[:MOST])
    if look.quality and (not look.state or look.form == "value"):
        return valued(found, look, say)
    if not found:
        return ""
    if look.form in {"many", "which"} and look.state:
        return counted(found, look, say)
    if len(found) > 1 and (look.form == "all" or (look.form == "is" and look.state)):
        return whether_all(found, look, say)
    if look.form in {"is", "all"} and look.state:
        return whether(found[0], look.state, say)
    return " ".join(stated(each, say) for each in found[:MOST])


def answered(look: Look, text: str) -> bool | None:
    """Whether a question about a state is to be answered yes; None where the live context does not tell."""
    found = [each for each in readings(text) if any(belongs(each, target) for target in look.targets)]
    if not look.targets[0].entities:
        found = [each for each in found if each.entity.domain not in NEVER.get(look.state, frozenset())]
    if not found or any(each.state in NOT_KNOWN for each in found):
        return None
    some = look.form == "which" or (look.form == "is" and look.state in ANY_DOES)
    return (any if some else all)(holds(each, look.state) for each in found)


def belongs(reading: Reading, target: Target) -> bool:
    entity = reading.entity
    if target.entities:
        return any(set(entity.names) & set(each.names) for each in target.entities)
    if target.area and target.area not in entity.areas:
        return False
    if target.every:
        return entity.domain in SWITCHED
    return is_kind(reading, target.noun) if target.noun else True


def is_kind(reading: Reading, noun: Noun) -> bool:
    """Whether it is of a kind, as its name or else its class tells: no garage door is among the blinds."""
    told = reading.fields.get("device_class", "")
    if noun.kind and told and not named_so(reading.entity, noun):
        return told in CLASSES.get(noun.kind, (noun.kind,))
    return fits(reading.entity, noun)


def whether(reading: Reading, state: str, say: Speech) -> str:
    if reading.state in NOT_KNOWN:
        return say.unknown.format(reading.entity.name)
    return (say.yes if holds(reading, state) else say.no) + stated(reading, say)


def holds(reading: Reading, state: str) -> bool:
    return reading.state in SAME.get(state, frozenset((state,)))


def stated(reading: Reading, say: Speech) -> str:
    unit = reading.fields.get("unit_of_measurement", "")
    state = shown(reading)
    state = say.states.get(state) or amount(state.replace("_", " "), unit, say)
    if reading.state in NOT_KNOWN:
        return say.unknown.format(reading.entity.name)
    played = " - ".join(filter(None, (reading.fields.get("media_artist"), reading.fields.get("media_title"))))
    if played and reading.state == "playing":
        return say.plays.format(reading.entity.name, played)
    return say.is_.format(reading.entity.name, f"{state}: {played}" if played else state)


def shown(reading: Reading) -> str:
    """The state by the word that people have for it: a window is open, not on."""
    pair = WATCHED.get(reading.fields.get("device_class", "")) if reading.entity.domain == "binary_sensor" else None
    return dict(zip(("on", "off"), pair, strict=True)).get(reading.state, reading.state) if pair else reading.state


def counted(found: Sequence[Reading], look: Look, say: Speech) -> str:
    held = [each for each in found if holds(each, look.state)]
    if len(found) == 1 or len(held) == 1 or (held and look.state == "playing"):  # with what plays
        return " ".join(stated(each, say) for each in (held or found)[:MOST])
    right = [each.entity.name for each in held]
    state = say.states.get(look.state, look.state)
    if not right:
        return say.none.format(len(found), state)
    shown = listed(right[:MOST], say) if len(right) <= MOST else ""
    text = say.some.format(len(right), len(found), state)
    return f"{text}: {shown}." if shown else f"{text}."


def whether_all(found: Sequence[Reading], look: Look, say: Speech) -> str:
    wrong = [each.entity.name for each in found if not holds(each, look.state)]
    state = say.states.get(look.state, look.state)
    if not wrong and len(found) == 2:
        return say.both.format(state)
    if not wrong:
        return say.all.format(len(found), state)
    if len(wrong) == len(found):
        return say.none.format(len(found), state)
    if look.form == "is" and look.state in ANY_DOES:
        return counted(found, look, say)
    if len(wrong) == 1:
        return say.no + stated(next(each for each in found if each.entity.name == wrong[0]), say)
    return say.not_all.format(len(found) - len(wrong), len(found), state, listed(wrong[:MOST], say))


def valued(found: Sequence[Reading], look: Look, say: Speech) -> str:
    """A reading: that of a sensor for it, or an attribute of the thing itself."""
    shown = [(each.entity.name, amount) for each in found if (amount := reading_of(each, look.quality, say))]
    if len(shown) > 1 and look.targets[0].area:
        shown = sorted(shown, key=lambda each: look.targets[0].area.casefold() not in each[0].casefold())[:MOST]
    room, values = look.targets[0].area, {amount for _, amount in shown}
    if room and look.quality == "temperature" and len(values) == 1:
        return say.felt.format(room, values.pop())
    return " ".join(say.is_.format(name, amount) for name, amount in shown[:MOST])


def reading_of(reading: Reading, quality: str, say: Speech) -> str:
    fields, name = reading.fields, reading.entity.name.casefold()
    if quality == "temperature" and fields.get("current_temperature"):
        return amount(fields["current_temperature"], "°", say)
    if (level := level_of(reading, quality)) is not None:
        return amount(level, "°" if reading.entity.domain in DEGREES else "%", say)
    words = say.qualities.get(quality, (quality,))
    if reading.entity.domain != "sensor" or reading.state in NOT_KNOWN:
        return ""
    if fields.get("device_class") != quality and not any(word in name for word in words):
        return ""
    return amount(reading.state, fields.get("unit_of_measurement", ""), say)


DEGREES = frozenset(("climate", "water_heater"))


def level_of(reading: Reading, quality: str) -> str | None:
    """How far the thing itself is set: the brightness of a lamp, the position of a blind; what it is set to."""
    own = SET.get(reading.entity.domain, "")
    if reading.state in NOT_KNOWN or not own or quality not in {own, "set"} or quality == "temperature":
        return None
    value = present(reading, own)
    return None if value is None else f"{value:g}"


def amount(state: str, unit: str, say: Speech) -> str:
    if unit in {"°C", "°F", "°"}:
        return say.degrees.format(figure(state, say))
    return f"{figure(state, say)} {say.units.get(unit, unit)}".strip()
