"""What starts and stops with the server process."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async

from athena_project import celery, health
from inference.probes import register_probes
from inference.runtime import runtime
from inference.shadow import Shadows


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Starts the runtime and, in the embedded profile, worker and beat; ends them in the opposite order."""
    process = runtime()
    register_probes(process, health.register)
    shadows = Shadows(process)
    process.loop = asyncio.get_running_loop()
    await sync_to_async(process.start, thread_sensitive=False)()
    worker = await sync_to_async(celery.start_embedded, thread_sensitive=False)()
    gc.freeze()  # what a start makes stays; looking through it again and again would hold questions up
    try:
        yield
    finally:
        if worker is not None:
            await sync_to_async(celery.stop_embedded, thread_sensitive=False)()
        process.loop = None
        await shadows.stop()
        await process.stop()
