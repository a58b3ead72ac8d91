"""Says the row of a table: its cells as one would say them, of a long row those that are asked for."""

import re
from collections.abc import Sequence

from inference.answer_kinds import wanted as wanted_kind
from ragdomains.household_words import glossed
from ragdomains.languages import ENGLISH
from ragdomains.stems import terms
from ragdomains.tables import Told, taken_apart

# Column names that nobody would say: the cell tells it by itself.
UNSAID = frozenset(
    re.findall(
        r"\w+",
        """who what when where how often for name names note notes remark remarks comment comments info day days details
    wer was wann wo wie oft für name hinweis hinweise bemerkung bemerkungen anmerkung tag tage""",
    )
)
PROPER = frozenset(name.casefold() for name in (*ENGLISH.weekdays, *ENGLISH.months))
STEPPED = re.compile(
    r"what (?:should|must|do|can|to) |how (?:do|can|should) |what now|was (?:tun|muss|soll)", re.IGNORECASE
)
DEED = re.compile(r"to do|remed|action|solution|fix|abhilfe|maßnahme|lösung", re.IGNORECASE)

Fields = Sequence[tuple[str, str]]


def spoken(text: str, question: str) -> str:
    """A line of a document as it is said; only the row of a table is worded anew."""
    row = taken_apart(text.removesuffix("."))
    if row is None:
        return text
    german = bool(glossed(question))
    told = [field(name, cell, german) for name, cell in chosen(row, question)]
    joint = "; " if any("," in each for each in told) else ", "
    return f"{row.head}: {joint.join(told)}."


def chosen(row: Told, question: str) -> Fields:
    """The cells that are asked for by the name of their column, else by their kind; all where that is not clear.

    Beside them stay those that the question names: a grey bin, of what is collected on a Monday.
    """
    asked = {*terms(question), *(("do",) if STEPPED.search(question) else ())}
    names = {name: named(name) for name, _ in row.fields}
    shared = frozenset.intersection(*names.values()) if len(names) > 1 else frozenset[str]()
    meant = [cell for _, cell in row.fields if asked & set(terms(cell))]
    by_name = [cell for name, cell in row.fields if (names[name] - shared - set(terms(cell))) & asked]
    kind = wanted_kind(question)
    by_kind = [cell for _, cell in row.fields if kind and kind.search(cell)]
    answering = by_name or (by_kind if len(by_kind) == 1 else [])
    return [each for each in row.fields if each[1] in (*answering, *meant)] if answering else row.fields


def named(name: str) -> frozenset[str]:
    return frozenset((*terms(name), *(("do",) if DEED.search(name) else ())))


def field(name: str, cell: str, german: bool) -> str:
    """ "temperature 30 °C", "remedy: bleed the radiators", "grey bin"."""
    words = name.casefold().strip(".:()?").split()
    if all(word in UNSAID for word in words) or set(terms(name)) & set(terms(cell)):
        return cell
    said = name if german or words[0] in PROPER or not name[1:].islower() else name[:1].lower() + name[1:]
    return f"{said} {cell}" if cell[:1].isdigit() or len(cell.split()) == 1 else f"{said}: {cell}"
