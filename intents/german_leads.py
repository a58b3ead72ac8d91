"""The words by which a German question leans on what was said before."""

import re

from intents.german_sums import CONVERTS, NOW, SUMS
from intents.german_words import ASKS, GENERIC, HELPS, ORDERS, PLACED, SWITCHING
from intents.grammar import table
from intents.leads import (
    CorrectionWords,
    FragmentWords,
    Leads,
    OrderWords,
    PronounWords,
    ReplyWords,
    either,
    pattern,
)
from intents.place_words import GERMAN as PLACES

NAME = r"[^\W\d_][\w.'’-]*"
FORMS = either(", ".join(sorted(HELPS)))
STEPS = either(
    "lauter, leiser, heller, dunkler, wärmer, kälter, kühler, heißer, höher, niedriger, tiefer, schneller, langsamer"
)
SIZE = either("ein bisschen, ein wenig, bisschen, etwas, ein klein wenig, viel, noch, deutlich, sehr, und, jetzt, aber")
BEHIND = either(
    rf"""
    an, ein, aus, ab, auf, zu, hoch, runter, herunter, rauf, um, für, bis, wenn, und, wieder, jetzt, bitte, auch,
    morgen, heute, nicht, rot, grün, blau, gelb, weiß, {STEPS}
    """
)
PARTICLE = r"(?:an|ein|aus|ab|auf|zu|hoch|runter|herunter)"
# Verbs that stand at the end of what a question is about: "wann wurde der Turm gebaut".
VERBS = either(
    r"""
    ge\w+t, ge\w+en, \w+iert, erfunden, erbaut, entdeckt, verfilmt, verloren, an, aus, auf, zu, statt, los, fertig,
    wert, tot, spielen, spielt, kosten, kostet, leben, lebt, liegt, liegen
    """
)
OPENS = "|".join(sorted(ASKS | HELPS | ORDERS))


