"""Which addresses outgoing calls may reach: decided on the numeric address of each new connection, never on a name."""

import socket
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

POLICY = "blocked by the egress policy"

# IANA IPv4 Special-Purpose Address Registry, written out because Python's is_global differs between 3.11 releases.
NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "168.63.129.16/32",  # no special purpose by the registry, but Azure's metadata and agent server
    )
)
PUBLIC_6 = IPv6Network("2000::/3")  # all the unicast space that was ever given out
# Protocol assignments with Teredo, documentation, 6to4 (it wraps any IPv4 address, and nobody answers there any more).
NOT_PUBLIC_6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is reached


class Blocked(OSError):
    """A connection that the policy forbids."""

    def __init__(self) -> None:
        super().__init__(POLICY)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A network of the house that may be reached; `port` None is every port."""

    network: IPv4Network | IPv6Network
    port: int | None = None


def checked(address: str | URL) -> URL:
    """A complete http or https URL without user name and password; raises Blocked, or ValueError for what is no URL."""
    url = parsed(address) if isinstance(address, str) else address
    if url.scheme not in {"http", "https"} or not url.host or url.user is not None or url.password is not None:
        raise Blocked
    return url


@lru_cache(maxsize=256)  # most calls go to the few addresses that are set up
def parsed(address: str) -> URL:
    return URL(address)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True for a public unicast address, and for the NAT64 form of one."""
    if isinstance(address, IPv6Address) and address in NAT64:
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_4)
    return address in PUBLIC_6 and not any(address in network for network in NOT_PUBLIC_6)


@dataclass(frozen=True, slots=True)
class Egress:
    """The policy under one allow list. `local_only`: what the list names, where it is no public address; no other."""

    allowed: tuple[Allowed, ...]
    local_only: bool = False

    def permits(self, host: str, port: int) -> bool:
        """Whether this numeric address and port may be connected to; what is not numeric may not."""
        try:
            address = ip_address(host)
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped  # the kernel connects to the IPv4 address inside
        if is_public(address):
            return not self.local_only
        return any(address in rule.network and rule.port in {None, port} for rule in self.allowed)

    def open(self, target: AddrInfoType) -> socket.socket:
        """A socket for a connection that is about to be made: the last gate, which no form of a URL goes round."""
        family, kind, protocol, _name, address = target
        if not self.permits(str(address[0]), int(address[1])):
            raise Blocked
        return socket.socket(family, kind, protocol)


class PermittedNames(AbstractResolver):
    """Resolves a name to those of its addresses that may be reached, so that no other is even tried."""

    def __init__(self, egress: Egress, names: AbstractResolver) -> None:
        self.egress = egress
        self.names = names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self.names.resolve(host, port, family)
        if not found:
            raise OSError("the name has no address")
        permitted = [record for record in found if self.egress.permits(record["host"], port)]
        if not permitted:
            raise Blocked
        return permitted

    async def close(self) -> None:
        await self.names.close()
