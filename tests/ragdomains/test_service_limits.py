"""What services say of the calls that they still allow, as each of them writes it."""

import pytest

from ragdomains.service_limits import Allowance, allowance

NOW = 1_800_000_000.0

SAID = [
    ({"X-RateLimit-Remaining": "12", "X-RateLimit-Limit": "60"}, Allowance(12, 60)),
    ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1800000030"}, Allowance(0, 0, NOW + 30)),
    ({"X-RateLimit-Remaining": "0, 14999", "X-RateLimit-Limit": "1, 15000", "X-RateLimit-Reset": "1, 1419704"},
     Allowance(0, 1, NOW + 1)),
    ({"RateLimit-Remaining": "3", "RateLimit-Limit": "10, 10;w=60", "RateLimit-Reset": "50"},
     Allowance(3, 10, NOW + 50)),
    ({"Rate-Limit-Available": "4723", "Rate-Limit": "5000", "Rate-Limit-Reset": "1800000060000"},
     Allowance(4723, 5000, NOW + 60)),
    ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "Fri, 15 Jan 2027 08:01:00 GMT"}, Allowance(0, 0, NOW + 60)),
    ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999"}, Allowance(0)),
    ({"X-RateLimit-Remaining": "unlimited"}, None),
    ({"X-RateLimit-Remaining": "-1"}, None),
    ({}, None),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "found"), SAID)
def test_headers_are_read_as_services_write_them(headers: dict[str, str], found: Allowance | None) -> None:
    assert allowance(headers, NOW) == found


def test_a_call_is_held_back_only_for_as_long_as_the_service_said() -> None:
    assert Allowance(0, 60, NOW + 30).spent(NOW)
    assert not Allowance(0, 60, NOW + 30).spent(NOW + 30)
    assert not Allowance(0, 60).spent(NOW)
    assert not Allowance(1, 60, NOW + 30).spent(NOW)