FRAGMENTS = FragmentWords(
    own=pattern(rf"(?:{OPENS})\b"),
    lead=pattern(
        r"^(?:(?:ok|okay|und|oder|aber|also|dann|jetzt|hm|super|danke|gut)\b[\s,]*)*",
        r"(?:was ist mit|wie (?:ist|sieht) es(?: aus)? mit|wie wär es mit|wie wäre es mit|und|oder|aber|auch",
        r"|(?:jetzt|dann)(?= (?:der|die|das|im|in|für)\b)",
        r"|(?:das )?(?:gleiche|selbe)(?: nochmal)?(?= (?:in|im|für|mit)\b)",
        r"|genauso(?= (?:in|im|für|mit)\b)|dasselbe(?= (?:in|im|für|mit)\b))\b[\s,]*",
        r"(?:mit (?=de[rmn]\b|die\b|das\b))?(?:es ist\s+)?",
    ),
    phrase=pattern(
        r"(?P<by>von|vom|in|im|aus|für|bei|beim|mit|ohne|seit|vor|nach|zu|zum|über|gegen|während|als) ",
        r"\S+(?: \S+){0,4}",
    ),
    bound=table("von vom als zu zum über"),
    day_after=pattern(
        r"(?:(?:und|dann|was ist mit|am|der|den|dem) )*"
        r"(?:(?:tag|tags) (?:danach|darauf|(?P<before>davor))|(?:nächste|folgende|darauffolgende)[nr]? tag)"
    ),
    tail=pattern(r"[\s,]+(?:auch|ebenfalls|genauso|dann|stattdessen)$"),
    within=pattern(r"^(?:in|im|für|bei|am|auf|zu|mit|es ist|ins) "),
    there=pattern(
        r"\b(?:dort|da drüben|dort drüben)\b|(?<=\bist es )da\b|(?<=\bwird es )da\b|(?<=wetter )da\b",
        r"|(?<=\bes )da\b|(?<=\bman )da\b|(?<=\bwohnen )da\b|(?<=\bleben )da\b|(?<=\blebt )da\b",
        r"|\bda(?= (?:schon|gerade|auch|jetzt)\b)",
    ),
    compares=pattern(
        r"\bes\b.* (?:besser|schlechter|schöner|wärmer|kälter|kühler|heißer|milder|trockener|nasser|sonniger|windiger",
        r"|klarer)\b",
        r"(?!.* als\b)",
    ),
    now=pattern(r"\b(?:jetzt|gerade|im moment|momentan|zurzeit|aktuell)\b"),
    item=re.compile(r"(?!(?:in|im|am|an|auf|für|von|zu|zum|bei|mit|aus)\b)[^\W_][\w'’-]*(?: [^\W_][\w'’-]*){0,4}"),
    place=re.compile(rf"^(?:in |für |bei )?(?P<the>(?:der|die|das|den|dem) )?(?P<name>{NAME}(?:,? {NAME}){{0,3}})$"),
    calculates_on=pattern(r"^(?:und |dann |jetzt |das )*((?:mal|plus|minus|geteilt durch|durch)\b.*\w)"),
    sums=SUMS,
    converts=CONVERTS,
    in_unit=pattern(rf"{NOW}in (?P<unit>[^\W\d]+)"),
    conversion="rechne {} in {} um",
    lacking=pattern(
        r"(?:und |aber |oder |dann )*(",
        either(
            """
            von (?:wem|wo|wann), welches gate, auf welchem sender, mit wem, für wen, seit wann, bis wann,
            um wie viel uhr, in welchem jahr, in welcher
            stadt, in welchem land, wie lange, seit wie lange, wann, wo, warum, wieso, weshalb, wie, wer, woher, wohin,
            wie (?:viel|viele|oft|weit|hoch|groß|alt|lang|schnell)
            """
        ),
        r")(?: (?:genau|denn|dann))*",
    ),
    asks=pattern(
        r"^(?:(?:von|in|mit|für|um|seit|bis) )?",
        r"(?:wer|wen|wem|was|wann|wo|warum|welche[rsnm]?|wie(?: (?:viel|viele|lange|weit|oft|alt|hoch|groß))?)",
        rf"(?:(?P<short>'s)|(?= {FORMS}\b))\s*",
    ),
    full="ist",
    who=pattern(r"(?:wer|was|welche[rsnm]?)\b"),
    small_talk=pattern(
        "(?:",
        either(
            """
            ok, okay, danke, dankeschön, danke schön, vielen dank, super, gut, toll, prima, schön, perfekt, klasse,
            hallo,
            hi, hey, tschüss, ciao, alles klar, verstehe, guten (?:morgen|tag|abend), gute nacht, bis später, athena,
            sehr,
            wie geht es dir, wow, ja, nein
            """
        ),
        "(?: |$))+",
    ),
    generic=GENERIC,
    rooms=PLACES.rooms,
    placed=PLACED,
    weather=PLACED - table("zeit uhr uhrzeit datum verkehr sonne") | table("neblig gewitter hagel frost grad draußen"),
    at_place="in {}",
    inside="im {}",
    town="Wetter in {}",
)

