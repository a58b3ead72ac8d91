"""Takes a secret out of what is shown, in every form in which it may have been sent or sent back."""

import base64
import html
import json
import re
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

HIDDEN = "(hidden)"
LEAST = 3  # characters of a secret's beginning that are taken away at the end of a text that was cut


@dataclass(frozen=True, slots=True)
class Redaction:
    """Hides one secret; with none, texts stay as they are."""

    secret: str

    def __call__(self, text: str) -> str:
        small = text.lower()
        for form in self.forms():
            if form.lower() in small or not form.isascii():  # by far the fastest way to see that it is not there
                text = re.sub(re.escape(form), HIDDEN, text, flags=re.IGNORECASE)
        return self._without_beginning(text)

    def forms(self) -> list[str]:
        """The longest first: one may hold another."""
        if not self.secret:
            return []
        secret = self.secret
        coded = [base64.b64encode(f"{before}{secret}{after}".encode()).decode() for before, after in PAIRS]
        quoted = [
            quote(secret, safe=""),
            quote(secret),
            quote_plus(secret),
            quote_plus(secret, safe="/"),
            html.escape(secret),
        ]
        written = [json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]]
        every = {secret, *coded, *(form.rstrip("=") for form in coded), *quoted, *written}
        return sorted(every, key=len, reverse=True)

    def _without_beginning(self, text: str) -> str:
        """A text that was cut off may end in the middle of the secret."""
        for form in self.forms():
            for length in range(len(form) - 1, LEAST, -1):
                if text.endswith(form[:length]):
                    return text[:-length] + HIDDEN
        return text


PAIRS = (("", ""), (":", ""), ("", ":"))  # as a basic login has them
