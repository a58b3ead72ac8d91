"""Without the Qdrant server that was named, everything but the documents goes on."""

from pathlib import Path

import pytest

from ragdomains.index import LOADING
from tests.acceptance.asking import answer, page
from tests.acceptance.served import Served
from tests.installation import first_start

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]


def test_an_index_that_is_away_takes_only_the_documents_with_it(tmp_path: Path) -> None:
    server = first_start().copy(tmp_path, QDRANT_URL="http://127.0.0.1:1").start()
    key = first_start().key
    try:
        assert once_looked(server, key) == "The index of your documents cannot be reached."
        assert "144" in answer(server, key, "What is 12 times 12?")
        assert page(server, "/readyz") == (503, "not ready: index")
        assert page(server, "/livez")[0] == 200
    finally:
        code = server.stop()
    assert code == 0


def once_looked(server: Served, key: str) -> str:
    """What a question to the documents is told once the start has tried to load them; a busy machine takes a while."""
    for _ in range(20):
        told = answer(server, key, "What is the wifi password for guests?")
        if told != LOADING:
            return told
    return told
