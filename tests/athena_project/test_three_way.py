"""Three states of a row, compared: what is offered, what is asked, what stays."""

from typing import Any

import pytest

from athena_project.kin import Kin
from athena_project.shipped_base import Tables
from athena_project.three_way import Item, State, Three, state_of

PARENTS = {"domain": {}, "intent": {"domain": "domain"}, "pattern": {"intent": "intent"}}


def row(**fields: Any) -> dict[str, Any]:
    return {"title": "rain", "threshold": 1, "enabled": True, **fields}


OLD, NEW, MINE = row(), row(threshold=2), row(threshold=3)
TITLED, BOTH = row(title="the wet"), row(title="the wet", threshold=2)


@pytest.mark.parametrize(
    ("before", "now", "here", "state", "wanted"),
    [
        (OLD, OLD, OLD, None, None),
        (OLD, NEW, NEW, None, None),
        (None, NEW, NEW, None, None),
        (None, None, MINE, None, None),
        (OLD, None, None, None, None),
        (None, NEW, None, State.NEW, NEW),
        (OLD, NEW, OLD, State.CHANGED, NEW),
        (OLD, NEW, TITLED, State.JOINED, BOTH),
        (OLD, NEW, BOTH, State.OWN, None),
        (OLD, None, OLD, State.GONE, row(enabled=False)),
        (OLD, NEW, MINE, State.CLASH, NEW),
        (OLD, None, MINE, State.CLASH, row(threshold=3, enabled=False)),
        (None, NEW, MINE, State.CLASH, NEW),
        (OLD, OLD, MINE, State.OWN, OLD),
        (OLD, OLD, row(enabled=False), State.OWN, OLD),
        (OLD, OLD, None, State.DELETED, OLD),
        (OLD, NEW, None, State.DELETED, NEW),
    ],
)
def test_what_is_said_of_a_row_and_what_taking_it_makes_of_it(
    before: Any, now: Any, here: Any, state: State | None, wanted: Any
) -> None:
    assert state_of(before, now, here) == state
    if state and wanted:
        assert Item("rule", '"a"', state, before, now, here).wanted == wanted


def test_where_nobody_knows_what_shipped_nothing_counts_as_new_or_as_changed() -> None:
    assert state_of(None, NEW, None, known=False) == State.MISSING
    assert state_of(None, NEW, MINE, known=False) == State.DIFFERS
    assert state_of(OLD, NEW, OLD, known=False) == State.CHANGED


ROWS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "d": ("domain", '"d"', {"name": "d"}),
    "i": ("intent", '"i"', {"name": "i", "domain": "d"}),
    "p": ("pattern", '["i","p"]', {"intent": "i", "text": "p"}),
    "q": ("pattern", '["i","q"]', {"intent": "i", "text": "q"}),
}
LETTERS = {key: letter for letter, (_, key, _) in ROWS.items()}


def tables(letters: str, **changed: Any) -> Tables:
    """A domain d, its intent i, and the patterns p and q of that; `changed` is what is other of all of them."""
    made: Tables = {}
    for label, key, fields in (ROWS[letter] for letter in letters):
        made.setdefault(label, {})[key] = {**fields, "enabled": True, **changed}
    return made


def items(before: str, now: str, here: Tables) -> list[Item]:
    return Three(tables(before), tables(now), here).items(PARENTS)


def states(found: list[Item]) -> dict[str, str]:
    return {LETTERS[item.key]: item.state.value for item in found}


def letters(found: list[Item]) -> str:
    return "".join(LETTERS[item.key] for item in found)


@pytest.mark.parametrize(
    ("before", "now", "here", "expected"),
    [
        ("", "dipq", tables(""), {"d": "new", "i": "new", "p": "new", "q": "new"}),
        ("dip", "dipq", tables("d"), {"i": "deleted", "p": "deleted", "q": "deleted"}),
        ("d", "dip", tables(""), {"d": "deleted", "i": "deleted", "p": "deleted"}),
        ("d", "dip", tables("di", enabled=False), {"d": "own", "i": "clash", "p": "clash"}),
    ],
)
def test_what_belongs_to_a_row_goes_the_way_of_that_row(
    before: str, now: str, here: Tables, expected: dict[str, str]
) -> None:
    assert states(items(before, now, here)) == expected


@pytest.mark.parametrize(
    ("here", "chosen", "needed", "whole"),
    [("", "p", "dip", "dipq"), ("d", "i", "i", "ipq"), ("di", "p", "p", "p"), ("", "d", "d", "dipq")],
)
def test_a_row_that_comes_anew_brings_what_it_needs_and_what_is_its_own(
    here: str, chosen: str, needed: str, whole: str
) -> None:
    found = items(here, "dipq", tables(here))
    kin, one = Kin(found, PARENTS), [item for item in found if LETTERS[item.key] == chosen]
    assert (letters(kin.needed(one)), letters(kin.whole(one))) == (needed, whole)


def test_what_was_taken_left_or_came_alike_is_the_base_of_the_next_upgrade() -> None:
    three = Three(tables("p", weight=1), tables("ipq", weight=2), tables("pi", weight=2), known=False)
    assert states(three.items(PARENTS)) == {"q": "missing"}
    left = three.items(PARENTS)
    settled = three.settled(left)
    assert (
        settled["pattern"] == tables("pq", weight=2)["pattern"] and settled["intent"] == tables("i", weight=2)["intent"]
    )
    again = Three(settled, tables("ipq", weight=2), tables("pi", weight=2), known=False)
    assert states(again.items(PARENTS)) == {"q": "deleted"}
