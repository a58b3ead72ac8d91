"""Keeps a stored key with the hosts it was given for: who may not change keys may not have one sent elsewhere."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models, transaction

from athena_project.models import PluginModel
from athena_project.options import defaults_of
from athena_project.plugins import UnknownKind

MAY = "athena_project.change_credential"  # what a security administrator may
# Up to where a parser of addresses sees the host end, and nothing less: a quotation mark may stand in a host.
ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#\\ ]*)", re.IGNORECASE)
UNREAD = dict.fromkeys(range(32))  # such parsers leave control characters out
PLAIN = "http://"
REFUSAL = (
    "The key “{}” was not given for {}. Only a security administrator may have it sent there. "
    "Without that right, choose no credential, or another."
)


class KeyMoved(Exception):
    """A stored key would be sent to a host that it was not given for. The text says which key, and where."""


def refused(row: PluginModel) -> str:
    """Why a row, as it is about to be saved, may not have its key: it would be sent to a host that the key was not
    given for. "" where nothing is wrong.

    A key belongs to the hosts of the saved rows that use it; before its first use, to those that the kind of the row
    asks by itself. Rows that get their key from this one count with it: a source of documents has its domain's.
    """
    return refusal([row, *fed(row)], given()) if row.key() is not None else ""


@contextmanager
def keys_stay(may_move: bool) -> Iterator[None]:
    """One transaction after which each key goes to no host that it did not go to before; else raises KeyMoved."""
    with transaction.atomic():
        before = given()
        yield
        after = [] if may_move else [row for model in keyed() for row in rows_of(model)]
        if why := refusal(after, before):
            raise KeyMoved(why)


Given = Mapping[int, list[PluginModel]]  # credential -> the saved rows that use it


def given() -> Given:
    found: dict[int, list[PluginModel]] = {}
    for model in keyed():
        for row in rows_of(model):
            if (key := row.key()) is not None:
                found.setdefault(key.pk, []).append(row)
    return found


def rows_of(model: type[PluginModel]) -> "models.QuerySet[PluginModel]":
    """The saved rows that have a key, each with it."""
    return model._default_manager.filter(**{f"{model.key_path}__isnull": False}).select_related(model.key_path)


def refusal(rows: Iterable[PluginModel], before: Given) -> str:
    """What is to be said of the first of these rows whose key would be led elsewhere; "" where none would."""
    for row in rows:
        key = row.key()
        if key is not None and (strange := led_to(row, before.get(key.pk, ()))):
            return REFUSAL.format(key, ", ".join(sorted(strange)))
    return ""


def led_to(row: PluginModel, users: Sequence[PluginModel]) -> set[str]:
    """The hosts that a row would have its key sent to beyond those of the rows that use it already."""
    known = {host for user in users for host in (*hosts(user.key_goes_to()), *own_hosts(user))}
    strange = hosts(row.key_goes_to()) - (known if users else own_hosts(row))
    if users and (type(row), row.kind) not in {(type(user), user.kind) for user in users}:
        strange |= own_hosts(row) - known
    return {host for host in strange if PLAIN + host not in known}  # what went there in the clear may go there sealed


def keyed() -> Iterator[type[PluginModel]]:
    """The kinds of rows that may have a key."""
    for model in apps.get_models():
        if issubclass(model, PluginModel) and model.key_path:
            yield model


def fed(row: PluginModel) -> Iterator[PluginModel]:
    """The saved rows that have their key from this one; its own credential may not be saved yet."""
    for model in keyed():
        holder, _, own = model.key_path.rpartition("__")
        if row.pk is None or own != row.key_path or not holder:
            continue
        if model._meta.get_field(holder).related_model is type(row):
            for each in model._default_manager.filter(**{holder: row.pk}):
                setattr(each, holder, row)
                yield each


def own_hosts(row: PluginModel) -> set[str]:
    """The hosts that its kind asks where nothing is set."""
    try:
        return hosts(defaults_of(row.plugins[row.kind].options))
    except UnknownKind:
        return set()


def hosts(value: Any) -> set[str]:
    """The hosts, with their ports, of every web address in it; with a user name, for that may look like a host, and
    with the scheme where what is sent there can be read on the way."""
    if isinstance(value, str):
        found = ADDRESS.findall(value.translate(UNREAD))
        return {(PLAIN if scheme.lower() == "http" else "") + host.lower() for scheme, host in found}
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return {host for each in inner for host in hosts(each)}
