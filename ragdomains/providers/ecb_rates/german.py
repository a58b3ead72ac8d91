"""The sentences about exchange rates, and the words in them, in German."""

TEMPLATES: dict[str, dict[str, str]] = {
    "rate": {
        "short": "{given} {verb} {result} wert, zum {day}.",
        "long": "{written_given} = {written_result} zum Referenzkurs von {written_day}.",
    },
    "converted": {
        "short": "{given} {verb} {result}, zum {day}.",
        "long": "{written_given} = {written_result} zum Referenzkurs von {written_day}; {written_rate}.",
    },
    "converted_to_several": {"short": "{given} {verb} {result}, zum {day}."},
    "several": {"short": "{given} {verb} {result} wert, zum {day}."},
    "risen": {
        "short": "{currency} gegenüber {other}: seit {since} um {percent} Prozent gestiegen, von {old} auf {result}."
    },
    "fallen": {
        "short": "{currency} gegenüber {other}: seit {since} um {percent} Prozent gefallen, von {old} auf {result}."
    },
    "unmoved": {"short": "{currency} gegenüber {other}: seit {since} kaum verändert, jetzt {result}."},
}
PHRASES = {
    "is": "ist",
    "are": "sind",
    "and": "und",
    "or": "oder",
    "one {}": "1 {}",
    "the {}": "{}",
    "today's rate": "Kurs von heute",
    "the rate of {}": "Kurs von {}",
}
# What is said where there is no answer, by what English says.
REPLIES = {
    "{} is no currency of the European Central Bank. Ask me for its price.": (
        "{} ist keine Währung der Europäischen Zentralbank. Frag mich nach dem Kurs."
    ),
    "Which currency do you mean?": "Welche Währung meinst du?",
    "I do not know a currency called {}. Which one do you mean?": (
        "Ich kenne keine Währung namens {}. Welche meinst du?"
    ),
    "I could not make out how much that is. Please say the amount as one number.": (
        "Ich habe nicht verstanden, wie viel das ist. Bitte sag den Betrag als eine Zahl."
    ),
    "Nobody knows the exchange rate of {} yet.": "Den Wechselkurs von {} kennt noch niemand.",
    "I only know the exchange rates of the last 90 days. {} is too long ago.": (
        "Ich kenne nur die Wechselkurse der letzten 90 Tage. {} liegt zu lange zurück."
    ),
    "I have no rate of the {}: the European Central Bank gives none.": (
        "Für diese Währung gibt die Europäische Zentralbank keinen Kurs an: {}."
    ),
    "There are no exchange rates to be had right now.": "Wechselkurse sind gerade nicht zu bekommen.",
    "The source of exchange rates gave an answer that makes no sense.": (
        "Die Quelle der Wechselkurse hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
