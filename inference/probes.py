"""How the parts of the answer are: index, domains, models, log, plug-ins."""

from collections.abc import Callable
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.db import DatabaseError

from athena_project.health import DEGRADED, DOWN, UP, Health
from inference.backends import backends
from inference.runtime import NotReadyError, Runtime
from ragdomains.ingest import overdue
from ragdomains.providers import providers
from ragdomains.types import ProviderError
from validation.checks import checks


async def documents() -> list[Health]:
    late = await sync_to_async(waiting_documents)()
    text = f"{late} sources wait to be read: is a worker running?" if late else ""
    return [Health("documents", DEGRADED if late else UP, text)]


def embedding(process: Runtime) -> list[Health]:
    """The servers that embed questions; without one they are searched by their words."""
    said = process.index.questioning.health()
    text = "{} Documents are searched by words alone."
    return [
        Health(f"embeddings {name}", DEGRADED if why else UP, text.format(why) if why else "") for name, why in said
    ]


def waiting_documents() -> int:
    try:
        return overdue()
    except DatabaseError:  # the database has a probe of its own
        return 0


async def plugins() -> list[Health]:
    broken = {**providers.broken, **checks.broken, **backends.broken}
    detail = "; ".join(f"{name}: {error}" for name, error in broken.items())
    return [Health("plug-ins", DEGRADED if broken else UP, detail or "all loaded")]


@dataclass(frozen=True, slots=True)
class Probes:
    """What a process can tell of itself."""

    process: Runtime

    async def release(self) -> list[Health]:
        try:
            found = await self.process.snapshot()
        except NotReadyError as error:
            return [Health("release", DOWN, str(error))]
        return [Health("release", UP, f"number {found.number}")]

    async def retrieval(self) -> list[Health]:
        try:
            found = await self.process.index.probe()
        except ProviderError as error:
            return [Health("index", DOWN, str(error))]
        return [Health("index", UP, found)]

    async def log(self) -> list[Health]:
        recorder = self.process.recorder
        return [Health("query log", DEGRADED if recorder.failing_since else UP, f"{recorder.waiting()} waiting")]

    async def dependencies(self) -> list[Health]:
        told = [*self.process.lookups.health(), *self.process.models.health()]
        return [Health(*row) for row in told] + embedding(self.process)


def register_probes(process: Runtime, register: Callable[..., None]) -> None:
    probes = Probes(process)
    register("release", probes.release, needed=True)
    register("index", probes.retrieval, needed=True)
    register("query log", probes.log)
    register("documents", documents)
    register("dependencies", probes.dependencies)
    register("plug-ins", plugins)
