"""A bare django-ninja endpoint on the same server and settings: what the hot path is held against."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athena_project.settings")

import uvicorn
from django.core.asgi import get_asgi_application

application = get_asgi_application()

from django.conf import settings  # noqa: E402 Django must be set up before
from django.urls import path  # noqa: E402
from ninja import NinjaAPI, Schema  # noqa: E402

api = NinjaAPI(urls_namespace="bare", docs_url=None, openapi_url=None)


class Message(Schema):
    """One message of a chat."""

    role: str
    content: str


class Body(Schema):
    """The same body that a chat completion has."""

    model: str
    messages: list[Message]


@api.post("/chat/completions")
async def bare(request: object, body: Body) -> dict[str, object]:
    """Reads the body and answers in OpenAI's shape, with no work in between."""
    message = {"role": "assistant", "content": body.messages[-1].content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "x", "object": "chat.completion", "created": 0, "model": body.model, "choices": [choice]}


class Urls:
    """The URL configuration of this one endpoint."""

    urlpatterns = [path("v1/", api.urls)]


sys.modules["benchmarks.bare_urls"] = Urls  # type: ignore[assignment]  # Django imports URL configurations by name
settings.ROOT_URLCONF = "benchmarks.bare_urls"
settings.MIDDLEWARE = []

if __name__ == "__main__":
    uvicorn.run(
        application, port=int(sys.argv[1]), loop="uvloop", http="httptools", access_log=False, log_level="error"
    )
