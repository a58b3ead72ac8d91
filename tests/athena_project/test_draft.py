"""What waits in the draft, who made it, what the checks say of it, and who may publish it."""

import orjson
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from athena_project import draft, going_back, releases
from athena_project.models import HouseSettings
from athena_project.origin import acting
from athena_project.release_checks import Rows, checked
from inference.models import LLM
from intents.models import Intent, Pattern
from ragdomains.models import Domain
from tests.athena_project.admin_pages import place
from validation.models import Rule

pytestmark = pytest.mark.django_db
LIST = reverse("admin:athena_project_release_changelist")
PUBLISH = reverse("admin:athena_project_release_publish")


def found() -> list[str]:
    return [finding["text"] for finding in checked(releases.compile())]


def intents(*names: str) -> list[Intent]:
    return [Intent.objects.create(name=name, title=name, mode="decline") for name in names]


def pattern(intent: Intent, text: str, **fields: object) -> Pattern:
    return Pattern.objects.create(intent=intent, text=text, **fields)


def two_eyes() -> None:
    """A house whose live release wants a second person, with Ann's change in the draft."""
    HouseSettings.objects.update_or_create(name="house", defaults={"four_eyes": True})
    releases.publish()
    with acting("ann"):
        place()


def test_an_example_of_two_intents_is_found() -> None:
    rain, sun = intents("rain", "sun")
    pattern(rain, "Will it be wet?")
    pattern(sun, "will it be  wet?")
    pattern(sun, "wird es nass", language="de")
    pattern(rain, "wird es nass", language="en")
    assert found() == ["“Will it be wet?” is an example of rain and of sun: it cannot show which is meant."]


def test_a_sign_that_a_heavier_one_beats_is_found() -> None:
    rain, sun = intents("rain", "sun")
    light = pattern(rain, "sky", type="keyword")
    pattern(sun, "Sky", type="keyword", weight=2)
    none = pattern(sun, "moon", type="phrase", weight=0)
    told = checked(releases.compile())
    assert [(each["row"], each["text"]) for each in told] == [
        (str(light.pk), "The keyword “sky” of rain (weight 1) never wins by itself: sun has the same with 2."),
        (str(none.pk), "The phrase “moon” of sun has the weight 0: it decides nothing."),
    ]


def test_patterns_of_an_intent_that_is_off_contradict_nothing() -> None:
    rain, sun = intents("rain", "sun")
    pattern(rain, "wet")
    pattern(sun, "wet")
    Intent.objects.filter(pk=sun.pk).update(enabled=False)
    assert found() == []


@pytest.mark.parametrize(
    ("kind", "options"), [("openweathermap", {}), ("icalendar", {"calendars": ["https://example.org/{key}.ics"]})]
)
def test_a_domain_without_its_key_is_found(kind: str, options: dict[str, object]) -> None:
    Domain.objects.create(name="sky", title="sky", kind=kind, options=options)
    assert found() == ["The domain sky needs a key, and has no credential."]


def test_timeouts_and_budgets_above_the_deadline_are_found() -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"deadline_seconds": 5})
    Domain.objects.create(name="sums", title="sums", kind="calculator", timeout=6)
    LLM.objects.create(name="slow", kind="echo", timeout=25)
    Rule.objects.create(name="numbers", kind="grounded_numbers", budget_ms=6000)
    assert sorted(found()) == [
        "The rule numbers may take 6 s for one sentence, but an answer ends after 5 s.",
        "slow may take 25 s, but an answer ends after 5 s.",
        "sums may take 6 s, but an answer ends after 5 s.",
    ]


def test_findings_are_kept_with_the_release_and_shown(admin_client: Client) -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True})
    Domain.objects.create(name="sky", title="sky", kind="openweathermap")
    said = "The domain sky needs a key, and has no credential."
    assert said in admin_client.get(LIST).text
    release = releases.publish()
    assert [finding["text"] for finding in release.checks] == [said]
    assert said in admin_client.get(reverse("admin:athena_project_release_change", args=[release.pk])).text


