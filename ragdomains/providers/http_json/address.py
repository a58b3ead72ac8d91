"""An address with slots in it: values are encoded for the part they stand in and can change no other part."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from yarl import URL

from athena_project.egress import checked

SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
PARTS = re.compile(r"(https?://[^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?", re.IGNORECASE | re.DOTALL)
ESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})")
LITERAL = "/%&=:@!$'()*+,;{}"  # stays as it was typed; the braces are those of slots
DOTS = frozenset({".", ".."})  # a whole part of a path that means "here" and "one up" (RFC 3986, 5.2.4)


class Unfit(ValueError):
    """A value that cannot be written into the address in any way."""


@dataclass(frozen=True, slots=True)
class Address:
    """`origin` is scheme, host and port; `path` begins with "/" and is encoded but for its {slots}, as is `query`."""

    origin: str
    path: str
    query: str

    @property
    def slots(self) -> set[str]:
        return set(SLOT.findall(self.path + self.query))

    def filled(self, values: Mapping[str, str]) -> URL:
        """The address to ask; raises Unfit for a value that would be "." or ".." in the path, KeyError without one."""
        path = "/".join(segment(part, values) for part in self.path.split("/"))
        query = put(self.query, values)
        # encoded: yarl would else decode %2E and %3B, and with them walk up the path
        return URL(self.origin + path + (f"?{query}" if query else ""), encoded=True)


def parsed(template: str) -> Address:
    """Raises ValueError with a text that says what to write instead."""
    if re.search(r"[\s\\\x00-\x1f\x7f]", template):
        raise ValueError("An address holds no spaces and no backslash.")
    if "{" in (rest := SLOT.sub("", template)) or "}" in rest:
        raise ValueError("Write a slot as {name}: small letters, digits and _.")
    found = PARTS.fullmatch(template)
    if found is None:
        raise ValueError("An address begins with http:// or https://, without a slot in it.")
    origin, path, query, fragment = (part or "" for part in found.groups())
    if fragment:
        raise ValueError("Leave out the # and what follows it: it is never sent.")
    refuse_path(path)
    refuse_query(query)
    return Address(checked_origin(origin), literal(path) or "/", literal(query))


def checked_origin(origin: str) -> str:
    """Scheme, host and port in the form in which they are sent."""
    if "{" in origin:
        raise ValueError("A slot cannot stand in the host or the port: only after the first / behind them.")
    if "@" in origin:
        raise ValueError("A user name or a password does not belong here. Use a header and a credential.")
    try:
        return str(checked(origin).origin())
    except (OSError, ValueError):
        raise ValueError("This is no address: write one like https://api.example.org/v1.") from None


def refuse_path(path: str) -> None:
    if any(unquote(part) in DOTS for part in path.split("/")):
        raise ValueError("Write the path without . and .. parts.")


def refuse_query(query: str) -> None:
    for piece in query.split("&"):
        name, equals, _ = piece.partition("=")
        if SLOT.search(name):
            where = "before the =" if equals else "without a ="
            raise ValueError(f"A slot stands {where}. Behind the ? it is a value: ?city={{place}}.")


def literal(text: str) -> str:
    """The typed text as it is sent: what needs to be encoded is, what is encoded stays."""
    return quote(ESCAPED.sub("%25", text), safe=LITERAL)


def put(text: str, values: Mapping[str, str]) -> str:
    return SLOT.sub(lambda found: encoded(values[found[1]]), text)


def segment(part: str, values: Mapping[str, str]) -> str:
    """One part of the path. Servers and proxies decode %2E before they look, so that no spelling of ".." is safe."""
    done = put(part, values)
    if unquote(done) in DOTS:
        raise Unfit("this cannot be part of an address")
    return done


def encoded(value: str) -> str:
    """Only letters, digits and - . _ ~ stay as they are, and of dots not two in a row."""
    return quote(value, safe="", errors="replace").replace("..", "%2E%2E")
