"""A client's key stands nowhere but in its own hands: not in what is printed, not in the database or another file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.asking import connected, logged, until
from tests.acceptance.served import Served
from tests.installation import first_start

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]

WRONG = "ath_nobody00_ThisIsTheWrongKeyOfAClientThatWasRevokedLongAgo"
BODIES = (
    json.dumps({"messages": [{"role": "user", "content": "What is 12 times 12?"}]}),
    "no JSON",
    json.dumps({"messages": [{"role": "user", "content": "no"}], "model": "nobody"}),
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Served]:
    server = first_start().copy(tmp_path).start()
    yield server
    server.stop()


def asked(server: Served, path: str, headers: dict[str, str], body: str) -> int:
    connection = connected(server)
    connection.request("POST", path, body, {"Content-Type": "application/json", "Connection": "close", **headers})
    with connection.getresponse() as response:
        response.read()
    return response.status


def test_no_key_is_printed_or_kept_wherever_a_client_sends_it(house: Served, tmp_path: Path) -> None:
    right = first_start().key
    statuses = set()
    for key in (right, WRONG):
        for body in BODIES:
            statuses.add(asked(house, "/v1/chat/completions", {"api-key": key}, body))
            statuses.add(asked(house, "/v1/chat/completions", {"Authorization": f"Bearer {key}"}, body))
            statuses.add(asked(house, f"/k/{key}/v1/chat/completions", {}, body))
    until(lambda: len(logged(house, "What is 12 times 12")) == 3, 20)
    house.stop()
    assert statuses == {200, 400, 401, 404}
    secrets = [key.rpartition("_")[2] for key in (right, WRONG)]
    kept = {str(file): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    kept["what is printed"] = "\n".join(house.lines).encode()
    assert any(b"What is 12 times 12" in content for content in kept.values())
    assert not [name for name, content in kept.items() for secret in secrets if secret.encode() in content]
