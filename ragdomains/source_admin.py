"""The admin page of a source: its kind and options, its files where they are uploaded, and its last readings."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from athena_project.plugin_admin import PluginAdmin
from athena_project.plugin_form import KeyKeeper
from athena_project.plugins import UnknownKind
from athena_project.readable import as_html
from athena_project.roles import may_operate
from ragdomains import readers, tasks, uploads
from ragdomains.intake import announce
from ragdomains.models import Document, Domain, Reading, Source
from ragdomains.origins import origins

UPLOAD = "upload"
SHOWN = 15  # readings on the page of a source
MOST_TOLD = 20  # problems of one upload


class SourceRow(KeyKeeper):
    """A source on the page of its domain, without its options: another kind begins with those it has by itself."""

    def clean(self) -> dict[str, Any]:
        if "kind" in self.changed_data:
            self.instance.options = {}
        super().clean()
        self.keep_key(options=self.instance.options)
        return self.cleaned_data

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with options is told at the kind: they stand on a page of their own."""
        told = dict(getattr(error, "error_dict", {}))
        if "options" in told:
            told["kind"] = [*told.get("kind", []), *told.pop("options")]
            error = ValidationError(told)
        super().add_error(field, error)


class SourceAdmin(PluginAdmin):
    """What a domain of documents reads."""

    main = ("kind", "domain", "path", "interval", "enabled")
    durations = ("interval",)
    list_display = ("path", "kind", "domain", "documents", "looked", "trouble", "enabled")
    list_filter = ("kind", "domain", "enabled")
    list_select_related = ("domain", "refresh")
    search_fields = ("path",)
    actions = ("look", "switch_on", "switch_off")
    change_form_template = "admin/ragdomains/source/change_form.html"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Source]":
        good = Count("documents", filter=Q(documents__problem=""))
        bad = Count("documents", filter=~Q(documents__problem=""))
        found: QuerySet[Source] = super().get_queryset(request).annotate(good_documents=good, bad_documents=bad)
        return found

    @admin.display(description="documents", ordering="good_documents")
    def documents(self, source: Source) -> str:
        count = getattr(source, "good_documents", 0)
        return f"{count} document" if count == 1 else f"{count} documents"

    @admin.display(description="looked at", ordering="refresh__finished")
    def looked(self, source: Source) -> Any:
        return source.refresh.finished if hasattr(source, "refresh") else None

    @admin.display(description="trouble")
    def trouble(self, source: Source) -> str:
        """Of the last look; else how many documents could not be read when they were new."""
        said = source.refresh.problem[:300] if hasattr(source, "refresh") else ""
        bad = getattr(source, "bad_documents", 0)
        return said or (f"{bad} cannot be read." if bad else "")

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return may_operate(request) or self.has_change_permission(request)

    @admin.action(description="Look at the selected sources now", permissions=["operate"])
    def look(self, request: HttpRequest, sources: "QuerySet[Source]") -> None:
        for source in sources:
            tasks.read_soon(source.pk)
        self.message_user(request, f"Looked at within a minute: {', '.join(str(source) for source in sources[:20])}.")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "domain":
            kwargs["queryset"] = Domain.objects.filter(kind="documents")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A page on the web is not asked as often as a folder of one's own is looked at."""
        kind = request.GET.get("kind", "")
        try:
            interval = origins[kind].extra.get("interval", 300)
        except UnknownKind:
            interval = 300
        return {"interval": interval, **super().get_changeform_initial_data(request)}

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
            context = {**context, "readings": readings(source), "stored": stored(source), "limits": limits()}
            context["takes_files"] = source.kind == UPLOAD
            context["may_change"] = self.has_change_permission(request, source)
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


def readings(source: Source) -> SafeString:
    """The last looks at a source as a table."""
    rows = source.readings.all()[:SHOWN]
    return as_html([
        {
            "started": f"{row.started:%Y-%m-%d %H:%M:%S} UTC",
            "found": counted(row),
            "took": took(row),
            "trouble": trouble(row),
        }
        for row in rows
    ])  # fmt: skip


def counted(row: Reading) -> str:
    """ "3 new, 1 failed"."""
    names = ("new", "changed", "unchanged", "deleted", "failed")
    return ", ".join(f"{count} {name}" for name in names if (count := getattr(row, name)))


def took(row: Reading) -> str:
    return "" if row.seconds is None else f"{row.seconds:.1f} s"


def trouble(row: Reading) -> str:
    """What failed and why, as far as a line holds."""
    rest = len(row.problems) - 3
    said = " ".join(str(problem) for problem in row.problems[:3])
    return f"{said} And {rest} more." if rest > 0 else said
