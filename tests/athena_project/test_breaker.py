"""The breaker opens, waits, probes and closes as its rules say."""

import asyncio
import logging
import threading

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from athena_project.breaker import Breaker, Open


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker("weather", clock)


def break_it(breaker: Breaker, retry_after: float | None = None) -> None:
    for _ in range(3):
        breaker.failed("status 500", retry_after)


def test_starts_closed_and_lets_calls_pass(breaker: Breaker) -> None:
    assert breaker.state == "closed"
    assert breaker.check() is False


def test_opens_on_three_failures_in_a_row(breaker: Breaker) -> None:
    breaker.failed("status 500")
    breaker.failed("status 500")
    assert breaker.state == "closed"
    breaker.failed("status 500")
    assert breaker.state == "open"
    with pytest.raises(Open) as refused:
        breaker.check()
    assert refused.value.retry_in == 5.0
    assert str(refused.value) == "weather is not answering; the next try is in 5 s"


def test_a_success_ends_a_row_of_failures(breaker: Breaker) -> None:
    for good in (False, False, True, False):
        breaker.succeeded(0.1) if good else breaker.failed("status 500")
    assert breaker.state == "closed"


@pytest.mark.parametrize(("calls", "state"), [("FSFS", "closed"), ("FSFSF", "open"), ("SSSFSF", "closed")])
def test_opens_when_half_of_at_least_five_calls_failed(breaker: Breaker, calls: str, state: str) -> None:
    for call in calls:
        breaker.succeeded(0.1) if call == "S" else breaker.failed("status 500")
    assert breaker.state == state


def test_calls_of_more_than_thirty_seconds_ago_do_not_count(breaker: Breaker, clock: Clock) -> None:
    for call in "FSFSF":
        breaker.succeeded(0.1) if call == "S" else breaker.failed("status 500")
        clock.now += 10
    assert breaker.state == "closed"


