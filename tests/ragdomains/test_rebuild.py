"""A rebuilt index takes over whole, or not at all."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ragdomains import rebuild
from ragdomains.ingest import read_source
from ragdomains.models import Chunk, IndexVersion, Source
from ragdomains.rebuild import BuildError, reindex
from tests.ragdomains.papers import fill, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(tmp_path: Path) -> Source:
    source = source_of(fill(tmp_path, {f"{n}.md": f"# Page {n}\n\nText {n}." for n in range(3)}))
    read_source(source)
    return source


def spoiled() -> np.ndarray:
    Chunk.objects.update(vector=b"\x00" * 384 * 4, model="older")
    return np.zeros(384)


def test_every_vector_is_made_anew(source: Source) -> None:
    before = [bytes(vector) for vector in Chunk.objects.values_list("vector", flat=True)]
    spoiled()
    version = reindex(source.domain_id)
    after = [bytes(vector) for vector in Chunk.objects.values_list("vector", flat=True)]
    vectors = [np.frombuffer(vector, dtype="<f4") for vector in before + after]
    assert all(one @ other > 0.999 for one, other in zip(vectors[:3], vectors[3:], strict=True))
    assert set(Chunk.objects.values_list("model", flat=True)) == {version.model}


def test_the_new_build_answers_and_the_old_one_is_retired(source: Source) -> None:
    old = IndexVersion.objects.get()
    new = reindex(source.domain_id)
    old.refresh_from_db()
    assert (old.state, new.state, new.chunks) == ("retired", "live", 3)
    assert new.token != old.token


def test_two_builds_of_one_domain_cannot_run_at_once(source: Source) -> None:
    rebuild.begin(source.domain_id, False)
    with pytest.raises(BuildError, match="--force"):
        reindex(source.domain_id)
    assert IndexVersion.objects.get(state="live")
    assert reindex(source.domain_id, force=True).state == "live"


def test_an_abandoned_build_does_not_block_for_ever(source: Source) -> None:
    rebuild.begin(source.domain_id, False)
    IndexVersion.objects.filter(state="building").update(created=timezone.now() - timedelta(hours=3))
    assert reindex(source.domain_id).state == "live"


def test_a_build_that_breaks_leaves_the_old_one_answering(source: Source) -> None:
    def interrupt(_step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(source.domain_id, interrupt)
    assert [row.state for row in IndexVersion.objects.all()] == ["live"]


def test_what_is_read_meanwhile_is_embedded_too(source: Source) -> None:
    spoiled()
    steps: list[str] = []

    def meanwhile(step: str) -> None:
        if not steps:
            fill(Path(source.path), {"new.md": "# New\n\nNew."})
            read_source(source)
        steps.append(step)

    assert reindex(source.domain_id, meanwhile).chunks == 4
    assert steps == ["3 of 3 passages embedded", "1 of 1 passages embedded"]


def test_few_retired_builds_are_kept(source: Source) -> None:
    for _ in range(6):
        reindex(source.domain_id)
    assert IndexVersion.objects.count() == 1 + rebuild.KEPT


def test_the_command_says_what_answers_now(source: Source) -> None:
    out = StringIO()
    call_command("reindex", "papers", stdout=out)
    assert "answers now: 3 passages" in out.getvalue()
    with pytest.raises(CommandError, match="no domain 'nothing'"):
        call_command("reindex", "nothing")


def test_the_command_says_why_it_cannot(source: Source) -> None:
    rebuild.begin(source.domain_id, False)
    with pytest.raises(CommandError, match="interrupted"):
        call_command("reindex", "papers", stdout=StringIO())


def test_refresh_reads_one_domain_or_all(tmp_path: Path) -> None:
    source_of(fill(tmp_path / "a", {"a.md": "# A\n\nA."}), "first")
    source_of(fill(tmp_path / "b", {"b.md": "# B\n\nB.", "bad.pdf": b"%PDF"}), "second")
    out, problems = StringIO(), StringIO()
    call_command("refresh", "first", stdout=out)
    assert "1 new" in out.getvalue()
    call_command("refresh", stdout=out, stderr=problems)
    assert "1 new, 0 changed, 1 unchanged, 0 deleted, 1 unreadable" in out.getvalue()
    assert "bad.pdf: The PDF is damaged" in problems.getvalue()


def test_refresh_reads_only_what_is_due(tmp_path: Path) -> None:
    source_of(fill(tmp_path, {"a.md": "# A\n\nA."}), "first")
    out = StringIO()
    call_command("refresh", "--due", stdout=out)
    call_command("refresh", "--due", stdout=out)
    assert out.getvalue().count("first:") == 1


def test_refresh_names_the_domains_there_are(source: Source) -> None:
    with pytest.raises(CommandError, match="Domains with documents: papers"):
        call_command("refresh", "nothing")
