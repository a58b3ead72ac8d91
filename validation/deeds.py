"""Who does what, to whom, where and when: what a running text says with a verb, said of others or the other way round.

No grammar is read: a verb's sides are the words before it and behind it within its clause. So an objection needs the
same verb in both, with sides that the text knows and gives to something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validation.tokens import words
from validation.topic import PLAIN, stem

LONGEST = 20_000  # characters of a text that are read
MOST = 300  # deeds of it
_SENTENCES = re.compile(r"(?<=[.!?;])[\"”“']?\s+|\n+")
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[,:()–]")
_OPENING = re.compile(r"^\W*(?:yes|no|yeah)\b[\s,.:;!–-]*", re.IGNORECASE)
_FORMS = (
    "bear:born,borne beat:beat,beats,beaten win:won,wins lose:lost,loses sell:sold,sells buy:bought,buys "
    "build:built,builds write:wrote,written,writes become:became,becomes begin:began,begun,begins "
    "lead:led,leads leave:left,leaves meet:met,meets hold:held,holds take:took,taken,takes "
    "give:gave,given,gives tell:told,tells find:found,finds send:sent,sends run:ran,runs come:came,comes "
    "go:went,gone grow:grew,grown draw:drew,drawn drive:drove,driven,drives fly:flew,flown,flies "
    "break:broke,broken,breaks teach:taught,teaches catch:caught,catches pay:paid,pays strike:struck "
    "shoot:shot make:made,makes choose:chose,chosen,chooses steal:stole,stolen sing:sang,sung,sings "
    "lend:lent,lends know:known,knew,knows own:owns propose:proposes support:supports oppose:opposes "
    "follow:follows succeed:succeeds replace:replaces direct:directs play:plays produce:produces "
    "welcome:welcomes criticise:criticises defeat:defeats praise:praises open:opens close:closes start:starts "
    "marry:marries visit:visits fear:fears employ:employs cause:causes live:lives work:works serve:serves "
    "study:studies,studied marry:married carry:carried"
)
_BASE = {form: pair.split(":")[0] for pair in _FORMS.split() for form in pair.split(":")[1].split(",")}
_SAME = {"succeed": "follow", "writ": "write"}  # who succeeds someone follows
_NO_VERB = words(
    "need speed seed feed red bed hundred sacred naked kindred wedding king ring spring string evening "
    "morning during according including following united building ceiling bring sing wing nothing thing"
)
_BE = words("is are was were be been being got gets get")
_WILL = words("will shall")
_PAST_BE = words("was were been had")
_PRONOUNS = words("he she it they him her them who which that")
_PERSONS = words("he she it they we i you")  # "in adults it reduced": right before the verb one of these does it
_UNNAMED = frozenset({"*"})
_JOINING = frozenset({",", "and", "the"})
_ARTICLES = words("the a an this that these those its his her their my your our")
_PREPOSITIONS = words("in at to from on near for")
_STOPS = frozenset(",:()–")
_CUTS = words("and but while whereas because when where before after since as so if then")
_SMALL = PLAIN | words("mr mrs ms dr sir afterwards yesterday later earlier already")
# Who meets whom makes no difference.
_MUTUAL = frozenset(map(stem, words("meet met married marry join play played share compete become remain")))


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb by its stem; who does it and to whom, by their words; and what stands behind in, at, to and so on."""

    verb: str
    subject: frozenset[str]
    object: frozenset[str]
    places: frozenset[tuple[str, bool, tuple[str, ...]]]  # preposition, is it a year, the words of the name
    text: str
    denied: bool
    time: int = 0  # 1 where it is to come, -1 where it is past, 0 where its form tells neither


@dataclass(frozen=True, slots=True)
class Misdeed:
    """Why a deed is not so, and how the text says it."""

    why: str
    told: str


def misdeeds(sentence: str, texts: tuple[str, ...]) -> Iterator[Misdeed]:
    """What the texts say the other way round, of someone else, or of another place or year."""
    own = deeds(_OPENING.sub("", sentence))
    if not own or sentence.rstrip().endswith("?"):
        return
    told, known = _told(texts), _known(texts)
    for deed in own:
        same = [each for each in told if each.verb == deed.verb and each.denied == deed.denied]
        if same and (why := next((why for wrong, why in _WHY if wrong(deed, same, known)), "")):
            yield Misdeed(why, same[0].text)
            return


