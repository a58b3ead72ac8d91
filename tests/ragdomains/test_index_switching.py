"""Whatever is done to an index in whatever order, and wherever it is cut off: a reader sees one whole edition of it."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ragdomains import builds, rebuild
from ragdomains.index import Index
from ragdomains.ingest import read_source
from ragdomains.models import Chunk, Domain, IndexVersion
from tests.ragdomains.papers import fill, source_of

NAMES = ("boiler", "garden", "wifi")
QUESTION = "which edition is this page"


class Killed(BaseException):
    """The process is gone."""


class Switching(RuleBasedStateMachine):
    """A domain whose documents change while its index is built, killed, switched and gone back to."""

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.folder = tempfile.TemporaryDirectory()
        self.source = source_of(Path(self.folder.name))
        self.editions = dict.fromkeys(NAMES, 0)
        self.index = Index("")
        self.write()
        self.read()

    def write(self) -> None:
        files: dict[str, str | bytes] = {
            f"{name}.md": f"# The {name}\n\nThis page of the {name} is edition {number}."
            for name, number in self.editions.items()
        }
        for path in Path(self.folder.name).iterdir():
            path.unlink()
        fill(Path(self.folder.name), files)
        read_source(self.source)

    @rule()
    def read(self) -> None:
        """A reader's process follows."""
        self.index.refresh()
        self.seen = self.said()

    @rule(name=st.sampled_from(NAMES))
    def edit(self, name: str) -> None:
        self.editions[name] = max(self.editions.get(name, 0), *self.editions.values()) + 1
        self.write()

    @precondition(lambda self: len(self.editions) > 1)
    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        self.editions.pop(name, None)
        self.editions = self.editions or {"wifi": 0}
        self.write()

    @rule(words=st.sampled_from([40, 120]))
    def resize(self, words: int) -> None:
        Domain.objects.filter(pk=self.source.domain_id).update(options={"words": words, "overlap": 10})

    @rule()
    def rebuilt(self) -> None:
        assert rebuild.go_on(self.source.domain_id).state == "live"

    @rule()
    def back(self) -> None:
        kept = builds.previous(self.source.domain_id)
        if kept is not None:
            assert rebuild.go_back(self.source.domain_id).state == "live"

    @rule(steps=st.integers(0, 5), back=st.booleans(), edited=st.booleans())
    def killed(self, steps: int, back: bool, edited: bool) -> None:
        """At any step, with or without a document that changes just before."""
        left = [steps]

        def step(_text: str) -> None:
            left[0] -= 1
            if left[0] == 0 and edited:
                self.edit("wifi")
            if left[0] < 0:
                raise Killed

        build = rebuild.go_back if back and builds.previous(self.source.domain_id) else rebuild.reindex
        try:
            build(self.source.domain_id, step)
        except Killed:
            dead = timezone.now() - timedelta(minutes=3)
            IndexVersion.objects.filter(state="building").update(seen=dead)

    @rule()
    def pruned(self) -> None:
        builds.prune()

    @invariant()
    def one_build_answers_and_holds_everything(self) -> None:
        if not hasattr(self, "editions"):
            return
        live = IndexVersion.objects.get(state="live")
        assert IndexVersion.objects.filter(state="building").count() <= 1
        texts = Chunk.objects.filter(version=live).values_list("text", flat=True)
        assert sorted(texts) == sorted(
            f"This page of the {name} is edition {number}." for name, number in self.editions.items()
        )

    @invariant()
    def a_reader_sees_what_it_saw_until_it_follows(self) -> None:
        if hasattr(self, "seen"):
            assert self.said() == self.seen

    def said(self) -> set[str]:
        return {passage.text for passage in self.index.find(self.source.domain_id, QUESTION, 30)}

    def teardown(self) -> None:
        if not hasattr(self, "undo"):
            return
        self.index.refresh()
        assert len(self.said()) == len(self.editions)
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        self.folder.cleanup()


@pytest.mark.django_db
def test_a_reader_sees_one_whole_edition_whatever_happens() -> None:
    limits = settings(max_examples=5, stateful_step_count=6, suppress_health_check=list(HealthCheck), database=None)
    run_state_machine_as_test(Switching, settings=limits)
