"""What a service says in the headers of its answers about the calls that it still allows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

# How services name calls left, calls allowed, and when the count begins anew. The last are the draft of the IETF
# (draft-ietf-httpapi-ratelimit-headers-07), Ticketmaster's and RapidAPI's.
NAMES = (
    ("X-RateLimit-Remaining", "X-RateLimit-Limit", "X-RateLimit-Reset"),
    ("X-Rate-Limit-Remaining", "X-Rate-Limit-Limit", "X-Rate-Limit-Reset"),
    ("RateLimit-Remaining", "RateLimit-Limit", "RateLimit-Reset"),
    ("Rate-Limit-Available", "Rate-Limit", "Rate-Limit-Reset"),
    ("X-RateLimit-Requests-Remaining", "X-RateLimit-Requests-Limit", "X-RateLimit-Requests-Reset"),
)
LONGEST = 32 * 86_400.0  # s to the end of a window; a number beyond that means something else
MOMENT = 1_000_000_000.0  # from here on a number is seconds since 1970, and no span
MILLI = 1_000 * MOMENT
LONGEST_TEXT = 200
NUMBER = re.compile(r"\s*(\d{1,15})")


@dataclass(frozen=True, slots=True)
class Allowance:
    """Of the window with the fewest calls left: how many, of how many (0: not said), and until when (0: not said)."""

    left: int
    most: int = 0
    until: float = 0.0

    def spent(self, now: float) -> bool:
        """Whether the service would refuse the next call; only where it said for how long."""
        return self.left <= 0 and now < self.until

    def __str__(self) -> str:
        return f"{self.left} of {self.most}" if self.most else f"{self.left}"


def allowance(headers: Mapping[str, str], now: float) -> Allowance | None:
    """What the headers say at this moment (seconds since 1970); None where they say nothing that makes sense.

    A service with several windows names each in one header: `X-RateLimit-Remaining: 0, 14999`.
    """
    for remaining, limit, reset in NAMES:
        left, most, ends = (parts(headers.get(name, "")) for name in (remaining, limit, reset))
        counts = [number(text) for text in left]
        if not counts or any(count is None for count in counts):
            continue
        windows = [
            Allowance(int(count or 0), int(number(at(most, place)) or 0), moment(at(ends, place), now))
            for place, count in enumerate(counts)
        ]
        return min(windows, key=lambda each: (each.left, -each.until))
    return None


def parts(text: str) -> list[str]:
    """The windows of a header; a date, which holds a comma too, is one."""
    whole = text.strip()[:LONGEST_TEXT]
    if not whole or whole[0].isalpha():
        return [whole] if whole else []
    return whole.split(",")


def at(texts: list[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def number(text: str) -> float | None:
    found = NUMBER.match(text)
    return float(found[1]) if found else None


def moment(text: str, now: float) -> float:
    """When a window ends, in seconds since 1970: a span, a moment in seconds or in thousandths, or a date; else 0."""
    count = number(text)
    if count is None:
        try:
            end = parsedate_to_datetime(text).timestamp()
        except ValueError:
            return 0.0
    else:
        end = count / 1000 if count >= MILLI else count if count >= MOMENT else now + count
    return end if now < end <= now + LONGEST else 0.0
