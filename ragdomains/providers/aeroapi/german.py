"""The sentences about a flight, and the words in them, in German."""

ROUTE = "[ von {origin}][ nach {destination}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "on_time": {
        "short": "{flight}[ nach {destination}] ist pünktlich: Abflug[ in {origin}] um {time}[ von {gate}].",
    },
    "delayed": {
        "short": "{flight}[ nach {destination}] ist {delay} verspätet: Abflug[ in {origin}] um {time} statt "
        "{planned}[, von {gate}].",
    },
    "scheduled": {"short": f"{{flight}}{ROUTE} fliegt um {{time}} ab[, von {{gate}}]."},
    "will_arrive": {
        "short": "{flight}[ aus {origin}] ist noch nicht gestartet. Ankunft[ in {destination}] um {time}[, {late}]."
    },
    "left": {"short": "{flight} hat das Gate[ in {origin}] verlassen. Ankunft[ in {destination}] um {time}[, {late}]."},
    "flying": {"short": "{flight}[ aus {origin}] ist in der Luft. Ankunft[ in {destination}] um {time}[, {late}]."},
    "landed": {"short": "{flight}[ aus {origin}] ist um {time}[ in {destination}] gelandet[, {late}]."},
    "cancelled": {"short": f"{{flight}}{ROUTE} ist gestrichen."},
    "diverted": {"short": f"{{flight}}{ROUTE} wurde zu einem anderen Flughafen umgeleitet."},
    "gate_out": {"short": "{flight}[ nach {destination}] fliegt von {gate} ab[, um {time}]."},
    "gate_in": {"short": "{flight}[ aus {origin}] kommt[ in {destination}] an {gate} an."},
    "gate_unknown": {"short": "Das Gate von {flight} ist noch nicht bekannt."},
    "baggage": {"short": "Das Gepäck von {flight} kommt auf Band {baggage}."},
    "baggage_unknown": {"short": "Das Gepäckband von {flight} ist noch nicht bekannt."},
}
PHRASES = {
    "on time": "pünktlich",
    "{} late": "{} verspätet",
    "{} early": "{} zu früh",
    "gate {}": "Gate {}",
    "in terminal {}": "in Terminal {}",
}
REPLIES = {
    "The status of flights needs a key. Add a credential to the domain in the admin.": (
        "Der Stand von Flügen braucht einen Schlüssel. Gib der Domäne in der Verwaltung einen Zugang."
    ),
    "Which flight do you mean, by its airline and number?": "Welchen Flug meinst du, mit Fluggesellschaft und Nummer?",
    "I know single flights only, by their airline and number.": (
        "Ich kenne nur einzelne Flüge, nach Fluggesellschaft und Nummer."
    ),
    "Of which airline is flight {}?": "Von welcher Fluggesellschaft ist Flug {}?",
    "Flights are known from {} to {} only.": "Flüge sind nur von {} bis {} bekannt.",
    "I find no flight {}. Is the number right?": "Ich finde keinen Flug {}. Stimmt die Nummer?",
    "I find no flight {} on {}.": "Ich finde keinen Flug {} am {}.",
    "The flights service gave an answer that makes no sense.": (
        "Der Dienst für Flüge hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
