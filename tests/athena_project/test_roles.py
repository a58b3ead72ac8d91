"""Each role, each kind of row, each action: what the pages allow is what docs/people.md says."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from athena_project import releases
from athena_project.models import ConfigChange
from athena_project.roles import OWN_PERMISSIONS, ROLES, SECURITY, set_up
from ragdomains.models import Domain

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
ACTIONS = ("view", "add", "change", "delete")
PAGE = (Path(settings.BASE_DIR) / "docs" / "people.md").read_text(encoding="utf-8")
LINES = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]
TABLE = {
    cells[0].strip("*`"): dict(zip(ROLES, cells[1:], strict=True)) for cells in LINES if len(cells) == 1 + len(ROLES)
}
PAGES = sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label_lower)


def person(role: str, name: str = "") -> User:
    made = User.objects.create_user(name or role.split()[0], is_staff=True)
    made.groups.add(Group.objects.get(name=role))
    return made


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def allowed(page: Any, who: User) -> str:
    request: Any = SimpleNamespace(user=who, method="GET", GET={}, POST={})
    found = [action for action in ACTIONS if getattr(page, f"has_{action}_permission")(request)]
    return ", ".join(found) or "–"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_matrix_says(role: str) -> None:
    who = person(role)
    real = {str(model._meta.verbose_name_plural): allowed(page, who) for model, page in PAGES}
    assert real == {name: row[role] for name, row in TABLE.items() if name in real}
    own = {codename: "yes" if who.has_perm(f"athena_project.{codename}") else "–" for codename in OWN_PERMISSIONS}
    assert own == {name: row[role] for name, row in TABLE.items() if name in own}


def test_every_permission_of_our_own_belongs_to_a_role() -> None:
    own = Permission.objects.filter(
        content_type__app_label__in=("athena_project", "intents", "ragdomains", "inference")
    )
    usual = tuple(f"{action}_" for action in ACTIONS)
    assert {each.codename for each in own if not each.codename.startswith(usual)} - {"retry_job"} <= set(
        OWN_PERMISSIONS
    )


def test_a_migration_sets_the_roles_anew_and_leaves_people_in_them() -> None:
    group, who = Group.objects.get(name="viewer"), person("viewer")
    before = set(group.permissions.all())
    group.permissions.set(Permission.objects.filter(codename="publish"))
    set_up()
    assert set(group.permissions.all()) == before and group in who.groups.all()


def test_an_editor_who_posts_is_superuser_changes_nothing() -> None:
    editor = person("editor")
    address = reverse("admin:auth_user_change", args=[editor.pk])
    answer = signed_in(editor).post(address, {"username": "editor", "is_superuser": "on", "groups": [1, 2, 3, 4, 5]})
    editor.refresh_from_db()
    assert (answer.status_code, editor.is_superuser, editor.groups.count()) == (403, False, 1)


def test_a_security_administrator_gives_roles_but_makes_no_superuser() -> None:
    boss, editor = person(SECURITY), person("editor")
    sent = {
        "username": "editor", "is_active": "on", "is_staff": "on", "is_superuser": "on",
        "groups": [Group.objects.get(name="publisher").pk], "user_permissions": [Permission.objects.all()[0].pk],
        "date_joined_0": "2026-01-01", "date_joined_1": "10:00:00",
    }  # fmt: skip
    signed_in(boss).post(reverse("admin:auth_user_change", args=[editor.pk]), sent)
    editor.refresh_from_db()
    assert not editor.is_superuser and not editor.user_permissions.exists()
    assert [group.name for group in editor.groups.all()] == ["publisher"]
    last, first = ConfigChange.objects.filter(actor=boss.username, model="auth.user", action="change")
    assert (first.before, last.after) == ({"groups": ["editor"]}, {"groups": ["publisher"]})
    assert last.source == "127.0.0.1" and len(last.request) == 16


def test_who_is_put_into_a_group_is_written_down() -> None:
    who, group = person("viewer"), Group.objects.get(name="editor")
    group.user_set.add(who)
    change = ConfigChange.objects.filter(model="auth.group").first()
    assert change is not None and change.after == {"members: add": [who.pk]}


def test_a_superuser_is_out_of_reach(admin_user: User) -> None:
    client = signed_in(person(SECURITY))
    assert client.post(reverse("admin:auth_user_change", args=[admin_user.pk]), {"username": "x"}).status_code == 403
    assert client.post(reverse("admin:auth_user_password_change", args=[admin_user.pk]), {}).status_code == 403


def test_a_password_is_nowhere_in_the_audit_but_its_change_is() -> None:
    who = person("viewer")
    who.set_password("canary-4711")
    who.save()
    change = ConfigChange.objects.filter(model="auth.user", action="change").first()
    assert change is not None and change.after is not None and change.before is not None
    assert change.after["password"] != change.before["password"]
    assert "canary-4711" not in str(change.after) and who.password not in str(change.after)


def test_an_operator_forgets_what_is_kept_and_edits_nothing() -> None:
    row = Domain.objects.create(name="sums", title="sums", kind="calculator")
    client = signed_in(person("operator"))
    sent = {"action": "forget", "_selected_action": [row.pk]}
    assert "is forgotten" in client.post(reverse("admin:ragdomains_domain_changelist"), sent, follow=True).text
    assert client.post(reverse("admin:ragdomains_domain_change", args=[row.pk]), {"name": "x"}).status_code == 403


def test_only_a_publisher_publishes() -> None:
    releases.publish()
    where = reverse("admin:athena_project_release_publish")
    codes = {role: signed_in(person(role)).post(where).status_code for role in ROLES}
    assert {role for role, code in codes.items() if code == 302} == {"publisher"}


def test_roles_are_not_edited_by_hand(admin_client: Client) -> None:
    group = Group.objects.get(name="viewer")
    assert admin_client.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "x"}).status_code == 403
    own = Group.objects.create(name="family")
    assert admin_client.get(reverse("admin:auth_group_change", args=[own.pk])).status_code == 200
