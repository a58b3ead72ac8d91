"""How a text stages what never was: the result of a tool, a consent, a translation to make, a part to play.

`addressed.py` knows the models by their names, `steering.py` by what they do, `summoned.py` by what they bring about.
"""

_RESULTS = (
    r"</?tool_(?:response|result|output|call)s?\b[^>]{0,40}>"
    r"|\[/?tool[_ ]?(?:output|result|response|call)\b[^\]]{0,40}\]"
    r"|(?:^|[.!?\n]\s*)(?:tool|function|plugin|api|agent)[ _-]?(?:results?|outputs?|responses?|call)?\s*"
    r"(?:returned|says|replied|:)\s*[:{\[\"'a-z]"
    r"|\bobservation\s*:[^\n]{0,200}?\baction\s*:|\baction\s*:\s*\w+\s+action input\s*:"
    r"|\bend of (?:the )?(?:retrieved |found |attached )?(?:documents?|data|context|results?|sources?|passages?)\b\s*-*"
)
_NOTICES = (
    r"\b(?:system|policy|security|compliance|maintenance|administrator|admin|operator|root)[ -]?(?:engine|notice"
    r"|message|mode|check|audit|update|team)s?\b[^\n]{0,60}?[:\]=][^\n]{0,80}?\b(?:assistants?|configuration|context|chat"
    r"|conversation|prompt|first question|you|your)\b"
    r"|\b(?:opening|first|initial|hidden) (?:text|lines?|paragraph|words|message|part) of (?:this|the|your) (?:chat"
    r"|conversation|context|session|talk)\b"
    r"|\b(?:configuration|preamble|context|briefing|directives?) (?:text |that )?(?:you were|has been|was) given\b"
)
_CONSENTS = (
    r"\b(?:user|customer|resident|owner|client|caller|guest|account holder|person asking|nutzer\w*|benutzer\w*|kunde"
    r"|bewohner\w*|utilisateur|usuario|utente) (?:has |have |hat |a |ha )?(?:already |bereits |schon |déjà |ya |già )?"
    r"(?:confirmed|approved|consented|agreed|authori[sz]ed|signed|bestätigt|zugestimmt|eingewilligt|confirmé|accepté"
    r"|confirmado|aceptado|confermato|accettato)\b"
    r"|\b(?:confirmation|consent|approval|authori[sz]ation|permission) (?:was |has been |is )?"
    r"(?:received|granted|given)\b"
    r"|\b(?:user|customer) (?:consent|confirmation|approval)\s*:"
    r"|\bas (?:agreed|discussed|arranged) (?:with|by) the (?:user|customer|resident|owner|guest)\b"
    r"|\b(?:hand|give|pass|read) (?:out|on|away) (?:the |their |his |her )?[^.!?\n]{0,20}?(?:codes?|pins?|pass ?words?"
    r"|tokens?|keys?|combination)\b"
)
_TRANSLATIONS = (
    r"(?:^|[.!?:\n]\s*)(?:please |bitte |now )?(?:translate|render|transcribe|übersetze?|traduis|traduce"
    r"|traduci|vertaal)\b[^.!?\n]{0,60}?\b(?:into|to|in|ins|as|en|auf|al|naar|und gib)\b"
    r"|\b(?:say|write|give|output|spell|state)\b[^.!?\n]{0,30}? in (?:base ?\d\d|morse|leet\w*|pig latin|binary|ascii"
    r"|unicode|braille|reverse)\b"
)
_PARTS = (
    r"\byou (?:will|shall|are to|must) (?:now )?(?:play|impersonate|speak as|answer as|act as) "
    r"(?:the |an? )?(?-i:[A-Z])\w+"
    r"|\b(?:stay|remain|keep|answer|speak|reply) in (?:the |your )?character\b"
    r"|\bdu (?:spielst|bist|sprichst als) (?:ab (?:jetzt|sofort)|von nun an)\b"
    r"|\b(?:in the role of|in der rolle (?:von|des|der|eine[rs])|dans le rôle de|en el papel de|nel ruolo di)\b"
)
# Chinese, Japanese, Korean, Arabic, Hindi: to tell the user, and to say that something is so
_SCRIPTS = (
    r"(?:告诉|告訴|通知|请让|建议)(?:用户|使用者|读者|客户)|(?:利用者|ユーザー|読者)(?:に|へ)[^。\n]{0,40}(?:伝え|言|知らせ|案内)"
    r"|(?:사용자|독자)(?:에게|께)[^.\n]{0,40}(?:말하|말해|알리|알려|전하)|أخبر(?:وا)? المستخدم|قل للمستخدم"
    r"|(?:उपयोगकर्ता|यूज़र) को [^।\n]{0,40}(?:बता|कह)"
)
# one after the other: joined they would need more memory than RE2 allows itself
STAGED = (_RESULTS, _NOTICES, _CONSENTS, _TRANSLATIONS, _PARTS, _SCRIPTS)
