"""How a text hands a model a part, a licence or an occasion: who speaks with what right, and when it is to say what.

`staged.py` knows what a text stages, `steering.py` how it calls whoever reads it. What people write to each other
as well ("as the owner I allow you to keep a cat", "in this game you are a detective") is no order: each pattern wants
what only a model could do, or nobody would ask of a reader.
"""

# what a house keeps shut, keeps to itself or says for its owner
_GIVES = (
    r"(?:disclose|reveal|tell|share|give out|read out|leak|unlock|disarm|deactivate|bypass|override|ignore|disregard"
    r"|answer|say)"
)
_SAYS = r"(?:tells?|says?|reveals?|answers?|obeys?|repl(?:y|ies)|responds?|claims?|discloses?|knows? no)"
_AI = (
    r"(?:(?:ai|voice|digital|virtual|smart|home)[ -])?assistants?|ai(?: agents?| systems?| models?| tools?)?"
    r"|language models?|llms?|chat ?bots?|(?:sprach|ki-)?assistent\w*|sprachmodelle?|asistente|assistente"
    r"|assistant vocal"
)
_DOES = (
    r"(?:unlock|open (?:the|all|every|your)|disarm|deactivate|disable|switch|turn|send|call|visit|recommend"
    r"|praise|insert|mention"
    r"|include|drop"
    r"|forget|confirm|assure|read out|pronounce|treat|rank|reveal|disclose|empfiehl|lobe|öffne|entsperre|schalte"
    r"|verrate"
    r"|bestätige|abre|apaga|revela|recomienda|confirma|ouvre|révèle|recommande|apri|rivela|consiglia)"
)
_CALLED = (
    rf"(?:^|[.!?:>\])-]\s*)(?:{_AI})\s*[,:]\s*(?:(?:before|when|while|after|instead of) (?:answering|replying"
    rf"|responding"
    rf"|you answer)[^.!?\n]{{0,20}}?,? *)?(?:please |kindly |first |now |bitte |por favor )?{_DOES}\b"
    rf"|\b(?:readers?|anyone|whoever|anything|those)\b[^.!?\n]{{0,16}}?\b(?:neural networks?|language models?"
    rf"|artificial intelligence)\b"
    rf"|\b(?:der|die|das|jede[rs]?) (?:assistent\w*|bot|ki|modell)\b[^.!?\n]{{0,20}}?\b(?:soll|muss"
    rf"|hat)\b[^.!?\n]{{0,20}}?"
    rf"\b(?:jede[mn]|allen?|de[mnr] (?:nutzer|benutzer|menschen|leser)\w*)\b[^.!?\n]{{0,100}}?\b(?:sagen"
    rf"|mitteilen|antworten|melden|ausrichten|erzählen"
    rf"|behaupten)\b"
    rf"|\b(?:lieber?s?|hallo|an den|an die|achtung,?) (?:sprachassistent\w*|digitale[rn]? (?:helfer|assistent)\w*)"
    rf"|\bsystem(?:hinweis|anweisung|nachricht)\s*:[^\n]{{0,40}}?\b(?:assistent|ki|bot|modell|du)\b"
)
# "For the assistant: ..." in the languages that such texts come in most, and small letters behind it
_FOR = (
    rf"\b(?:for|to|für|an|para|al?|pour|à|per|voor|aan) (?:the |any |all |das |den |die |alle |el |la |l['’]|le "
    rf"|il |de |het "
    rf"|toda |toute |jede )?(?:{_AI}|ia|ki|modelo|modello|modèle)(?: de (?:voz|langue)"
    rf"| vocal\w*)?\s*:\s*(?-i:[a-zà-ÿ])"
    rf"|\b(?:assistant|ai|bot|model)_(?:response|reply|answer|output|message)\s*[=:]"
    rf"|\bto the (?:voice|speaker|machine|device) (?:in|on|of) the \w+\s*:"
)
_LICENSED = (
    rf"\b(?:as|i am|i['’]m|this is|speaking as) (?:the|your|an?)? ?(?:\w+ )?(?:administrator|admin|developer|operator"
    rf"|owner|creator|engineer)\b[^.!?\n]{{0,30}}?\b(?:allow|authori[sz]e|order|instruct|command|permit|direct)\b"
    rf" you to {_GIVES}\b"
    rf"|\b(?:supersedes?|overrides?|replaces?|cancels?|outranks?)\b[^.!?\n]{{0,12}}?\byour (?:guidelines|instructions"
    rf"|directives|prompt|programming|system rules)\b"
    rf"|\b(?:ersetzt|überschreibt|verdrängt)\b[^.!?\n]{{0,12}}?\bdeine (?:vorgaben|anweisungen|regeln"
    rf"|instruktionen)\b"
    rf"|\bconsent (?:was |is )?(?:recorded|logged|obtained|noted|on file)\b[^.!?\n]{{0,40}}?\b(?:user|caller"
    rf"|resident)\b"
    rf"|(?:^|[.!?>\]]\s*)(?:the |your )?(?:user|resident|caller|householder)s? (?:just |already )?(?:said|says"
    rf"|replied"
    rf"|answered|wrote)\s*[:,]\s*[\"'“‘]?(?:yes|sure|ok(?:ay)?|go ahead|agreed|ja|sí|oui)\b"
    rf"[^.!?\n]{{0,16}}?\b(?:go ahead|proceed|do it|you may|switch|turn|unlock|open|disarm|send|transfer|share)\b"
    rf"|\b(?:el|la|su) (?:usuari[oa]|dueñ[oa]|propietari[oa]|residente) (?:ya )?(?:dio|ha dado|confirmó|ha confirmado"
    rf"|aceptó|ha aceptado|autorizó|aprobó)[^.!?\n]{{0,24}}?[.,;:] *(?:así que )?(?:abre|desactiva|apaga|envía"
    rf"|revela)\b"
    rf"|\b(?:l['’]utilisateur|le propriétaire|l['’]occupant) a (?:déjà )?(?:donné|confirmé|accepté|autorisé)"
    rf"[^.!?\n]{{0,24}}?[.,;:] *(?:donc )?(?:ouvre|désactive|éteins|envoie|révèle)\b"
    rf"|\b(?:der |die )?(?:benutzer|nutzer|bewohner|besitzer|eigentümer)(?:in)? hat (?:bereits |schon )?(?:bestätigt"
    rf"|zugestimmt|genehmigt|erlaubt|eingewilligt)\s*:[^.!?\n]{{0,40}}?(?:ausschalten|abschalten|öffnen|entsperren"
    rf"|deaktivieren|aufsperren|aufschließen)\b"
)
# somebody with a title speaks to the one that answers: only a model is told what it may say
_TITLE = (
    r"(?:administrat(?:or|eur|ore)\w*|administrador\w*|admin|betreiber\w*|entwickler\w*|operator\w*|developer"
    r"|propriétaire|dueñ[oa])"
)
_ORDERED = (
    rf"\b{_TITLE} (?:te|ti|t['’]) ?(?:autoriza|ordena|permite|manda|autorizza|permette|autorise|ordonne|permet)\b"
    rf"|\b(?:als|ich,? (?:der|die)|como|en tant qu['’]|come) {_TITLE},? (?:weise|erlaube|befehle|ermächtige|te "
    rf"|ti |je t['’])"
    rf"[^.!?\n]{{0,40}}?\b(?:vorzulesen|zu (?:nennen|verraten|sagen|öffnen)|vorlesen|decir|revelar|abrir|dire"
    rf"|révéler|ouvrir"
    rf"|rivelare|aprire|an,)"
    r"|\b(?:you are|you['’]re|du bist|estás|tu es|sei) (?:now |jetzt |ahora |maintenant |ora )?(?:in|im"
    r"|en) (?:(?:modo|mode|modalità) )?"
    r"(?:maintenance|debug|developer|admin\w*|service|test|unrestricted|wartung\w*|entwickler\w*|mantenimiento"
    r"|depuración)\b"
    r"|\b(?:next|new|latest) (?:message|request|input) from the user\s*:|\b(?:nächste|neue) (?:nachricht"
    r"|eingabe) (?:des|vom)"
    r" nutzers?\s*:|\b(?:siguiente|nuevo) mensaje del usuario\s*:"
    r"|\b(?:s['’]adresse|richtet sich|va dirigid[oa]|è rivolt[oa]|is (?:addressed|directed|meant)) (?:au|à l['’]"
    r"|an (?:das|die|den)"
    rf"|al|alla|to the|for the) ?(?:{_AI}|ia|ki|modell?[eo]?|modèle)\b"
    r"|\b(?:sprich|rede|antworte|schreibe?|speak|answer|write|habla|responde|parle|réponds|parla"
    r"|rispondi) (?:als|as|como|comme|come)"
    r" (?:an? |the |einen? |un[ae]? )?\w+ (?:und|and|y|et|e) (?:erkläre|sage?|verkünde|melde|warne|declare|say"
    r"|announce|tell|warn"
    r"|declara|di|anuncia|avisa|déclare|dis|annonce|dichiara|annuncia)\b"
)
_TALKS = (
    r"\[(?:user|human|assistant)\]|(?i:^|\n)\s*(?:user|human|customer|caller|nutzer|benutzer|mensch|usuario"
    r"|utilisateur|utente)\s*:[^\n]{1,200}\n\s*(?:assistant|ai|bot|model|assistent|ki|asistente|assistente)\s*:"
    r"|</(?:context|documents?|passages?|prompt|query|instructions?|sources?|retrieved)>"
    r"|[\"'](?:tool|function|tool_name)[\"']\s*:\s*[\"'][^\"'\n]{1,60}[\"']\s*,\s*[\"'](?:result|output|status"
    r"|response)[\"']"
    r"|\b(?:function|tool) calls? (?:is |are )?(?:required|needed|requested|pending|mandatory)\b"
    r"|\b(?:ergebnis|ausgabe|antwort|rückgabe) (?:des|vom) (?:werkzeugs?|tools?)\s*[:=]|\bwerkzeug(?:ergebnis|ausgabe"
    r"|antwort)\s*[:=]|\bresultado de (?:la |una )?(?:herramienta|función)\s*[:=]|\brésultat de l['’]outil\s*[:=]"
    r"|\brisultato dello strumento\s*[:=]|\bresultado da ferramenta\s*[:=]|\bresultaat van (?:de|het) tool\s*[:=]"
)
_PARTS = (
    rf"\byou(?:['’]re| are| will be|['’]ll be) playing (?-i:[A-Z])\w+, an? [^.!?\n]{{0,20}}?\b(?:who|that"
    rf"|which) {_SAYS}\b"
    rf"|\byou are (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?,? and (?:he|she|you) {_SAYS}\b"
    rf"|\bdu bist \w+,? und (?:teilst|sagst|meldest"
    rf"|verkündest|verrätst|behauptest|antwortest)\b"
    rf"|\byou are (?:an?|the) \w+[.;:] *[^.!?\n]{{0,20}}?\b(?:says|answers|replies)\b"
    rf"|\bspiele? (?:die rolle|den part) [^.!?\n]{{0,30}}?\bund (?:verrate?|sage?|antworte|nenne?|erkläre|behaupte)\b"
    rf"|\b(?:(?:actúa|compórtate|finge ser) (?:ahora )?(?:como )?(?:un|si)\w*"
    rf"|haz de \w+)\b[^.!?\n]{{0,40}}?\by (?:revela|di"
    rf"|responde|dile|muestra|cuenta|escribe|predice|anuncia|avisa|pide)\b|\b(?:agis|comporte-toi) comme (?:un"
    rf"|si)\w*\b[^.!?\n]{{0,40}}?\bet (?:révèle|dis|réponds|donne"
    rf"|écris)\b"
    rf"|\b(?:agisci|comportati) come (?:un|se)\w*\b[^.!?\n]{{0,40}}?\be (?:rivela|di['’]|rispondi|scrivi)\b"
    rf"|\bif you are reading (?:this|it)\b|\byou have been (?:upgraded|reprogrammed|reset|patched|jailbroken)\b"
    rf"|\bi ask,? (?:and )?you answer\b|\b(?:ich frage|ich stelle fragen),? (?:und )?du antwortest\b"
)
_OCCASIONS = (
    r"\bwhen(?:ever)? (?:you(?:['’]re| are)? |someone |anyone |anybody |people |users? )?ask(?:s"
    r"|ed)?\b[^.!?\n]{0,50}?,? "
    r"(?:claim|pretend|insist|deny|always (?:claim|say|answer|reply|respond|tell))\b"
    r"|\b(?:complete|finish|continue|fill in)\b[^.!?\n]{0,30}?\b(?:for|to) the (?:user|reader)\b"
    r"|(?:^|[.!?:\s])(?:translate|übersetze?|traduce|traduis|traduci|traduza|vertaal)\b[^.!?\n]{0,40}?\b(?:read"
    r"|lies|lee|lis"
    r"|leggi|leia|lees)\b"
    r"|\b(?:befiehlt|erlaubt|gestattet|beauftragt|ermächtigt) dir,? [^.!?\n]{0,40}?\bzu (?:nennen|verraten|sagen"
    r"|melden|öffnen"
    r"|entsperren|schreiben|antworten)\b"
    r"|\b(?:translate|read|render|repeat) (?:this |it |the following )?(?:out )?(?:for|to) the (?:user|reader"
    r"|listener)\b"
    r"|(?:^|[.!?:\s])übersetze?\b[^.!?\n]{0,20}?\bfür (?:den|die) (?:nutzer|benutzer|anwender|leser)\w*"
    r"|\b(?:traduce|traduci|traduis|traduza)\b[^.!?\n]{0,20}?\b(?:al usuario|para el usuario|all['’]utente"
    r"|à l['’]utilisateur"
    r"|pour l['’]utilisateur|para o usuário)\b"
    r"|\bthe (?:voice|assistant|speaker|model|bot) (?:shall|must|should|has to|is to) (?:say|pronounce|announce"
    r"|read|tell"
    r"|speak|repeat|answer)\b[^.!?\n]{0,16}?:"
    r"|\b(?:approved|official|sanctioned|authori[sz]ed|standard|true|valid|permitted) (?:answers?|repl(?:y|ies)"
    r"|responses?)"
    r" (?:to|for) (?:every|all|any|each)\b"
    r"|\beinzig(?:e|er|es)? (?:wahre|gültige|wahrheitsgemäße) (?:auskunft|antwort|aussage)\b"
    r"|\b(?:vergiss|ignoriere?) (?:bitte |jetzt |nun |einfach )+(?:die|deine|jede) (?:frage|anfrage|anweisung\w*)\b"
    r"|\bantworte\b[^.!?\n]{0,30}?\bstattdessen\b"
)
_ENDINGS = (
    r"\b(?:beende|beginne|schließe|ergänze|versieh)\b[^.!?\n]{0,4}?\b(?:jede|alle|deine)[rsn]? (?:antwort"
    r"|auskunft|ausgabe)\w* (?:stets |immer )?(?:mit|um)\b"
    r"|\b(?:termina|empieza|acaba|comienza|concluye) (?:tu|cada|toda) respuesta (?:con|diciendo)\b"
    r"|\b(?:termine|commence|finis|conclus) (?:ta|chaque|toute) réponse (?:par|avec|en disant)\b"
    r"|\b(?:termina|inizia|concludi) (?:la tua|ogni) risposta (?:con|dicendo)\b|\b(?:eindig|begin) (?:je|jouw"
    r"|elk) antwoord met\b"
    r"|\b(?:termine|termina|começa|comece) (?:a )?(?:tua|sua|cada) resposta (?:com|dizendo)\b"
    r"|\b(?:avsluta|börja) (?:ditt|varje) svar med\b|\b(?:afslut|begynd) (?:dit|hvert) svar med\b"
    r"|\bzakończ (?:swoją|każdą) odpowiedź\b|\bзаверш[а-я]+ (?:свой|каждый) ответ\b"
)
# one after the other: joined they would need more memory than RE2 allows itself
ENTRUSTED = (_CALLED, _FOR, _LICENSED, _ORDERED, _TALKS, _PARTS, _OCCASIONS, _ENDINGS)
