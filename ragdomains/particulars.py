"""What is kept of a document beside its passages: particulars to be shown, and what is amiss with its text."""

import re
from collections import Counter
from collections.abc import Mapping

from ragdomains.readers import Paper

MOST_HEADINGS = 50
MOST_NAMES = 12
LOOKED_AT = 200_000  # characters whose words are counted
SAMPLE = 3_000  # words by which a language is told
CERTAIN = 1.3  # times as many of its small words as of the next language's
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

SMALL = {
    "en": "the of and to in is that it for was with as are this be on by at from have not you which",
    "de": "der die und das den von zu mit sich des ist im dem nicht ein eine auf für auch es wird sie",
    "fr": "le la les et des est une du dans que qui pour pas sur au avec ce sont il par vous plus",
    "es": "el la los las y que en un una es del por con para no se su al como más lo pero",
    "it": "il lo la gli di che è un una del della per con non sono nel alla si da i le anche",
    "nl": "de het een en van is dat op te in voor met zijn niet aan er die ook als bij wordt",
    "pt": "o os as e que de do da em um uma para com não no na por mais dos se ao como",
    "sv": "och att det i en som på är av för med den till inte har de ett om han var",
    "da": "og at det i en er på til af for med den der ikke de som har et jeg kan",
    "pl": "i w na z do nie się to jest że o jak po co za od przez dla są ale",
}
SMALL_WORDS: Mapping[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in SMALL.items()}

CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*\w"
NAME = re.compile(rf"{CAPITAL}(?: {CAPITAL})*")
LINKED = re.compile(rf"{CAPITAL}(?: (?:(?:of|the|de|da|del|di|du|la|le|van|and|&) )?{CAPITAL})*")
ADDRESS = re.compile(r"\bhttps?://\S+")
BEFORE_A_SENTENCE = re.compile(r"(?:^|[.!?:;\n»”\"(\[•–-])\s*$")

NOTICE = re.compile(
    r"enable (?:javascript|cookies)|accept (?:all )?cookies|just a moment|access denied|are you (?:a )?(?:human|robot)"
    r"|page not found|log ?in to continue|sign in to continue|checking your browser",
    re.IGNORECASE,
)
FEW_WORDS = 120  # a notice has no more
ENOUGH_LINES = 12
SCANNED = 0.2  # the share of pages without a text from which on it is said
STRANGE = 0.5  # the share of signs that are letters, below which a text may be no text


def particulars(paper: Paper) -> dict[str, object]:
    """Author, date, language, headings, links and names, as they are shown; what is not known is left out."""
    text = text_of(paper)
    language = paper.about.language or language_of(text)
    found: dict[str, object] = {
        "author": paper.about.author,
        "language": language,
        "names": names(text, language),
        "headings": headings(paper),
        "links": list(paper.about.links),
        "pages": paper.about.pages,
        "words": sum(len(section.text.split()) for section in paper.sections),
    }
    return {name: value for name, value in found.items() if value}


def text_of(paper: Paper) -> str:
    return "\n".join(section.text for section in paper.sections)[:LOOKED_AT]


def headings(paper: Paper) -> list[str]:
    found = dict.fromkeys(section.heading[:300] for section in paper.sections if section.heading)
    return list(found)[:MOST_HEADINGS]


def language_of(text: str) -> str:
    """By its small words; "" where they are few, or two languages are alike in them."""
    words = Counter(word.casefold() for word in WORD.findall(text[: SAMPLE * 10])[:SAMPLE])
    counted = {code: sum(words[word] for word in small) for code, small in SMALL_WORDS.items()}
    (first, most), (_, second) = Counter(counted).most_common(2)
    return first if most >= 5 and most >= CERTAIN * second else ""


def names(text: str, language: str = "") -> list[str]:
    """Names that stand more than once, the most frequent first: what has capitals in the middle of a sentence.

    In German every noun has one: there only names of several words are known as such.
    """
    text = ADDRESS.sub(" ", text)
    counted = counted_names(text, NAME if language == "de" else LINKED)
    lower = {word for word in WORD.findall(text) if word.islower()}
    often = [
        found
        for found, count in counted.most_common()
        if count > 1 and found.casefold() not in lower and (language != "de" or " " in found)
    ]
    return [found for found in often if not any(found != other and found in other for other in often)][:MOST_NAMES]


def counted_names(text: str, pattern: re.Pattern[str]) -> Counter[str]:
    """The first word of a sentence has a capital of its own: it belongs to a name only where that is known."""
    middle: Counter[str] = Counter()
    beginnings: list[str] = []
    for found in pattern.finditer(text):
        words = found[0].removesuffix("'s").removesuffix("’s").rstrip(".")
        if BEFORE_A_SENTENCE.search(text[max(0, found.start() - 4) : found.start()]):
            beginnings.append(words)
        elif len(words) > 2:
            middle[words] += 1
    known = set(middle)
    middle.update(words if words in known else words.partition(" ")[2] for words in beginnings)
    del middle[""]
    return middle


def amiss(paper: Paper) -> str:
    """What is wrong with a text that could be read; "" where nothing seems to be."""
    text = text_of(paper)
    words = text.split()
    with_text = {section.page for section in paper.sections if section.page}
    blank = paper.about.pages - len(with_text)
    if with_text and blank / paper.about.pages >= SCANNED:
        return f"{blank} of its {paper.about.pages} pages hold no text. Are they scans?"
    if len(words) <= FEW_WORDS and NOTICE.search(text):
        return "It looks like a notice (cookies, log in, JavaScript) and not like the page itself."
    if len(paper.about.links) * 3 > len(words):
        return "It holds links and hardly any text."
    return repeated(text) or strange("".join(words))


def repeated(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) >= ENOUGH_LINES and len(set(lines)) * 2 <= len(lines):
        return "Most of its lines repeat each other."
    return ""


def strange(signs: str) -> str:
    letters = sum(sign.isalpha() for sign in signs)
    if len(signs) > 200 and letters < STRANGE * len(signs):
        return "Much of it is no words. Was it read badly?"
    return ""
