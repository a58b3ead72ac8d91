"""Every route of the configuration API, every method, every kind of row: what each asks of a key and of a person."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern

from athena_project.models import ConfigChange, ConfigModel, HouseSettings
from athena_project.releases import config_models
from athena_project.roles import ROLES
from inference.auth import CONFIGURING, allows
from inference.config_api.access import Holder, may, of_row
from inference.config_api.openapi import METHODS, VALUE, document
from inference.config_api.rows import OURS
from inference.config_api.urls import ROUTES, urlpatterns
from inference.key_admin import SCOPES
from inference.models import ApiKey
from tests.inference.config_api.calling import BASE, Program, code

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
VALUES = {"kind": "ragdomains.place", "pk": "1", "number": "1", "name": "x"}
KINDS = [model._meta.label_lower for model in config_models()]
WORDS = {"view": "config:read", "add": "config:write", "change": "config:write", "delete": "config:write"}


def path_of(route: URLPattern, **values: str) -> str:
    return "/" + VALUE.sub(lambda found: {**VALUES, **values}[found[2]], str(route.pattern))


def needs(route: URLPattern, kind: str = VALUES["kind"]) -> dict[str, Any]:
    view: Any = route.callback.view_class()  # type: ignore[attr-defined]  # as_view() sets it
    view.kwargs = {"kind": kind}
    return {method: view.right(method.upper()) for method in METHODS if hasattr(view, method)}


def asked() -> Iterator[tuple[str, str, str]]:
    """(method, path, scope) of everything that there is."""
    for route in urlpatterns:
        for kind in KINDS if "<str:kind>" in str(route.pattern) else KINDS[:1]:
            for method, right in needs(route, kind).items():
                yield method.upper(), path_of(route, kind=kind), right.scope


ASKED = sorted(set(asked()))
KNOWN = {path_of(route, kind=kind): (route, kind) for route in urlpatterns for kind in KINDS}


def test_every_kind_of_row_is_reached_and_every_method_names_its_right() -> None:
    paths = {path for _, path, _ in ASKED}
    assert {f"/rows/{kind}/" for kind in KINDS} | {f"/rows/{kind}/1/" for kind in KINDS} <= paths
    assert all(right is not None for route in urlpatterns for right in needs(route).values())
    assert {scope for _, _, scope in ASKED} == CONFIGURING <= {name for name, _ in SCOPES}


def test_nothing_opens_without_a_key_and_each_scope_opens_its_own() -> None:
    own = {scope: Program(scope) for scope in CONFIGURING}
    all_others = {scope: Program("chat", "metrics", *CONFIGURING - {scope}) for scope in CONFIGURING}
    for method, path, scope in ASKED:
        assert Client().generic(method, f"{BASE}{path}").status_code == 401
        assert code(all_others[scope](method, path)) == (403, "insufficient_scope")
        assert own[scope](method, path).status_code not in (401, 403), (method, path)


@pytest.mark.parametrize("fields", [{"revoked": True}, {"expires": "2020-01-01T00:00Z"}, {"networks": ["10.0.0.0/8"]}])
def test_a_key_that_opens_nothing_elsewhere_opens_nothing_here(fields: dict[str, Any]) -> None:
    assert code(Program(**fields)("GET", "/")) == (401, "invalid_api_key")


def test_all_is_not_meant_by_a_key_without_scopes_and_a_guest_configures_nothing() -> None:
    for scope in CONFIGURING:
        assert not allows(ApiKey(scopes=[]), scope)
        assert not allows(ApiKey(scopes=[scope], mode="guest"), scope)
    assert allows(ApiKey(scopes=[]), "chat")


@pytest.mark.parametrize("model", config_models(), ids=lambda model: model._meta.label_lower)
def test_a_role_may_here_what_it_may_in_the_admin(model: type[ConfigModel]) -> None:
    for role in ROLES:
        person = User.objects.create_user(role.replace(" ", ""), is_staff=True)
        person.groups.add(Group.objects.get(name=role))
        for action in WORDS:
            permission = f"{model._meta.app_label}.{action}_{model._meta.model_name}"
            assert may(person, of_row(action, model)) is person.has_perm(permission)


def test_the_house_settings_are_the_publisher_s() -> None:
    writer, publisher = (Holder(ApiKey(scopes=[scope])) for scope in ("config:write", "publish"))
    assert not may(writer, of_row("change", HouseSettings)) and may(publisher, of_row("change", HouseSettings))


def test_somebody_signed_in_needs_the_form_s_token_and_to_be_of_the_staff() -> None:
    client, person = Client(enforce_csrf_checks=True), User.objects.create_superuser("ann")
    client.force_login(person)
    assert client.get(f"{BASE}/").status_code == 200
    assert client.post(f"{BASE}/plan/", {"config": ""}).status_code == 403
    person.is_staff = False
    person.save()
    assert client.get(f"{BASE}/").status_code == 401


def test_a_key_is_as_slow_as_it_may_be() -> None:
    program = Program("config:read", per_minute=2)
    assert [program("GET", "/draft/").status_code for _ in range(3)] == [200, 200, 429]


def test_what_a_key_changes_is_written_down_under_its_name() -> None:
    program = Program()
    row = {"name": "hut", "latitude": 1, "longitude": 2, "time_zone": "UTC"}
    program("POST", "/rows/ragdomains.place/", row)
    change = ConfigChange.objects.latest("id")
    assert (change.actor, change.source, change.label) == (f"key {program.key}", "127.0.0.1", "place hut")
    assert len(change.request) == 16


def test_the_document_describes_every_route_and_every_reference_leads_somewhere() -> None:
    made = document(ROUTES)
    described = {(method.upper(), path.removeprefix(BASE)) for path, of in made["paths"].items() for method in of}
    named = {(method, generic(path)) for method, path, _ in ASKED if "openapi" not in path}
    assert {(method, path) for method, path in described if method != "PARAMETERS"} == named
    schemas = made["components"]["schemas"]
    assert set(KINDS) <= set(schemas) and "ragdomains.domain.options.open_meteo" in schemas
    assert references(made) <= {f"#/components/schemas/{name}" for name in schemas}
    operations = [of[m]["operationId"] for of in made["paths"].values() for m in METHODS if m in of]
    assert len(operations) == len(set(operations))


def generic(path: str) -> str:
    """The path as the document has it, with the names of its values."""
    route, kind = KNOWN[path]
    return "/" + VALUE.sub(r"{\2}", str(route.pattern)).replace("{kind}", kind)


def references(value: Any) -> set[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = {value["$ref"]} if isinstance(value, dict) and isinstance(value.get("$ref"), str) else set[str]()
    return own.union(*(references(each) for each in inner))


@pytest.mark.parametrize("model", config_models(), ids=lambda model: model._meta.label_lower)
def test_no_field_has_a_name_that_the_api_gives_away_itself(model: type[ConfigModel]) -> None:
    names = {column.name for column in model._meta.concrete_fields if not column.primary_key}
    assert not names & {*OURS, "page", "size", "search"}


def just_a_form(route: URLPattern, method: str) -> bool:
    """Whether a GET only shows what can be sent."""
    return method == "get" and str(route.pattern).rstrip("/").endswith(("plan", "apply", "publish", "rollback"))


def test_every_route_stands_in_the_docs() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "config-api.md").read_text(encoding="utf-8")
    for route in urlpatterns:
        path = "/" + VALUE.sub(r"{\2}", str(route.pattern)).replace("{pk}", "{id}")
        lines = [
            line.split("|")[1]
            for line in text.splitlines()
            if line.startswith("| `") and f"{path}`" in line.split(" | ")[0]
        ]
        assert all(method.upper() in " ".join(lines) for method in needs(route) if not just_a_form(route, method)), path
