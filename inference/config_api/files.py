"""The whole configuration as a file: written, planned, applied."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from athena_project import configuration, draft, key_guard, plans, releases
from athena_project.change_words import summary
from athena_project.models import ConfigModel
from athena_project.releases import Difference, config_models
from inference.config_api.access import SECRETS, Right, may, of_row, require
from inference.config_api.errors import Told
from inference.config_api.pages import ConfigView, Page
from inference.config_api.rows import complaint, model_of

LISTED = 500  # differences told one by one; the others are counted
VERBS = {"add": "add", "change": "change", "remove": "delete"}


def every(action: str) -> Right:
    """What it takes to do something with the rows of every kind."""
    rights = [of_row(action, model) for model in config_models()]
    return Right(rights[-1].scope, tuple(name for right in rights for name in right.permissions))


class PlanForm(forms.Form):
    """A file of configuration, as a text or an upload, and whether the rows that it does not name shall go."""

    use_required_attribute = False  # the text may stay empty where a file is chosen, and no browser knows that

    config = forms.CharField(
        label="File",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="YAML as the export writes it; a part of it will do.",
        error_messages={"required": "Choose a file, or write its text."},
    )
    delete = forms.BooleanField(
        label="Delete what it does not name",
        required=False,
        help_text="Of each kind of row that it names, the rows that it does not.",
    )

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        if files and "config" in files:
            data = {**{name: data.get(name) for name in data}, "config": read(files["config"])}
        super().__init__(data, **more)


class ApplyForm(PlanForm):
    """The same file, and what its plan said."""

    digest = forms.CharField(help_text="The line “digest” of what the plan of this file answered.")
    removals = forms.IntegerField(
        required=False, min_value=0, label="Rows to be removed", help_text="The line “removals” of it; empty: none."
    )
    note = forms.CharField(required=False, max_length=200, help_text="What changes, for the list of releases.")


def read(file: Any) -> str:
    try:
        return str(file.read().decode())
    except UnicodeDecodeError as error:
        raise Told(400, "The file is not UTF-8.", "invalid_value", param="config") from error


class Files(ConfigView):
    """What the views of files share. In a browser the one leads to the other: look first, then do it."""

    template = "config_api/file.html"

    def wish(self, request: Request, data: Mapping[str, Any]) -> plans.Wish:
        def guard(row: ConfigModel) -> str:
            return complaint(row, request.user)

        return plans.Wish(configuration.parse(data["config"]), data["delete"], guard)


class Plan(Files):
    """Says what a file would change, and changes nothing."""

    title = "What a file would change"
    form = PlanForm
    needs = {"GET": every("view"), "POST": every("view")}

    def get(self, request: Request) -> Response:
        return Response({"send": "a file, to see what it would change"})

    def post(self, request: Request) -> Response:
        plan = plans.plan(self.wish(request, self.asked(request, PlanForm)))
        seen = {"digest": plan.digest, "removals": plan.seen.removals}
        return Response({**seen, "live": not draft.in_review(), **described(plan.differences)})


class Apply(Files):
    """Does what a plan said: live at once, or into the draft where the house reviews."""

    title = "Apply"
    form = ApplyForm
    # each difference needs its own right as well: see post()
    needs = {"GET": every("view"), "POST": Right("config:write", every("view").permissions)}

    def get(self, request: Request) -> Response:
        return Response({"send": "a file, with the digest of its plan"})

    def post(self, request: Request) -> Response:
        data = self.asked(request, ApplyForm)
        seen = plans.Seen(data["digest"].strip(), data["removals"] or 0)

        def allow(found: list[Difference]) -> None:
            for verb, kind in sorted({(VERBS[one.action], one.model) for one in found}):
                require(request.user, of_row(verb, model_of(kind)))

        try:
            with key_guard.keys_stay(may(request.user, SECRETS)):
                found = plans.apply(self.wish(request, data), seen, data["note"], allow)
        except key_guard.KeyMoved as error:
            raise Told(403, f"{error} Nothing was changed.", "key_moved") from error
        except plans.Moved as error:
            text = "The configuration, or the file, is not what the plan was made of. Plan it again."
            raise Told(409, text, "changed_meanwhile") from error
        except plans.Unconfirmed as error:
            text = f"{error.count} rows would be removed. Say so: removals={error.count}"
            raise Told(409, text, "unconfirmed", removals=error.count) from error
        return Response({**standing(), **described(found)})


class Yaml(BaseRenderer):
    """YAML, as the command writes it."""

    media_type, format, charset = "application/yaml", "yaml", "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        return data if isinstance(data, str) else configuration.text(data)


class Export(ConfigView):
    """The whole configuration as YAML, secrets by name only: what `manage.py export_config` writes."""

    title = "Export"
    renderer_classes = (Yaml, Page)
    needs = {"GET": every("view")}

    def get(self, request: Request) -> Response:
        return Response(configuration.text(configuration.export()))


def described(found: Sequence[Difference]) -> dict[str, Any]:
    """The differences in words, and as values."""
    changes = [
        {
            "action": one.action,
            "kind": one.model,
            "row": one.row,
            "words": plans.in_words(one),
            "fields": {name: {"before": before, "after": after} for name, (before, after) in one.fields.items()},
        }
        for one in found[:LISTED]
    ]
    return {"summary": summary(list(found)), "changes": changes, "more": max(0, len(found) - LISTED)}


def standing() -> dict[str, Any]:
    """The live release, and whether edits wait in the draft."""
    live = releases.outline()
    return {"release": live.number if live else None, "live": not draft.in_review()}
