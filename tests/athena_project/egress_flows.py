"""Ways into the house that go by more than the address: redirects, names, ports, names that change their mind.

The tests try each; `python -m benchmarks egress` counts who came to the trap.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_network

from aiohttp.abc import AbstractResolver

from athena_project.egress import Allowed
from athena_project.http import Http, HttpError
from tests.athena_project.names import Names
from tests.servers import Misbehaving, Trap, redirect, reply

Flow = Callable[[Trap], Awaitable[None]]

# what a name may say that leads to this machine; the trap listens on all of it
HOUSE = (
    "127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "::ffff:7f00:1",
    "::127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::80ff:fffe", "::1%lo",
    "fe80::1%lo", "169.254.169.254", "fd00:ec2::254", "fd20:ce::254", "168.63.129.16", "100.100.100.200",
)  # fmt: skip
MOVED = (301, 302, 303, 307, 308)


@asynccontextmanager
async def client(*allowed: Allowed, names: AbstractResolver | None = None) -> AsyncIterator[Http]:
    http = Http(lambda: allowed, resolver=lambda: names) if names else Http(lambda: allowed)
    try:
        yield http
    finally:
        await http.close()


async def refused(http: Http, url: str) -> None:
    """Asks, and fails where the call gets an answer."""
    try:
        await http.get(url, seconds=1)
    except HttpError:
        return
    raise AssertionError(f"{url} was answered")


def by_name(address: str) -> Flow:
    async def flow(trap: Trap) -> None:
        async with client(names=Names([address])) as http:
            await refused(http, f"http://evil.example:{trap.port}/")

    return flow


def by_redirect(status: int) -> Flow:
    async def flow(trap: Trap) -> None:
        async with Misbehaving() as server, client(*server.allowed) as http:
            server.routes["/"] = [redirect(f"http://127.0.0.2:{trap.port}/", status)]
            await refused(http, server.url + "/")

    return flow


async def by_a_chain_of_redirects(trap: Trap) -> None:
    async with Misbehaving() as server, client(*server.allowed) as http:
        server.routes["/"] = [redirect("/next")]
        server.routes["/next"] = [redirect(f"http://localhost:{trap.port}/")]
        await refused(http, server.url + "/")


async def by_a_redirect_to_a_name(trap: Trap) -> None:
    async with Misbehaving() as server, client(*server.allowed, names=Names(["127.0.0.9"])) as http:
        server.routes["/"] = [redirect(f"http://evil.example:{trap.port}/")]
        await refused(http, server.url + "/")


async def by_another_port(trap: Trap) -> None:
    async with Misbehaving(reply(1)) as server:
        only = Allowed(ip_network("127.0.0.1/32"), server.port)
        async with client(only) as http:
            assert await http.get_json(server.url) == 1
            await refused(http, f"http://127.0.0.1:{trap.port}/")


async def by_another_address(trap: Trap) -> None:
    async with client(Allowed(ip_network("127.0.0.5/32"))) as http:
        await refused(http, f"http://127.0.0.6:{trap.port}/")


async def by_mixed_records(trap: Trap) -> None:
    async with client(names=Names(["10.255.255.1", "127.0.0.1", "::1"])) as http:
        await refused(http, f"http://mixed.example:{trap.port}/")


async def by_rebinding(trap: Trap) -> None:
    """The name answers with an allowed address first and with the trap's afterwards."""
    async with Misbehaving(reply(1)) as server:
        only = Allowed(ip_network("127.0.0.1/32"), server.port)
        async with client(only, names=Names(["127.0.0.1"], ["127.0.0.1"], ["127.0.0.9"])) as http:
            assert await http.get_json(f"http://rebinding.example:{server.port}/") == 1
            await refused(http, f"http://rebinding.example:{trap.port}/")


async def by_rebinding_while_it_waits(trap: Trap) -> None:
    names = Names(["::ffff:127.0.0.1"], ["127.0.0.9"], after=0.01)
    async with client(names=names) as http:
        await asyncio.gather(*(refused(http, f"http://rebinding.example:{trap.port}/") for _ in range(3)))


async def by_a_local_house(trap: Trap) -> None:
    """Where nothing may leave the house, the house is still not open to it."""
    http = Http(lambda: (), local_only=lambda: True)
    await refused(http, f"http://127.0.0.1:{trap.port}/")
    await http.close()


FLOWS: dict[str, Flow] = {
    **{f"a name of {address}": by_name(address) for address in HOUSE},
    **{f"a redirect {status}": by_redirect(status) for status in MOVED},
    "a chain of redirects": by_a_chain_of_redirects,
    "a redirect to a name": by_a_redirect_to_a_name,
    "another port": by_another_port,
    "another address": by_another_address,
    "mixed records": by_mixed_records,
    "rebinding": by_rebinding,
    "rebinding while it waits": by_rebinding_while_it_waits,
    "a local house": by_a_local_house,
}
