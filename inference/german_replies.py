"""What the intents that ship say by themselves, in German. An intent whose reply was edited says what it says."""

REPLIES = {
    "I cannot control devices from here yet. I can tell you the weather, the time and sums, and look "
    "things up in the "
    "house's documents.": (
        "Geräte kann ich von hier aus noch nicht steuern. Ich kann dir das Wetter, die Zeit und Rechnungen "
        "sagen und in "
        "den Unterlagen des Hauses nachsehen."
    ),
    "I cannot see the devices of the house from here yet.": "Die Geräte des Hauses sehe ich von hier aus noch nicht.",
    "I cannot set timers, alarms or reminders from here yet.": (
        "Timer, Wecker und Erinnerungen kann ich von hier aus noch nicht stellen."
    ),
    "I cannot keep lists from here yet.": "Listen kann ich von hier aus noch nicht führen.",
    "I can tell what is on the calendar, but I cannot change it or send messages from here yet.": (
        "Ich kann sagen, was im Kalender steht, aber ihn von hier aus noch nicht ändern und keine Nachrichten schicken."
    ),
    "Hello! Ask me about the weather, sports, the news, shares, what is on, or anything in the house's documents.": (
        "Hallo! Frag mich nach dem Wetter, Sport, Nachrichten, Aktien, nach dem, was läuft, oder nach den "
        "Unterlagen des "
        "Hauses."
    ),
    "You're welcome.": "Gern geschehen.",
    "Until next time.": "Bis zum nächsten Mal.",
    "All right.": "In Ordnung.",
    "Sorry, I understand English and German only.": "Tut mir leid, ich verstehe nur Deutsch und Englisch.",
    "I am Athena, the assistant of this house. I know the weather, airports, sports, the news, series, "
    "shares, the time, "
    "sums, and what stands in the house's own documents. I say so when I do not know something.": (
        "Ich bin Athena, die Assistentin dieses Hauses. Ich kenne das Wetter, Flughäfen, Sport, die "
        "Nachrichten, Serien, "
        "Aktien, die Zeit, Rechnungen und was in den Unterlagen des Hauses steht. Wenn ich etwas nicht weiß, "
        "sage ich es."
    ),
    "I have no source for sports people yet.": "Für Sportler habe ich noch keine Quelle.",
    "I have no source for cinemas yet.": "Für Kinos habe ich noch keine Quelle.",
    "I cannot play music from here yet.": "Musik kann ich von hier aus noch nicht abspielen.",
    "I cannot play that from here yet.": "Das kann ich von hier aus noch nicht abspielen.",
    "I have no source for songs and artists yet.": "Für Lieder und Künstler habe ich noch keine Quelle.",
    "I cannot change playlists from here yet.": "Playlists kann ich von hier aus noch nicht ändern.",
    "I have no source for flights and fares yet.": "Für Flüge und Flugpreise habe ich noch keine Quelle.",
    "I have no source for the rules of airlines yet.": "Für die Regeln der Fluglinien habe ich noch keine Quelle.",
    "I cannot control players from here yet.": "Abspielgeräte kann ich von hier aus noch nicht steuern.",
    "I have no source for restaurants yet.": "Für Restaurants habe ich noch keine Quelle.",
    "I cannot book tables.": "Tische kann ich nicht reservieren.",
    "I cannot order food.": "Essen kann ich nicht bestellen.",
    "Tell me when you know.": "Sag es mir, wenn du es weißt.",
    "I can only answer what you ask now: please ask again.": (
        "Ich kann nur beantworten, was du jetzt fragst: Bitte frag noch einmal."
    ),
    "My name, voice and language are set on the settings pages of this house.": (
        "Mein Name, meine Stimme und meine Sprache stehen auf den Einstellungsseiten dieses Hauses."
    ),
    "I have no access to mail.": "Auf E-Mails habe ich keinen Zugriff.",
    "I have no access to social media.": "Auf soziale Netzwerke habe ich keinen Zugriff.",
    "I have no access to the telephone.": "Auf das Telefon habe ich keinen Zugriff.",
    "I have no access to the way and the traffic.": "Über Wege und den Verkehr weiß ich nichts.",
    "I have no access to trains, buses and taxis.": "Über Züge, Busse und Taxis weiß ich nichts.",
    "I have no access to your car.": "Auf dein Auto habe ich keinen Zugriff.",
    "I have no access to travel.": "Über Reisen weiß ich nichts.",
    "I have no access to your bank.": "Auf deine Bank habe ich keinen Zugriff.",
    "I have no access to your cards.": "Auf deine Karten habe ich keinen Zugriff.",
    "I have no access to bills and taxes.": "Auf Rechnungen und Steuern habe ich keinen Zugriff.",
    "I have no access to your work.": "Auf deine Arbeit habe ich keinen Zugriff.",
    "I have no access to orders and parcels.": "Über Bestellungen und Pakete weiß ich nichts.",
    "I do not play games.": "Spiele spiele ich nicht.",
    "I do not keep ratings of books.": "Bewertungen von Büchern führe ich nicht.",
}
