"""The gateway alone in this process, asking a service and a model server: between two marks it answers questions.

python -m benchmarks.one_process prepare URL OPTIONS   # fills the data folder, before anything is counted
python -m benchmarks.one_process COUNT      # a fact again and again, a tale again and again, then each another, twice
"""

import asyncio
import gc
import json
import os
import sys

os.environ["ATHENA_OPEN"] = "1"  # requests without a key pass
os.environ["DJANGO_SETTINGS_MODULE"] = "athena_project.settings"

import django
import uvloop

django.setup()

from django.core.management import call_command  # noqa: E402 Django must be set up before

import manage  # noqa: E402
from athena_project import bootstrap  # noqa: E402
from athena_project.models import HouseSettings  # noqa: E402
from benchmarks.in_process import Client  # noqa: E402
from benchmarks.tales import AGAIN, MEANT, tales  # noqa: E402
from inference import models  # noqa: E402
from inference.api.entry import Gateway  # noqa: E402
from inference.runtime import Runtime  # noqa: E402
from ragdomains.models import Domain  # noqa: E402
from validation.models import Rule  # noqa: E402

FACT = "What's the weather in Boston tomorrow?"
WARM = 20  # of each kind: until then the interpreter has not specialised what it runs
PATIENT = 600.0  # seconds: under valgrind all takes fifty times as long, and no answer may be refused for that
SHAPE = {"kind": "ollama", "timeout": PATIENT, "priority": 1}


def main() -> None:
    if sys.argv[1] == "prepare":
        prepare(sys.argv[2], json.loads(sys.argv[3]))
        return
    runtime = Runtime("benchmark")
    runtime.follow_release(thorough=True)
    gc.set_threshold(*manage.RARELY)  # this, the next and the loop as `serve` does
    gc.freeze()
    uvloop.run(asked(runtime, int(sys.argv[1])))


def prepare(ollama: str, weather: dict[str, str]) -> None:
    """`weather` are the options of the domain that is asked."""
    bootstrap.prepare()
    call_command("allow_egress", "127.0.0.1", stdout=sys.stderr)
    HouseSettings.objects.update(deadline_seconds=PATIENT)
    Rule.objects.update(budget_ms=PATIENT * 1000)
    Domain.objects.filter(name="weather").update(kind="open_meteo", options=weather)
    models.LLM.objects.update_or_create(name="stand-in", defaults={**SHAPE, "options": {"base_url": ollama}})
    Runtime("benchmark").follow_release(thorough=True)


async def asked(runtime: Runtime, count: int) -> None:
    client = Client(Gateway(lambda: runtime))
    signed, meant = tales(WARM + count), tales(WARM + count, MEANT)
    warm = (*signed[:WARM], *meant[:WARM], *[AGAIN] * WARM)
    for question, word in (*[(FACT, b"Boston")] * WARM, *((tale, b"hedge") for tale in warm)):
        said = await client.sent(body_of(question))
        assert word in said, said
    for questions in ([FACT] * count, [AGAIN] * count, signed[WARM:], meant[WARM:]):
        await at_mark()
        for question in questions:
            await client.sent(body_of(question))
        await at_mark()
    await runtime.http.close()


def body_of(question: str) -> bytes:
    messages = [{"role": "user", "content": question}]
    return json.dumps({"model": "athena", "stream": True, "messages": messages, "user": "benchmark"}).encode()


async def at_mark() -> None:
    """Says that it is there, and goes on when it is told to."""
    print("mark", flush=True)
    await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    main()
