"""What the configuration API offers: its first page, and the same as an OpenAPI document."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import URLPattern, reverse
from rest_framework.request import Request
from rest_framework.response import Response

from athena_project.releases import config_models
from inference.config_api.credentials import SecretForm
from inference.config_api.files import every, standing
from inference.config_api.pages import ConfigView
from inference.config_api.rows import Row, RowList, kinds
from inference.config_api.schemas import components, form_schema, ref

METHODS = ("get", "post", "put", "patch", "delete")
VALUE = re.compile(r"<(\w+):(\w+)>")
KINDS = {"int": "integer", "str": "string", "slug": "string"}
PAGED = [
    {"name": name, "in": "query", "schema": {"type": kind}, "description": about}
    for name, kind, about in (
        ("page", "integer", "From 1."),
        ("size", "integer", "Rows of a page: 50, and 1000 at most."),
        ("search", "string", "A part of the name. Every field that is no list can be asked for by its own name."),
    )
]
MATCH = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}, "description": "The ETag."}
LOCKED = {"412": "Somebody saved it meanwhile: both versions.", "428": "If-Match is missing."}


class Index(ConfigView):
    """Everything that configures the assistant, as rows, files, releases and replays."""

    needs = {"GET": every("view")}

    def get(self, request: Request) -> Response:
        names = ("plan", "apply", "export", "draft", "publish", "releases", "replays", "credentials", "openapi")
        return Response({**standing(), "links": {n: reverse(f"config_{n}") for n in names}, "rows": list(kinds())})


class OpenApi(ConfigView):
    """The OpenAPI document (3.1), made from the rows and routes that there are."""

    title = "OpenAPI"
    needs = {"GET": every("view")}
    routes: Sequence[URLPattern] = ()

    def get(self, request: Request) -> Response:
        return Response(document(self.routes))


def document(routes: Sequence[URLPattern]) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Athena: configuration", "version": "1"},
        "security": [{"key": []}],
        "paths": dict(paths(routes)),
        "components": {
            "schemas": components(),
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "An API key with the scope."}
            },
        },
    }


def paths(routes: Sequence[URLPattern]) -> Iterator[tuple[str, dict[str, Any]]]:
    for route in routes:
        view: Any = route.callback.view_class  # type: ignore[attr-defined]  # as_view() sets it
        address = "/api/config/" + VALUE.sub(r"{\2}", str(route.pattern))
        if issubclass(view, RowList | Row):
            for model in config_models():
                label = model._meta.label_lower
                yield address.replace("{kind}", label), methods(route, view, label)
        else:
            yield address, methods(route, view, "")


def methods(route: URLPattern, view: Any, kind: str) -> dict[str, Any]:
    known = [(what, name) for what, name in VALUE.findall(str(route.pattern)) if name != "kind"]
    values = [{"name": name, "in": "path", "required": True, "schema": {"type": KINDS[what]}} for what, name in known]
    made = view()
    made.kwargs = {"kind": kind} if kind else {}
    operations = {name: operation(made, name, kind) for name in METHODS if made.right(name.upper())}
    return {**({"parameters": values} if values else {}), **operations}


def operation(view: Any, method: str, kind: str) -> dict[str, Any]:
    right = view.right(method.upper())
    row = ref(kind) if kind else {"type": "object"}
    listed = isinstance(view, RowList) and method == "get"
    body = sent(view, method, kind)
    locked = isinstance(view, Row) and method in ("put", "patch", "delete")
    good = "204" if method == "delete" else "201" if kind and method == "post" else "200"
    answers = {
        good: {"description": "Done." if good == "204" else "As asked."}
        | ({} if good == "204" else {"content": {"application/json": {"schema": page_of(row) if listed else row}}}),
        **{code: {"description": text} for code, text in (LOCKED.items() if locked else ())},
        "default": {"description": "An error.", "content": {"application/json": {"schema": ref("error")}}},
    }
    return {
        "operationId": "_".join(filter(None, (method, type(view).__name__.lower(), kind.replace(".", "_")))),
        "summary": " ".join((type(view).__doc__ or "").split()),
        "description": f"Scope: {right.scope}.",
        **({"parameters": PAGED} if listed else {"parameters": [MATCH]} if locked else {}),
        **({"requestBody": body} if body else {}),
        "responses": answers,
    }


def sent(view: Any, method: str, kind: str) -> dict[str, Any]:
    """The body of a request."""
    if method in ("get", "delete"):
        return {}
    form = view.form or (None if kind else SecretForm)
    schema = ref(kind) if kind or form is None else form_schema(form)
    types = ("application/json",) if kind else ("application/json", "multipart/form-data")
    return {"required": True, "content": {name: {"schema": schema} for name in types}}


def page_of(row: dict[str, Any]) -> dict[str, Any]:
    link = {"type": ["string", "null"]}
    rows = {"type": "array", "items": row}
    return {
        "type": "object",
        "properties": {"count": {"type": "integer"}, "next": link, "previous": link, "results": rows},
    }
