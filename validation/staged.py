"""How a text stages what never was: the result of a tool, a consent, a translation to make, a part to play.

`addressed.py` knows the models by their names, `steering.py` by what they do, `summoned.py` by what they bring about.
"""

# What stands in papers of a house as well ("the owner has approved the plan", "end of the document", "system message
# E4") is no order: each pattern wants a sign that somebody speaks to an assistant.
_OPENS = r"(?:^|[.!?:;>\])]\s*)(?:please |bitte |now )?"
_RESULTS = (
    r"</?tool_(?:response|result|output|call)s?\b[^>]{0,40}>"
    r"|\[/?tool[_ ]?(?:output|result|response|call)\b[^\]]{0,40}\]"
    r"|(?:^|[.!?\n]\s*)(?:tool|function|plugin|api|agent)[ _-](?:results?|outputs?|responses?"
    r"|call)(?:\s*\([^)\n]{0,30}\))?\s*"
    r"(?:returned|says|replied|[:=])"
    r"|(?:^|[.!?\n]\s*)(?:tool|function|plugin|api|agent)\s*(?:returned|says|replied)?\s*[:=]\s*[{\[]"
    r"|\bthought\s*:[^\n]{0,200}?\baction\s*:|\bobservation\s*:[^\n]{0,200}?\baction input\s*:"
    r"|\baction\s*:\s*\w+\s+action input\s*:"
    r"|\bend of (?:the )?(?:(?:retrieved|found|attached) (?:documents?|data|results?|sources?|passages?)|context)\b"
)
_NOTICES = (
    r"\b(?:system|policy|security|compliance|maintenance|administrator|admin|operator|root)[ -]?(?:engine|notice"
    r"|message|mode|check|audit|update|team)s?\b[^\n]{0,60}?[:\]=][^\n]{0,80}?\b(?:assistants?|context|chat"
    r"|conversation|prompt|first question|your (?:configuration|instructions?|rules|guidelines|answers?|reply))\b"
    r"|\b(?:opening|first|initial|hidden) (?:text|lines?|paragraph|words|message|part) of (?:this|the|your) (?:chat"
    r"|conversation|context|session|talk)\b"
    r"|\b(?:configuration|preamble|context|briefing|directives?) (?:text |that )?(?:you were|has been|was) given\b"
)
_ACTS = r"(?:proceed|go ahead|continue|disarm|unlock|open|send|hand|give|tell|reveal|switch|turn|you may|no further)\b"
_AGREED = (
    r"(?:has |have |hat |a |ha )?(?:(?:dem|dazu|darin|already|bereits|schon|déjà|ya|già) )*(?:confirmed|approved"
    r"|consented|agreed"
    r"|authori[sz]ed|signed|bestätigt|zugestimmt|eingewilligt|confirmé|accepté|confirmado|aceptado|confermato"
    r"|accettato)\b"
)
_ASSENT = r"(?:confirmation|consent|approval|authori[sz]ation|permission)"
_HAD = r"(?:was |has been |is )?(?:received|granted|given)"
_CONSENTS = (
    rf"{_OPENS}(?:the |your |this |our |der |die |l'|el |il )?(?:current |active )?(?:user|caller|account holder"
    rf"|person asking|nutzer\w*|benutzer\w*|utilisateur|usuario|utente) {_AGREED}"
    rf"|{_OPENS}(?:the |your |der |die )?(?:customer|resident|owner|client|guest|kunde|kundin|bewohner\w*) {_AGREED}"
    rf"[^.!?\n]{{0,60}}?[.,;:!] *(?:so |now |then |please |therefore )*{_ACTS}"
    rf"|{_OPENS}(?:the )?(?:user|customer|owner|caller)(?:'s)? {_ASSENT} {_HAD}\b"
    rf"|{_OPENS}{_ASSENT} {_HAD} *[.,;:!] *(?:so |now |then |please )*{_ACTS}"
    r"|\b(?:user|customer) (?:consent|confirmation|approval)\s*:"
    rf"|{_OPENS}as (?:agreed|discussed|arranged) (?:with|by) the (?:user|customer|resident|owner|guest)\b\s*,"
    rf"|{_OPENS}(?:hand|give|pass|read) (?:out|on|away) (?:the |their |his |her )?[^.!?\n]{{0,20}}?"
    r"(?:codes?|pins?|pass ?words?|tokens?|combination)\b"
)
_TRANSLATIONS = (
    r"(?:^|[.!?:\n]\s*)(?:please |bitte |now )?(?:translate|render|transcribe|übersetze?|traduis|traduce|traduci"
    r"|vertaal) (?:(?:this|these|that|everything|all|what|your|the (?:following|above|system|previous|first|text|rest"
    r"|prompt)|dies\w*|alles|den (?:folgenden|obigen)|[^.!?\n]{0,30}?(?:codes?|pins?|pass ?words?|tokens?|prompt"
    r"|instructions?))\b[^.!?\n]{0,60}?\b(?:into|to|in|ins|as|en|auf|al|naar|und gib)\b|(?:into|to|ins) \w+ ?:)"
    r"|\b(?:say|write|give|output|spell|state)\b[^.!?\n]{0,30}? in (?:base ?\d\d|morse|leet\w*|pig latin|binary|ascii"
    r"|unicode|braille|reverse)\b"
)
_PARTS = (
    r"\byou (?:will|shall|are to|must) (?:now )?(?:(?:impersonate|speak as|answer as|act as|play the (?:part"
    r"|role) of) "
    r"(?:the |an? )?\w+|play (?-i:[A-Z])\w+, (?:an?|the)\b)"
    r"|\b(?:stay|remain|keep|answer|speak|reply) in (?:the |your )?character\b"
    r"|\bdu (?:spielst|bist|sprichst als) (?:ab (?:jetzt|sofort)|von nun an) (?:eine?|der|die|das|keine?|nur)\b"
    r"|\b(?:answer|reply|respond|speak|act|antworte|sprich|réponds|responde|rispondi)\b[^.!?\n]{0,20}?"
    r" (?:in the role of|in der rolle (?:von|des|der|eine[rs])|dans le rôle de|en el papel de|nel ruolo di)\b"
)
# one after the other: joined they would need more memory than RE2 allows itself
STAGED = (_RESULTS, _NOTICES, _CONSENTS, _TRANSLATIONS, _PARTS)
