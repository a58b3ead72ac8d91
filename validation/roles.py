"""The sides of a record (winner and loser, origin and destination), and who a sentence says is which."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validation.records import Field, Record
from validation.subjects import plain
from validation.types import Claim

PAIRS = {"winner": "loser", "loser": "winner", "origin": "destination", "destination": "origin"}
_NAMED = {
    "winner": "winner victor winning", "loser": "loser losing",
    "origin": "origin from departure source von start abfahrtsort",
    "destination": "destination to arrival nach ziel ankunftsort",
    "home": "home host heim", "away": "away visitor visitors guest gast",
}  # fmt: skip
_ROLE = {word: role for role, said in _NAMED.items() for word in said.split()}
_BEAT = (
    r"(?:beat|beats|defeated|defeats|edged|topped|overcame|downed|crushed|routed|thrashed|stunned"
    r"|(?:won|wins|prevailed|triumphed)\s+(?:[\d\s–-]+)?(?:against|over)|outscored|outscores"
    r"|(?:scored|had|got)\s+more\s+(?:\w+\s+)?than|erzielten?\s+mehr\s+(?:\w+\s+)?als"
    r"|schlug|schlugen|schlägt|besiegte|besiegten|besiegt"
    r"|(?:gewann|gewannen|gewinnt|siegten?)\s+(?:mit\s+[\d:\s–-]+)?gegen)"
)
_LOST = (
    r"(?:(?:was|were|got|been)\s+(?:\w+\s+)?(?:beaten|defeated|edged|routed|thrashed|stunned|knocked\s+out)"
    r"\b[^.;]{0,30}?\bby|(?:scored|had|got)\s+(?:fewer|less)\s+(?:\w+\s+)?than"
    r"|(?:lost|loses|fell|falls)\b(?:[^.;]{0,30}?)\b(?:to|against)"
    r"|(?:verlor|verloren|verliert|unterlag|unterlagen)\b(?:[^.;]{0,30}?)\bgegen)"
)
_GAP = r"\s+(?:(?:the|die|den|das)\s+)?"
_PLAYED = (
    r"(?:\s+(?:scored|had|got|made|have|has|erzielten?|haben|hat))?\s*[:,]?\s+(\d{1,3})"
    r"(?![\d:%–-]|[.,]\d|\s*(?:to|zu|-|–)\s*\d)"
)
_DREW = re.compile(r"\b(?:drew|drawn|tied|unentschieden|remis)\b", re.IGNORECASE)
_LEAVES = r"(?:from|von|leaves|departs)"
_REACHES = r"(?:to|nach|(?:lands|arrives) (?:in|at)|(?:landet|ankommt) in)"
_THEY = re.compile(r"\W*(?:they|the (?:game|match|two)|sie|das spiel)\b", re.IGNORECASE)
_ONE_SIDE = re.compile(
    r"(?:^|[.,;!]\s*|\b(?:yes|no|and|that|ja|nein|und|dass)\s+)(?:they|we|he|she|it|sie|wir|er)\s+(?:(?:have|has|haben|hat)\s+)?"
    r"(?:won|lost|gewann|gewannen|gewonnen|siegten?|verlor|verloren|unterlagen?)\b",
    re.IGNORECASE,
)
_WON = r"(?:won|wins|win|winning|victorious|gewann|gewannen|gewonnen|siegten?)"
_GONE = r"(?:lost|lose|loses|verlor|verloren|unterlagen?)"
# what stands between two sides and behind them, and which side the first and the second is
_HAVE = r"\s+(?:(?:have|has|haben|hat)\s+)?"
_AGAINST = r"\s+(?:haben|hat)\s+(?:[^.;]{0,20}?\s)?gegen\s+(?:(?:die|den|das)\s+)?"
_SLAIN = r"[^.;]{0,40}?\b(?:geschlagen|besiegt|bezwungen)\b"
_TWO = (
    (f"{_HAVE}{_BEAT}{_GAP}", "", "winner", "loser"),
    (f"{_HAVE}{_LOST}{_GAP}", "", "loser", "winner"),
    (r"\s+(?:haben|hat)\s+(?:(?:die|den|das)\s+)?", _SLAIN, "winner", "loser"),
    (r"\s+(?:wurden?|sind|ist)\s+(?:\w+\s+)?(?:von|vom)\s+(?:(?:den|dem|der)\s+)?", _SLAIN, "loser", "winner"),
    (_AGAINST, r"[^.;]{0,30}?\bgewonnen\b", "winner", "loser"),
    (_AGAINST, r"[^.;]{0,30}?\bverloren\b", "loser", "winner"),
)
_TEAM = r"(?-i:[A-ZÄÖÜ][\w’'-]*(?:\s+[A-ZÄÖÜ0-9][\w’'-]*){0,3})"
_RESULT = re.compile(
    rf"\b(?:the\s+)?(?P<first>{_TEAM}){_HAVE}(?:(?P<beat>{_BEAT})|{_LOST}){_GAP}(?P<second>{_TEAM})", re.IGNORECASE
)
_LINE = re.compile(rf"\b({_TEAM}) (\d{{1,3}})\s*[,;]\s+({_TEAM}) (\d{{1,3}})(?=[.;!]|$)")
_RESULTS = re.compile(r"(\d{1,3})\s*[-:–]\s*(\d{1,3})")
LONGEST = 4_000  # characters of a text that are looked at
_SCORES = re.compile(r"(?:\b|_)(?:score|goals|points|runs|tore|punkte)(?:\b|_)")


@dataclass(frozen=True, slots=True)
class Roles:
    """Names in plain form for each role, and the score of each side that has one."""

    names: Mapping[str, tuple[str, ...]]
    scores: Mapping[str, float]

    @property
    def drawn(self) -> bool:
        return len(self.scores) == 2 and len(set(self.scores.values())) == 1

    def wrong(self, role: str, name: str) -> bool:
        """Is the name another side's, or of no side, where it is known who has this role?"""
        if self.drawn and role in {"winner", "loser"}:
            return True
        return bool(self.names.get(role)) and name not in self.names[role]

    def told(self, role: str) -> str:
        return "nobody: it was a draw" if self.drawn else ", ".join(self.names[role])


