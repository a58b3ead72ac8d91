"""API keys: how they are issued, and who may do what with one."""

import hmac
import re
import secrets as random
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from athena_project import secrets
from inference.api.errors import Refused
from inference.models import ApiKey
from inference.runtime import runtime

FORMAT = re.compile(r"ath_([a-z0-9]{8})_[A-Za-z0-9_-]{43}")
IN_PATH = re.compile(r"/k/([^/]+)(/.*)?", re.DOTALL)
LETTERS = string.ascii_lowercase + string.digits
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
# What changes or shows the assistant itself is never meant by "all": a key has it by name only, and a guest's never.
CONFIGURING = frozenset({"config:read", "config:write", "config:secrets", "publish", "replay"})
NOBODY = ApiKey(key_id="", digest="0" * 64, revoked=True)
THIS_MACHINE = ApiKey(name="this machine", mode="owner")  # where keys are switched off


class Access(Protocol):
    """What of a snapshot decides who may."""

    @property
    def keys(self) -> Mapping[str, ApiKey]: ...

    @property
    def open_access(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from: headers by lower-case name, the path as sent, the client's address or ""."""

    headers: Mapping[str, str]
    path: str
    address: str


def issue(name: str, **fields: Any) -> tuple[ApiKey, str]:
    """A new key, not yet saved, and its text, which is shown once and kept nowhere. 256 random bits."""
    key_id = "".join(random.choice(LETTERS) for _ in range(8))
    text = f"ath_{key_id}_{random.token_urlsafe(32)}"
    return ApiKey(name=name, key_id=key_id, digest=secrets.digest(text), **fields), text


def authenticate(caller: Caller, access: Access, scope: str) -> ApiKey:
    """The key that the caller holds; raises Refused. `scope` "" asks for any valid key.

    A missing, malformed, unknown, revoked or expired key and one from the wrong network get the same answer for the
    same work; only the holder of a valid key learns that its scope is too small.
    """
    text = token(caller)
    key, proven = _find(text, access)
    if not proven and not FORMAT.fullmatch(text) and is_open(access) and at_home(caller):
        return THIS_MACHINE
    usable = not key.revoked and not expired(key) and reachable(key, caller.address)
    if not (proven and usable):
        raise Refused(
            401, "The API key is missing or not valid.", "invalid_api_key", headers={"WWW-Authenticate": "Bearer"}
        )
    if scope and not allows(key, scope):
        raise Refused(403, "This API key may not do that.", "insufficient_scope")
    return key


def token(caller: Caller) -> str:
    """The key's text: from `Authorization: Bearer`, from Azure's `api-key`, or from /k/{key}/... in the path.

    The path is for clients that have no field for a key.
    """
    kind, _, text = caller.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and text.strip():
        return text.strip()
    if text := caller.headers.get("api-key", "").strip():
        return text
    return split_path(caller.path)[0]


def split_path(path: str) -> tuple[str, str]:
    """(key, path without it), doubled slashes made one; the key is "" where the path holds none."""
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    found = IN_PATH.fullmatch(path) if path.startswith("/k/") else None
    return (found[1], found[2] or "/") if found else ("", path)


def _find(text: str, access: Access) -> tuple[ApiKey, bool]:
    """The key's row and whether the text proves it; text that is no key is hashed and compared all the same."""
    digest = secrets.digest(text[:200])
    found = FORMAT.fullmatch(text)
    key = access.keys.get(found[1], NOBODY) if found else NOBODY
    return key, hmac.compare_digest(digest, key.digest)


def expired(key: ApiKey) -> bool:
    return key.expires is not None and key.expires <= timezone.now()


def allows(key: ApiKey, scope: str) -> bool:
    named = isinstance(key.scopes, list) and scope in key.scopes
    return named and key.mode == "owner" if scope in CONFIGURING else named or not key.scopes


def reachable(key: ApiKey, address: str) -> bool:
    """Whether the key may be used from there. A network that cannot be read lets nobody in."""
    if not key.networks:
        return True
    ip = parsed(address)
    return ip is not None and any(_inside(ip, network) for network in key.networks)


def _inside(ip: IPv4Address | IPv6Address, network: object) -> bool:
    try:
        return ip in ip_network(str(network).strip(), strict=False)
    except ValueError:
        return False


def parsed(address: str) -> IPv4Address | IPv6Address | None:
    """The address; an IPv4 one that arrived in IPv6 dress counts as IPv4."""
    try:
        ip = ip_address(address)
    except ValueError:
        return None
    return (ip.ipv4_mapped or ip) if isinstance(ip, IPv6Address) else ip


def is_open(access: Access) -> bool:
    """Whether keys are switched off; never on a server that other machines can reach."""
    return access.open_access and local(settings.HOST)


def at_home(caller: Caller) -> bool:
    """Whether this machine itself calls and no one through it: no proxy, no web page of another origin."""
    headers = caller.headers
    if any(name in headers for name in FORWARDED):
        return False
    named = [caller.address, _host(f"//{headers.get('host', 'localhost')}")]
    if "origin" in headers:
        named.append(_host(headers["origin"]))
    return all(local(name) for name in named)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=256)
def local(name: str) -> bool:
    """Whether a host name or address can only be this machine."""
    ip = parsed(name)
    return name == "localhost" or (ip is not None and ip.is_loopback)


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether metrics and details of health may be seen: from this machine, or with a key of the scope metrics."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    caller = Caller(headers, "", str(request.META.get("REMOTE_ADDR", "")))
    if at_home(caller):
        return True
    snapshot = runtime().current
    try:
        return snapshot is not None and authenticate(caller, snapshot, "metrics") is not None
    except Refused:
        return False
