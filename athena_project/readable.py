"""Shows stored JSON to people: lists of terms, small tables, plain words."""

import json
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

DEEP = 5  # levels; what lies deeper is shown as text
LONG = 200  # entries of one list; texts are never cut, they wrap
NOTHING = format_html('<span class="quiet">{}</span>', "–")


def as_html(value: object, depth: int = 0) -> SafeString:
    """Any JSON value, escaped."""
    if depth >= DEEP and isinstance(value, dict | list):
        return escape(json.dumps(value, ensure_ascii=False, default=str))
    if isinstance(value, dict):
        return terms(value, depth) if value else NOTHING
    if isinstance(value, list | tuple):
        return listed(list(value), depth) if value else NOTHING
    return NOTHING if value is None or value == "" else escape(said(value))


def said(value: object) -> str:
    """One value as a word or a number."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) < 1e9 else f"{value:.3g}"
    return str(value)


def named(key: object) -> str:
    return str(key).replace("_", " ")


def terms(values: dict[Any, Any], depth: int) -> SafeString:
    rows = ((named(key), as_html(value, depth + 1)) for key, value in list(values.items())[:LONG])
    return format_html('<dl class="terms">{}</dl>', format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", rows))


def listed(values: list[Any], depth: int) -> SafeString:
    shown, rest = values[:LONG], len(values) - LONG
    if all(isinstance(value, dict) and plain(value.values()) for value in shown):
        found = table(shown, depth)
    elif plain(shown) and all(len(str(value)) <= 40 and not set(str(value)) & set(" ,") for value in shown):
        found = escape(", ".join(said(value) for value in shown))
    else:
        found = format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((as_html(v, depth + 1),) for v in shown))
        )
    return format_html("{} and {} more", found, rest) if rest > 0 else found


def plain(values: Any) -> bool:
    return all(not isinstance(value, dict | list) for value in values)


def table(rows: list[dict[Any, Any]], depth: int) -> SafeString:
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = format_html_join("", '<th scope="col">{}</th>', ((named(name),) for name in names))
    body = format_html_join(
        "",
        "<tr>{}</tr>",
        ((format_html_join("", "<td>{}</td>", ((as_html(row.get(name), depth),) for name in names)),) for row in rows),
    )
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="Table of {}"><table class="values">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        ", ".join(map(str, names)),
        head,
        body,
    )
