"""The inbox: what found no answer, grouped by meaning; what becomes of a card; what is kept of recorded questions."""

import uuid
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from scipy.cluster.hierarchy import fcluster, linkage

from athena_project import releases
from inference import inbox, meanings
from inference.clustering import APART, grouped, middle
from inference.inbox import Candidate, candidates, groups
from inference.models import Fix, Meaning, QueryLog, Unanswered
from intents.models import Intent, Pattern, TestCase
from ragdomains.models import Domain
from tests.athena_project.admin_pages import staff
from tests.inference.test_fixes import said, undo

pytestmark = pytest.mark.django_db
LIST = reverse("admin:inference_unanswered_changelist")
PARCELS = ("where is my parcel", "has my package arrived", "when will the parcel be delivered")
GARDEN = ("are the tomatoes dry", "do the tomatoes need water")


def asked(question: str, outcome: str = "refused", days: float = 0, **fields: Any) -> QueryLog:
    return QueryLog.objects.create(
        id=uuid.uuid4(), at=timezone.now() - timedelta(days=days), assistant="a", question=question, outcome=outcome,
        ms=1, **{"mode": "owner", **fields},
    )  # fmt: skip


def found() -> list[tuple[str, str]]:
    return [(each.text, each.reason) for each in candidates(timezone.now() - timedelta(days=inbox.DAYS))]


def test_what_found_no_answer_is_a_candidate() -> None:
    Intent.objects.create(name="books", title="books", mode="decline", reply="No books.")
    asked("who knows")
    asked("half of it", "partly answered", 1)
    asked("any books", "answered", 2, intents="books")
    assert found() == [("who knows", inbox.REFUSED), ("half of it", inbox.REFUSED), ("any books", inbox.DECLINED)]


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "answered"},
        {"outcome": "failed"},
        {"outcome": "cancelled"},
        {"days": 31},
        {"question": "  "},
        {"mode": "guest", "intents": "lights"},
        {"intents": "letters"},
    ],
    ids=str,
)
def test_what_another_intent_would_not_mend_is_none(fields: dict[str, Any]) -> None:
    """Answered, broken down, too old, nothing said, kept from a guest, or a text that no model was there for."""
    Intent.objects.create(name="letters", title="letters", mode="text")
    Intent.objects.create(name="lights", title="lights", mode="act", guests=False)
    asked(**{"question": "who knows", **fields})
    assert found() == []


def unit(*angles: float) -> "np.ndarray[Any, np.dtype[np.float32]]":
    return np.array([[np.cos(a), np.sin(a)] for a in angles], np.float32)


def test_what_points_the_same_way_is_one_group_the_largest_first() -> None:
    assert grouped(unit(3.0, 0.0, 0.1, 3.1, 0.2)) == [[1, 2, 4], [0, 3]]
    assert grouped(unit(1.0)) == [[0]] and grouped(unit()[:0].reshape(0, 2)) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_groups_are_those_of_average_linkage(seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(120, 6)).astype(np.float32)
    labels = fcluster(linkage(vectors, "average", metric="cosine"), APART, "distance").tolist()
    expected = {label: [row for row, each in enumerate(labels) if each == label] for label in labels}
    assert sorted(grouped(vectors)) == sorted(expected.values())
    assert 1 < len(expected) < 60


def test_equal_vectors_are_one_group() -> None:
    assert grouped(np.ones((40, 3), np.float32)) == [list(range(40))]


def test_the_middle_is_what_was_said_most() -> None:
    assert middle(unit(0.0, 0.5, 1.0), [1, 1, 1]) == 1
    assert middle(unit(0.0, 0.5, 1.0), [9, 1, 1]) == 0


def test_groups_do_not_depend_on_the_order_of_the_log() -> None:
    now = timezone.now()
    made = [Candidate(uuid.UUID(int=number), now, text, "x") for number, text in enumerate((*PARCELS, *GARDEN))]
    known = meanings.learn([each.text for each in made])
    one, other = groups(made, known), groups(made[::-1], known)
    assert [set(each.texts) for each in one] == [set(PARCELS), set(GARDEN)]
    assert [(each.question, each.texts) for each in one] == [(each.question, each.texts) for each in other]


@pytest.fixture
def cards() -> list[Unanswered]:
    for text in (*PARCELS, PARCELS[0], *GARDEN):
        asked(text, days=1)
    inbox.refresh()
    return list(Unanswered.objects.all())


def test_cards_say_how_many_and_what_stands_for_all(cards: list[Unanswered]) -> None:
    parcels, garden = cards
    assert (parcels.size, garden.size) == (4, 2)
    assert parcels.question in PARCELS and parcels.texts[0] == PARCELS[0]
    assert parcels.reasons == {inbox.REFUSED: 4}


def test_a_card_keeps_its_place_and_goes_with_its_questions(cards: list[Unanswered]) -> None:
    keys = {card.pk for card in cards}
    asked("did the parcel come")
    inbox.refresh()
    assert {card.pk for card in Unanswered.objects.all()} == keys and Unanswered.objects.get(pk=cards[0].pk).size == 5
    QueryLog.objects.all().delete()
    inbox.refresh()
    assert not Unanswered.objects.exists() and not Meaning.objects.exists()


def act(client: Client, card: Unanswered, what: str, **sent: Any) -> Any:
    return client.post(reverse(f"admin:inference_unanswered_{what}", args=[card.pk]), sent)


