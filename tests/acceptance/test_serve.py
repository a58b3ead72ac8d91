"""A start that must not be."""

from pathlib import Path

import pytest

from tests.installation import first_start

pytestmark = [pytest.mark.acceptance, pytest.mark.embedded]


def test_a_missing_key_ring_refuses_to_start(tmp_path: Path) -> None:
    broken = first_start().copy(tmp_path)
    (tmp_path / "keyring.json").unlink()
    with pytest.raises(AssertionError, match="written with a key ring"):
        broken.start()
    assert not (tmp_path / "keyring.json").exists()
