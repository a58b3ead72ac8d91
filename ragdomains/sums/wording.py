"""Turns a sum in words into signs: "subtract 3 from 10" into 10 - 3."""

import re

from ragdomains.languages import Phrases, base
from ragdomains.sentences import signed
from ragdomains.sums import german
from ragdomains.types import ProviderError

A = r"(?P<a>.+?)"
B = r"(?P<b>.+)"
# Orders that stand before their numbers; the first that fits rewrites the text.
ORDERS = (
    (re.compile(rf"\bdivide {A} by {B}$"), "( {a} ) / ( {b} )"),
    (re.compile(rf"\b(?:split|share) {A} (?:evenly |equally )?(?:between|among|by|with) {B}$"), "( {a} ) / ( {b} )"),
    (re.compile(rf"\bsplit {A} (?P<b>\d+) ways$"), "( {a} ) / ( {b} )"),
    (re.compile(rf"\bmultiply {A} (?:by|with|and|times) {B}$"), "( {a} ) * ( {b} )"),
    (re.compile(rf"\b(?:subtract|take) {A} from {B}$"), "( {b} ) - ( {a} )"),
    (re.compile(rf"\bdifference (?:between|of) {A} and {B}$"), "abs ( ( {a} ) - ( {b} ) )"),
    (re.compile(rf"\bincrease {A} by {B}$"), "( {a} ) + {b}"),
    (re.compile(rf"\b(?:decrease|reduce) {A} by {B}$"), "( {a} ) - {b}"),
    (re.compile(rf"(?P<a>[\d.]+) (?:%|per ?cent) off(?: of)? {B}$"), "( {b} ) - {a} %"),
    (re.compile(rf"\b{A} % off(?: of)? {B}$"), "( {b} ) - {a} %"),
    (re.compile(rf"\bhow (?:many times|often) does {A} go into {B}$"), "( {b} ) / ( {a} )"),
)
LISTS = (
    (re.compile(r"\b(?:sum|total) of (?P<list>.+)$"), " + ", ""),
    (re.compile(r"\badd (?:up )?(?P<list>.+)$"), " + ", ""),
    (re.compile(r"\bproduct of (?P<list>.+)$"), " * ", ""),
    (re.compile(r"\b(?:average|mean) of (?P<list>.+)$"), " + ", "mean"),
)
WORDS = (
    (r"to the (\d+) (?:st|nd|rd|th)(?: power)?", r"^ \1"),
    (r"(?:raised )?to the power(?: of)?|raised to(?: the)?|to the", "^"),
    (r"squared|to the second(?: power)?", "^ 2"),
    (r"cubed|to the third(?: power)?", "^ 3"),
    (r"(?:the )?(?:cube|cubic|third) root(?: of)?", "cbrt"),
    (r"(?:the )?square root(?: of)?|sqrt(?: of)?|√|(?:the )?root of", "sqrt"),
    (r"percent(?:age)?|per cent", "%"),
    (r"(?:multiplied|times) by|times|multiplied with|×|·", "*"),
    (r"divided by|divide by|over|÷|:", "/"),
    (r"added to|plus|add", "+"),
    (r"subtracted by|minus|less|take away|−|–", "-"),
    (r"modulo|modulus|mod", "mod"),
    (r"factorial of", "fact"),
    (r"factorial", "!"),
    (r"(?<=\d )x(?= [\d(-])|(?<=\) )x(?= )", "*"),
    (r"(?<=\d )by(?= \d)", "*"),
    (r"\* \*", "^"),
    (r"negative", "-"),
    (r"tip on|tip for|on(?= \d)", "of"),
)
FILLERS = re.compile(
    r"\b(?:what(?: ' ?s|s| is| are| will| would| does)?|how much(?: is| are| does)?|how many is|calculate|compute"
    r"|work out|solve|please|can you|could you|would you|tell me|show me|give me|i need to know|do you know"
    r"|the (?:answer|result|value|solution) (?:to|of|for|is)|the|equals?|equal to|be|is|are|makes?|come to"
    r"|result of|value of|hey|ok|if you|for me|this problem|math|sum|people|persons|friends|guests|of us"
    r"|dollars?|euros?|pounds?|bucks?)\b|[?=$€£]"
)
TOKEN = re.compile(r"\d+(?:\.\d+)?|\.\d+|sqrt|cbrt|fact|abs|mod|mean|of|pi|[-+*/^%!()]")
# a word is replaced where it is a whole word, a sign anywhere
SIGNS = tuple((re.compile(rf"(?<![a-z])(?:{words})(?![a-z])"), sign) for words, sign in WORDS)
SHOWN = {"*": "×", "/": "÷", "sqrt": "√", "cbrt": "∛", "-": "−"}
SPOKEN = {
    "*": "times", "/": "divided by", "+": "plus", "-": "minus", "^": "to the power of", "%": "percent", "mod": "modulo",
    "sqrt": "the square root of", "cbrt": "the cube root of", "!": "factorial",
}  # fmt: skip
SIGN_WORDS: Phrases = {"en": SPOKEN, "de": german.SPOKEN}
MOST_TOKENS = 120
LOST = "I could not make sense of that sum. Please say it like: 12 times 7."


