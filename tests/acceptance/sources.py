"""Domains of every kind whose services are stand-ins, with their fixtures as if they had just been written."""

import importlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from tests.acceptance.served import Served
from tests.answering import Answering
from tests.installation import first_start
from tests.ragdomains import test_aviation_weather, test_http_json, test_thesportsdb
from tests.ragdomains.contract import NOW, contract, domain
from tests.stand_ins import OpenMeteo

BOSTON: dict[str, Any] = {"name": "Boston", "latitude": 42.36, "longitude": -71.06, "time_zone": "America/New_York"}
ANSWERS: Mapping[str, Mapping[str, str | bytes]] = {
    "aviation_weather": test_aviation_weather.BOTH,
    "thesportsdb": test_thesportsdb.CELTICS,
    "openligadb": {"/getmatchdata/bl1": "openligadb/bl1.json", "/getbltable/bl1": "openligadb/bl1_table.json"},
}
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "events": {"calendars": ["Town {url}/town"]},
    "trains": test_http_json.OPTIONS,
}
MARKETS = ("stooq", "alphavantage", "ecb_rates")  # their days are days of trade, which other days need not be
FLYING = ("aeroapi",)  # which flight of a number is meant hangs on the hour
# what is today there is tomorrow here: at some time of a day its events are over
PLANNED = ("icalendar", "ticketmaster")
EPOCH = re.compile(rb"\b179\d{7}\b")
DAY = re.compile(rb"\b2026(-?)(1[0-2])\1(\d\d)(?!\d)")
MOMENT = re.compile(rb"2026-1[0-2]-\d\dT\d\d:\d\d:\d\dZ")
PUBLISHED = re.compile(rb"<pubDate>[^<]*")


@contextmanager
def assistant(
    folder: Path, kinds: Sequence[tuple[str, str]], rows: Mapping[str, Any] | None = None
) -> Iterator[Served]:
    """A running assistant in Boston that has these domains, each with its kind, and these rows beside them."""
    served = first_start().copy(folder)
    with ExitStack() as stack:
        domains = [row(name, kind, stack) for name, kind in kinds]
        for each in domains:
            if secret := each.pop("secret"):
                served.operate("shell", "-c", sealed(each["name"], secret))
                each["credential"] = each["name"]
        home = {"ragdomains.place": [BOSTON], "inference.assistant": [{"name": "athena", "place": "Boston"}]}
        file = served.data / "sources.yaml"
        file.write_text(yaml.safe_dump({"ragdomains.domain": domains, **home, **(rows or {})}), encoding="utf-8")
        served.operate("import_config", str(file))
        served.operate("allow_egress", "127.0.0.1")
        yield served.start()
        assert served.stop() == 0, "\n".join(served.lines)


def row(name: str, kind: str, stack: ExitStack) -> dict[str, Any]:
    """A domain that asks a stand-in of its own, and the key that it needs."""
    fields: dict[str, Any] = {"name": name, "title": f"the {name}", "kind": kind, "timeout": 6, "secret": ""}
    if kind == "open_meteo":
        return {**fields, "options": stack.enter_context(OpenMeteo()).options}
    module = importlib.import_module(f"tests.ragdomains.test_{kind}")
    case = contract(kind)
    answers = ANSWERS[kind] if kind in ANSWERS else getattr(module, "ANSWERS", case.answers)
    server = stack.enter_context(Answering(answers))
    today = datetime.now(ZoneInfo(BOSTON["time_zone"])).date()
    ahead = timedelta() if kind in MARKETS else today - getattr(module, "NOW", NOW).date()
    ahead += timedelta(days=kind in PLANNED)
    moved = partial(as_of_now, since=datetime.now(UTC) - NOW) if kind in FLYING else partial(as_of_today, ahead=ahead)
    server.replaced = {path: moved(server.body(path)) for path in server.answers}
    options = domain(kind, server, OPTIONS.get(name, case.options)).options
    return {**fields, "options": options, "secret": case.secret}


def as_of_today(body: bytes, ahead: timedelta) -> bytes:
    """The body with its days of the last months of 2026, however they are written, so many days later."""

    def day(found: re.Match[bytes]) -> bytes:
        year, gap = b"2026", found[1]
        moved = datetime.strptime((year + found[2] + found[3]).decode(), "%Y%m%d").replace(tzinfo=UTC) + ahead
        return moved.strftime(f"%Y{gap.decode()}%m{gap.decode()}%d").encode()

    moved = EPOCH.sub(lambda found: b"%d" % (int(found[0]) + ahead.total_seconds()), DAY.sub(day, body))
    return PUBLISHED.sub(b"<pubDate>" + formatdate().encode(), moved)


def as_of_now(body: bytes, since: timedelta) -> bytes:
    """The body with its moments so much later."""

    def moment(found: re.Match[bytes]) -> bytes:
        return f"{datetime.fromisoformat(found[0].decode()) + since:%Y-%m-%dT%H:%M:%SZ}".encode()

    return MOMENT.sub(moment, body)


def sealed(name: str, secret: str) -> str:
    """Statements that keep a key."""
    return (
        "from athena_project.models import Credential\n"
        f"row = Credential.objects.create(name={name!r}); row.seal({secret!r}); row.save()"
    )
