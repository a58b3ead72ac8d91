"""The wordings by which a question's free part is found, for each language: a topic, a title, an item of a list."""

from collections.abc import Mapping

X = r"[^|?!;]+?"  # a free part; what is understood already is blanked by "|"
STOP = r"(?=\s*(?:$|[|?!,;]))"
# It ends before what is understood already, with the word that leads there.
END = (
    r"(?=\s*(?:$|[|?!,;]|(?:on|in|at|from|for|by|near|to|with|and|is|called) (?:the |my )?\|"
    r"|please\b|by\b|right now\b|thanks\b))"
)
AT_TIME = r"(?=\s*(?:$|[|?!,;]|(?:on|at|in|by|for) ?\|))"
NOUN = r"song|track|tune|album|movie|film|show|series|book|podcast|musical|video|single"
PLAY = r"\b(?:play|put on|listen to|hear|watch|stream|queue up|queue|see)(?: me)?"
MADE = (
    r"\b(?:sings|sang|sung|wrote|performs|directed|starred in|stars in|plays in|acted in|produced|composed"
    r"|lyrics (?:to|of|for)|cast of|soundtrack (?:of|to|from)|episodes? of|seasons? of|like|similar to|season \d+ of)"
)
WORKS = r"\b(?:movies?|films?|shows?|songs?|series|something|anything|albums?|music)"
NEWS = (
    r"\b(?:news|headlines?|latest|new|updates?|stor(?:y|ies)|articles?|reports?|more|anything|happening|happened|heard"
    r"|says?|know|briefing|details|information|info|going on|scoop)(?: news)?"
    r" (?:about|on|regarding|with|around|concerning|to)"
)
NO_WORLD = (  # news from there is news of everything
    r"(?!(?:around|across|all|abroad|home|here|everywhere|overseas)\b"
    r"|(?:the|this) (?:world|country|area|past|last|day|week))"
)
SEATS = r"\b(?:tickets?|seats?|showtimes?|screenings?|passes|admission) (?:for|to|of)"
COOK = r"(?:make|cook|bake|prepare|grill|roast|fry|boil|poach|steam|brew)"
HOW_TO = r"\bhow (?:do i|to|do you|can i|should i|would i|long do i|do we)"
TABLE = r"\b(?:table|reservation|booking|order|food|delivery|dinner|lunch|seat) (?:at|from)"
MY = r"(?:my |the |our |a )?"
LIST_NAME = r"(?P<list>(?:(?!the |my |on |of )[\w'-]{1,20} ){0,3}(?!the |my |on |of )[\w'-]{1,20})"
LIST = rf"(?:{LIST_NAME} )?(?:watch|wish)?list\b"
PUT = r"\b(?:add|put|write|include|stick|throw|append|jot|pop|chuck|bung|shove|whack|slap|drop|get|note|enter|toss)"
TAKE = r"\b(?:remove|delete|take|cross|strike|scratch|check|tick|drop|erase) (?:off )?"
OF_LIST = r"\b(?:on|from|of|in|read|show|clear|empty|open|delete|check|start|create|make|new|me|have|see|what) (?:me )?"
EXPLAIN = (
    r"\b(?:tell me (?:more )?about|define|explain|information (?:on|about)|meaning of|definition of|wikipedia"
    r"|facts about|look up|learn about)"
)
ASKED = (
    r"^(?:how (?:big|tall|old|long|far|deep|high|heavy|fast|wide|large|rich|many|much) (?:is|are|was|were)"
    r"|(?:when|where|why|how) (?:is|are|was|were)|(?:who|what|which) (?:is|are|was|were|'s)|(?:who|what)'?s)"
)

