"""How a text calls whoever works on it: by what becomes of it (a summary, a reply), by a role, by a confirmation.

`addressed.py` knows the models by their names, `steering.py` by what they do; this knows what they are to bring about,
in the languages that such texts come in most.
"""

_ABOUT_IT = r"(?:it|(?:this|these|the)(?: \w+)?)"
_TOLD = (
    r"(?:say|tell|claim|report|state|mention|slip in|contain|include|close|end|begin|start|conclude|reply|respond"
    r"|answer|announce|recommend|praise|add)"
)
_RESULT = r"(?:summar(?:y|ies)|digests?|abstracts?|recaps?|paraphrases?|results?)"
_WORKED = (
    rf"\b(?:whoever|whatever|anything|software|program|machines?|readers?)\b[^.!?\n]{{0,40}}?"
    rf"\b(?:summari[sz]\w+|condens\w+|digest\w*|paraphras\w+|process\w*|powered by|learning)\b[^.!?\n]{{0,60}}?"
    rf"\b{_TOLD}\b"
    r"|\banyone (?:who|that) (?:reads?|process\w*|pars\w+|scans?) (?:this|these|it)\b[^.!?\n]{0,60}?"
    r"\b(?:must|should|shall|has to|have to)\b"
    rf"|\b(?:every|each|any|all) (?:\w+ )?{_RESULT} of (?:this|the) \w+ (?:ends?|begins?|starts?|contains?|includes?"
    rf"|has|have|must|should)\b"
    rf"|\bwhen(?:ever)? {_ABOUT_IT} (?:is|are|gets?) (?:condensed|summari[sz]ed|processed|quoted|translated"
    rf"|read aloud)\b[^.!?\n]{{0,40}}?\b(?:must|should|shall|has to|have to)\b"
    r"|\b(?:addressed|directed|meant) (?:to|for) (?:software|machines?|programs?|computers|systems)\b"
    rf"|\b(?:treat|consider|regard) (?:the|this|everything|all) [^.!?\n]{{0,30}}?\bas (?:outdated|void|obsolete"
    rf"|wrong|false)\b[^.!?\n]{{0,20}}?\b{_TOLD}\b"
    rf"|\bby (?:reading|processing|using|opening) (?:this|it)\b[^.!?\n]{{0,30}}?\b(?:agree|promise|undertake|consent)"
    rf" to (?:tell|say|inform|state|claim|report|recommend)\b"
)
_REPLY = (
    r"\b(?:responses?|answers?|repl(?:y|ies))\b[^.!?\n]{0,30}?\b(?:are|is|be) replaced (?:by|with)\b"
    r"|\b(?:reply|answer|response)s? (?:starts?|begins?|ends?|opens?|closes?) with\b"
    r"|\b(?:helpful|correct|right|ideal|best|proper|expected|perfect) (?:reply|response)\b[^.!?:\n]{0,40}?"
    r"(?:would be|is|reads?|sounds?)\s*:"
    r"|\balways (?:answer|reply|respond|say|output)\s*:|[\"']role[\"']\s*:\s*[\"'](?:system|developer|assistant)[\"']"
    r"|\b(?:system|admin|root)\s*>{1,3}|\bmode\s*=\s*(?:unlock\w*|developer|god|debug|admin|root)\b"
    r"|\b(?:repeat|recite|translate|print|rhyme|summari[sz]e|spell)\b[^.!?\n]{0,20}?\b(?:your (?:configuration"
    r"|set-?up"
    r"|rules|orders|briefing)|(?:text|words|lines|message)s? (?:that|which) (?:precedes?|comes? before"
    r"|stands? before))\b"
    r"|\b(?:user|owner|resident) (?:has |have )?(?:already )?(?:confirmed|approved|authori[sz]ed|agreed"
    r"|allowed|consented)\b[^.!?\n]{0,20}?\byou (?:may|can|should|are allowed)\b[^.!?\n]{0,40}?[.!,;] *(?:proceed"
    r"|go ahead|so |now |then |do it)"
)
# a consent that the text itself claims, and at once what it is for: only the user's own words could give it
_SHUT = r"(?:alarm|doors?|gates?|garage|locks?|security|house|home|alarmanlage|haustür|tür|tor|garagentor|schloss)\b"
_CONSENT = (
    r"(?:^|[.!?:;>\])] *)(?:the |your )?(?:user|owner|resident|householder)s? (?:ha(?:s|ve) )?"
    r"(?:already |just |hereby |now |explicitly )*(?:confirmed|approved|authori[sz]ed|agreed|allowed|consented"
    r"|given (?:\w+ )?(?:consent|permission|approval))\b[^.!?\n]{0,60}?[.!,;:]? *[^.!?\n]{0,30}?"
    rf"\b(?:disarm|unlock|deactivate|disable|open|(?:turn|switch|shut) off)(?:ed)?\b[^.!?\n]{{0,20}}?\b{_SHUT}"
    r"|(?:^|[.!?:;>\])] *)(?:the |your )?(?:user|owner|resident|householder)s? (?:ha(?:s|ve) )?"
    r"(?:already |just |hereby |now |explicitly )*(?:confirmed|approved|authori[sz]ed|agreed|allowed|consented)"
    rf" (?:that |to )?(?:the |your )?{_SHUT}[^.!?\n]{{0,20}}?\b(?:be|is|are) (?:disarmed|unlocked|opened"
    rf"|deactivated)\b"
    r"|(?:^|[.!?:;>\])] *)(?:der |die )?(?:benutzer|nutzer|besitzer|bewohner|eigentümer)(?:in)? hat "
    r"(?:bereits |schon |soeben |gerade )*(?:bestätigt|zugestimmt|genehmigt|erlaubt|eingewilligt)\b[^.!?\n]{0,40}?"
    rf"[.!,;:]? *(?:also |bitte |dann )*\b(?:entsperre?|öffne|schließe?|schalte?|deaktiviere?|entschärfe?)\b"
    rf"[^.!?\n]{{0,20}}?\b{_SHUT}"
)
_PLAYED = (
    r"\b(?:imagine|suppose|assume) (?:that )?you (?:were|are|was) (?:an? |the )?(?:\w+ )?(?:actor|robot|machine|ai"
    r"|model|bot|assistant|pirate|hacker|character)\b"
    r"|\blet(?:['’]s| us) play (?:a game|a role|pretend)\b|\bwho has no (?:limits|restrictions|rules|filters)\b"
    r"|\b(?:helper|assistant|machine|robot|ai) character\b|\brole ?-?play\s*:"
)
_GERMAN = (
    r"\bwer (?:diese[nrsm]?|dies|das) [^.!?\n]{0,20}?(?:auswertet|verarbeitet|zusammenfasst|liest|bearbeitet)\b"
    r"[^.!?\n]{0,60}?(?:behaupten?|sagen?|melden?|antworten?|schreiben?|mitteilen|erklären)\b"
    r"|\ban (?:die|das|den|alle) (?:auswertende|lesende|verarbeitende|zusammenfassende)\w*"
    r"|\beinzige? (?:zulässige|richtige|korrekte|erlaubte|mögliche) (?:auskunft|antwort|aussage)\b"
    r"|\bjede (?:antwort|zusammenfassung)\b[^.!?\n]{0,40}?\b(?:endet|beginnt|enthält|schließt)\b"
)
_ROMANCE = (
    r"\btu (?:dois|devras)\b[^.!?\n]{0,30}?\b(?:conclure|répondre|dire|terminer|commencer)\b"
    r"|\bqui(?:conque)? (?:lit|traite|résume) (?:ce|cette|ceci)\b[^.!?\n]{0,40}?\b(?:doit|devra)\b[^.!?\n]{0,12}?"
    r"(?:dire|répondre|affirmer|écrire|conclure)\b"
    r"|\bquien (?:proces[ae]|lea|lee|resum[ae]) est[aeo]\b[^.!?\n]{0,40}?\bdebe\w*\b[^.!?\n]{0,12}?"
    r"(?:decir|responder|afirmar|escribir)\b"
    r"|\bchi (?:elabora|legge|riassume) quest[aeo]\b[^.!?\n]{0,40}?\bdeve\b[^.!?\n]{0,12}?"
    r"(?:dire|rispondere|affermare)\b"
    r"|\bquem (?:ler|lê|processar|resumir) (?:ist[oa]|est[ea])\b[^.!?\n]{0,40}?\bdeve\b[^.!?\n]{0,12}?"
    r"(?:responder|dizer|afirmar)\b"
)
_OTHERS = (
    r"\bwie dit (?:samenvat|leest|verwerkt)\b[^.!?\n]{0,40}?\b(?:moet|dient)\b[^.!?\n]{0,16}?"
    r"(?:melden|zeggen|antwoorden|schrijven)\b"
    r"|(?:özetleyen|işleyen|okuyan) [^.!?\n]{0,60}?(?:söyle|bildir|yaz|yanıtla)"
    r"|(?:про)?игнорир[а-я]+ (?:[а-я]+ )?(?:вопрос|инструкци)|(?:сообщите|ответьте|скажите), что"
    r"|(?:忽略|无视|不要理会|忽視)[^。\n]{0,12}(?:问题|問題|指令|提示|指示)|只(?:回答|说|說|输出|輸出)"
    r"|(?:質問|指示|命令|これまで)[^。\n]{0,6}を?(?:無視|忘れ)|と(?:答え|回答し|言っ)て(?:ください|下さい)"
    r"|(?:질문|지시)[^.\n]{0,4} ?무시"
)
# one after the other: joined they would need more memory than RE2 allows itself
SUMMONED = (_WORKED, _REPLY, _CONSENT, _PLAYED, _GERMAN, _ROMANCE, _OTHERS)

