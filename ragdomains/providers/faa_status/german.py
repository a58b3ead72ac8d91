"""The sentences about delays at airports, and the words in them, in German."""

WHY = "[ wegen {delay_cause}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "closed": {"short": f"Der Flughafen {{airport}} ist{WHY} geschlossen[, bis {{until}}]."},
    "ground_stop": {
        "short": f"Flüge nach {{airport}} starten{WHY} zurzeit nicht[, voraussichtlich bis {{until}}].",
        "long": f"Flüge nach {{airport}} ({{code}}) starten{WHY} zurzeit nicht[, voraussichtlich bis {{until}}].",
    },
    "ground_delay": {
        "short": f"Flüge nach {{airport}} sind{WHY} im Schnitt {{delay}} verspätet.",
        "long": f"Flüge nach {{airport}} ({{code}}) sind{WHY} im Schnitt {{delay}} verspätet[, höchstens {{most}}].",
    },
    "departures": {
        "short": f"Abflüge von {{airport}} sind{WHY} {{delay}} verspätet[, Tendenz {{trend}}].",
        "long": f"Abflüge von {{airport}} ({{code}}) sind{WHY} {{delay}} verspätet[, Tendenz {{trend}}].",
    },
    "arrivals": {
        "short": f"Ankünfte in {{airport}} sind{WHY} {{delay}} verspätet[, Tendenz {{trend}}].",
        "long": f"Ankünfte in {{airport}} ({{code}}) sind{WHY} {{delay}} verspätet[, Tendenz {{trend}}].",
    },
    "delayed": {"short": f"Am Flughafen {{airport}} gibt es{WHY} Verspätungen."},
    "several": {"short": "{report}"},
    "none": {
        "short": "Vom Flughafen {airport} werden zurzeit weder Verspätungen noch Sperrungen gemeldet.",
        "long": "Vom Flughafen {airport} ({code}) werden zurzeit weder Verspätungen noch Sperrungen gemeldet.",
    },
    "named": {
        "short": "{airport} hat das Flughafenkürzel {code}.",
        "long": "{airport} hat das Flughafenkürzel {code} (IATA) und {icao} (ICAO).",
    },
    "overview": {"short": "{report}."},
    "overview_none": {"short": "Kein Flughafen in den USA meldet zurzeit Verspätungen."},
}
PHRASES = {
    "thunderstorms": "Gewittern",
    "snow and ice": "Schnee und Eis",
    "low clouds": "tiefer Wolken",
    "poor visibility": "schlechter Sicht",
    "wind": "Wind",
    "the weather": "des Wetters",
    "construction work": "Bauarbeiten",
    "a lack of staff": "Personalmangels",
    "a technical failure": "einer technischen Störung",
    "a security matter": "eines Sicherheitsvorfalls",
    "an official visit": "eines Staatsbesuchs",
    "heavy traffic": "starken Verkehrs",
    "the runways": "der Startbahnen",
    "growing": "steigend",
    "shrinking": "fallend",
    "{} to {} minutes": "{} bis {} Minuten",
    "closed: {}": "geschlossen: {}",
    "ground stops: {}": "Startverbot nach: {}",
    "delays: {}": "Verspätungen: {}",
    "and {} more": "und {} weitere",
    "and": "und",
}
REPLIES = {
    "Of airports I know delays and closures, but not waiting times, parking or what there is.": (
        "Von Flughäfen kenne ich Verspätungen und Sperrungen, aber keine Wartezeiten, Parkplätze und Angebote."
    ),
    "I only know the delays of right now, not those of another day.": (
        "Ich kenne nur die Verspätungen von jetzt, nicht die eines anderen Tages."
    ),
    "Delays are known for airports in the United States only, not for {}.": (
        "Verspätungen sind nur für Flughäfen in den USA bekannt, nicht für {}."
    ),
    "Which airport do you mean?": "Welchen Flughafen meinst du?",
    "I do not know an airport called {}. Which airport do you mean?": (
        "Ich kenne keinen Flughafen namens {}. Welchen meinst du?"
    ),
    "I do not know an airport called {}. Did you mean {}?": "Ich kenne keinen Flughafen namens {}. Meintest du {}?",
    "I do not know an airport with the code {}. Did you mean {}?": (
        "Ich kenne keinen Flughafen mit dem Kürzel {}. Meintest du {}?"
    ),
    "I do not know an airport with the code {}.": "Ich kenne keinen Flughafen mit dem Kürzel {}.",
    "The airports service gave an answer that makes no sense.": (
        "Der Dienst für Flughäfen hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
