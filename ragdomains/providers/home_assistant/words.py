"""The words of questions about the house, in English and German: states, values, and those that name nothing."""

import re
from collections.abc import Mapping


def table(lines: Mapping[str, str]) -> dict[str, str]:
    """Word: what it stands for."""
    return {word: meaning for meaning, words in lines.items() for word in words.split()}


def known(words: str) -> frozenset[str]:
    return frozenset(words.split())


WANTED = table(
    {
        "on": "on an eingeschaltet angeschaltet brennt brennen angelassen",
        "off": "off aus ausgeschaltet ausgemacht abgeschaltet",
        "open": "open opened offen auf geöffnet aufgemacht up oben hochgefahren hoch",
        "closed": "closed shut close zu geschlossen zugemacht down unten runter",
        "locked": "locked lock bolted abgeschlossen verriegelt zugesperrt abgesperrt verschlossen",
        "unlocked": "unlocked unlock unbolted aufgeschlossen unverschlossen entriegelt",
        "running": "running going working cleaning läuft laufen arbeitet saugt wäscht",
        "finished": "finished done ready fertig",
        "armed": "armed scharf",
        "disarmed": "disarmed unscharf",
    }
)
# by Home Assistant's device class
MEASURES = table(
    {
        "temperature": "temperature temp warm cold hot degrees cool temperatur kalt heiß grad wärme",
        "humidity": "humid humidity damp luftfeuchtigkeit luftfeuchte feuchtigkeit feucht",
        "battery": "battery batteries charge charged akku akkus akkustand batterie batterien batteriestand ladestand",
        "power": "power watts watt leistung",
        "energy": "energy kwh energie stromverbrauch energieverbrauch",
        "carbon_dioxide": "co2",
    }
)
PARTICLES = known("on an auf zu")  # they ask for a state at the end of a question only
ASK_WHAT = known("what which welche welcher welches was")
NOT = known("not nicht isn aren")
LOW = known("low empty flat dying leer schwach niedrig")
TARGET = known("set target eingestellt gestellt stellt")
EVERYONE = known("everyone everybody alle")
ANYONE = EVERYONE | known("anyone anybody someone somebody who nobody people jemand wer niemand irgendwer")
AT_HOME = known("home zuhause daheim hause da house haus")
WHERE = known("where wo")
VERBS = known(
    "is are isn aren did do does has have was were any ist sind läuft laufen brennt brennen steht stehen habe hab "
    "hat haben war"
)
ALL = known("all every everything alle alles jedes sämtliche")
SOME = known(
    "any anything which what some a an there are somewhere welche welches welcher irgendein irgendeine irgendwo "
    "ein eine sind stehen was"
)
INSIDE = known("inside indoors house drinnen innen haus everywhere überall rooms räumen zimmern")
SINCE = re.compile(
    r"\b(?:since when|how long|when (?:did|was|were|has|have)|seit wann|wie lange|wann (?:wurde|hat|ist|war))\b"
)
# words that name no thing and no room
EMPTY = known(
    "the a an is are was were be been am it its in on at of to from for with by my our your this that these those "
    "do does did have has had i we you he she they me us please can could would will tell show check see if "
    "whether still right now currently moment just yet already today how what which who where when why much many "
    "any anything all every there status state level reading what and or left somewhere since long time ever last "
    "really so hey ok okay athena percent high s t someone somebody anyone anybody leave forget anywhere mode "
    "position colour color remember remain full der die das den dem des ein eine einen einem einer ist sind war "
    "waren bin im in am an auf zu zum zur von vom für mit bei und oder ich wir du er sie es mir uns bitte kannst "
    "könntest sag sagen zeig zeige mal noch gerade jetzt aktuell momentan schon heute wie was welche welches "
    "welcher wer wo wann warum viel viele gibt steht stehen zustand stand seit lange hab habe haben hat irgendein "
    "irgendeine irgendwo eigentlich denn etwa voll gemacht lassen gelassen wurde ob jemand offen stehn"
)
# what a room is called beside its own name; the slot says which one is meant
AREA_WORDS = known(
    "lounge sitting room front family bath washroom loo toilet cellar attic loft yard patio study den hall "
    "corridor bedroom kids children nursery spare guest utility laundry stube bad diele flur keller dachboden "
    "speicher büro"
)