ORDER = OrderWords(
    verbs=ORDERS,
    switching=SWITCHING,
    object=pattern(
        rf"\b(?:{'|'.join(sorted(SWITCHING))})\s+(?:bitte\s+|mal\s+)*",
        r"(?P<x>(?!(?:in|im|an|auf|aus|ab|zu|es|ihn|sie|das$|die$|den$|mir|uns)\b(?! \w+lampe))[^\s,]+",
        rf"(?:\s+(?!(?:in|im|am|auf|von|vom|{BEHIND})\b)[^\s,\d]+){{0,5}})",
        r"(?P<where>\s+(?:im|in der|am|auf der|auf dem|in meinem|in meiner|vom) [a-zäöüß]+)?",
        rf"(?=\s*(?:$|[,.!?]|(?:in|im|am|auf|von|{BEHIND})\b|\d))",
    ),
    before=pattern(r"^(?:(?:aber|also|auch|dann|jetzt|nun|ok|okay|und)\b[\s,]*)+"),
    again=pattern(
        r"(?:und |jetzt |dann |bitte |mach )*(?:(?:das |es )?(?:nochmal|noch mal|noch einmal)|(?:das|es) wieder",
        r"|wiederhole (?:das|es)|wiederholen|(?:das gleiche|dasselbe)(?: nochmal| noch einmal)?|noch eins|weiter so)",
    ),
    more=pattern(rf"(?:{SIZE} )*(?:mehr|weiter)(?: (?:noch|bitte))?|(?:das ist |es ist )?(?:noch )?nicht genug"),
    less=pattern(rf"(?:{SIZE} )*weniger|nicht so (?:viel|sehr)|(?:das ist )?zu viel"),
    much=pattern(r"\b(?:ein (?:klein )?(?:bisschen|wenig)|bisschen|etwas|viel|deutlich)\b"),
    degree=pattern(rf"(?:{SIZE} |mach |mache |bitte |es )*({STEPS})(?: (?:wieder|noch|auch|bitte|dann))*"),
    complaint=pattern(
        rf"(?:{SIZE} )*(?:(?:es ist|das ist|das war|mir ist) )?(?:{SIZE} )*(?:zu|nicht so) ",
        r"(laut|leise|hell|dunkel|warm|heiß|kalt|hoch|niedrig|schnell|langsam)(?: (?:jetzt|hier|für mich))*",
    ),
    position=pattern(
        r"(?:(?:und|jetzt|dann|aber|doch|wieder|mach|alle) )*",
        r"(?:(?P<when>(?:ab|am|bis|für|gegen|heute|in|morgen|nach|später|um|vor)\b.*?) )?(?:(?:wieder|dann|auch) )*",
        r"(?P<to>an|ein|aus|auf|zu|hoch|runter)(?: (?:wieder|jetzt|bitte|auch|doch))*",
    ),
    valued=pattern(
        r"(?:(?:und|auch|aber|dann|jetzt) )*(?P<x>(?:alle|beide|das|dem|den|der|die|meine?|unsere?) [^\d]+? auf ",
        r"(?:\d+|[^\W\d_]+)(?: ?(?:%|°|grad|prozent))?)",
    ),
    sets="stell {}", value="{} auf {}",
    other=pattern(
        r"(?:(?:und|auch|jetzt|dann|aber|nur|was ist mit|das gleiche mit|dasselbe mit|genauso) )*",
        r"(?:der|die|das|den|dem) andere[nr]?(?: (?:auch|jetzt|dann|ebenfalls))*",
    ),
    other_one=pattern(r"\b(?:der|die|das|den) anderen?(?= (?:an|aus|auf|zu|auch)\b|$)"),
    opposites={
        "lauter": "leiser", "leiser": "lauter", "heller": "dunkler", "dunkler": "heller", "wärmer": "kälter",
        "kälter": "wärmer", "kühler": "wärmer", "höher": "niedriger", "niedriger": "höher", "schneller": "langsamer",
        "langsamer": "schneller", "hoch": "runter", "runter": "hoch", "erhöhe": "reduziere", "reduziere": "erhöhe",
        "dimme": "erhelle", "öffne": "schließe", "schließe": "öffne",
    },
    complaints={
        "laut": "leiser", "leise": "lauter", "hell": "dunkler", "dunkel": "heller", "warm": "kälter", "heiß": "kälter",
        "kalt": "wärmer", "hoch": "niedriger", "niedrig": "höher", "schnell": "langsamer", "langsam": "schneller",
    },
    positions={
        "an": "mach {} an", "ein": "schalte {} ein", "aus": "mach {} aus", "auf": "mach {} auf", "zu": "mach {} zu",
        "hoch": "fahr {} hoch", "runter": "fahr {} runter", "offen": "mach {} auf", "abgeschlossen": "schließ {} ab",
    },
    made="mach {} {}",
    other_of="das andere {}",
    more_about="erzähl mir mehr über {}",
)  # fmt: skip

