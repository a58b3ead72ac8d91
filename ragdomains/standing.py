"""How a domain is: when it last answered, how fast, how often the cache did, what is left of its quota."""

import os
import socket
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import orjson

from athena_project.breaker import Breaker
from athena_project.metrics import (
    DOMAIN_FAILED,
    DOMAIN_HITS,
    DOMAIN_LATENCY,
    DOMAIN_SUCCEEDED,
    DOMAIN_UP,
    QUOTA_LEFT,
)  # fmt: skip
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.models import Domain
from ragdomains.service_limits import Allowance
from ragdomains.types import ProviderError

STATES = {"closed": "up", "half-open": "degraded", "open": "down"}
SHARES = {"closed": 1.0, "half-open": 0.5, "open": 0.0}
OURS = {"setup", "refused", "blocked"}  # failures that the row, its key or an egress rule has to do with
SHOWN_FOR = 86_400.0  # s that what a process said is kept


@dataclass(slots=True)
class Known:
    """What a process knows of one domain: its breaker, how often the cache answered, why it cannot be used until
    somebody sees to it (a key is missing, say), and how many calls the service said it allows."""

    domain: Domain
    breaker: Breaker
    hits: int = 0
    misses: int = 0
    unusable: str = ""
    allowed: Allowance | None = None

    def failed(self, error: ProviderError) -> None:
        """Keeps what stays so until somebody sees to it; a service that only knows nothing is usable again."""
        status = getattr(error.__cause__, "status", 0)
        if error.kind in OURS and status in (0, 401, 403):  # any other refusal is of one question
            self.unusable = str(error)
        elif error.kind == "missing":
            self.unusable = ""

    def standing(self, left: int | None) -> "Standing":
        breaker = self.breaker
        return Standing(
            breaker=breaker.state,
            succeeded=stamp(breaker.last_success),
            failed=stamp(breaker.last_failure),
            error=breaker.last_error,
            latency=breaker.latency,
            hits=self.hits,
            misses=self.misses,
            left=left,
            unusable=self.unusable,
            allowed=str(self.allowed) if self.allowed else "",
        )

    def health(self, left: int | None) -> tuple[str, str, str]:
        """(name, up, degraded or down, detail)."""
        now = self.standing(left)
        state = STATES[self.breaker.state]
        state = "degraded" if (self.unusable or now.failing) and state == "up" else state
        return f"domain {self.domain.name}", state, now.told(self.domain)


@dataclass(frozen=True, slots=True)
class Standing:
    """A domain as one process knows it. Moments are seconds since 1970, `latency` seconds, smoothed."""

    breaker: str = "closed"
    succeeded: float | None = None
    failed: float | None = None
    error: str = ""
    latency: float | None = None
    hits: int = 0
    misses: int = 0
    left: int | None = None
    unusable: str = ""
    allowed: str = ""

    @property
    def failing(self) -> bool:
        """Whether the source did not answer when it was asked last."""
        return self.failed is not None and (self.succeeded is None or self.failed > self.succeeded)

    def told(self, domain: Domain) -> str:
        """In one line, for the health page."""
        asked = self.hits + self.misses
        parts = (
            f"cannot be used: {self.unusable.rstrip('.')}" if self.unusable else "",
            f"{self.error.rstrip('.')} (tried {clock(self.failed)})" if self.failed and self.failing else "",
            self.answered(),
            f"{self.latency * 1000:.0f} ms" if self.latency is not None else "",
            f"{self.hits} of {asked} from the cache" if asked and self.succeeded else "",
            f"{self.left} of {domain.quota} calls left" if self.left is not None else "",
            f"{self.allowed} calls left by what the service says" if self.allowed else "",
            f"last failure {clock(self.failed)}: {self.error}" if self.failed and not self.failing else "",
        )
        return ", ".join(text for text in parts if text)

    def answered(self) -> str:
        if self.succeeded:
            return f"last answer {clock(self.succeeded)}"
        return "has never answered" if self.failed else "" if self.unusable else "not asked yet"

    def row(self) -> dict[str, str]:
        """By the names of a table."""
        asked = self.hits + self.misses
        return {
            "usable": self.unusable or "yes",
            "breaker": {"closed": "closed: it is asked", "open": "open: it is left alone"}.get(
                self.breaker, "half open: one question tries it"
            ),
            "last success": clock(self.succeeded) if self.succeeded else "–",
            "last failure": f"{clock(self.failed)}: {self.error}" if self.failed else "–",
            "latency": f"{self.latency * 1000:.0f} ms" if self.latency is not None else "–",
            "the service allows": f"{self.allowed} more calls" if self.allowed else "–",
            "from the cache": f"{self.hits} of {asked} ({self.hits * 100 // asked}%)" if asked else "–",
        }

    def measure(self, name: str) -> None:
        """Sets the figures that /metrics shows of this process."""
        DOMAIN_UP.labels(name).set(min(SHARES[self.breaker], 0.5 if self.unusable or self.failing else 1.0))
        for gauge, value in ((DOMAIN_SUCCEEDED, self.succeeded), (DOMAIN_FAILED, self.failed)):
            if value is not None:
                gauge.labels(name).set(value)
        if self.latency is not None:
            DOMAIN_LATENCY.labels(name).set(self.latency)
        if self.hits + self.misses:
            DOMAIN_HITS.labels(name).set(self.hits / (self.hits + self.misses))
        if self.left is not None:
            QUOTA_LEFT.labels(name).set(self.left)


def stamp(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def clock(seconds: float | None) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%d %b %H:%M:%S} UTC" if seconds else ""


def process_name() -> str:
    """As the table of running processes names this one."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Standings:
    """What the processes say of their domains, in the cache that they share."""

    def __init__(self, kept: EvidenceCache) -> None:
        self.kept = kept
        self._said: dict[int, Standing] = {}

    def say(self, domain: Domain, standing: Standing) -> None:
        """Says what is new; the same again is not said."""
        if self._said.get(domain.pk) == standing:
            return
        data = orjson.dumps(asdict(standing))
        self.kept.attempt(lambda: self.kept.cache.set(key_of(domain.pk, process_name()), data, SHOWN_FOR))
        self._said[domain.pk] = standing
        standing.measure(domain.name)

    def of(self, domain: int, processes: Iterable[str]) -> dict[str, Standing]:
        """What each of these processes last said of a domain."""
        keys = {key_of(domain, name): name for name in processes}
        found = self.kept.attempt(lambda: self.kept.cache.get_many(list(keys))) or {}
        return {keys[key]: Standing(**orjson.loads(data)) for key, data in found.items()}


def key_of(domain: int, process: str) -> str:
    return f"standing:{domain}:{process}"
