"""Text of others, made fit to be spoken."""

import time

import pytest

from ragdomains.prose import first, plain, sentences, shortened, spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>Mark <b>leads</b> a team.</p><script>alert(1)</script>", "Mark leads a team."),
        ("Tom &amp; Jerry", "Tom and Jerry"),
        ("It is old.[1][citation needed] Very.", "It is old. Very."),
        ("It is tall. See https://example.org/x for more. It is grey.", "It is tall. It is grey."),
        ("Rome (Italian: Roma [ˈroːma]) is a city.", "Rome is a city."),
        ("He (14 March 1879 – 18 April 1955) was one.", "He, 14 March 1879 to 18 April 1955, was one."),
        ("He (August 4, 1961 – May 2, 2020) was one.", "He, August 4, 1961 to May 2, 2020, was one."),
        ("She (née Kasner; born 17 July 1954) is one.", "She, born 17 July 1954, is one."),
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("Six {\\displaystyle {\\ce {6CO2}}} parts", "Six parts"),
        ("(((((((deep)))))))", ""),
        ("", ""),
    ],
)
def test_what_cannot_be_spoken_is_left_out(text: str, said: str) -> None:
    assert " ".join(spoken(text).replace("( )", "").split()).strip("() ") == said


def test_german_dates_of_a_life_stay() -> None:
    text = "Ada (* 10. Dezember 1815 in London; † 27. November 1852 ebenda) war eine."
    assert spoken(text, "de") == "Ada, 10. Dezember 1815 bis 27. November 1852, war eine."


@pytest.mark.parametrize(
    ("text", "language", "cut"),
    [
        ("He lived in the U.S. for years. He died.", "en", ["He lived in the U.S. for years.", "He died."]),
        ("J. R. R. Tolkien wrote. Dr. No did not.", "en", ["J. R. R. Tolkien wrote.", "Dr. No did not."]),
        ("Sie wurde am 10. Dezember geboren. Er nicht.", "de", ["Sie wurde am 10. Dezember geboren.", "Er nicht."]),
        ("one line\nanother:", "en", ["one line.", "another."]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, language: str, cut: list[str]) -> None:
    assert sentences(text, language) == cut


def test_a_long_sentence_ends_where_a_clause_does() -> None:
    long = f"The tower is {'very ' * 40}tall, and it was built by {'many ' * 40}people."
    assert shortened(long) == f"The tower is {'very ' * 40}tall."
    assert len(shortened("word " * 200)) <= 322 and shortened("word " * 200).endswith(" …")
    assert shortened("Short.") == "Short."


def test_a_short_first_sentence_is_followed_by_the_next() -> None:
    assert first("It is. It was there.") == "It is. It was there."
    assert first(f"It is {'so ' * 40}far. It was.") == f"It is {'so ' * 40}far."


@pytest.mark.parametrize(
    "piece", ["(", "<", "{{", "{\\displaystyle ", "<script>", "[1", "A. ", "www.x ", "* aaaa ", "a"]
)
def test_a_giant_of_brackets_takes_no_time(piece: str) -> None:
    begun = time.process_time()
    sentences(spoken(piece * (50_000 // len(piece))))
    plain(piece * (50_000 // len(piece)))
    assert time.process_time() - begun < 5
