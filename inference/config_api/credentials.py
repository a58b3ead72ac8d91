"""Secrets: named, set, deleted; never shown."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from athena_project.models import Credential
from inference.config_api.access import SECRETS, SEE_SECRETS, Right
from inference.config_api.errors import Told
from inference.config_api.pages import ConfigView

MAKE = Right(SECRETS.scope, ("athena_project.add_credential", *SECRETS.permissions))
DROP = Right(SECRETS.scope, ("athena_project.delete_credential",))


class SecretForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """A name, what it is for, and the secret, which goes in and never comes out."""

    secret = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=10_000)

    class Meta:
        model = Credential
        fields = ("name", "note", "secret")


def shown(row: Credential) -> dict[str, Any]:
    return {"name": row.name, "note": row.note, "fingerprint": row.fingerprint, "changed": row.changed}


class Credentials(ConfigView):
    """Secrets for services and model servers, by name and fingerprint."""

    title = "Credentials"
    needs = {"GET": SEE_SECRETS}

    def get(self, request: Request) -> Response:
        return self.paged(request, Credential.objects.order_by("name"), shown)


class OneCredential(ConfigView):
    """A secret: PUT makes or replaces it, and no answer ever holds it."""

    title = "Credential"
    needs = {"GET": SEE_SECRETS, "PUT": MAKE, "DELETE": DROP}

    def get(self, request: Request, name: str) -> Response:
        return Response(shown(self.stored(name)))

    def put(self, request: Request, name: str) -> Response:
        row = Credential.objects.filter(name=name).first() or Credential(name=name)
        new = row._state.adding
        data = request.data if isinstance(request.data, Mapping) else {}
        form = SecretForm({"note": row.note, **{key: data[key] for key in data}, "name": name}, instance=row)
        secret = self.valid(form).cleaned_data["secret"]
        with transaction.atomic():
            row.save()  # the encryption is bound to the row's key
            row.seal(secret)
            row.save()
        return Response(shown(row), status=201 if new else 200)

    def delete(self, request: Request, name: str) -> Response:
        self.stored(name).delete()
        return Response(status=204)

    def stored(self, name: str) -> Credential:
        row = Credential.objects.filter(name=name).first()
        if row is None:
            raise Told(404, "There is no such credential.", "not_found", param="name")
        return row
