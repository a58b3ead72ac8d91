"""Assistants are found by their names, and no two share one."""

import pytest
from django.core.exceptions import ValidationError

from inference.models import Assistant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "aliases"),
    [("gpt-4", []), ("GPT-4:latest", []), ("hall", ["gpt-4"]), ("hall", ["Athena:latest"]), ("hall", ["x", "gpt-4"])],
)
def test_a_name_that_another_assistant_has_is_refused(name: str, aliases: list[str]) -> None:
    Assistant.objects.create(name="athena", aliases=["gpt-4"])
    with pytest.raises(ValidationError) as caught:
        Assistant(name=name, aliases=aliases).full_clean()
    assert "athena is called already" in str(caught.value)


def test_an_assistant_keeps_its_own_names_and_takes_those_of_one_that_is_off() -> None:
    row = Assistant.objects.create(name="athena", aliases=["gpt-4"])
    row.full_clean()
    row.enabled = False
    row.save()
    Assistant(name="hall", aliases=["gpt-4"]).full_clean()


def test_aliases_of_the_wrong_shape_are_told_first() -> None:
    with pytest.raises(ValidationError, match="Write a list"):
        Assistant(name="hall", aliases="gpt-4").full_clean()
