"""One running assistant for the tests of this folder, which only ask it or edit rows of their own; others start theirs.

The folder stays in one process (tests/conftest.py), so that it starts once in a run, and ends with the last of them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openai import OpenAI

from tests.acceptance.served import Served
from tests.browser import chromium
from tests.installation import first_start
from tests.stand_ins import OpenMeteo


@pytest.fixture(scope="package")
def open_meteo() -> Iterator[OpenMeteo]:
    with OpenMeteo() as server:
        yield server


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory, open_meteo: OpenMeteo) -> Iterator[Served]:
    """An assistant whose weather comes from the stand-in."""
    server = first_start().copy(tmp_path_factory.mktemp("served")).start()
    try:
        use_stand_in(server, open_meteo)
        yield server
    finally:
        code = server.stop()
    assert code == 0, "\n".join(server.lines)


@pytest.fixture(scope="package")
def client(served: Served) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{served.url}/v1", api_key=first_start().key, max_retries=0, timeout=30) as found:
        yield found


@pytest.fixture(scope="package")
def session(served: Served) -> Any:
    """The cookies of the first administrator, who came by the link that the start printed; it works once."""
    link = served.wait_for(r"First administrator .*?(http\S+)")
    with chromium.lent() as page:
        page.goto(link)
        page.fill("#id_username", "ann")
        page.fill("#id_password1", "quite-A-long-one-4711")
        page.fill("#id_password2", "quite-A-long-one-4711")
        page.click("input[type=submit]")
        page.wait_for_url(f"{served.url}/admin/")
        return page.context.cookies()


def use_stand_in(server: Served, open_meteo: OpenMeteo) -> None:
    """Points the weather domain at the stand-in and lets it be reached, as an owner would for a mirror of his own."""
    file = Path(server.data) / "stand-in.yaml"
    row = {"name": "weather", "title": "the weather", "kind": "open_meteo", "options": open_meteo.options}
    file.write_text(yaml.safe_dump({"ragdomains.domain": [row]}), encoding="utf-8")
    server.operate("import_config", str(file))
    server.operate("allow_egress", "127.0.0.1")
