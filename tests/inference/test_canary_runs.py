"""A canary from its start to each of its ends: by the guard, by its time, by hand, by another release."""

import uuid
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.utils import timezone

from athena_project import draft, going_back, releases
from athena_project.changes import acting
from athena_project.models import Bell, ConfigChange, HouseSettings, Release
from athena_project.notices import Rows
from inference import canary_runs, tried_runs
from inference.admin import home_and_model
from inference.canary_rows import Canary
from inference.models import Assistant, QueryLog
from inference.tried_runs import TryError
from intents import trained
from intents.models import Intent, Pattern, TrainedModel
from tests.inference.asked import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def live() -> Release:
    """A house in review with something in its draft."""
    HouseSettings.objects.create(name="house", review_mode=True)
    Assistant.objects.create(name="athena", default=True)
    Intent.objects.create(name="motto", title="the motto", mode="decline", reply="Slow is smooth.")
    made = releases.publish()
    edit("Fast is fine.")
    return made


def edit(reply: str, actor: str = "ann") -> None:
    with acting(actor):
        intent = Intent.objects.get(name="motto")
        intent.reply = reply
        intent.save()


def begun(**wanted: Any) -> Canary:
    return canary_runs.start(None, "ann", {"percent": 50, **wanted})


def log(row: Canary, answered: int, failed: int, others: int, assistant: str = "athena") -> None:
    sides = ((row.release, "answered", answered), (row.release, "failed", failed), (row.base, "answered", others))
    QueryLog.objects.bulk_create(
        QueryLog(id=uuid.uuid4(), at=timezone.now(), release=release, outcome=outcome, assistant=assistant, ms=40)
        for release, outcome, count in sides
        for _ in range(count)
    )


def test_a_draft_is_set_apart_and_the_live_release_stays_live(live: Release) -> None:
    row = begun()
    assert row.release.trial and (row.release.number, row.release.parent) == (live.number + 1, live)
    assert releases.current() == live and row.base == live
    assert [each.label for each in releases.pending()] == ["intents.intent motto"]


def test_starting_is_written_down_and_announced(live: Release) -> None:
    before = Bell.objects.get(name="release").token
    row = begun(rooms=["Kitchen"])
    entry = ConfigChange.objects.latest("id")
    assert (entry.action, entry.model, entry.row) == ("start", "inference.canary", str(row.pk))
    after: Any = entry.after
    assert after["for"] == "50 % of the conversations from Kitchen" and after["beside"] == live.number
    assert Bell.objects.get(name="release").token != before


def test_there_is_one_at_a_time() -> None:
    begun()
    with pytest.raises(TryError, match="Another canary"):
        begun()


def test_what_is_live_already_cannot_be_tried(live: Release) -> None:
    with pytest.raises(TryError, match="nothing to try"):
        canary_runs.start(live, "ann", {})
    edit("Slow is smooth.")
    with pytest.raises(TryError, match="nothing to try"):
        begun()


@pytest.mark.parametrize("wanted", [{"percent": 0}, {"percent": 101}, {"hours": 0}, {"least": 1}, {"slower": 0}])
def test_values_out_of_bounds_start_nothing(wanted: dict[str, Any]) -> None:
    with pytest.raises(TryError):
        begun(**wanted)
    assert not Canary.objects.exists() and not Release.objects.filter(trial=True).exists()


def test_the_guard_takes_back_what_fails_more_once(live: Release) -> None:
    row = begun()
    log(row, answered=24, failed=8, others=40)
    assert "was ended" in canary_runs.watch()
    assert canary_runs.watch() == "no canary runs"
    row.refresh_from_db()
    said = "failed: 25.0 % of 32 questions here, 0.0 % of 40 elsewhere"
    assert (row.state, row.by_guard) == (Canary.TAKEN_BACK, True) and said in row.reason
    entry = ConfigChange.objects.get(action="end")
    assert entry.actor == "the guard" and said in str(entry.after)
    assert any(said in notice.text for notice in home_and_model(Rows()))
    assert releases.current() == live


def test_it_goes_on_while_it_does_well() -> None:
    row = begun()
    log(row, answered=32, failed=0, others=40)
    assert canary_runs.watch() == f"release {row.release.number} goes on"


def test_a_share_of_an_assistant_is_compared_with_the_rest_of_it() -> None:
    row = begun(assistants=["athena"])
    log(row, answered=2, failed=0, others=3)
    log(row, answered=0, failed=0, others=5, assistant="study")
    assert [side.questions for side in canary_runs.sides(row)] == [2, 3]
    row.percent = 100
    assert [side.questions for side in canary_runs.sides(row)] == [2, 8]


def test_what_was_asked_before_the_start_does_not_count() -> None:
    row = begun()
    ask(row.started - timedelta(seconds=1), release=row.base)
    assert [side.questions for side in canary_runs.sides(row)] == [0, 0]


