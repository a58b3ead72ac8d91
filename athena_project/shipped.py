"""What is new in what ships: found by comparing three states of each row, and taken or left."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

import orjson
from django.db import models, transaction

from athena_project import bootstrap, chain, changes, row_tables
from athena_project.configuration import Document
from athena_project.kin import Kin
from athena_project.models import ConfigChange, Release, ShippedBase
from athena_project.origin import noting
from athena_project.plans import Allow, Moved, Wish
from athena_project.releases import Difference, compare
from athena_project.row_tables import Keys
from athena_project.shipped_base import Tables, packed, unpacked
from athena_project.three_way import (
    ASKED,
    OFFERED,
    Item,
    State,
    Three,
)

NOTE = "What is new in what ships"
OPEN = OFFERED | ASKED
UNKNOWN = frozenset({State.MISSING, State.DIFFERS})


@dataclass(frozen=True, slots=True)
class Survey:
    """The rows to speak of, in an order in which owners come before what belongs to them."""

    base: ShippedBase
    three: Three
    items: tuple[Item, ...]
    keys: Keys
    kin: Kin

    def having(self, states: Collection[State]) -> list[Item]:
        return [item for item in self.items if item.state in states]

    def difference(self, item: Item) -> Difference:
        """What taking it changes."""
        key = self.keys.get(item.place, "")
        found = compare(item.model, key, item.here, item.wanted)
        return found or Difference("change", item.model, key, item.key, {})


Choose = Callable[[Survey], Sequence[Item]]  # raises Moved where what was looked at is not there any more


def survey() -> Survey:
    """Asks for the base and for all rows; reads the files that ship once in a process."""
    now = shipped_now()
    here, keys = row_tables.of_database()
    base = ShippedBase.held()
    if not base.content:
        base.known, found = began_with(now, here)
    else:
        found = row_tables.completed(base.tables())
    three = Three(found, now, here, base.known)
    items = three.items(row_tables.parents())
    return Survey(base, three, tuple(items), keys, Kin(items, row_tables.parents()))


def looked_over() -> Survey:
    """The same for a page that takes nothing: made anew where a row, the base or a file is not as at the last look."""
    newest = models.Subquery(ConfigChange.objects.order_by("-id").values("sha256")[:1])
    state = ShippedBase.objects.annotate(head=newest).values_list("head", "changed").first()
    return kept_survey(*state, bootstrap.fingerprint()) if state and state[0] else survey()


@lru_cache(maxsize=1)
def kept_survey(_head: str, _changed: datetime, _fingerprint: str) -> Survey:
    """Without the thousands of rows of which nothing is to be said."""
    found = survey()
    keys = {item.place: found.keys[item.place] for item in found.items if item.place in found.keys}
    return replace(found, three=Three({}, {}, {}), keys=keys)


def shipped_now() -> Tables:
    return unpacked(kept_packed(bootstrap.fingerprint()))


@lru_cache(maxsize=1)
def kept_packed(_fingerprint: str) -> bytes:
    """Packed: the rows themselves would take some fifteen megabytes of a process that looks at them once a month."""
    return packed(row_tables.of_document(bootstrap.seed()))


def began_with(now: Tables, here: Tables) -> tuple[bool, Tables]:
    """The base of a house that is older than bases: the first release, where that was what shipped, and nothing else.

    A release holds no row that is switched off; of those that ship so, what the house has is taken to be as it shipped.
    """
    first = Release.objects.filter(number=1, author=bootstrap.ATHENA, note=bootstrap.SHIPPED).first()
    if first is None:
        return False, {}
    found = row_tables.of_release(orjson.loads(first.content))
    for label, table in now.items():
        off = {key: row for key, row in table.items() if not row["enabled"] and key in here.get(label, {})}
        found[label] = off | found.get(label, {})
    return True, found


def nothing(allowed: list[Difference]) -> None:
    """Everything is allowed."""


def take(choose: Choose, allow: Allow = nothing, note: str = NOTE) -> list[Difference]:
    """Writes the chosen rows as they ship, like any other edit, and remembers that.

    Raises Moved, ConfigurationError, or what `allow` raises; then nothing is written.
    """
    with noting(note), transaction.atomic():
        chain.claim()  # nobody else edits between the look and the deed
        found = survey()
        chosen = choose(found)
        differences = Wish(document(chosen)).difference(dry_run=False)
        allow(differences)
        settle(found, chosen, taken=True)
    return differences


def leave(choose: Choose) -> int:
    """Remembers that the house has seen these rows and keeps its own; returns how many. Raises Moved."""
    with transaction.atomic():
        chain.claim()
        found = survey()
        chosen = choose(found)
        settle(found, chosen, taken=False)
        if chosen:
            changes.note("leave", f"{len(chosen)} rows that ship otherwise stay as they are")
    return len(chosen)


def document(chosen: Iterable[Item]) -> Document:
    found: Document = {}
    for item in chosen:
        found.setdefault(item.model, []).append(item.wanted)
    return found


def settle(found: Survey, chosen: Sequence[Item], taken: bool) -> None:
    here = {label: dict(table) for label, table in found.three.here.items()}
    for item in chosen if taken else ():
        here[item.model][item.key] = item.wanted
    before = found.three.settled(chosen)
    left = Three(before, found.three.now, here, found.base.known).items(row_tables.parents())
    base = found.base
    base.known = base.known or all(item.state not in UNKNOWN for item in left)
    base.waiting = sum(item.state in OPEN for item in left)
    base.fingerprint = bootstrap.fingerprint()
    base.hold(before)


def in_kinds(found: Survey, kinds: Collection[str]) -> list[Item]:
    """What is offered of these kinds, or of all, with what it needs."""
    return found.kin.whole(item for item in found.having(OFFERED) if not kinds or item.model in kinds)


def as_seen(items: Iterable[Item], digests: Collection[str]) -> list[Item]:
    """Just the rows that somebody was shown, as they were shown. Raises Moved."""
    wanted = set(digests)
    chosen = [item for item in items if item.digest in wanted]
    if len(chosen) != len(wanted):
        raise Moved
    return chosen
