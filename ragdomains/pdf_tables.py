"""The tables of a PDF's page: cells that stand below each other, taken out of the text in which they are word salad.

A PDF knows no tables. Where the page is set in columns is seen in its text laid out as it looks; what is found there is
believed only where the plain text holds the same cells in the same order, so that no word is lost or told twice.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from ragdomains.tables import Row

GUTTER = 2  # blank columns of signs between two cells, at least
ROWS = 3
FIRST = 30  # signs of the first cell in the median: what is longer is a page of two columns of text
LONGEST = 120  # lines of a table
GAP = re.compile(r"\S {2,}\S")

Piece = str | tuple[Row, ...]


def parted(text: str, laid_out: str) -> Iterator[Piece]:
    """The text of a page in order, and between its stretches the tables that stand there."""
    for rows in found(laid_out.splitlines()):
        start, end = place(text, rows)
        if end:
            yield text[:start]
            yield rows
            text = text[end:]
    yield text


def place(text: str, rows: Sequence[Row]) -> tuple[int, int]:
    """Where the cells stand in the text, whatever the white space between them; (0, 0) where they do not."""
    cells = [re.escape(sign) for row in rows for cell in row.cells for sign in "".join(cell.split())]
    hit = re.search(r"(?<!\S)" + r"\s*".join(cells) + r"(?!\S)", text)
    return hit.span() if hit else (0, 0)


def found(laid_out: Sequence[str]) -> Iterator[tuple[Row, ...]]:
    """The tables, from the top."""
    held: list[str] = []
    for text in [*laid_out, ""]:
        if text.strip() and (GAP.search(text) or (held and indented(text, held[0]))) and len(held) < LONGEST:
            held.append(text)
            continue
        if rows := table(held):
            yield rows
        held = [text] if GAP.search(text) else []


def indented(text: str, first: str) -> bool:
    """Whether a line may go on with the cells of the line above: it begins behind the first column."""
    margin = len(first) - len(first.lstrip())
    gap = GAP.search(first, margin)
    return gap is not None and len(text) - len(text.lstrip()) >= gap.end() - 1


def table(held: Sequence[str]) -> tuple[Row, ...]:
    """Lines cut where all of them are blank; () where they are no table."""
    width = max(map(len, held), default=0)
    full = [any(at < len(text) and text[at] != " " for text in held) for at in range(width)]
    bounds = columns(full)
    rows: list[list[str]] = []
    for text in held:
        cells = [" ".join(text[start:end].split()) for start, end in bounds]
        if rows and not cells[0]:  # what did not fit into the cells of the line above
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    told = [sum(map(bool, cells)) for cells in rows]
    if len(rows) < ROWS or len(bounds) < 2 or min(told) < 2 or median(len(cells[0]) for cells in rows) > FIRST:
        return ()
    return tuple(Row(tuple(cells)) for cells in rows)


def columns(full: Sequence[bool]) -> list[tuple[int, int]]:
    """From where to where each column reaches."""
    marks = "".join("x" if each else " " for each in full)
    return [hit.span() for hit in re.finditer(rf"x(?: {{0,{GUTTER - 1}}}x)*", marks)]
