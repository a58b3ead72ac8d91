"""Headings of plain text, which has no marks for them: lines in capitals, lines that are underlined, a first line, a
short line that begins a paragraph."""

import re
import string
from collections.abc import Iterator, Sequence

LONGEST = 70  # characters of a heading
FEWEST = 4  # letters of it
MOST = 0.5  # the share of lines that may be headings in capitals: who writes all in capitals writes no headings
TITLE = 8  # words of a first line that stands alone
RULE = re.compile(r"(=+|-+|~+)\s*$")
NAME = 6  # words of a heading that stands between sentences
SENTENCE = 40  # characters of a line that is more than a heading
ENDED = re.compile(r"[.!?,;:]$")


def headed(text: str) -> Iterator[tuple[str, str]]:
    """Each heading ("" above the first) with the text below it."""
    lines = text.splitlines()
    found = {at: heading for at in range(len(lines)) if (heading := heading_at(lines, at))}
    full = sum(bool(line.strip()) for line in lines)
    capitals = sum(lines[at].isupper() for at in found)
    if capitals > 1 and capitals > MOST * full:
        found = {}
    heading, held = "", list[str]()
    for at, line in enumerate(lines):
        if at in found:
            yield heading, "\n".join(held)
            heading, held = found[at], []
        elif not (at - 1 in found and RULE.match(line)):
            held.append(line)
    yield heading, "\n".join(held)


def heading_at(lines: Sequence[str], at: int) -> str:
    """The heading that a line is, in small letters where it was in capitals; "" for any other line."""
    line = lines[at].strip()
    above = lines[at - 1].strip() if at else ""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if above or len(line) > LONGEST or sum(map(str.isalpha, line)) < FEWEST or ENDED.search(line.rstrip()):
        return ""
    if line.isupper():
        return string.capwords(line)
    underlined = RULE.match(below) is not None and len(below) >= FEWEST
    first = not any(each.strip() for each in lines[:at]) and not below and len(line.split()) <= TITLE
    begins = at > 0 and short(line) and len(below) >= SENTENCE  # "Pancakes", and the recipe right below
    return line if underlined or begins or (first and any(each.strip() for each in lines[at + 1 :])) else ""


def parted(text: str) -> Iterator[tuple[str, str]]:
    """Text whose paragraphs are a line each, as that of a PDF: a short line between sentences is a heading."""
    lines = text.splitlines()
    heading, held = "", list[str]()
    for at, line in enumerate(lines):
        if between_sentences(lines, at):
            yield heading, "\n".join(held)
            heading, held = line.strip(), []
        else:
            held.append(line)
    yield heading, "\n".join(held)


def captioned(text: str) -> tuple[str, str]:
    """Text above a table: without its last line where that is the table's heading, and that heading."""
    above, _, last = text.rstrip().rpartition("\n")
    return (above, last.strip()) if short(last.strip()) else (text, "")


def short(line: str) -> bool:
    named = line[:1].isupper() and len(line.split()) <= NAME and not any(map(str.isdigit, line))
    return named and not ENDED.search(line)


def between_sentences(lines: Sequence[str], at: int) -> bool:
    line = lines[at].strip()
    above = lines[at - 1].rstrip() if at else ""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return short(line) and (at < 2 or not above or above[-1] in ".!?") and len(below) >= SENTENCE
