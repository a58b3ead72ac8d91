"""The whole configuration as YAML with natural keys: exported, compared, imported."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from django.db import transaction

from athena_project.importing import Document, Guard, Import, Look
from athena_project.releases import Difference, config_models
from athena_project.row_values import ConfigurationError, exported, leaves, relations

__all__ = ["ConfigurationError", "Document", "Guard", "export", "load", "merged", "parse", "text"]

# libyaml's are ten times as fast, where PyYAML was built with it
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def export() -> Document:
    """Every row, also the switched-off ones, in a stable order."""
    document: Document = {}
    for model in config_models():
        rows = [exported(row) for row in model._default_manager.select_related(*relations(model))]
        if rows:
            keys = model.natural
            document[model._meta.label_lower] = sorted(rows, key=lambda row, keys=keys: [str(row[k]) for k in keys])  # type: ignore[misc]  # the default argument binds the loop's value
    return document


def text(document: Document) -> str:
    return yaml.dump(document, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=110)


def parse(source: str) -> Document:
    """Reads YAML; raises ConfigurationError where it is none or is no mapping of lists of rows."""
    try:
        data = yaml.load(source, Loader=LOADER) or {}  # noqa: S506 a safe one
        deque(leaves(data), maxlen=0)  # else a few lines could stand for more values than fit into the memory
    except (yaml.YAMLError, RecursionError, ValueError) as error:  # ValueError: a 13th month, a million digits
        raise ConfigurationError([f"This is no YAML: {where_it_breaks(error)}"]) from error
    known = {model._meta.label_lower for model in config_models()}
    if not isinstance(data, dict):
        raise ConfigurationError(["The file must be a mapping: the kind of row, then a list of rows."])
    problems = [f"{name}: there is no such kind of row." for name in data if name not in known]
    problems += [f"{name}: write a list of rows." for name, rows in data.items() if not valid_rows(rows)]
    if problems:
        raise ConfigurationError(problems)
    return {name: [each for row in rows for each in unrolled(row)] for name, rows in data.items()}


def where_it_breaks(error: Exception) -> str:
    """Line, column and complaint of a YAML error, without the names that its library has for texts and rules."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return str(error)
    return f"line {mark.line + 1}, column {mark.column + 1}: {getattr(error, 'problem', None) or 'it cannot be read'}."


def unrolled(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row for each value of a field that is written as `name*`: many examples of one intent, say."""
    many = next((name for name in row if str(name).endswith("*") and isinstance(row[name], list)), None)
    if many is None:
        yield row
        return
    for value in row[many]:
        yield {name.removesuffix("*"): value if name == many else held for name, held in row.items()}


def valid_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def merged(documents: Iterable[Document]) -> Document:
    """Several files as one."""
    whole: Document = {}
    for document in documents:
        for label, rows in document.items():
            whole.setdefault(label, []).extend(rows)
    return whole


def load(
    document: Document, *, dry_run: bool = False, delete: bool = False, guard: Guard = lambda row: ""
) -> list[Difference]:
    """Imports in one transaction; raises ConfigurationError with every bad row, and then nothing is written.

    A dry run writes nothing at all, so that whoever writes need not wait for it.
    """
    if dry_run:
        return differences(Look(delete, guard), document)
    with transaction.atomic():
        return differences(Import(delete, guard), document)


def differences(run: Look, document: Document) -> list[Difference]:
    run.over(document)
    if run.problems:
        raise ConfigurationError(run.problems)
    return run.differences
