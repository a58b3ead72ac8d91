"""The sentences about games, and the words in them, in German. Team names stand without an article."""

TEMPLATES: dict[str, dict[str, str]] = {
    "next": {
        "short": "{team}: nächstes Spiel {where} gegen {opponent} {when}[, {cup}][, {venue}][, auf {channel}].",
        "long": "{team}: nächstes Spiel {where} gegen {opponent} {date}[, {league}][, {venue}][, auf {channel}].",
    },
    "plays": {
        "short": "{team} {where} gegen {opponent} {when}[, {venue}][, auf {channel}].",
        "long": "{team} {where} gegen {opponent} {date}[, {league}][, {venue}][, auf {channel}].",
    },
    "none_next": {"short": "{span} spielt {team} nicht. Das nächste Spiel ist {when} {where} gegen {opponent}."},
    "none_last": {
        "short": "{span} hat {team} nicht gespielt. Das letzte Spiel {when}: {result} {where} gegen {opponent}"
        "[{ending}]."
    },
    "playing": {"short": "{team} spielt gerade {where} gegen {opponent}: {standing}[, {clock}]."},
    "over": {
        "short": "Für {team} ist kein Spiel mehr angesetzt. Das letzte Spiel {when}: {result} {where} gegen {opponent}"
        "[{ending}]."
    },
    "result": {
        "short": "{team} hat {when} {where} gegen {opponent} {result}[{ending}].",
        "long": "{team} hat {date} {where} gegen {opponent} {result}[{ending}][, {league}][, {venue}].",
    },
    "off": {"short": "Das Spiel {team} gegen {opponent} {when} ist {off}."},
    "live": {
        "short": "{team} {standing} {where} gegen {opponent}[, {clock}].",
        "long": "{team} {standing} {where} gegen {opponent}[, {clock}][, {league}][, {venue}][, auf {channel}].",
    },
    "games": {"short": "{team}: {summary}.", "long": "{team}: {details}."},
    "day": {
        "short": "{league}, {count} {span}: {summary}[, auf {station}].",
        "long": "{league}, {count} {span}: {details}.",
    },
    "day_none": {"short": "{league}: {span} kein Spiel[{week}][. Das nächste ist {next}]."},
    "rank": {
        "short": "{team} ist auf Platz {rank} der Tabelle {group}[, mit {record}].",
        "long": "{team} ist auf Platz {rank} der Tabelle {group}[, mit {record}][ aus {played} Spielen].",
    },
    "record": {"short": "{team} hat {record}."},
    "table": {"short": "{summary}.", "long": "{details}."},
}
PHRASES = {
    "or": "oder", "and": "und", "today": "heute", "tonight": "heute Abend", "tomorrow": "morgen",
    "yesterday": "gestern", "last night": "gestern Abend", "this morning": "heute Morgen",
    "this afternoon": "heute Nachmittag", "tomorrow morning": "morgen früh", "tomorrow afternoon": "morgen Nachmittag",
    "tomorrow night": "morgen Abend", "on {}": "am {}", "{} at {}": "{} um {}", "from {} to {}": "von {} bis {}",
    "at home": "zu Hause", "away": "auswärts", "on neutral ground": "auf neutralem Platz",
    "won {} to {}": "{} zu {} gewonnen", "lost {} to {}": "{} zu {} verloren", "drew {} to {}": "{} zu {} gespielt",
    "and won {}": "und {} gewonnen", "and lost {}": "und {} verloren",
    "won": "gewonnen", "lost": "verloren", "drew": "unentschieden gespielt",
    "lead {} to {}": "führt {} zu {}", "trail {} to {}": "liegt {} zu {} zurück",
    "are level at {} to {}": "steht {} zu {}",
    "are playing right now": "spielt gerade",
    "after overtime": "nach Verlängerung", "after a shootout": "nach Penaltyschießen",
    "after extra time": "nach Verlängerung", "on penalties": "nach Elfmeterschießen",
    "after {} innings": "nach {} Innings",
    "postponed": "verschoben", "cancelled": "abgesagt",
    "{} against {}": "{} gegen {}", "and {} more": "und {} weitere",
    ", nor in the week after": ", auch nicht in der Woche danach",
    "one game": "ein Spiel", "{} games": "{} Spiele",
    "it is half-time": "es ist Halbzeit", "in the {} quarter": "im {} Viertel", "in the {} half": "in der {} Hälfte",
    "in the {} period": "im {} Drittel", "in overtime": "in der Verlängerung", "with {} left": "noch {}",
    "at the top of the {} inning": "in der ersten Hälfte des {} Innings",
    "at the bottom of the {} inning": "in der zweiten Hälfte des {} Innings",
    "in the middle of the {} inning": "in der Mitte des {} Innings",
    "at the end of the {} inning": "am Ende des {} Innings",
    "after {} minutes": "nach {} Minuten", "after the {} quarter": "nach dem {} Viertel",
    "after the {} period": "nach dem {} Drittel", "the game is delayed": "das Spiel ist unterbrochen",
    "{} points": "{} Punkten",
    "one win": "einem Sieg", "one loss": "einer Niederlage", "one tie": "einem Unentschieden",
    "one point": "einem Punkt",
    "{} wins": "{} Siegen", "{} losses": "{} Niederlagen", "{} ties": "{} Unentschieden",
    "{} lead {} with {}": "{}: Erster ist {} mit {}", "ahead of {}": "vor {}", "{} with {}": "{} mit {}",
}  # fmt: skip
REPLIES = {
    "Which team or league do you mean?": "Welche Mannschaft oder Liga meinst du?",
    "Do you mean {}?": "Meinst du {}?",
    "My sports source does not know a team called {}.": "Meine Sportquelle kennt keine Mannschaft namens {}.",
    "My sports source does not know a team called {}. Did you mean {}?": (
        "Meine Sportquelle kennt keine Mannschaft namens {}. Meintest du {}?"
    ),
    "My sports source has nothing about {}.": "Meine Sportquelle weiß nichts über {}.",
    "No game of {} is scheduled right now.": "Für {} ist zurzeit kein Spiel angesetzt.",
    "There is no table of {} right now.": "Für {} gibt es zurzeit keine Tabelle.",
    "I find no game of {} against {}.": "Ich finde kein Spiel von {} gegen {}.",
    "The sports service gave an answer that makes no sense.": (
        "Der Sportdienst hat eine Antwort gegeben, die keinen Sinn ergibt."
    ),
}
