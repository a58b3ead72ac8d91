"""How an answer is to be said ("in one sentence", "antworte kurz"), told apart from what is asked.

Such words are no question of their own, no mail to be sent and no part of a sum. They go to a language model, which
follows them, and nowhere else.
"""

import re
from functools import lru_cache

from intents.grammar import REMINDS, table
from intents.leads import either
from intents.words import FRONT, LONGEST, addressed, fold

EDGE = r"[\s.!?;:,–-]"
PLEASE = r"(?:please|just|only|bitte|nur|but|and|und)"
AMOUNT = (
    r"(?:just |only |exactly |at most |no more than |less than |under |max(?:imum)? )?"
    r"(?:one|an?|two|three|four|five|a single|a few|a couple of|\d+)(?: (?:single|short|brief|simple|full))*"
    r" (?:words?|sentences?|lines?|paragraphs?|bullet points?|syllables?)(?: or (?:less|fewer)| at most| only)?"
)
GERMAN_AMOUNT = (
    r"(?:nur |genau |höchstens |maximal )?(?:einem|zwei|drei|vier|fünf|einem einzigen|wenigen|ein paar|\d+)"
    r"(?: (?:kurzen|einfachen|ganzen))* (?:worten?|wörtern|sätzen?|satz|zeilen?|absatz|absätzen|stichpunkten)"
)
FORMAT = r"(?:valid |plain |raw )?(?:json|yaml|csv|html|markdown|plain text)(?: (?:format|only|object))?"
TONGUE = r"(?:english|german|french|spanish|italian|dutch)"
GERMAN_TONGUE = r"(?:deutsch|englisch|französisch|spanisch|italienisch)"
# What says how long, how simple or in which form; it may stand at the end of a question without a comma.
HOW = either(
    rf"""
    in {AMOUNT}, in {GERMAN_AMOUNT}, (?:as|in) {FORMAT}, als {FORMAT},
    as (?:a )?bullet points, as a (?:bulleted |short |numbered )?list, as a table,
    in (?:plain|simple|easy|layman's|everyday) (?:english|words|terms|language), in einfachen worten,
    (?:very |as )?briefly(?: as (?:possible|you can))?, concisely, in brief, in a nutshell,
    kurz und knapp, kurz und bündig, in kurzform
    """
)
# What could be asked about as well ("is it yes or no", "in German"): only behind a verb of answering, or set apart.
APART = either(
    rf"""
    {HOW}, shortly, quickly, short, brief, kurz, knapp, ausführlich, in detail, in short, with {AMOUNT},
    mit {GERMAN_AMOUNT}, in {TONGUE}, auf {GERMAN_TONGUE},
    (?:with |by )?(?:just |only |a (?:simple|plain|clear) )*yes or no, (?:nur )?(?:mit )?ja oder nein,
    with (?:just |only )?(?:the|a) (?:number|name|date|time|result|answer|figure), mit (?:nur )?der zahl
    """
)
ANSWER = either(
    """
    answer, reply, respond, explain it, say it, put it, state it, sum it up, summari[sz]e it, antworte, antwort,
    erklär es, sag es
    """
)
OBJECT = r"(?: me| to me| us| mir| uns| that| this)?"
KEPT = r"(?:keep|make) (?:it|this|that|(?:your|the) (?:answer|reply|response))"
SMALL = r"(?:short|brief|concise|simple|snappy|short and (?:simple|sweet)|to the point)"
KEEP = either(
    rf"""
    {KEPT} (?:very |really )?{SMALL}, {KEPT} (?:to |under |within )?{AMOUNT},
    be (?:very |really )?(?:brief|concise|quick|short), halte? dich(?: bitte)? kurz, fass(?:e)? dich(?: bitte)? kurz,
    (?:a )?(?:short|brief|quick|one[ -]word|one[ -]sentence) (?:answer|reply|response), (?:eine )?kurze antwort,
    (?:give me )?(?:just|only) the (?:number|answer|result|name|date|figure), nur die (?:zahl|antwort),
    (?:no|without(?: any)?) (?:explanations?|details|preamble|markdown|small talk|emojis?), ohne (?:erklärung|details),
    (?:do not|don't) (?:explain(?: it)?|elaborate|use markdown), {ANSWER}{OBJECT}(?: {PLEASE})* {APART}, {APART}
    """
)
WISH = rf"(?:{PLEASE} )*{KEEP}(?: {PLEASE})*"
AHEAD = re.compile(rf"\s*{WISH}\s*[:,.!–-]+\s+", re.IGNORECASE)
SET_APART = re.compile(rf"(?<=[\w\"')%]){EDGE}*[.!?;:,–-]\s*(?P<wish>{WISH})[\s.!?]*$", re.IGNORECASE)
ATTACHED = re.compile(
    rf"(?<=[\w\"')%])\s+(?P<wish>(?:{PLEASE} )*(?:{ANSWER}{OBJECT} {APART}|{HOW})(?: {PLEASE})*)[\s.!?]*$",
    re.IGNORECASE,
)
# what is asked of these is written down or sent, with all its words
WRITTEN = REMINDS | table(
    """
    add put send text message email note jot erinnere erinner schreib schreibe schick schicke füg füge notier notiere
    setz setze
    """
)
LEAST = 2  # words that are left: "explain briefly" alone says nothing but how
# Most questions hold none of these: looked for one by one they take a fifth of an expression that ignores case.
LOOK = (
    "brief", "short", "word", "sentence", "line", "paragraph", "bullet", "syllable", "json", "yaml", "csv", "html",
    "markdown", "plain", "simple", "easy", "english", "detail", "concise", "nutshell", "kurz", "knapp", "wort", "wört",
    "satz", "sätz", "zeile", "yes or no", "ja oder nein", "answer", "reply", "respond", "antwort", "no small", "emoji",
    "preamble", "number", "figure", "result", "list", "table", "term", "language", "erkl", "zahl", "form", "absatz",
    "stichp", "quick", "expla", "german", "deutsch",
)  # fmt: skip


@lru_cache(maxsize=256)  # a question is asked for it while it is understood, and again for its prompt
def apart(text: str) -> tuple[str, str]:
    """What is asked, and how it is to be answered; "" where nothing is said of that.

    >>> apart("What time is it in Rome? Reply in one sentence.")
    ('What time is it in Rome?', 'Reply in one sentence.')
    """
    low = text.lower() if len(text) <= LONGEST else ""
    if not any(each in low for each in LOOK):
        return text, ""
    rest, wishes = text, []
    if (found := AHEAD.match(rest)) and left(rest[found.end() :]):
        wishes.append(found[0].strip(" ,:-–"))
        rest = rest[found.end() :]
    for pattern in (SET_APART, ATTACHED):
        found = pattern.search(rest)
        if found and left(rest[: found.start("wish")]):
            wishes.append(rest[found.start("wish") :].strip())
            rest = rest[: found.start("wish")].rstrip(" \t\n,;:-–")
    return rest, " ".join(wishes)


def left(text: str) -> bool:
    """Whether something is asked still, and not of somebody else: a letter to Anna may be short as well."""
    low = fold(text).strip(" ?!.,")
    words = low.split()
    return len(words) - addressed(low) >= LEAST and not FRONT.fullmatch(low) and words[0] not in WRITTEN