def test_what_is_dismissed_stays_away_unless_it_grows(cards: list[Unanswered], admin_client: Client) -> None:
    act(admin_client, cards[0], "dismiss")
    for number in range(inbox.BACK):
        inbox.refresh()
        assert Unanswered.objects.get(pk=cards[0].pk).state == Unanswered.DISMISSED
        asked(PARCELS[number])
    inbox.refresh()
    assert Unanswered.objects.get(pk=cards[0].pk).state == Unanswered.OPEN
    act(admin_client, cards[1], "dismiss")
    act(admin_client, cards[1], "dismiss")  # and back
    assert Unanswered.objects.get(pk=cards[1].pk).state == Unanswered.OPEN


def chosen(card: Unanswered, **more: Any) -> dict[str, Any]:
    return {"texts": card.texts[:2], **more}


def test_chosen_questions_become_examples_of_an_intent(cards: list[Unanswered], admin_client: Client) -> None:
    post = Intent.objects.create(name="post", title="the post", mode="decline", reply="No post.")
    sent = chosen(cards[0], intent="post")
    page = act(admin_client, cards[0], "intent", **sent)
    assert "come out differently" in " ".join(page.text.split()) and not Pattern.objects.exists()
    token = page.context["correction"].token
    act(admin_client, cards[0], "intent", **sent, seen=token, _add="1")
    assert set(post.patterns.values_list("text", flat=True)) == set(cards[0].texts[:2])
    assert TestCase.objects.filter(intents=["post"]).count() == 2
    assert Unanswered.objects.get(pk=cards[0].pk).state == Unanswered.DONE
    undo(admin_client, Fix.objects.get())
    assert not Pattern.objects.exists() and not TestCase.objects.exists()
    assert Unanswered.objects.get(pk=cards[0].pk).state == Unanswered.OPEN


def live() -> Any:
    """What a release made now would hold of understanding and knowledge."""
    content = releases.compile()
    return {
        label: content[label]
        for label in ("intents.intent", "intents.pattern", "intents.testcase", "ragdomains.domain")
    }


@pytest.mark.parametrize("kind", ["", "documents", "http_json"])
def test_a_draft_is_switched_off_until_somebody_says_so(
    kind: str, cards: list[Unanswered], admin_client: Client
) -> None:
    before = live()
    act(admin_client, cards[0], "draft", **chosen(cards[0], title="My parcels", kind=kind))
    intent, fix = Intent.objects.get(), Fix.objects.get()
    assert live() == before and (intent.name, intent.patterns.count()) == ("my-parcels", 2)
    assert [row.kind for row in Domain.objects.all()] == ([kind] if kind else [])
    page = admin_client.get(reverse("admin:inference_unanswered_change", args=[cards[0].pk])).text
    assert "Switch it on" in page and f"/intents/intent/{intent.pk}/change/" in page
    said_then = said(admin_client.post(reverse("admin:inference_fix_on", args=[fix.pk])))
    assert ("Nothing was switched on" in said_then) == (kind == "http_json")
    assert Intent.objects.get().enabled == (kind != "http_json")
    undo(admin_client, fix)
    assert not Intent.objects.exists() and not Domain.objects.exists() and not TestCase.objects.exists()


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("intent", {"intent": "post", "texts": []}),
        ("intent", {"intent": "", "texts": [PARCELS[0]]}),
        ("intent", {"intent": "gone", "texts": [PARCELS[0]]}),
        ("draft", {"title": "", "texts": [PARCELS[0]]}),
        ("draft", {"title": "x", "texts": []}),
        ("draft", {"title": "x", "kind": "gone", "texts": [PARCELS[0]]}),
        ("intent", {"intent": "none", "texts": ["not of this card"]}),
    ],
    ids=str,
)
def test_what_makes_no_sense_writes_nothing(
    what: str, sent: dict[str, Any], cards: list[Unanswered], admin_client: Client
) -> None:
    assert act(admin_client, cards[0], what, **sent, _add="1", seen="x").status_code in (200, 302)
    assert not Fix.objects.exists() and not Intent.objects.exists()


def test_the_pages_show_no_markup_of_a_question(admin_client: Client) -> None:
    asked("<img src=x onerror=alert(1)> parcel")
    inbox.refresh()
    card = Unanswered.objects.get()
    for page in (LIST, reverse("admin:inference_unanswered_change", args=[card.pk])):
        text = admin_client.get(page).text
        assert "&lt;img" in text and "<img src=x" not in text


def test_who_only_views_sees_cards_and_no_buttons(cards: list[Unanswered]) -> None:
    client = staff("inference.view_unanswered")
    assert cards[0].question in client.get(LIST).text and "Dismiss" not in client.get(LIST).text
    for what in ("intent", "draft", "dismiss"):
        assert act(client, cards[0], what).status_code == 403
    assert client.post(reverse("admin:inference_unanswered_look")).status_code == 403


@pytest.mark.parametrize("what", ["intent", "draft", "dismiss"])
def test_each_is_asked_for_by_post(what: str, admin_client: Client) -> None:
    assert admin_client.get(reverse(f"admin:inference_unanswered_{what}", args=[1])).status_code == 405


def test_only_what_is_missing_is_read_and_the_rest_forgotten() -> None:
    assert meanings.keep({"one": 1, "two and a half": 1}) == 0
    assert set(meanings.kept(["one", "two and a half", "three"])) == {"one", "two and a half"}
    meanings.keep({"one": 1})
    assert Meaning.objects.count() == 1


def test_what_is_kept_is_what_was_read() -> None:
    (fresh,), _ = meanings.learn(["where is my parcel"]).values(), meanings.keep({"where is my parcel": 1})
    (stored,) = meanings.kept(["where is my parcel"]).values()
    assert stored.lines == fresh.lines and np.allclose(stored.vectors, fresh.vectors, atol=1e-3)