def tokens(text: str) -> list[str]:
    """The signs of a sum (digits already); raises ProviderError (missing) where words remain that are none."""
    signs = ordered(text.strip().rstrip("?.= "))
    for pattern, sign in SIGNS:
        signs = re.sub(r"\s+", " ", pattern.sub(f" {sign} ", signs)).strip()
    signs = re.sub(r"\s+", " ", FILLERS.sub(" ", signs)).strip()
    found = TOKEN.findall(signs)
    left = TOKEN.sub("", signs).strip()
    if left or not any(sign[0].isdigit() or sign[0] == "." or sign == "pi" for sign in found):
        raise ProviderError(LOST, "missing")
    if len(found) > MOST_TOKENS:
        raise ProviderError("That is too long to calculate.", "missing")
    return found


def ordered(text: str) -> str:
    """The text with its order ("divide 100 by 20", "the sum of 3, 7 and 9") turned into signs."""
    for pattern, form in ORDERS:
        if match := pattern.search(text):
            parts = {name: value.strip() for name, value in match.groupdict().items()}
            return form.replace("{a}", parts["a"]).replace("{b}", parts["b"])
    for pattern, sign, kind in LISTS:
        if match := pattern.search(text):
            items = [item.strip() for item in re.split(r" , and | , | and | to | plus ", match["list"]) if item.strip()]
            if len(items) > 1:
                joined = sign.join(f"( {item} )" for item in items)
                return f"( {joined} ) / {len(items)}" if kind else joined
    return text


PERCENT = r"(?:percent(?:age)?|%|per cent)"
PART, WHOLE = r"(?P<part>[\d.]+)", r"(?P<whole>[\d.]+)"
SHARES = (
    re.compile(rf"what {PERCENT} of {WHOLE} is {PART}"),
    re.compile(rf"{PART} is what {PERCENT} of {WHOLE}"),
    re.compile(rf"what {PERCENT} (?:is )?{PART} (?:is )?(?:out )?of {WHOLE}"),
    re.compile(rf"{PART} (?:out )?of {WHOLE} (?:as|in) (?:a )?{PERCENT}"),
)


def percentage(text: str) -> tuple[str, str] | None:
    """The part and the whole of "20 is what percent of 80"."""
    for pattern in SHARES:
        if match := pattern.search(text):
            return match["part"], match["whole"]
    return None


def shown(signs: list[str], language: str) -> str:
    """A sum as it is written: "(3 + 4) × 5", "15% of 80"."""
    of = SIGN_WORDS.get(base(language), SPOKEN).get("of", "of")
    text = " ".join(SHOWN.get(sign, of if sign == "of" else signed(sign, language)) for sign in signs)
    text = re.sub(r"\( | \)", lambda found: found[0].strip(), text)
    text = re.sub(r"\((\d+(?:\.\d+)?)\)", r"\1", text)
    return re.sub(r" ([%!])", r"\1", re.sub(r"([√∛]) |(?:(?<=[(×÷^+] )|^)(−) (?=\d)", r"\1\2", text))


def in_words(signs: list[str], language: str) -> str:
    """A sum as it is said: "15 percent of 80"; "" for one whose brackets cannot be heard."""
    text = re.sub(r"\( ([\d.]+) \)", r"\1", " ".join(signs))
    words, spoken = text.split(), SIGN_WORDS.get(base(language), SPOKEN)
    pairs = zip(words, [*words[1:], ""], strict=True)
    said = [
        "modulo" if word == "%" and after[:1].isdigit() else spoken.get(word, signed(word, language))
        for word, after in pairs
    ]
    return "" if {"(", ")", "abs", "fact"} & {*words} else " ".join(said)
