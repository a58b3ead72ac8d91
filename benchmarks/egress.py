"""How many ways into the house are tried, and how many connections reach a trap on every address of this machine."""

import asyncio
from ipaddress import ip_network

from athena_project.egress import Allowed
from athena_project.http import Http, HttpError
from tests.athena_project.egress_flows import FLOWS
from tests.athena_project.egress_vectors import VECTORS, filled
from tests.servers import Misbehaving, Trap, outgoing, redirect


async def asked(trap: Trap, vector: str) -> None:
    async with outgoing() as http:
        await swallowed(http, filled(vector, trap.port))


async def redirected(trap: Trap, vector: str) -> None:
    async with Misbehaving() as server, outgoing(server) as http:
        server.routes["/"] = [redirect(filled(vector, trap.port))]
        await swallowed(http, server.url + "/")


async def swallowed(http: Http, url: str) -> None:
    try:
        await http.get(url, seconds=1)
    except HttpError:
        return


async def let_in() -> bool:
    """Whether an address that is on the list is reached, at its port."""
    async with Trap() as lan:
        http = Http(lambda: (Allowed(ip_network("127.0.0.1/32"), lan.port),))
        await http.get_json(f"http://127.0.0.1:{lan.port}/")
        await http.close()
        return lan.connections == 1


async def measured() -> None:
    sent = [vector for vector in VECTORS if vector.isprintable() and "{port}" in vector]
    async with Trap() as trap:
        for vector in VECTORS:
            await asked(trap, vector)
        for vector in sent:
            await redirected(trap, vector)
        for flow in FLOWS.values():
            await flow(trap)
    tried = len(VECTORS) + len(sent) + len(FLOWS)
    print(f"addresses, redirects and flows that were tried   {tried:5}   (at least 60)")
    print(f"connections to the trap                          {trap.connections:5}   (none)")
    print(f"an address on the list is reached                {'yes' if await let_in() else 'NO':>5}   (yes)")


def main() -> None:
    asyncio.run(measured())
