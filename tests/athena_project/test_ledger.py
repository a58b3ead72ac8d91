"""Every outgoing call is counted: for whom, who was asked, how much; and may be kept inside the house."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from athena_project import egress_use
from athena_project.egress import Allowed, Egress
from athena_project.http import Http, HttpError
from athena_project.ledger import Ledger
from athena_project.models import EgressUse
from tests.answering import Answering


@pytest.fixture(scope="module")
def server() -> Iterator[Answering]:
    with Answering({"/facts": b'{"facts": [1, 2, 3]}'}) as running:
        yield running


def client() -> Http:
    return Http(lambda: (Allowed(ip_network("127.0.0.0/8")),))


@pytest.mark.django_db
async def test_a_call_is_counted_for_its_purpose_with_its_bytes(server: Answering) -> None:
    http = client()
    for purpose in ("domain weather", "domain weather", "model big"):
        await http.on_behalf(purpose).get_json(f"{server.url}/facts", params={"q": "rain"}, headers={"X-Key": "secret"})
    await http.close()
    taken = http.ledger.take()
    host = server.url.removeprefix("http://")
    found = {(purpose, name): count for ((_, purpose, asked), name), count in taken.items() if asked == host}
    assert found["domain weather", "calls"] == 2
    assert found["domain weather", "received"] == 2 * len(b'{"facts": [1, 2, 3]}')
    assert found["model big", "sent"] == len("GET /facts?q=rain HTTP/1.1\r\n") + len("X-Key: secret\r\n")
    assert not http.ledger.take()


async def test_what_the_policy_forbids_is_counted_as_refused(server: Answering) -> None:
    http = Http(lambda: ())
    with pytest.raises(HttpError, match="blocked by the egress policy"):
        await http.on_behalf("domain odd").get_json(f"{server.url}/facts")
    await http.close()
    assert [name for (_, name), count in http.ledger.take().items() if count] == ["refused"]


@pytest.mark.parametrize(
    ("host", "listed", "open_", "local"),
    [("93.184.216.34", False, True, False), ("192.168.3.4", True, True, True), ("192.168.3.4", False, False, False)],
)
def test_local_only_leaves_what_the_allow_list_names_in_the_house(
    host: str, listed: bool, open_: bool, local: bool
) -> None:
    allowed = (Allowed(ip_network("192.168.0.0/16")),) if listed else ()
    assert Egress(allowed).permits(host, 80) is open_
    assert Egress(allowed, local_only=True).permits(host, 80) is local


def test_a_public_address_on_the_allow_list_is_still_not_local() -> None:
    assert not Egress((Allowed(ip_network("93.184.216.0/24")),), local_only=True).permits("93.184.216.34", 443)


async def test_the_switch_acts_at_the_next_call_and_for_one_purpose_alone(server: Answering) -> None:
    house = {"local_only": False}
    http = Http(lambda: (), local_only=lambda: house["local_only"])
    kept = http.on_behalf("domain kept", local_only=True)
    assert (http.local_only(), kept.local_only()) == (False, True)
    house["local_only"] = True
    assert http.on_behalf("domain other").local_only()
    await http.close()


@pytest.mark.django_db
def test_counts_are_added_up_and_forgotten_after_three_months() -> None:
    ledger = Ledger()
    for _ in range(2):
        ledger.add("domain news", "feeds.example:443", calls=1, sent=100, received=3000)
        egress_use.write(ledger)
    row = EgressUse.objects.get()
    assert (row.purpose, row.calls, row.refused, row.sent, row.received) == ("domain news", 2, 0, 200, 6000)
    assert egress_use.prune(datetime.now(UTC)) == 0
    assert egress_use.prune(datetime.now(UTC) + timedelta(days=93)) == 1


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_written_stays_in_the_ledger() -> None:
    ledger = Ledger()
    ledger.add("domain news", "feeds.example:443", calls=-1)  # a count below zero is refused
    with pytest.raises(DatabaseError):
        egress_use.write(ledger)
    assert sum(ledger.take().values()) == -1
    assert not EgressUse.objects.exists()


def test_the_page_says_who_was_asked(admin_client: Client) -> None:
    EgressUse.objects.create(hour=datetime.now(UTC), purpose="domain news", host="feeds.example:443", calls=3, sent=900)
    page = admin_client.get(reverse("admin:athena_project_egressuse_changelist")).content.decode()
    assert "feeds.example:443" in page and "900" in page
