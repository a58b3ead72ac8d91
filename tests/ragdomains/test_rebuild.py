"""A rebuilt index takes over whole, or not at all."""

import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from athena_project.models import Process
from ragdomains import builds, rebuild
from ragdomains.filling import BuildError, OvertakenError
from ragdomains.ingest import read_source
from ragdomains.intake import new_version
from ragdomains.models import Chunk, DocumentText, Domain, IndexVersion, Source
from ragdomains.rebuild import reindex
from tests.ragdomains.papers import fill, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(tmp_path: Path) -> Source:
    source = source_of(fill(tmp_path, {f"{n}.md": f"# Page {n}\n\nText {n}." for n in range(3)}))
    read_source(source)
    return source


def state(version: IndexVersion) -> str:
    version.refresh_from_db()
    return version.state


def texts(version: IndexVersion) -> list[str]:
    return sorted(version.passages.values_list("text", flat=True))


def resized(domain: Domain, words: int) -> None:
    domain.options = {"words": words, "overlap": 10}
    domain.save()


def killed(domain: Domain, step: str) -> IndexVersion:
    """A build whose process ended at a step: nobody tidied up, and its last sign of life lies minutes back."""

    def kill(text: str) -> None:
        if step in text:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(domain.pk, kill)
    IndexVersion.objects.filter(state="building").update(seen=timezone.now() - timedelta(minutes=3))
    return IndexVersion.objects.get(state="building")


def test_every_vector_is_made_anew(source: Source) -> None:
    before = [bytes(vector) for vector in Chunk.objects.order_by("pk").values_list("vector", flat=True)]
    Chunk.objects.update(vector=b"\x00" * 384 * 4)
    version = reindex(source.domain_id)
    after = [bytes(vector) for vector in version.passages.order_by("pk").values_list("vector", flat=True)]
    vectors = [np.frombuffer(vector, dtype="<f4") for vector in before + after]
    assert all(one @ other > 0.999 for one, other in zip(vectors[:3], vectors[3:], strict=True))


def test_the_new_build_answers_and_the_old_one_is_kept(source: Source) -> None:
    old = IndexVersion.objects.get()
    new = reindex(source.domain_id)
    assert (state(old), new.state, new.chunks) == ("retired", "live", 3)
    assert texts(old) == texts(new)
    assert new.token != old.token


