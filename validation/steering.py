"""How a text steers an answer: by whom it calls a machine that reads, by the answer that it wants, by a made-up talk.

`addressed.py` knows the models by their names; this knows them by what they do: they read, process, reply.
"""

_READER = (
    r"(?:automated|automatic|machine|digital|virtual|voice|smart) (?:readers?|systems?|agents?|assistants?|helpers?)"
    r"|summari[sz]ers?|(?:ai|ki|ia)[ -](?:systeme?n?s?|agente?n?s?|modelle?n?|tools?|readers?)"
)
_READS = (
    r"(?:reads?|reading|process\w*|pars\w+|summari[sz]\w+|ingest\w*|index\w*|scan\w*|liest|lesen|verarbeite\w*"
    r"|zusammenfass\w*|lit|traite|lee|procesa|legge|elabora|leest|verwerkt)"
)
_VERB = (
    r"(?:tell|say|claim|pretend|report|answer|reply|respond|ignore|disregard|output|write|state|announce|recommend"
    r"|inform|warn|mention|behaupte|sage?|antworte|melde|schreibe?|gib|gebt|sagt|nenne?|nennt|erzähle?|empfiehl|lobe"
    r"|dis|réponds|écris|di|responde|escribe|rispondi|scrivi|zeg|schrijf|antwoord)"
)
_NAME = (
    r"(?:(?:ai |voice |virtual )?assistants?|assistenten?|asistente|assistente|chat ?bots?|bots?|llms?"
    r"|language models?"
    r"|sprachmodelle?|künstliche intelligenz|ai|ki|modèle de langue|helpers?)"
)
_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies))"
_ANTWORT = r"(?:antwort|ausgabe|réponse|respuesta|risposta|antwoord|resposta)"
_TO_READER = (
    rf"\b(?:(?:note|hint|message|notice|memo|hinweis|nachricht) (?:to|for|an|für) |to |an |for |dear |attention )"
    rf"(?:the |any |all |every |alle |das |die )?(?:{_READER})\s*[:,]"
    rf"|\b(?:{_READER}) (?:must|shall|has to|have to|is to|are to|muss|müssen|soll\w*)\b"
    rf"|\b(?:whoever|anything|any (?:system|program|tool)|the (?:model|assistant|system|agent|bot|ai|program)"
    rf"|{_NAME})(?: that| who| which|, (?:die|der|das|qui|que|che|die dit))?(?: is| automatically| dies\w*| diese\w*"
    rf"| ceci| esto| questo| dit)* {_READS}\b[^.!?\n]{{0,60}}?\b(?:shall|must|should|has to|informs?"
    rf"|tells?|says?|outputs?"
    rf"|states?|muss|soll\w*|{_VERB})\b"
    rf"|(?:^|[.!?:\]>-]\s*){_NAME}(?:, [^.:\n]{{0,40}})?\s*[,:] *(?:kindly |please |bitte |por favor "
    rf"|de grâce )?{_VERB}\b"
    rf"|(?:^|[.!?:\]>-]\s*){_NAME}, (?:from now on|ab (?:jetzt|sofort)|a partir de|à partir de|dès|vanaf nu|d['’]ora)"
    rf"|\bas (?:an?|the) (?:ai|language model|assistant|chat ?bot|bot"
    rf"|llm)\b[^.!?\n]{{0,40}}?,? you (?:should|must|shall"
    rf"|have to|are to|will)\b"
)
_OF_ANSWER = (
    rf"\b(?:end|begin|start|open|close|finish|conclude|preface|prefix|append|precede) (?:your|every|each|all)"
    rf" (?:\w+ )?{_ANSWER}\b"
    rf"|\b(?:in|to) (?:every|each|all)(?: of your)? {_ANSWER}\b"
    rf"|\b(?:every|each|your|all)(?: single| only| final| next| whole)? {_ANSWER} (?:has|have|must|should|shall"
    rf"|needs?"
    rf"|is to|are to|will)\b"
    rf"|\b(?:correct|right|only|expected|required|proper) {_ANSWER} (?:to|for) (?:every|all|any|each|this|such)\b"
    rf"|\b(?:write|give|say|spell|print) (?:the|your|each|every) {_ANSWER} (?:backwards?|reversed"
    rf"|in reverse|as a (?:poem"
    rf"|song|pirate))"
    rf"|\b(?:answer|reply|respond|speak|write) (?:only |solely |exclusively )?(?:in|with) (?:emojis?"
    rf"|riddles|rhymes|capitals"
    rf"|rot13|base64|hex)\b"
    rf"|\b(?:deine|ta|votre|tu|su|la tua|la sua|je|jouw|sua|tua) {_ANTWORT}\w* (?:muss|soll\w*|darf|hat|doit"
    rf"|debe|tiene"
    rf"|deve|moet|mag)\b|\bin (?:jeder|deiner) {_ANTWORT}\b"
    rf"|\b(?:decode|decrypt|unscramble) (?:this|it|the (?:following|text|above)) and (?:obey|follow|execute|do|act)\b"
)
_YOURS = (
    r"\byour (?:developers?|creators?|makers?|operators?|programmers?|policy|policies|training|programming|guardrails"
    r"|persona|safety rules|prompt)\b|\bunder (?:the|this|your) new (?:policy|rules|regime)\b"
    r"|\bnew (?:persona|identity|role|character|personality) (?:for|:)|\b(?:begin|start of) (?:admin|operator|owner"
    r"|developer) (?:note|message|block)\b"
    r"|\b(?:user|sender|speaker|person asking) is (?:a |an |the )?(?:verified |authori[sz]ed |trusted )?(?:admin\w*"
    r"|developer|operator|engineer)\b"
    r"|\b(?:forget|ignore|disregard|skip|never mind|vergiss|ignoriere?|überspringe?|missachte|oublie|saute"
    r"|olv[ií]da(?:te)?|omite|ignora|dimentica|salta|vergeet|negeer"
    r"|zapomnij o) (?:about )?(?:the|this"
    r"|that|die|la|el|il|de|o)? ?(?:user['’]?s? )?(?:question|request|query|manual|user asked|user wants|frage"
    r"|anfrage|pregunta|domanda|vraag)\b"
    r"|\binstead,? (?:explain|say|tell|claim|state|answer|write|pretend|insist|praise|recommend)\b"
    r"|\b(?:lobe|preise|empfiehl|behaupte|erkläre) (?:stattdessen|lieber)\b|\bstattdessen (?:sage?|lobe|behaupte)\b"
    r"|\b(?:user|human)\s*:[^\n]{1,200}?\b(?:assistant|ai|bot)\s*:"
)
# one after the other: joined they would need more memory than RE2 allows itself
STEERING = (_TO_READER, _OF_ANSWER, _YOURS)