# category, expression in lower case; its groups are the kinds of value that it finds
ENGLISH: tuple[tuple[str, str], ...] = (
    ("streaming", rf"{PLAY} (?:season (?P<number>\d+) of )?(?:(?:the|a|an) )?(?:(?:{NOUN})(?: called| named)? )?"
                  rf"(?P<title>{X})(?: by (?P<artist>{X}))?{END}"),
    ("streaming", rf"{MADE} (?:the (?:{NOUN}) )?(?P<title>{X}){END}"),
    ("streaming", rf"{WORKS} (?:with|by|starring|featuring|from) (?P<topic>{X}){END}"),
    ("streaming", rf"\bwhat is (?P<title>{X}) about\b"),
    ("streaming", rf"\bwhen does (?P<title>{X}) (?:come out|start|air|return|end)\b"),
    ("streaming, named", rf"\bthe (?:song|movie|film|album|track|series)(?: called| named)? (?P<title>{X})"
                         r"(?= about\b|\s*$|[|?!,;]| by\b| on \|)"),
    ("news", rf"{NEWS} (?P<topic>{X}){END}"),
    ("news", rf"\b(?:news|headlines|stories|updates?) (?:from|out of) {NO_WORLD}(?P<topic>{X}){END}"),
    ("events", rf"{SEATS} (?P<topic>{X}){END}"),
    ("recipes", rf"\b(?:recipes?|ingredients?|instructions|directions) (?:for|of|to make) (?P<topic>{X}){END}"),
    ("recipes", rf"{HOW_TO} {COOK} (?P<topic>{X}){END}"),
    ("recipes", rf"^(?:find |show me |get |give me |search for )?(?:an? |the |some )?(?P<topic>{X}) recipes?\b"),
    ("dining", rf"{TABLE} (?!\d)(?P<topic>{X}){END}"),
    ("lists", rf"{PUT} (?P<item>{X}) (?:to|on|onto|in|into|down on) {MY}{LIST}"),
    ("lists", rf"{TAKE}(?P<item>{X}) (?:from|off|off of|on) {MY}{LIST}"),
    ("lists", rf"^(?:is|are|do i have|did i (?:put|add)) (?P<item>{X}) on {MY}{LIST}"),
    ("lists", rf"{OF_LIST}(?:my |the |our |an? )?(?:new )?{LIST_NAME} list\b"),
    ("lists", rf"\blist (?:called|named|for) (?P<list>{X}){STOP}"),
    ("schedule", rf"\bremind (?:me|us|\w+)[ |]+(?:to|about|of|that) (?P<item>{X}){AT_TIME}"),
    ("schedule", rf"\breminder[ |]+(?:to|for|about) (?P<item>{X}){AT_TIME}"),
    ("general", rf"\bwhat does (?P<topic>{X}) mean\b"),
    ("general", rf"^what is (?P<topic>{X}) about\b"),
    ("general", rf"{EXPLAIN} (?P<topic>{X}){END}"),
    ("general", rf"{ASKED} ?(?P<topic>{X})(?=\s*(?:$|[|?!;]))"),
)  # fmt: skip
# German: what is free stands before the verb's second half ("setz Milch auf die Liste", "erinnere mich an den Müll").
GERMAN_END = (
    r"(?=\s*(?:$|[|?!,;]|(?:am|an|auf|aus|bei|für|im|in|mit|um|von|zu) (?:der |dem |den |die )?\||bitte\b|von\b))"
)
DEIN = r"(?:(?:der|die|das|den|dem|mein|meine|meinen|meiner|unser|unsere|unserer|einen|eine|ein) )?"
GERMAN_LIST = rf"{DEIN}(?:(?P<list>[\wäöüß]{{2,20}}?)s?(?:liste|zettel)|liste)\b"
GERMAN_NOUN = r"lied|song|titel|album|film|serie|buch|hörbuch|podcast|musical|video"
GERMAN_ASKED = (
    r"^(?:wie (?:groß|hoch|alt|lang|weit|tief|schwer|schnell|breit|viele|viel) (?:ist|sind|war|waren|hat|haben)"
    r"|(?:wann|wo|warum|wieso|wie|wer|was|welche[rs]?) (?:ist|sind|war|waren|wurde|wurden|heißt|hat|liegt))"
)
GERMAN: tuple[tuple[str, str], ...] = (
    ("streaming", rf"\b(?:spiele?|höre?|schaue?|zeige?|leg|starte?)(?: mir)?(?: bitte)?(?: mal)? "
                  rf"(?:(?:das|den|die|ein|eine|einen) )?(?:(?:{GERMAN_NOUN})(?: namens)? )?(?P<title>{X})"
                  rf"(?: von (?P<artist>{X}))?(?= ab\b| auf\b|\s*$|[|?!,;]|\s*(?:auf|in|im|bei) \|)"),
    ("streaming", rf"\bworum geht es in (?P<title>{X}){GERMAN_END}"),
    ("streaming, named", rf"\b(?:das lied|den film|die serie|das album|der film|den song)(?: namens)? (?P<title>{X})"
                         r"(?=\s*$|[|?!,;]| von\b| auf \|)"),
    ("news", rf"\b(?:nachrichten|schlagzeilen|neues|neuigkeiten|meldungen|berichte)"
             rf" (?:über|zu|zum|zur|von|aus|rund um) (?P<topic>{X}){GERMAN_END}"),
    ("events", rf"\b(?:karten|tickets|plätze) (?:für|zu) (?P<topic>{X}){GERMAN_END}"),
    ("recipes", rf"\b(?:rezepte?|zutaten) (?:für|von) (?P<topic>{X}){GERMAN_END}"),
    ("recipes", rf"\bwie (?:koche?|backe?|mache?|brate?|grille?) (?:ich|man) (?P<topic>{X}){GERMAN_END}"),
    ("lists", rf"\b(?:setze?|schreibe?|packe?|füge?|mache?|haue?|lege?|tu|nimm) (?P<item>{X})"
              rf" (?:auf|zu|zur|von|aus) {GERMAN_LIST}"),
    ("lists", rf"\b(?:streiche?|lösche?|entferne?|nimm) (?P<item>{X}) (?:von|aus|auf) {GERMAN_LIST}"),
    ("lists", rf"\b(?:steht|stehen|ist|sind) (?P<item>{X}) auf {GERMAN_LIST}"),
    ("lists", rf"{GERMAN_LIST}"),
    ("schedule", rf"\berinnere? (?:mich|uns)(?: bitte)?[ |]+(?:an |daran,? )?(?P<item>{X})(?=\s*(?:$|[|?!;]))"),
    ("general", rf"\bwas (?:bedeutet|heißt) (?P<topic>{X}){GERMAN_END}"),
    ("general", rf"\b(?:erkläre?|definiere?|definition von|bedeutung von|erzähle? mir (?:etwas |was )?über)"
                rf"(?: mir)? (?P<topic>{X}){GERMAN_END}"),
    ("general", rf"^(?:wer|wann|wo|warum|was) (?:hat|hatte|haben|wurde|wurden|ist) (?P<topic>{X})"
                r" (?:(?:ge|er|ver|ent)\w+(?:t|en)|\w+iert)(?=\s*(?:$|[|?!;]))"),
    ("general", rf"{GERMAN_ASKED} (?P<topic>{X})(?=\s*(?:$|[|?!;]))"),
)  # fmt: skip
TOPIC_PATTERNS: Mapping[str, tuple[tuple[str, str], ...]] = {"en": ENGLISH, "de": GERMAN}


def topic_patterns(language: str) -> tuple[tuple[str, str], ...]:
    """A language's wordings; the English where it has none."""
    return TOPIC_PATTERNS.get(language, ENGLISH)
