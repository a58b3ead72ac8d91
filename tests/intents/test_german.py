"""German is understood by its own tables and rows: intents, orders, days, slots, several questions, follow-ups."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from intents.actions import action_of
from intents.classifier import Classifier
from intents.days import find_days
from intents.followups import Turn, resolve
from intents.german_clauses import GermanClauses
from intents.reading import Understood
from intents.slots import Names, fill
from intents.splitter import Splitter
from intents.words import normalise
from ragdomains.types import Spot
from tests.intents.rows import seed_intents, seed_patterns, seed_split_rules
from tests.intents.talks import named

NOW = datetime(2026, 3, 11, 15, 0, tzinfo=ZoneInfo("Europe/Oslo"))  # a Wednesday
HOME = Spot("Bergen", 60.4, 5.3, "Europe/Oslo", "Norway", True)
D = date
PATTERNS = [row for row in seed_patterns() if row.language == "de"]
CLASSIFIER = Classifier.build(list(seed_intents().values()), PATTERNS)
CATEGORIES = {name: row.topic for name, row in seed_intents().items()}
SPLITTER = Splitter.build([row for row in seed_split_rules() if row.language == "de"], (), GermanClauses())
QUESTIONS = """
weather_now|wie ist denn das Wetter heute bei uns
weather_now|Wie ist das Wetter in Frankfurt?
weather_forecast|Wie wird das Wetter übermorgen in Bern?
weather_forecast|sag mir bitte das Wetter für Sonntag
weather_rain|Soll ich einen Regenschirm einpacken?
weather_rain|wird es am Freitag regnen
weather_rain|fällt morgen Schnee
weather_temperature|wie viel Grad hat es in Salzburg
weather_temperature|Wie kalt wird es am Montag?
weather_wind|ist es am Meer sehr windig
weather_sun|wann geht am Freitag die Sonne unter
time_now|Kannst du mir bitte sagen, wie spät es ist?
time_now|wie viel Uhr ist es in Madrid
date_today|welches Datum haben wir morgen
days_until|wie viele Tage sind es noch bis Halloween
calculate|was ist 7 mal 9
calculate|wie viel sind 30 Prozent von 90
convert_units|wie viele Kilometer sind 12 Meilen
convert_units|rechne 3 Zoll in Zentimeter um
device_command|schalte bitte das Licht im Bad aus
device_command|mach die Rollläden im Wohnzimmer runter
device_command|stell die Heizung im Büro auf 20 Grad
device_status|ist das Fenster im Bad zu?
device_status|ist die Garage abgeschlossen?
device_status|wer ist zu Hause
device_status|ist Oma daheim?
media_control|spring zum nächsten Lied
media_control|mach die Musik leiser
timers|stell einen Timer auf sieben Minuten
alarms|weck mich am Montag um sechs
alarms|stell den Wecker auf halb acht
reminders|erinnere mich heute Abend an die Wäsche
lists|setz Tomaten auf die Einkaufsliste
calendar|habe ich morgen einen Termin
news_headlines|was gibt es heute Neues
sports_score|wie hat Hamburg gestern gespielt
sports_score|hat Union Berlin gewonnen
sports_game|wann spielt Frankfurt das nächste Mal
stock_price|wie steht die Aktie von Adidas
play_music|spiel etwas von den Ärzten
greeting|guten Morgen, Athena
goodbye|tschüss, bis morgen
thanks|vielen herzlichen Dank
never_mind|ach, vergiss es
affirm|ja, genau
deny|nein, danke
who_are_you|wer bist du eigentlich
general_knowledge|wie hoch ist der Kölner Dom
|mein Onkel hat früher gern gekocht
|der Hund träumt auf dem Sofa
"""


@pytest.mark.parametrize(("intent", "text"), [line.split("|") for line in QUESTIONS.strip().splitlines()])
def test_the_intent_of_a_german_question_is_found(intent: str, text: str) -> None:
    assert CLASSIFIER.classify(text, "de").intent == intent


@pytest.mark.parametrize("text", ["Regenschirm", "die Aktie", "ein Wecker"])
def test_a_german_sign_counts_only_where_german_is_spoken(text: str) -> None:
    german, english = CLASSIFIER.classify(text, "de"), CLASSIFIER.classify(text, "en")
    assert "keyword" in german.scores[0].reason
    assert not any("keyword" in score.reason for score in english.scores)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Wie ist das Wetter?", "wie ist das wetter"),
        ("Hey Athena, kannst du mir bitte sagen, wie spät es ist", "wie spät es ist"),
        ("Mach das Licht im Wohnzimmer an, bitte", "mach das licht im wohnzimmer an"),
        ("Weißt du vielleicht, ob es in Köln schneit?", "ob es in köln schneit"),
        ("Um wie viel Uhr geht die Sonne auf?", "um wie viel uhr geht die sonne auf"),
        ("Er ist größer als ich", "er ist größer als ich"),
        ("Hallo, wie warm ist es?", "wie warm ist es"),
        ("Im Bad", "im bad"),
        ("danke", "danke"),
        ("im tired", "i am tired"),
    ],
)
def test_german_words_survive_and_german_courtesy_goes(text: str, same: str) -> None:
    assert normalise(text) == same


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mach das Licht im Wohnzimmer an", "turn_on"),
        ("schalte bitte die Heizung im Bad aus", "turn_off"),
        ("Könntest du das Licht im Flur ausschalten", "turn_off"),
        ("mach die Lampe an der Wand aus", "turn_off"),
        ("mach Licht", "turn_on"),
        ("mach Licht im Flur", "turn_on"),
        ("mach Licht im Flur an", "turn_on"),
        ("mach Licht im ganzen Haus aus", "turn_off"),
        ("Licht aus", "turn_off"),
        ("mach das Garagentor auf", "open"),
        ("zieh die Vorhänge zu", "close"),
        ("schließ die Fenster", "close"),
        ("schließ die Haustür ab", "lock"),
        ("schließ die Haustür auf", "unlock"),
        ("dreh die Heizung auf", "increase"),
        ("dreh die Heizung auf 22 Grad", "set"),
        ("mach die Musik leiser", "decrease"),
        ("mach es heller", "brighten"),
        ("lauter", "increase"),
        ("pausiere die Musik", "pause"),
    ],
)
def test_a_german_order_says_what_is_to_be_done(text: str, name: str) -> None:
    action = action_of(text, "de")
    assert action is not None
    assert (action.name, action.orders) == (name, True)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("ist die Haustür zu?", "closed"),
        ("ist das Licht in der Küche noch an", "on"),
        ("sind alle Fenster geschlossen?", "closed"),
        ("habe ich die Tür abgeschlossen?", "locked"),
        ("ist der Herd aus?", "off"),
    ],
)
def test_a_german_question_about_a_device_is_no_order(text: str, state: str) -> None:
    action = action_of(text, "de")
    assert action is not None
    assert (action.asks, action.state) == (True, state)


@pytest.mark.parametrize(
    "text",
    [
        "mach das Licht nicht an",
        "öffne die Tür nicht",
        "schalte nicht das Licht aus",
        "bitte nicht das Licht ausmachen",
        "mach die Heizung im Bad nicht aus",
        "mach kein Licht an",
        "mach das Licht nicht wieder an",
        "schalte das Licht auf keinen Fall aus",
        "schalte auf keinen Fall das Licht aus",
        "schließ die Haustür bitte niemals ab",
        "du sollst das Licht nicht ausmachen",
    ],
)
def test_what_is_forbidden_in_german_is_no_order(text: str) -> None:
    action = action_of(text, "de")
    assert action is None or not action.orders


@pytest.mark.parametrize(
    ("text", "first", "last", "part"),
    [
        ("heute", D(2026, 3, 11), D(2026, 3, 11), ""),
        ("donnerstag in einer woche", D(2026, 3, 19), D(2026, 3, 19), ""),
        ("heute in acht tagen", D(2026, 3, 18), D(2026, 3, 18), ""),
        ("übernächsten freitag", D(2026, 3, 20), D(2026, 3, 20), ""),
        ("nächste woche dienstag", D(2026, 3, 17), D(2026, 3, 17), ""),
        ("heute morgen", D(2026, 3, 11), D(2026, 3, 11), "morning"),
        ("morgen", D(2026, 3, 12), D(2026, 3, 12), ""),
        ("morgen früh", D(2026, 3, 12), D(2026, 3, 12), "morning"),
        ("übermorgen", D(2026, 3, 13), D(2026, 3, 13), ""),
        ("am dienstag", D(2026, 3, 17), D(2026, 3, 17), ""),
        ("am dienstag abend", D(2026, 3, 17), D(2026, 3, 17), "evening"),
        ("dieses wochenende", D(2026, 3, 14), D(2026, 3, 15), ""),
        ("in zwei stunden", D(2026, 3, 11), D(2026, 3, 11), "afternoon"),
        ("in einer woche", D(2026, 3, 18), D(2026, 3, 18), ""),
        ("vor drei tagen", D(2026, 3, 8), D(2026, 3, 8), ""),
        ("nächsten freitag", D(2026, 3, 20), D(2026, 3, 20), ""),
        ("letzten montag", D(2026, 3, 9), D(2026, 3, 9), ""),
        ("nächste woche", D(2026, 3, 16), D(2026, 3, 22), ""),
        ("in den nächsten fünf tagen", D(2026, 3, 11), D(2026, 3, 15), ""),
        ("am 24. dezember", D(2026, 12, 24), D(2026, 12, 24), ""),
        ("am 5.6.", D(2026, 6, 5), D(2026, 6, 5), ""),
        ("24.12.2027", D(2027, 12, 24), D(2027, 12, 24), ""),
        ("im juli", D(2026, 7, 1), D(2026, 7, 31), ""),
        ("bis ostern", D(2026, 4, 5), D(2026, 4, 5), ""),
        ("von montag bis mittwoch", D(2026, 3, 16), D(2026, 3, 18), ""),
    ],
)
def test_german_days_are_found(text: str, first: date, last: date, part: str) -> None:
    found = find_days(text, NOW, "de")
    assert found is not None
    assert (found.days.first, found.days.last, found.days.part) == (first, last, part)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("morgen um halb acht", ("07:30",)),
        ("heute abend um acht", ("20:00",)),
        ("mach das licht um zehn aus", ("22:00",)),
        ("am freitag um 20 uhr", ("20:00",)),
        ("morgen um viertel vor neun", ("08:45",)),
        ("um 7 uhr 30 abends", ("19:30",)),
        ("von 15 bis 17 uhr", ("15:00", "17:00")),
        ("in einer halben stunde", ("15:30",)),
        ("am 24.12.", ()),
    ],
)
def test_german_times_of_day_are_found(text: str, times: tuple[str, ...]) -> None:
    found = find_days(text, NOW, "de")
    assert found is not None
    assert found.times == times


SLOTS = [
    ("weather", "Wie wird das Wetter morgen in Hamburg?", {"place": "Hamburg", "days": "morgen"}),
    ("weather", "wie ist das wetter in münchen", {"place": "münchen"}),
    ("weather", "regnet es am Wochenende in der Schweiz?", {"place": "Schweiz", "days": "am Wochenende"}),
    ("weather", "Wetter Berlin", {"place": "Berlin"}),
    ("weather", "wie ist das Wetter hier", {"place": "Bergen"}),
    ("control", "mach das Licht im Wohnzimmer an", {"action": "turn_on", "device": "light", "area": "living room"}),
    ("control", "stell die Heizung im Bad auf einundzwanzig Grad",
     {"action": "set", "device": "heating", "area": "bathroom", "temperature": "21"}),
    ("control", "dimme die Lampe im Esszimmer auf 30 Prozent",
     {"action": "dim", "device": "light", "area": "dining room", "brightness": "30"}),
    ("control", "mach das Licht im Kinderzimmer blau", {"action": "set", "area": "kids room", "color": "blue"}),
    ("control", "mach alle Lichter aus außer im Flur", {"action": "turn_off", "except": "im Flur"}),
    ("control", "ist die Haustür zu?", {"device": "door", "state": "closed"}),
    ("control", "ist das Küchenlicht an", {"device": "light", "area": "kitchen", "state": "on"}),
    ("control", "mach die Esszimmerlampe aus", {"action": "turn_off", "device": "light", "area": "dining room"}),
    ("control", "Schlafzimmerfenster zu", {"action": "close", "device": "window", "area": "bedroom"}),
    ("control", "Büro-Jalousie runter", {"action": "close", "device": "blind", "area": "office"}),
    ("control", "Werkstattlicht rot", {"action": "set", "color": "red", "area": "workshop"}),
    ("control", "dreh die Flurheizung auf 19 Grad", {"device": "heating", "area": "hallway", "temperature": "19"}),
    ("schedule", "stell einen Timer auf zehn Minuten", {"duration": "PT10M"}),
    ("schedule", "Timer auf anderthalb Stunden", {"duration": "PT1H30M"}),
    ("schedule", "weck mich morgen um halb sieben", {"time": "06:30", "days": "morgen um halb sieben"}),
    ("schedule", "erinnere mich morgen um acht an den Müll", {"time": "08:00", "item": "den Müll"}),
    ("lists", "setz Milch auf die Einkaufsliste", {"item": "Milch", "list": "Einkauf", "action": "add"}),
    ("general", "rechne 5 Meilen in Kilometer um", {"number": "5", "unit": "mi"}),
    ("general", "wer hat die Mona Lisa gemalt", {"topic": "die Mona Lisa"}),
    ("streaming", "spiele etwas Jazz im Wohnzimmer", {"genre": "jazz", "area": "living room"}),
    ("stocks", "wie steht die Apple Aktie", {"company": "Apple", "symbol": "AAPL"}),
    ("sports", "haben die Celtics gestern gewonnen", {"team": "Boston Celtics", "days": "gestern"}),
]  # fmt: skip


@pytest.mark.parametrize(("category", "text", "slots"), SLOTS, ids=[text for _, text, _ in SLOTS])
def test_german_slots_have_the_same_values_as_english_ones(category: str, text: str, slots: dict[str, str]) -> None:
    found = fill(text, Names.build(), NOW, HOME, category, "de")
    said = {**found.values, "place": found.spot and found.spot.name, "days": found.days and found.days.said}
    assert {name: said.get(name) for name in slots} == slots


@pytest.mark.parametrize(
    "parts",
    [
        ("Mach das Licht an", "wie wird das Wetter morgen?"),
        ("mach das Licht aus", "schließ die Tür ab"),
        ("wie spät ist es", "regnet es"),
        ("Stell einen Timer auf zehn Minuten", "spiel Musik"),
        ("das Licht an", "die Rollos hoch"),
        ("wann geht die Sonne auf", "kommt heute noch Schnee"),
        ("wie warm ist es", "wie viel Uhr ist es"),
        ("Timer auf fünf Minuten", "erinner mich an die Wäsche"),
    ],
)
@pytest.mark.parametrize("between", [" und ", ", ", " und danach "])
def test_several_german_questions_are_taken_apart(parts: tuple[str, ...], between: str) -> None:
    assert SPLITTER.split(between.join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "spiel Hänsel und Gretel",
        "Wie ist das Wetter in Bosnien und Herzegowina",
        "setz Milch und Eier auf die Liste",
        "Wenn es regnet, mach die Fenster zu",
        "mach das Licht im Wohnzimmer und in der Küche an",
        "wie ist das Wetter und was soll ich anziehen",
    ],
)
def test_one_german_question_stays_whole(text: str) -> None:
    assert SPLITTER.split(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "Wohnzimmerlampe auf dreißig Prozent",
        "die Badheizung auf 21 Grad bitte",
        "Kinderzimmerlicht rot",
        "Flurlicht an",
    ],
)
def test_a_room_and_its_device_in_one_word_are_told_what_to_be(text: str) -> None:
    match = CLASSIFIER.classify(text, "de")
    assert match.intent == "device_command"
    assert match.tier == "patterns"


def understood(*turns: str, asked: str = "") -> Understood:
    *earlier, text = turns
    said = [Turn(each) for each in earlier]
    return resolve(text, said, CLASSIFIER, Names.build(), NOW, HOME, asked=asked, language="de", categories=CATEGORIES)


TALKS = [
    (("wie ist das Wetter in Paris", "und morgen?"), "weather_forecast", {"place": "Paris", "days": "morgen"}),
    (("regnet es morgen in Oslo", "was ist mit Wien?"), "weather_rain", {"place": "Wien", "days": "morgen"}),
    (("wie ist das Wetter in Hamburg", "wie spät ist es dort"), "time_now", {"place": "Hamburg"}),
    (("wie ist das Wetter in Paris", "danke", "und morgen?"), "weather_forecast", {"place": "Paris"}),
    (("mach das Licht im Flur an", "mach es wieder aus"), "device_command", {"area": "hallway", "action": "turn_off"}),
    (("ist das Badlicht an", "dann mach es aus"), "device_command", {"area": "bathroom", "action": "turn_off"}),
    (("mach das Licht im Flur an", "wieder aus"), "device_command", {"area": "hallway", "action": "turn_off"}),
    (("mach das Licht im Flur an", "und in der Küche"), "device_command", {"area": "kitchen", "action": "turn_on"}),
    (("mach das Licht im Flur an", "das Schlafzimmer auch"), "device_command", {"area": "bedroom"}),
    (("mach das Licht im Flur an", "nein, ich meinte das Bad"), "device_command", {"area": "bathroom"}),
    (("dimme das Licht im Wohnzimmer", "heller"), "device_command", {"area": "living room", "action": "brighten"}),
    (("mach die Lampe an", "zu hell"), "device_command", {"device": "light", "action": "dim"}),
    (("wie wird das Wetter morgen in Bonn", "nicht Bonn, sondern Köln"), "weather_forecast", {"place": "Köln"}),
    (("wie wird das Wetter in Bonn am Freitag", "nein, am Samstag"), "weather_forecast", {"days": "am Samstag"}),
    (("stell die Heizung auf 20 Grad", "22 Grad"), "device_command", {"temperature": "22", "device": "heating"}),
    (("was ist 15 Prozent von 80", "mal zwei"), "calculate", {}),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "intent", "slots"), TALKS, ids=[" / ".join(turns) for turns, _, _ in TALKS])
def test_a_german_follow_up_is_completed(turns: tuple[str, ...], intent: str, slots: dict[str, str]) -> None:
    found = understood(*turns)
    values = named(found)
    assert found.match.intent == intent
    assert {name: values.get(name) for name in slots} == slots


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (("wie hoch ist der Eiffelturm", "wie alt ist er"), "wie alt ist der Eiffelturm"),
        (("wie hoch ist der Eiffelturm", "und der Kölner Dom?"), "wie hoch ist der Kölner Dom"),
        (("wer hat den Faust geschrieben", "wann?"), "wann hat den Faust geschrieben"),
    ],
)
def test_what_stands_for_an_earlier_name_is_written_out(turns: tuple[str, ...], text: str) -> None:
    assert understood(*turns).text == text


def test_a_german_reply_answers_the_question_of_the_assistant() -> None:
    either = "Meinst du Frankfurt am Main oder Frankfurt an der Oder?"
    chosen = understood("wie ist das Wetter in Frankfurt", "das zweite", asked=either)
    assert chosen.text == "wie ist das Wetter in Frankfurt an der Oder"
    agreed = understood("wie spät ist es", "ja", asked="Soll ich das Licht im Flur ausmachen?")
    assert named(agreed) == {"action": "turn_off", "device": "light", "area": "hallway"}
    assert named(understood("wie ist das Wetter", "in Ulm", asked="In welcher Stadt?"))["place"] == "Ulm"


def test_a_new_german_topic_takes_nothing_over() -> None:
    assert understood("wie ist das Wetter in Paris", "wer hat die Mona Lisa gemalt").slots.carried == ()
    assert understood("wie ist das Wetter in Paris", "vergiss es", "und morgen?").match.intent == ""
