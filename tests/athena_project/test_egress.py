"""No form of an address leads into the house unless it is allowed; a trap on loopback counts who comes."""

import socket
from ipaddress import ip_network

import pytest
from aiohttp import ThreadedResolver

from athena_project.egress import Allowed, Blocked, Egress, PermittedNames, checked
from athena_project.http import Http, HttpError
from tests.athena_project.egress_flows import FLOWS
from tests.athena_project.egress_vectors import VECTORS, filled
from tests.athena_project.names import Names
from tests.servers import Misbehaving, Trap, outgoing, redirect, reply

POLICY = "blocked by the egress policy"


@pytest.mark.parametrize("vector", VECTORS)
async def test_no_way_to_write_an_address_leads_into_the_house(vector: str) -> None:
    async with Trap() as trap, outgoing() as http:
        with pytest.raises(HttpError) as refused:
            await http.get(filled(vector, trap.port), seconds=1)
    assert trap.connections == 0
    assert refused.value.kind in {"blocked", "broken", "unreachable"}


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector.isprintable() and "{port}" in vector])
async def test_no_redirect_leads_into_the_house(vector: str) -> None:
    async with Trap() as trap, Misbehaving() as server, outgoing(server) as http:
        server.routes["/start"] = [redirect(filled(vector, trap.port))]
        with pytest.raises(HttpError):
            await http.get(server.url + "/start", seconds=1)
    assert trap.connections == 0
    assert server.requests[0].path == "/start"


@pytest.mark.parametrize("flow", FLOWS)
async def test_no_name_port_or_redirect_leads_into_the_house(flow: str) -> None:
    async with Trap() as trap:
        await FLOWS[flow](trap)
    assert trap.connections == 0


@pytest.mark.parametrize("vector", [VECTORS[0], "http://localhost:{port}/", "http://[::1]:{port}/"])
async def test_the_trap_does_catch_who_is_allowed_in(vector: str) -> None:
    allowed = (Allowed(ip_network("127.0.0.0/8")), Allowed(ip_network("::1/128")))
    http = Http(lambda: allowed)
    async with Trap() as trap:
        if "[" in vector and len(trap.servers) == 1:
            pytest.skip("this machine has no IPv6")
        assert await http.get_json(filled(vector, trap.port)) == {}
        await http.close()
    assert trap.connections == 1


