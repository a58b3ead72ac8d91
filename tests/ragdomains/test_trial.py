"""The test of a domain on its page."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from yarl import URL

from athena_project import releases
from athena_project.models import Credential, EgressRule, HouseSettings
from intents.models import Intent, Pattern
from ragdomains.models import Domain, Place, Template
from ragdomains.redaction import Redaction
from ragdomains.witness import LONGEST
from tests.answering import Answering
from tests.athena_project.admin_pages import staff
from tests.ragdomains.test_http_json import CONTRACT, OPTIONS

pytestmark = pytest.mark.django_db
SECRET = "wombat/4711 +&=äx"
QUESTION = "when is the next train from Bern"


@pytest.fixture(autouse=True)
def clean_cache() -> None:
    cache.clear()


@pytest.fixture
def server() -> Iterator[Answering]:
    with Answering(CONTRACT.answers) as running:
        EgressRule.objects.create(network="127.0.0.1")
        yield running


def trains(server: Answering, **fields: Any) -> Domain:
    options = json.loads(json.dumps(OPTIONS).replace("{url}", server.url))
    row = {"name": "trains", "title": "the trains", "kind": "http_json", "options": {**options, **fields}}
    return Domain.objects.create(**row)


def url(domain: Domain) -> str:
    return reverse("admin:ragdomains_domain_try", args=[domain.pk])


def try_it(client: Client, domain: Domain, **typed: str) -> Any:
    releases.publish()
    return client.post(url(domain), {"try-question": QUESTION, **{f"try-{name}": text for name, text in typed.items()}})


def keyed(domain: Domain) -> Domain:
    credential = Credential.objects.create(name="timetable")
    credential.seal(SECRET)
    credential.save()
    domain.credential = credential
    domain.options |= {"header": "X-Api-Key"}
    domain.save()
    return domain


def test_it_shows_facts_sentences_time_source_and_the_raw_answer(server: Answering, admin_client: Client) -> None:
    page = try_it(admin_client, trains(server))
    trial = page.context["trial"]
    assert trial.short.startswith("The next train from Bern goes to Brig at ")
    assert "(Swiss timetable, as of " in trial.long
    assert (trial.cached, trial.source, trial.problem) == ("live", "Swiss timetable", "")
    assert {"name": "goal", "value": "Brig", "unit": "", "spoken": "Brig"} in trial.facts
    assert "live" in page.text and f"{trial.ms:.0f} ms" in page.text
    assert f"{server.url}/v1/stationboard?station=Bern&amp;limit=2" in page.text and "BLS" in page.text


def test_the_saved_row_is_asked_with_its_own_sentences(server: Answering, admin_client: Client) -> None:
    domain = trains(server)
    for language, text in (("", "To {goal}."), ("de", "Nach {goal}.")):
        Template.objects.create(domain=domain, answer="found", form="short", language=language, text=text)
    assert try_it(admin_client, domain).context["trial"].short == "To Brig."


def test_slots_are_typed_beside_the_question(server: Answering, admin_client: Client) -> None:
    Place.objects.create(name="Cabin", latitude=46.5, longitude=8, time_zone="Europe/Zurich")
    domain = trains(server, url=f"{server.url}/v1/stationboard?station={{place}}&a={{latitude}}&t={{team}}",
                    slots=[{"name": "place"}, {"name": "latitude"}, {"name": "team"}])  # fmt: skip
    try_it(admin_client, domain, slots="place = cabin\nteam=FC A")
    assert server.asked[-1][1] == {"station": "Cabin", "a": "46.5000", "t": "FC A"}
    page = try_it(admin_client, domain, slots="place")
    assert "Write a name, = and a value" in page.text and "trial" not in page.context


def test_the_cache_answers_only_where_it_may(server: Answering, admin_client: Client) -> None:
    domain = trains(server)
    ways = [try_it(admin_client, domain, **typed).context["trial"].cached for typed in
            ({"by_cache": "on"}, {"by_cache": "on"}, {})]  # fmt: skip
    assert ways == ["live", "fresh", "live"] and len(server.asked) == 2
    assert "The cache answered" in try_it(admin_client, domain, by_cache="on").text


def test_it_says_where_the_question_leads(server: Answering, admin_client: Client) -> None:
    domain = trains(server)
    assert "this question leads nowhere yet" in try_it(admin_client, domain).text
    clock = Domain.objects.create(name="clock", title="the clock", kind="clock")
    intent = Intent.objects.create(name="next_train", title="the next train", domain=clock)
    Pattern.objects.create(intent=intent, type="phrase", text="next train")
    assert "leads to the intent next_train and the domain clock" in try_it(admin_client, domain).text
    intent.domain = domain
    intent.save()
    assert "Asked the assistant" not in try_it(admin_client, domain).text


@pytest.mark.parametrize("echo", ["plain", "json", "refused"])
def test_the_secret_is_shown_nowhere(echo: str, server: Answering, admin_client: Client) -> None:
    domain = keyed(trains(server))
    answer = {"stationboard": [{"name": SECRET, "to": f"x{SECRET}", "stop": {"departure": 0}}]}
    server.replaced = {"/v1/stationboard": json.dumps(answer, ensure_ascii=echo == "json").encode()}
    server.mode = "refused" if echo == "refused" else "ok"
    page = try_it(admin_client, domain)
    assert server.asked[-1][2]["X-Api-Key"] == SECRET
    assert "wombat" not in page.text and "4711" not in page.text
    assert echo == "refused" or "(hidden)" in page.context["trial"].short


@pytest.mark.parametrize(
    "text",
    [
        SECRET, "wombat%2F4711%20%2B%26%3D%C3%A4x", "wombat%2f4711%20%2b%26%3d%c3%a4x", "wombat/4711+%2B%26%3D%C3%A4x",
        "wombat/4711 +&amp;=äx", "wombat/4711 +&=\\u00e4x", "d29tYmF0LzQ3MTEgKyY9w6R4", SECRET.upper(),
        "Og==" + "OndvbWJhdC80NzExICsmPcOkeA==", SECRET[:9],
    ],
)  # fmt: skip
def test_every_form_of_a_secret_is_hidden(text: str) -> None:
    hidden = Redaction(SECRET)(f"before {text}")
    assert hidden in {"before (hidden)", "before Og==(hidden)", "before (hidden)=="}
    assert Redaction("")(text) == text


def test_a_long_answer_is_cut_and_says_so(server: Answering, admin_client: Client) -> None:
    server.replaced = {"/v1/stationboard": b"[" + b"1," * LONGEST + b"1]"}
    page = try_it(admin_client, trains(server))
    assert f"The first {LONGEST} of " in page.text and len(page.context["trial"].seen[0].text) == LONGEST


PROBLEMS = {
    "error": ("The trains service is out of order right now.", "answered with status 500", "Check the address"),
    "refused": ("refused the request. Its key may be missing or wrong.", "status 403", "the credential of this domain"),
    "limited": ("has been asked too often", "status 429", "raise “Fresh for”"),
    "html": ("gave an answer that makes no sense", "sent no JSON", "Compare the raw answer"),
    "null": ("gave an answer that makes no sense", "", "Compare the raw answer"),
}


@pytest.mark.parametrize("mode", PROBLEMS)
def test_a_failure_says_what_happened_and_what_to_do(mode: str, server: Answering, admin_client: Client) -> None:
    server.mode = mode
    trial = try_it(admin_client, trains(server)).context["trial"]
    said, reason, advice = PROBLEMS[mode]
    assert said in trial.problem and reason in trial.reason and advice in trial.advice


def test_what_the_service_sent_instead_is_shown_escaped(server: Answering, admin_client: Client) -> None:
    server.mode = "html"
    assert "&lt;h1&gt;Welcome!" in try_it(admin_client, trains(server)).text


def test_an_address_that_is_not_allowed_leads_to_the_egress_rules(server: Answering, admin_client: Client) -> None:
    EgressRule.objects.all().delete()
    page = try_it(admin_client, trains(server))
    trial, wanted = page.context["trial"], urlencode({"network": "127.0.0.1", "port": URL(server.url).port})
    assert "may not be reached" in trial.problem and "Add an egress rule" in trial.advice
    assert escape(f"{reverse('admin:athena_project_egressrule_add')}?{wanted}&note=") in page.text


def test_nothing_found_and_asking_back_are_told_apart(server: Answering, admin_client: Client) -> None:
    server.replaced = {"/v1/stationboard": b"{}"}
    domain = trains(server)
    trial = try_it(admin_client, domain).context["trial"]
    assert "Compare the raw answer" in trial.advice
    assert "no time at stationboard[0].stop.departure for leaves" in trial.reason
    Domain.objects.filter(pk=domain.pk).update(
        options={**domain.options, "slots": [{"name": "place"}, {"name": "team"}]}
    )
    trial = try_it(admin_client, domain).context["trial"]
    assert trial.problem == "Which team?" and "asks back" in trial.advice and trial.seen == ()


def test_a_credential_that_cannot_be_opened_is_said(server: Answering, admin_client: Client) -> None:
    domain = keyed(trains(server))
    Credential.objects.update(ciphertext=b"\x02xx" + b"0" * 40)
    trial = try_it(admin_client, domain).context["trial"]
    assert trial.problem == "The credential timetable cannot be opened. Type its secret again."


@pytest.mark.parametrize(
    ("kind", "said"), [("calculator", "42"), ("gone", "The sums service is not set up correctly."), ("documents", "")]
)
def test_every_kind_can_be_tested(kind: str, said: str, admin_client: Client) -> None:
    domain = Domain.objects.create(name="sums", title="sums", kind=kind)
    page = admin_client.post(url(domain), {"try-question": "what is 6 times 7", "try-ask": ""})
    assert page.status_code == 200 and said in page.text


def test_a_question_without_a_word_is_no_mistake(server: Answering, admin_client: Client) -> None:
    page = admin_client.post(url(trains(server)), {"try-question": "?!"})
    assert page.context["trial"].problem == "From which station?"


def test_who_may_not_publish_may_not_test(server: Answering) -> None:
    domain = trains(server)
    client = staff("ragdomains.view_domain", "ragdomains.change_domain")
    assert try_it(client, domain).status_code == 403
    assert "Test this domain" not in client.get(reverse("admin:ragdomains_domain_change", args=[domain.pk])).text
    assert server.asked == []


def test_who_may_not_see_domains_may_not_test_them(server: Answering) -> None:
    assert try_it(staff("athena_project.publish"), trains(server)).status_code == 403


def test_who_may_publish_and_look_may_test(server: Answering) -> None:
    client, domain = staff("athena_project.publish", "ragdomains.view_domain"), trains(server)
    assert "Test this domain" in client.get(reverse("admin:ragdomains_domain_change", args=[domain.pk])).text
    assert client.get(url(domain)).status_code == 405
    assert try_it(client, domain).context["trial"].facts


def test_a_house_that_asks_nobody_outside_asks_nobody_in_a_test_either(admin_client: Client) -> None:
    EgressRule.objects.create(network="93.184.216.0/24")  # an address of the world, named by mistake
    HouseSettings.objects.update_or_create(name="house", defaults={"local_only": True})
    outside = Domain.objects.create(
        name="trains",
        kind="http_json",
        options=json.loads(json.dumps(OPTIONS).replace("{url}", "http://93.184.216.34")),
    )
    trial = try_it(admin_client, outside).context["trial"]
    assert trial.reason == "blocked by the egress policy" and not trial.seen[0].status
