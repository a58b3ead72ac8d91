"""The gateway alone in this process, asking a model server: between two marks it answers so many requests."""

import asyncio
import json
import os
import sys

os.environ["ATHENA_OPEN"] = "1"  # requests without a key pass

from benchmarks.understanding import snapshot  # sets Django up, in a data folder of its own

# isort: split
from django.core.management import call_command

from benchmarks.household import Client
from benchmarks.proxied import QUESTION
from inference import models
from inference.api.entry import Gateway
from inference.runtime import Runtime

WARM = 20
SHAPE = {"kind": "ollama", "timeout": 60, "priority": 1}


def main() -> None:
    snapshot()
    call_command("allow_egress", "127.0.0.1", stdout=sys.stderr)
    models.LLM.objects.update_or_create(name="stand-in", defaults={**SHAPE, "options": {"base_url": sys.argv[2]}})
    runtime = Runtime("benchmark")
    runtime.follow_release(thorough=True)
    asyncio.run(asked(runtime, int(sys.argv[1])))


async def asked(runtime: Runtime, count: int) -> None:
    client = Client(Gateway(lambda: runtime))
    messages = [{"role": "user", "content": QUESTION}]
    body = json.dumps({"model": "athena", "stream": True, "messages": messages, "user": "benchmark"}).encode()
    for _ in range(WARM):
        said = await client.sent(body)
    assert b"fox" in said, said
    await at_mark()
    for _ in range(count):
        await client.sent(body)
    await at_mark()
    await runtime.http.close()


async def at_mark() -> None:
    """Says that it is there, and goes on when it is told to."""
    print("mark", flush=True)
    await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    main()
