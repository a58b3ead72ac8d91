"""Every kind that asks a service: whatever it answers, the error is typed and the cache keeps what it has."""

from collections.abc import Iterator

import pytest

from ragdomains.lookup import Lookups, PluginMishap
from ragdomains.providers import providers
from ragdomains.types import Evidence, ProviderError
from tests.answering import Answering
from tests.ragdomains.contract import contract, domain, lookups, spoiled

KINDS = [kind for kind, _ in providers.choices() if providers[kind].extra.get("network")]
TYPED = {
    "bad_json": {"broken"},
    "html": {"broken"},
    "empty": {"broken"},
    "null": {"broken"},
    "text": {"broken"},
    "limited": {"limited"},
    "refused": {"refused"},
    "error": {"unreachable"},
    "drip": {"timeout", "broken"},
    "giant": {"broken"},
}


class Clock:
    """Seconds that a test moves on."""

    seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(kind: str) -> Iterator[Answering]:
    with Answering(contract(kind).answers) as running:
        yield running


async def asked(known: Lookups, kind: str, server: Answering, timeout: float = 2) -> Evidence:
    case = contract(kind)
    row = domain(kind, server, case.options, timeout=timeout)
    return await known.look_up(row, case.lookup, case.secret)


async def test_a_question_is_answered_and_its_evidence_says_where_from(kind: str, server: Answering) -> None:
    known = lookups()
    evidence = await asked(known, kind, server)
    await known.http.close()
    assert evidence.facts or evidence.passages
    assert evidence.source and evidence.as_of and evidence.as_of.tzinfo
    assert all(fact.source for fact in evidence.facts)
    assert evidence.answer in providers[kind].extra["templates"]  # type: ignore[operator]  # a mapping


@pytest.mark.parametrize("mode", TYPED)
async def test_what_goes_wrong_is_a_typed_error_and_leaves_the_cache_alone(
    kind: str, server: Answering, mode: str
) -> None:
    clock = Clock()
    known = lookups(clock)
    before = await asked(known, kind, server)
    clock.seconds += 61
    server.mode = mode
    stale = await asked(known, kind, server)
    assert (stale.cached, stale.facts, stale.passages) == ("stale", before.facts, before.passages)
    fresh = lookups(clock)
    with pytest.raises(ProviderError) as caught:
        await asked(fresh, kind, server, timeout=0.5 if mode == "drip" else 10)
    assert not isinstance(caught.value, PluginMishap)
    assert caught.value.kind in TYPED[mode]
    assert mode != "limited" or caught.value.retry_after == 7
    assert (await asked(known, kind, server)).facts == before.facts
    for each in (known, fresh):
        await each.http.close()


async def test_a_value_of_a_wrong_type_is_a_missing_fact_or_a_typed_error(kind: str, server: Answering) -> None:
    known = lookups()
    for path in contract(kind).answers:
        for number, body in enumerate(spoiled(server.body(path))):
            server.replaced = {path: body}
            row = domain(kind, server, contract(kind).options, pk=1000 + number, name=f"{kind}{number}")
            try:
                evidence = await known.look_up(row, contract(kind).lookup, contract(kind).secret)
                assert isinstance(evidence, Evidence)
            except PluginMishap as error:
                pytest.fail(f"{path}: {body[:2000]!r} broke the provider: {error.__cause__!r}")
            except ProviderError:
                pass
        server.replaced = {}
    await known.http.close()
