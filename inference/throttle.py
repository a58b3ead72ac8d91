"""How often a key may ask: so many requests a minute, counted in the memory of this process."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from inference.api.errors import Refused
from inference.models import ApiKey

MINUTE = 60.0
SLACK = 1e-6  # sums of fractions of a minute are not exact
KEYS = 10_000


@dataclass(slots=True)
class Throttle:
    """The generic cell rate algorithm (ITU-T I.371): one moment per key, by which its past requests are paid for."""

    clock: Callable[[], float] = time.monotonic
    paid: dict[str, float] = field(default_factory=dict)

    def admit(self, key: ApiKey) -> None:
        """Counts a request; raises Refused (429, with the seconds to wait) beyond `per_minute`, counting nothing."""
        if not key.per_minute:
            return
        now, each = self.clock(), MINUTE / key.per_minute
        paid = max(self.paid.get(key.key_id, now), now)
        wait = paid + each - MINUTE - now
        if wait > SLACK:
            raise Refused(
                429, "Too many questions at once. Please wait a moment.", "rate_limit_exceeded", retry_after=wait
            )
        self._forget(now)
        self.paid[key.key_id] = paid + each

    def _forget(self, now: float) -> None:
        """Drops the keys that owe nothing, and the oldest beyond the bound."""
        if len(self.paid) < KEYS:
            return
        self.paid = {key_id: paid for key_id, paid in self.paid.items() if paid > now}
        while len(self.paid) >= KEYS:
            self.paid.pop(next(iter(self.paid)))
