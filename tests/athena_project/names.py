"""A name server that says what a test wants."""

import asyncio
import socket

from aiohttp.abc import AbstractResolver, ResolveResult


class Names(AbstractResolver):
    """A name server that answers each question with the next set of addresses, and the last one from then on."""

    def __init__(self, *sets: list[str], after: float = 0.0) -> None:
        self.sets = list(sets)
        self.after = after

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        await asyncio.sleep(self.after)
        addresses = self.sets.pop(0) if len(self.sets) > 1 else self.sets[0]
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in addresses
        ]

    async def close(self) -> None:
        pass