def test_one_caller_at_a_time_probes_after_the_pause(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.now += 5
    assert breaker.state == "half-open"
    assert breaker.check() is True
    with pytest.raises(Open):
        breaker.check()
    breaker.abandoned()
    assert breaker.check() is True


def test_a_probe_that_never_reports_does_not_block_for_ever(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.now += 5
    breaker.check()
    clock.now += 60
    assert breaker.check() is True


def test_closes_when_the_probe_succeeds_and_starts_from_nothing(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.now += 5
    breaker.check()
    breaker.succeeded(0.2)
    assert breaker.state == "closed"
    breaker.failed("status 500")
    breaker.failed("status 500")
    assert breaker.state == "closed"


def test_the_pause_doubles_up_to_five_minutes_and_is_short_again_after_recovery(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    pauses = []
    for _ in range(9):
        with pytest.raises(Open) as refused:
            breaker.check()
        pauses.append(refused.value.retry_in)
        clock.now += refused.value.retry_in
        breaker.check()
        breaker.failed("status 500")
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    clock.now += 300
    breaker.succeeded(0.1)
    break_it(breaker)
    with pytest.raises(Open, match="in 5 s"):
        breaker.check()


@pytest.mark.parametrize(("asked", "kept"), [(2.0, 5.0), (90.0, 90.0), (1e9, 86_400.0), (float("inf"), 86_400.0)])
def test_retry_after_is_obeyed_from_the_first_failure(breaker: Breaker, asked: float, kept: float) -> None:
    breaker.failed("status 429", retry_after=asked)
    with pytest.raises(Open) as refused:
        breaker.check()
    assert refused.value.retry_in == kept


@pytest.mark.parametrize("asked", [None, 0.0, -5.0, float("nan")])
def test_a_retry_after_without_sense_is_none(breaker: Breaker, asked: float | None) -> None:
    breaker.failed("status 429", retry_after=asked)
    assert breaker.state == "closed"


def test_failures_of_calls_begun_before_the_outage_do_not_lengthen_it(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    for _ in range(40):
        breaker.failed("timeout")
    clock.now += 5
    assert breaker.state == "half-open"


def test_a_late_success_does_not_end_the_pause(breaker: Breaker) -> None:
    break_it(breaker)
    breaker.succeeded(0.1)
    assert breaker.state == "open"
    assert breaker.last_success is not None


def test_an_outage_and_its_end_are_one_log_line_each(
    breaker: Breaker, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "athena_project.breaker")
    break_it(breaker)
    for pause in (5, 10, 20):
        clock.now += pause
        breaker.check()
        breaker.failed("timeout")
    clock.now += 40
    breaker.succeeded(0.1)
    assert [record.getMessage() for record in caplog.records] == [
        "weather is down: status 500. Next try in 5 s.",
        "weather is up again after 75 s.",
    ]


def test_tells_health_what_happened(breaker: Breaker) -> None:
    up_since = breaker.since
    breaker.succeeded(1.0)
    breaker.succeeded(2.0)
    break_it(breaker)
    assert breaker.latency == pytest.approx(1.2)
    assert breaker.last_error == "status 500"
    assert breaker.last_success is not None
    assert breaker.last_failure is not None
    assert up_since <= breaker.last_success <= breaker.last_failure <= breaker.since


class Busy(Exception):
    retry_after = 30.0


def test_an_attempt_reports_by_how_it_ends(breaker: Breaker, clock: Clock) -> None:
    with breaker.attempt():
        clock.now += 0.5
    assert breaker.latency == 0.5
    with pytest.raises(Busy), breaker.attempt():
        raise Busy
    assert breaker.last_error == "Busy"
    with pytest.raises(Open) as refused, breaker.attempt():
        pytest.fail("an open breaker lets nobody in")
    assert refused.value.retry_in == 30.0


def test_an_error_that_is_no_outage_counts_as_success(breaker: Breaker) -> None:
    for _ in range(5):
        with pytest.raises(LookupError), breaker.attempt(lambda error: not isinstance(error, LookupError)):
            raise LookupError
    assert breaker.state == "closed"
    assert breaker.last_success is not None


def test_a_cancelled_probe_makes_way_for_the_next(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.now += 5
    with pytest.raises(asyncio.CancelledError), breaker.attempt():
        raise asyncio.CancelledError
    assert breaker.check() is True


def test_only_the_probe_gives_its_place_away(breaker: Breaker, clock: Clock) -> None:
    with pytest.raises(asyncio.CancelledError), breaker.attempt():
        break_it(breaker)
        clock.now += 5
        breaker.check()
        raise asyncio.CancelledError
    with pytest.raises(Open):
        breaker.check()


def test_one_of_many_threads_probes(breaker: Breaker, clock: Clock) -> None:
    break_it(breaker)
    clock.now += 5
    passed: list[bool] = []
    start = threading.Barrier(16)

    def ask() -> None:
        start.wait()
        try:
            passed.append(breaker.check())
        except Open:
            passed.append(False)

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert passed.count(True) == 1


class BreakerMachine(RuleBasedStateMachine):
    """Compares the breaker with its rules written out naively over the whole history."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.breaker = Breaker("weather", self.clock)
        self.since_closed: list[tuple[float, bool]] = []
        self.pause = 0.0
        self.until: float | None = None
        self.probe: float | None = None

    def expected(self) -> str:
        if self.until is None:
            return "closed"
        return "open" if self.clock.now < self.until else "half-open"

    def should_open(self) -> bool:
        recent = [good for moment, good in self.since_closed if moment > self.clock.now - 30]
        row = [good for _moment, good in self.since_closed[-3:]]
        return row == [False] * 3 or (len(recent) >= 5 and recent.count(False) * 2 >= len(recent))

    @rule(seconds=st.sampled_from([0.5, 1.0, 2.5, 5.0, 10.0, 29.5, 30.0, 60.0, 300.0]))
    def time_passes(self, seconds: float) -> None:
        self.clock.now += seconds

    @rule(retry_after=st.sampled_from([None, None, None, 0.0, 3.0, 45.0, 1000.0]))
    def a_call_fails(self, retry_after: float | None) -> None:
        state, wait = self.expected(), retry_after or 0.0
        self.breaker.failed("status 500", retry_after)
        if state == "open":
            assert self.until is not None
            self.until = max(self.until, self.clock.now + wait)
            return
        if state == "closed":
            self.since_closed.append((self.clock.now, False))
            if not wait and not self.should_open():
                return
            self.pause = 5.0
        else:
            self.pause = min(self.pause * 2, 300.0)
        self.until, self.probe = self.clock.now + max(self.pause, wait), None

    @rule()
    def a_call_succeeds(self) -> None:
        state = self.expected()
        self.breaker.succeeded(0.1)
        if state == "half-open":
            self.until, self.probe, self.since_closed = None, None, []
        elif state == "closed":
            self.since_closed.append((self.clock.now, True))

    @rule()
    def somebody_asks(self) -> None:
        probing = self.probe is not None and self.clock.now < self.probe + 60
        try:
            is_probe = self.breaker.check()
        except Open as refused:
            assert refused.retry_in > 0
            assert self.expected() == "open" or (self.expected() == "half-open" and probing)
        else:
            assert is_probe == (self.expected() == "half-open")
            assert not (is_probe and probing)
            self.probe = self.clock.now if is_probe else self.probe

    @precondition(lambda self: self.probe is not None)
    @rule()
    def the_probe_gives_up(self) -> None:
        self.breaker.abandoned()
        self.probe = None

    @precondition(lambda self: self.expected() == "open")
    @rule()
    def whoever_waits_as_told_may_ask(self) -> None:
        with pytest.raises(Open) as refused:
            self.breaker.check()
        self.clock.now += refused.value.retry_in
        assert self.breaker.state == "half-open"

    @invariant()
    def agrees_with_the_rules(self) -> None:
        assert self.breaker.state == self.expected()


TestBreakerMachine = BreakerMachine.TestCase
TestBreakerMachine.settings = settings(max_examples=150, stateful_step_count=40, database=None)
