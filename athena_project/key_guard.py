"""Keeps a stored key with the hosts it was given for: who may not change keys may not have one sent elsewhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import models

from athena_project.models import PluginModel
from athena_project.options import defaults_of
from athena_project.plugins import UnknownKind

MAY = "athena_project.change_credential"  # what a security administrator may
ADDRESS = re.compile(r"(?:https?|webcal)://[^\s\"'<>]+", re.IGNORECASE)
REFUSAL = (
    "The key “{}” was not given for {}. Only a security administrator may have it sent there. "
    "Without that right, choose no credential, or another."
)


def refused(row: PluginModel) -> str:
    """Why a row, as it is about to be saved, may not have its key: it would be sent to a host that the key was not
    given for. "" where nothing is wrong.

    A key belongs to the hosts of the saved rows that use it; before its first use, to those that the kind of the row
    asks by itself.
    """
    credential = getattr(row, "credential", None)
    if credential is None:
        return ""
    users = list(using(credential))
    known = {host for user in users for host in (*hosts(user.options), *own_hosts(user))}
    strange = hosts(row.options) - (known if users else own_hosts(row))
    if users and row.kind not in {user.kind for user in users}:
        strange |= own_hosts(row) - known
    return REFUSAL.format(credential, ", ".join(sorted(strange))) if strange else ""


def using(credential: Any) -> Iterator[PluginModel]:
    """The saved rows that have this credential."""
    for model in apps.get_models():
        if issubclass(model, PluginModel) and any(field.name == "credential" for field in model._meta.get_fields()):
            yield from model._default_manager.filter(models.Q(("credential", credential)))


def own_hosts(row: PluginModel) -> set[str]:
    """The hosts that its kind asks where nothing is set."""
    try:
        return hosts(defaults_of(row.plugins[row.kind].options))
    except UnknownKind:
        return set()


def hosts(value: Any) -> set[str]:
    """The hosts, with their ports, of every web address in it; with a user name, for that may look like a host."""
    if isinstance(value, str):
        return {urlsplit(each).netloc.casefold() for each in ADDRESS.findall(value)}
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return {host for each in inner for host in hosts(each)}