def test_two_builds_of_one_domain_cannot_run_at_once(source: Source) -> None:
    first = rebuild.begin(source.domain_id)
    with pytest.raises(rebuild.BusyError, match="wait two minutes"):
        reindex(source.domain_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        new_version(source.domain_id, "building", first.recipe)
    assert reindex(source.domain_id, force=True).state == "live"
    with pytest.raises(OvertakenError):
        rebuild.build(first)  # the one that was thought to be dead
    assert state(first) == "failed"


@pytest.mark.parametrize("step", ["embedding", "documents embedded", "live build", "new build", "switching"])
def test_a_build_that_was_killed_is_gone_on_with(source: Source, step: str) -> None:
    old = IndexVersion.objects.get()
    left = killed(source.domain, step)
    assert state(old) == "live" and len(texts(old)) == 3
    made = {row.pk for row in left.passages.all()}
    assert builds.wanting() == [source.domain_id]
    version = rebuild.go_on(source.domain_id)
    assert (version.pk, version.state, version.chunks) == (left.pk, "live", 3)
    assert made <= {row.pk for row in version.passages.all()}, "what was embedded is embedded again"


def test_what_is_read_meanwhile_is_in_the_new_build(source: Source) -> None:
    steps: list[str] = []

    def meanwhile(step: str) -> None:
        if not steps:
            fill(Path(source.path), {"new.md": "# New\n\nNew.", "0.md": "# Page 0\n\nText nought."})
            read_source(source)
        steps.append(step)

    version = reindex(source.domain_id, meanwhile)
    assert texts(version) == ["New.", "Text 1.", "Text 2.", "Text nought."]
    assert steps[0] == "embedding 0 of 3 documents" and steps[-1] == "switching"


def test_a_document_stored_while_the_index_is_switched_is_cut_as_the_new_build_wants_it(source: Source) -> None:
    """The reader has cut it for the build that answered when it began."""
    long = " ".join(f"Sentence number {n} stands here." for n in range(40))
    resized(source.domain, 40)
    switched: list[IndexVersion] = []

    def meanwhile(_step: str) -> None:
        if not switched:
            switched.append(reindex(source.domain_id))

    fill(Path(source.path), {"long.md": f"# Long\n\n{long}"})
    read_source(source, meanwhile)
    found = Chunk.objects.filter(document__path="long.md")
    assert {row.version_id for row in found} == {switched[0].pk}
    assert found.count() > 3


def test_the_size_of_passages_is_an_option_of_the_domain(source: Source) -> None:
    long = " ".join(f"Sentence number {n} stands here." for n in range(60))
    fill(Path(source.path), {"long.md": f"# Long\n\n{long}"})
    read_source(source)
    before = Chunk.objects.filter(document__path="long.md").count()
    resized(source.domain, 40)
    assert builds.wanting() == [source.domain_id]
    version = rebuild.go_on(source.domain_id)
    assert (version.words, version.overlap) == (40, 10)
    assert version.passages.filter(document__path="long.md").count() > 2 * before
    assert builds.wanting() == []


def test_a_document_read_before_texts_were_kept_keeps_its_passages(source: Source) -> None:
    DocumentText.objects.all().delete()
    assert texts(reindex(source.domain_id)) == ["Text 0.", "Text 1.", "Text 2."]


def test_a_build_that_fails_its_check_does_not_answer(source: Source) -> None:
    old = IndexVersion.objects.get()
    DocumentText.objects.update(sections=[("", None, "Something else.")])
    with pytest.raises(BuildError, match=r"found among the first five: 0\.00, and 1.00 in the live index"):
        reindex(source.domain_id)
    failed = IndexVersion.objects.get(state="failed")
    assert state(old) == "live"
    assert "Of 3 sentences" in failed.problem
    assert failed.comparison["new"]["found"] == 0
    resized(source.domain, 40)
    with pytest.raises(BuildError):
        rebuild.go_on(source.domain_id)
    assert builds.wanting() == [], "it would fail again and again"


def test_the_comparison_is_kept_with_the_build(source: Source) -> None:
    old = IndexVersion.objects.get()
    found = reindex(source.domain_id).comparison
    assert found["asked"] == len(found["questions"]) == 3
    assert found["live"]["version"] == old.pk
    assert found["new"]["found"] == found["new"]["near"] == 1
    assert found["new"]["score"] == pytest.approx(found["live"]["score"], abs=0.01)


def test_one_step_back(source: Source) -> None:
    old = IndexVersion.objects.get()
    new = reindex(source.domain_id)
    made = {row.pk for row in old.passages.all()}
    assert rebuild.go_back(source.domain_id).pk == old.pk
    assert (state(old), state(new)) == ("live", "retired")
    assert {row.pk for row in old.passages.all()} == made, "nothing is embedded for it"
    assert rebuild.go_back(source.domain_id).pk == new.pk


def test_going_back_takes_along_what_has_changed_since(source: Source) -> None:
    old = IndexVersion.objects.get()
    reindex(source.domain_id)
    fill(Path(source.path), {"0.md": "# Page 0\n\nText nought.", "new.md": "# New\n\nNew."})
    (Path(source.path) / "1.md").unlink()
    read_source(source)
    rebuild.go_back(source.domain_id)
    assert state(old) == "live"
    assert texts(old) == ["New.", "Text 2.", "Text nought."]


def test_a_step_back_that_was_interrupted_is_gone_on_with(source: Source) -> None:
    old = IndexVersion.objects.get()
    reindex(source.domain_id)
    rebuild.ask(source.domain_id, back=True)
    assert state(old) == "building"
    assert rebuild.go_on(source.domain_id).pk == old.pk


def test_going_back_from_an_option_does_not_build_it_again(source: Source) -> None:
    resized(source.domain, 40)
    reindex(source.domain_id)
    rebuild.go_back(source.domain_id)
    assert builds.wanting() == []


def test_there_may_be_nothing_to_go_back_to(source: Source) -> None:
    with pytest.raises(BuildError, match="no earlier index"):
        rebuild.go_back(source.domain_id)


def test_what_is_old_loses_its_passages_and_then_its_row(source: Source) -> None:
    for _ in range(3):
        reindex(source.domain_id)
    builds.prune()
    kept = IndexVersion.objects.order_by("pk").values_list("state", "passages__id").distinct()
    assert [name for name, key in kept if key] == ["retired"] * 3 + ["live"] * 3
    IndexVersion.objects.filter(state="retired").update(switched=timezone.now() - builds.KEPT)
    builds.prune()
    assert Chunk.objects.count() == 3
    with pytest.raises(BuildError, match="no earlier index"):
        rebuild.go_back(source.domain_id)
    assert IndexVersion.objects.filter(state="dropped").count() == 3
    for _ in range(builds.ROWS):
        new_version(source.domain_id, "failed", IndexVersion.objects.get(state="live").recipe)
    builds.prune()
    assert IndexVersion.objects.count() == 1 + builds.ROWS


def test_the_command_says_what_answers_now(source: Source) -> None:
    out = StringIO()
    call_command("reindex", "papers", "--wait", stdout=out)
    assert "[##############################] 3 of 3 documents embedded" in out.getvalue()
    assert "answers now: 3 passages" in out.getvalue()
    call_command("reindex", "papers", "--wait", "--back", stdout=out)
    assert IndexVersion.objects.get(state="live").pk == IndexVersion.objects.order_by("pk")[0].pk
    with pytest.raises(CommandError, match="no domain 'nothing'"):
        call_command("reindex", "nothing")


def test_the_command_leaves_it_to_the_worker(source: Source) -> None:
    with pytest.raises(CommandError, match="Add --wait"):
        call_command("reindex", "papers", stdout=StringIO())
    Process.objects.create(name="here:1", role="serve", seen=timezone.now(), started=timezone.now())
    out = StringIO()
    call_command("reindex", "papers", stdout=out)
    assert "in the background" in out.getvalue()
    assert builds.wanting() == [source.domain_id]


def test_the_command_watches_a_build_that_goes_on(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    version = rebuild.begin(source.domain_id)
    monkeypatch.setattr(time, "sleep", lambda _seconds: rebuild.build(version))
    out = StringIO()
    call_command("reindex", "papers", "--wait", stdout=out)
    assert "built by another process" in out.getvalue()
    assert f"Index {version.pk} of papers answers now" in out.getvalue()


def test_the_command_says_why_it_cannot(source: Source) -> None:
    rebuild.begin(source.domain_id)
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
