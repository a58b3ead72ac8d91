"""The websocket of live pages: whom it lets in, that it tells what changes, and that it ends with the session."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athena_project import live_socket
from athena_project.asgi import application
from athena_project.models import Job
from tests.athena_project.admin_pages import staff

PATH = reverse("admin:athena_project_job_live")
HOME = "http://testserver"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_socket, "EVERY", 0.01)


def scope(client: Client | None, origin: str | None = HOME, path: str = PATH) -> dict[str, Any]:
    """How a browser's websocket opens."""
    session = client.cookies["sessionid"].value if client else "nobody"
    headers = [(b"host", b"testserver"), (b"cookie", f"sessionid={session}".encode())]
    headers += [(b"origin", origin.encode())] if origin is not None else []
    return {"type": "websocket", "path": path, "headers": headers, "query_string": b"job=one", "subprotocols": []}


class Socket:
    """A browser's websocket to the application."""

    def __init__(self, client: Client | None) -> None:
        self.line = ApplicationCommunicator(application, scope(client))  # type: ignore[no-untyped-call]  # asgiref has no types here

    async def opened(self) -> dict[str, Any]:
        await self.line.send_input({"type": "websocket.connect"})  # type: ignore[no-untyped-call]
        return await self.next()

    async def next(self) -> dict[str, Any]:
        message: dict[str, Any] = await self.line.receive_output(timeout=20)  # type: ignore[no-untyped-call]
        return message

    async def ended(self) -> None:
        await self.line.send_input({"type": "websocket.disconnect", "code": 1001})  # type: ignore[no-untyped-call]
        await self.line.wait(timeout=20)  # type: ignore[no-untyped-call]


def alone(work: Callable[[], Any]) -> None:
    """On the test's own thread, where its rows are, as Django's handler would have it."""
    async_to_sync(work)()


def make() -> None:
    Job.objects.create(id="one", name="ragdomains.reindex", queued=timezone.now(), state="running")


@pytest.mark.django_db(transaction=True)
def test_it_tells_what_changes_and_nothing_twice(admin_client: Client) -> None:
    make()

    async def talk() -> None:
        socket = Socket(admin_client)
        assert (await socket.opened())["type"] == "websocket.accept"
        assert '"step": ""' in (await socket.next())["text"]
        await asyncio.sleep(0.05)
        assert socket.line.output_queue.empty()
        await sync_to_async(Job.objects.update)(step="3 of 40")
        assert '"step": "3 of 40"' in (await socket.next())["text"]
        await socket.ended()

    before = live_socket.LiveSocket.count
    alone(talk)
    assert live_socket.LiveSocket.count == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "origin", [None, "", "null", "http://evil.example", "http://testserver.evil.example", "http://testserver:81", "//"]
)
def test_a_page_from_elsewhere_is_refused(origin: str | None, admin_client: Client) -> None:
    assert live_socket.look(scope(admin_client)) is not None
    assert live_socket.look(scope(admin_client, origin)) is None


@pytest.mark.django_db
def test_over_https_only_a_page_that_came_so(admin_client: Client, settings: Any) -> None:
    settings.SECURE_COOKIES, settings.CSRF_TRUSTED_ORIGINS = True, ["https://athena.example"]
    found = [live_socket.look(scope(admin_client, origin)) for origin in (HOME, *settings.CSRF_TRUSTED_ORIGINS)]
    assert [each is None for each in found] == [True, False]


@pytest.mark.django_db
def test_strangers_and_people_without_the_right_are_refused(admin_client: Client) -> None:
    for client in (None, staff("athena_project.view_process")):
        assert live_socket.look(scope(client)) is None
    for path in ("/admin/", "/", "/v1/chat/completions", "/nothing/"):
        assert live_socket.look(scope(admin_client, path=path)) is None


@pytest.mark.django_db(transaction=True)
def test_it_ends_when_its_session_does(admin_client: Client) -> None:
    make()

    async def talk() -> None:
        assert (await Socket(None).opened())["type"] == "websocket.close"
        socket = Socket(admin_client)
        await socket.opened()
        await socket.next()
        await sync_to_async(admin_client.logout)()
        closed = await socket.next()
        assert (closed["type"], closed["code"]) == ("websocket.close", 4403)
        await socket.ended()

    alone(talk)


@pytest.mark.django_db(transaction=True)
def test_one_process_tells_so_many_pages_and_no_more(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_socket, "SOCKETS", 0)

    async def talk() -> None:
        socket = Socket(admin_client)
        assert (await socket.opened())["type"] == "websocket.accept"
        assert (await socket.next())["code"] == live_socket.BUSY

    alone(talk)
