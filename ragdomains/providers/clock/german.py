"""The clock's sentences and words in German."""

TEMPLATES = {
    "time": {"short": "Es ist {time}[ in {place}][, {other_day}].", "long": "Es ist {time}[ in {place}], {today}."},
    "zone": {"short": "[{place} liegt in der Zeitzone ][{here} ]{zone}, {offset}; dort ist es {time}."},
    "difference": {
        "short": "{second} ist {difference} {first}[: dort ist es {second_time}, in {first_city} {first_time}].",
    },
    "same_time": {"short": "{second} und {first} haben dieselbe Zeit[: es ist {second_time}]."},
    "converted": {"short": "Wenn es in {first} {first_time} ist, ist es in {second} {second_time}[ {shift}]."},
    "shifted": {"short": "{when} {time}[ in {place}][, {other_day}]."},
    "change": {"short": "Die Uhren werden[ in {place}] am {day} um {by} {way}."},
    "no_change": {"short": "Die Uhren werden in {here} nicht umgestellt."},
    "today": {
        "short": "Heute ist {date}[ in {place}].",
        "long": "Heute ist {date}[ in {place}], Kalenderwoche {week}.",
    },
    "date": {"short": "{name} ist {date}.", "long": "{name} ist {date}, Kalenderwoche {week}."},
    "weekday": {"short": "{date} ist ein {weekday}.", "long": "{date} ist ein {weekday}, Kalenderwoche {week}."},
    "was": {"short": "{date} war ein {weekday}."},
    "date_was": {"short": "{name} war {date}."},
    "week": {"short": "Es ist Kalenderwoche {week}.", "long": "Es ist Kalenderwoche {week} im Jahr {year}."},
    "week_of": {"short": "{date} liegt in Kalenderwoche {week}."},
    "leap": {"short": "{year} ist ein Schaltjahr."},
    "no_leap": {"short": "{year} ist kein Schaltjahr."},
    "until": {"short": "Noch {amount} bis {what}."},
    "since": {"short": "{what}: das ist {amount} her."},
    "is_today": {"short": "{what} ist heute."},
    "between": {"short": "Von {first} bis {second}: {amount}."},
    "month_days": {"short": "Der {month} hat {days} Tage."},
    "until_time": {"short": "Noch {amount} bis {time}[, {day}]."},
    "since_time": {"short": "{time}[, {day}]: das ist {amount} her."},
    "holiday": {"short": "{day} ist {holiday}; ob das ein freier Tag ist, hängt von der Region ab."},
    "working_day": {"short": "{day} ist {holiday}; das ist kaum irgendwo ein freier Tag."},
    "no_holiday": {"short": "{day} ist kein Feiertag, den ich kenne[; der nächste ist {next}]."},
    "holidays": {"short": "{holidays}. Welche davon freie Tage sind, hängt von der Region ab."},
    "moon": {"short": "[{answer}, ]der Mond ist[ {day},] {phase}, zu {lit} Prozent beleuchtet."},
    "moon_next": {"short": "{phase} ist wieder am {day}, noch {amount}."},
    "moon_today": {"short": "{phase} ist heute."},
}
MOON = {
    "new moon": "Neumond", "first quarter": "das erste Viertel", "full moon": "Vollmond",
    "last quarter": "das letzte Viertel", "new": "neu", "a waxing crescent": "eine zunehmende Sichel",
    "in its first quarter": "im ersten Viertel", "a waxing gibbous": "zunehmend und mehr als halb voll",
    "full": "voll", "a waning gibbous": "abnehmend und noch mehr als halb voll",
    "in its last quarter": "im letzten Viertel", "a waning crescent": "eine abnehmende Sichel",
}  # fmt: skip
HOLIDAYS = {
    "New Year's Eve": "Silvester", "New Year's Day": "Neujahr", "Epiphany": "Heilige Drei Könige",
    "Valentine's Day": "Valentinstag", "Women's Day": "Frauentag", "Saint Patrick's Day": "St. Patrick's Day",
    "May Day": "Tag der Arbeit", "Mother's Day": "Muttertag", "Father's Day": "Vatertag",
    "German Unity Day": "Tag der Deutschen Einheit", "Reformation Day": "Reformationstag",
    "All Saints' Day": "Allerheiligen", "the first Sunday of Advent": "der erste Advent",
    "Saint Nicholas Day": "Nikolaus", "Christmas Eve": "Heiligabend", "Christmas Day": "der erste Weihnachtstag",
    "Boxing Day": "der zweite Weihnachtstag", "Shrove Tuesday": "Fastnacht", "Ash Wednesday": "Aschermittwoch",
    "Palm Sunday": "Palmsonntag", "Good Friday": "Karfreitag", "Easter Sunday": "Ostersonntag",
    "Easter Monday": "Ostermontag", "Ascension Day": "Christi Himmelfahrt", "Pentecost": "Pfingstsonntag",
    "Whit Monday": "Pfingstmontag", "Corpus Christi": "Fronleichnam",
}  # fmt: skip
PHRASES = {
    "today": "heute",
    "here": "uns",
    "home": "zu Hause",
    "here the zone is": "hier gilt die Zeitzone",
    "your time zone": "deiner Zeitzone",
    "the next day": "am nächsten Tag",
    "the day before": "am Vortag",
    "ahead of {}": "vor {}",
    "behind {}": "hinter {}",
    "the same as UTC": "gleich UTC",
    "in {} it will be": "In {} ist es",
    "{} ago it was": "Vor {} war es",
    "forward": "vorgestellt",
    "back": "zurückgestellt",
    "It is {}": "{}",
    "It has been {}": "{}",
    "about {}": "etwa {}",
    "{} and {}": "{} und {}",
    "minute": "Minute",
    "minutes": "Minuten",
    "hour": "Stunde",
    "hours": "Stunden",
    "day": "Tag",
    "days": "Tage",
    "week": "Woche",
    "weeks": "Wochen",
    "month": "Monat",
    "months": "Monate",
    "year": "Jahr",
    "years": "Jahre",
    "tomorrow": "morgen",
    "then": "dann",
    "{} on {}": "{} am {}",
    **MOON,
    **HOLIDAYS,
}
# What is said in a question, by what the rest of the clock reads.
UNITS = {"tag": "day", "woche": "week", "monat": "month", "jahr": "year", "stunde": "hour"}
COUNTS = {
    "ein": 1, "eine": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "vierzig": 40,
    "fünfundvierzig": 45, "fünfzig": 50, "sechzig": 60, "neunzig": 90,
}  # fmt: skip
# What is said where there is no answer, by what English says.
REPLIES = {
    "I know no day of that name.": "Einen Tag dieses Namens kenne ich nicht.",
    "Until which date? Please name a day or a holiday.": (
        "Bis zu welchem Tag? Bitte nenne einen Tag oder einen Feiertag."
    ),
    "I do not know the time zone of {}. Which bigger city has the same time?": (
        "Ich kenne die Zeitzone von {} nicht. Welche größere Stadt hat dieselbe Zeit?"
    ),
    "{} has several time zones. Which city there do you mean?": (
        "{} hat mehrere Zeitzonen. Welche Stadt dort meinst du?"
    ),
}
