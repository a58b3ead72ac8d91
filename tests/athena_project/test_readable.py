"""Stored JSON, shown to people."""

from typing import Any

import pytest

from athena_project.readable import as_html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "yes"),
        (0.91234, "0.912"),
        (12.0, "12"),
        (None, '<span class="quiet">–</span>'),
        (["a", "b"], "a, b"),
        (["a b", "c"], "<ul><li>a b</li><li>c</li></ul>"),
        ({"a_b": 1}, '<dl class="terms"><div><dt>a b</dt><dd>1</dd></div></dl>'),
    ],
)
def test_values_are_words(value: Any, shown: str) -> None:
    assert as_html(value) == shown


def test_rows_become_a_table_also_where_one_lacks_a_value() -> None:
    shown = as_html([{"name": "a", "score": 1}, {"name": "b"}])
    assert shown.count("<th ") == 2 and shown.count("<td>") == 4


@pytest.mark.parametrize("value", ["<script>", ["<script>"], {"<script>": "<script>"}, [{"<script>": "<script>"}]])
def test_nothing_stored_becomes_markup(value: Any) -> None:
    assert "<script>" not in as_html(value)


def test_depth_and_length_are_bounded() -> None:
    deep: Any = "end"
    for _ in range(60):
        deep = {"a": deep}
    assert as_html(deep).count("<dl") == 5
    assert "and 300 more" in as_html([f"number {n}" for n in range(500)])
