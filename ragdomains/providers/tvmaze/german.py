"""The sentences about series, and the words in them, in German."""

TEMPLATES: dict[str, dict[str, str]] = {
    "about": {
        "short": "{title} ist {sort}[ aus dem Jahr {since}][ auf {network}].[ {summary}]",
        "long": "{title} ist {sort}[ aus dem Jahr {since}][ auf {network}][, Bewertung {rating} von 10].[ {summary}]",
    },
    "channel": {"short": "{title} läuft auf {network}."},
    "stream": {"short": "{title} gibt es bei {network}."},
    "on_it": {"short": "Ja, {title} gibt es bei {network}."},
    "elsewhere": {"short": "{title} gehört zu {network}. Ob {asked} es auch hat, kann ich nicht sehen."},
    "next": {"short": "Die nächste Folge von {title}[, {number},] kommt am {when}[ auf {network}]."},
    "no_next": {"short": "Für {title} ist noch keine weitere Folge angekündigt[; die letzte kam am {last}]."},
    "ended": {"short": "{title} ist zu Ende[; die letzte Folge kam am {last}]."},
    "running": {"short": "{title} läuft noch[ auf {network}]."},
    "undecided": {"short": "Ob {title} weitergeht, ist noch nicht entschieden[; die letzte Folge kam am {last}]."},
    "to_come": {"short": "{title} wird noch gedreht[ für {network}]."},
    "premiere": {"short": "{title} begann am {premiered}[ auf {network}]."},
    "seasons": {"short": "{title} hat {seasons}[ mit {episodes}]."},
    "cast": {"short": "In {title} spielen {cast}."},
    "rating": {"short": "Die Zuschauer von TVmaze geben {title} {rating} von 10 Punkten."},
    "runtime": {"short": "Eine Folge von {title} dauert {runtime}."},
    "schedule": {"short": "{day}[ auf {channel}]: {programme}."},
    "recommend": {"short": "{day} würde ich mir ansehen: {programme}."},
}
PHRASES: dict[str, str] = {
    "{} and {}": "{} und {}",
    "{} from {}": "{} von {}",
    "season {}, episode {}": "Staffel {}, Folge {}",
    "{} at {}": "{} um {}",
    "{} at {} on {}": "{} um {} auf {}",
    "{} on {}": "{} auf {}",
    "{}s": "{}s",
    "one season": "eine Staffel",
    "{} seasons": "{} Staffeln",
    "{} episodes": "{} Folgen",
    "tonight": "heute Abend",
    "today": "heute",
    "right now": "gerade jetzt",
    "tomorrow": "morgen",
    "tomorrow evening": "morgen Abend",
    "on {}": "am {}",
    "a series": "eine Serie",
    "an animated series": "eine Zeichentrickserie",
    "a documentary series": "eine Dokumentarserie",
    "a reality show": "eine Reality-Show",
    "a talk show": "eine Talkshow",
    "a game show": "eine Spielshow",
    "a panel show": "eine Ratesendung",
    "a news programme": "eine Nachrichtensendung",
    "a sports programme": "eine Sportsendung",
    "a variety show": "eine Unterhaltungssendung",
    "an award show": "eine Preisverleihung",
    "Its story I only have in English.": "Den Inhalt habe ich nur auf Englisch.",
}
REPLIES: dict[str, str] = {
    "Films I do not know. I know series, and what is on television.": (
        "Filme kenne ich nicht. Ich kenne Serien und das Fernsehprogramm."
    ),
    "Which series do you mean?": "Welche Serie meinst du?",
    "I know no series called {}. Did you mean {}?": "Ich kenne keine Serie namens {}. Meintest du {}?",
    "I know no series called {}, and films I do not know at all.": (
        "Ich kenne keine Serie namens {}, und Filme kenne ich gar nicht."
    ),
    "I do not know what is popular right now. I can tell you what is on and when.": (
        "Was gerade beliebt ist, weiß ich nicht. Ich kann dir sagen, was wann läuft."
    ),
    "I do not know where {} runs.": "Ich weiß nicht, wo {} läuft.",
    "I do not know who plays in {}.": "Ich weiß nicht, wer in {} mitspielt.",
    "I do not know that of {}.": "Das weiß ich von {} nicht.",
    "The guide lists nothing on {} then.": "Auf {} steht dann nichts im Programm.",
    "The guide lists nothing then.": "Dann steht nichts im Programm.",
    "The guide lists no {} then.": "Dann steht nichts dieser Art im Programm: {}.",
    "The guide reaches {} days ahead only.": "Das Programm reicht nur {} Tage voraus.",
    "I only know what is still to come.": "Ich kenne nur, was noch kommt.",
    "In which country do you watch? Set it in the options of the domain.": (
        "In welchem Land siehst du fern? Das steht in den Optionen der Domain."
    ),
    "I cannot tell you what to watch by taste. I can tell you what is on tonight.": (
        "Nach Geschmack kann ich nichts empfehlen. Ich kann dir sagen, was heute Abend läuft."
    ),
}
