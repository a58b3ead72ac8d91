"""What the source without code says by itself in German; the sentences are the row's own."""

REPLIES = {
    "I found nothing about that.": "Dazu habe ich nichts gefunden.",
    "{} needs a key. Add a credential to the domain in the admin.": (
        "{} braucht einen Schlüssel. Hinterlege in der Verwaltung Zugangsdaten für diese Domäne."
    ),
    "I cannot ask for that.": "Danach kann ich nicht fragen.",
    "{} gave an answer that makes no sense.": "{} hat eine Antwort gegeben, die keinen Sinn ergibt.",
    "Which {}?": "Diese Angabe fehlt mir noch: {}. Welche soll es sein?",
}
