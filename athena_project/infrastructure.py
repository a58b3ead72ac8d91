"""The addresses that the environment names; outgoing calls may reach them without a row."""

import socket
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
