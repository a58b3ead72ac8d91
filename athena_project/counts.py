"""Adds counts to those that are stored; several processes may do so at once."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models

AT_ONCE = 900  # values of one statement; SQLite took 999 in its older builds


def add(model: type[models.Model], keys: Sequence[str], counts: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Each row holds the values of the unique `keys`, then those that are added to `counts`.

    Call it inside a transaction, with each key once. The rows go in sorted: two processes that lock them in one order
    never wait in a ring.
    """
    columns = {column.name: column for column in model._meta.concrete_fields}
    fields = [columns[name] for name in (*keys, *counts)]
    statement = upsert(model, keys, counts)
    found = sorted(rows, key=lambda row: [str(value) for value in row[: len(keys)]])
    step = max(1, AT_ONCE // len(fields))
    for start in range(0, len(found), step):
        part = found[start : start + step]
        values = [
            field.get_db_prep_save(value, connection) for row in part for field, value in zip(fields, row, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement(len(part)), values)


def upsert(model: type[models.Model], keys: Sequence[str], counts: Sequence[str]) -> Callable[[int], str]:
    """The statement for so many rows, as SQLite and PostgreSQL both know it; bulk_create can replace a count, but not
    add to it."""
    quoted = connection.ops.quote_name
    table, names = quoted(model._meta.db_table), [quoted(name) for name in (*keys, *counts)]
    sums = ", ".join(f"{quoted(name)} = {table}.{quoted(name)} + excluded.{quoted(name)}" for name in counts)
    unique = ", ".join(quoted(name) for name in keys)
    place = f"({', '.join(['%s'] * len(names))})"
    return lambda count: (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([place] * count)} "  # noqa: S608 names of the model only; every value is a parameter
        f"ON CONFLICT ({unique}) DO UPDATE SET {sums}"
    )
