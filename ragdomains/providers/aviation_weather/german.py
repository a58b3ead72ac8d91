"""The sentences about the weather at an airport, and the words in them, in German."""

TEMPLATES: dict[str, dict[str, str]] = {
    "now": {
        "short": "Am Flughafen {airport}: {temperature}[, {condition}][, Wind {wind_speed}][ aus {direction}]"
        "[, Böen bis {gusts}].",
        "long": "Am Flughafen {airport} ({code}): {temperature}[, {condition}][, Wind {wind_speed}][ aus {direction}]"
        "[, Böen bis {gusts}][, Sicht {visibility}][, Wolken ab {ceiling}][. Meldung: {raw}].",
    },
    "visibility": {"short": "Die Sicht am Flughafen {airport} beträgt {visibility}[, {condition}]."},
    "ceiling": {"short": "Die Wolken am Flughafen {airport} beginnen bei {ceiling}[, {condition}]."},
    "no_ceiling": {"short": "Am Flughafen {airport} gibt es keine geschlossene Wolkendecke[: {condition}]."},
    "wind": {
        "short": "Der Wind am Flughafen {airport} weht mit {wind_speed}[ aus {direction}]"
        "[, in Böen mit bis zu {gusts}]."
    },
    "pressure": {"short": "Der Luftdruck am Flughafen {airport} beträgt {pressure}."},
    "forecast": {
        "short": "Am Flughafen {airport} {day}: [{condition}, ]Wind bis {wind_speed}[, Böen bis {gusts}]"
        "[, zeitweise {at_times}].",
        "long": "Am Flughafen {airport} ({code}) {day}: [{condition}, ]Wind bis {wind_speed}[ aus {direction}]"
        "[, Böen bis {gusts}][, Sicht {visibility}][, Wolken ab {ceiling}][, zeitweise {at_times}].",
    },
}
PHRASES = {
    "in the next twelve hours": "in den nächsten zwölf Stunden",
    "mostly cloudy": "überwiegend bewölkt",
    "tornado": "Tornado",
    "blowing snow": "Schneetreiben",
    "ice pellets": "Eiskörner",
    "hail": "Hagel",
    "mist": "Dunst",
    "smoke": "Rauch",
    "haze": "trockener Dunst",
    "dust": "Staub",
    "volcanic ash": "Vulkanasche",
    "{} or more": "{} oder mehr",
    "mile": "Meile",
    "miles": "Meilen",
    "kilometres": "Kilometer",
    "feet": "Fuß",
    "metres": "Meter",
    "inches": "Zoll",
}
REPLIES = {
    "Which airport do you mean?": "Welchen Flughafen meinst du?",
    "I do not know an airport called {}. Which airport do you mean?": (
        "Ich kenne keinen Flughafen namens {}. Welchen meinst du?"
    ),
    "I do not know an airport called {}. Did you mean {}?": "Ich kenne keinen Flughafen namens {}. Meintest du {}?",
    "I do not know an airport with the code {}. Did you mean {}?": (
        "Ich kenne keinen Flughafen mit dem Kürzel {}. Meintest du {}?"
    ),
    "I do not know an airport with the code {}.": "Ich kenne keinen Flughafen mit dem Kürzel {}.",
    "There is no weather report from {} right now.": "Vom Flughafen {} gibt es zurzeit keine Wettermeldung.",
    "There is no forecast from {} right now.": "Für den Flughafen {} gibt es zurzeit keine Vorhersage.",
    "The forecast for {} only reaches to {}.": "Die Vorhersage für {} reicht nur bis {}.",
    "The airport weather service gave an answer that makes no sense.": (
        "Der Wetterdienst für Flughäfen hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
