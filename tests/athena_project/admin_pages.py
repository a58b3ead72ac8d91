"""What the tests of the admin share: a kind of domain of their own, people with some permissions, form data."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client
from pydantic import BaseModel

from athena_project.plugins import Plugins
from ragdomains.models import Place


@contextmanager
def kind(plugins: Plugins[Any], name: str, options: type[BaseModel]) -> Iterator[None]:
    """A plug-in that is there for one test."""
    plugins.load()
    plugins.register(name, options)(print)
    try:
        yield
    finally:
        del plugins.kinds[name]


def staff(*permissions: str, name: str = "pat") -> Client:
    """A signed-in member of the staff with these permissions: app.codename."""
    person = User.objects.create_user(name, is_staff=True)
    for permission in permissions:
        app, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client = Client()
    client.force_login(person)
    return client


def form_data(response: Any) -> dict[str, Any]:
    """What a browser would send back if nobody touched the form."""
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    found: dict[str, Any] = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is None or value is False:
                continue
            name = field.html_name
            found.update(
                split_time(name, value) if hasattr(value, "hour") else {name: "on" if value is True else value}
            )
    return found


def split_time(name: str, value: Any) -> dict[str, str]:
    return {f"{name}_0": f"{value:%Y-%m-%d}", f"{name}_1": f"{value:%H:%M:%S}"}


def field_errors(response: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in response.context["adminform"].form.errors.items()}


def inline_scripts(page: str) -> list[str]:
    """Scripts with a body, handlers in attributes, and anything loaded from elsewhere: what the policy forbids."""
    bodies = [body for body in re.findall(r"<script[^>]*>(.*?)</script>", page, re.S) if body.strip()]
    handlers = re.findall(r"<[^>]*\son[a-z]+\s*=", page)
    elsewhere = re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*", page)
    return [*bodies, *handlers, *elsewhere]


def place(**changes: Any) -> Place:
    fields = {"name": "Home", "latitude": 59.9, "longitude": 10.7, "time_zone": "Europe/Oslo"}
    return Place.objects.create(**{**fields, **changes})
