"""Everyday wordings that were once taken for something else; none of them is among the examples that ship."""

import pytest

from intents.classifier import Classifier
from intents.followups import Turn, resolve
from intents.slots import Names
from intents.splitter import Splitter
from intents.words import normalise
from tests.intents.rows import seed_intents, seed_patterns
from tests.intents.talks import NOW

READ = """
en|is today or tomorrow better for cutting the hedge|weather_forecast
en|which day would be best to paint the shed|weather_forecast
en|will i have to scrape the windscreen before work|weather_temperature
en|is there ice on the roads this morning|weather_temperature
en|are they letting planes land at heathrow|airport_delays
en|who have the knicks got on friday|sports_game
en|how many games behind are the knicks|sports_standings
en|what's on my plate on monday|calendar
en|is there anything in the news about wolves|news_topic
en|has there been any more on the strike|news_topic
en|where's AAPL trading|stock_price
en|put some chopin on|play_music
en|how come ice floats|general_knowledge
en|is lisbon bigger than porto|general_knowledge
en|how warm should a greenhouse be|general_knowledge
en|how much does it cost to leave the lights on|general_knowledge
en|which toner does the printer take|documents
en|who do i ring about a leak|documents
en|am i allowed to grill on the balcony at night|documents
en|how long have the carrots got|timers
en|pop some soap on the shopping list|lists
en|write a python script that sorts names|none
en|driveway gate close|device_command
en|can you iron my blouse|none
en|will it bucket down in leeds tonight|weather_rain
en|how cold is uranus|general_knowledge
en|how is ethereum doing|stock_price
de|wo steht der hsv|sports_standings
de|was ist siemens an der börse wert|stock_price
de|mach uns ein bisschen musik an|play_music
de|wiederhol das bitte|repeat
en|could you walk our dog|none
en|remind me to iron my blouse|reminders
en|how did man utd do yesterday|sports_score
en|the knicks are at home|sports_game
en|whats the footsie up to|stock_market
en|put adele on in the den|play_music
en|is it dark out yet|weather_sun
en|has anyone shut the shed|device_status
en|did you lock the van|device_status
en|we are running low on soap|lists
en|can you make it a tad cooler in the den|device_command
en|how far is venus|general_knowledge
en|are flights getting into oslo|airport_delays
en|is there a funfair on this weekend|events_find
de|wer hat die lampe im keller angelassen|device_status
de|wie schreibt man rhododendron|spelling
de|liegt schalke noch auf platz zwei|sports_standings
de|was ist ein viertel von achtzig|calculate
de|wie weit ist es bis zum mars|general_knowledge
de|dreh bitte mal den ventilator ab|device_command
de|dreh den fernseher leiser|media_control
de|brauche ich eine dicke jacke|weather_temperature
de|wie groß ist der zeitunterschied zwischen rom und lima|time_now
de|wie hat union berlin gespielt|sports_score
de|gießt es in kiel|weather_rain
de|garagentor zumachen|device_command
de|kannst du meine bluse bügeln|none
de|badheizung auf einundzwanzig grad|device_command
de|wo kann man succession schauen|watch_where
de|wann kommt die nächste folge von succession|show_info
de|was läuft heute abend in der glotze|watch_recommend
de|ist es in kiel gerade stürmisch|weather_wind
de|wie funktioniert eine heizung|general_knowledge
de|muss ich morgen das auto freikratzen oder nicht|weather_temperature
"""
FOREIGN = """
¿Qué tiempo hará el domingo?
apaga la luz del pasillo
dónde están las llaves del coche
quelle heure est-il maintenant
allume la lampe de la chambre
est-ce qu'il neige à grenoble
spegni la luce del bagno
hoe laat is het
"""
NOT_FOREIGN = """
what does merci mean
who sang la vida loca
how do you say buenas noches
the weather in san sebastian
paella recipe
wie sagt man danke auf spanisch
"""


@pytest.mark.parametrize("row", READ.strip().splitlines())
def test_an_everyday_wording_is_read_for_what_it_is(row: str, shipped_classifier: Classifier) -> None:
    language, text, intent = row.split("|")
    assert (shipped_classifier.classify(text, language).intent or "none") == intent


TALKS = """
did the bruins win|how many wins have they got|sports_standings
did the bruins win|where are they in the table|sports_standings
when do the knicks play|when's the next one|sports_game
tell me about the show fargo|when's the next one out|show_info
how is the show fargo|who plays in it|show_info
where can i watch fargo|how many seasons are there|show_info
any news about spacex|and nasa|news_topic
when do the bins go out|and the recycling|documents
when do the bins go out|which ones this week|documents
how do i reset the boiler|and the router|documents
did the bruins win|what was the score|sports_score
add soap to the shopping list|and matches|lists
when do the knicks play|are they at home|sports_game
is there anything on in town on saturday|for kids|events_find
how much is 50 dollars in euros|and 80|exchange_rate
"""


@pytest.mark.parametrize("row", TALKS.strip().splitlines())
def test_what_it_leans_on_tells_what_it_is_about(row: str, shipped_classifier: Classifier) -> None:
    first, then, intent = row.split("|")
    topics = {name: each.category for name, each in seed_intents().items()}
    found = resolve(then, [Turn(first)], shipped_classifier, Names.build(), NOW, None, categories=topics)
    assert found.match.intent == intent, found


def test_none_of_these_stands_among_the_examples() -> None:
    own = {normalise(row.text) for row in seed_patterns() if row.type == "example"}
    asked = [row.split("|")[1] for row in READ.strip().splitlines()]
    assert [text for text in [*asked, *FOREIGN.strip().splitlines()] if normalise(text) in own] == []


def test_another_language_is_told_and_not_guessed_at(shipped_classifier: Classifier) -> None:
    found = {text: shipped_classifier.classify(text).intent for text in FOREIGN.strip().splitlines()}
    assert set(found.values()) == {"other_language"}, found


def test_foreign_words_within_a_question_are_none(shipped_classifier: Classifier) -> None:
    found = {text: shipped_classifier.classify(text).intent for text in NOT_FOREIGN.strip().splitlines()}
    assert "other_language" not in found.values(), found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("shut the blinds would you", "shut the blinds"),
        ("will it rain do you reckon", "will it rain"),
        ("be a dear and turn the fan on", "turn the fan on"),
        ("any chance you could dim the lights", "dim the lights"),
        ("id like the fan on ta", "i would like the fan on"),
        ("thats not what i said", "that is not what i said"),
        ("its stuffy in here", "it is stuffy in here"),
        ("what do you think", "what do you think"),
        ("ok google close the blinds", "close the blinds"),
        ("alexa is it raining", "is it raining"),
        ("alexa is a company", "alexa is a company"),
        ("how do you say cheers", "how do you say cheers"),
        ("what would you", "what would you"),
    ],
)
def test_homely_courtesy_is_taken_off_and_nothing_else(text: str, plain: str) -> None:
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("news and weather please", ["news", "weather please"]),
        ("the weather and the time", ["the weather", "the time"]),
        ("welcher wochentag ist der 3. oktober", ["welcher wochentag ist der 3. oktober"]),
        ("close the curtains would you", ["close the curtains would you"]),
        ("salt and vinegar", ["salt and vinegar"]),
    ],
)
def test_topics_and_numbered_days_are_taken_apart_rightly(
    text: str, parts: list[str], shipped_splitter: Splitter
) -> None:
    assert list(shipped_splitter.split(text)) == parts
