"""Rows of tables, cell by cell: what a text says in one line of several columns is no clause of each other."""

from ragdomains.tables import ABOUT, taken_apart


def by_cell(text: str) -> str:
    """The text with a line for each cell of its rows, with what the row is of: "Tap water – excess: 200 euros."."""
    return "\n".join(each for line in text.split("\n") for each in _told(line))


def _told(line: str) -> list[str]:
    row = taken_apart(line.strip().removesuffix("."))
    return [line] if row is None else [f"{row.head}{ABOUT}{name.casefold()}: {cell}." for name, cell in row.fields]
