"""A value with some fields changed is the one that dataclasses.replace() makes."""

import dataclasses
from typing import Any

import pytest

from athena_project.values import replace


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A value with a default, and one made anew for each."""

    name: str
    zone: str = "UTC"
    names: dict[str, str] = dataclasses.field(default_factory=dict)


BOSTON = Place("Boston", names={"de": "Boston"})


@pytest.mark.parametrize("changes", [{}, {"zone": "America/New_York"}, {"name": "Bern", "names": {}}])
def test_it_is_what_the_standard_library_makes(changes: dict[str, Any]) -> None:
    assert replace(BOSTON, **changes) == dataclasses.replace(BOSTON, **changes)


def test_the_value_itself_stays_and_what_it_holds_is_shared() -> None:
    made = replace(BOSTON, zone="CET")
    assert Place("Boston", names={"de": "Boston"}) == BOSTON
    assert made.names is BOSTON.names


def test_a_field_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="town"):
        replace(BOSTON, town="Boston")


def test_the_copy_cannot_be_changed_either() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(replace(BOSTON, zone="CET"), "zone", "UTC")  # noqa: B010 the checker of types would refuse it
