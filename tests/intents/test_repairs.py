"""What is corrected in the same breath is understood as it was meant in the end."""

import pytest

from intents.repairs import parts


def whole(text: str) -> tuple[str, ...]:
    return (text.strip(),) if text.strip() else ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("turn on the den no wait the attic light", "turn on the attic light"),
        ("turn the den light on no the attic", "turn the attic light on"),
        ("turn on the light in the den no wait the attic", "turn on the light in the attic"),
        ("weather in lagos no i mean cairo", "weather in cairo"),
        ("set a timer for ten minutes no make that fourteen minutes", "set a timer for fourteen minutes"),
        ("set the heating to nineteen no twenty one", "set the heating to twenty one"),
        ("wake me at quarter to five, no, make it six", "wake me at six"),
        ("is it dry on monday sorry no tuesday", "is it dry on tuesday"),
        ("phone eva no wait tom", "phone tom"),
        ("is it warm in lagos er sorry cairo", "is it warm in cairo"),
        ("remind me on monday no friday to water the fern", "remind me on friday to water the fern"),
        ("turn on no turn off the fan", "turn off the fan"),
        ("who won the darts no wait the chess", "who won the chess"),
    ],
)
def test_what_is_right_takes_the_place_of_what_was_wrong(said: str, meant: str) -> None:
    assert parts(said, whole) == (meant,)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mach das licht im keller ähm nein in der küche an", "mach das licht in der küche an"),
        ("stell einen timer auf zehn nein zwölf minuten", "stell einen timer auf zwölf minuten"),
        ("wetter am montag ach nein dienstag", "wetter am dienstag"),
        ("mach das licht an nein warte", "vergiss es"),
    ],
)
def test_german_articles_go_with_their_room(said: str, meant: str) -> None:
    assert parts(said, whole, "de") == (meant,)


@pytest.mark.parametrize("end", ["no wait", "never mind", "no forget it", "actually never mind"])
def test_an_order_that_is_called_off_is_not_done(end: str) -> None:
    assert parts(f"open the garage {end}", whole) == ("never mind",)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("so um turn the uh fan off", "so turn the fan off"),
        ("can you like dim the erm lamp", "can you dim the lamp"),
        ("actually no turn it off", "turn it off"),
        ("um", "um"),
    ],
)
def test_sounds_between_the_words_say_nothing(said: str, meant: str) -> None:
    assert parts(said, whole) == (meant,)


def test_german_um_is_a_word() -> None:
    assert parts("weck mich äh um sechs", whole, "de") == ("weck mich um sechs",)


def test_what_leans_on_what_was_said_stands_beside_it() -> None:
    assert parts("play some blues no wait turn it up", whole) == ("play some blues", "turn it up")


@pytest.mark.parametrize(
    "text",
    [
        "how do you say no in welsh",
        "is there no bread in the bin",
        "is that a yes sorry for asking",
        "how are you\nwhat's the time",
        "do you know what i mean",
        "the one i mean is in the attic",
        "tell eva no wait for me there",
        "can i answer yes or no in the survey",
        "how do i make her forget it",
        f"{'a word ' * 70}no wait the attic",
        "",
    ],
)
def test_what_corrects_nothing_stays_whole(text: str) -> None:
    assert parts(text, whole) == whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "wie kann ich mein Hemd bügeln",
        "wo hab ich mein Handy gelassen",
        "wo finde ich meine Jacke",
        "wann soll ich meine Pflanzen gießen",
        "sag Bescheid wenn ich mein Auto waschen soll",
    ],
)
def test_what_is_mine_corrects_nothing(text: str) -> None:
    assert parts(text, whole, "de") == (text,)


@pytest.mark.parametrize("said", ["ich mein", "ich meine", "ich meinte"])
def test_what_was_meant_takes_the_place_of_what_was_said(said: str) -> None:
    assert parts(f"Licht in der Küche {said} im Flur an", whole, "de") == ("Licht im Flur an",)


def test_only_the_part_that_is_corrected_changes() -> None:
    halves = lambda text: tuple(text.strip().split(" and "))  # noqa: E731 a splitter of one line
    assert parts("lock the door and dim the den no wait the attic and open the gate", halves) == (
        "lock the door",
        "dim the attic",
        "open the gate",
    )
