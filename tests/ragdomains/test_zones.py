"""Time zones by name: cities, states, countries; one for each time it is there."""

from datetime import UTC, datetime

import pytest

from ragdomains.zones import nearest, table, zone_of, zones_named

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Tokyo", "Asia/Tokyo"),
        ("são paulo", "America/Sao_Paulo"),
        ("Washington, D.C.", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("Germany", "Europe/Berlin"),
        ("Spain", "Europe/Madrid"),
        ("Rom", "Europe/Rome"),
        ("Köln", "Europe/Berlin"),
        ("Peking", "Asia/Shanghai"),
        ("the UK", "Europe/London"),
        ("south korea", "Asia/Seoul"),
        ("Portland, Maine", "America/New_York"),
        ("paris texas", "America/Chicago"),
        ("Springfield, Illinois", "America/Chicago"),
        ("Sydney, Australia", "Australia/Sydney"),
        ("Hawaii", "Pacific/Honolulu"),
        ("est", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_a_name_means_a_zone(name: str, zone: str) -> None:
    assert [f"{found}" for found in zones_named(name, NOW)] == [zone]


@pytest.mark.parametrize("name", ["USA", "Russia", "Australia", "Brazil"])
def test_a_wide_country_means_several(name: str) -> None:
    zones = zones_named(name, NOW)
    offsets = {NOW.astimezone(zone).utcoffset() for zone in zones}
    assert len(zones) == len(offsets) > 1


@pytest.mark.parametrize("name", ["Atlantis", "", ",", "in the morning", "../etc/passwd"])
def test_an_unknown_name_means_none(name: str) -> None:
    assert zones_named(name, NOW) == []


@pytest.mark.parametrize("name", ["", "Nowhere/City", "../../etc/passwd", "/etc/passwd", "Europe", "\x00"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_of(name) is None


def test_every_zone_of_the_table_exists() -> None:
    assert not {zone for zones in table().values() for zone in zones if zone_of(zone) is None}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Copenhaguen", "Copenhagen"),
        ("zürih", "Zurich"),
        ("Grece", "Greece"),
        ("Easton", ""),
        ("Oslo", ""),
        ("xyzzy", ""),
    ],
)
def test_the_nearest_spelling_of_a_place_is_known(typed: str, meant: str) -> None:
    assert nearest(typed) == meant
