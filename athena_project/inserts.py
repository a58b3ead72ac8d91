"""Inserts rows of one model in few statements; bulk_create() works out anew for each row how it is written."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, connections, models

AT_ONCE = 900  # values of one statement; SQLite took 999 in its older builds


def insert(rows: Sequence[Any], model: type[models.Model] | None = None) -> None:
    """All of one model, whose primary keys are set or the database's own; they are not read back. No signals.

    Where the model is named, anything with its columns' names serves as a row.
    """
    if not rows:
        return
    model = model or type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    step = max(1, AT_ONCE // len(fields))
    for start in range(0, len(rows), step):
        part = rows[start : start + step]
        with connection.cursor() as cursor:
            cursor.execute(statement(model, fields, len(part)), [each for row in part for each in values(row, fields)])


def values(row: Any, fields: Sequence["models.Field[Any, Any]"]) -> list[Any]:
    straight = connections[connection.alias]  # the proxy looks for it at each attribute
    return [field.get_db_prep_save(field.pre_save(row, True), straight) for field in fields]


def statement(model: type[models.Model], fields: Sequence["models.Field[Any, Any]"], count: int) -> str:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    place = f"({', '.join(['%s'] * len(fields))})"
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES {', '.join([place] * count)}"  # noqa: S608 names of the model only; every value is a parameter
