"""Releases and the draft: listed, compared, published, taken back."""

import hashlib
from typing import Any

import orjson
from django import forms
from django.db import transaction
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from athena_project import chain, draft, gate, going_back, key_guard, releases
from athena_project.change_words import called
from athena_project.models import Release
from athena_project.release_checks import checked
from athena_project.releases import Content
from inference.config_api.access import PUBLISH, SECRETS, SEE_RELEASES, may
from inference.config_api.errors import Told
from inference.config_api.files import described, standing
from inference.config_api.pages import ConfigView


class PublishForm(forms.Form):
    """What is published, in a few words."""

    note = forms.CharField(required=False, max_length=200, help_text="What changes, for the list of releases.")
    digest = forms.CharField(required=False, help_text="Of the draft as you saw it; empty: as it is now.")


class Nothing(forms.Form):
    """Nothing can be said beside the address."""


def stored(number: int) -> Release:
    found = Release.objects.select_related("parent").filter(number=number).first()
    if found is None:
        raise Told(404, f"There is no release {number}.", "not_found", param="number")
    return found


def shown(release: Release, live: int | None) -> dict[str, Any]:
    return {
        "number": release.number,
        "created": release.created,
        "author": release.author,
        "note": release.note,
        "parent": release.parent.number if release.parent else None,
        "sha256": release.sha256,
        "live": release.number == live,
        "url": reverse("config_release", args=[release.number]),
    }


def content(release: Release | None) -> Content:
    found: Content = orjson.loads(release.content) if release else {}
    return found


def compared(old: Content, new: Content) -> dict[str, Any]:
    """What the second has otherwise, with other rows by their names."""
    return described(called(releases.diff(old, new), new, old))


class Releases(ConfigView):
    """Every state the assistant was ever in, the newest first."""

    title = "Releases"
    needs = {"GET": SEE_RELEASES}

    def get(self, request: Request) -> Response:
        live = releases.outline()
        rows = Release.objects.select_related("parent").defer("content", "parent__content")
        return self.paged(request, rows, lambda row: shown(row, live.number if live else None))


class OneRelease(ConfigView):
    """One release, what the checks found of it, and every row that it holds."""

    title = "Release"
    needs = {"GET": SEE_RELEASES}

    def get(self, request: Request, number: int) -> Response:
        found = stored(number)
        return Response({**shown(found, standing()["release"]), "findings": found.checks, "rows": content(found)})


class Diff(ConfigView):
    """What a release changed against the one before it, or against the one that ?against= names."""

    title = "Diff"
    needs = {"GET": SEE_RELEASES}

    def get(self, request: Request, number: int) -> Response:
        new, against = stored(number), request.query_params.get("against", "")
        if against and not (against.isdecimal() and len(against) < 10):
            raise Told(400, "against: write the number of a release.", "invalid_value", param="against")
        old = stored(int(against)) if against else new.parent
        return Response({"against": old.number if old else None, **compared(content(old), content(new))})


class Rollback(ConfigView):
    """Makes an old release live again, as a new one. Rows that it lacks are switched off, not deleted."""

    title = "Roll back"
    form = Nothing
    needs = {"GET": SEE_RELEASES, "POST": PUBLISH}

    def get(self, request: Request, number: int) -> Response:
        return Response(shown(stored(number), standing()["release"]))

    def post(self, request: Request, number: int) -> Response:
        try:
            with key_guard.keys_stay(may(request.user, SECRETS)):
                now = going_back.restore(stored(number), author=request.user.get_username())
        except key_guard.KeyMoved as error:
            raise Told(403, f"{error} Nothing was changed.", "key_moved") from error
        return Response({"release": now.number, "note": now.note})


class Draft(ConfigView):
    """What waits to be published, and what the checks find of it."""

    title = "Draft"
    needs = {"GET": SEE_RELEASES}

    def get(self, request: Request) -> Response:
        return Response({**standing(), **drafted()})


class Publish(ConfigView):
    """Makes the draft live. Where the house wants four eyes, somebody signed in must do it who made none of it."""

    title = "Publish"
    form = PublishForm
    needs = {"GET": SEE_RELEASES, "POST": PUBLISH}

    def get(self, request: Request) -> Response:
        return Response({**standing(), **drafted()})

    def initial_form(self, data: Any) -> dict[str, Any]:
        return {"digest": data.get("digest", "")} if isinstance(data, dict) else {}

    def post(self, request: Request) -> Response:
        data = self.asked(request, PublishForm)
        if request.auth and draft.four_eyes():
            raise Told(403, "The house wants four eyes, and a key has none: publish in the admin.", "needs_another")
        person = request.user.get_username()
        try:
            verdict = draft.tested(person)
            with transaction.atomic():
                chain.claim()
                if data["digest"] and data["digest"] != digest(releases.compile()):
                    raise Told(409, "The draft is not as you saw it. Look again.", "changed_meanwhile")
                release = draft.publish_tested(person, data["note"], verdict)
        except draft.NeedsAnother as error:
            raise Told(
                403, "One of these changes is yours: somebody else must publish them.", "needs_another"
            ) from error
        except gate.Refused as error:
            raise Told(409, str(error), "tests_fail") from error
        return Response({"release": release.number, "note": release.note, "findings": release.checks})


def drafted() -> dict[str, Any]:
    """The draft against the live release."""
    new = releases.compile()
    found = compared(content(releases.current()), new)
    return {"digest": digest(new), "findings": checked(new) if found["changes"] else [], **found}


def digest(rows: Content) -> str:
    """As the release would have it."""
    return hashlib.sha256(releases.canonical(rows).encode()).hexdigest()
