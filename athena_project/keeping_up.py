"""What a start does where something else ships than at the last one: takes what touches nothing of the house's own."""

import logging

from django.db import IntegrityError

from athena_project import bootstrap, draft, shipped
from athena_project.configuration import ConfigurationError
from athena_project.key_guard import KeyMoved, keys_stay
from athena_project.models import HouseSettings, ShippedBase, Suite
from athena_project.origin import acting
from athena_project.releases import Difference
from athena_project.shipped import Survey
from athena_project.three_way import Item, State

log = logging.getLogger(__name__)

NOTE = f"{shipped.NOTE}, taken at the start"
PLAIN = frozenset({State.NEW, State.CHANGED, State.GONE})  # of rows that the house left alone


def follow() -> str:
    """What a start does where something else ships than at the last one, and the line that it prints; "" for none."""
    held = ShippedBase.held()
    taken = 0
    if held.fingerprint != bootstrap.fingerprint():
        with acting(bootstrap.ATHENA):
            taken = len(kept_up())
        held = ShippedBase.held()
    told = ["1 row was taken" if taken == 1 else f"{taken} rows were taken"] if taken else []
    told += [f"{held.waiting} wait for you"] if held.waiting else []
    said = ", ".join(told)
    return f"New in what ships: {said} (manage.py shipped, or the admin: Releases, What is new)" if said else ""


def kept_up() -> list[Difference]:
    """Takes what the house wants taken by itself. A row that cannot be taken keeps no assistant from starting."""
    try:
        with keys_stay(may_move=False):
            return shipped.take(untouched, note=NOTE)
    except (ConfigurationError, IntegrityError, KeyMoved) as error:
        log.warning("what is new in what ships was not taken: %s", error)
        return shipped.take(lambda found: ())


def untouched(found: Survey) -> list[Item]:
    """What is new in those parts of the house where nothing that shipped was changed or deleted."""
    if not found.base.known or not lets_it_go_live():
        return []
    touched = {item.part for item in found.items if item.state not in PLAIN}
    return found.kin.needed(item for item in found.items if item.part not in touched)


def lets_it_go_live() -> bool:
    """Whether the house wants it, and nobody is to look at edits before they are live."""
    house = HouseSettings.objects.filter(name="house").first() or HouseSettings()
    blocking = Suite.objects.filter(enabled=True, on_publish=Suite.BLOCK).exists()
    return house.keep_up and not draft.in_review() and not blocking
