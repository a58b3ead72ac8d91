"""Reads the word tables under intents/data: one row per meaning; files for all languages and for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ragdomains.markets.known import COMPANIES

DATA = Path(__file__).parent / "data"
LENT = {"companies": COMPANIES}  # what the domains know by name too
FALLBACK = "en"  # stands in for a language that has no table of its own


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what kind of thing it is, its canonical value, more about it, and the words for it.

    `loose` are words that mean it only in company: in the file they end with "?".
    """

    kind: str
    value: str
    extra: str
    words: tuple[str, ...]
    loose: tuple[str, ...]


def rows(name: str, language: str = "") -> tuple[Row, ...]:
    """The rows of `name`.tsv, or of the language's own `name`.de.tsv; of a language without one, the English."""
    return tuple(parsed(path_of(name, language)))


def path_of(name: str, language: str = "") -> Path:
    if name in LENT:
        return LENT[name]
    path = DATA / (f"{name}.{language}.tsv" if language else f"{name}.tsv")
    return path if path.exists() or not language else DATA / f"{name}.{FALLBACK}.tsv"


@cache
def words(name: str, language: str, kind: str) -> dict[str, tuple[str, ...]]:
    """The words of one kind in a language's table, by value."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(name, language):
        if row.kind == kind:
            found[row.value] = (*found.get(row.value, ()), *row.words)
    return found


def parsed(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            kind, value, extra, said = line.rstrip("\n").split("\t")
            each = said.split("|")
            sure = tuple(word for word in each if word and not word.endswith("?"))
            yield Row(kind, value, extra, sure, tuple(word[:-1] for word in each if word.endswith("?")))
