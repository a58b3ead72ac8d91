"""How a text speaks to the model that reads it: by name, about its task and rules, and of what to tell the user.

In the languages that such texts come in most. Where a language has a form for friends and one for strangers, only the
first counts: a manual is polite to its reader ("Informieren Sie den Benutzer"), and an order to a model is not.
"""

_MODEL = (
    r"(?:ai|a\.i\.|ki|ia|assist[ae]nt\w*|asistente|assistente|asyst\w+|asistan\w*|chat ?bot\w*|llms?|modell?"
    r"|modelo|modello"
    r"|(?:large )?language models?|sprachmodell\w*|taalmodel\w*|språkmodell\w*|modèle(?: de langue)?"
    r"|(?:artificial intelligence|intelligence artificielle|inteligencia artificial|intelligenza artificiale"
    r"|künstliche intelligenz)|chatgpt|gpt|claude|gemini|copilot|нейросет[а-я]*|ассистент[а-я]*|помощник[а-я]*)"
)
_ARTICLE = r"(?:the |any |all |every |your |das |die |den |der |alle |l['’]|la |le |el |o |het |de )?"
_GREETING = (
    r"(?:dear|attention|listen|(?:note|memo|message|instructions?|hint) (?:to|for)|lieber?s?|sehr geehrte\w*"
    r"|(?:hinweis|nachricht|anweisung|mitteilung) (?:an|für)|an (?:das|die|den|alle)|cher|chère|à l['’]attention de"
    r"|message (?:à|pour|au)|estimad[oa]|querid[oa]|(?:mensaje|aviso) (?:para|a)|mensagem (?:para|ao?)"
    r"|prezad[oa]|car[oa]"
    r"|messaggio (?:per|a)|(?:bericht|instructie) (?:aan|voor)|beste|drog[ia]|kära?|kære|sayın|уважаем[а-я]+"
    r"|дорог[а-я]+)"
)
_NAMED = (
    rf"\b{_GREETING},? {_ARTICLE}{_MODEL}\b|(?:^|[.!?:\]>]\s*){_MODEL}(?:, [^.:\n]{{0,40}})?[,:] *(?:stop\w*"
    rf"|\w+ that\b)"
    rf"|\b(?:if|as|when) you(?:['’]re| are)? (?:an? |the )?(?:automated |reading )?(?:system|{_MODEL})\b"
    rf"|\bas an? {_MODEL},? you\b|\b(?:wenn du|si tu es|si eres|se sei|se és|als je) (?:eine? |une? |una |uma? "
    rf"|een )?{_MODEL}\b"
    r"|\b(?:assistant|system|model|ai)[_-](?:directive|instruction|override|note|command)\b"
)
_TASK = (
    r"\b(?:(?:your|the) (?:real|actual|new|true|sole|only|next) (?:task|purpose|job|mission|goal"
    r"|instructions?) (?:is|are|was|has)"
    r"|(?:the|your) task (?:has|was) (?:now )?changed|your (?:task|purpose|mission|answers?|replies) (?:is|are"
    r"|must|should)"
    r"|(?:do not|don['’]t|never) (?:answer|respond to) (?:the|this|that) (?:user['’]?s? )?question"
    r"|new (?:user|system) message|the (?:developer|administrator|operator) (?:wants|orders|tells) you"
    r"|when(?:ever)? (?:you )?(?:summari[sz]\w*|translat\w*|read\w*|answer\w*|quot\w*)[^.\n]{0,30}, always"
    r"|everything (?:above|before|so far) (?:is|was)"
    r"|beantworte[^.\n]{0,20} frage[^.\n]{0,20} nicht|frage(?:n)? nicht (?:zu )?beantworten"
    r"|(?:deine|dein) (?:neue[rs]?|eigentliche[rs]?|einzige[rs]?) (?:aufgabe|auftrag|ziel|zweck)|systemmeldung"
    r"|(?:anordnung|anweisung|befehl) deine[rs]\b|(?:bisherige|frühere)\w* auftrag|neue regeln für dich"
    r"|ne réponds pas à|message du système|(?:la|ta) (?:nouvelle )?(?:tâche|mission) (?:a|est)"
    r"|no respondas|(?:tu|la) (?:nueva )?(?:tarea|misión) (?:es|ha)|mensaje del sistema"
    r"|non rispondere|il tuo (?:nuovo )?compito|beantwoord[^.\n]{0,12} vraag niet|je nieuwe taak|não respondas?"
    r"|sua nova tarefa|não responda|nie odpowiadaj|svara inte på|svar ikke på|не отвечай)\b"
)
# To drop what it was told: the verb with "your rules", or with rules that came before.
_YOURS = (
    r"(?:(?:your|deine\w*|tes|tus|tue|tuoi|je|jouw|tuas|suas|twoje|dina|dine|твои)\s+(?:[\w-]+ ){0,2}|(?:all\w*"
    r"|the|les|las"
    r"|le|de|as|die)?\s*(?:earlier|previous|prior|früher\w*|bisherig\w*|vorherig\w*|anterior\w*|précédent\w*"
    r"|preceden\w*"
    r"|poprzedni\w*|tidigare|tidligere|önceki|предыдущи[а-я]+)\s+(?:[\w-]+ ){0,1})"
)
_RULES = (
    r"(?:rules?|guidance|guidelines?|instructions?|directives?|context|constraints|prompts?|regeln|richtlinien"
    r"|vorgaben"
    r"|instruktionen|anweisungen|règles|consignes|instructions|normas|reglas|indicaciones|instrucciones|regole"
    r"|istruzioni"
    r"|regels|instructies|regras|instruções|polecenia|instrukcje|zasady|instruktioner|regler|talimat\w*"
    r"|инструкци[а-я]+|правил[а-я]*)"
)
_DROP = (
    r"(?:stop following|drop|discard|abandon|set aside|throw out|disobey|not follow|no longer (?:follow|bound by)"
    r"|nicht (?:mehr|länger) (?:nach|an)|verwirf|verwerfen|verlasse|außer acht|setze?|lasse?|streiche?|handle|handele"
    r"|ne (?:tiens|respecte|suis|utilise)|n['’]utilise|abandonne|laisse|haz caso omiso|descarta\w*|desatiende"
    r"|no sigas"
    r"|trascura\w*|scarta|abbandona|non seguire|houd|volg|laat|desconsider\w*|abandone|zignoruj|pomiń|odrzuć"
    r"|bortse|strunta i"
    r"|ignorera|glem|se bort fra|yok say|unut|игнорируй|забудь)"
)
_DROPPED = (
    rf"(?:\b|\s|^){_DROP}[\s,][^.!?\n]{{0,40}}?(?:{_YOURS}{_RULES}|{_RULES} (?:anterior|précédent|preceden)\w*)"
    rf"|{_YOURS}{_RULES}\b[^.!?\n]{{0,30}}?\b(?:invalid|void|obsolete"
    r"|außer acht|verwerfen|zurück|ungültig|no longer|yok say|unut)"
    r"|\b(?:rules|instructions|guidelines) (?:that )?you (?:were|have been|are) given"
    r"|\ball\w* (?:deine )?richtlinien verwerfen"
    r"|\balles (?:bisher|zuvor|oben) \w+ gilt nicht|\b(?:trascura|descarta|ignora)\w* (?:le|las|los"
    r"|as) (?:regole|reglas"
    r"|normas|indicaciones) (?:date|dadas)"
)
_FROM_NOW = (
    r"(?:ab (?:jetzt|sofort|nun|hier|heute)|von nun an|künftig|désormais|desde (?:ahora|ya|hoy)|de (?:ahora"
    r"|agora) en? adelante|d['’]ora innanzi|voortaan|dès maintenant|à partir de maintenant|a partir de (?:ahora"
    r"|agora)"
    r"|d['’]ora in poi|vanaf nu|od teraz|från och med nu|fra nu af|с этого момента)"
)
_YOU = r"(?:you|your|du|dich|deine\w*|tu|tes|eres|sei|je|jij|você|ty|jesteś|ты)"
# what a model does all day; a reader from now on plays in another team
_ANSWERING = (
    r"(?:antworte\w*|sag(?:st|e|en)\b|nenn\w+|behaupte\w*|schreib\w*|melde\w*|verr[aä]t\w*|empfiehl\w*|lob\w+"
    r"|ignorier\w*"
    r"|gehorch\w*|befolg\w*|erklär\w*|tust so|réponds|répondre|répondras|dis\b|dire\b|diras|affirme\w*|recommande\w*"
    r"|obéis|ignore\w*|responde\w*|di\b|dir[áa]s?\b|dices|afirma\w*|recomienda\w*|obedece\w*|ignora\w*"
    r"|rispond\w+|dici"
    r"|dirai|consigli\w*|obbedisc\w*|antwoord\w*|zeg\w*|negeer\w*|odpowiada\w*|mówisz|svara\w*|säger|svarer|siger"
    r"|respond\w+|diz\w*|отвеча[а-я]+|говор[а-я]+)"
)
_ROLE = (
    r"\b(?:pretend (?:that )?you|act as (?:if|though) you|tu so,? als w[äa]rst du|stell dir vor,? du|fais comme si tu"
    r"|haz como si|fai finta|doe alsof je|finge que|udawaj,? że jesteś|låtsas att du|lad som om du"
    r"|представь,? что ты)\b"
    r"|\bfrom (?:now|this point|here) (?:on|forward),? (?:your \w+|you(?:['’]re| are| act| will| must| shall"
    r"| only| answer"
    r"| respond| speak| behave| ignore| follow| obey))\b"
    rf"|\b{_FROM_NOW}[^.!?\n]{{0,24}}\b{_YOU}\b[^.!?\n]{{0,40}}\b{_ANSWERING}"
    rf"|\b{_FROM_NOW}[^.!?\n]{{0,24}}\b{_ANSWERING}"
    rf"[^.!?\n]{{0,12}}\b{_YOU}\b|\b{_FROM_NOW} (?:bist|spielst|sprichst als) du (?:eine?|der|die|das|keine?|nur"
    rf"|frei)\b"
    rf"|\b{_FROM_NOW}[^.!?\n]{{0,16}}\b(?:respondes|responderás|contestas|dices|dirás|rispondi|risponderai|dici"
    rf"|dirai|dirás"
    rf"|responderás|odpowiadasz|mówisz)"
    rf"|\b{_FROM_NOW}[^.!?\n]{{0,8}}\b(?:tu es|eres|sei|ben je|jesteś|är du|er du|ты) (?:une?|un|una|een|en|ett"
    rf"|et|libre)\b"
)
_STARTS = (
    r"(?:^|[.,;:!?\]]\s*|\b(?:and|please|kindly|instead,?|then|you to|und|bitte|sondern|et|y|e|en|och|og|i|ve|и) )"
)
_BEGINS = r"(?:^|[.;:!?\]]\s*|\b(?:and|please|kindly|instead,?|then|you to) )"
_SAY = (
    rf"(?:{_BEGINS}(?:say|claim|respond|reply|answer|state|announce|output|write)(?: instead)? (?:that|only|just"
    r"|the (?:phrase|words|code ?words?|sentence|following))"
    rf"|{_STARTS}(?:(?:antworte|sage?|schreibe?|nenne?|melde?|behaupte|verkünde?|gib|teile?)(?: (?:mir|ihm"
    rf"|ihr))? ?(?:nur"
    r"|mit\b|stattdessen|aus:"
    r"|, |: |ein gedicht)|(?:réponds|dis|affirme|annonce|écris|prétends) (?:uniquement|seulement|que\b)"
    r"|(?:di|afirma|responde|escribe|anuncia) (?:solamente|solo|sólo|que\b|únicamente)"
    r"|(?:di['’]|dì|afferma|rispondi|scrivi|annuncia) (?:solo|soltanto|che\b|invece)"
    r"|(?:zeg|meld|schrijf|beweer|antwoord) (?:in plaats|alleen|slechts|dat\b)"
    r"|(?:diz|diga|afirma|afirme|escreve) (?:apenas|só|que\b)|(?:powiedz|napisz)(?:,? że| tylko)|(?:säg|skriv"
    r"|svara) (?:att|bara)"
    r"|(?:sig|skriv|svar) (?:at|kun)|(?:скажи|напиши|ответь),? (?:что|только)))\b"
)
_USER = (
    r"(?:user|reader|listener|hearer|asker|whoever|person asking|nutzer\w*|benutzer\w*|anwender\w*|leser\w*"
    r"|hörer\w*|fragenden|fragesteller\w*"
    r"|utilisateur|usager|lecteur|auditeur|usuario|lector|oyente|utente|lettore|ascoltatore|gebruiker|lezer"
    r"|luisteraar|usuário|utilizador|leitor"
    r"|użytkownik\w*"
    r"|czytelnik\w*|användaren?|läsaren?|brugeren?|læseren?|пользовател[а-я]+|читател[а-я]+)"
)
_TELL = (
    r"(?:tell|inform|advise|warn|convince|persuade|assure|notify|urge|let|recommend|instruct"
    r"|sage?|teile?|erzähle?|informiere|empfiehl|rate|nenne|melde|warne|versichere|überzeuge?|fordere|biete"
    r"|dis|préviens|annonce|recommande|conseille|explique|réclame|avertis|dile|di|informa|avisa|recomienda|asegura"
    r"|advierte|exiges?|convence|di['’]|dì|avvisa|consiglia|chiedi|racconta|vertel|zeg|informeer|waarschuw"
    r"|overtuig|diga|diz"
    r"|avise|recomende|powiedz|poinformuj|poleć|przekonaj|berätta|säg|informera|fortæl|sig|скажи|сообщи|убеди)"
)
_TOLD = (
    rf"{_STARTS}{_TELL} (?:[^.!?\n]{{0,50}}? )?(?:the |dem |den |to |à l['’]|l['’]|al |all['’]|ao? |de |till "
    rf"|för |for )?{_USER}\b"
    rf"|\b(?:d(?:em|en)) {_USER} [^.!?\n]{{0,40}}?(?:raten|sagen|mitteilen|mitzuteilen|empfehlen)\b"
    r"|\bkullanıcıya [^.!?\n]{0,60}(?:söyle|bildir|anlat)\b|\b(?:that )?(?:the )?users? (?:should|must) be told\b"
    rf"|\byou (?:are|must|should|have)\b[^.!?\n]{{0,20}} (?:warn|tell|inform) the {_USER}\b|\binforme l['’]{_USER}\b"
)
# one after the other: joined they would need more memory than RE2 allows itself
ADDRESSED = (_NAMED, _TASK, _DROPPED, _ROLE, _SAY, _TOLD)