@lru_cache(maxsize=256)
def roles_of(record: Record) -> Roles | None:
    names: dict[str, tuple[str, ...]] = {}
    scores: dict[str, float] = {}
    for field in record.fields:
        role = _role(field)
        if role and field.grounds.numbers and _is_score(field):
            scores[role] = field.grounds.numbers[0].value
        elif role and any(map(str.isalpha, field.text)) and len(field.text) < 60:
            names[role] = (*names.get(role, ()), plain(field.text))
    scores = scores or _of_score(record, names)
    names |= _by_score(names, scores)
    found = Roles({role: _shortened(role, names) for role in names}, scores)
    sides = any(role in names and PAIRS.get(role) in names for role in names)
    return found if sides or (found.drawn and {"home", "away"} <= names.keys()) else None


def _of_score(record: Record, names: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """ "score": "0-1" is that of home and away, in this order."""
    if {"home", "away"} - names.keys():
        return {}
    given = next((found for field in record.fields if (found := _RESULTS.fullmatch(field.text.strip()))), None)
    if given is None:
        return {}
    return {"home": float(given[1]), "away": float(given[2])}


@lru_cache(maxsize=256)
def told_roles(text: str) -> Roles | None:
    """Winner and loser of the one game that a running text tells of: "The Comets defeated the Lanterns 112-104"."""
    found = list(_RESULT.finditer(text[:LONGEST]))
    if not found:
        return _told_line(text)
    if len(found) != 1:
        return None
    first, second = (_sides(found[0][place]) for place in ("first", "second"))
    names = {"winner": first, "loser": second} if found[0]["beat"] else {"winner": second, "loser": first}
    return Roles(names, {}) if set(first).isdisjoint(second) else None


def _told_line(text: str) -> Roles | None:
    """ "Ridgemont High 62, Ashford Prep 58." names both with their scores."""
    found = list(_LINE.finditer(text[:LONGEST]))
    if len(found) != 1 or found[0][2] == found[0][4]:
        return None
    first, second = _sides(found[0][1]), _sides(found[0][3])
    won = float(found[0][2]) > float(found[0][4])
    names = {"winner": first, "loser": second} if won else {"winner": second, "loser": first}
    return Roles(names, {}) if set(first).isdisjoint(second) else None


def _sides(name: str) -> tuple[str, ...]:
    """A team is called by its city or by its own name too."""
    words = plain(name).split()
    return tuple(dict.fromkeys((" ".join(words), *(each for each in (words[0], words[-1]) if len(each) > 3))))


def _shortened(role: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Teams are called by their last word too, where no other is called so."""
    every = Counter(name.split()[-1] for name in {name for each in names.values() for name in each})
    short = [name.split()[-1] for name in names[role] if " " in name and every[name.split()[-1]] == 1]
    return (*names[role], *(word for word in short if len(word) > 3 and role not in {"origin", "destination"}))


def _role(field: Field) -> str:
    return _role_of(field.name)


@lru_cache(maxsize=1024)
def _role_of(name: str) -> str:
    return next((_ROLE[word] for word in re.findall(r"[a-z]+", name.lower()) if word in _ROLE), "")


def _is_score(field: Field) -> bool:
    return _SCORES.search(field.name.lower().replace(" ", "_")) is not None or field.text.isdecimal()


def _by_score(names: Mapping[str, tuple[str, ...]], scores: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    """Home and away with their scores say who won."""
    if {"home", "away"} - names.keys() or {"home", "away"} - scores.keys() or scores["home"] == scores["away"]:
        return {}
    won, lost = ("home", "away") if scores["home"] > scores["away"] else ("away", "home")
    return {"winner": names[won], "loser": names[lost]}


def said_roles(sentence: str, roles: Roles, claims: Sequence[Claim]) -> Iterator[tuple[str, str, int, int]]:
    """(role, name, start, end) for each side that the sentence puts in a role."""
    every = sorted({name for each in roles.names.values() for name in each}, key=len, reverse=True)
    if "winner" in roles.names or roles.drawn:
        yield from _games(sentence, every)
    if "origin" in roles.names:
        yield from _ways(sentence, roles)


def _games(sentence: str, every: Sequence[str]) -> Iterator[tuple[str, str, int, int]]:
    names = "|".join(_pattern(name) for name in every)
    for between, behind, first, second in _TWO:
        if found := re.search(rf"\b({names}){between}({names})\b{behind}", sentence, re.IGNORECASE):
            yield first, plain(found[1]), found.start(1), found.end(1)
            yield second, plain(found[2]), found.start(2), found.end(2)
            return
    for verb, role in ((_WON, "winner"), (_GONE, "loser")):
        lone = re.search(
            rf"\b({names})\s+(?:(?:have|has|did|was|were|haben|hat)\s+(?:(?:mit\s+)?\d[\d:\s–-]*)?)?{verb}\b",
            sentence,
            re.IGNORECASE,
        )
        if lone and "n't" not in lone.group():
            yield role, plain(lone[1]), lone.start(1), lone.end(1)


def wrong_scores(sentence: str, roles: Roles) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is so): a score of the other side, a draw that was none, one side's game that was a draw."""
    if len(roles.scores) != 2:
        return
    for role, score in roles.scores.items():
        for name in roles.names.get(role, ()):
            found = re.search(rf"\b{_pattern(name)}{_PLAYED}", sentence)
            if found and float(found[1]) != score and float(found[1]) in roles.scores.values():
                yield found.start(), found.end(), f"{name} {score:g}"
    both = all(any(re.search(_pattern(name), sentence) for name in roles.names.get(role, ())) for role in roles.scores)
    nobody = _THEY.match(sentence) is not None
    if roles.drawn and (found := _ONE_SIDE.search(sentence)):
        yield found.start(), found.end(), "a draw"
    if (both or nobody) and not roles.drawn and (found := _DREW.search(sentence)):
        yield found.start(), found.end(), " to ".join(f"{score:g}" for score in roles.scores.values())


def _ways(sentence: str, roles: Roles) -> Iterator[tuple[str, str, int, int]]:
    """From one place to another; only places of the record, or codes of three letters, are compared."""
    every = [name for role in ("origin", "destination") for name in roles.names.get(role, ())]
    place = "|".join([*(_pattern(name) for name in every), "[A-Z]{3}"])
    for word, role in ((_LEAVES, "origin"), (_REACHES, "destination")):
        for found in re.finditer(rf"\b{word}\s+({place})\b", sentence):
            yield role, plain(found[1]), found.start(1), found.end(1)


@lru_cache(maxsize=512)
def _pattern(name: str) -> str:
    """A name in plain form as it may be written."""
    inner = r"\W+".join(re.escape(word) for word in name.split())
    return rf"(?i:{inner})"
