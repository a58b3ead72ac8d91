"""Drafts and evidence for tests."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from ragdomains.types import Evidence, Fact, Passage
from validation.checks import Objection, checks
from validation.claims import find_claims
from validation.types import Draft

HERE = timezone(timedelta(hours=1))
SUNDAY = date(2026, 11, 22)
EVIDENCE = Evidence(
    facts=(
        Fact("temperature_high", 12.4, "degC", "Berlin", SUNDAY),
        Fact("temperature_low", -3.2, "degC", "Berlin", SUNDAY),
        Fact("precipitation_probability", 35, "%", "Berlin", SUNDAY),
        Fact("precipitation", 4.2, "mm", "Berlin", SUNDAY),
        Fact("wind_speed", 18.3, "km/h", "Berlin", SUNDAY),
        Fact("sunrise", datetime(2026, 11, 22, 7, 32, tzinfo=HERE), "", "Berlin"),
        Fact("delay_minutes", 40),
        Fact("price", 338.31, "USD"),
        Fact("change_percent", -2.94, "%"),
        Fact("home_score", 3),
        Fact("away_score", 1),
    ),
    passages=(Passage("Bake at 180 °C for 25 minutes. Built in May 2019. Call 030 1234567. Gate E37.", "Oven manual"),),
    as_of=datetime(2026, 11, 22, 14, 5, tzinfo=HERE),
)


def draft(sentence: str, evidence: Evidence | None = EVIDENCE, **fields: Any) -> Draft:
    values = {"question": "How is it?", "mode": "llm", "domain": "weather"} | fields
    return Draft(sentence, evidence=(evidence,) if evidence else (), **values)


def facts(*found: Fact) -> Evidence:
    return Evidence(facts=found)


async def ask(kind: str, about: Draft, **options: Any) -> list[Objection]:
    """What the check of this kind has against a draft."""
    plugin = checks[kind]
    return list(await plugin.run(about, find_claims(about.sentence), plugin.options(**options)))
