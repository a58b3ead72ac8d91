"""What is said of the house, in German."""

from ragdomains.languages import Phrases

TEMPLATES = {
    "state": {
        "short": "[{verdict}, ]{name} ist[ seit {since}] {state}.",
        "long": "[{verdict}, ]{name} ist {state}, seit {changed}.",
    },
    "some": {"short": "[{verdict}, ]{count} {things} {verb} {state}: {names}.[ Nicht erreichbar: {silent}.]"},
    "none": {"short": "[{verdict}, ]{things} {state}: keine.[ Nicht erreichbar: {silent}.]"},
    "reported": {"short": "[{verdict}, ]gemeldet von: {names}."},
    "quiet": {"short": "[{verdict}, ]kein {things} meldet etwas.[ Nicht erreichbar: {silent}.]"},
    "all": {"short": "[{verdict}, ]alle {count} {things} sind {state}."},
    "not_all": {"short": "[{verdict}, ]{count} von {total} nicht {state}: {names}."},
    "value": {"short": "[{what} von ]{name}: {value}.", "long": "[{what} von ]{name}: {value}, seit {changed}."},
    "room": {
        "short": "{area}: Es sind {value}.",
        "long": "{area}: Es sind {value}, laut {name}, seit {changed}.",
    },
    "values": {"short": "{listing}."},
    "home": {"short": "[{verdict}, ]{names} {verb} zu Hause."},
    "nobody": {"short": "[{verdict}, ]niemand ist zu Hause."},
    "person": {
        "short": "[{verdict}, ]{name} ist[ seit {since}] {state}.",
        "long": "[{verdict}, ]{name} ist {state}, seit {changed}.",
    },
    "low": {"short": "{count} {things} {verb} schwach: {names}."},
    "not_low": {"short": "Keine Batterie ist schwach."},
    "silent": {"short": "{name} ist gerade nicht erreichbar[, seit {changed}]."},
}
WORDS: Phrases = {
    "de": {
        "yes": "ja", "no": "nein", "on": "an", "off": "aus", "open": "offen", "closed": "geschlossen",
        "locked": "abgeschlossen", "unlocked": "nicht abgeschlossen", "running": "in Betrieb", "finished": "fertig",
        "armed": "scharf", "disarmed": "unscharf", "at home": "zu Hause", "away": "unterwegs", "jammed": "blockiert",
        "opening": "am Öffnen", "closing": "am Schließen", "cleaning": "am Saugen", "docked": "an der Station",
        "returning": "auf dem Rückweg", "paused": "angehalten", "playing": "am Spielen", "idle": "untätig",
        "standby": "im Stand-by", "triggered": "ausgelöst", "clear": "ruhig", "detected": "ausgelöst",
        "dry": "trocken", "wet": "nass", "low": "schwach", "fine": "in Ordnung", "is": "ist", "are": "sind",
        "locking": "am Abschließen", "unlocking": "am Aufschließen", "error": "gestört", "mowing": "am Mähen",
        "armed home": "scharf (zu Hause)", "armed away": "scharf (abwesend)", "armed night": "scharf (Nacht)",
        "arming": "dabei, scharf zu werden", "pending": "in der Wartezeit", "auto": "auf Automatik",
        "battery": "Batterie", "batteries": "Batterien", "heat cool": "auf Heizen und Kühlen",
        "set to heat": "auf Heizen gestellt", "set to cool": "auf Kühlen gestellt", "drying": "am Trocknen",
        "fan only": "am Lüften", "reports": "meldet", "report": "melden", "temperature": "Temperatur",
        "humidity": "Luftfeuchtigkeit", "power": "Leistung", "energy": "Energie", "carbon dioxide": "Kohlendioxid",
        "target": "Solltemperatur", "{} and {}": "{} und {}", "{} and {} more": "{} und {} weitere",
        "washing": "am Waschen", "done": "fertig", "connected": "verbunden", "disconnected": "getrennt",
        "heating": "am Heizen", "cooling": "am Kühlen",
    }
}  # fmt: skip
REPLIES = {
    "The house needs a key. Add a credential with a token of Home Assistant to the domain in the admin.": (
        "Das Haus braucht einen Schlüssel. Füge der Domain in der Verwaltung Zugangsdaten mit einem Token von Home "
        "Assistant hinzu."
    ),
    "Home Assistant may not be reached: its address needs an egress rule. Add one in the admin.": (
        "Home Assistant darf nicht gefragt werden: Seine Adresse braucht eine Egress-Regel. Füge sie in der Verwaltung "
        "hinzu."
    ),
    "Home Assistant gave an answer that makes no sense.": (
        "Home Assistant hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
    "Home Assistant tells of no person.": "Home Assistant kennt keine Person.",
    "I know no {} in {} in this house. Do you mean {} or {}?": (
        "Das kenne ich dort nicht: {} ({}). Meinst du {} oder {}?"
    ),
    "I know no {} in {} in this house. Do you mean {}?": "Das kenne ich dort nicht: {} ({}). Meinst du {}?",
    "I know no {} in this house. Do you mean {} or {}?": (
        "Das kenne ich in diesem Haus nicht: {}. Meinst du {} oder {}?"
    ),
    "I know no {} in this house. Do you mean {}?": "Das kenne ich in diesem Haus nicht: {}. Meinst du {}?",
    "I know no {} in {} in this house.": "Das gibt es dort nicht: {} ({}).",
    "I know nothing like that in {} in this house.": "So etwas gibt es dort nicht: {}.",
    "I know no battery in this house.": "In diesem Haus kenne ich keine Batterie.",
    "I know no {} in this house.": "Das kenne ich in diesem Haus nicht: {}.",
    "I know nothing like that in this house.": "So etwas kenne ich in diesem Haus nicht.",
    "Which one do you mean: {} or {}?": "Was meinst du: {} oder {}?",
    "Which one do you mean: {}?": "Was meinst du: {}?",
}
