"""Test cases: what a row names must be understood of its question."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inference.runtime import Runtime
from inference.snapshot import Snapshot
from inference.trials import Trial, try_case
from intents.models import TestCase
from tests.installation import install

pytestmark = pytest.mark.django_db

Try = Callable[..., Any]


async def tried(snapshot: Snapshot, **fields: Any) -> Trial:
    return await try_case(TestCase(**fields), Runtime("test"), snapshot)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({"intents": ["weather_forecast"]}, True),
        ({"intents": ["time_now"]}, False),
        ({"intents": ["weather_forecast", "time_now"]}, False),
        ({}, False),
        ({"slots": {"place": "Paris", "days": "tomorrow"}}, True),
        ({"slots": {"place": "Rome"}}, False),
        ({"domain": "weather"}, True),
        ({"domain": "clock"}, False),
        ({"forbidden": ["time_now"]}, True),
        ({"forbidden": ["weather_forecast"]}, False),
        ({"intents": ["weather_forecast"], "forbidden": ["weather_forecast"]}, False),
    ],
)
async def test_a_case_holds_when_all_that_it_names_is_found(
    shipped: Snapshot, fields: dict[str, Any], holds: bool
) -> None:
    trial = await tried(shipped, question="what is the weather in Paris tomorrow", **fields)
    assert trial.passed is holds


async def test_a_case_is_asked_after_its_context(shipped: Snapshot) -> None:
    case = {"question": "and tomorrow?", "intents": ["weather_forecast"], "slots": {"place": "Paris"}}
    assert not (await tried(shipped, **case)).passed
    assert (await tried(shipped, **case, context=["what time is it", "what is the weather in Paris"])).passed


async def test_what_fits_no_intent_may_be_written_as_none_or_as_the_fallback(shipped: Snapshot) -> None:
    assert shipped.fallback is not None
    for name in ("none", shipped.fallback.name):
        assert (await tried(shipped, question="qwerty uiop asdf", intents=[name])).passed
        assert not (await tried(shipped, question="qwerty uiop asdf", forbidden=[name])).passed


async def test_the_trial_says_what_was_found_instead(shipped: Snapshot) -> None:
    trial = await tried(
        shipped,
        question="what is the weather in Paris tomorrow",
        intents=["time_now"],
        slots={"place": "Rome"},
        domain="clock",
        forbidden=["weather_forecast"],
    )
    for words in (
        "weather_forecast",
        "expected ['time_now']",
        "{'place': 'Paris'}",
        "domains ['weather']",
        "forbidden",
    ):
        assert words in trial.found


@pytest.mark.django_db(transaction=True)
def test_the_command_fails_for_a_domain_or_a_forbidden_intent(capsys: pytest.CaptureFixture[str]) -> None:
    install(examples=False)
    TestCase.objects.all().delete()
    TestCase.objects.create(question="what is the weather in Rome", domain="clock")
    TestCase.objects.create(question="what is the weather in Oslo", forbidden=["weather_now"])
    TestCase.objects.create(question="and in Bergen?", context=["what is the weather in Oslo"], domain="weather")
    with pytest.raises(CommandError):
        call_command("test_config")
    said = capsys.readouterr().out
    assert "case: what is the weather in Rome" in said and "case: what is the weather in Oslo" in said
    assert "Bergen" not in said and "2 failed" in said
