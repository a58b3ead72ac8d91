"""Compares three states of a row: as it shipped before, as it ships now, and as it is in this house. Pure values."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import orjson

from athena_project.shipped_base import Tables

Row = dict[str, Any]
Place = tuple[str, str]  # label, and natural key as text
Parents = Mapping[str, Mapping[str, str]]  # label -> field -> label of the rows that it names


class State(StrEnum):
    """What there is to do about a row."""

    NEW = "new"  # ships now, and did not
    CHANGED = "changed"  # ships otherwise; the house has it as it shipped
    JOINED = "joined"  # both changed it, in different fields
    GONE = "gone"  # ships no more; the house has it as it shipped
    CLASH = "clash"  # both changed the same
    DIFFERS = "differs"  # nobody knows who changed it
    MISSING = "missing"  # nobody knows whether it is new or was deleted
    OWN = "own"  # only the house changed it
    DELETED = "deleted"  # the house deleted it


OFFERED = frozenset({State.NEW, State.CHANGED, State.JOINED, State.GONE})  # taking it touches nothing of the house's
ASKED = frozenset({State.CLASH, State.DIFFERS, State.MISSING})
KEPT = frozenset({State.OWN, State.DELETED})
ABSENT = frozenset({State.NEW, State.MISSING, State.DELETED})  # the house does not have the row


@dataclass(frozen=True, slots=True)
class Item:
    """A row about which there is something to say: as it shipped, as it ships now, as it is here."""

    model: str
    key: str
    state: State
    before: Row | None = field(hash=False)
    now: Row | None = field(hash=False)
    here: Row | None = field(hash=False)

    @property
    def place(self) -> Place:
        return self.model, self.key

    @property
    def part(self) -> str:
        return self.model.partition(".")[0]

    @property
    def wanted(self) -> Row:
        """The row once it is taken. What ships no more is switched off: nothing that hangs on it goes with it."""
        here = self.here or {}
        if self.now is None:
            return {**here, "enabled": False}
        if self.state is State.JOINED and self.before is not None:
            return {**here, **{name: self.now[name] for name in changed(self.before, self.now)}}
        return self.now

    @property
    def digest(self) -> str:
        """The same only for the same row in the same three states."""
        return summed([self.model, self.key, self.state, self.before, self.now, self.here])


def summed(held: Any) -> str:
    return hashlib.sha256(orjson.dumps(held, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def state_of(before: Row | None, now: Row | None, here: Row | None, known: bool = True) -> State | None:
    """None where nothing is to be said. `known`: whether what did not ship `before` is known not to have."""
    if now == here or (before is None and now is None):
        return None
    if before is None:
        return unseen(here, known)
    if here is None:
        return State.DELETED
    if here == before:
        return State.GONE if now is None else State.CHANGED
    return both(before, now, here)


def unseen(here: Row | None, known: bool) -> State:
    if here is None:
        return State.NEW if known else State.MISSING
    return State.CLASH if known else State.DIFFERS


def both(before: Row, now: Row | None, here: Row) -> State:
    """Of a row that the house changed."""
    if now == before:
        return State.OWN
    if now is None:
        return State.CLASH
    news = [name for name in changed(before, now) if here[name] != now[name]]
    if not news:
        return State.OWN
    return State.JOINED if all(here[name] == before[name] for name in news) else State.CLASH


def changed(old: Row, new: Row) -> list[str]:
    return [name for name in new if new[name] != old[name]]


@dataclass(frozen=True, slots=True)
class Three:
    """All rows in their three states; `known` as of state_of()."""

    before: Tables
    now: Tables
    here: Tables
    known: bool = True

    def items(self, parents: Parents) -> list[Item]:
        """The rows to speak of. `parents` names each kind behind those that its rows lead to."""
        found: dict[Place, Item] = {}
        for label in parents:
            for item in self._of(label):
                found[item.place] = heeding(item, list(leads(item.wanted, parents[label])), found)
        return list(found.values())

    def _of(self, label: str) -> Iterable[Item]:
        before, now, here = (tables.get(label, {}) for tables in (self.before, self.now, self.here))
        for key in dict.fromkeys([*now, *before]):
            states = before.get(key), now.get(key), here.get(key)
            state = state_of(*states, known=self.known)
            if state is not None:
                yield Item(label, key, state, *states)

    def settled(self, items: Iterable[Item]) -> Tables:
        """What shipped, once these items are taken or left: what the house has in common with it needs no look."""
        over = {item.place for item in items}
        found: Tables = {}
        for label in {**self.before, **self.now}:
            before, now, here = (tables.get(label, {}) for tables in (self.before, self.now, self.here))
            table = found[label] = {}
            for key in dict.fromkeys([*now, *before]):
                seen = now.get(key) == here.get(key) or (label, key) in over
                row = now.get(key) if seen else before.get(key)
                if row is not None:
                    table[key] = row
        return found


def leads(row: Row, fields: Mapping[str, str]) -> Iterable[Place]:
    """The rows that this one names."""
    for name, label in fields.items():
        if row.get(name) is not None:
            yield label, orjson.dumps(row[name]).decode()


def heeding(item: Item, needed: list[Place], found: Mapping[Place, Item]) -> Item:
    """An item as the rows that it needs leave it: what belongs to a row that was deleted stays away with it, and what
    would be added to a row of the house's own is asked for."""
    states = {found[place].state for place in needed if place in found}
    if item.state is State.NEW and State.DELETED in states:
        return replace(item, state=State.DELETED)
    if item.state is State.NEW and any(foreign(found[place]) for place in needed if place in found):
        return replace(item, state=State.CLASH)
    if item.state in (State.CHANGED, State.JOINED) and State.DELETED in states:
        return replace(item, state=State.CLASH)
    return item


def foreign(item: Item) -> bool:
    """A row of the house's own that has the name of one that ships."""
    return item.state is State.CLASH and item.before is None and item.here is not None
