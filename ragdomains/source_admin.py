"""The admin page of a source: its kind and options, its files where they are uploaded, and its last readings."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from athena_project.plugin_form import KeyKeeper
from athena_project.plugins import UnknownKind
from athena_project.readable import as_html
from athena_project.roles import may_operate
from ragdomains import tasks
from ragdomains.models import Domain, Reading, Source
from ragdomains.origins import origins
from ragdomains.upload_admin import UPLOAD, UploadAdmin, back

SHOWN = 15  # readings on the page of a source
SOON = "What was found stands on its page under “The last readings”."


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


class SourceAdmin(UploadAdmin):
    """What a domain of documents reads."""

    main = ("kind", "domain", "path", "interval", "enabled")
    durations = ("interval",)
    list_display = ("path", "kind", "domain", "documents", "looked", "trouble", "enabled")
    list_filter = ("kind", ("domain", admin.RelatedOnlyFieldListFilter), "enabled")
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

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.look_now)
        return [path("<int:pk>/look/", view, name="ragdomains_source_look"), *super().get_urls()]

    def look_now(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same for one, from its own page."""
        if request.method != "POST" or not self.has_operate_permission(request):
            raise PermissionDenied
        source = get_object_or_404(Source, pk=pk)
        tasks.read_soon(source.pk)
        self.message_user(request, f"It is read in a moment. {SOON}")
        return back(source)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.instance.enabled and form.instance.kind != UPLOAD:
            self.message_user(request, f"It is read in a moment. {SOON}")

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

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        source = kwargs.get("obj")
        if source is not None:
            context = {**context, "readings": readings(source), "may_look": self.has_operate_permission(request)}
            context["may_change"] = self.has_change_permission(request, source)
        return super().render_change_form(request, context, *args, **kwargs)


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
