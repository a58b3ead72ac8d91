"""Documents that say nearly the same are found, and only those."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from athena_project.http import Http
from ragdomains import copies
from ragdomains.copies import Known, originals, sketch
from ragdomains.index import Index
from ragdomains.ingest import read_source
from ragdomains.models import Document
from ragdomains.outline import Section
from ragdomains.providers import Reach, providers
from ragdomains.readers import Paper
from ragdomains.types import Evidence, Lookup
from tests.ragdomains.papers import fill, pdf, source_of

MANUAL = [
    "Fill the kettle to the mark and no further, because boiling water would leave by the spout.",
    "Descale it once a month with two spoons of citric acid in half a litre of water.",
    "Never put the base into water, and let children use the kettle only beside a grown person.",
    "If the lamp blinks three times the kettle was switched on without water: let it cool down first.",
    "The guarantee lasts two years from the day of purchase and does not cover chalk.",
    "Spare lids and filters can be ordered by the number that is printed below the base.",
]  # fmt: skip


def drawn(*lines: str) -> bytes:
    return sketch(Paper("", (Section("", "\n".join(lines)),)))


def known(key: int, lines: list[str], day: int = 1) -> Known:
    return Known(key, None, datetime(2024, 5, day, tzinfo=UTC), drawn(*lines))


def test_a_version_with_one_word_changed_is_a_copy_of_the_newest() -> None:
    newer = [line.replace("two years", "three years") for line in MANUAL]
    assert originals([known(1, MANUAL), known(2, newer, day=2), known(3, MANUAL[1:] + MANUAL[:1])]) == {1: 2, 3: 2}


def test_half_of_the_same_text_is_no_copy() -> None:
    other = [*MANUAL[:3], *(line[::-1] for line in MANUAL[3:])]
    assert originals([known(1, MANUAL), known(2, other)]) == {}


def test_short_texts_are_never_copies() -> None:
    assert drawn("The dentist is on Monday.") == b""
    assert originals([known(1, ["Bin on Monday."]), known(2, ["Bin on Monday."])]) == {}


def test_of_the_same_age_the_first_one_stays() -> None:
    assert originals([known(4, MANUAL), known(7, MANUAL), known(9, MANUAL)]) == {7: 4, 9: 4}


@pytest.mark.django_db
def test_the_same_text_in_two_formats_is_marked_until_one_goes(tmp_path: Path) -> None:
    folder = fill(tmp_path, {"kettle.md": "# Kettle\n\n" + "\n".join(MANUAL), "kettle.pdf": pdf(MANUAL)})
    source = source_of(folder)
    read_source(source)
    (copy,) = Document.objects.exclude(copy_of=None)
    assert copy.copy_of is not None and copy.copy_of != copy
    (folder / copy.copy_of.path).unlink()
    read_source(source)
    assert Document.objects.get().copy_of is None
    assert copies.mark(source.domain_id) == 0


@pytest.mark.django_db
def test_of_two_versions_the_newer_one_answers_with_its_date(tmp_path: Path) -> None:
    newer = [line.replace("two years", "three years") for line in MANUAL]
    versions = {"old.md": ("2022-03-01", MANUAL), "new.md": ("2024-05-01", newer), "dog.md": ("2024-05-01", ["Bruno."])}
    texts = {name: f"---\ndate: {day}\n---\n# Kettle\n\n" + "\n".join(lines) for name, (day, lines) in versions.items()}
    source = source_of(fill(tmp_path, texts))
    index = Index("")
    read_source(source)
    index.refresh()
    plugin, lookup = providers["documents"], Lookup("passages", "how long does the guarantee last?", datetime.now(UTC))
    reach = Reach(Http(tuple), index.of(source.domain_id))

    async def asked() -> Evidence:
        return await plugin.run(lookup, plugin.options(), reach)

    found = asyncio.run(asked())
    assert "three years" in found.passages[0].text
    assert not [passage for passage in found.passages if "two years" in passage.text]
    assert (found.passages[0].written, found.as_of) == (date(2024, 5, 1), datetime(2024, 5, 1, tzinfo=UTC))
