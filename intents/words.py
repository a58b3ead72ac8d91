"""Text made comparable: cleaned, put into one form and cut into words; and a table that finds phrases in it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

import ahocorasick

from intents.grammar import IS_AFTER, WHOLE

LONGEST = 4000  # characters that are understood of one question; no spoken question comes near it

UNSEEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
    r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
QUOTES = str.maketrans("’‘ʼ`´“”‐‑–—−", "'" * 5 + '"' * 2 + "-" * 5)
TOKEN = re.compile(r"[^\W_]*[^\W\d_][^\W_]*(?:'[^\W_]+)*'?|\d+(?:[.,:/]\d+)*|[+*/%^=°€$£×÷]|-(?=\s*\d)")
SHORT_FORMS = {
    "whats": "what is", "hows": "how is", "wheres": "where is", "whos": "who is", "whens": "when is",
    "can't": "can not", "cannot": "can not", "won't": "will not", "dont": "do not", "cant": "can not",
    "let's": "let us", "lets": "let us", "gonna": "going to", "wanna": "want to", "gimme": "give me", "lemme": "let me",
    "isnt": "is not",
    "what're": "what are", "tmrw": "tomorrow", "tommorow": "tomorrow", "tomorow": "tomorrow", "tonite": "tonight",
    "thats": "that is", "theres": "there is", "ive": "i have", "youre": "you are", "theyre": "they are",
    "doesnt": "does not", "didnt": "did not", "wasnt": "was not", "arent": "are not", "havent": "have not",
    "hasnt": "has not",
    "shld": "should", "cld": "could", "wld": "would", "rn": "right now", "tmr": "tomorrow", "2moro": "tomorrow",
    "wouldnt": "would not", "couldnt": "could not", "shouldnt": "should not",
    "temp": "temperature", "pls": "please", "plz": "please", "alot": "a lot", "wi-fi": "wifi", "colour": "color",
}  # fmt: skip
ENDINGS = {"n't": " not", "'re": " are", "'ll": " will", "'ve": " have", "'m": " am", "'d": " would", "'s": " is"}
UNMARKED = re.compile(r"\b(what|how|who|where|when|that)s\b", re.IGNORECASE)
LOST_APOSTROPHE = re.compile(
    r"\b(what|how|where|who|when|why|it|that|there|here|he|she|i|we|you|they) (s|ll|re|m|ve|d)\b"
)
# "im" is "I'm" before these only: in German it is "in the".
LOST_AM = re.compile(
    r"\bim (?=(?:[a-z]+ing|[a-z]{3,}ed|a|about|afraid|all|alone|already|also|always|an|at|available|away|back|busy"
    r"|cold|done|feeling|fine|free|from|glad|going|gonna|good|happy|here|home|hot|hungry|ill|in|interested|into|just|late"
    r"|leaving|low|married|my|new|not|off|ok|okay|old|on|out|over|ready|really|sad|scared|sick|so|sorry|still|stuck|sure"
    r"|the|thirsty|tired|too|trying|unable|under|up|upset|using|very|well|with|worried|your)\b)"
)

# "its" is "it's" before these: what is heard has no apostrophe
LOST_IS = re.compile(
    r"\bits (?=(?:too|very|really|so|a|way|getting|been|not|still|freezing|boiling|raining|snowing|dark|bright"
    r"|loud|quiet|cold|hot|warm|chilly|late|stuffy|noisy|pitch|nearly|almost|only|just|time|going|gone|pouring|roasting|gloomy)\b)"
)
LOST = {"im", "its", "id", "s", "ll", "re", "m", "ve", "d"}  # one of them at least is a word where one was lost
LOST_WOULD = re.compile(r"\bid (?=(?:like|love|rather|prefer|appreciate)\b)")

# How people address an assistant and ask politely, in every language that is understood.
FRONT = re.compile(
    r"(?:(?:hey|hi|hello|ok|okay|yo|dear)(?: there)?"
    r" (?:athena|assistant|computer|alexa|google|siri|cortana|bixby|jarvis)\b"
    r"|i (?:want|need|would like) you to\b|go ahead and\b|do me a favou?r and\b"
    r"|be a (?:dear|love|star|pal|darling) and\b|(?:is there )?any chance (?:that )?you could\b"
    r"|do you think you could\b|i was hoping you could\b|quick question\b"
    r"|(?:would you )?be so kind as to\b|athena\b(?! (?:is|was|were|did|has)\b)"
    r"|(?:i am )?sorry to (?:bother|trouble|disturb) you(?: but| again)*\b|quick one\b|one more thing\b|just curious\b"
    r"|(?:alexa|siri|cortana)\b(?! (?:is|was|were|does|did|has)\b(?! (?:it|there|the|my|our|any|anyone|he|she)\b))"
    r"|like\b(?= (?:are|can|did|do|does|how|is|was|were|what|whats|when|where|which|who|why)\b)"
    r"|(?:um|er)\b(?! (?:\d|wie|welche|halb|viertel|kurz|ein|zw|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf"
    r"|ist\b|hat\b))"
    r"|(?:excuse me|please|kindly|uh|hmm|so|well|okay|ok|hey|hi|hello|now then)\b"
    r"|(?:can|could|would|will) you(?: (?:please|kindly|quickly|maybe|just|possibly|perhaps))*\b"
    r"|(?:(?:would|do) you )?mind telling me\b"
    r"|let me know\b|(?:tell|inform) me(?: about| like)?\b"
    r"|(?:do|would|did) you (?:happen to )?know\b|i (?:want|need|would like|would love|wish) to know\b"
    r"|i (?:am|was) (?:just )?wondering(?: if you (?:could(?: tell me)?|(?:happen to )?know|can tell me))?\b"
    r"|i am (?:curious|asking)(?: about)?\b|any idea\b"
    r"|(?:(?:let me|(?:can|could|may) i|i (?:have|need|want|would like) to)(?: just)? ask you|my question is"
    r"|i have (?:a|another|one(?: more)?) question(?: for you)?)\b"
    r"(?= (?:are|can|did|do|does|how|if|is|was|were|what|when|where|whether|which|who|whose|why)\b)"
    r"|(?:hey|hallo|hi|guten (?:morgen|tag|abend)) (?:athena|assistent|computer)\b"
    r"|(?:entschuldigung|entschuldige|hallo|bitte|äh|ähm|hm|hey du|hör mal|sei so (?:gut|nett|lieb) und)\b"
    r"|(?:kannst|könntest|könnten|können|würdest|würden|magst) (?:du|sie)(?: (?:bitte|mal|vielleicht|kurz|schnell))*\b"
    r"(?: (?:mir|uns)(?: (?:bitte|mal|kurz))* (?:sagen|verraten|erzählen|mitteilen)\b)?"
    r"|(?:sag|sage|verrate|verrat) (?:mir|uns|mal)(?: (?:bitte|mal|doch|schnell))*\b"
    r"|(?:weißt|weisst) du(?: (?:vielleicht|zufällig|schon|eigentlich))*\b|hast du eine ahnung\b"
    r"|ich (?:möchte|will|würde|wüsste)(?: (?:bitte|gern|gerne|mal))*(?: wissen)?\b"
    r"(?= (?:ob|wie|wann|wo|was|wer|welche\w*)\b)"
    r"|mich (?:interessiert|würde interessieren)\b)\s*"
)
BACK = re.compile(
    r"\s*\b(?:please|thanks|thank you|thank you very much|for me|athena|if (?:you can|you could|possible)|right away"
    r"|(?<!what )(?<!how )(?<!who )(?<!why )(?<!where )(?<!when )"
    r"(?:(?:would|will|could|can) you|(?:do )?you reckon|do you think)|(?<!say )(?<!mean )(?<!a )(?:ta|cheers)"
    r"|if you (?:would|do|will)(?: not mind| be so kind)?"
    r"|when you (?:can|get a (?:chance|moment|minute)|have a (?:moment|minute|second))|as soon as you can"
    r"|bitte(?: schön)?|danke(?: schön| sehr)?|vielen dank|wenn (?:es geht|möglich|du kannst))$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question in the forms that the tiers read: `typed` in lower case, `whole` without punctuation and contractions,
    `line` also without courtesy; the words of the line and their stems."""

    typed: str
    whole: str
    line: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


