"""The limit of a key per minute."""

from dataclasses import dataclass

import pytest

from inference import throttle
from inference.api.errors import Refused
from inference.models import ApiKey
from inference.throttle import Throttle


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def key(per_minute: int, key_id: str = "kitchen1") -> ApiKey:
    return ApiKey(key_id=key_id, per_minute=per_minute)


@pytest.mark.parametrize("allowed", [1, 2, 3, 7, 60, 1_000])
def test_admits_as_many_as_allowed_and_then_says_how_long_to_wait(allowed: int) -> None:
    clock = Clock()
    limit = Throttle(clock)
    for _ in range(allowed):
        limit.admit(key(allowed))
    with pytest.raises(Refused) as caught:
        limit.admit(key(allowed))
    assert caught.value.status == 429
    assert caught.value.retry_after == pytest.approx(60 / allowed)
    clock.now += 60 / allowed
    limit.admit(key(allowed))


def test_a_refused_request_does_not_lengthen_the_wait() -> None:
    limit = Throttle(Clock())
    limit.admit(key(1))
    waits = []
    for _ in range(5):
        with pytest.raises(Refused) as caught:
            limit.admit(key(1))
        waits.append(caught.value.retry_after)
    assert waits == [pytest.approx(60)] * 5


def test_keys_do_not_pay_for_each_other() -> None:
    limit = Throttle(Clock())
    limit.admit(key(1, "kitchen1"))
    limit.admit(key(1, "kitchen2"))


def test_zero_is_no_limit() -> None:
    limit = Throttle(Clock())
    for _ in range(500):
        limit.admit(key(0))
    assert not limit.paid


def test_a_higher_limit_shortens_the_wait_at_once() -> None:
    limit = Throttle(Clock())
    limit.admit(key(1))
    with pytest.raises(Refused) as caught:
        limit.admit(key(10))
    assert caught.value.retry_after == pytest.approx(6)


def test_remembers_a_bounded_number_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "KEYS", 100)
    clock = Clock()
    limit = Throttle(clock)
    for number in range(350):
        clock.now += 0.01
        limit.admit(key(5, f"key{number}"))
    assert len(limit.paid) <= 100
    assert "key349" in limit.paid
