"""The addresses that the environment names; outgoing calls may reach them without a row."""

import socket
import threading
from ipaddress import ip_network
from urllib.parse import urlsplit

from django.conf import settings

from athena_project.http import Allowed

PORTS = {"http": 80, "https": 443}


def reachable() -> tuple[Allowed, ...]:
    """The resolved addresses of OLLAMA_URL, each with its port only; a name that does not resolve allows nothing."""
    found: list[Allowed] = []
    for url in (settings.OLLAMA_URL,):
        parts = urlsplit(url)
        if not parts.hostname:
            continue
        port = parts.port or PORTS.get(parts.scheme, 80)
        try:
            answers = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except OSError:
            continue
        found += [Allowed(ip_network(str(answer[4][0]).partition("%")[0]), port) for answer in answers]
    return tuple(dict.fromkeys(found))


class Infrastructure:
    """Those addresses as they were resolved last: a server that moves, or comes up after us, is found again."""

    def __init__(self) -> None:
        self.allowed: tuple[Allowed, ...] = ()
        self._looking = threading.Lock()

    def look(self) -> None:
        """Resolves the names now; one that does not resolve just now keeps the addresses it had."""
        with self._looking:
            self.allowed = reachable() or self.allowed

    def look_aside(self) -> None:
        """The same on a thread of its own, because a name server that is away takes its time; one look at once."""
        if not self._looking.locked():
            threading.Thread(target=self.look, name="athena-names", daemon=True).start()
