"""Verbs in two parts as one word: "turned the offer down" is rejected, "lehnte das Angebot ab" is abgelehnt.

Only verbs whose word for the whole has an opposite (`opposites.py`) are listed: what a verb means by itself says
nothing against another sentence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

REACH = 9  # words that may stand between the verb and its other part in German; in English half as many
_PIECE = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_ENDS_CLAUSE = frozenset({"", "und", "oder", "aber", "sondern", "doch"})

# verb forms / particle / what it says in one word
_PHRASES = """
turn,turns,turned,turning/down/rejected vote,votes,voted/down/rejected throw,throws,threw,thrown/out/rejected
knock,knocks,knocked/back/rejected say,says,said/no to/rejected decide,decides,decided/against/rejected
say,says,said/yes to/accepted take,takes,took,taken/up/accepted agree,agrees,agreed/to/accepted
sign,signs,signed/off/approved wave,waves,waved/through/approved strike,strikes,struck/down/overturned
call,calls,called/off/cancelled put,puts/off/postponed push,pushes,pushed/back/postponed
break,breaks,broke,broken/off/ended carry,carries,carried/on/continued go,goes,went,gone/on/continued
let,lets/go/dismissed lay,lays,laid/off/dismissed take,takes,took,taken/on/hired
go,goes,went,gone/up/rose go,goes,went,gone/down/fell come,comes,came/down/fell
put,puts/up/raised bring,brings,brought/down/lowered mark,marks,marked/down/lowered cut,cuts/back/reduced
"""
# particle, what it says in one word, and the forms of a strong verb; those of a weak one follow from its participle
_SEPARABLE = """
ab/abgelehnt ab/abgesagt ab/abgeschaltet ein/eingeschaltet an/angeschaltet aus/ausgeschaltet
ab/abgenommen/nimmt,nahm,nahmen,nehmen an/angenommen/nimmt,nahm,nahmen,nehmen zu/zugenommen/nimmt,nahm,nahmen,nehmen
an/angehoben/hebt,hob,hoben,heben auf/aufgehoben/hebt,hob,hoben,heben
zurück/zurückgewiesen/weist,wies,wiesen,weisen zu/zugestimmt an/angestiegen/steigt,stieg,stiegen,steigen
ab/abgesunken/sinkt,sank,sanken,sinken zurück/zurückgegangen/geht,ging,gingen,gehen
statt/stattgefunden/findet,fand,fanden,finden aus/ausgefallen/fällt,fiel,fielen,fallen
auf/aufgemacht zu/zugemacht auf/aufgeschlossen/schließt,schloss,schlossen,schließen
ab/abgeschlossen/schließt,schloss,schlossen,schließen zu/zugelassen/lässt,ließ,ließen,lassen
ein/eingestellt fort/fortgesetzt an/angekommen/kommt,kam,kamen,kommen
ab/abgefahren/fährt,fuhr,fuhren,fahren ab/abgeflogen/fliegt,flog,flogen,fliegen
ab/abgebrochen/bricht,brach,brachen,brechen frei/freigegeben/gibt,gab,gaben,geben
frei/freigesprochen/spricht,sprach,sprachen,sprechen fest/festgenommen/nimmt,nahm,nahmen,nehmen
zu/zugelegt nach/nachgegeben/gibt,gab,gaben,geben
vor/vorgeschrieben/schreibt,schrieb,schrieben,schreiben
"""
_WHOLE = """
gesenkt gekürzt erhöht verlängert verkürzt verringert genehmigt bewilligt erlaubt gestattet untersagt eröffnet
gesperrt verlegt
verworfen/verwirft,verwarf,verwarfen verboten/verbietet,verbot,verboten verschoben/verschiebt,verschob,verschoben
geschlossen/schließt,schloss,schlossen beschlossen/beschließt,beschloss,beschlossen
gewonnen/gewinnt,gewann,gewannen verloren/verliert,verlor,verloren gestiegen/steigt,stieg,stiegen
gesunken/sinkt,sank,sanken gefallen/fällt,fiel,fielen bestanden/besteht,bestand,bestanden
"""


class Parts(NamedTuple):
    """The other part of a verb, as words ("" where it has none), and what both say together."""

    other: tuple[str, ...]
    says: str


def _weak(participle: str, particle: str = "") -> Iterator[str]:
    """lehnt, lehnte, lehnten and lehnen of abgelehnt; verlängert has no ge- to lose."""
    root = participle.removeprefix(particle).removeprefix("ge").removesuffix("t")
    yield from (f"{root}t", f"{root}te", f"{root}ten", f"{root}en" if not root.endswith("er") else f"{root}n")


def _german(table: str) -> Iterator[tuple[str, Parts]]:
    for entry in table.split():
        particle, participle, forms = (*entry.split("/"), "")[:3]
        for form in forms.split(",") if forms else _weak(participle, particle):
            yield form, Parts((particle,), participle)


def _whole() -> Iterator[tuple[str, str]]:
    for entry in _WHOLE.split():
        participle, _, forms = entry.partition("/")
        yield from ((form, participle) for form in (forms.split(",") if forms else _weak(participle)))


def _english() -> Iterator[tuple[str, Parts]]:
    for entry in re.findall(r"([a-z,]+)/([a-z ]+)/([a-z]+)", _PHRASES):
        yield from ((form, Parts(tuple(entry[1].split()), entry[2])) for form in entry[0].split(","))


def _table(entries: Iterator[tuple[str, Parts]]) -> dict[str, tuple[Parts, ...]]:
    found: dict[str, tuple[Parts, ...]] = {}
    for form, parts in entries:
        found[form] = (*found.get(form, ()), parts)
    return found


_ENGLISH = _table(_english())
_GERMAN = _table(_german(_SEPARABLE))
_FINITE = dict(_whole())


@lru_cache(maxsize=2048)
def joined(text: str) -> str:
    """The text with each such verb as one word, in small letters; what belongs to none stays."""
    pieces = [piece.lower() for piece in _PIECE.findall(text)]
    for place, piece in enumerate(pieces):
        if (found := _apart(pieces, place)) is not None:
            at, parts = found
            pieces[place] = parts.says
            pieces[at : at + len(parts.other)] = [""] * len(parts.other)
        else:
            pieces[place] = _FINITE.get(piece, piece)
    return " ".join(filter(None, pieces))


def _apart(pieces: list[str], place: int) -> tuple[int, Parts] | None:
    """Where the other part of the verb at this place stands, and what both say."""
    for table, reach, closing in ((_GERMAN, REACH, True), (_ENGLISH, REACH // 2, False)):
        for parts in table.get(pieces[place], ()):
            for at in range(place + 1, min(place + 2 + reach, len(pieces))):
                if not pieces[at][:1].isalnum():
                    break
                behind = at + len(parts.other)
                if tuple(pieces[at:behind]) == parts.other and (not closing or _closes(pieces, behind)):
                    return at, parts
    return None


def _closes(pieces: list[str], at: int) -> bool:
    """Does a German clause end here, where the particle of its verb stands?"""
    following = pieces[at] if at < len(pieces) else ""
    return following in _ENDS_CLAUSE or not following[0].isalnum()
