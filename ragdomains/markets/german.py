"""The sentences about prices and exchanges, and the words in them, in German."""

MOVED = "[, {move}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "trading": {
        "short": f"{{name}} steht bei {{amount}}{MOVED}[, Stand {{time}}].",
        "long": f"{{name}}[ ({{listing}})] steht bei {{written}}{MOVED}[ ({{points}})]"
        "[, heute zwischen {lowest} und {highest}][, Stand {time}].",
    },
    "closed": {
        "short": f"{{name}} schloss {{day}} bei {{amount}}{MOVED}[. Die Börse in {{city}} ist geschlossen].",
        "long": f"{{name}}[ ({{listing}})] schloss {{day}} bei {{written}}{MOVED}[ ({{points}})]"
        "[, an dem Tag zwischen {lowest} und {highest}][. Die Börse in {city} ist geschlossen].",
    },
    "range": {"short": "{name} bewegte sich {day} zwischen {low} und {high}."},
    "volume": {"short": "{count} Aktien von {name} wurden {day} gehandelt."},
    "opened": {"short": "{name} eröffnete {day} bei {first}."},
    "overview": {"short": "{summary}[, Stand {time}].", "long": "{details}[, Stand {time}]."},
    "overview_closed": {
        "short": "Die Börse in {city} ist geschlossen. {day}: {summary}.",
        "long": "Die Börse in {city} ist geschlossen. {day}: {details}.",
    },
    "is_open": {"short": "[{yes} ]{exchange} ist bis {end} geöffnet[. {limit}]."},
    "is_closed": {"short": "[{no} ]{exchange} ist geschlossen[ ({reason})]. Sie öffnet {start}[. {limit}]."},
    "pause": {"short": "[{no} ]{exchange} macht Mittagspause. Es geht {start} weiter[. {limit}]."},
    "hours": {
        "short": "{exchange} handelt an Werktagen von {start} bis {end}[, {local}][. {standing}][. {limit}].",
    },
    "day_open": {"short": "[{yes} ]{exchange} ist {day} von {start} bis {end} geöffnet[, {local}][. {limit}]."},
    "day_closed": {"short": "[{no} ]{exchange} ist {day} geschlossen[ ({reason})][. {limit}]."},
}
PHRASES = {
    "up {} percent": "{} Prozent im Plus",
    "down {} percent": "{} Prozent im Minus",
    "unchanged": "unverändert",
    "up {} percent today": "heute {} Prozent im Plus",
    "down {} percent today": "heute {} Prozent im Minus",
    "unchanged today": "heute unverändert",
    "up {} percent since it opened": "seit der Eröffnung {} Prozent im Plus",
    "down {} percent since it opened": "seit der Eröffnung {} Prozent im Minus",
    "unchanged since it opened": "seit der Eröffnung unverändert",
    "the {}": "der {}",
    "{} points": "{} Punkten",
    "{} percent": "{} Prozent",
    "{} a {}": "{} je {}",
    "{} an {}": "{} je {}",
    "ounce": "Unze",
    "barrel": "Barrel",
    "million BTU": "Million BTU",
    "{} in {}": "{} in {}",
    "{} on {}": "{} am {}",
    "Yes,": "Ja,",
    "No,": "Nein,",
    "It is open now": "Jetzt ist sie geöffnet",
    "It is closed now": "Jetzt ist sie geschlossen",
    "is": "steht",
    "at": "bei",
    "and": "und",
    "today": "heute",
    "tomorrow": "morgen",
    "on {}": "am {}",
    "at {}": "um {}",
    "{} there": "{} Ortszeit",
    "{} here": "{} hier",
    "{} to {}": "{} bis {}",
    "the weekend": "Wochenende",
    "I do not know its holidays": "Ihre Feiertage kenne ich nicht",
    "New Year's Day": "Neujahr",
    "Martin Luther King Day": "Martin-Luther-King-Tag",
    "Presidents' Day": "Presidents' Day",
    "Good Friday": "Karfreitag",
    "Easter Monday": "Ostermontag",
    "Memorial Day": "Memorial Day",
    "Independence Day": "Unabhängigkeitstag",
    "Labor Day": "Tag der Arbeit",
    "Christmas Day": "Weihnachten",
    "Christmas": "Weihnachten",
    "Boxing Day": "zweiter Weihnachtstag",
    "Christmas Eve": "Heiligabend",
    "New Year's Eve": "Silvester",
    "May Day": "Tag der Arbeit",
    "the bank holiday": "Bankfeiertag",
    "Ascension Day": "Christi Himmelfahrt",
    "Whit Monday": "Pfingstmontag",
    "the national holiday": "Nationalfeiertag",
    "the New York Stock Exchange": "die New Yorker Börse",
    "the London Stock Exchange": "die Londoner Börse",
    "the Tokyo Stock Exchange": "die Tokioter Börse",
    "the Swiss exchange": "die Schweizer Börse",
    "the exchange in {}": "die Börse in {}",
    "Gold": "Gold",
    "Silver": "Silber",
    "Platinum": "Platin",
    "Brent crude oil": "Rohöl der Sorte Brent",
    "WTI crude oil": "Rohöl der Sorte WTI",
    "Natural gas": "Erdgas",
}
# What is said where there is no answer, by what English says.
REPLIES = {
    "Which company do you mean?": "Welches Unternehmen meinst du?",
    "I do not know a company called {}. Did you mean {}?": ("Ich kenne kein Unternehmen namens {}. Meintest du {}?"),
    "I do not know a company called {}. Which one do you mean?": (
        "Ich kenne kein Unternehmen namens {}. Welches meinst du?"
    ),
    "I give no advice on what to buy or sell. I can tell you the latest price.": (
        "Ich gebe keinen Rat zum Kaufen oder Verkaufen. Den letzten Kurs kann ich dir sagen."
    ),
    "I keep no shares or watchlists. I can tell you the latest price of a share.": (
        "Ich führe keine Depots und Beobachtungslisten. Den letzten Kurs einer Aktie kann ich dir sagen."
    ),
    "I only know the latest price, with the day's change, range and volume.": (
        "Ich kenne nur den letzten Kurs, mit Veränderung, Spanne und Umsatz des Tages."
    ),
    "I only know the latest price, not that of {}.": "Ich kenne nur den letzten Kurs, nicht den von {}.",
    "Nobody knows the price of {} yet. I only know the latest.": (
        "Den Kurs von {} kennt noch niemand. Ich kenne nur den letzten."
    ),
    "I have no prices of {}: {} has none from the exchange in {}.": (
        "Von {} habe ich keine Kurse: {} hat keine von der Börse in {}."
    ),
    "I have no prices of that.": "Davon habe ich keine Kurse.",
    "I have no prices of indices. I can tell you the price of a share or a fund.": (
        "Von Indizes habe ich keine Kurse. Den Kurs einer Aktie oder eines Fonds kann ich dir sagen."
    ),
    "There is no price of the market to be had right now.": "Von der Börse sind gerade keine Kurse zu bekommen.",
    "I have no prices of {}.": "Von {} habe ich keine Kurse.",
}