def test_a_row_of_a_foreign_shape_harms_no_check() -> None:
    content: dict[str, Rows] = orjson.loads(releases.canonical(releases.compile()))
    assert checked(content) == checked({}) == []


def test_the_draft_says_who_made_each_change(admin_client: Client) -> None:
    two_eyes()
    page = admin_client.get(LIST).text
    assert "Added: place Home" in page and "by ann" in page


def test_who_made_a_change_cannot_publish_it_alone(admin_client: Client, admin_user: User) -> None:
    two_eyes()
    before = releases.current()
    User.objects.filter(pk=admin_user.pk).update(username="ann")
    assert "somebody else must publish" in admin_client.get(LIST).text
    admin_client.post(PUBLISH)
    assert releases.current() == before
    User.objects.filter(pk=admin_user.pk).update(username="ben")
    admin_client.post(PUBLISH)
    now = releases.current()
    assert now is not None and (now.parent, now.author) == (before, "ben") and not draft.barred("ann")


def test_an_unpublished_edit_does_not_end_the_four_eyes(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    two_eyes()
    before = releases.current()
    with django_capture_on_commit_callbacks(execute=True), acting("ann"):
        house = HouseSettings.objects.get()
        house.four_eyes = house.review_mode = False
        house.save()
    assert releases.current() == before and draft.barred("ann") and draft.in_review()


def test_going_back_does_not_end_the_four_eyes() -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"four_eyes": False})
    first = releases.publish()
    two_eyes()
    now = going_back.restore(first, author="ann")
    assert now.four_eyes and HouseSettings.objects.get().four_eyes


def test_another_row_stands_in_the_draft_by_its_name(admin_client: Client) -> None:
    HouseSettings.objects.update_or_create(name="house", defaults={"review_mode": True})
    releases.publish()
    pattern(intents("rainfall")[0], "wet")
    assert "<td>rainfall</td>" in admin_client.get(LIST).text.split("Added: pattern wet", 1)[1]


def test_who_may_not_publish_alone_reads_who_else_may(admin_client: Client) -> None:
    two_eyes()
    with acting("admin"):
        place(name="Hut")
    User.objects.create_superuser("ann")
    assert "give somebody else the role publisher" in admin_client.get(LIST).text
    User.objects.create_superuser("rob")
    User.objects.create_user("vic", is_staff=True)
    User.objects.create_superuser("gone", is_active=False)
    assert draft.publishers() == ["admin", "ann", "rob"]
    assert "somebody else must publish them, such as rob." in admin_client.get(LIST).text


def test_four_eyes_without_a_second_person_are_warned_of(admin_client: Client) -> None:
    house = HouseSettings.objects.create(name="house")
    page = reverse("admin:athena_project_housesettings_change", args=[house.pk])

    def ticked() -> str:
        HouseSettings.objects.update(four_eyes=False)
        form = admin_client.get(page).context["adminform"].form
        sent = {name: "" if value is None else value for name, value in form.initial.items()} | {"four_eyes": "on"}
        return admin_client.post(
            page, {name: value for name, value in sent.items() if value is not False}, follow=True
        ).text

    assert "Four eyes need two people who may publish" in ticked()
    User.objects.create_superuser("rob")
    assert "Four eyes need two people" not in ticked()


def test_a_draft_that_is_published_without_a_note_says_what_it_changed() -> None:
    HouseSettings.objects.create(name="house", review_mode=True)
    releases.publish()
    with acting("ann"):
        house = HouseSettings.objects.get()
        for hour in (7, 6, 5):
            house.test_hour = hour
            house.save()
    assert draft.publish("rob", "").note == "house settings house changed: tests at night"
    with acting("ann"):
        place()
    assert draft.publish("rob", "A hut").note == "A hut"


def test_an_intent_whose_domain_was_deleted_is_found() -> None:
    sums = Domain.objects.create(name="sums", title="sums", kind="calculator")
    Intent.objects.create(name="sum", title="a sum", mode="facts", domain=sums)
    intents("no")
    assert found() == []
    sums.delete()
    assert found() == ["The intent sum answers with facts, and has no domain to take them from."]