def _turned(deed: Deed, same: Sequence[Deed], known: frozenset[str]) -> bool:
    """Beaten by Jones, who was the one beaten."""
    if deed.verb in _MUTUAL:
        return False
    return all(
        not deed.subject.isdisjoint(each.object)
        and not deed.object.isdisjoint(each.subject if "*" not in each.subject else deed.object)
        and deed.subject.isdisjoint(each.subject)
        and not deed.subject & deed.object
        for each in same
    )


def _of_another(deed: Deed, same: Sequence[Deed], known: frozenset[str]) -> bool:
    """Someone else did the same to the same."""
    if deed.verb in _MUTUAL or not deed.object or not deed.subject or "*" in deed.subject | deed.object:
        return False
    alike = [each for each in same if deed.object <= each.object]
    others = all(
        each.subject and "*" not in each.subject and deed.subject.isdisjoint(each.subject | each.object)
        for each in alike
    )
    nowhere = all(deed.subject.isdisjoint(each.subject) for each in same)
    return bool(alike) and others and nowhere and deed.subject <= known


def _placed(deed: Deed, same: Sequence[Deed], known: frozenset[str]) -> bool:
    """Born where the text says only that she studied."""
    if not all(_may_be_one(deed, each) for each in same) or (len(same) > 1 and "*" in deed.subject):
        return False
    every = {word for each in same for word in (*each.object, *(word for place in each.places for word in place[2]))}
    for kind in {place[:2] for place in deed.places}:
        names = [place[2] for place in deed.places if place[:2] == kind]
        others = any(place[:2] == kind for each in same for place in each.places)
        if others and all(known.issuperset(name) and every.isdisjoint(name) for name in names):
            return True
    return False


def _untimely(deed: Deed, same: Sequence[Deed], known: frozenset[str]) -> bool:
    """To come where the text tells it as past. The other way round time may have passed since the text was written."""
    alike = [each for each in same if _meets(deed.subject, each.subject) and _meets(deed.object, each.object)]
    return deed.time > 0 and bool(alike) and all(each.time < 0 for each in alike)


def _meets(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other) if one and other else one == other


_WHY = (
    (_turned, "It is the other way round."),
    (_of_another, "The text says so of someone else."),
    (_placed, "The text says so of another place or time."),
    (_untimely, "The text tells it as past."),
)


def _may_be_one(deed: Deed, other: Deed) -> bool:
    if "*" in deed.subject | other.subject or not deed.subject or not other.subject:
        return True
    return not deed.subject.isdisjoint(other.subject)


@lru_cache(maxsize=64)
def _told(texts: tuple[str, ...]) -> tuple[Deed, ...]:
    cut = [each for text in texts for each in _SENTENCES.split(text[:LONGEST]) if each]
    return tuple(deed for each in cut for deed in deeds(each))[:MOST]


@lru_cache(maxsize=64)
def _known(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_stemmed(token) for text in texts for token in _TOKEN.findall(text[:LONGEST]))


@lru_cache(maxsize=1024)
def deeds(sentence: str) -> tuple[Deed, ...]:
    """Each verb of a sentence with its sides; one whose sides are unclear is left out."""
    tokens = _TOKEN.findall(sentence)
    verbs = [place for place, token in enumerate(tokens) if _verb_at(tokens, place)]
    return tuple(_deed(tokens, place, verbs, sentence) for place in verbs)


def _verb_at(tokens: Sequence[str], place: int) -> str:
    """The stem of the verb at this place; "became its director, succeeding Peter" holds two."""
    token = tokens[place]
    if token.endswith("ing") and len(token) > 5 and place and tokens[place - 1] == ",":
        return verb_of(f"{token[:-3]}ed")
    if _to_come(tokens[max(0, place - 1) : place]) and token.islower() and token not in _SMALL:
        return _known_as(stem(token))
    return "" if _noun(tokens, place) else verb_of(token)


def _to_come(before: Sequence[str]) -> bool:
    """Does one of the words before a verb put it into the future?"""
    return any(token.lower() in _WILL or token.lower().endswith(("'ll", "’ll")) for token in before)


def _noun(tokens: Sequence[str], place: int) -> bool:
    """ "The painting", "the proposed plan": behind an article it is no verb."""
    return place > 0 and tokens[place - 1].lower() in _ARTICLES


def verb_of(token: str) -> str:
    """The stem of a verb that is told by its form; "" for any other word."""
    if not token.islower() or token in _NO_VERB:
        return ""
    base = _BASE.get(token, "")
    if not base and not (len(token) > 4 and token.endswith("ed")):
        return ""
    return _known_as(stem(base or token))


def _known_as(verb: str) -> str:
    return _SAME.get(verb, verb)


