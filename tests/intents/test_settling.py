"""A question about a device and the order that hangs on its answer."""

import pytest

from intents.settling import settled


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("is the side door locked if not lock it", "en", ("is the side door locked", "lock it")),
        ("is the gate open? If so, shut it", "en", ("is the gate open", "shut it")),
        ("is the fan on and if it is please turn it off", "en", ("is the fan on", "turn it off")),
        ("are the lamps off, and if they aren't turn them off", "en", ("are the lamps off", "turn them off")),
        ("is the fan on, if not turn on the fan", "en", ("is the fan on", "turn on the fan")),
        ("are the blinds down and if they aren't close them", "en", ("are the blinds down", "close them")),
        ("sind die Rollos unten und wenn nicht mach sie zu", "de", ("sind die Rollos unten", "mach sie zu")),
        ("ist das Garagentor offen? Wenn ja, dann mach es zu", "de", ("ist das Garagentor offen", "mach es zu")),
        ("ist die Lampe an und wenn nicht mach sie an", "de", ("ist die Lampe an", "mach sie an")),
    ],
)
def test_an_order_that_brings_about_what_was_asked_needs_no_condition(
    text: str, language: str, parts: tuple[str, ...]
) -> None:
    assert settled(text, language) == parts


@pytest.mark.parametrize(
    "text",
    [
        "is the side door locked if not turn on the porch light",
        "is the side door locked if so lock it",
        "is the heating on if not turn on the lamp",
        "is the fan on, if so turn on the fan",
        "is it raining if not open the window",
        "is the left garage door closed and if so open the right garage door",
        "lock the door if not done",
        "is the door locked",
    ],
)
def test_any_other_order_keeps_its_condition(text: str) -> None:
    assert settled(text, "en") == ()


def test_only_what_is_said_in_one_breath_is_looked_at() -> None:
    assert settled(f"is the door locked{'?' * 500} if not lock it", "en") == ()
