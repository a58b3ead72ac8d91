"""Durations as ISO 8601 writes them, which calendars, films and flights come with: PT1H25M, P2DT6H."""

import re
from collections.abc import Iterator

_MINUTES = (7 * 1440.0, 1440.0, 60.0, 1.0, 1 / 60)
_DURATION = re.compile(
    r"(?<![^\W_])P(?=\d|T\d)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?(?![^\W_])"
)


def durations(text: str) -> Iterator[float]:
    """Those of a text, in minutes. Months and years, which have no one length, are left out."""
    for found in _DURATION.finditer(text):
        yield sum(int(count) * minutes for count, minutes in zip(found.groups(), _MINUTES, strict=True) if count)