WRONG = r"(?:nein|nee|ne|sorry|entschuldigung|halt|warte|ups|oh|ach|eigentlich|quatsch|doch)"
MEANT = r"(?:ich (?:meine|meinte|sagte|wollte|habe gemeint|hab gemeint)|gemeint (?:war|ist))"
CORRECTION = CorrectionWords(
    lead=pattern(
        rf"^(?:{WRONG}\b[\s,.!-]*)*",
        rf"(?:{MEANT}|lieber|eher|eigentlich|vielmehr",
        r"|(?P<sets>(?:mach|ändere?) (?:das|es) (?:auf|zu)|mach (?:da )?(?=\S+(?: \S+)? da?raus$))",
        r"|(?:nein|nee|sorry|entschuldigung|halt|warte|ups)(?=[\s,])|nicht hier(?:,? sondern)?)\b[\s,.:]*",
    ),
    tail=pattern(r"[\s,]+(?:da?raus|stattdessen|lieber|meine ich|meinte ich|mein ich)$"),
    clause=pattern(
        r"\b(?:ist|sind|war|waren|bin|habe|hat|nicht|ich|du|mich|was|wer|falsch|richtig|gut|danke|stimmt|kein|keine)\b"
    ),
    minutes=pattern(r"(?:um )?(?:viertel|zwanzig|zehn|fünf) (?:nach|vor)"),
    bare=pattern(rf"^(?:{WRONG}[\s,]+)*(?:{MEANT} )?nicht (?:in |für |im )?(?P<rest>[^,]{{3,80}})$"),
    contrasts=(
        pattern(
            rf"^(?:{WRONG}[\s,]+)*(?:{MEANT} )?nicht (?:in |für |im )?(?P<old>[^,]{{1,60}}?)",
            r"(?:,\s*(?:sondern |aber )?| sondern )(?:in |für |im )?(?P<new>.+)$",
        ),
        pattern(
            rf"^(?:{WRONG}[\s,]+)*(?:{MEANT} )?(?:in |für )?(?P<new>[^,]{{1,60}}?),?\s+",
            r"(?:und )?(?:nicht|statt|anstatt) (?:in |für |im )?(?P<old>[^,]{1,60})$",
        ),
    ),
)

REPLIES = ReplyWords(
    yes=pattern(
        "(?:",
        either(
            """
            ja, jo, jep, jawohl, klar, na klar, gern, gerne, sicher, okay, ok, genau, richtig, stimmt, natürlich, sehr,
            bitte, unbedingt, auf jeden fall, mach das, tu das, mach, los, in ordnung, einverstanden, doch, das stimmt
            """
        ),
        "(?: |$))+",
    ),
    no=pattern(
        r"(?:nein|nee|nö|ne|lieber nicht|nicht|jetzt nicht|nicht nötig|keine|keines|keiner|nichts)",
        r"(?: (?:nein|danke|nicht|davon|von beiden|nötig|jetzt|lieber|das ist alles|das war es|das stimmt nicht))*",
    ),
    drop=pattern(
        r"(?:(?:nein|ach|oh|doch|halt|warte|ok|okay|na) )*",
        either(
            """
            vergiss es(?: wieder)?, vergiss das, egal, ist egal, ist schon gut, schon gut, lass es, lass gut sein,
            lass mal, nicht so wichtig, ist nicht wichtig, macht nichts, abbrechen, spielt keine rolle
            """
        ),
    ),
    lead=pattern(rf"^(?:(?:ja|jo|klar|okay|ok|nein|nee|oh|äh|ähm|hm|also|{MEANT})\b[\s,.!]*)+"),
    offer=pattern(
        r"\b(?:soll ich|willst du, dass ich|möchtest du, dass ich|möchten sie, dass ich|darf ich|kann ich) ",
        r"(?P<x>[^?]+?)(?: oder nicht)?(?:,? jetzt)?\W*$",
    ),
    meaning=pattern(
        r"^.*?\b(?:(?:meinst du|meinen sie|meintest du|möchtest du|willst du|suchst du)(?!, dass)",
        r"|geht es um|ist es|(?:welche[rsnm]?|was) [^,:?]{1,60}[,:])\s*",
    ),
    idle=pattern(
        r"\b(?:(?:sonst noch|noch) etwas|kann ich (?:dir |ihnen )?(?:sonst |noch )*(?:helfen|behilflich)|was kann ich",
        r"|wie geht|ist das (?:alles|klar)|hilft (?:dir )?das|wie kann ich)",
    ),
    open=pattern(r"\b(?:welche[rsnm]?|was|wo|wann|wer|wen|wem|wohin|wie (?:lange|viele?|hoch|hell|warm|oft|laut))\b"),
    joined=pattern(r",?\s+oder\s+"),
    shared=pattern(r"^(?:der |die |das |den )?(?P<noun>[^,]+?) (?P<link>von|aus|in|bei) (?P<x>.+)$"),
    links=frozenset(),  # German never puts the name before the noun
    numbering=GENERIC | table("nummer option auswahl variante"),
    where=pattern(r"\b(?:wo|welche[rsnm]? (?:stadt|ort|land|gegend|bundesland|dorf))\b"),
    dropped="vergiss es",
    order={
        "erste": 0, "ersten": 0, "erster": 0, "erstes": 0, "eins": 0, "1": 0, "zweite": 1, "zweiten": 1, "zweiter": 1,
        "zweites": 1, "zwei": 1, "2": 1, "dritte": 2, "dritten": 2, "drittes": 2, "drei": 2, "3": 2, "vierte": 3,
        "vierten": 3, "vier": 3, "4": 3, "letzte": -1, "letzten": -1, "letztes": -1, "letztere": -1,
    },
)  # fmt: skip

