"""No word is lost, no passage mixes two headings, none is too long."""

from hypothesis import given
from hypothesis import strategies as st

from ragdomains.chunks import cut, sentences
from ragdomains.outline import Section
from ragdomains.readers import Paper
from ragdomains.recipe import USUAL, Size

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
ENDS = st.sampled_from([". ", "! ", "\n", "\n\n", " "])
TEXTS = st.lists(SENTENCES, min_size=1, max_size=12).flatmap(
    lambda parts: st.lists(
        st.sampled_from([". ", "! ", "\n", "\n\n", " "]), min_size=len(parts), max_size=len(parts)
    ).map(lambda ends: "".join(part + end for part, end in zip(parts, ends, strict=True)))
)


def paper(*sections: Section) -> Paper:
    return Paper("Title", sections)


@given(TEXTS)
def test_every_word_stands_in_a_passage_in_its_order(text: str) -> None:
    found = [piece.text.split() for piece in cut(paper(Section("", text)))]
    whole: list[str] = []
    for words in found:  # what overlaps is the end of what stands there already
        shared = next(n for n in range(len(words), -1, -1) if n == 0 or whole[-n:] == words[:n])
        whole += words[shared:]
    assert set(whole) == set(text.split())
    assert len(whole) <= len(text.split())
    assert sum(len(words) for words in found) >= len(text.split())


@given(TEXTS)
def test_no_passage_is_empty_or_too_long(text: str) -> None:
    for piece in cut(paper(Section("", text))):
        assert 0 < len(piece.text.split()) <= USUAL.most


@given(TEXTS)
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text.lstrip() or "".join(sentences(text)).split() == text.split()


def test_each_passage_keeps_its_own_heading_and_page() -> None:
    pieces = list(cut(paper(Section("Heating", "Warm.", 1), Section("Garden", "Green.", 2))))
    assert [(piece.heading, piece.text, piece.page) for piece in pieces] == [
        ("Heating", "Warm.", 1),
        ("Garden", "Green.", 2),
    ]


def test_a_short_section_stays_whole() -> None:
    assert len(list(cut(paper(Section("", "Five words stand in here. " * 25))))) == 1


def test_long_text_overlaps_by_whole_sentences() -> None:
    text = " ".join(f"Sentence number {n} has exactly seven words." for n in range(80))
    first, second, *_ = (piece.text for piece in cut(paper(Section("", text))))
    assert first.endswith("words.") and second.startswith("Sentence")
    last = first.rsplit("Sentence", 1)[1]
    assert last in second


def test_a_word_without_end_is_cut_and_kept() -> None:
    pieces = list(cut(paper(Section("", "x" * 9000))))
    assert "".join(piece.text for piece in pieces) == "x" * 9000
    assert max(len(piece.text) for piece in pieces) < 15 * USUAL.most


def test_what_is_embedded_names_title_and_heading() -> None:
    (piece,) = cut(paper(Section("Bins", "Every Tuesday.")))
    assert piece.embedded == "Title\nBins\nEvery Tuesday."


def test_the_hash_changes_with_the_heading() -> None:
    one, other = (next(cut(paper(Section(heading, "Same.")))) for heading in ("Bins", "Cleaner"))
    assert one.sha256 != other.sha256


@given(TEXTS, st.integers(40, 180).flatmap(lambda words: st.tuples(st.just(words), st.integers(0, words // 2))))
def test_the_size_of_passages_is_obeyed(text: str, numbers: tuple[int, int]) -> None:
    size = Size(*numbers)
    found = [piece.text.split() for piece in cut(paper(Section("", text)), size)]
    assert all(0 < len(words) <= size.most for words in found)
    assert {word for words in found for word in words} == set(text.split())
