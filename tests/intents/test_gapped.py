"""What is asked of two devices is two questions, also where the verb is said once only."""

import pytest

from intents.gapped import gapped


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("is the gate shut and the front door locked", "en", ("is the gate shut", "is the front door locked")),
        ("is the porch light on and the heating off?", "en", ("is the porch light on", "is the heating off?")),
        (
            "did i leave the garage open and the lamp on",
            "en",
            ("did i leave the garage open", "did i leave the lamp on"),
        ),
        ("sind die Fenster zu und die Lichter aus", "de", ("sind die Fenster zu", "sind die Lichter aus")),
        ("ist das Kellerlicht an und auch die Heizung an", "de", ("ist das Kellerlicht an", "ist die Heizung an")),
    ],
)
def test_the_second_device_is_asked_about_too(text: str, language: str, parts: tuple[str, ...]) -> None:
    assert gapped(text, language) == parts


@pytest.mark.parametrize(
    "text",
    [
        "is the light on or off",
        "are the kitchen and hall lights on",
        "is the gate shut and lock the door",
        "if the door is open and the light on turn it off",
        "turn the heating off and the lights on",
        "is the door locked and the baby asleep",
        f"is the gate shut {'very ' * 40} and the door locked",
        "",
    ],
)
def test_any_other_sentence_is_left_alone(text: str) -> None:
    assert gapped(text, "en") == ()
