"""A table's rows as lines that can be spoken: of three columns or more, each cell with its column's name."""

from collections.abc import Sequence

NAMED_FROM = 3  # columns; of two the first cell says what the second is


class Table:
    """The rows of one table, from the top. A row of names is said with each of the others, and not by itself."""

    def __init__(self) -> None:
        self._names: Sequence[str] = ()

    @property
    def named(self) -> bool:
        return bool(self._names)

    def row(self, cells: Sequence[str], names: bool) -> str:
        """The row as a line; "" for one that only names the columns."""
        if names:
            self._names = cells if len(cells) >= NAMED_FROM else ()
            return "" if self._names else line(cells)
        if len(cells) != len(self._names):  # a cell that spans several, or a table without names
            return line(cells)
        named = [f"{name} {cell}".strip() for name, cell in zip(self._names[1:], cells[1:], strict=True) if cell]
        return line([cells[0], *named])


def line(cells: Sequence[str]) -> str:
    """What the row is about, then the rest."""
    first, *rest = [cell for cell in cells if cell] or [""]
    return f"{first}: {', '.join(rest)}" if rest else first
