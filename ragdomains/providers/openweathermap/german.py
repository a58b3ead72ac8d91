"""What OpenWeatherMap cannot answer, in German; all else is said as the weather is always said."""

REPLIES = {
    "OpenWeatherMap needs a key. Add a credential to the domain in the admin.": (
        "OpenWeatherMap braucht einen Schlüssel. Gib der Domäne in der Verwaltung einen Zugang."
    ),
    "The UV index is not known from OpenWeatherMap.": "Von OpenWeatherMap ist kein UV-Index bekannt.",
    "OpenWeatherMap knows sunrise and sunset of today only.": (
        "OpenWeatherMap kennt Sonnenaufgang und Sonnenuntergang nur von heute."
    ),
}
