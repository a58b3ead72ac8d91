"""What the admin pages of canaries and shadows share: the release that is tried, the one beside it, and the start."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.models import Release
from athena_project.notices import change_url
from athena_project.release_admin import may_publish
from inference.canary_form import TryForm
from inference.canary_rows import TriedRelease
from inference.tried_runs import TryError, running


class TriedAdmin(ReadOnlyAdmin):
    """Releases that are or were tried, newest first, and the way to another."""

    form_to_start: ClassVar[type[TryForm]]
    start_title: ClassVar[str]
    start_about: ClassVar[str]
    list_display_links = ("started",)
    ordering = ("-started",)
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).select_related("release", "base")
        return rows.defer("release__content", "base__content")

    @admin.display(description="release")
    def tried(self, row: TriedRelease) -> SafeString:
        return linked(row.release)

    @admin.display(description="beside")
    def beside(self, row: TriedRelease) -> SafeString:
        return linked(row.base)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        more = {"may_publish": may_publish(request), "running": running(self.model)}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def begin(self, release: Release | None, author: str, wanted: dict[str, Any]) -> TriedRelease:
        """Starts one. Raises TryError."""
        raise NotImplementedError

    def start(self, request: HttpRequest) -> HttpResponse:
        if not may_publish(request):
            raise PermissionDenied
        form = self.form_to_start(request.POST or None, initial={"number": request.GET.get("release", "")[:9]})
        if request.method == "POST" and form.is_valid():
            try:
                row = self.begin(form.cleaned_data["number"], request.user.get_username(), form.wanted())
                return redirect(change_url(row))
            except TryError as error:
                form.add_error(None, str(error))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form, "media": self.media}
        context |= {"title": self.start_title, "about": self.start_about, "running": running(self.model)}
        return TemplateResponse(request, "admin/inference/canary/start.html", context)


def linked(release: Release) -> SafeString:
    return format_html('<a href="{}">Release {}</a>', change_url(release), release.number)
