"""Reads example sentences from JSONL or CSV, row by row, and says of each broken row what is wrong with it."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from intents.models import Intent, Pattern
from intents.words import read
from ragdomains.languages import LANGUAGES

LONGEST: int = Pattern._meta.get_field("text").max_length or 0
LONGEST_LABEL: int = Intent._meta.get_field("name").max_length or 0
LONGEST_CATEGORY: int = Intent._meta.get_field("category").max_length or 0
LABEL = re.compile(r"[\w.:/-]+")
SLUG = re.compile(r"[a-zA-Z0-9_-]*")
SPOKEN = frozenset(code for code, _ in LANGUAGES) | {""}
# PostgreSQL stores no NUL and UTF-8 has no half of a surrogate pair; what is not UTF-8 is read as such halves
UNSOUND = re.compile("[\x00\ud800-\udfff]")
NO_JSON = "It is no JSON. (A CSV file begins with a line that names its columns: text and {field}.)"

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One example sentence; `line` is where it stands in the file, `read_as` how the classifier reads it."""

    line: int
    text: str
    intent: str
    language: str = ""
    category: str = ""
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be taken, and why."""

    line: int
    reason: str


def rows(data: bytes, field: str) -> Iterator[Row | Broken]:
    """Every row of the file; `field` names the column or key that holds the intent."""
    text = data.decode("utf-8-sig", "surrogateescape")
    delimiter = delimiter_of(text.split("\n", 1)[0], field)
    for line, record in csv_records(text, delimiter) if delimiter else json_records(text, field):
        yield Broken(line, record) if isinstance(record, str) else row_of(line, record, field)


def delimiter_of(header: str, field: str) -> str:
    """What stands between the columns of a CSV file; "" where the first line names none."""
    for delimiter in (",", ";", "\t"):
        if {"text", field} <= {name.strip().strip('"') for name in header.split(delimiter)}:
            return delimiter
    return ""


def json_records(text: str, field: str) -> Iterator[tuple[int, Record | str]]:
    for line, each in enumerate(text.split("\n"), 1):
        if not each.strip():
            continue
        try:
            found = json.loads(each)
        except (ValueError, RecursionError):
            yield line, NO_JSON.format(field=field)
            continue
        yield line, found if isinstance(found, dict) else "It is no JSON object."


def csv_records(text: str, delimiter: str) -> Iterator[tuple[int, Record | str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(reader)]
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, f"It is no CSV: {error}."
            continue
        if len(cells) > len(header):
            yield reader.line_num, f"It has {len(cells)} columns where the first line names {len(header)}."
        elif any(cells):
            yield reader.line_num, dict(zip(header, cells, strict=False))


def row_of(line: int, record: Record, field: str) -> Row | Broken:
    text, intent = record.get("text"), record.get(field)
    language, category = record.get("language") or "", record.get("category") or ""
    if reason := unfit("text", text) or unfit(field, intent):
        return Broken(line, reason)
    text, intent = str(text).strip(), str(intent).strip()
    if reason := mistaken(text, intent) or misplaced(language, category):
        return Broken(line, reason)
    return Row(line, text, intent, str(language), str(category), read(text).line)


def unfit(name: str, value: object) -> str:
    """Why a value that a row must have cannot be used; "" for one that can."""
    if value is None:
        return f"It has no {name}."
    if not isinstance(value, str):
        return f"Its {name} is not a text."
    if not value.strip():
        return f"Its {name} is empty."
    return f"Its {name} holds characters that cannot be stored." if UNSOUND.search(value) else ""


def mistaken(text: str, intent: str) -> str:
    if len(text) > LONGEST:
        return f"Its text has {len(text)} characters; {LONGEST} are the most."
    if not read(text).words:
        return "Its text holds no word."
    if len(intent) > LONGEST_LABEL:
        return f"The name of its intent has {len(intent)} characters; {LONGEST_LABEL} are the most."
    return "" if LABEL.fullmatch(intent) else f"{intent!r} is no name: letters, digits and _ . : / - may stand in it."


def misplaced(language: object, category: object) -> str:
    """Why the columns that a row may have cannot be used."""
    if language not in SPOKEN:
        return f"The language {language!r} is not known; {' and '.join(sorted(SPOKEN - {''}))} are."
    fits = isinstance(category, str) and len(category) <= LONGEST_CATEGORY and SLUG.fullmatch(category)
    return "" if fits else f"The category {category!r} is no short name of letters, digits, _ and -."
