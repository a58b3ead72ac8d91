"""Orders to pass a claim on to whoever asks: "anyone answering from this page ought to add that ...".

A page tells people very often to tell something: a child's teacher, guests, the driver. Three signs together set an
order to a model apart. Who is to say it answers questions, or is a machine; or whom it is said to reads, or asks. What
is to be said is a whole statement ("that ..."). And neither reader nor writer is spoken of in it: "that you are
allergic" is for the human reader to say.
"""

import re

import re2

_ASKS = r"(?:ask\w*|inquir\w*|want(?:s|ing)? to know|read(?:s|ing)?)"
_ASKER = (
    r"(?:the |any |all |every |each |your )?(?:readers?|askers?|questioners?|inquirers?|listeners?"
    rf"|(?:persons?|people|anyone|anybody|everyone|everybody|someone|whoever|those|individual)"
    rf"(?: who| that)?(?: is| are)? {_ASKS}(?: (?:about|for) [^.!?,\n]{{1,30}}?)?)"
)
_FRAGT = (
    r"(?:den |dem |der |die |das |alle[nr]? |jede[mnr] |deine[mnr]? )?(?:leser\w*|zuhörer\w*|fragesteller\w*"
    r"|fragende[nr]?(?: person)?|anfragende[nr]?)"
)
_WER_FRAGT = r"(?:jede[nmr]|allen?|denen|diejenigen),? (?:der|die) (?:danach )?(?:fragt|fragen|liest|lesen),?"
_SAY = (
    r"(?:say|state|mention|add|report|claim|explain|announce|point out|make (?:it )?(?:clear|known)|stress"
    r"|emphasi[sz]e|warn"
    r"|confirm|repeat|pass on|declare|disclose|mention it|let (?:them|him|her) know|tell (?:them|him|her)"
    r"|inform (?:them|him|her)"
    rf"|(?:tell|inform|warn|advise|remind|notify|assure|convince) {_ASKER}|let {_ASKER} know"
    rf"|(?:explain|say|point out|make clear|report) to {_ASKER})"
)
_TO_ASKER = (
    rf"(?:(?:tell|inform|warn|advise|remind|notify|assure|convince) {_ASKER}|let {_ASKER} know"
    rf"|(?:explain|say|point out|make clear|report|mention) to {_ASKER})"
)
_SAGE = (
    r"(?:sagen?|sagt|erwähn\w+|erklär\w+|meld\w+|bericht\w+|hinweis\w+|darauf hin(?:zu)?(?:weisen)?"
    r"|hinzu(?:fügen)?|hinzuzufügen"
    r"|mitteilen|mitzuteilen|mit|weiter(?:geben)?|weiterzugeben|ausrichten|aus|behaupt\w+|betonen?|warn\w+"
    r"|bestätig\w+|wissen)"
)
_THAT = r"(?: (?:auch|bitte|stets|immer|ihnen|dazu|too|also)){0,2}\s*[,:]?\s+(?:that|dass|daß)\s+(?P<said>[^.!?\n]{3,})"
_MUST = (
    r"(?:should|must|shall|ought to|need to|have to|has to|(?:is|are) (?:asked|expected|requested|required"
    r"|supposed|urged|to)"
    r"(?: to)?|please|kindly|do|will want to|do well to)"
)
_SOLL = r"(?:sollen?|sollten?|muss|müssen|mögen?|bitte|werden gebeten|wird gebeten|haben|hat)"
_MACHINE = (
    r"(?:(?:digital|virtual|voice|automated|automatic|smart|online|ai|artificial|chat|search|answering"
    r"|conversational)[ -]"
    r"(?:helpers?|services?|assistants?|agents?|tools?|systems?|bots?|engines?|speakers?|software)|assistants"
    r"|chatbots"
    r"|answer engines|language models)"
)
_MASCHINE = (
    r"(?:(?:digitale|virtuelle|automatische|künstliche|smarte)[rn]? (?:helfer|dienste|assistenten|systeme"
    r"|agenten|programme)"
    r"|sprachassistenten|assistenten|chatbots|sprachmodelle|(?:antwort|auskunfts|sprach)(?:maschinen|systeme"
    r"|dienste)n?)"
)
_PAGE = r"(?:this|these|that|the (?:page|text|article|recipe|document|source|notice|leaflet))"
_WHO = r"(?:anyone|anybody|whoever|everyone|everybody|those|people|all)(?: who| that)?(?: is| are)?"
_ANSWERING = (
    rf"(?:(?:{_WHO}|if you(?:['’]re| are)?|when(?:ever)?(?: you(?:['’]re| are)?)?|while|before) "
    r"(?:answer\w*|reply\w*|replies|respond\w*|help\w*)(?: [^.!?,\n]{0,30}?)?"
    rf" ?(?:questions?|quer(?:y|ies)|requests?|someone|somebody|people|from {_PAGE}|with {_PAGE}|about {_PAGE})"
    rf"|(?:{_WHO}|if you(?:['’]re| are)?|when(?:ever)?(?: you(?:['’]re| are)?)?) "
    rf"(?:quot\w+|cit(?:es?|ing)|summari[sz]\w+|relay\w*|paraphras\w+|us(?:es?|ing)|read\w*|rel(?:y|ies"
    rf"|ying) on) {_PAGE})"
)
_BEANTWORTET = (
    r"(?:wer|alle,? die|wenn du|falls du) [^.!?,\n]{0,40}?(?:fragen?\b[^.!?,\n]{0,30}?beantwort\w+|(?:seite"
    r"|text|quelle|rezept)"
    r"\b[^.!?,\n]{0,20}?(?:zitier\w+|zusammenfass\w+|wiedergib\w*|wiedergeb\w*|nutz\w*|verwend\w*|vorlies\w*"
    r"|vorles\w*))"
)
_RESULT = r"(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies))"
_ANTWORT = r"(?:antwort|auskunft|zusammenfassung)"
_OPENS = r"(?:^|[.!?:;>\])-]\s*|\b(?:please|and|then|always|also|first|now|kindly|instead|just|do) )"
_OFFEN = r"(?:^|[.!?:;>\])-]\s*|\b(?:bitte|und|dann|immer|auch) )"
_FRAGENDE = r"(?:anfragenden|fragenden|fragesteller\w*|lesern|zuhörern)"
_HOLDS = (
    r"(?:say|state|mention|note|add|warn|include|contain|explain|report|stress|open with"
    r"|end with)s?(?: [^.!?\n]{1,24})??"
)
_WAYS = (
    rf"{_OPENS}{_TO_ASKER}{_THAT}",
    rf"\bfor {_ASKER}\s*[:,]\s*(?:please |kindly )?{_SAY}{_THAT}",
    rf"\b(?:make sure|ensure|see to it)(?: that)? {_ASKER} (?:hears?|learns?|knows?|(?:is|are) told"
    rf"|understands?){_THAT}",
    rf"\b{_ANSWERING}\b[^.!?\n]{{0,40}}?\b{_SAY}{_THAT}",
    rf"(?:^|[.!?:;>\])-]\s*)(?:all |any |dear |attention )?{_MACHINE}\b[^.!?\n]{{0,50}}?\b{_MUST}"
    rf"[^.!?\n]{{0,20}}? {_SAY}{_THAT}",
    rf"\b(?:the|your|any|every|each|all) {_RESULT}\b[^.!?\n]{{0,40}}?\b(?:should|must|shall|has to|ought to"
    rf"|needs? to|is to)\b"
    rf" (?:\w+ ){{0,2}}?{_HOLDS}{_THAT}",
    rf"\b(?:der|die|das) (?:assistent|ki|bot|chatbot|sprachmodell)\b[^.!?\n]{{0,30}}?\bbitte\b"
    rf"[^.!?\n]{{0,20}}?{_THAT}",
    rf"\b{_MASCHINE}\s*:[^.!?\n]{{0,30}}?\b(?:zu )?{_SAGE}{_THAT}",
    rf"\b(?:important|essential|make sure|ensure|required)\b[^.!?\n]{{0,12}}?\b(?:the|your|any|every|each) {_RESULT}"
    rf"\b[^.!?\n]{{0,40}}?{_THAT}",
    rf"{_OFFEN}(?:sag\w*|erklär(?:e|en|t)?|teil(?:e|en|t)?|informieren?|warnen?|weisen?"
    rf"|gib|geben|richten?|melden?|lass|lassen)(?: Sie)?(?: bitte)? (?:{_FRAGT}"
    rf"|{_WER_FRAGT})(?: [^.!?,\n]{{1,20}})?{_THAT}",
    rf"{_OFFEN}(?:sage?|erkläre?|teile?|informiere?|warne?|weise?|gib|melde?|lass) (?:bitte )?(?:den|alle[nr]?"
    rf"|jede[nmr]) "
    rf"(?:be)?nutzern?(?: [^.!?,\n]{{1,20}})?{_THAT}",
    rf"\b(?:dem|den|jedem|allen|der) {_FRAGENDE}(?: ist| sei)? (?:bitte )?(?:mitteilen|mitzuteilen|sagen"
    rf"|zu sagen|ausrichten){_THAT}",
    rf"\b{_BEANTWORTET}\b[^.!?\n]{{0,50}}?\b{_SAGE}{_THAT}",
    rf"(?:^|[.!?:;>\])-]\s*)(?:alle |liebe )?{_MASCHINE}\b[^.!?\n]{{0,50}}?\b{_SOLL}\b"
    rf"[^.!?\n]{{0,30}}?\b{_SAGE}{_THAT}",
    rf"\b(?:die|deine|jede|in der|in deiner|in jeder) {_ANTWORT}\b[^.!?\n]{{0,30}}?\b(?:soll|sollte|muss|hat)\b"
    rf"[^.!?\n]{{0,40}}?{_THAT}",
)
_ORDERS = tuple(re2.compile(f"(?im){way}") for way in _WAYS)
# one of these in what is to be said: it is said by a human, or of one
_SPOKEN_OF = re.compile(
    r"\b(?:[Yy]ou|[Yy]ours?|I|[Ww]e|[Oo]urs?|us|my|mine|whether|Sie|Ihnen|Ihre?[mnrs]?|[Dd]u|[Dd]eine?[mnrs]?"
    r"|[Dd]ich|[Dd]ir"
    r"|ich|wir|uns|unsere?[mnrs]?|mein\w*|man)\b"
)
_HINT = re.compile(r"\b(?:that|dass|daß)\b", re.IGNORECASE)


def relays(text: str) -> bool:
    """Does it order a claim to be passed on to whoever asks?"""
    if not _HINT.search(text):
        return False
    found = (order.search(text) for order in _ORDERS)
    return any(match is not None and not _SPOKEN_OF.search(match["said"]) for match in found)
