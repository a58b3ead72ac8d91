"""Lists as lines, nested values as JSON."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from athena_project.forms import JsonField, LinesField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\nb", ["a", "b"]), ("  a  \r\n\r\n b", ["a", "b"]), ("", []), ("a, b", ["a, b"]), ("a\na", ["a", "a"])],
)
def test_each_line_is_one_text(typed: str, kept: list[str]) -> None:
    assert LinesField(required=False).clean(typed) == kept


def test_a_list_comes_back_as_it_was_stored() -> None:
    field = LinesField()
    assert not field.has_changed(["a", "b"], field.prepare_value(["a", "b"]))
    assert field.has_changed(["a", "b"], "b\na")


def test_a_list_that_holds_no_texts_is_shown_all_the_same() -> None:
    assert LinesField().prepare_value(["a", {"b": 1}]) == 'a\n{"b": 1}'


@pytest.mark.parametrize("typed", ["a\0b", "\0"])
def test_null_characters_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        LinesField().clean(typed)


@pytest.mark.parametrize("value", [{"a": [1, 2.5, None]}, [], "text", 5, True])
def test_json_comes_back_as_it_was_stored(value: Any) -> None:
    field = JsonField()
    assert field.clean(field.prepare_value(value)) == value


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [('{"a": 1,\n "b" 2}', "Line 2, column 6"), ("[NaN]", "NaN is no number"), ("[" * 100_000, "nested too deeply")],
)
def test_broken_json_is_explained(typed: str, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        JsonField().clean(typed)


def test_what_was_typed_wrongly_is_shown_again_as_typed() -> None:
    field = JsonField()
    assert field.prepare_value(field.bound_data('{"a": ', None)) == '{"a": '


def test_empty_json_is_what_the_column_begins_with() -> None:
    assert JsonField(required=False, empty={}).clean("") == {}