@pytest.mark.parametrize("vector", ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://0x7f.1:{port}/"])
async def test_the_refusal_says_so_and_nothing_else(vector: str) -> None:
    async with Trap() as trap, outgoing() as http:
        with pytest.raises(HttpError) as refused:
            await http.get(filled(vector, trap.port) + "?key=SECRET")
    assert (str(refused.value), refused.value.kind) == (POLICY, "blocked")


PUBLIC = [
    "1.1.1.1",
    "9.9.9.9",
    "172.32.0.1",
    "172.15.255.255",
    "100.63.0.1",
    "100.128.0.1",
    "11.0.0.1",
    "223.255.255.254",
]
PUBLIC_6 = ["2606:4700:4700::1111", "2a00:1450::1", "2001:4860:4860::8888", "64:ff9b::1.1.1.1", "::ffff:1.1.1.1"]
HOUSE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 169.254.169.254 169.254.170.2
172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1
198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16"""
HOUSE_6 = """
:: ::1 ::2 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
100::1 2001::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002::1 2002:a00:1::1 3fff::1 4000::1 5f00::1 fc00::1 fd00::1
fd00:ec2::254 fd20:ce::254 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1"""


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_6)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert Egress(()).permits(address, 443)


@pytest.mark.parametrize("address", (HOUSE + " " + HOUSE_6).split())
def test_addresses_of_the_house_and_of_special_use_may_not(address: str) -> None:
    assert not Egress(()).permits(address, 443)


@pytest.mark.parametrize("host", ["example.org", "", "127.1", "0x7f000001", "1.1.1.1 ", "1.1.1", "01.1.1.1"])
def test_what_is_no_numeric_address_is_never_connected_to(host: str) -> None:
    assert not Egress((Allowed(ip_network("0.0.0.0/0")),)).permits(host, 80)


@pytest.mark.parametrize(
    ("rule", "address", "port", "permitted"),
    [
        ("192.168.1.0/24", "192.168.1.7", 80, True),
        ("192.168.1.0/24", "192.168.2.7", 80, False),
        ("192.168.1.0/24", "::ffff:192.168.1.7", 80, True),
        ("192.168.1.0/24", "64:ff9b::192.168.1.7", 80, False),
        ("192.168.1.0/24", "fd00::7", 80, False),
        ("fd00::/8", "fd00::7", 80, True),
        ("fe80::/10", "fe80::1%eth0", 80, True),
    ],
)
def test_a_rule_opens_its_network(rule: str, address: str, port: int, permitted: bool) -> None:
    assert Egress((Allowed(ip_network(rule)),)).permits(address, port) is permitted


def test_a_rule_with_a_port_opens_that_port_only() -> None:
    egress = Egress((Allowed(ip_network("10.0.0.5/32"), 11434),))
    assert egress.permits("10.0.0.5", 11434)
    assert not egress.permits("10.0.0.5", 22)


@pytest.mark.parametrize("address", ["10.0.0.1", "::1", "example.org"])
def test_the_last_gate_makes_no_socket_for_what_is_blocked(address: str) -> None:
    with pytest.raises(Blocked, match=POLICY):
        Egress(()).open((socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 80)))


@pytest.mark.parametrize("url", ["ftp://1.1.1.1/", "http://a@1.1.1.1/", "http://a:b@1.1.1.1/", "/x", "http:1.1.1.1"])
def test_only_plain_web_addresses_pass(url: str) -> None:
    with pytest.raises(Blocked):
        checked(url)


async def test_of_a_mixed_answer_only_allowed_addresses_are_connected_to() -> None:
    async with Trap() as trap:
        names = Names(["127.0.0.2", "127.0.0.1", "::1", "127.0.0.3"])
        only = (Allowed(ip_network("127.0.0.3/32"), trap.port),)
        http = Http(lambda: only, resolver=lambda: names)
        assert await http.get_json(f"http://mixed.example:{trap.port}/") == {}
        await http.close()
    assert trap.addresses == ["127.0.0.3"]


async def test_a_name_with_none_but_forbidden_addresses_is_blocked() -> None:
    async with Trap() as trap:
        http = Http(lambda: (), resolver=lambda: Names(["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254"]))
        with pytest.raises(HttpError, match=POLICY) as refused:
            await http.get(f"http://evil.example:{trap.port}/")
        await http.close()
    assert (trap.connections, refused.value.kind) == (0, "blocked")


async def test_permitted_names_keeps_the_order_and_drops_the_rest() -> None:
    names = PermittedNames(Egress(()), Names(["10.0.0.1", "2606:4700::1", "::ffff:10.0.0.1", "1.1.1.1"]))
    assert [found["host"] for found in await names.resolve("mixed.example", 443)] == ["2606:4700::1", "1.1.1.1"]


async def test_a_name_that_changes_its_address_is_decided_on_at_each_connect() -> None:
    async with Trap() as trap, Misbehaving(reply(1)) as server:
        names = Names(["127.0.0.1"], ["127.0.0.9"])
        http = Http(lambda: server.allowed, resolver=lambda: names)
        assert await http.get_json(f"http://rebinding.example:{server.port}/") == 1
        with pytest.raises(HttpError, match=POLICY):
            await http.get(f"http://rebinding.example:{trap.port}/")
        await http.close()
    assert trap.connections == 0


async def test_a_name_without_any_address_cannot_be_reached() -> None:
    http = Http(lambda: (), resolver=lambda: Names([]))
    with pytest.raises(HttpError) as failed:
        await http.get("http://nowhere.example/")
    await http.close()
    assert (failed.value.kind, str(failed.value)) == ("unreachable", "the name nowhere.example is not known")


async def test_the_deadline_holds_for_names_too() -> None:
    http = Http(lambda: (), resolver=lambda: Names(["1.1.1.1"], after=60))
    with pytest.raises(HttpError) as failed:
        await http.get("http://slow.example/", seconds=0.05)
    await http.close()
    assert failed.value.kind == "timeout"


async def test_the_system_resolves_names_unless_told_otherwise() -> None:
    assert Http(lambda: ()).resolver is ThreadedResolver


async def test_a_rule_that_is_taken_back_ends_the_use_of_its_open_connections() -> None:
    async with Misbehaving(reply(1)) as server:
        rules = [server.allowed]
        http = Http(lambda: rules[-1])
        assert await http.get_json(server.url) == 1
        rules.append(())
        with pytest.raises(HttpError, match=POLICY):
            await http.get_json(server.url)
        rules.append(server.allowed)
        assert await http.get_json(server.url) == 1
        await http.close()
    assert len(server.requests) == 2


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Trap() as trap, Misbehaving(reply(1)) as server, outgoing(server) as http:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
        assert await http.get_json(server.url) == 1
    assert trap.connections == 0
