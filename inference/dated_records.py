"""Of several dated records of one thing the newest, which is no nearer to the question's words than the others are."""

import re
from collections.abc import Sequence
from datetime import date

from inference.quoted_lines import Line

LAST = re.compile(
    r"\b(?:last|latest|most recent(?:ly)?|zuletzt|letzte[nmrs]?|jüngste[nmrs]?)\b"
    r"(?! (?:days?|weeks?|months?|years?|names?|tage?n?|wochen?|monate?n?|jahre?n?)\b)",  # a span, or no time at all
    re.IGNORECASE,
)
BEGINS = 40  # characters
MONTHS = (
    *(r"jan(?:uary|uar)?", r"feb(?:ruary|ruar)?", r"mar(?:ch)?|märz", r"apr(?:il)?", r"may|mai", r"june?|juni?"),
    *(r"july?|juli", r"aug(?:ust)?", r"sept?(?:ember)?", r"o[ck]t(?:ober)?", r"nov(?:ember)?", r"de[cz](?:ember)?"),
)
MONTH = "|".join(f"(?P<m{number}>{month})" for number, month in enumerate(MONTHS, 1))
YEAR = r"(?P<year>(?:19|20)\d\d)"
# 27 March 2026, March 27, 2026, March 2026; 2026-03-27; 27.3.2026; a year alone
FORMS = tuple(
    re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)? (?:{MONTH})\.?,? {YEAR}",
        rf"(?:{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {YEAR}",
        rf"(?:{MONTH})\.?,? {YEAR}",
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{YEAR}",
        YEAR,
    )
)


def newest(question: str, best: int, lines: Sequence[Line], wanted: frozenset[str]) -> list[int]:
    """The number of the newest record of the best one's passage that holds as much of the question, where it asks for
    the last and the best one is a record; else none."""
    if not LAST.search(question) or record_of(lines[best]) is None:
        return []
    held = wanted & lines[best].weights.keys()
    alike = [n for n, line in enumerate(lines) if line.passage is lines[best].passage and held <= line.weights.keys()]
    return [max(alike, key=lambda n: (record_of(lines[n]) or date.min, n == best))]


def record_of(line: Line) -> date | None:
    """The day of a line that begins with it or is a row; prose that only names a day is no record."""
    return day_of(line.text[:BEGINS] if line.ended else line.text)


def day_of(text: str) -> date | None:
    """The first date of a text that names its year, as far as it is told: of a month or a year its first day."""
    found = next((match for form in FORMS if (match := form.search(text))), None)
    if found is None:
        return None
    told = {name: value for name, value in found.groupdict().items() if value}
    month = next((int(name[1:]) for name in told if name[0] == "m" and name[1:].isdigit()), int(told.get("month", 1)))
    try:
        return date(int(told["year"]), month, int(told.get("day", 1)))
    except ValueError:
        return None  # 31.02.2026
