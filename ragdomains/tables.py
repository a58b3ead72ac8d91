"""A table's rows as lines: of three columns or more, each cell with its column's name, to be taken apart again.

"Wool – Temperature: 30 °C; Duration: 42 min" is found by all its words, and said as the question wants it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NAMED_FROM = 3  # columns; of two the first cell says what the second is
ABOUT = " – "  # between what a row is about and its cells: checks read "name: value" as a record, which this is not
NAME = 4  # words of a column's name
TELLING = 0.5  # the share of the rows below, from which on digits there tell that the first row only names
KNOWN = frozenset(
    re.findall(
        r"[\w-]+",
        """name names who what where when day days date time times hours phone telephone mobile number email e-mail
    address notes note remarks remark comment meaning cause remedy solution action code error programme program
    temperature duration item amount price cost quantity unit room place location person contact role subject teacher
    lesson monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december wer was wo wann tag tage datum uhrzeit zeit telefon nummer adresse bemerkung
    bemerkungen hinweis hinweise bedeutung ursache abhilfe programm temperatur dauer menge preis kosten betrag raum
    zimmer ort fach stunde montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni
    juli oktober dezember""",
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row from left to right, empty ones too; `names` of one that is marked as naming the columns."""

    cells: tuple[str, ...]
    names: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A row that was taken apart again: what it is about, and its cells with the names of their columns."""

    head: str
    fields: tuple[tuple[str, str], ...]


def lines(rows: Sequence[Row]) -> Iterator[tuple[str, bool]]:
    """Each row as a line, and whether it says all by itself; a row of names is said with each of the others."""
    names: Sequence[str] = () if not rows or rows[0].names or not heads(rows) else rows[0].cells
    for row in rows[1:] if names else rows:
        if row.names:
            names = row.cells if len(row.cells) >= NAMED_FROM else ()
        if row.names and names:
            continue
        whole = bool(names) and len(row.cells) == len(names)  # else a cell spans several
        text = named(names, row.cells) if whole else line(row.cells)
        if text:
            yield text, bool(names)


def heads(rows: Sequence[Row]) -> bool:
    """Whether the first row of a table only names the columns, though nothing marks it."""
    first, *below = [row.cells for row in rows]
    named = [cell for cell in first if cell]
    words = [cell.casefold().split() for cell in named]
    if len(first) < NAMED_FROM or len(named) < len(first) - 1 or not below or len(set(named)) < len(named):
        return False
    if any(len(each) > NAME or any(map(str.isdigit, "".join(each))) for each in words):
        return False
    known = sum(any(word.strip(".:()") in KNOWN for word in each) for each in words)
    return 2 * known >= len(named) or any(digits(column) for column in zip(*below, strict=False))


def digits(column: Sequence[str]) -> bool:
    return sum(any(map(str.isdigit, cell)) for cell in column) > TELLING * len(column)


def named(names: Sequence[str], cells: Sequence[str]) -> str:
    """ "Wool – Temperature: 30 °C; Duration: 42 min". A number or a code alone says its column's name: "Lesson 3"."""
    found = [(plain(name), plain(cell)) for name, cell in zip(names, cells, strict=True) if cell]
    if not found:
        return ""
    (first, head), *rest = found
    if any(map(str.isdigit, head)) and len(head) < len(first) + NAME * 3 and first.casefold() not in head.casefold():
        head = f"{first} {head}".strip()
    told = "; ".join(f"{name}: {cell}" if name else cell for name, cell in rest)
    return f"{head}{ABOUT}{told}" if told else head


def plain(cell: str) -> str:
    """Without the marks that keep cells apart."""
    return re.sub(r"\s*;\s+|:\s+| [–-] ", ", ", cell.strip().strip(":;–-").strip())


def taken_apart(text: str) -> Told | None:
    """The row that a line tells; None for any other line."""
    head, _, rest = text.partition(ABOUT)
    fields = [tuple(part.split(": ")) for part in rest.split("; ")]
    if not rest or not all(len(field) == 2 and len(field[0].split()) <= NAME + 1 for field in fields):
        return None
    return Told(head, tuple((name, cell) for name, cell in fields))


def line(cells: Sequence[str]) -> str:
    """What the row is about, then the rest."""
    first, *rest = [cell for cell in cells if cell] or [""]
    return f"{first}: {', '.join(rest)}" if rest else first
