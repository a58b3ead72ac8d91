"""The words that lead to a place, a table for each language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from intents.grammar import AUDIENCES, ENDS, JOINED_PLACES, NO_PLACE, NOT_BEFORE, ROOMS, THE, WEAK, table


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """How a language names places. The expressions ignore case; a place's name stands behind `before`."""

    before: re.Pattern[str]  # in, near, at
    here: re.Pattern[str]
    article: re.Pattern[str]
    at_room: re.Pattern[str]
    after_topic: re.Pattern[str]  # "weather Paris"
    before_topic: re.Pattern[str]  # "Paris weather"
    subjects: tuple[re.Pattern[str], ...]  # "how cold is Denver": the place, or a postal code, is x
    owner: re.Pattern[str]  # the 's of "Paris's weather"
    weak: frozenset[str]  # they lead only to a name with a capital
    unsure: frozenset[str]  # so do these, where the question is not about the weather
    ends: frozenset[str]
    no_place: frozenset[str]
    not_before: frozenset[str]
    within: frozenset[str]  # they cannot begin a name, but stand in one: Palm Spring, Cape May
    with_article: frozenset[str]
    joined: frozenset[str]
    rooms: frozenset[str]
    floors: frozenset[str]


def expression(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


# Like "in action" they name no place, but may stand within a name: Cape Town.
NO_NAMES = table("action cinemas common concert particular person question stock theaters theatres town")
# "to" leads to a place behind them, however it is written: "driving out to cape cod"
TRAVELS = "(?:driving|drive|flying|heading|headed|travell?ing|trip|coming|come)(?: back| down| out| over| up)?"
FEELS = "hot|cold|warm|cool|chilly|freezing|humid|dry|wet|windy|sunny|cloudy|rainy|snowy|foggy|mild"
ENGLISH = PlaceWords(
    before=expression(
        rf"\b(?:{TRAVELS} to|in|near|around|at|for|from|over in|out in|close to|outside of|round|to|of)\b\s+"
    ),
    here=expression(
        r"\b(?:(?:at|around|near) (?:my |our )?(?:home|house|place)|here|back home|where i am|my (?:location|area))\b"
    ),
    article=expression(r"the "),
    at_room=expression(r"\b(?:in|inside|of|for|at) (?:the |my |our )?((?:[a-z'’]+ )?[a-z]+)\b"),
    after_topic=expression(
        r"^(?:what'?s |how'?s |what is |how is |show |check |get |give me )?(?:the )?(?:current )?"
        r"(?:weather|forecast|temperature)(?: forecast| report| like)? (?=[^\W\d_])"
    ),
    before_topic=expression(
        r"((?:[^\W\d_][\w.'’-]*[ ,]+){1,4}?)"
        r"(?:weather|forecast|temperatures?|air quality|uv index|pollen count|sunset|sunrise)\b"
    ),
    subjects=(
        re.compile(rf"(?i:\bhow (?:{FEELS}) (?:is|was|does|will|gets?) )(?P<x>[A-Z].*)"),
        re.compile(rf"(?i:^(?:is|was) )(?P<x>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*) (?i:(?:\w+ )?(?:{FEELS})\b)"),
        re.compile(r"(?i:\b(?:weather|forecast|temperature)(?: \w+)? (?:in|for|at) )(?P<x>\d{5})(?!\w)"),
    ),
    owner=re.compile(r"['’]s?$"),
    weak=WEAK,
    unsure=frozenset({"for", "at", "from", "round"}),
    ends=ENDS,
    no_place=NO_PLACE | NO_NAMES | AUDIENCES,
    not_before=NOT_BEFORE,
    within=NO_NAMES | {"spring", "one", "may"},
    with_article=THE,
    joined=JOINED_PLACES,
    rooms=ROOMS,
    floors=frozenset({"upstairs", "downstairs"}),
)
# Places whose name holds an "und", or the river that tells them from another of the same name.
GERMAN_JOINED = table(
    """
    bosnien und herzegowina, trinidad und tobago, antigua und barbuda, st. kitts und nevis, frankfurt an der oder,
    frankfurt oder, halle an der saale, halle saale, neustadt an der weinstraße, rothenburg ob der tauber, weiden in der
    oberpfalz, freiburg im breisgau, mülheim an der ruhr, brandenburg an der havel, neustadt an der donau, landau in der
    pfalz, landau an der isar, neuburg an der donau, limburg an der lahn, weil am rhein, marbach am neckar
    """,
    ",",
)
# Countries and regions that are said with their article: "in der Schweiz".
LANDS = table(
    """
    schweiz, türkei, ukraine, slowakei, mongolei, niederlande, niederlanden, usa, vereinigten staaten, bretagne,
    normandie, toskana, provence, algarve, eifel, pfalz, steiermark, lausitz, lüneburger heide, sächsischen schweiz,
    harz, schwarzwald, allgäu, saarland, ruhrgebiet, burgenland, rheinland, iran, irak, kongo, sudan, alpen, dolomiten,
    malediven, seychellen, kanaren, azoren, bahamas, philippinen, pyrenäen, karibik
    """,
    ",",
)
# Words that end a German place's name, and words that cannot begin one.
GERMAN_ENDS = table(
    """
    aber ab als am an auch auf aus bei bis da dann danach dass den denn der des die das doch durch ein eine einem einen
    einer es für gegen gerade gibt haben hat heute hier ich ihr im in ist ja jetzt kann kannst können mal man mehr mir
    mit morgen muss nach nachts nicht noch nur ob oder regnen regnet scheint scheinen schneien schneit schon sein sich
    sie sind sofort soll später spät über übermorgen um und uns uhr unter vom von vor wann war warm wäre was wegen weil
    wenn werden wetter wie wieder will wir wird wo wohl würde zu zum zur zurzeit zurück abend nachmittag vormittag bitte
    danke aussehen aussieht sieht kalt windig sonnig heiß liegt steht fahren fahre fliegen fliege los ein wärmer kälter
    """
)
GERMAN_NO_PLACE = GERMAN_ENDS | table(
    """
    anderthalb celsius fahrenheit kelvin grad prozent meter metern kilometer kilometern meilen fuß zoll kilo kilogramm
    gramm pfund liter litern euro dollar minute minuten stunde stunden tag tage tagen woche wochen monat monaten jahr
    jahren sekunden frühling frühjahr sommer herbst winter januar februar märz april mai juni juli august september
    oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag wochenende ordnung zukunft
    kürze wirklichkeit ruhe bewegung betrieb arbeit urlaub schule bett eins zwei drei vier fünf sechs sieben acht neun
    zehn elf zwölf zwanzig hundert mein meine meinem meiner dem diesem dieser dieses welche welchem welcher alle allen
    da dort hier wartung erwachsene familien freunde gäste kinder kleinkinder senioren jugendliche männer frauen paare
    etwa ungefähr deutsch englisch rot grün blau kraft frage sachen musik nachrichten neuigkeiten wind regen schnee
    """
)
GERMAN_ROOMS = table(
    """
    arbeitszimmer, bad, badezimmer, balkon, büro, dachboden, diele, einfahrt, esszimmer, flur, garage, garten,
    gästezimmer, gewächshaus, hof, hobbyraum, keller, kinderzimmer, küche, schlafzimmer, schuppen, spielzimmer, stube,
    terrasse, toilette, treppenhaus, waschküche, werkstatt, wintergarten, wohnzimmer, kühlschrank, ofen, haus, wohnung
    """,
    ",",
)
GERMAN = PlaceWords(
    before=expression(r"\b(?:in|bei|um|nahe|nach|für|von|aus|rund um|in der nähe von|über)\b\s+"),
    here=expression(r"\b(?:hier|zu ?hause|daheim|bei (?:mir|uns)|vor der (?:tür|haustür)|wo ich bin|in meiner nähe)\b"),
    article=expression(rf"(?:der|die|das|den|dem) (?=(?:{'|'.join(sorted(LANDS))})\b)"),
    at_room=expression(
        r"\b(?:im|vom|am|(?:in|auf|an) (?:der|dem|den|die|meinem|meiner|unserem|unserer)|für (?:das|die|den))"
        r" ([a-zäöüß]+)\b"
    ),
    after_topic=expression(
        r"^(?:wie (?:ist|wird) |zeig(?:e)? |gib )?(?:mir )?(?:das |die )?(?:aktuelle )?"
        r"(?:wetter|wettervorhersage|vorhersage|temperatur)(?:vorhersage|bericht)? (?=[^\W\d_])"
    ),
    before_topic=expression(
        r"((?:[^\W\d_][\w.'’-]*[ ,]+){1,4}?)(?:wetter|wettervorhersage|temperatur(?:en)?|luftqualität|uv-index"
        r"|sonnenaufgang|sonnenuntergang)\b"
    ),
    subjects=(),
    owner=re.compile(r"['’]$"),
    weak=table("von nach aus über um"),
    unsure=table("für bei"),
    ends=GERMAN_ENDS,
    no_place=GERMAN_NO_PLACE,
    not_before=GERMAN_ENDS
    | table(
        "aktuelle aktuellen beste gutes gute heutige heutigen mein schlechte schlechtes schönes welche zeig sag mach"
    ),
    within=table("neu bad sankt st"),
    with_article=LANDS,
    joined=GERMAN_JOINED,
    rooms=GERMAN_ROOMS,
    floors=table("oben unten"),
)
PLACE_WORDS: Mapping[str, PlaceWords] = {"en": ENGLISH, "de": GERMAN}


def place_words(language: str) -> PlaceWords:
    """A language's words for places; English where it has no table."""
    return PLACE_WORDS.get(language, ENGLISH)
