"""The ASGI application: inference routes go to the gateway, websockets to the live pages, the rest to Django."""

import os
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import AsyncExitStack
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")
django_application = get_asgi_application()

from django.conf import settings  # noqa: E402 Django must be set up before the apps are imported
from django.utils.module_loading import import_string  # noqa: E402

from athena_project.announced import refusal, refuse  # noqa: E402
from athena_project.live_socket import application as live_socket  # noqa: E402

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

gateway = import_string(settings.GATEWAY)
is_inference = import_string(settings.GATEWAY_ROUTES)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    match scope["type"]:
        case "http" if is_inference(scope):
            await gateway(scope, receive, send)
        case "http" if status := refusal(scope):
            await refuse(status, send)
        case "http":
            await django_application(scope, receive, send)
        case "lifespan":
            await live(receive, send)
        case "websocket":
            await live_socket(scope, receive, send)


async def live(receive: Receive, send: Send) -> None:
    """ASGI's lifespan protocol over one context manager."""
    async with AsyncExitStack() as stack:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await stack.enter_async_context(import_string(settings.LIFESPAN)())
                await send({"type": "lifespan.startup.complete"})
            else:
                await stack.aclose()
                await send({"type": "lifespan.shutdown.complete"})
                return