def clean(text: str) -> str:
    """Without unseen characters, with plain quotes and single spaces, at most LONGEST characters."""
    plain = text[: LONGEST * 2]
    if not (plain.isascii() and plain.isprintable()):  # else there is nothing unseen in it, and one form of it only
        plain = unicodedata.normalize("NFKC", UNSEEN.sub("", plain))[: LONGEST * 2]
    return " ".join(plain.translate(QUOTES).split())[:LONGEST]


def with_apostrophes(text: str) -> str:
    """ "What's" where the apostrophe was lost, as speech is often written down."""
    return UNMARKED.sub(r"\1's", text)


def fold(text: str) -> str:
    """Lower case, character by character, so that positions stay the same."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@lru_cache(maxsize=32768)  # an edit compiles all patterns anew, and but for one they are the same
def read(text: str) -> Sentence:
    """A question, ready to be classified."""
    typed = fold(clean(text))
    plain = plain_line(typed)
    whole = typed if plain == typed else plain  # one text once, and each word: a house has thousands of examples
    line = without_courtesy(whole)
    words = tuple(map(intern, line.split()))
    return Sentence(typed, whole, line, words, tuple(map(stem, words)))


def normalise(text: str) -> str:
    """The form in which two questions are the same: lower case, no punctuation, courtesy or contractions."""
    return read(text).line


def plain_line(typed: str) -> str:
    text = typed.replace("wi-fi", "wifi").rstrip(" ?!.")
    tokens = text.split() if text.replace(" ", "").isalpha() else TOKEN.findall(text)  # the same, at a tenth of it
    if "'" in text or not SHORT_FORMS.keys().isdisjoint(tokens):  # else no token is a contraction
        tokens = [written_out(token) for token in tokens]
    line = " ".join(tokens)
    if LOST.isdisjoint(line.split()):
        return line
    line = LOST_WOULD.sub("i would ", LOST_IS.sub("it is ", LOST_AM.sub("i am ", line)))
    return LOST_APOSTROPHE.sub(lambda found: f"{found[1]} {ENDINGS[chr(39) + found[2]]}".replace("  ", " "), line)


@lru_cache(maxsize=4096)
def written_out(token: str) -> str:
    """A word without its contraction: what's -> what is, today's -> today."""
    if token in SHORT_FORMS:
        return SHORT_FORMS[token]
    if token.endswith("'s"):
        return f"{token[:-2]} is" if token[:-2] in IS_AFTER else token[:-2]
    for ending, full in ENDINGS.items():
        if token.endswith(ending) and len(token) > len(ending):
            return token[: -len(ending)] + full
    return token.strip("'")


def without_courtesy(line: str) -> str:
    """What is left when greetings and politeness are taken off; all of it when there is nothing else."""
    left = line
    for _ in range(6):
        shorter = BACK.sub("", FRONT.sub("", left, count=1) if FRONT.match(left) else left)
        if shorter in ("", left):
            break
        left = shorter
    return left


def addressed(low: str) -> int:
    """How many of the first words only address somebody, or ask politely: "sorry to bother you but could you"."""
    left = low
    for _ in range(6):
        found = FRONT.match(left)
        if found is None or found.end() == len(left):
            break
        left = left[found.end() :]
    return len(low.split()) - len(left.split())


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word without the commonest English endings; rough, but the same on both sides of a comparison."""
    if len(word) < 4 or word in WHOLE or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-2]
    if word.endswith("y"):
        return word[:-1] + "i"
    if word.endswith("s") and len(word) > 4 and not word.endswith(("ss", "us", "is")):
        return stem(word[:-2] if word.endswith(("shes", "ches", "sses", "xes")) else word[:-1])
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return undoubled(word[: -len(ending)])
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def undoubled(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


class Phrases:
    """Finds many phrases in a text at once, at word borders, in time that hardly grows with their number."""

    __slots__ = ("_machine", "_owners")

    def __init__(self, phrases: Iterable[str]) -> None:
        """The phrases are compared as they are: fold or normalise them and the text alike."""
        self._owners: dict[str, list[int]] = {}
        for number, phrase in enumerate(phrases):
            if phrase.strip():
                self._owners.setdefault(phrase.strip(), []).append(number)
        self._machine = ahocorasick.Automaton()
        for phrase in self._owners:
            self._machine.add_word(phrase, phrase)
        if self._owners:
            self._machine.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, list[int]]]:
        """Start, end and the numbers of each phrase that stands in the text; overlapping ones too."""
        if not self._owners:
            return
        for last, phrase in self._machine.iter(text):
            start, end = last - len(phrase) + 1, last + 1
            if border(text, start) and border(text, end):
                yield start, end, self._owners[phrase]

    def longest(self, text: str) -> list[tuple[int, int, list[int]]]:
        """Those that do not overlap, in order; of two that do, the longer one."""
        chosen: list[tuple[int, int, list[int]]] = []
        for found in sorted(self.find(text), key=lambda each: (each[0] - each[1], each[0])):
            if all(found[1] <= start or end <= found[0] for start, end, _ in chosen):
                chosen.append(found)
        return sorted(chosen)


def border(text: str, at: int) -> bool:
    """Whether no word runs across this position."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())
