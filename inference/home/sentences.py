"""What is said of a house, in the languages that it is spoken to in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ragdomains.languages import base


@dataclass(frozen=True, slots=True)
class Speech:
    """The sentences of one language; {} stands for names, numbers and states.

    `done` and `undone` say what an action did, or did not, to {0}, with the value {1}.
    """

    yes: str
    no: str
    is_: str
    unknown: str
    none: str
    some: str
    all: str
    not_all: str
    degrees: str
    and_: str
    or_: str
    done: Mapping[str, str]
    plain: Mapping[str, str]
    failed: str
    nothing: str
    silent: str
    unseen: str
    many: str
    finished: str
    finished_for: str
    already: str
    doubts: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    many_more: str = "{}"
    point: str = "."
    plays: str = "{} is playing {}."
    both: str = "Yes, both are {}."
    felt: str = "It is {1} in the {0}."
    qualities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timers: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Speech(
    yes="Yes, ", no="No, ", is_="{} is {}.", unknown="The state of {} is not known right now.",
    none="None of the {} is {}.", some="{} of {} are {}", all="Yes, all {} are {}.",
    not_all="No, {} of {} are {}; not {}.", degrees="{} degrees", and_="and", or_="or",
    done={
        "turn_on": "{0} turned on.", "turn_off": "{0} turned off.", "toggle": "{0} switched over.",
        "open": "{0} opened.", "close": "{0} closed.", "lock": "{0} locked.", "unlock": "{0} unlocked.",
        "activate": "{0} activated.", "press": "{0} pressed.", "set": "{0} set to {1}.",
        "start": "{0} started.", "dock": "{0} is on its way back.", "stop": "{0} stopped.", "pause": "{0} paused.",
        "resume": "{0} is playing again.", "mute": "{0} muted.", "unmute": "{0} unmuted.", "play": "Playing {0}.",
        "increase": "{0} turned up.", "decrease": "{0} turned down.", "script": "{0} is running.",
        "start_timer": "{0} timer set for {1}.", "remind_timer": "A timer for that is set, {1}: {0}.",
        "cancel_timer": "{0} timer stopped.",
        "pause_timer": "{0} timer paused.",
        "unpause_timer": "{0} timer is running again.", "increase_timer": "{1} added to the {0} timer.",
        "decrease_timer": "{1} taken off the {0} timer.", "add_item": "Added {0} to {1}.",
        "done_item": "{0} checked off {1}.", "next": "Next on {0}.", "previous": "Back on {0}.",
    },
    plain={
        "start_timer": "Timer set for {1}.", "cancel_timer": "Timer stopped.", "cancel_timers": "All timers stopped.",
        "pause_timer": "Timer paused.", "unpause_timer": "The timer is running again.", "increase_timer": "{1} added.",
        "decrease_timer": "{1} taken off.", "add_item": "Added {0} to the list.",
        "done_item": "{0} checked off the list.",
        "pause": "Paused.", "resume": "Playing again.", "next": "Next.", "previous": "Back.", "mute": "Muted.",
        "unmute": "Unmuted.", "increase": "Turned up.", "decrease": "Turned down.", "set": "Set to {1}.",
        "broadcast": "Announced.", "delayed": "All right, in {1}.",
    },
    failed="That did not work: {}.", nothing="That did not work.",
    silent="The device did not say whether it worked.",
    unseen="I could not see that in the house.", many="{} devices", finished="Done.", finished_for="Done: {0}.",
    already="{0} is already at {1}.",
    doubts={
        "unknown": "I do not know {0} here. Which device do you mean?",
        "floor": "I cannot see which things are on that floor ({0}). Which rooms do you mean?",
        "area": "I know no room called {0} here. Which room do you mean?",
        "none": "I know no {0} in {1}. Which device do you mean?",
        "nowhere": "I know no {0} here. Which device do you mean?",
        "several": "Do you mean {1}?", "heard": "Do you mean {1}?", "many": "Which one do you mean?",
        "where": "In which room?", "what": "Which device do you mean?",
        "list": "Which list do you mean: {1}?", "no_list": "I know no such list here. Which list do you mean?",
        "how_brightness": "To how many percent?", "how_temperature": "To how many degrees?",
        "how_speed": "To how many percent?", "how_volume": "To how many percent?",
        "how_position": "To how many percent?", "mode": "I have no way to set the mode of {0} here.",
        "how_long": "For how long?",
        "clock": "I can set timers here, but no alarms or reminders for a time of day.",
        "watch": "I cannot keep watch and tell you later. Ask me whenever you want to know.",
        "unlock": "Shall I unlock {0}?", "no_timers": "This device cannot set timers.",
        "alarm": "I cannot arm or disarm an alarm from here.",
        "later": "I can only do that at once, not later or under a condition.",
        "unsure": (
            "I did not understand that to the last word, so I did nothing. What shall I do, and with which device?"
        ),
        "cannot": "{0} cannot do that.",
        "before": "I cannot take that back for certain. What shall I do instead?",
        "leave": "All right, I will not do anything.", "guest": "That is not available to guests.",
        "unclear": "I could not tell what to do. Which device do you mean?",
    },
    lists={
        "add_item": "the {}", "done_item": "the {}", "add_item_named": "{}", "done_item_named": "{}",
        "holds": "On {0}: {1}.", "empty": "There is nothing on {0}.", "has": "{0} is on {1}.",
        "not": "{0} is not on {1}.",
    },
    many_more="{} more",
    units={"%": "percent", "W": "watts", "kW": "kilowatts", "kWh": "kilowatt hours", "lx": "lux", "ppm": "ppm"},
    qualities={"temperature": ("temperature",), "humidity": ("humidity",), "battery": ("battery",)},
    timers={
        "none": "There is no timer.", "one": "{} left on the timer.", "named": "{1} left on the {0} timer.",
        "paused": "is paused", "hours": "{} hours", "minutes": "{} minutes", "seconds": "{} seconds",
        "hours1": "one hour", "minutes1": "one minute", "seconds1": "one second",
    },
    states={
        "heat": "heating", "cool": "cooling", "not_home": "away", "home": "at home", "fan_only": "on, fan only",
        "armed_home": "armed", "armed_away": "armed",
    },
)  # fmt: skip
GERMAN = Speech(
    yes="Ja, ", no="Nein, ", is_="{} ist {}.", unknown="Der Zustand von {} ist gerade nicht bekannt.",
    none="Keins der {} ist {}.", some="{} von {} sind {}", all="Ja, alle {} sind {}.",
    not_all="Nein, {} von {} sind {}, nicht {}.", degrees="{} Grad", and_="und", or_="oder",
    done={
        "turn_on": "{0} eingeschaltet.", "turn_off": "{0} ausgeschaltet.", "toggle": "{0} umgeschaltet.",
        "open": "{0} geöffnet.", "close": "{0} geschlossen.", "lock": "{0} abgeschlossen.",
        "unlock": "{0} aufgeschlossen.", "activate": "{0} aktiviert.", "press": "{0} gedrückt.",
        "set": "{0} auf {1} gestellt.", "start": "{0} gestartet.", "dock": "{0} fährt zurück.",
        "stop": "{0} angehalten.", "pause": "{0} pausiert.", "resume": "{0} läuft weiter.", "mute": "{0} stumm.",
        "unmute": "{0} wieder laut.", "play": "{0} wird gespielt.",
        "increase": "{0} höher gestellt.", "increase_volume": "{0} lauter gestellt.",
        "decrease": "{0} niedriger gestellt.", "decrease_volume": "{0} leiser gestellt.", "script": "{0} läuft.",
        "start_timer": "{0}-Timer auf {1} gestellt.", "remind_timer": "Ein Timer dafür ist gestellt, {1}: {0}.",
        "cancel_timer": "{0}-Timer beendet.",
        "pause_timer": "{0}-Timer pausiert.", "unpause_timer": "{0}-Timer läuft weiter.",
        "increase_timer": "{0}-Timer um {1} verlängert.", "decrease_timer": "{0}-Timer um {1} verkürzt.",
        "add_item": "{0} auf {1} gesetzt.", "done_item": "{0} von {1} gestrichen.",
        "next": "Weiter auf {0}.", "previous": "Zurück auf {0}.",
    },
    plain={
        "start_timer": "Timer auf {1} gestellt.", "cancel_timer": "Timer beendet.",
        "cancel_timers": "Alle Timer beendet.", "pause_timer": "Timer pausiert.",
        "unpause_timer": "Der Timer läuft weiter.", "increase_timer": "Um {1} verlängert.",
        "decrease_timer": "Um {1} verkürzt.", "add_item": "{0} auf die Liste gesetzt.",
        "done_item": "{0} gestrichen.", "pause": "Pausiert.", "resume": "Es geht weiter.", "next": "Weiter.",
        "previous": "Zurück.", "mute": "Stumm.", "unmute": "Wieder laut.", "increase": "Lauter gestellt.",
        "decrease": "Leiser gestellt.", "set": "Auf {1} gestellt.", "broadcast": "Durchgesagt.",
        "delayed": "Gut, der Timer dafür läuft: {1}.",
    },
    failed="Das hat nicht geklappt: {}.", nothing="Das hat nicht geklappt.",
    silent="Das Gerät hat nicht gesagt, ob es geklappt hat.",
    unseen="Das konnte ich im Haus nicht sehen.", many="{} Geräte", finished="Erledigt.", finished_for="Erledigt: {0}.",
    already="{0} steht schon auf {1}.",
    doubts={
        "unknown": "Das kenne ich hier nicht: {0}. Welches Gerät meinst du?",
        "floor": "Was auf dieser Etage ist ({0}), sehe ich von hier aus nicht. Welche Räume meinst du?",
        "area": "Einen Raum namens {0} kenne ich hier nicht. Welchen Raum meinst du?",
        "none": "Das gibt es dort nicht: {0}, {1}. Welches Gerät meinst du?",
        "nowhere": "Das gibt es hier nicht: {0}. Welches Gerät meinst du?",
        "several": "Meinst du {1}?", "heard": "Meinst du {1}?", "many": "Welches meinst du?",
        "where": "In welchem Raum?", "what": "Welches Gerät meinst du?",
        "list": "Welche Liste meinst du: {1}?",
        "no_list": "So eine Liste kenne ich hier nicht. Welche Liste meinst du?",
        "how_brightness": "Auf wie viel Prozent?", "how_temperature": "Auf wie viel Grad?",
        "how_speed": "Auf wie viel Prozent?", "how_volume": "Auf wie viel Prozent?",
        "how_position": "Auf wie viel Prozent?", "mode": "Die Betriebsart von {0} kann ich hier nicht stellen.",
        "how_long": "Wie lange?",
        "clock": "Timer kann ich hier stellen, aber keine Wecker und keine Erinnerungen für eine Uhrzeit.",
        "watch": "Ich kann nicht aufpassen und es später sagen. Frag mich, wenn du es wissen willst.",
        "unlock": "Soll ich {0} aufschließen?", "no_timers": "Dieses Gerät kann keine Timer stellen.",
        "alarm": "Scharf oder unscharf schalten kann ich von hier aus nicht.",
        "later": "Das kann ich nur sofort tun, nicht später oder unter einer Bedingung.",
        "unsure": (
            "Das habe ich nicht ganz verstanden und deshalb nichts getan. Was soll ich tun, und mit welchem Gerät?"
        ),
        "cannot": "Das geht mit {0} nicht.",
        "before": "Das kann ich nicht sicher rückgängig machen. Was soll ich stattdessen tun?",
        "leave": "Gut, ich lasse alles, wie es ist.", "guest": "Das steht Gästen nicht zur Verfügung.",
        "unclear": "Ich weiß nicht, was ich tun soll. Welches Gerät meinst du?",
    },
    lists={
        "add_item": "die {}", "done_item": "der {}", "add_item_named": "die Liste {}",
        "done_item_named": "der Liste {}",
        "holds": "Auf {0} steht: {1}.", "empty": "Auf {0} steht nichts.", "has": "{0} steht auf {1}.",
        "not": "{0} steht nicht auf {1}.",
    },
    many_more="{} weitere",
    point=",", plays="{} spielt {}.", both="Ja, beide sind {}.", felt="{0}: {1}.",
    units={"%": "Prozent", "W": "Watt", "kW": "Kilowatt", "kWh": "Kilowattstunden", "lx": "Lux"},
    qualities={
        "temperature": ("temperatur", "temperature"), "humidity": ("feuchte", "feuchtigkeit", "humidity"),
        "battery": ("batterie", "akku", "battery"),
    },
    timers={
        "none": "Es läuft kein Timer.", "one": "Der Timer läuft noch {}.", "named": "Der {0}-Timer läuft noch {1}.",
        "paused": "ist pausiert", "hours": "{} Stunden", "minutes": "{} Minuten", "seconds": "{} Sekunden",
        "hours1": "eine Stunde", "minutes1": "eine Minute", "seconds1": "eine Sekunde",
    },
    values={"degrees": "Grad", "percent": "Prozent"},
    states={
        "on": "an", "off": "aus", "open": "offen", "closed": "geschlossen", "locked": "abgeschlossen",
        "unlocked": "aufgeschlossen", "playing": "am Spielen", "paused": "pausiert", "idle": "untätig",
        "docked": "an der Station", "cleaning": "am Saugen", "heat": "am Heizen", "cool": "am Kühlen",
        "home": "zu Hause", "not_home": "unterwegs", "armed": "scharf", "disarmed": "unscharf",
    },
)  # fmt: skip
SPEECHES = {"en": ENGLISH, "de": GERMAN}


def speech(language: str) -> Speech:
    return SPEECHES.get(base(language), ENGLISH)


def listed(names: Sequence[str], say: Speech, word: str = "") -> str:
    """ "A, B and C"; `word` joins the last two instead."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word or say.and_} {names[-1]}"
