"""Writes down every change of people and groups: who may do what belongs to the audit as much as any row."""

import hashlib
from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from athena_project import chain
from athena_project.changes import change

FIELDS = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser")
SETS = {
    User.groups.through: "groups",
    User.user_permissions.through: "user_permissions",
    Group.permissions.through: "permissions",
}


def described(row: User | Group) -> dict[str, Any]:
    """A password is told apart by a digest of its salted hash, which says nothing of it but that it changed."""
    if isinstance(row, Group):
        return {"name": row.name}
    held = {name: getattr(row, name) for name in FIELDS}
    return {**held, "password": hashlib.sha256(row.password.encode()).hexdigest()[:12]}


def write_down(action: str, row: User | Group, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    if before != after:
        chain.append([change(action, row, before, after)])


@receiver(pre_save, sender=User)
@receiver(pre_save, sender=Group)
def remember(sender: type[Any], instance: User | Group, **_: object) -> None:
    chain.claim()
    old = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance.__dict__["_before"] = described(old) if old else None


@receiver(post_save, sender=User)
@receiver(post_save, sender=Group)
def saved(instance: User | Group, created: bool, **_: object) -> None:
    before = instance.__dict__.pop("_before", None)
    write_down("add" if created else "change", instance, before, described(instance))


@receiver(post_delete, sender=User)
@receiver(post_delete, sender=Group)
def deleted(instance: User | Group, **_: object) -> None:
    write_down("delete", instance, described(instance), None)


@receiver(m2m_changed)
def regrouped(sender: type[Any], instance: Any, action: str, reverse: bool, **told: Any) -> None:
    """What a person or a group may, before and after; from the group's side, who came in or went out."""
    if sender not in SETS:
        return
    if reverse:
        if action.startswith("post_"):
            keys = sorted(told["pk_set"] or ())
            write_down("change", instance, None, {f"members: {action.removeprefix('post_')}": keys})
        return
    chain.claim()
    held = sorted(str(one) for one in getattr(instance, SETS[sender]).all())
    if action.startswith("pre_"):
        instance.__dict__["_held"] = held
    else:
        write_down("change", instance, {SETS[sender]: instance.__dict__.pop("_held", [])}, {SETS[sender]: held})
