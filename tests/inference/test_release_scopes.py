"""A rule that looks only at what is not there is told of, for it would be silent without a word."""

from typing import Any

import pytest

from inference.release_checks import scopes

THERE: dict[str, dict[str, dict[str, Any]]] = {
    "intents.intent": {"1": {"name": "weather_now"}},
    "ragdomains.domain": {"1": {"name": "weather"}},
    "inference.assistant": {"1": {"name": "athena"}},
}
OPEN: dict[str, list[str]] = {"modes": [], "intents": [], "domains": [], "assistants": [], "languages": []}


def told(**scope: list[str]) -> list[str]:
    row = {"name": "mine", **OPEN, **scope}
    return [finding.text for finding in scopes({**THERE, "validation.rule": {"7": row}})]


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ({"modes": ["llm", "lmm"]}, "modes lmm"),
        ({"intents": ["weather_now", "gone"]}, "intents gone"),
        ({"domains": ["gone"]}, "domains gone"),
        ({"assistants": ["butler", "maid"]}, "assistants butler, maid"),
        ({"languages": ["fr"], "domains": ["gone"]}, "domains gone; languages fr"),
    ],
)
def test_a_name_that_nothing_has_is_told_with_its_field(scope: dict[str, list[str]], said: str) -> None:
    (text,) = told(**scope)
    assert text.startswith("The rule mine looks only at ") and text.endswith(f": {said}.")


def test_a_scope_that_is_open_or_known_is_fine() -> None:
    known = {"intents": ["weather_now"], "domains": ["weather"], "assistants": ["athena"], "languages": ["de"]}
    assert told() == told(**known, modes=["facts", "llm", "decline"]) == []
