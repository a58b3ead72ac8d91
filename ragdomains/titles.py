"""Reads what is asked of a film or a series, and which one is meant."""

import re
from collections.abc import Mapping

from ragdomains.types import Lookup

# The first that a question is like. The words are those of English and German.
TOPICS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in (
        ("trending", r"trending|popular|(?:everybody|everyone) watching|what's hot|beliebt|im trend|angesagt"),
        ("cast", r"cast\b|who (?:is|are|was) in\b|who's in\b|who (?:plays|played|stars|starred|acts|acted|voices)"
                 r"|actors?\b|actress|starring|schauspieler|besetzung|wer spielt|spielt (?:in|bei|mit)"),
        ("seasons", r"how many (?:seasons|series|episodes)|number of (?:seasons|episodes)"
                    r"|wie viele (?:staffeln|folgen)"),
        ("runtime", r"how long (?:is|are|does)|running time|runtime|wie lange? (?:ist|sind|dauert|geht)"),
        ("rating", r"ratings?\b|rated\b|score\b|any good\b|worth watching|how good|bewertung|bewertet|wie gut"),
        ("next", r"next episodes?|new episodes?|(?:next|new|another) season|more seasons|come back|coming back"
                 r"|returns?\b|what (?:night|day|time)|when (?:is|does|do|are|'s|will)|when's"
                 r"|(?:nächste|neue) (?:folge|episode|staffel)|wann (?:kommt|läuft|geht)|weiter"),
        ("status", r"still (?:running|on|going)|cancel|renewed|finished\b|over\b|ended\b|läuft .* noch|abgesetzt"
                   r"|zu ende"),
        ("premiere", r"premiered?|first air|come out|came out|released?\b|release (?:date|year)|when did|what year"
                     r"|erschien|wann kam|seit wann|start(?:ed)?\b"),
        ("where", r"where|channel|network|station|which (?:app|service|platform)|stream|watch|see\b|is .+ on\b|wo\b"
                  r"|sender|anschauen|sehen|schauen|läuft .+ (?:auf|bei)"),
    )
}  # fmt: skip
NOUN = r"(?:show|series|movie|film|tv show|tv series|sitcom|anime|cartoon|documentary|serie|sendung)"
# Where a name is no known title: what stands in these places.
PLACES = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        r"\b(?:episodes?|seasons?|cast|rating|plot|synopsis|folgen?|staffel[n]?|besetzung) (?:of|for|von) (?P<x>.+)$",
        r"\b(?:channel|network|station|service|app|platform) (?:is|airs|shows|has|carries|plays) (?P<x>.+?)(?: on)?$",
        r"\bwho (?:is|are|was|plays|played|stars|starred|acts|acted) in (?P<x>.+)$",
        r"\bwho's in (?P<x>.+)$",
        r"\bwhen (?:did|does|is|will|was|do) (?P<x>.+?)"
        r" (?:premiere|first|air|come|coming|start|end|return|be|on|back)\b.*$",
        r"\bwhere (?:can|could|do|does) (?:i|we|you|one) (?:watch|see|stream|find|get) (?P<x>.+)$",
        r"\bwhere is (?P<x>.+?)(?: streaming| on| playing)?$",
        r"^(?:can i |can we |i want to |i would like to )?(?:watch|see|stream) (?P<x>.+)$",
        r"\bis (?P<x>.+?)"
        r" (?:still|on|over|finished|cancelled|canceled|renewed|ended|any|worth|available|streaming)\b.*$",
        r"\bhas (?P<x>.+?) (?:been|ended|finished|come)\b.*$",
        r"\bwhat(?:'s| is| was) (?P<x>.+) about$",
        r"\bhow (?:long|good) is (?P<x>.+)$",
        r"\b(?:tell me|something) about (?P<x>.+)$",
        r"\bwo (?:kann ich|läuft|gibt es|kommt) (?P<x>.+?)(?: sehen| anschauen| schauen| streamen)?$",
        r"\bwann (?:kommt|läuft|geht) (?P<x>.+?)(?: weiter| wieder| im fernsehen)?$",
        r"\bwer spielt (?:in|bei) (?P<x>.+?)(?: mit)?$",
        r"\bworum geht (?:es|'s) (?:in|bei) (?P<x>.+)$",
    )
)  # fmt: skip
CONTRACTED = re.compile(r"\b(when|where|who|what|how)'s\b", re.IGNORECASE)
PART = r"(?:(?:next|new|latest|last|nächste[nr]?|neue[nr]?) )?(?:episodes?|seasons?) of "
LEAD = re.compile(
    rf"^(?:(?:an?|the|die|der|das|den|dem) )?(?:{PART}(?:(?:the|die|der) (?={NOUN} ))?(?:{NOUN} )?|{NOUN} )"
    r"(?:called |named |namens )?",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?: (?:please|tonight|today|now|right now|on tv|on the tv|online|are there|for me|at the moment|bitte|heute|jetzt"
    r"|im fernsehen|gibt es|these days|anywhere|legally))+$",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"^(?:(?:there )?(?:any|anything|something|some)\b.*|it|that|this|tv|the tv|the telly|television|a|an|the|what"
    r"|there|on|new|next|good|show|series|movie|film|movies|films|shows|fernsehen|es|das|etwas|was)?$",
    re.IGNORECASE,
)


def topic_of(lookup: Lookup) -> str:
    """What is asked: one of TOPICS, else what it is about; of a question where to watch, that."""
    text = lookup.text.replace("’", "'")
    found = next((name for name, words in TOPICS.items() if words.search(text)), "")
    return found or ("where" if lookup.ask == "where" else "about")


def title_of(lookup: Lookup) -> str:
    """The title that is meant; "" where none is named."""
    if known := lookup.slots.get("title", "").strip():
        return TAIL.sub("", known)
    text = " ".join(lookup.text.replace("’", "'").split()).strip(" .?!,")
    text = CONTRACTED.sub(r"\1 is", text)
    text = TAIL.sub("", text)
    for service in filter(None, (lookup.slots.get("service"), lookup.slots.get("outlet"))):
        text = re.sub(rf" (?:on|auf|bei) {re.escape(service)}\b.*$", " on", text, flags=re.IGNORECASE)
    found = next((match for place in PLACES if (match := place.search(text))), None)
    title = bare(TAIL.sub("", found["x"]).strip()) if found else ""
    return "" if EMPTY.match(title) else title[:100]


def bare(said: str) -> str:
    """Without "the series": a title keeps its own article (The Bear)."""
    return LEAD.sub("", said, count=1) or said
