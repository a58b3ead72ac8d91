"""What was learned is kept by the digest of its examples, found again, and replaced without anyone waiting."""

import os

import pytest
from django.core.management import call_command

from athena_project import releases
from athena_project.models import Bell
from intents import learning, trained
from intents.models import Intent, Pattern, TrainedModel
from intents.tasks import train
from tests.intents.test_training import ROWS

pytestmark = pytest.mark.django_db


def house(rows: list[tuple[str, str]] = ROWS) -> releases.Content:
    for name in dict.fromkeys(name for name, _ in rows):
        owner = Intent.objects.create(name=name, title=name, mode="decline")
        Pattern.objects.bulk_create(Pattern(intent=owner, text=text) for each, text in rows if each == name)
    return releases.compile()


def test_it_is_learned_once_for_the_same_examples() -> None:
    first = learning.ensure(house())
    Intent.objects.filter(name="water").update(threshold=0.9)  # no example
    second = learning.ensure(releases.compile())
    assert first is not None and second is not None and first.pk == second.pk
    assert TrainedModel.objects.count() == 1


def test_another_example_is_learned_anew_and_the_old_model_answers_until_then() -> None:
    first = learning.ensure(house())
    Pattern.objects.create(intent=Intent.objects.get(name="water"), text="hose the patio")
    assert trained.found(trained.examples_of(releases.compile())) is None
    assert trained.newest() == first
    assert learning.ensure(releases.compile()) != first


def test_what_is_learned_is_announced_to_every_process() -> None:
    content = house()
    releases.publish()
    before = Bell.objects.get(name="release").token
    learning.ensure(content)
    assert Bell.objects.get(name="release").token != before


def test_only_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trained, "KEPT", 2)
    house()
    owner = Intent.objects.get(name="water")
    for text in ("hose the patio", "rinse the steps", "wet the moss"):
        Pattern.objects.create(intent=owner, text=text)
        learning.ensure(releases.compile())
    assert TrainedModel.objects.count() == 2


def test_with_too_few_examples_nothing_is_learned() -> None:
    assert learning.ensure(house(ROWS[:1])) is None


@pytest.mark.parametrize(
    ("rows", "enough"), [(ROWS, True), (ROWS[:1], False), ([("a", "one two"), ("b", "three"), ("b", "Three!")], False)]
)
def test_a_release_with_too_few_examples_is_not_learned_from_each_minute(
    rows: list[tuple[str, str]], enough: bool
) -> None:
    house(rows)
    release = releases.publish()
    assert release and trained.worth_learning(release) is enough
    if not enough:
        train()  # would start a process that finds the same again
        assert not TrainedModel.objects.exists()


def test_a_row_that_cannot_be_read_counts_as_none() -> None:
    assert trained.loaded(TrainedModel(content=b"of an older version")) == (None, None)


def test_the_command_learns_and_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    house()
    releases.publish()
    call_command("train")
    assert f"Learned from {len(ROWS)} examples" in capsys.readouterr().out
    assert trained.newest() is not None


def test_the_command_leaves_the_priority_of_who_calls_it_alone() -> None:
    before = os.nice(0)
    house(ROWS[:1])
    releases.publish()
    call_command("train")
    assert os.nice(0) == before
