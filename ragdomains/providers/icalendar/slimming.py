"""Cuts a calendar down to what a question needs: to parse all of many years would take seconds."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

KEPT = frozenset({
    "BEGIN", "END", "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE",
    "SUMMARY", "LOCATION", "STATUS", "TRANSP", "URL",
})  # fmt: skip
FOLDED = re.compile(r"\r?\n[ \t]")  # RFC 5545, 3.1: a long line goes on behind a blank
WHOLE = re.compile(r"^BEGIN:VCALENDAR\s*$.*^END:VCALENDAR\b", re.MULTILINE | re.IGNORECASE | re.DOTALL)
NAME = re.compile(r"[A-Za-z0-9-]+")
STARTS = re.compile(r"^DTSTART[^:\r\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
ENDS = re.compile(r"^DTEND[^:\r\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
UNENDED = timedelta(days=100)  # how long an event may last that has no end but a duration
LASTING = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)\b", re.MULTILINE | re.IGNORECASE)
INSIDE = ("VALARM", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY")


Stretch = tuple[str, str, str]  # days as YYYYMMDD: the first, the last, and the first for events without an end


def slimmed(body: bytes, first: date, last: date) -> str | None:
    """The calendar without alarms, notes and single events outside of the days; None for what is no whole calendar."""
    text = FOLDED.sub("", body.decode("utf-8-sig", "replace"))
    if (
        not re.search(r"^BEGIN:VCALENDAR\s*$", text, re.MULTILINE | re.IGNORECASE)
        or "END:VCALENDAR" not in text.upper()
    ):
        return None
    days = (f"{first:%Y%m%d}", f"{last:%Y%m%d}", f"{first - UNENDED:%Y%m%d}")
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *pieces(text, days), "END:VCALENDAR", ""])


def pieces(text: str, days: Stretch) -> Iterator[str]:
    """The zones as they are, and the events that may touch the days, without what is not read."""
    for block in blocks(text):
        if block[0].upper() == "BEGIN:VTIMEZONE":
            yield "\r\n".join(block)
        elif needed(event := "\r\n".join(kept(block)), days):
            yield event


def blocks(text: str) -> Iterator[list[str]]:
    """The lines of each zone and of each event; one that does not end is left out."""
    block: list[str] = []
    for line in text.splitlines():
        head = line.strip().upper()
        if head in {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"}:
            block = [line.strip()]
        elif block:
            block.append(line)
            if head == f"END:{block[0][6:].upper()}":
                yield block
                block = []


def kept(block: list[str]) -> Iterator[str]:
    """The lines that are read, without those of alarms inside."""
    inside = False
    for line in block:
        head = line.strip().upper()
        if head.startswith("BEGIN:") and head[6:] in INSIDE:
            inside = True
        name = NAME.match(line)
        if not inside and name and name[0].upper() in KEPT:
            yield line
        if head.startswith("END:") and head[4:] in INSIDE:
            inside = False


def needed(event: str, days: Stretch) -> bool:
    start, end = STARTS.search(event), ENDS.search(event)
    if start is None or LASTING.search(event):
        return start is not None
    return start[1] <= days[1] and (end[1] >= days[0] if end else start[1] >= days[2])
