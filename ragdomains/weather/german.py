"""The sentences about the weather, and the words in them, in German.

`when` is the day with a comma where more of the sentence follows: "morgen, Sonntag, 22. November,".
"""

WHERE = "[ in {place}]"
CHANCE = "[ ({precipitation_probability})]"
DRY = f"{{when}}{WHERE} wird kein Regen oder Schnee erwartet{CHANCE}"
LIKELY = f"{{when}}{WHERE} ist {{kind}} wahrscheinlich{CHANCE}"

TEMPLATES: dict[str, dict[str, str]] = {
    "now": {
        "short": f"Zurzeit{WHERE}: {{temperature}}[, {{condition}}][, gefühlt {{feels}}].",
        "long": f"Zurzeit{WHERE}: {{temperature}}[, {{condition}}][, gefühlt {{feels_like}}][, Wind {{wind_speed}}]"
        "[ aus {direction}][, Böen bis {gusts}][, Luftfeuchtigkeit {humidity}].",
    },
    "temperature_now": {
        "short": f"Zurzeit{WHERE}: {{temperature}}[, gefühlt {{feels}}].",
        "long": f"Zurzeit{WHERE}: {{temperature}}[, gefühlt {{feels_like}}].",
    },
    "wind_now": {
        "short": f"Der Wind weht{WHERE} mit {{wind_speed}}[ aus {{direction}}][, in Böen mit bis zu {{gusts}}].",
    },
    "humidity_now": {"short": f"Die Luftfeuchtigkeit{WHERE} beträgt {{humidity}}."},
    "air": {
        "short": f"Die Luftqualität{WHERE} ist {{level}}, der Index ist {{index}}.",
        "long": f"Die Luftqualität{WHERE} ist {{level}}: Index {{index}}[, PM2,5 {{pm2_5}}][, PM10 {{pm10}}]"
        "[, Ozon {ozone}].",
    },
    "pollen": {"short": f"Pollen in der Luft{WHERE}, in Körnern je Kubikmeter: {{pollen}}."},
    "no_pollen": {"short": f"Es fliegen{WHERE} kaum Pollen."},
    "day": {
        "short": f"{{day}}{WHERE}: {{condition}}, [{{from}} bis ]{{temperature_high}}[, {{kind}} zu {{chance}}].",
        "long": f"{{day}}{WHERE}: {{condition}}, [{{temperature_low}} bis ]{{temperature_high}}"
        "[, Regen oder Schnee zu {precipitation_probability}][, insgesamt {precipitation}][, Wind bis {wind_speed}]"
        "[, Böen bis {gusts}].",
    },
    "temperature_day": {
        "short": f"{{day}}{WHERE}: [{{from}} bis ]{{temperature_high}}.",
        "long": f"{{day}}{WHERE}: [{{temperature_low}} bis ]{{temperature_high}}.",
    },
    "wind_day": {"short": f"{{day}}{WHERE}: Wind bis {{wind_speed}}[, Böen bis {{gusts}}]."},
    "humidity_day": {"short": f"{{day}}{WHERE}: Luftfeuchtigkeit um {{humidity}}."},
    "uv": {"short": f"{{when}}{WHERE} erreicht der UV-Index {{uv_index}}, das ist {{level}}."},
    "sun": {"short": f"{{when}}{WHERE} geht die Sonne um {{sunrise}} auf und um {{sunset}} unter."},
    "sunrise": {"short": f"{{when}}{WHERE} geht die Sonne um {{sunrise}} auf."},
    "sunset": {"short": f"{{when}}{WHERE} geht die Sonne um {{sunset}} unter."},
    "sun_never": {"short": f"{{when}}{WHERE} {{never}}."},
    "wet_now": {"short": f"Ja, zurzeit{WHERE}: {{condition}}."},
    "wet_now_other": {"short": f"Kein {{missed}}, sondern zurzeit{WHERE}: {{condition}}."},
    "wet_yes": {
        "short": f"Ja, {LIKELY}[, ab etwa {{hour}}].",
        "long": f"Ja, {LIKELY}[, insgesamt {{precipitation}}][, ab etwa {{hour}}].",
    },
    "wet_umbrella": {
        "short": f"Ja, nimm einen Schirm mit: {LIKELY}[, ab etwa {{hour}}].",
        "long": f"Ja, nimm einen Schirm mit: {LIKELY}[, insgesamt {{precipitation}}][, ab etwa {{hour}}].",
    },
    "wet_maybe": {
        "short": f"Vielleicht: {{when}}{WHERE} ist {{kind}} möglich{CHANCE}.",
        "long": f"Vielleicht: {{when}}{WHERE} ist {{kind}} möglich{CHANCE}[, insgesamt {{precipitation}}].",
    },
    "wet_other": {"short": f"Kein {{missed}}, aber {LIKELY}."},
    "wet_no": {"short": f"Nein, {DRY}."},
    "no_umbrella": {"short": f"Nein, du brauchst keinen Schirm: {DRY}."},
    "no_snow": {"short": f"Nein, {{when}}{WHERE} wird kein Schnee erwartet."},
    "frost_yes": {"short": f"Ja, {{when}}{WHERE} ist Frost wahrscheinlich: bis {{temperature_low}}."},
    "frost_no": {"short": f"Nein, {{when}}{WHERE} wird kein Frost erwartet: Tiefstwert {{temperature_low}}."},
    "range": {"short": f"{{day}}{WHERE}: {{summary}}.", "long": f"{{day}}{WHERE}: {{details}}."},
    "temperature_range": {
        "short": f"{{day}}{WHERE}: zwischen {{from}} und {{temperature_high}}.",
        "long": f"{{day}}{WHERE}: zwischen {{temperature_low}} und {{temperature_high}}. {{details}}.",
    },
    "wet_amount": {"short": f"{{day}}{WHERE}: insgesamt {{precipitation}} {{kind}}[: {{summary}}]."},
    "wet_range": {"short": f"Ja, {{day}}{WHERE}: {{summary}}."},
}
PHRASES = {
    "clear sky": "klarer Himmel",
    "mostly clear": "überwiegend klar",
    "partly cloudy": "teilweise bewölkt",
    "overcast": "bedeckt",
    "fog": "Nebel",
    "freezing fog": "gefrierender Nebel",
    "light drizzle": "leichter Nieselregen",
    "drizzle": "Nieselregen",
    "heavy drizzle": "starker Nieselregen",
    "light freezing drizzle": "leichter gefrierender Nieselregen",
    "freezing drizzle": "gefrierender Nieselregen",
    "light rain": "leichter Regen",
    "rain": "Regen",
    "heavy rain": "starker Regen",
    "light freezing rain": "leichter gefrierender Regen",
    "freezing rain": "gefrierender Regen",
    "light snow": "leichter Schneefall",
    "snow": "Schnee",
    "heavy snow": "starker Schneefall",
    "snow grains": "Schneegriesel",
    "light rain showers": "leichte Regenschauer",
    "rain showers": "Regenschauer",
    "violent rain showers": "heftige Regenschauer",
    "light snow showers": "leichte Schneeschauer",
    "heavy snow showers": "starke Schneeschauer",
    "thunderstorms": "Gewitter",
    "thunderstorms with hail": "Gewitter mit Hagel",
    "thunderstorms with heavy hail": "Gewitter mit starkem Hagel",
    "north": "Norden",
    "north-east": "Nordosten",
    "east": "Osten",
    "south-east": "Südosten",
    "south": "Süden",
    "south-west": "Südwesten",
    "west": "Westen",
    "north-west": "Nordwesten",
    "low": "niedrig",
    "moderate": "mäßig",
    "high": "hoch",
    "very high": "sehr hoch",
    "extreme": "extrem",
    "alder": "Erle",
    "birch": "Birke",
    "grass": "Gräser",
    "mugwort": "Beifuß",
    "olive": "Olive",
    "ragweed": "Ambrosia",
    "good": "gut",
    "fair": "ordentlich",
    "poor": "schlecht",
    "very poor": "sehr schlecht",
    "extremely poor": "extrem schlecht",
    "unhealthy for sensitive groups": "ungesund für empfindliche Menschen",
    "unhealthy": "ungesund",
    "very unhealthy": "sehr ungesund",
    "hazardous": "gefährlich",
    "does not rise": "geht die Sonne nicht auf",
    "does not set": "geht die Sonne nicht unter",
    "{} percent": "{} Prozent",
    "{} to {}": "{} bis {}",
    "up to {}": "bis {}",
    "down to {}": "bis {}",
    "{} on {} ({} percent)": "{} am {} ({} Prozent)",
    "today": "heute",
    "tonight": "heute Nacht",
    "this morning": "heute Morgen",
    "this afternoon": "heute Nachmittag",
    "this evening": "heute Abend",
    "tomorrow": "morgen",
    "tomorrow morning": "morgen früh",
    "tomorrow afternoon": "morgen Nachmittag",
    "tomorrow evening": "morgen Abend",
    "tomorrow night": "morgen Nacht",
    "on {}": "am {}",
    "on {} in the morning": "am {}, morgens",
    "on {} in the afternoon": "am {}, nachmittags",
    "on {} in the evening": "am {}, abends",
    "on {} at night": "am {}, nachts",
    "this weekend, ": "dieses Wochenende, ",
    "next weekend, ": "nächstes Wochenende, ",
    "this week, ": "diese Woche, ",
    "next week, ": "nächste Woche, ",
}
# What is said in a question, by what the rest of the weather reads.
TOPICS = {
    "regenschirm": "umbrella", "schirm": "umbrella", "schnee": "snow", "schnei": "snow", "frost": "frost",
    "frier": "frost", "gefrier": "frost", "luftfeucht": "humidity",
}  # fmt: skip
RISES = ("sonnenaufgang", "sonne auf", "morgendämmerung")
SETS = ("sonnenuntergang", "sonne unter", "abenddämmerung", "dunkel")
WEEKS = {
    "dieses wochenende": "this weekend", "am wochenende": "this weekend", "nächstes wochenende": "next weekend",
    "diese woche": "this week", "nächste woche": "next week",
}  # fmt: skip
# What is said where there is no answer, by what English says.
REPLIES = {
    "I only know the pollen of today.": "Ich kenne nur den Pollenflug von heute.",
    "I know no pollen for {}; it is known in Europe only, and in its season.": (
        "Für {} kenne ich keinen Pollenflug; bekannt ist er nur in Europa und in seiner Zeit."
    ),
    "I only know how clean the air is, not the pollen in it.": (
        "Ich weiß nur, wie sauber die Luft ist, nicht, welche Pollen darin fliegen."
    ),
    "I only know the air quality of today.": "Ich kenne nur die Luftqualität von heute.",
    "There is no air quality to be had for {} right now.": "Für {} ist gerade keine Luftqualität zu bekommen.",
    "The weather service has nothing about {} for {}.": "Der Wetterdienst weiß für {} nichts: {}.",
    "The weather service gave an answer that makes no sense.": (
        "Der Wetterdienst hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
    "The place search gave an answer that makes no sense.": (
        "Die Ortssuche hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
    "Which place do you mean? I do not know where home is yet.": (
        "Welchen Ort meinst du? Ich weiß noch nicht, wo zu Hause ist."
    ),
    "I do not know a place called {}. Which place do you mean?": (
        "Ich kenne keinen Ort namens {}. Welchen Ort meinst du?"
    ),
    "I do not know a place called {}. Did you mean {}?": "Ich kenne keinen Ort namens {}. Meintest du {}?",
    "{} is past, and I only know forecasts.": "{} ist vorbei, und ich kenne nur Vorhersagen.",
    "The forecast only reaches to {}. {} is too far ahead.": (
        "Die Vorhersage reicht nur bis {}. {} liegt zu weit in der Zukunft."
    ),
}
