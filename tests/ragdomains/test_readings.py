"""The history of a source: a row for each look, what failed and why, and not more rows than are worth keeping."""

from pathlib import Path

import pytest
from django.utils import timezone

from ragdomains import readings
from ragdomains.counts import Counts
from ragdomains.ingest import read_now
from ragdomains.models import Reading, Source
from tests.ragdomains.papers import fill, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(fill(tmp_path / "papers", {"a.md": "# A\n\nFirst.", "b.md": "# B\n\nSecond."}))


def looks(source: Source, count: int, counts: Counts) -> None:
    for _ in range(count):
        readings.end(readings.begin(source), counts, 0.1)


def test_each_look_is_counted(source: Source) -> None:
    read_now(source)
    fill(Path(source.path), {"a.md": "# A\n\nOther.", "c.md": "# C\n\nThird.", "d.pdf": b"%PDF-1.4"})
    (Path(source.path) / "b.md").unlink()
    read_now(source)
    row = Reading.objects.first()
    assert row is not None and row.seconds is not None and row.started <= timezone.now()
    counted = (row.new, row.changed, row.unchanged, row.deleted, row.failed, row.passages, row.embedded)
    assert counted == (1, 1, 0, 1, 1, 2, 2)
    assert row.problems == ["d.pdf: The PDF is damaged and cannot be read."]


def test_a_source_that_cannot_be_read_says_so_in_its_row(source: Source) -> None:
    Path(source.path).rename(f"{source.path}-away")
    read_now(source)
    assert "not there" in Reading.objects.get().problems[0]


def test_a_look_that_broke_off_is_told_at_the_next_one(source: Source) -> None:
    readings.begin(source)
    read_now(source)
    last, broken = Reading.objects.all()
    assert (broken.seconds, broken.problems) == (None, [readings.BROKEN_OFF])
    assert last.seconds is not None


def test_quiet_looks_do_not_drive_out_the_others(source: Source) -> None:
    looks(source, 1, Counts(new=3))
    looks(source, readings.KEPT_QUIET + 2, Counts(unchanged=3))
    assert Reading.objects.filter(eventful=False).count() == readings.KEPT_QUIET
    assert Reading.objects.filter(new=3).count() == 1


def test_the_oldest_are_forgotten(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "KEPT", 3)
    looks(source, 5, Counts(failed=1))
    assert Reading.objects.count() == 3


def test_of_thousands_of_problems_the_first_are_kept(source: Source) -> None:
    looks(source, 1, Counts(failed=300, problems=["x" * 5000] * 300))
    kept = Reading.objects.get().problems
    assert (len(kept), len(kept[0]), kept[-1]) == (101, readings.LONGEST, "and 200 more")