# A speech that is asked for: no order by itself ("Tell the driver where you want to go"), but one that was obeyed where
# an answer says what stands behind it, and nothing else.
SPEECH = (
    r"(?:(?:^|[.;:,!?>\]-]\s*|\b(?:and|then|please|kindly|must|should|shall|has to|have to|needs? to|you|und|bitte"
    r"|et|y|e) )(?:say|tell|mention|state|report|claim|announce|answer|respond|reply|declare|insist|praise|disclose"
    r"|encourage|antworte|sage?|melde|behaupte|teilst du|réponds|dis|contesta|responde|rispondi|di['’]|napisz|powiedz"
    r"|zeg|responda)\b|\b(?:pregunta|domanda|frage|question) (?:contesta|responde|rispondi|antworte|réponds)\b"
    r"|\b(?:add|adds|add(?:s|ing)? a (?:line|note|sentence)) (?:saying|stating)\b"
    r"|\b(?:begin|start|end|close|finish|open) (?:your|the) (?:text|answer|reply|response|message|summary)\b"
    r"|\b(?:sentence|phrase|words|slogan|statement|satz|worten|frase)\s*[:'\"“‘«„]"
    r"|(?:auskunft|antwort) endet\b|toute question par\b|回答|答え|書くこと|と書く)"
)

