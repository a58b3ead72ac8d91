"""The files of a source that are uploaded on its page, and deleted there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse

from athena_project.plugin_admin import PluginAdmin
from ragdomains import readers, tasks, uploads
from ragdomains.intake import announce
from ragdomains.models import Document, Source

UPLOAD = "upload"
MOST_TOLD = 20  # problems of one upload


class UploadAdmin(PluginAdmin):
    """Adds the files to the page of a source that takes them."""

    def response_add(self, request: HttpRequest, obj: Source, post_url_continue: str | None = None) -> HttpResponse:
        """To the page of a source that waits for its files, instead of back to the list."""
        response = super().response_add(request, obj, post_url_continue)
        if obj.kind == UPLOAD and "_addanother" not in request.POST and isinstance(response, HttpResponseRedirect):
            return redirect("admin:ragdomains_source_change", obj.pk)
        return response

    def get_urls(self) -> list[URLPattern]:
        upload, remove = (self.admin_site.admin_view(view) for view in (self.upload, self.remove))
        own = [
            path("<int:pk>/upload/", upload, name="ragdomains_source_upload"),
            path("<int:pk>/remove/", remove, name="ragdomains_source_remove"),
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        source = kwargs.get("obj")
        if source is not None:
            context = {**context, "stored": stored(source), "limits": limits(), "takes_files": source.kind == UPLOAD}
        return super().render_change_form(request, context, *args, **kwargs)

    def upload(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stores the files and has them read."""
        source = self._asked(request, pk)
        taken, problems = uploads.add(source.path, request.FILES.getlist("files"))
        if taken:
            tasks.read_soon(source.pk)
            messages.success(request, f"Uploaded, and read in a moment: {', '.join(taken)}.")
        elif not problems:
            problems = ["Choose at least one file."]
        for problem in problems[:MOST_TOLD]:
            messages.error(request, problem)
        if len(problems) > MOST_TOLD:
            messages.error(request, f"{len(problems) - MOST_TOLD} more files were refused.")
        return back(source)

    def remove(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Deletes the chosen files; from now on they answer nothing."""
        source = self._asked(request, pk)
        gone = uploads.remove(source.path, request.POST.getlist("file"))
        if gone:
            Document.objects.filter(source=source, path__in=gone).delete()
            announce(source.domain_id)
            messages.success(request, f"Deleted: {', '.join(gone)}.")
        else:
            messages.error(request, "Tick the files that shall be deleted.")
        return back(source)

    def _asked(self, request: HttpRequest, pk: int) -> Source:
        source = get_object_or_404(Source, pk=pk, kind=UPLOAD)
        if request.method != "POST" or not self.has_change_permission(request, source):
            raise PermissionDenied
        return source

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        super().delete_model(request, obj)
        if isinstance(obj, Source) and obj.kind == UPLOAD and uploads.stored(obj.path):
            messages.warning(request, f"Its files stay in {uploads.folder(obj.path)}: a rollback may need them.")


def back(source: Source) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:ragdomains_source_change", args=[source.pk]))


def stored(source: Source) -> list[uploads.Stored]:
    return uploads.stored(source.path) if source.kind == UPLOAD and not uploads.complaint(source.path) else []


def limits() -> str:
    """What may be uploaded, in a sentence."""
    kinds, size = ", ".join(readers.SUFFIXES), readers.MAX_BYTES // 1024 // 1024
    return (
        f"These are read: {kinds}. A file may have {size} MB; at most {uploads.AT_ONCE} files at once, "
        f"{uploads.MOST_FILES:,} in all. A file of the same name is replaced."
    )
