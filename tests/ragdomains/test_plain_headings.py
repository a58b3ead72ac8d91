"""Plain text and PDFs have headings without marks; what is none stays text."""

import pytest

from ragdomains.plain_headings import headed, parted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LEMON POSSET\nServes four.\n\nBREAD\nBake it.", [("Lemon Posset", "Serves four."), ("Bread", "Bake it.")]),
        ("Garden\n======\nPrune in May.", [("Garden", "Prune in May.")]),
        ("Notes\n\nthe key is in the shed", [("Notes", "the key is in the shed")]),
        ("ALL OF IT\n\nIS WRITTEN\n\nIN CAPITALS", [("", "ALL OF IT\n\nIS WRITTEN\n\nIN CAPITALS")]),
        (
            "Rye loaf\nMix flour, water and a spoonful of salt well.\nBake it.\n\n"
            "Rolls\nAs above, but in twelve small pieces of dough.\n\n"
            "Pitta\nTwelve small pieces of dough, rolled out thin.",
            [
                ("", "Rye loaf\nMix flour, water and a spoonful of salt well.\nBake it."),
                ("Rolls", "As above, but in twelve small pieces of dough."),
                ("Pitta", "Twelve small pieces of dough, rolled out thin."),
            ],
        ),
        ("Dear Ann,\n\nwe are well.", [("", "Dear Ann,\n\nwe are well.")]),
    ],
)
def test_plain_text_is_cut_at_its_headings(text: str, found: list[tuple[str, str]]) -> None:
    assert [(heading, below.strip()) for heading, below in headed(text) if below.strip()] == found


def test_a_short_line_between_sentences_of_a_pdf_is_a_heading() -> None:
    text = "Boiler\nPressure\nThe needle should stand between 1.0 and 1.8 bar.\nCode Cause\nA2 No flame"
    parts = [(heading, below.strip()) for heading, below in parted(text) if below.strip()]
    assert parts == [
        ("", "Boiler"),
        ("Pressure", "The needle should stand between 1.0 and 1.8 bar.\nCode Cause\nA2 No flame"),
    ]
