"""The sentences about calendars, in English and in German."""

UNREAD = "[ I could not read the calendar {unread}.]"
UNGELESEN = "[ Den Kalender {unread} konnte ich nicht lesen.]"

TEMPLATES = {
    "agenda": {"short": f"{{day}}: {{list}}.{UNREAD}"},
    "agenda_none": {"short": f"There is nothing[ {{more}}] on the calendar {{day}}.{UNREAD}"},
    "events": {"short": f"{{day}}[ in {{place}}]: {{list}}.{UNREAD}"},
    "events_none": {"short": f"I know of no {{kind}}[ in {{place}}] {{day}}.{UNREAD}"},
    "next": {"short": f"{{name}} is {{when}}[, {{venue}}].{UNREAD}"},
    "next_none": {"short": f"I find no {{about}} on the calendar[ {{day}}].{UNREAD}"},
    "nothing_next": {"short": f"There is nothing on the calendar[ {{day}}].{UNREAD}"},
    "free": {"short": f"{{verdict}}, there is nothing on the calendar {{day}}.{UNREAD}"},
    "taken": {"short": f"{{verdict}}, {{day}}: {{list}}.{UNREAD}"},
}
GERMAN = {
    "agenda": {"short": f"{{day}}: {{list}}.{UNGELESEN}"},
    "agenda_none": {"short": f"{{day}} steht nichts[ {{more}}] im Kalender.{UNGELESEN}"},
    "events": {"short": f"{{day}}[ in {{place}}]: {{list}}.{UNGELESEN}"},
    "events_none": {"short": f"{{day}}[ in {{place}}] kenne ich keine {{kind}}.{UNGELESEN}"},
    "next": {"short": f"{{name}} ist {{when}}[, {{venue}}].{UNGELESEN}"},
    "next_none": {"short": f"Zu {{about}} finde ich nichts im Kalender.{UNGELESEN}"},
    "nothing_next": {"short": f"Im Kalender steht nichts.{UNGELESEN}"},
    "free": {"short": f"{{verdict}}, {{day}} steht nichts im Kalender.{UNGELESEN}"},
    "taken": {"short": f"{{verdict}}, {{day}}: {{list}}.{UNGELESEN}"},
}
NO_CALENDAR = "No calendar is set up yet. Add the address of one to the options of the calendar domain in the admin."
NO_EVENTS = (
    "No calendar of events is set up yet. Add the address of one to the options of the events domain in the admin."
)
NO_MAIL = "I can tell what is on the calendar, but I have no access to mail and messages."
SENSELESS = "The calendar gave an answer that makes no sense."
REPLIES = {
    NO_CALENDAR: (
        "Es ist noch kein Kalender eingerichtet. Trag die Adresse eines Kalenders in der Verwaltung bei den Optionen "
        "der Domäne calendar ein."
    ),
    NO_EVENTS: (
        "Es ist noch kein Veranstaltungskalender eingerichtet. Trag seine Adresse in der Verwaltung bei den Optionen "
        "der Domäne events ein."
    ),
    NO_MAIL: "Ich weiß, was im Kalender steht, habe aber keinen Zugriff auf E-Mails und Nachrichten.",
    SENSELESS: "Der Kalender hat eine Antwort gegeben, die keinen Sinn ergibt.",
    "{} needs a key. Add a credential to the domain in the admin.": (
        "{} braucht einen Schlüssel. Hinterlege ihn in der Verwaltung bei der Domäne."
    ),
}