IT = "es|ihn|sie|das|die|den|ihm|ihr|ihnen"
PRONOUNS = PronounWords(
    forms=(
        ("owner", pattern(r"\b(?P<p>sein|seine|seinen|seinem|seiner|ihr|ihre|ihren|ihrem|ihrer) (?=[a-zäöüß])")),
        ("subject", pattern(rf"\b(?:{FORMS}|heißt|kostet|spielt|spielen|lebt|leben|liegt|steht) (?P<p>er|sie|es)\b")),
        (
            "subject",  # as it is said: "wie alt ist der", "wann ist der gestorben"
            pattern(
                rf"\b(?:{FORMS}|spielt|spielen|kommt|kommen) (?P<p>der|die)",
                rf"(?=$|[?!.,]| (?:{VERBS}|wieder|jetzt|gerade|denn|eigentlich|noch|schon)\b)",
            ),
        ),
        ("subject", pattern(r"\b(?:ob|wenn|warum|wann|wo|wie \w+) (?P<p>er|sie|es)\b")),
        (
            "object",
            pattern(
                rf"\b(?:{'|'.join(sorted(SWITCHING))}) (?:bitte |mal )*(?P<p>{IT})",
                r"(?=$|[?!.,]| (?:bitte |mal |doch |wieder |auch |jetzt |etwas |ein bisschen |noch )*",
                rf"(?:{PARTICLE}|{STEPS})\b)",
            ),
        ),
        ("object", pattern(r"\b(?:über|von|mit|zu|für|gegen|bei) (?P<p>ihn|sie|ihm|ihr|ihnen)(?=$|[?!.,])")),
    ),
    persons=table("er ihn ihm sein seine seinen seinem seiner"),
    things=table("es das den"),
    never=HELPS | table("ich mich mir du dich wir uns was"),
    small=GENERIC
    | ASKS
    | HELPS
    | ORDERS
    | table("alt auch gegen genau groß hoch lang noch nun schwer über weit wieder")
    | table("heißt kostet lebt leben liegt spielt spielen steht"),
    choosing=table("welche welcher welches welchem welchen was wie"),
    expletive=pattern(
        r"\bes\b.*\b(?:zu|dass)\b|\bes (?:gibt|geht|dauert|heißt|scheint)\b|\b(?:gibt|geht|dauert|heißt) es\b",
        r"|\bwie spät ist es\b|\bwie viel uhr ist es\b|\bist es (?:wahr|möglich|legal|gefährlich|spät|früh|zeit)\b",
    ),
    topics=(
        pattern(r"\b(?:wer|was|wo|wann|wie \w+) (?:ist|sind|war|waren) (?!es\b|das$|die$|der$)(?P<x>[^\d\s].+)$"),
        pattern(r"\bwie ?viele? \w+ (?:hat|haben|hatte) (?P<x>.+)$"),
        pattern(
            r"\b(?:wann|wo|wie) (?:kommt|kommen|geht|gehen|öffnet|schließt|beginnt|fährt|läuft) ",
            r"(?P<x>(?:der|die|das) .+)$",
        ),
        pattern(r"\büber (?P<x>.+)$"),
        pattern(
            r"\bwer (?:hat |war )?(?:schrieb|malte|baute|gründete|erfand|gewann|entdeckte|spielt|leitet|singt) ",
            r"(?P<x>.+)$",
        ),
        pattern(rf"\bwer (?:hat|hatte) (?P<x>.+?) {VERBS}$"),
        pattern(rf"\b(?:wann|wo|warum|wie|wer|was|welche[rs]?)(?: \w+)? {FORMS} (?P<x>.+?)(?: {VERBS}\b.*)?$"),
        pattern(rf"^{FORMS} (?P<x>.+?) {VERBS}\b"),
        pattern(r"^(?P<x>(?:der|die|das|mein|meine|unser|unsere) [^,]+?) (?:ist|sind|war|waren|hat|haben|wird)\b"),
        pattern(r"\b(?:spiel|spiele|finde|suche|ruf|lies|zeig|zeige|kauf|verkauf)(?: mir)? (?P<x>.+)$"),
    ),
    ends_topic=pattern(r"\s+(?:und|oder|aber|wenn|während|falls|weil|als|bitte|wert|los|gerade|jetzt|wieder)\b.*$"),
    last_verb=pattern(r"\s+(?:geboren|gestorben|gelebt|begraben|verheiratet)$"),
    names=re.compile(
        r"(?<=\s)(?:[Dd](?:er|ie|as) )?[A-ZÄÖÜ][\w.'&-]*(?: (?:(?:von|der|van|de) )*[A-ZÄÖÜ0-9][\w.'&-]*)*"
    ),
    article=pattern(
        r"^(?:(?:alle|beide) )?(?:der|die|das|den|dem|mein|meine|meinen|unser|unsere|unseren|ein|eine|einen|dieser"
        r"|diese|dieses|diesen) |^(?:alle|beide) "
    ),
    attribute=pattern(
        r"^(?:der |die |das )?(?:bevölkerung|größe|fläche|währung|sprache|flagge|geschichte|kultur",
        r"|präsident(?:in)?|könig(?:in)?) von ",
    ),
    lone_attribute=pattern(
        r"(?:und )*(?:wer|was|wie) (?:ist|war|heißt|sind) (?:der|die|das) (?:",
        either(
            """
            architekt(?:in)?, autor(?:in)?, bürgermeister(?:in)?, chef(?:in)?, einwohnerzahl, erfinder(?:in)?, flagge,
            fläche, gründer(?:in)?, hauptdarsteller(?:in)?, hauptstadt, höhe, kapitän, komponist(?:in)?, maler(?:in)?,
            nationalhymne, präsident(?:in)?, regisseur(?:in)?, sänger(?:in)?, sprache, ergebnis, trainer(?:in)?, währung
            """
        ),
        r")|(?:und )*wie ?viele [^\W\d]+ (?:gibts|gibt's|gibt es)",
    ),
    of_it="{} von {}",
    doer=pattern(rf"^wer (?:(?:hat|hatte) (?P<x>.+) (?P<did>{VERBS})|(?P<active>\w+) (?P<y>.+))$"),
    doers={
        "geschrieben": "der Autor von {}",
        "schrieb": "der Autor von {}",
        "gemalt": "der Maler von {}",
        "malte": "der Maler von {}",
        "komponiert": "der Komponist von {}",
        "erfunden": "der Erfinder von {}",
        "erfand": "der Erfinder von {}",
        "gegründet": "der Gründer von {}",
        "gründete": "der Gründer von {}",
        **dict.fromkeys(("entdeckt", "entdeckte"), "der Entdecker von {}"),
        **dict.fromkeys(("gebaut", "erbaut"), "der Erbauer von {}"),
        "gedreht": "der Regisseur von {}",
    },
    next_one=pattern(r"^(?:und )?wann (?:ist|kommt|läuft|gibt es) (?:der|die|das) nächste(?: (?:raus|dran|wieder))?$"),
    next_of={"title": "wann kommt die nächste Folge von {}", "team": "wann spielt {} wieder"},
    owner=("{}s", "{}'"),
)

GERMAN = Leads(FRAGMENTS, ORDER, CORRECTION, REPLIES, PRONOUNS)
