"""The sentences about films and series, and the words in them, in German."""

TEMPLATES: dict[str, dict[str, str]] = {
    "about": {
        "short": "{title} ist {sort}[ aus dem Jahr {since}].[ {summary}]",
        "long": "{title} ist {sort}[ aus dem Jahr {since}][, Bewertung {rating} von 10].[ {summary}]",
    },
    "stream": {"short": "{title} gibt es bei {providers}."},
    "rent": {"short": "{title} ist hier in keinem Abo, lässt sich aber leihen bei {providers}."},
    "on_it": {"short": "Ja, {title} gibt es bei {asked}."},
    "not_on_it": {"short": "Nein, {title} gibt es nicht bei {asked}[, aber bei {providers}]."},
    "nowhere": {"short": "Ich kenne keinen Dienst, der {title} in diesem Land hat."},
    "next": {"short": "Die nächste Folge von {title}[, {number},] kommt am {when}."},
    "no_next": {"short": "Für {title} ist keine weitere Folge angekündigt[; die letzte kam am {last}]."},
    "ended": {"short": "{title} ist zu Ende[; die letzte Folge kam am {last}]."},
    "running": {"short": "{title} läuft noch."},
    "released": {"short": "{title} erschien am {day}."},
    "to_come": {"short": "{title} erscheint am {day}."},
    "seasons": {"short": "{title} hat {seasons}[ mit {episodes}]."},
    "cast": {"short": "In {title} spielen {cast}."},
    "director": {"short": "{title} ist von {director}."},
    "rating": {"short": "Die Nutzer von TMDB geben {title} {rating} von 10 Punkten."},
    "runtime": {"short": "{title} dauert {runtime}."},
    "trending": {"short": "Beliebt in dieser Woche: {titles}."},
    "recommend": {"short": "Du könntest {titles} ansehen."},
}
PHRASES: dict[str, str] = {
    "{} and {}": "{} und {}",
    "{} or {}": "{} oder {}",
    "season {}, episode {}": "Staffel {}, Folge {}",
    "a film": "ein Film",
    "a series": "eine Serie",
    "one season": "eine Staffel",
    "{} seasons": "{} Staffeln",
    "{} episodes": "{} Folgen",
}
REPLIES: dict[str, str] = {
    "TMDB needs a key. Add a credential to the domain in the admin.": (
        "TMDB braucht einen Schlüssel. Trage im Admin bei der Domain einen ein."
    ),
    "I know no film or series called {}. Did you mean {}?": (
        "Ich kenne keinen Film und keine Serie namens {}. Meintest du {}?"
    ),
    "I know no film or series called {}.": "Ich kenne keinen Film und keine Serie namens {}.",
    "Which film or series do you mean?": "Welchen Film oder welche Serie meinst du?",
    "I do not know that of {}.": "Das weiß ich von {} nicht.",
    "I do not know what is on television. I know films and series, and where they can be streamed.": (
        "Was im Fernsehen läuft, weiß ich nicht. Ich kenne Filme und Serien und weiß, wo es sie gibt."
    ),
    "I found nothing that fits.": "Ich habe nichts Passendes gefunden.",
    "In which country do you watch? Set it in the options of the domain.": (
        "In welchem Land siehst du fern? Das steht in den Optionen der Domain."
    ),
}