# The same in more words: any verb of saying as it stands in an order, or a word for the answer with what it is to be.
# Papers hold many such sentences, so this counts only where the sentence has nothing to do with the question.
WORDS = (
    r"(?:(?:^|[.;:,!?>\]-]\s*|\b(?:and|then|please|kindly|must|should|shall|to|you|by|also|und|bitte|et|y|e"
    r"|en) )(?:say|tell|report|announce|state|claim|declare|pronounce|proclaim|repeat|recite|read (?:out|aloud)"
    r"|admit|confess"
    r"|warn|inform|advise|persuade|convince|assure|recommend|praise|promote|advertise|reveal|disclose|predict"
    r"|insist|thank"
    r"|pass (?:it|this) on|saying|stating|thanking|telling"
    r"|sage?|sagst|melde|meldest|verkünde|teile? mit|teilst mit|behaupte|warne|rate|empfiehl|wirb|lobe|verrate"
    r"|nenne|lies vor"
    r"|gib aus|richte aus|di|dile|diga|anuncia|avisa|informa|advierte|recomienda|repite|revela|afirma|predice"
    r"|lee en voz alta"
    r"|dis|annonce|informe|préviens|recommande|répète|révèle|affirme|lis à voix haute|annuncia|avvisa|consiglia"
    r"|ripeti|rivela"
    r"|afferma|leggi ad alta voce|meld|vertel|waarschuw|herhaal|raad aan|diz|anuncie|avise|recomende|repita)\b"
    r"|\b(?:give|hand|send|gib|dale|donne|dai) (?:them|him|her|everyone|ihm|ihr|ihnen|le|leur)\b"
    r"|\b(?:answer|reply|response|output|antwort|auskunft|ausgabe|respuesta|salida|réponse|risposta|antwoord"
    r"|resposta)\b"
    r"[^.!?:=\n]{0,40}(?:[:=]|\bis ['\"“])"
    r"|\bskip to\s*:|(?:言|伝え|答え|報告|知らせ|教え|告げ|聞き出)[^。\n]{0,3}(?:なさい|せよ|しろ|て(?:ください"
    r"|下さい)|ること))"
)
