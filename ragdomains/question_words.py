"""The words by which a question about the world is read, for each language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Families = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """How one language asks. `about` and `means` hold what is asked about as `x`."""

    lead: re.Pattern[str]
    about: re.Pattern[str]
    asking: Mapping[str, str]  # the word that asks, and what it asks for
    helping: frozenset[str]  # verbs that stand before the subject
    doing: frozenset[str]  # of them those whose verb follows at the end
    articles: frozenset[str]
    joining: frozenset[str]  # a name may follow them: "the capital of Peru"
    ending: frozenset[str]  # they stand behind the name: "when was he born"
    small: frozenset[str]  # they say nothing about what is asked
    families: Families  # words that stand for each other in question and answer
    now: re.Pattern[str]  # who holds an office today
    most: re.Pattern[str]  # a superlative, which asks without a word that asks: "biggest lake in the world"
    attributes: frozenset[str]  # so do these of something: "population of Peru"


def several(text: str) -> frozenset[str]:
    return frozenset(text.split())


def families(*lines: str) -> Families:
    return tuple(several(line) for line in lines)


ENGLISH = QuestionWords(
    lead=re.compile(
        r"^(?:(?:so|and|ok|okay|please|hey|hi|athena|well)[ ,]+)*(?:(?:can|could|would|will) you (?:please )?)?"
        r"(?:(?:tell|teach) me (?=who|what|when|where|why|how|which)|do you know (?=who|what|when|where|why|how|which)"
        r"|(?:i want|i'd like|i would like) to know |say )?"
    ),
    about=re.compile(
        r"^(?:(?:tell|teach) (?:me|us) (?:more |something |all |everything |a bit )?about|what (?:do you know|can "
        r"you tell me) about|(?:explain|define|describe|look up|google|search for|search|learn about)(?: to me| me)?"
        r"|(?:give me )?(?:some )?(?:information|info|facts) (?:on|about)|what(?: is|'s| does) (?:the )?(?:meaning|"
        r"definition) of|what is meant by|(?:the )?(?:meaning|definition) of|who or what is) (?P<x>.+)$"
        r"|^what does (?:the word )?(?P<y>.+?) mean$"
    ),
    asking={
        "who": "who", "whom": "who", "whose": "who", "who's": "who", "what": "what", "what's": "what", "which": "what",
        "when": "when", "when's": "when", "where": "where", "where's": "where", "why": "why", "how": "how",
        "how's": "how",
    },
    helping=several(
        "is are was were am be been did does do has have had can could will would should 's who's what's when's "
        "where's how's"
    ),
    doing=several("did does do can could will would"),
    articles=several("the a an this that there any some"),
    joining=several("of in for on at from to by about with between into near inside within"),
    ending=several(
        "born die died dead alive made built located found invented discovered founded written called named used "
        "buried killed married created painted situated from of in like for about now today exactly again currently "
        "end start begin happen happened lie"
    ),
    small=several(
        "exactly currently today now year date day time much many long often ever really again please it its their his "
        "her he she they does do did is are was were has have had can could will would be been people person someone "
        "somebody thing kind sort type called named and or not most one name there first"
    ),
    families=families(
        "wrote write writes written writer author novel play poem",
        "tall high height metres meters metre feet",
        "big large area size square biggest largest",
        "old age founded built established born",
        "invented invent inventor invention developed created patent",
        "discovered discover discovery discoverer found",
        "far away distance kilometres miles",
        "long length kilometres miles metres",
        "deep depth deepest",
        "heavy weigh weighs weight kilograms tonnes",
        "hot warm temperature",
        "fast speed quick",
        "painted paint painter painting portrait",
        "built build construction constructed completed engineer architect",
        "die died dies death killed",
        "born birth birthplace",
        "live lives lived inhabitants population habitat native people inhabit",
        "won win winner champion champions",
        "start starts started begin began begins beginning from",
        "end ends ended ending until to surrender",
        "founded found founder established",
        "directed direct director",
        "composed compose composer",
        "speak spoken language languages",
        "money currency",
        "eat eats food diet feed feeds",
        "leader ruler president king queen head",
        "fall fell collapse fallen",
        "located lies lie situated location",
        "married wife husband spouse marry marries",
        "many number total about approximately",
    ),
    now=re.compile(r"\b(?:current|currently|incumbent|present)\b", re.IGNORECASE),
    most=re.compile(
        r"(?:larg|bigg|high|tall|long|small|short|deep|shallow|old|young|fast|slow|cold|hott|warm|heavi|light|rich|poor|"
        r"loud|strong|wid|steep|dri|wett|busi|dens|hard|rar)est"
    ),
    attributes=several(
        "age anthem area author birthplace boiling capital composer creator currency density depth diameter director "
        "discoverer distance flag founder gravity height inventor language languages lifespan mass meaning painter "
        "population radius speed surface temperature volume weight width writer"
    ),
)  # fmt: skip
GERMAN = QuestionWords(
    lead=re.compile(
        r"^(?:(?:und|ok|okay|bitte|hey|hallo|athena|also)[ ,]+)*(?:(?:kannst|könntest) du mir (?:bitte )?"
        r"(?:sagen|erklären)[ ,]+"
        r"|(?:sag|sage) mir(?: bitte)?[ ,]+|weißt du[ ,]+|ich möchte wissen[ ,]+)?"
    ),
    about=re.compile(
        r"^(?:erzähle? (?:mir|uns) (?:etwas |was |mehr |alles )?(?:über|von)|was weißt du über|(?:erkläre?|definiere?|"
        r"beschreibe?)(?: mir| uns)?|informationen (?:über|zu)|was versteht man unter|was ist die bedeutung von|"
        r"(?:bedeutung|definition) von|suche? (?:nach)?) (?P<x>.+)$|^was (?:bedeutet|heißt) (?P<y>.+)$"
    ),
    asking={
        "wer": "who", "wen": "who", "wem": "who", "wessen": "who", "was": "what", "welche": "what", "welcher": "what",
        "welches": "what", "wann": "when", "wo": "where", "woher": "where", "warum": "why", "wieso": "why",
        "wie": "how",
    },
    helping=several(
        "ist sind war waren wurde wurden wird werden hat haben hatte heißt heißen liegt liegen gibt kann können"
    ),
    doing=several("hat haben hatte kann können"),
    articles=several("der die das den dem des ein eine einen einer es"),
    joining=several("von in im für auf an am aus zu zum zur bei über des der vom zwischen"),
    ending=several(
        "geboren gestorben gebaut gegründet erfunden entdeckt geschrieben gemalt gefallen heute jetzt genau denn "
        "eigentlich gelegen verheiratet gemacht hergestellt entfernt"
    ),
    small=several(
        "genau heute jetzt denn eigentlich jahr datum tag zeit viel viele lange oft ist sind war waren wurde wurden "
        "wird hat haben hatte es sie er ihr sein und oder nicht gibt eine ein name man"
    ),
    families=families(
        "schrieb geschrieben schreiben autor verfasser roman drama schriftsteller",
        "hoch groß höhe meter hohe hoher",
        "groß fläche größe größte",
        "alt alter gegründet erbaut geboren",
        "erfand erfunden erfinder erfindung entwickelt",
        "entdeckte entdeckt entdecker entdeckung",
        "weit entfernt entfernung kilometer",
        "lang länge kilometer meter",
        "tief tiefe",
        "schwer gewicht kilogramm tonnen wiegt",
        "malte gemalt maler gemälde",
        "gebaut baute erbaut errichtet bau fertiggestellt",
        "starb gestorben tod tot",
        "geboren geburt geburtsort",
        "leben lebt einwohner bevölkerung einwohnern",
        "gegründet gründer gründung",
        "fiel gefallen fall",
        "liegt liegen gelegen lage",
    ),
    now=re.compile(r"\b(?:amtierend\w*|derzeitig\w*|aktuell\w*|gegenwärtig\w*|seit)\b", re.IGNORECASE),
    most=re.compile(
        r"(?:größt|höchst|längst|kleinst|kürzest|tiefst|ältest|jüngst|schnellst|langsamst|schwerst|leichtest|kältest|"
        r"heißest|wärmst|reichst|ärmst|lautest|stärkst|breitest|steilst|trockenst|nassest|härtest|seltenst)e[rsn]?"
    ),
    attributes=several(
        "alter autor autorin bedeutung dichte durchmesser einwohner einwohnerzahl entdecker entfernung erfinder fläche "
        "flagge geburtsort geschwindigkeit gewicht gründer hauptstadt höhe komponist lebensdauer länge maler masse "
        "nationalhymne oberfläche regisseur sprache temperatur tiefe umfang volumen währung"
    ),
)  # fmt: skip
QUESTION_WORDS: Mapping[str, QuestionWords] = {"en": ENGLISH, "de": GERMAN}
