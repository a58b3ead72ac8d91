"""The sections of a file, gathered while it is walked: each heading with the lines, lists and tables under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ragdomains import tables
from ragdomains.tables import Row

LONGEST_ITEM = 300  # characters of a list's item with all that stands under it, in one line


@dataclass(frozen=True, slots=True)
class Section:
    """Text under one heading. `heading` is the path of headings ("Heating > Boiler"); `page` counts from 1 (PDF)."""

    heading: str
    text: str
    page: int | None = None


class Outline:
    """Gathers sections while a file is walked: a heading ends the section before it."""

    def __init__(self) -> None:
        self.title = ""
        self.sections: list[Section] = []
        self._path: dict[int, str] = {}
        self._text: list[str] = []
        self._items: list[tuple[int, str]] = []
        self._rows: list[Row] = []

    def head(self, level: int, text: str) -> None:
        self.close()
        if not text:
            return
        if not self.title:
            self.title = text
        self._path = {depth: name for depth, name in self._path.items() if depth < level} | {level: text}

    def add(self, text: str, depth: int = 0) -> None:
        """A line; `depth` is how many lists it stands in."""
        self._end_table()
        if not depth:
            self._end_list()
            self._text.extend([text.strip()] if text.strip() else [])
        elif text.strip():
            self._items.append((depth, text.strip()))

    def row(self, row: Row) -> None:
        """The next row of a table, which ends with whatever else comes."""
        self._rows.append(row)

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        self.table(rows)

    def table(self, rows: Sequence[Row]) -> None:
        """A whole table. A row with the names of its columns says all by itself, and is found best alone."""
        for text, alone in tables.lines(rows):
            if not alone:
                self.add(text)
                continue
            self.close()
            self._text.append(text)
            self.close()

    def _end_list(self) -> None:
        self._text.extend(folded(self._items))
        self._items = []

    def close(self) -> None:
        self._end_table()
        self._end_list()
        if self._text:
            names = [name for name in self._path.values() if name != self.title]
            self.sections.append(Section(" > ".join(names), "\n".join(self._text)))
            self._text = []


def folded(items: Sequence[tuple[int, str]]) -> list[str]:
    """The items of a list as lines. What stands under an item belongs to it: "E4: Meaning: a broken sensor"."""
    lines: list[str] = []
    at = 0
    while at < len(items):
        depth, text = items[at]
        end = next((n for n in range(at + 1, len(items)) if items[n][0] <= depth), len(items))
        below = folded(items[at + 1 : end])
        whole = f"{text.rstrip(':')}: {', '.join(below)}"
        fits = len(whole) <= LONGEST_ITEM and not any(line[-1] in ".!?" for line in (text, *below[:-1]))
        lines += [whole] if below and fits else [text, *below]
        at = end
    return lines
