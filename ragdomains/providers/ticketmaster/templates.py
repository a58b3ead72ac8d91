"""The sentences about events and tickets, in English and in German."""

WHERE = "[, {venue}][ in {city}]"
TEMPLATES = {
    "events": {"short": "{day}[ in {place}]: {list}."},
    "events_none": {"short": "I know of no {kind}[ in {place}] {day}."},
    "next": {"short": f"{{name}} is {{when}}{WHERE}."},
    "tickets": {"short": f"[{{cannot}} ]{{name}} is {{when}}{WHERE}.[ {{prices}}][ {{sale}}]"},
    "called_off": {"short": f"{{name}} {{when}}{WHERE} is {{status}}."},
    "nothing": {"short": "I find no {about} among the events that are announced."},
}
GERMAN = {
    "events": {"short": "{day}[ in {place}]: {list}."},
    "events_none": {"short": "{day}[ in {place}] kenne ich keine {kind}."},
    "next": {"short": f"{{name}} ist {{when}}{WHERE}."},
    "tickets": {"short": f"[{{cannot}} ]{{name}} ist {{when}}{WHERE}.[ {{prices}}][ {{sale}}]"},
    "called_off": {"short": f"{{name}} {{when}}{WHERE} ist {{status}}."},
    "nothing": {"short": "Zu {about} finde ich keine angekündigte Veranstaltung."},
}
NEEDS_KEY = "Ticketmaster needs a key. Add a credential to the domain in the admin."
FOR_WHAT = "Tickets for what?"
PAST = "That is past, and I only know events to come."
REPLIES = {
    NEEDS_KEY: "Ticketmaster braucht einen Schlüssel. Hinterlege ihn in der Verwaltung bei der Domäne.",
    FOR_WHAT: "Karten wofür?",
    PAST: "Das ist vorbei, und ich kenne nur kommende Veranstaltungen.",
    "Ticketmaster gave an answer that makes no sense.": (
        "Ticketmaster hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
PHRASES = {
    "de": {
        "I cannot buy tickets.": "Kaufen kann ich keine Karten.",
        "Tickets cost {} to {} {}.": "Karten kosten {} bis {} {}.",
        "Tickets cost {} {}.": "Karten kosten {} {}.",
        "Tickets are on sale.": "Es gibt noch Karten im Verkauf.",
        "Tickets are not on sale any more.": "Karten werden nicht mehr verkauft.",
        "Tickets go on sale {}.": "Der Verkauf beginnt {}.",
        "cancelled": "abgesagt",
        "postponed": "verschoben, ein neuer Tag steht noch nicht fest",
        "events": "Veranstaltungen",
        "dollars": "Dollar", "euros": "Euro", "pounds": "Pfund", "francs": "Franken", "crowns": "Kronen",
    }
}  # fmt: skip
PHRASES["de"] |= {"Canadian dollars": "kanadische Dollar", "Australian dollars": "australische Dollar"}
CURRENCIES = {
    "USD": "dollars", "EUR": "euros", "GBP": "pounds", "CHF": "francs", "NOK": "crowns", "SEK": "crowns",
    "DKK": "crowns", "CAD": "Canadian dollars", "AUD": "Australian dollars",
}  # fmt: skip
