"""Reads rows of named values out of a tool's text: JSON, "key: value" lines, "name is value" lists, tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice

import orjson

from ragdomains.types import Value
from validation.tokens import LIMIT

Row = tuple[tuple[str, str], ...]  # (name, value as text), in order

LEAST = 2  # pairs that make a text a record; one "Note: ..." is prose
ROWS = 200  # records of one text
DEPTH = 6
_LINE = re.compile(r"[-*•\s]*[\"'*]*([^\W\d][\w .()/%-]{0,39}?)[\"'*]*\s*(?:[:=]|\t)\s*(\S.*)")
_PAIR = re.compile(r"([^\W\d][\w ()/%-]{0,39}?)(?:\s+(?:is|are|was)\s+|\s*[=:]\s*)(.+)")
_HEAD = re.compile(r"[\w ]{1,40}:\s+(?=\S)")
_PLACES = re.compile(r"(?i)place|location|city|country|address|venue|name|team|zone")
_NOTHING = frozenset({"", "null", "none", "n/a", "unknown", "unavailable", "-", "?"})


@lru_cache(maxsize=256)
def rows_of(text: str) -> tuple[Row, ...]:
    """The records that a text consists of; none where it is prose."""
    plain = text[:LIMIT].strip()
    if plain[:1] in "{[":
        return tuple(_from_json(plain))
    table = _table(plain)
    if table:
        return tuple(table)
    return tuple(_from_lines(plain)) or tuple(_from_sentence(plain))


def _from_json(text: str) -> Iterator[Row]:
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return
    yield from rows_of_value(data)


def rows_of_value(data: object) -> list[Row]:
    """The records of a JSON value: one for each object that holds values of its own, with what stands around it."""
    return list(islice(_objects(data, (), DEPTH), ROWS))


def _objects(data: object, around: Row, left: int) -> Iterator[Row]:
    if left == 0:
        return
    if isinstance(data, Mapping):
        own = tuple(_own(data, "", left))
        if own:
            yield (*around, *own)
        for value in _lists(data, left):
            yield from _objects(value, (*around, *_handed_on(data, own)), left - 1)
    elif isinstance(data, list):
        for item in data[:ROWS]:
            yield from _objects(item, around, left - 1)


def _handed_on(data: Mapping[object, object], own: Row) -> Row:
    """What an object says of the rows in it: its own plain values, and where it is; not what holds beside them."""
    return tuple(pair for pair in own if pair[0] in data or _PLACES.search(pair[0]))


def _own(data: Mapping[object, object], within: str, left: int) -> Iterator[tuple[str, str]]:
    """The values of an object and of those in it, under their names in a row; a list of plain values is one text."""
    for key, value in data.items():
        name = f"{within} {key}".strip()
        if isinstance(value, Mapping):
            yield from _own(value, name, left - 1) if left else ()
        elif isinstance(value, list) and not _of_objects(value):
            yield name, ", ".join(_text(item) for item in value)
        elif not isinstance(value, list):
            yield name, _text(value)


def _lists(data: Mapping[object, object], left: int) -> Iterator[object]:
    for value in data.values():
        if isinstance(value, list) and _of_objects(value):
            yield value
        elif isinstance(value, Mapping) and left:
            yield from _lists(value, left - 1)


def _of_objects(value: Sequence[object]) -> bool:
    return any(isinstance(item, Mapping | list) for item in value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _from_lines(text: str) -> list[Row]:
    """Lines of "key: value"; a blank line or a key that comes again begins the next record."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = [_LINE.fullmatch(line.strip()) for line in lines]
    if len(lines) < LEAST or sum(match is not None for match in found) < 0.8 * len(lines):
        return []
    records: list[list[tuple[str, str]]] = [[]]
    for match in found:
        if match is None:
            continue
        name, value = match[1].strip(), match[2].strip().rstrip(",").strip("\"'")
        if any(name == known for known, _ in records[-1]):
            records.append([])
        records[-1].append((name, value))
    return [tuple(record) for record in records[:ROWS] if record]


def _from_sentence(text: str) -> list[Row]:
    """ "weather service: location is Denver, high f is 68, low f is 57." """
    records = []
    for line in text.split("\n")[:ROWS]:
        head = _HEAD.match(line)
        body = line[head.end() :] if head and not _PAIR.fullmatch(line.split(",")[0]) else line
        body = _HEAD.sub("", line, count=1) if head and " is " in line[head.end() :] else body
        pieces = [piece.strip() for piece in re.split(r"[,;]\s+", body.strip().rstrip("."))]
        pairs = [match for piece in pieces if (match := _PAIR.fullmatch(piece))]
        if len(pairs) > LEAST and len(pairs) >= 0.8 * len(pieces):
            records.append(tuple((pair[1].strip(), pair[2].strip()) for pair in pairs))
    return records


def _table(text: str) -> list[Row]:
    """A Markdown table, or lines of cells between bars, with its names in the first row."""
    lines = [line.strip().strip("|") for line in text.split("\n") if line.strip()]
    if len(lines) < LEAST or not all("|" in line for line in lines):
        return []
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if not re.fullmatch(r"[\s|:+-]+", line)]
    names = cells[0] if cells else []
    return [tuple(zip(names, row, strict=False)) for row in cells[1 : ROWS + 1] if len(row) == len(names)]


def has_value(text: str) -> bool:
    """Does the source say anything here, or only that it knows nothing?"""
    return text.strip().lower() not in _NOTHING


def value_of(text: str) -> Value:
    """A date or a moment where the text is one in ISO form, else the text."""
    moment = moment_of(text)
    return text if moment is None else moment


def moment_of(text: str) -> datetime | date | None:
    """A date or time written in ISO form; None for anything else."""
    if len(text) < 10 or text[4] != "-":
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None
