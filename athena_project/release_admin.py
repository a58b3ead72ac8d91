"""The admin pages of releases: what each changed, publishing the draft, going back."""

from dataclasses import asdict
from typing import Any, ClassVar

import orjson
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html

from athena_project import draft, gate, going_back, key_guard, one_look, plan_admin, releases, shipped_admin
from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.change_words import SHOWN, called, drafted, linked, shown, summary
from athena_project.models import HouseSettings, Release
from athena_project.release_checks import checked
from athena_project.release_quality import time_line


def parsed(release: Release | None) -> releases.Content:
    content: releases.Content = orjson.loads(release.content) if release else {}
    return content


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm("athena_project.publish")


def require_publisher(request: HttpRequest) -> HttpResponse | None:
    """The refusal for a request that must not publish; None where it may."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not may_publish(request):
        raise PermissionDenied
    return None


def two_wanted(content: releases.Content, live: Release | None) -> bool:
    """What draft.four_eyes() says, of rows that are at hand."""
    house = content.get(HouseSettings._meta.label_lower, {}).values()
    return any(row["four_eyes"] for row in house) or (live is not None and live.four_eyes)


def with_link(refused: gate.Refused) -> str:
    """Why it was not published, and the way to the run of its tests."""
    if not refused.run:
        return str(refused)
    return format_html('{} <a href="{}">See the tests.</a>', str(refused), refused.run)


def newest(whole: bool) -> Release | None:
    """The live release with the one before it, whose state one click brings back; its rows where they are wanted."""
    rows = Release.objects.filter(trial=False).select_related("parent").defer("parent__content")
    return (rows if whole else rows.defer("content", "parent__content")).order_by("-number").first()


def tests_of(content: releases.Content) -> dict[str, Any]:
    """What the tests say of the draft, as far as they were run on it."""
    verdict = gate.known(content)
    if verdict is None:
        return {}
    failed = {"blocking": verdict.blocking, "warning": verdict.warning}
    named = {name: linked(asdict(each.finding()) for each in rows[:SHOWN]) for name, rows in failed.items()}
    return {"verdict": verdict, **named}


class ReleaseAdmin(ReadOnlyAdmin):
    """Every state the assistant was ever in."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/releases.css",)}

    labels = {"created": "Made", "author": "By", "parent": "Came after", "sha256": "Hash of its content"}
    list_display = ("number", "state", "created", "author", "note")
    list_display_links = ("number",)
    fields = ("number", "created", "author", "note", "parent", "sha256")
    search_fields = ("number", "author", "note")
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Release]:
        rows: models.QuerySet[Release] = super().get_queryset(request)
        newest = Release.objects.filter(trial=False).order_by("-number").values("number")[:1]
        return rows.annotate(live=models.Subquery(newest)).defer("content")

    @admin.display(description="state")
    def state(self, release: Any) -> str:
        if release.number == release.live:
            return format_html('<span class="badge up">{}</span>', "live")
        return "only tried" if release.trial else ""

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("publish/", self.admin_site.admin_view(self.publish), name="athena_project_release_publish"),
            path("shipped/", self.admin_site.admin_view(self.shipped), name="athena_project_release_shipped"),
            path("quality/", self.admin_site.admin_view(self.quality), name="athena_project_release_quality"),
            path("plan/", self.admin_site.admin_view(self.plan), name="athena_project_release_plan"),
            path("unplan/", self.admin_site.admin_view(self.unplan), name="athena_project_release_unplan"),
            path("<int:pk>/restore/", self.admin_site.admin_view(self.restore), name="athena_project_release_restore"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        review = draft.in_review()
        content = one_look.compiled() if review else {}
        release = newest(review)
        live = parsed(release) if review else {}
        found = releases.diff(live, content)
        changed = draft.authors(live=release) if found else {}
        person, two = request.user.get_username(), two_wanted(content, release)
        authors = {name for names in changed.values() for name in names}
        mine = two and person in authors
        context = {
            "review_mode": review,
            "pending": drafted(called(found[:SHOWN], content, live), changed),
            "more": max(0, len(found) - SHOWN),
            "summary": summary(found),
            "findings": linked(checked(content)) if found else [],
            "may_publish": may_publish(request),
            "time_line": None if review else time_line(),  # beside the draft it would ask the database too much
            "newest": release,
            "needs_another": mine,
            "others": [name for name in draft.publishers() if name not in authors] if mine else [],
            **(tests_of(content) if found else {}),
            **(plan_admin.context(two) if review else {}),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        release = (
            Release.objects.select_related("parent").filter(pk=object_id).first() if object_id.isdecimal() else None
        )
        old, new = (parsed(release.parent), parsed(release)) if release else ({}, {})
        found = releases.diff(old, new)
        newest = releases.current()
        context = {
            "changes": [shown(one) for one in called(found[:SHOWN], new, old)] if release and release.parent else [],
            "summary": summary(found),
            "more": max(0, len(found) - SHOWN) if release and release.parent else 0,
            "is_current": newest == release,
            "findings": linked(release.checks) if release else [],
            "may_publish": may_publish(request),
        }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def publish(self, request: HttpRequest) -> HttpResponse:
        if refusal := require_publisher(request):
            return refusal
        before = releases.outline()
        try:
            release = draft.publish(request.user.get_username(), request.POST.get("note", "")[:200])
        except draft.NeedsAnother:
            messages.error(request, "One of these changes is yours: somebody else must publish them.")
            return redirect("admin:athena_project_release_changelist")
        except gate.Refused as refused:
            messages.error(request, with_link(refused))
            return redirect("admin:athena_project_release_changelist")
        live = f"Release {release.number} is live."
        messages.success(request, "Nothing differs from the current release." if release == before else live)
        return redirect("admin:athena_project_release_changelist")

    def shipped(self, request: HttpRequest) -> HttpResponse:
        return shipped_admin.page(request, self.admin_site)

    def quality(self, request: HttpRequest) -> HttpResponse:
        """How the releases answered, on a page of its own: the list shows the draft in its place in review mode."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        told = {**self.admin_site.each_context(request), "title": "How the releases answered", "time_line": time_line()}
        return TemplateResponse(request, "admin/athena_project/release/answered.html", told)

    def plan(self, request: HttpRequest) -> HttpResponse:
        return require_publisher(request) or plan_admin.plan(request)

    def unplan(self, request: HttpRequest) -> HttpResponse:
        return require_publisher(request) or plan_admin.cancel(request)

    def restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        if refusal := require_publisher(request):
            return refusal
        release = get_object_or_404(Release, pk=pk, trial=False)
        try:
            with key_guard.keys_stay(request.user.has_perm(key_guard.MAY)):
                now = going_back.restore(release, author=request.user.get_username())
        except key_guard.KeyMoved as error:
            messages.error(request, f"{error} Nothing was changed.")
            return redirect("admin:athena_project_release_change", pk)
        except IntegrityError as error:
            text = f"Release {release.number} does not go together with the rows there are now: {error}."
            messages.error(request, f"{text} Nothing was changed.")
            return redirect("admin:athena_project_release_change", pk)
        messages.success(request, f"Back to release {release.number}: it is live as release {now.number}.")
        return redirect("admin:athena_project_release_changelist")
