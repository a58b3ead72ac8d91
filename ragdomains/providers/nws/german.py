"""The sentences about weather warnings, and the words in them, in German."""

WHERE = "[ in {place}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "one": {"short": f"Eine Wetterwarnung gilt{WHERE}: {{event}}[ {{span}}]."},
    "several": {"short": f"{{count}} Wetterwarnungen gelten{WHERE}: {{list}}."},
    "other": {"short": f"{{when}} gilt{WHERE} keine solche Warnung, aber: {{list}}."},
    "none": {"short": f"{{when}} gelten{WHERE} keine Wetterwarnungen."},
    "none_of_kind": {"short": f"Nein, {{when}} gilt{WHERE} keine solche Warnung."},
}
PHRASES = {
    "right now": "zurzeit",
    "from {}": "von {}",
    "until {}": "bis {}",
    ", and {} more": " und {} weitere",
    "tornado warning": "Tornadowarnung",
    "tornado watch": "Vorwarnung vor Tornados",
    "severe thunderstorm warning": "Warnung vor schweren Gewittern",
    "severe thunderstorm watch": "Vorwarnung vor schweren Gewittern",
    "flash flood warning": "Warnung vor Sturzfluten",
    "flood warning": "Hochwasserwarnung",
    "flood watch": "Hochwasservorwarnung",
    "flood advisory": "Hochwasserhinweis",
    "wind advisory": "Windwarnung",
    "high wind warning": "Sturmwarnung",
    "winter storm warning": "Warnung vor einem Wintersturm",
    "winter storm watch": "Vorwarnung vor einem Wintersturm",
    "winter weather advisory": "Warnung vor winterlichem Wetter",
    "blizzard warning": "Schneesturmwarnung",
    "ice storm warning": "Warnung vor Eisregen",
    "heat advisory": "Hitzewarnung",
    "excessive heat warning": "Warnung vor extremer Hitze",
    "extreme heat warning": "Warnung vor extremer Hitze",
    "freeze warning": "Frostwarnung",
    "frost advisory": "Frosthinweis",
    "dense fog advisory": "Warnung vor dichtem Nebel",
    "red flag warning": "Warnung vor Waldbrandwetter",
    "hurricane warning": "Hurrikanwarnung",
    "hurricane watch": "Hurrikanvorwarnung",
    "tropical storm warning": "Tropensturmwarnung",
    "coastal flood advisory": "Hinweis auf Küstenhochwasser",
    "gale warning": "Sturmwarnung für die See",
    "small craft advisory": "Warnung für kleine Boote",
    "special weather statement": "besonderer Wetterhinweis",
}
REPLIES = {
    "I cannot watch for warnings, but you can ask me which are in force.": (
        "Ich kann nicht auf Warnungen achten, aber du kannst mich fragen, welche gelten."
    ),
    "I know which warnings are in force, but not what they mean.": (
        "Ich weiß, welche Warnungen gelten, aber nicht, was sie bedeuten."
    ),
    "I know which warnings are in force at a place, but not where a storm is.": (
        "Ich weiß, welche Warnungen an einem Ort gelten, aber nicht, wo ein Sturm ist."
    ),
    "Weather warnings are known for the United States only.": "Wetterwarnungen sind nur für die USA bekannt.",
    "Weather warnings are known for the United States only, not for {}.": (
        "Wetterwarnungen sind nur für die USA bekannt, nicht für {}."
    ),
    "The warnings service gave an answer that makes no sense.": (
        "Der Dienst für Warnungen hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
