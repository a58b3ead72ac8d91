"""Starts the assistant: gateway and admin, and in the embedded profile worker and beat, in one process."""

import asyncio
import logging
import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from athena_project import bootstrap, keeping_up
from athena_project.checks import refuse_to_start
from athena_project.memory import few_arenas
from athena_project.old_http import HttpProtocol
from athena_project.secrets import KeyRingError

DRAIN = 30  # seconds that open streams get to finish


class Command(BaseCommand):
    help = "Starts the assistant."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST, help="Address to listen on (HOST, default 127.0.0.1).")
        parser.add_argument("--port", type=int, default=settings.PORT, help="Port (PORT, default 8000); 0: a free one.")

    def handle(self, *_args: Any, **options: Any) -> None:
        settings.HOST = options["host"]  # what is open or refused depends on it
        refuse_to_start()
        few_arenas()
        try:
            first = bootstrap.prepare()
        except KeyRingError as error:
            raise CommandError(str(error)) from error
        # the runtime is of an upper layer: the foundation names it only as a string
        if first:
            self.stdout.write("First start: reading the handbook that ships ...")
            import_string(settings.FIRST_START)()
        if news := keeping_up.follow():
            self.stdout.write(news)
        server = Announcing(self.config(options), self, first)
        ignore_the_second_signal()
        with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
            runner.run(server.serve())
        ignore_further_signals()
        if server.failed:
            raise CommandError("The server did not start; the reason stands above.")

    def config(self, options: dict[str, Any]) -> uvicorn.Config:
        return uvicorn.Config(
            "athena_project.asgi:application",
            host=options["host"],
            port=options["port"],
            http=HttpProtocol,
            loop="uvloop",
            ws="websockets-sansio",
            lifespan="on",
            timeout_graceful_shutdown=DRAIN,
            timeout_keep_alive=75,
            log_config=None,
            access_log=False,
            server_header=False,
        )

    def announce(self, url: str, first: bool) -> None:
        """The address of the admin, the way to the first administrator, a key shown once, a curl to paste."""
        for line in import_string(settings.WELCOME)(url, first):
            self.stdout.write(line)
        self.stdout.flush()


class Announcing(uvicorn.Server):
    """uvicorn, which says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, command: Command, first: bool) -> None:
        super().__init__(config)
        self.command = command
        self.first = first
        self.failed = False

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if not self.started:
            self.failed = True
            return
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 compared, not bound
        await asyncio.to_thread(self.command.announce, f"http://{shown}:{port}", self.first)


def ignore_the_second_signal() -> None:
    """uvicorn raises the signal again once it has drained; without our handler that would end us with an error."""

    def note(number: int, _frame: FrameType | None) -> None:
        logging.getLogger(__name__).info("ended by %s", signal.Signals(number).name)
        sys.stdout.flush()

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)


def ignore_further_signals() -> None:
    """The interpreter, as it ends, puts the default in place of our handler: a signal then would kill what is done."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
