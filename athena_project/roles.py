"""The roles that people can have, and what each may: Django groups, made anew with each migration."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from athena_project.models import AccessModel, ConfigChange, ConfigModel, HouseSettings, KeySeal

VIEWER, EDITOR, OPERATOR, PUBLISHER, SECURITY = ROLES = (
    "viewer",
    "editor",
    "operator",
    "publisher",
    "security administrator",
)
FOR = {  # what each is for, as the page of a person says it
    VIEWER: "looks at everything but secrets, people and the audit",
    EDITOR: "changes what Athena knows and understands",
    OPERATOR: "keeps it running: tries jobs again, reads sources again, rebuilds an index",
    PUBLISHER: "makes drafts live and takes them back, runs tests, decides how edits go live",
    SECURITY: "keys, credentials, egress rules, people, and the audit",
}
OWN = frozenset({"athena_project", "ragdomains", "intents", "validation", "inference"})
EDITS = ("add", "change", "delete")
# rows that people add without editing them, and who may; of views: who may share theirs
GIVEN = {"inference.feedback": (EDITOR, PUBLISHER), "inference.savedview": (EDITOR, OPERATOR, PUBLISHER)}
# what is no view, add, change or delete of one kind of row, and whose it is
OWN_PERMISSIONS = {"publish": PUBLISHER, "operate": OPERATOR, "retry_job": OPERATOR}


def rights() -> Iterator[tuple[str, str]]:
    """(role, app.codename) of everything that the roles may."""
    for model in installed.get_models():
        meta = model._meta
        for role, action in [*of_people(model), *(of_rows(model) if meta.app_label in OWN else ())]:
            yield role, f"{meta.app_label}.{action}_{meta.model_name}"
        for codename, _ in meta.permissions if meta.app_label in OWN else ():
            yield OWN_PERMISSIONS[codename], f"{meta.app_label}.{codename}"


def of_people(model: type[Any]) -> Iterator[tuple[str, str]]:
    """Nobody is deleted: switching a person off keeps what they did under their name."""
    if model in (User, Group):
        yield from ((SECURITY, action) for action in ("view", "add", "change"))


def of_rows(model: type[Any]) -> Iterator[tuple[str, str]]:
    if issubclass(model, AccessModel):
        yield from ((SECURITY, action) for action in ("view", *EDITS))
    elif model is ConfigChange:
        yield SECURITY, "view"
    elif model is not KeySeal:
        yield from ((role, "view") for role in ROLES)
    yield from ((role, "add") for role in GIVEN.get(model._meta.label_lower, ()))
    if model is HouseSettings:  # it decides how edits go live, and who must look at them
        yield PUBLISHER, "change"
    elif issubclass(model, ConfigModel):
        yield from ((EDITOR, action) for action in EDITS)


def set_up(app_config: AppConfig | None = None, apps: Apps = installed, **_: object) -> None:
    """Makes the groups and sets what they may; people stay in them. After the last app's migrations."""
    try:
        group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return  # the tables of people are not there, or not any more
    if app_config:  # the other apps have theirs; Django makes those of this one only after us
        create_permissions(app_config, verbosity=0, apps=apps)
    keys = {
        f"{app}.{codename}": key
        for key, app, codename in permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    # without signals: what ships is no change that somebody made
    group.objects.bulk_create([group(name=name) for name in ROLES], ignore_conflicts=True)
    groups = dict(group.objects.filter(name__in=ROLES).values_list("name", "pk"))
    wanted = {(groups[role], keys[right]) for role, right in rights() if right in keys}
    settle(group.permissions.through.objects, groups, wanted)


def settle(held: Any, groups: dict[str, int], wanted: set[tuple[int, int]]) -> None:
    """Gives what is missing and takes what is too much."""
    there = {(group, right): key for key, group, right in held.filter(group_id__in=groups.values()).values_list()}
    held.filter(pk__in=[key for pair, key in there.items() if pair not in wanted]).delete()
    missing = sorted(wanted - there.keys())
    held.bulk_create([held.model(group_id=group, permission_id=right) for group, right in missing])


def may_operate(request: HttpRequest) -> bool:
    """Whether someone may refresh, read again, rebuild and forget what is kept."""
    return request.user.has_perm("athena_project.operate")
