"""What is told of a look-up: how the cache answered or why it did not, and what the source said, without the secret."""

from dataclasses import dataclass

from ragdomains.evidence_cache import Kept, Problem
from ragdomains.redaction import Redaction

MOST = 4  # answers of one look-up
CUT = 2_000  # characters of one answer; cut before it is redacted, for some have megabytes
LENGTH = 12  # characters of the cache's key that tell one from another
LEAST = 4  # characters of a word that is a secret of its own
KEY, AGE, PAUSE, CALLS = "cache key", "kept seconds ago", "left alone for", "source said"


@dataclass(frozen=True, slots=True)
class Heard:
    """Listens to the calls of one look-up, and adds to its tale what came back."""

    tale: dict[str, object]
    secret: str

    def __call__(self, url: str, status: int, body: bytes) -> None:
        calls = self.tale.setdefault(CALLS, [])
        if not isinstance(calls, list) or len(calls) >= MOST:
            return
        text = body[: CUT * 4].decode(errors="replace")[:CUT]
        calls.append({"url": self._hidden(url)[:CUT], "status": status, "bytes": len(body), "text": self._hidden(text)})

    def _hidden(self, text: str) -> str:
        """A secret may be several words, each sent by itself."""
        words = (word for word in self.secret.split() if len(word) >= LEAST)
        for secret in sorted({self.secret, *words}, key=len, reverse=True):
            text = Redaction(secret)(text)
        return text


def looked(key: str, kept: Kept | None, problem: Problem | None, now: float) -> dict[str, object]:
    """What the cache had under a key; seconds, so that nothing has to be written in words while someone waits."""
    tale: dict[str, object] = {KEY: key[-LENGTH:]}
    if kept:
        tale[AGE] = now - kept.at
    if problem and problem.until > now:
        tale[PAUSE] = problem.until - now
    return tale
