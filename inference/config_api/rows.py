"""The rows of every kind: listed, read, made, changed and deleted, made from the models themselves."""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils.text import capfirst
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from athena_project import chain, key_guard
from athena_project.changes import gathered
from athena_project.edit_conflict import ahead, differing, version
from athena_project.models import ConfigModel, HouseSettings, PluginModel
from athena_project.options import sheet
from athena_project.plugin_admin import without
from athena_project.releases import config_models
from athena_project.row_values import ConfigurationError, default, relations, resolved, whole
from inference.config_api.access import SECRETS, Right, may, of_row
from inference.config_api.choice import chosen
from inference.config_api.errors import Told
from inference.config_api.pages import ConfigView

ACTIONS = {"GET": "view", "POST": "add", "PUT": "change", "PATCH": "change", "DELETE": "delete"}
OURS = ("id", "url", "version")  # of a row as it is shown; no field of its own


def model_of(kind: str) -> type[ConfigModel]:
    model = known(kind)
    if model is None:
        raise Told(404, "There is no such kind of row.", "not_found", param="kind")
    return model


def known(kind: str) -> type[ConfigModel] | None:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, ConfigModel) and model._meta.label_lower == kind else None


def address(row: ConfigModel) -> str:
    return reverse("config_row", args=[row._meta.label_lower, row.pk])


def shown(row: ConfigModel) -> dict[str, Any]:
    """The row as it is told: its fields as in a file, and what names and locks it."""
    fields = whole(row)
    if isinstance(row, PluginModel):
        fields["options"] = without(row.options, sheet(row.plugins, row.kind).secrets)
    return {"id": row.pk, "url": address(row), "version": version(row), **fields}


def filled(row: ConfigModel, fields: Mapping[str, Any], anew: bool) -> ConfigModel:
    """The row with these fields; `anew` gives the others their default."""
    values = resolved(type(row), {name: value for name, value in fields.items() if name not in OURS})
    for column in row._meta.concrete_fields:
        if column.primary_key or (column.name not in values and not anew):
            continue
        setattr(row, column.name, values.get(column.name, default(column)))
    return row


def save(row: ConfigModel, user: Any) -> None:
    """As the admin's form would: looked over by the row itself, its plug-in, and the keeper of the keys."""
    row.full_clean()
    if why := complaint(row, user):
        raise ConfigurationError([why])
    row.save()


def complaint(row: ConfigModel, user: Any) -> str:
    """Why the caller may not save the row like this; "" where nothing is wrong."""
    if not isinstance(row, PluginModel):
        return ""
    if hidden := sheet(row.plugins, row.kind).secrets:
        return f"options: {', '.join(hidden)} would be a secret; it belongs in a credential."
    return "" if may(user, SECRETS) else key_guard.refused(row)


def expected(request: Request, row: ConfigModel) -> bool:
    """Whether the caller saw the row as it is; asks for the header that says so."""
    sent = request.headers.get("If-Match", "")
    if not sent:
        raise Told(428, "Say in If-Match which version of the row you saw: its ETag.", "precondition_required")
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in sent.split(",")]
    return "*" in tags or version(row) in tags


def tagged(row: ConfigModel, status: int = 200) -> Response:
    return Response(shown(row), status=status, headers={"ETag": f'"{version(row)}"', "Location": address(row)})


class RowView(ConfigView):
    """What the views of one kind of row share."""

    parser_classes = (JSONParser,)

    @property
    def model(self) -> type[ConfigModel]:
        return model_of(self.kwargs["kind"])

    @property
    def title(self) -> str:  # type: ignore[override]  # of this kind of row
        model = known(self.kwargs["kind"])
        return capfirst(str(model._meta.verbose_name_plural)) if model else "Rows"

    def right(self, method: str) -> Right | None:
        action = ACTIONS.get("GET" if method == "HEAD" else method)
        return of_row(action, self.model) if action and hasattr(self, method.lower()) else None

    def fields(self, request: Request) -> Mapping[str, Any]:
        if not isinstance(request.data, Mapping):
            raise Told(400, "The body must be an object: the row's fields.", "invalid_type")
        return request.data


class RowList(RowView):
    """The rows of one kind. ?name=... chooses by a field, ?search=... by a part of the name; POST makes a row."""

    def get(self, request: Request, kind: str) -> Response:
        return self.paged(request, chosen(self.model, request.query_params), shown)

    def post(self, request: Request, kind: str) -> Response:
        if self.model is HouseSettings:
            raise Told(405, "There is one row of house settings, which can be changed.", "method_not_allowed")
        with transaction.atomic():
            chain.claim()
            row = filled(self.model(), self.fields(request), anew=True)
            save(row, request.user)
        return tagged(row, 201)


class Row(RowView):
    """One row. PUT sets all of its fields, PATCH some; both and DELETE take the row's ETag in If-Match."""

    def get(self, request: Request, kind: str, pk: int) -> Response:
        return tagged(self.stored(pk))

    def put(self, request: Request, kind: str, pk: int) -> Response:
        return self.changed(request, pk, anew=True)

    def patch(self, request: Request, kind: str, pk: int) -> Response:
        return self.changed(request, pk, anew=False)

    def delete(self, request: Request, kind: str, pk: int) -> Response:
        if self.model is HouseSettings:
            raise Told(405, "There is one row of house settings, which stays.", "method_not_allowed")
        with transaction.atomic():
            chain.claim()
            row = self.stored(pk)
            if not expected(request, row):
                raise Told(412, f"{ahead(row)}. Read it again.", "changed_meanwhile", stored=shown(row))
            with gathered():
                count, kinds = row.delete()
            if count > 1 and request.query_params.get("rows") != str(count):
                text = f"{count} rows would go, those that hang on it among them. Say so: ?rows={count}"
                raise Told(409, text, "unconfirmed", rows=count, kinds={name.lower(): n for name, n in kinds.items()})
        return Response(status=204)

    def changed(self, request: Request, pk: int, anew: bool) -> Response:
        with transaction.atomic():
            chain.claim()  # who saves at the same moment waits, and is told
            row = self.stored(pk)
            typed = filled(copy(row), self.fields(request), anew)
            if not expected(request, row):
                yours = {**shown(typed), "version": None}
                more = {"stored": shown(row), "yours": yours, "differences": differing(row, typed)}
                raise Told(412, f"{ahead(row)} since you read it.", "changed_meanwhile", None, **more)
            save(typed, request.user)
        if isinstance(typed, HouseSettings) and self.stored(pk).review_mode != typed.review_mode:
            text = "Review mode stays on: switching it off publishes the draft, and its tests do not let it."
            raise Told(409, f"{text} Look at the test runs, mend it, and switch it off again.", "tests_fail")
        return tagged(typed)

    def stored(self, pk: int) -> Any:
        row = self.model._default_manager.select_related(*relations(self.model)).filter(pk=pk).first()
        if row is None:
            raise Told(404, "There is no such row.", "not_found", param="id")
        return row


def kinds() -> Iterator[dict[str, Any]]:
    """Every kind of row, with how many there are."""
    for model in config_models():
        label = model._meta.label_lower
        yield {
            "kind": label,
            "name": str(model._meta.verbose_name_plural),
            "natural_key": list(model.natural),
            "count": model._default_manager.count(),
            "url": reverse("config_rows", args=[label]),
        }
