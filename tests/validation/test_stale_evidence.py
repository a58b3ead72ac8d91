"""What is no longer fresh by its domain's row is said with its age."""

from datetime import UTC, datetime

import pytest

from ragdomains.types import Evidence, Fact
from tests.validation.drafts import ask, draft

AT = datetime(2020, 11, 22, 14, 5, tzinfo=UTC)
FACTS = (Fact("temperature", 12.4, "degC", "Oslo"),)


def kept(how: str) -> Evidence:
    return Evidence(FACTS, as_of=AT, source="Open-Meteo", cached=how)


async def test_a_stale_value_gets_its_age() -> None:
    (found,) = await ask("stale_evidence", draft("It is 12 degrees.", kept("stale")))
    assert found.fixed.startswith("It is 12 degrees. That is as of ") and "14:05" in found.fixed
    (found,) = await ask("stale_evidence", draft("Es sind 12 Grad.", kept("stale"), language="de"))
    assert found.fixed.startswith("Es sind 12 Grad. Das ist ")


@pytest.mark.parametrize(
    "sentence", ["It was 12 degrees as of 14:05.", "12 degrees, an hour ago.", "It is mild.", "Hello!"]
)
async def test_a_sentence_that_tells_it_or_claims_nothing_passes(sentence: str) -> None:
    assert await ask("stale_evidence", draft(sentence, kept("stale"))) == []


async def test_what_is_fresh_is_asked_only_if_wanted() -> None:
    fresh = draft("It is 12 degrees.", kept("fresh"))
    assert await ask("stale_evidence", fresh) == []
    assert await ask("stale_evidence", fresh, fresh=True)
    assert await ask("stale_evidence", draft("It is 12 degrees.", kept("live")), fresh=True) == []
