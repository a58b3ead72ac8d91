"""A value with some fields changed is the one that dataclasses.replace() makes, and a quick one is like any other."""

import dataclasses
from typing import Any

import pytest

from athena_project.values import quick, replace


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
    with pytest.raises(AttributeError, match="town"):
        replace(BOSTON, town="Boston")


def test_the_copy_cannot_be_changed_either() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(replace(BOSTON, zone="CET"), "zone", "UTC")  # noqa: B010 the checker of types would refuse it


@quick
@dataclasses.dataclass(frozen=True, slots=True)
class Quick:
    """The same, made quickly."""

    name: str
    zone: str = "UTC"
    names: dict[str, str] = dataclasses.field(default_factory=dict)


@pytest.mark.parametrize("given", [{}, {"zone": "CET"}, {"names": {"de": "Bern"}}])
def test_a_quick_value_holds_what_it_was_given_and_its_defaults(given: dict[str, Any]) -> None:
    assert dataclasses.asdict(Quick("Bern", **given)) == dataclasses.asdict(Place("Bern", **given))
    assert Quick("Bern", **given) == Quick("Bern", **given)
    assert Quick("Bern").names is not Quick("Bern").names


def test_a_quick_value_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(Quick("Bern"), "zone", "CET")  # noqa: B010 the checker of types would refuse it


@pytest.mark.parametrize(("given", "named"), [((), {}), (("Bern",), {"town": "Bern"}), (("a", "b", {}, 1), {})])
def test_a_quick_value_takes_its_own_fields_only(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Quick(*given, **named)