def _deed(tokens: Sequence[str], place: int, verbs: Sequence[int], sentence: str) -> Deed:
    left = _start(tokens, place, verbs)
    right = _end(tokens, place, verbs)
    before, behind = tokens[left:place], tokens[place + 1 : right]
    passive = any(token.lower() in _BE for token in before[-3:])
    subject = _UNNAMED if before[-1:] and before[-1].lower() in _PERSONS else _sides(before) or _above(tokens, left)
    verb, places, plain = _verb_at(tokens, place), frozenset(_places(behind)), _sides(_until_preposition(behind))
    denied = any(token.lower() in {"not", "never", "no"} or token.lower().endswith("n't") for token in before)
    if passive:
        agent = _sides(behind[behind.index("by") + 1 :]) if "by" in behind else frozenset[str]()
        subject, plain = agent, subject
    return Deed(verb, subject, plain, places, sentence, denied, _time(tokens[place], before, passive))


def _time(verb: str, before: Sequence[str], passive: bool) -> int:
    if _to_come(before[-4:]) or (passive and "to" in before[-3:]):
        return 1
    if passive:
        return -1 if any(token.lower() in _PAST_BE for token in before[-3:]) else 0
    return 0 if verb.endswith(("s", "ing")) else -1


def _start(tokens: Sequence[str], place: int, verbs: Sequence[int]) -> int:
    """Where the clause of a verb begins."""
    for at in range(place - 1, -1, -1):
        if tokens[at] in _STOPS or tokens[at].lower() in _CUTS or at in verbs:
            return at + 1
    return 0


def _end(tokens: Sequence[str], place: int, verbs: Sequence[int]) -> int:
    """Where it ends: at the next verb, and at a comma or "and" that goes on with no name."""
    for at in range(place + 1, len(tokens)):
        listed = tokens[at] in _JOINING and _names_on(tokens, at + 1, verbs)
        if at in verbs or (not listed and (tokens[at].lower() in _CUTS or tokens[at] in _STOPS)):
            return at
    return len(tokens)


def _names_on(tokens: Sequence[str], at: int, verbs: Sequence[int]) -> bool:
    """Does a list of names go on here, and no one who does the next thing: "met Ada and Ole", "and Ole painted"?"""
    behind = at
    while behind < len(tokens) and not tokens[behind].islower() and tokens[behind] not in _STOPS:
        behind += 1
    return behind > at and behind not in verbs


def _above(tokens: Sequence[str], left: int) -> frozenset[str]:
    """Who it is where the clause names no one: "Ana Petrova, who proposed". "*" where that cannot be told."""
    if left < len(tokens) and tokens[left].lower() == "who" and left > 1:
        start = next((at + 1 for at in range(left - 2, -1, -1) if tokens[at] in _STOPS), 0)
        return _sides(tokens[start : left - 1])
    return frozenset({"*"})


def _sides(tokens: Sequence[str]) -> frozenset[str]:
    """The words that name someone or something; a pronoun is "*"."""
    found = {_stemmed(token) for token in tokens if token.lower() not in _SMALL and token not in _STOPS}
    named = {each for each in found if each and not each.isdecimal()}
    relative = {"who", "which", "that"}
    if not named and any(token.lower() in _PRONOUNS - relative for token in tokens):
        return frozenset({"*"})
    if any(_for_someone(tokens, at) for at in range(len(tokens))):
        named.add("*")
    return frozenset(named - {"*"} if len(named) > 1 and "*" not in named else named)


def _for_someone(tokens: Sequence[str], at: int) -> bool:
    """ "Her share" names a share; "gave her" and "told him" someone."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else ""
    return tokens[at].lower() in {"him", "them"} or (tokens[at].lower() == "her" and (not behind or behind in _SMALL))


def _until_preposition(tokens: Sequence[str]) -> Sequence[str]:
    return tokens[: next((at for at, token in enumerate(tokens) if token in _PREPOSITIONS | {"by"}), None)]


def _places(tokens: Sequence[str]) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    """The names and years behind a small word: in Umeå, in 1949, in Paris, Lyon and Nice."""
    for at, token in enumerate(tokens):
        name: list[str] = []
        for word in (*tokens[at + 1 :], "") if token in _PREPOSITIONS else ():
            if word[:1].isupper() or (word.isdecimal() and len(word) == 4):
                name.append(word)
                continue
            if name:
                yield token, name[0].isdecimal(), tuple(map(_stemmed, name))
            name = []
            if word not in _JOINING:
                break


def _stemmed(token: str) -> str:
    low = re.sub(r"[’']s$", "", token.lower())
    return stem(low)
