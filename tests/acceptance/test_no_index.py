"""Without the Qdrant server that was named, everything but the documents goes on."""

from pathlib import Path

import pytest

from tests.acceptance.asking import answer, page
from tests.installation import first_start

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]


def test_an_index_that_is_away_takes_only_the_documents_with_it(tmp_path: Path) -> None:
    server = first_start().copy(tmp_path, QDRANT_URL="http://127.0.0.1:1").start()
    key = first_start().key
    try:
        assert answer(server, key, "What is the wifi password for guests?") == (
            "The index of your documents cannot be reached."
        )
        assert "144" in answer(server, key, "What is 12 times 12?")
        assert page(server, "/readyz") == (503, "not ready: index")
        assert page(server, "/livez")[0] == 200
    finally:
        code = server.stop()
    assert code == 0
