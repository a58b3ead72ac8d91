"""German words for the checks that know what words mean: cues, states, small words. English stands where it is used.

What is the same in English with another meaning ("war", "die", "an", "also") is left out, for one table serves both.
"""

from validation.small_words import SMALL
from validation.tokens import words

WEEKDAYS = {
    "montag": "monday", "dienstag": "tuesday", "mittwoch": "wednesday", "donnerstag": "thursday",
    "freitag": "friday", "samstag": "saturday", "sonnabend": "saturday", "sonntag": "sunday",
}  # fmt: skip
# Behind a weekday: "montags", "Montagabend".
PARTS_OF_DAY = ("", "s", "abend", "morgen", "früh", "vormittag", "mittag", "nachmittag", "nacht")
MONTHS = {
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
}  # fmt: skip
# behind "12." no sentence ends where one of these follows
MONTH_NAMES = r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
CUES = {
    "high": "höchsttemperatur höchsttemperaturen höchstwert höchstwerte tageshöchstwert",
    "low": "tiefsttemperatur tiefsttemperaturen tiefstwert tiefstwerte",
    "wind": "windgeschwindigkeit",
    "gust": "böe böen windböen",
    "precipitation": "regen niederschlag niederschläge regenwahrscheinlichkeit niederschlagswahrscheinlichkeit",
    "humidity": "luftfeuchtigkeit luftfeuchte",
    "battery": "akku akkustand batterie ladestand",
    "price": "preis preise kostet kosten eintritt fahrpreis kurs",
    "open": "öffnet öffnen öffnung",
    "close": "schließt schließen",
    "change": "änderung",
    "scheduled": "geplant planmäßig",
    "estimated": "voraussichtlich erwartet",
    "start": "beginnt beginnen beginn",
    "end": "endet enden",
    "depart": "abfahrt abflug fährt",
    "arrive": "ankunft",
    "sunrise": "sonnenaufgang",
    "sunset": "sonnenuntergang",
    "delay": "verspätung verspätet",
    "year": "baujahr erscheinungsjahr",
    "rating": "bewertung",
    "runtime": "dauer laufzeit spieldauer dauert",
    "temperature": "temperatur temperaturen",
    "people": "personen menschen",
    "distance": "entfernung",
    "director": "regisseur regisseurin regie inszenierte inszeniert",
    "writer": "autor autorin autoren schrieb geschrieben verfasst verfasste drehbuch",
    "composer": "komponist komponistin komponierte komponiert",
    "artist": "künstler künstlerin interpret interpretin sänger sängerin gesungen singt",
    "teacher": "lehrer lehrerin unterrichtet",
    "driver": "fahrer fahrerin",
    "owner": "besitzer besitzerin eigentümer eigentümerin inhaber inhaberin",
    "speaker": "redner rednerin referent referentin",
    "chair": "vorsitz vorsitzender vorsitzende vorsitzenden",
}
# state by group, as in states.py
STATES = {
    "power": {"on": "eingeschaltet|angeschaltet", "off": "ausgeschaltet|abgeschaltet"},
    "opening": {"open": "geöffnet|offen", "closed": "geschlossen"},
    "lock": {
        "locked": "abgeschlossen|verriegelt|zugesperrt|abgesperrt",
        "unlocked": "aufgeschlossen|entriegelt|aufgesperrt|unverschlossen",
    },
    "alarm": {"armed": "scharf|scharfgeschaltet", "disarmed": "unscharf"},
    "player": {"paused": "pausiert"},
    "cleaner": {"cleaning": "saugt|wischt|mäht", "docked": "angedockt|in der ladestation|an der ladestation"},
    "presence": {"home": "zu hause|zuhause|daheim", "away": "nicht zu hause|nicht zuhause|außer haus"},
    "network": {"connected": "verbunden", "disconnected": "getrennt"},
    "active": {"enabled": "aktiviert", "disabled": "deaktiviert"},
    "occupancy": {"occupied": "besetzt|belegt", "vacant": "unbesetzt"},
    "course": {"on time": "pünktlich", "delayed": "verspätet", "cancelled": "gestrichen|annulliert|abgesagt"},
    "journey": {"departed": "abgeflogen|abgefahren", "landed": "gelandet"},
    "sky": {
        "sunny": "sonnig|heiter|scheint die sonne|sonnenschein|sonne",
        "partly cloudy": "teils bewölkt|teilweise bewölkt|leicht bewölkt",
        "cloudy": "bewölkt|bedeckt",
        "rain": "regnerisch|regnet|regen|nieselregen|regenschauer",
        "snow": "schnee|schneit|schneefall",
        "fog": "nebel|neblig",
        "storm": "gewitter|stürmisch",
        "hail": "hagel",
        "dry": "trocken",
    },
    "direction": {"up": "gestiegen|stieg", "down": "gefallen|gesunken|fiel"},
    "game": {"final": "beendet", "postponed": "verschoben"},
    "delivery": {
        "delivered": "zugestellt|geliefert|ausgeliefert",
        "under way": "unterwegs|in zustellung|versandt|verschickt",
    },
    "stock": {"in stock": "vorrätig|verfügbar", "sold out": "ausverkauft"},
    "cost": {"free": "kostenlos|kostenfrei", "paid": "kostenpflichtig"},
}
MARKS = words(
    "nächste nächster nächsten letzte letzter letzten erste erster ersten zweite zweiter zweiten dritte dritten andere "
    "anderer anderen beide beiden alle jede jeder jedes links rechts oben unten innen außen mein meine dein deine sein "
    "seine ihr ihre unser unsere jetzt derzeit gerade dann später schon bereits wieder zuerst höchstens mindestens "
    "ohne außer wenn während vor nach seit bis pro ermäßigt ermäßigte ermäßigten"
)
PAST = words("waren hatte hatten wurde wurden gestern früher")
FUTURE = words("wird werden")
# small words that say nothing of what is spoken of
PLAIN = words(
    "der das dem und ist sind ein eine einen einem einer eines nicht mit für auf des im zu zum zur von vom auch bei "
    "aus es sie er wir ich du dass sich wie oder aber noch nur um uhr hat haben liegt beträgt betragen sowie erreicht "
    "steht voraussichtlich ja nein maximal aktuell"
)
# articles, pronouns, prepositions, auxiliaries and the like: beside a German word none of them tells what is meant
FUNCTION = PLAIN | SMALL["de"] | words(
    "dieser diese dieses diesem diesen dies jener jene jenes man ihm ihn ihnen uns euch mich dich mir dir deren dessen "
    "welche welcher welches sein seine seinen seiner ihre ihren ihrer ihrem euer eure doch dann hier dort da so "
    "als ob weil damit denn also zwar sondern während bevor nachdem an ab in durch gegen ohne über unter vor hinter "
    "neben zwischen seit bis wegen trotz war waren hatte hatten wurde wurden worden werde soll sollen sollte muss "
    "müssen darf dürfen mag will wollen können konnte sehr ganz immer schon erst mal wieder"
)  # fmt: skip
DAYS = words(
    "heute morgen übermorgen gestern mittag nachmittag abend nacht früh wochenende woche monat jahr sommer frühling "
    "herbst stunde stunden vormittag vormittags nachmittags abends nachts mittags morgens"
)
# beside a value: no plain one
BEFORE = words(
    "über unter mindestens höchstens zwischen von bis nie pro jede jeder plus minus weitere weiteren fast knapp"
)
AFTER = words(
    "oder bis mehr weniger wärmer kälter höher niedriger früher später länger kürzer pro jede entfernt übrig billiger"
)
FINITE = (
    "ist|sind|waren|hat|haben|hatte|wird|werden|kostet|kosten|dauert|beträgt|betragen|liegt|liegen|gewann|verlor|öffnet"
    "|schließt|beginnt|endet|fährt|steht"
)
MAYBE = (
    "wenn|falls|ob|könnte|könnten|sollte|sollten|würde|würden|oder|nicht|nie|kein|keine|keinen|vielleicht"
    "|möglicherweise|beispielsweise"
)
TOTAL = words("zusammen insgesamt gesamt alles summe zusammengenommen ergibt")
ABOUT = words("gut etwa ungefähr rund circa ca knapp fast über unter mindestens höchstens als")
DENIED = "nicht|kein|keine|keinen|keiner|nie|niemals|ohne|wenn|ob|falls|würde|könnte"
# word -> (what it compares, 1 where the first is the greater), as in comparing.py
MORE: dict[str, tuple[str, int]] = {
    "wärmer": ("temperature", 1), "heißer": ("temperature", 1), "milder": ("temperature", 1),
    "kälter": ("temperature", -1), "kühler": ("temperature", -1), "windiger": ("wind", 1),
    "nasser": ("precipitation", 1), "trockener": ("precipitation", -1), "billiger": ("price", -1),
    "günstiger": ("price", -1), "teurer": ("price", 1), "länger": ("runtime", 1), "kürzer": ("runtime", -1),
    "schneller": ("", 1), "langsamer": ("", -1), "höher": ("", 1), "niedriger": ("", -1), "tiefer": ("", -1),
    "größer": ("", 1), "kleiner": ("", -1), "mehr": ("", 1), "weniger": ("", -1), "besser": ("rating", 1),
    "schlechter": ("rating", -1), "später": ("start", 1), "früher": ("start", -1),
    "älter": ("year", -1), "jünger": ("year", 1),
}  # fmt: skip
_SUPERLATIVES = {
    "wärmste": ("temperature", 1), "heißeste": ("temperature", 1), "kälteste": ("temperature", -1),
    "kühlste": ("temperature", -1), "windigste": ("wind", 1), "trockenste": ("precipitation", -1),
    "billigste": ("price", -1), "günstigste": ("price", -1), "teuerste": ("price", 1), "längste": ("runtime", 1),
    "bestbewertete": ("rating", 1), "nächstgelegene": ("distance", -1),
    "kürzeste": ("runtime", -1), "neueste": ("year", 1), "älteste": ("year", -1), "jüngste": ("year", 1),
}  # fmt: skip
MOST = {f"{word}{ending}": what for word, what in _SUPERLATIVES.items() for ending in ("", "r", "s", "n")}
