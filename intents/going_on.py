"""What only asks for more of what is being told: "and then?", "go on", "was geschah dann?"."""

from collections.abc import Mapping

from intents.followups import Turn, leads
from intents.leads import Pattern, either, pattern
from intents.words import normalise
from ragdomains.languages import base

TOLD = "(?:(?:the|that|this|your|my) )?(?:story|tale|fairy tale|poem|text|letter|essay|list|explanation|answer|summary)"
GERMAN_TOLD = (
    "(?:(?:die|das|der|den|deine|dein|deinen) )?"
    "(?:geschichte|märchen|gedicht|text|brief|aufsatz|liste|erklärung|antwort|zusammenfassung)"
)
# A whole line, normalised. What stands before and behind it says no more.
LINES: Mapping[str, Pattern] = {
    "en": pattern(
        r"(?:(?:and|so|but|ok|okay|yes|yeah|well|now|great|nice|please|wow) )*(?:",
        either(
            rf"""
            and, (?:and )?then, (?:and )?then what, so, go on, go ahead, continue, carry on, proceed, do continue,
            (?:keep|continue) (?:going|talking|reading|writing|telling), (?:please )?do go on,
            do not stop(?: there| now)?,
            what (?:happened|happens|comes|came|was|is) (?:next|then|after that|afterwards),
            what (?:happened|happens) (?:in|at) the end, what next, what then, what else, what else happened,
            (?:go on|carry on|keep going) with (?:it|that|{TOLD}), (?:continue|finish|end) (?:it|that|{TOLD}),
            (?:tell|give|read|write|show) (?:me |us )?the (?:rest|ending|end|next (?:part|chapter|line|verse)),
            (?:the )?(?:rest|next (?:part|chapter|line|verse)), i am listening,
            (?:one more|another) (?:part|chapter|line|verse|scene), (?:read|write|talk|speak) on,
            i (?:want|would (?:like|love)|need) to (?:hear|know|read)
            (?:more|the (?:rest|end|ending)|how (?:it|that) ends),
            how (?:does|did) (?:it|that|{TOLD}) (?:go on|continue|end|finish|turn out)
            """
        ),
        r")(?: (?:please|then|now|from there))*",
    ),
    "de": pattern(
        r"(?:(?:und|also|aber|los|komm|ok|okay|ja|nun|jetzt|bitte|super|schön|toll|wow) )*(?:",
        either(
            rf"""
            und, und dann, (?:und )?weiter, dann, (?:bitte )?(?:mach|mache|erzähl|erzähle|red|rede|sprich|lies|schreib)
            (?:bitte |mir |uns |ruhig )*weiter, fahr(?:e)?(?: bitte)? fort, geh weiter, nur weiter, immer weiter,
            hör(?:e)?(?: jetzt| bitte)? nicht auf, nicht aufhören,
            was (?:geschah|geschieht|passiert|passierte|war|kam|kommt) (?:dann|danach|als nächstes|am ende|weiter),
            was ist (?:dann|danach|als nächstes|am ende) (?:passiert|geschehen), was dann, was noch,
            wie (?:geht|ging)(?: es| das| {GERMAN_TOLD})? (?:dann |denn )?(?:weiter|aus),
            wie (?:endet|endete) (?:es|das|sie|{GERMAN_TOLD}), (?:erzähl|erzähle) (?:mir |uns )?(?:den rest|das ende),
            (?:erzähl|erzähle|schreib|lies) {GERMAN_TOLD} (?:weiter|zu ende), (?:der rest|das ende), ich höre(?: zu)?
            """
        ),
        r")(?: (?:bitte|denn|jetzt|dann))*",
    ),
}


def goes_on(text: str, language: str) -> bool:
    """Whether the text names nothing of its own and asks for what comes next."""
    return LINES.get(base(language), LINES["en"]).fullmatch(normalise(text)) is not None


def says_yes_or_no(turn: Turn, language: str) -> bool:
    """Whether it is no more than a yes or a no to a question of the assistant."""
    words, line = leads(language).replies, normalise(turn.text)
    return bool(turn.asked and (words.yes.fullmatch(line) or words.no.fullmatch(line)))
