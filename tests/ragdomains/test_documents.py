"""The documents provider: what the handbook answers is answered, what it does not is said to be unknown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from athena_project.http import Http
from ragdomains import folders, readers
from ragdomains.chunks import cut
from ragdomains.embeddings import embed
from ragdomains.keywords import Vocabulary
from ragdomains.providers import Reach, Search, providers
from ragdomains.providers.documents import Options, told_once
from ragdomains.shelf import Entry, Meaning, Shelf, Stock
from ragdomains.types import Evidence, Lookup, Passage, ProviderError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

KNOWN = {
    "What is the wifi password for guests?": "marmalade-on-toast-42",
    "which day does the blue bin go out": "first Thursday",
    "what does E119 mean": "pressure is too low",
    "where do I turn off the water": "behind the shelf with the jars",
    "what number do I call if somebody swallowed poison": "555 0113",
    "until when is the washing machine under warranty": "14 February 2029",
    "what may Bruno not eat": "chocolate",
    "at what temperature is the bread baked": "240 degrees",
    "the power is out, where are the fuses": "lighthouse",
    "when is bedtime for Freya": "21:00",
    "how often are the orchids watered": "once a week",
    "when is the recycling yard open": "Saturday",
}
UNKNOWN = (
    "Who won the chess championship of Atlantis in 1912?",
    "what is the capital of France",
    "how tall is mount everest",
    "who is the president of Brazil",
    "how do I start the snow blower",
    "what do the hamsters eat",
    "what is the stock price of Apple",
    "when is our wedding anniversary",
    "how do I program the sprinkler system",
    "",
    "the of and",
)


@pytest.fixture(scope="module")
def handbook() -> Search:
    """The shipped handbook on a shelf, searched without a server."""
    pieces = [piece for path in sorted(folders.DEMO.iterdir()) for piece in cut(readers.read_file(path))]
    vectors, vocabulary = embed([piece.embedded for piece in pieces]), Vocabulary()
    counted = vocabulary.counted(piece.embedded for piece in pieces)
    entries = [
        Entry(Passage(p.text, p.title, p.heading, page=p.page, as_of=NOW), str(n), words)
        for n, (p, words) in enumerate(zip(pieces, counted, strict=True))
    ]
    shelf = Shelf.build(
        "collection", Stock("token", tuple(entries), vectors, Meaning(None, 384)), len(vocabulary.numbers)
    )

    async def search(text: str, limit: int, *_: object) -> Sequence[Passage]:
        question = embed([text])[0]
        bm25, covered = shelf.keywords.score(vocabulary.known(text))
        cosines = dict(enumerate((vectors @ question).tolist()))
        ranked = shelf.ranked(question, cosines, bm25, covered)
        return [entry.scored(score) for entry, score in ranked[:limit]]

    return search


async def ask(search: Search, question: str, **options: float) -> Evidence:
    plugin = providers["documents"]
    lookup = Lookup("passages", question, NOW)
    return await plugin.run(lookup, plugin.options.model_validate(options), Reach(Http(tuple), search))


@pytest.mark.parametrize("question", KNOWN)
async def test_what_the_handbook_knows_is_found(handbook: Search, question: str) -> None:
    evidence = await ask(handbook, question)
    assert any(KNOWN[question] in " ".join(passage.text.split()) for passage in evidence.passages[:3])
    assert (evidence.source, evidence.as_of) == ("your documents", NOW)


@pytest.mark.parametrize("question", UNKNOWN)
async def test_what_it_does_not_know_is_said(handbook: Search, question: str) -> None:
    try:
        found = await ask(handbook, question)
    except ProviderError as error:
        assert (error.kind, "say nothing about that" in str(error)) == ("missing", True)
    else:
        assert found.doubtful  # it is for a sentence of them to answer, else nothing is said of them


async def test_what_it_knows_is_not_in_doubt(handbook: Search) -> None:
    assert not (await ask(handbook, "where do I turn off the water")).doubtful


async def test_only_good_enough_passages_are_used(handbook: Search) -> None:
    many = (await ask(handbook, "boiler", min_score=0, limit=9)).passages
    assert len(many) == 9
    bar = sorted(passage.score for passage in many)[4]
    few = (await ask(handbook, "boiler", min_score=bar, limit=9)).passages
    assert few == tuple(passage for passage in many if passage.score >= bar)


async def test_a_search_that_cannot_be_made_is_passed_on() -> None:
    async def away(text: str, limit: int, *_: object) -> Sequence[Passage]:
        raise ProviderError(f"The index cannot be reached for {limit} of {text!r}.")

    with pytest.raises(ProviderError, match="cannot be reached"):
        await ask(away, "boiler")


OLD = Passage("The boiler wants 1.5 bar, and never more than 2.", "Manual", score=0.81, as_of=NOW, family=1)
NEW = replace(OLD, text="The boiler wants 1.6 bar, and never more than 2.", score=0.80, as_of=NOW + timedelta(days=9))


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (NEW, [NEW]),
        (replace(NEW, family=2), [OLD, replace(NEW, family=2)]),
        (
            replace(NEW, text="The radiators want no care at all."),
            [OLD, replace(NEW, text="The radiators want no care at all.")],
        ),
        (replace(NEW, score=0.7), [OLD]),
        (replace(NEW, as_of=NOW - timedelta(days=9)), [OLD]),
        (replace(NEW, as_of=None), [OLD]),
    ],
    ids=["newer", "no copy", "another passage", "newer, but it fits less", "older", "of no day"],
)
def test_what_copies_say_alike_is_told_once(other: Passage, told: list[Passage]) -> None:
    assert told_once([OLD, other]) == told


async def test_copies_do_not_take_the_place_of_other_passages() -> None:
    rest = [replace(OLD, text=f"Note {n}.", family=n + 5, score=0.5) for n in range(9)]

    async def search(text: str, limit: int, *_: object) -> Sequence[Passage]:
        return [OLD, NEW, *rest][:limit]

    assert len((await ask(search, "boiler", limit=3)).passages) == 3


def test_it_says_what_it_needs() -> None:
    extra = providers["documents"].extra
    assert (extra["network"], extra["uses_text"], extra["asks"]) == (False, True, ("passages",))


@pytest.mark.parametrize("options", [{"min_score": 2}, {"limit": 0}, {"folder": "/etc"}])
def test_options_that_make_no_sense_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(options)