def test_its_time_ends_it() -> None:
    row = begun(hours=1)
    Canary.objects.update(started=timezone.now() - timedelta(hours=2))
    canary_runs.watch()
    row.refresh_from_db()
    assert row.state == Canary.RAN_OUT


def test_another_publish_ends_it() -> None:
    row = begun()
    edit("Steady goes.")
    releases.publish()
    canary_runs.watch()
    row.refresh_from_db()
    assert row.state == Canary.OVERTAKEN and "went live meanwhile" in row.reason


def test_promoting_makes_live_just_what_was_tried(live: Release) -> None:
    row = begun(note="a faster motto")
    edit("Steady goes.")
    now = canary_runs.promote(row, "bob")
    assert (now.sha256, now.parent, now.trial) == (row.release.sha256, live, False)
    assert (now.author, now.note) == ("bob", "a faster motto")
    assert releases.current() == now
    assert Intent.objects.get().reply == "Steady goes." and len(releases.pending()) == 1
    row.refresh_from_db()
    assert (row.state, row.reason, row.by_guard) == (Canary.PROMOTED, "Promoted by bob.", False)


def test_an_older_release_is_promoted_by_going_back_to_it(live: Release) -> None:
    releases.publish()
    row = canary_runs.start(live, "ann", {})
    assert not row.release.trial
    now = canary_runs.promote(row, "ann")
    assert now.sha256 == live.sha256 and Intent.objects.get().reply == "Slow is smooth."


def test_what_was_overtaken_or_ended_cannot_be_promoted() -> None:
    row = begun()
    tried_runs.end(row, Canary.TAKEN_BACK, "Enough.")
    with pytest.raises(TryError, match="ended already"):
        canary_runs.promote(row, "ann")
    row = begun()
    edit("Steady goes.")
    releases.publish()
    with pytest.raises(TryError, match="went live meanwhile"):
        canary_runs.promote(row, "ann")


def test_nobody_goes_back_to_what_was_only_tried() -> None:
    row = begun()
    with pytest.raises(ValueError, match="never live"):
        going_back.restore(row.release)


def test_a_trial_of_an_older_draft_is_not_started_again() -> None:
    row = begun()
    edit("Steady goes.")
    releases.publish()
    with pytest.raises(TryError, match="another release"):
        canary_runs.start(row.release, "ann", {})


def test_with_four_eyes_another_must_let_it_answer_and_promote_it() -> None:
    HouseSettings.objects.update(four_eyes=True)
    releases.publish()
    edit("Steady goes.")
    with pytest.raises(TryError, match="somebody else"):
        canary_runs.start(None, "ann", {})
    row = canary_runs.start(None, "bob", {})
    edit("Slow again.", actor="bob")
    with pytest.raises(TryError, match="somebody else"):
        canary_runs.promote(row, "ann")
    assert draft.barred("bob")  # of the draft; what was tried holds nothing of his
    assert canary_runs.promote(row, "bob") == releases.current()


def taught() -> None:
    """Examples in the draft from which something can be learned."""
    for name in ("bake", "brew"):
        intent = Intent.objects.create(name=name, title=name, mode="decline", reply="No.")
        Pattern.objects.bulk_create(Pattern(intent=intent, text=f"{name} the {thing}") for thing in ("pie", "tea"))


def learned(row: Canary) -> TrainedModel:
    content = orjson.loads(Release.objects.get(pk=row.release_id).content)
    return trained.kept(TrainedModel(digest=trained.examples_of(content).digest, content=b"", examples=4, seconds=1))


def test_what_is_tried_is_learned_from_and_kept_as_what_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    assert trained.to_learn() == []
    taught()
    row = begun()
    assert trained.to_learn() == [row.release]
    mine = learned(row)
    assert trained.to_learn() == [] and TrainedModel.objects.get() == mine
    monkeypatch.setattr(trained, "KEPT", 0)
    trained.kept(TrainedModel(digest="other", content=b"", examples=4, seconds=1))
    assert TrainedModel.objects.get() == mine  # it answers
    tried_runs.end(row, Canary.TAKEN_BACK, "No.")
    trained.kept(TrainedModel(digest="others", content=b"", examples=4, seconds=1))
    assert not TrainedModel.objects.exists()


def test_it_is_compared_since_it_has_learned_or_when_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    taught()
    row = begun()
    log(row, answered=10, failed=40, others=60)
    assert canary_runs.watch().endswith("yet to be learned from") and canary_runs.sides(row)[0].questions == 50
    monkeypatch.setattr(canary_runs, "LEARNING", timedelta(0))
    learned(row)
    assert canary_runs.sides(row)[0].questions == 0 and canary_runs.watch().endswith("goes on")
    TrainedModel.objects.all().delete()
    assert "failed" in canary_runs.watch()
