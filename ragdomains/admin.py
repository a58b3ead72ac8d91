"""The admin pages of what can be known: domains, places, and the documents that were read."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from athena_project import key_guard
from athena_project.admin_pages import ByDay, ConfigAdmin, PagedInline, ReadOnlyAdmin
from athena_project.durations import duration_column, duration_field
from athena_project.later import redis
from athena_project.plugins import UnknownKind
from athena_project.readable import as_html
from ragdomains.build_admin import IndexVersionAdmin
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.kept_admin import KeptAdmin
from ragdomains.models import Chunk, Document, Domain, Place, Reading, Refresh, Source, Template
from ragdomains.origins import origins
from ragdomains.source_admin import SourceAdmin, SourceRow, counted, took, trouble

__all__ = ["IndexVersionAdmin"]  # registered where it stands


class TemplateInline(PagedInline):
    """The household's own sentences."""

    model = Template
    fields = ("answer", "form", "language", "text", "enabled")
    extra = 0
    classes = ("collapse",)
    verbose_name_plural = "own sentences"


class SourceInline(PagedInline):
    """What a document domain reads. The options of a source, its files and its history stand on its own page."""

    model = Source
    fields = ("kind", "path", "interval", "enabled")
    extra = 0
    classes = ("collapse",)
    show_change_link = True
    verbose_name_plural = "sources to read (domains of documents)"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            return forms.ChoiceField(choices=[(kind, kind) for kind, _ in origins.choices()], initial="folder")
        if db_field.name == "interval":
            return duration_field(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        class Row(SourceRow):
            moves_keys = request.user.has_perm(key_guard.MAY)

        return super().get_formset(request, obj, **{"form": Row, **kwargs})


@admin.register(Domain)
class DomainAdmin(KeptAdmin):
    """What can be asked, and of whom."""

    main = ("name", "title", "kind", "credential", "enabled")
    more = (("Freshness and limits", ("fresh_for", "stale_for", "timeout", "quota", "quota_window", "local_only")),)
    durations = ("fresh_for", "stale_for", "timeout")
    labels = {"timeout": "Time for one look-up"}  # many kinds have a timeout of their own, for one call
    list_display = ("name", "title", "kind", "state", *map(duration_column, ("fresh_for", "stale_for")), "enabled")
    list_filter = ("kind", "enabled")
    search_fields = ("name", "title")
    inlines = (TemplateInline, SourceInline)
    actions = ("forget",)

    @admin.action(description="Forget what is kept of the selected domains", permissions=["operate"])
    def forget(self, request: HttpRequest, domains: QuerySet[Domain]) -> None:
        """The next question asks the source again."""
        kept = EvidenceCache(cache)
        try:
            for domain in domains:
                kept.purge(domain.pk)
        except (redis.RedisError, OSError):
            self.message_user(request, "The cache does not answer; try again in a moment.", messages.ERROR)
            return
        names = ", ".join(domain.name for domain in domains)
        self.message_user(request, f"What was kept of {names} is forgotten; the next question asks again.")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)
        return [*found, ("Sentences that ship", {"fields": ["shipped"], "classes": ["collapse"]})] if obj else found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *(["shipped"] if obj else [])]

    @admin.display(description="What it says by itself")
    def shipped(self, domain: Domain) -> SafeString:
        """The provider's own sentences: what an own one replaces, by answer and form."""
        try:
            extra = domain.plugins[domain.kind].extra
        except UnknownKind:
            return as_html(None)
        translations = extra.get("translations")
        by_language = {"en": extra.get("templates"), **(translations if isinstance(translations, Mapping) else {})}
        return as_html([row for language, found in by_language.items() for row in sentences(language, found)])


def sentences(language: str, templates: object) -> list[dict[str, str]]:
    """A provider's own sentences in one language, a row for each."""
    found = templates.items() if isinstance(templates, Mapping) else ()
    return [
        {"answer": answer, "form": form, "language": language, "text": text}
        for answer, forms in found
        for form, text in forms.items()
    ]


@admin.register(Place)
class PlaceAdmin(ConfigAdmin):
    """Places by the household's own names."""

    lines = {"aliases": "Other names for it, one per line: the cabin."}
    list_display = ("name", "also", "time_zone", "country", "enabled")
    list_filter = ("enabled",)
    search_fields = ("name", "aliases", "country")
    fieldsets = (
        (None, {"fields": ("name", "aliases", "enabled")}),
        ("Where", {"fields": (("latitude", "longitude"), "time_zone", "country")}),
    )

    @admin.display(description="other names")
    def also(self, place: Place) -> str:
        return ", ".join(str(name) for name in place.aliases)


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Files, pages, entries and events as they were read."""

    list_display = ("title", "path", "source", "written", "read", "trouble")
    list_filter = (
        ("read", ByDay),
        ("problem", admin.EmptyFieldListFilter),
        ("amiss", admin.EmptyFieldListFilter),
        ("copy_of", admin.EmptyFieldListFilter),
    )
    list_select_related = ("source", "copy_of")
    search_fields = ("title", "path")
    search_help_text = "Title or path"
    fields = (
        *("title", "path", "url", "source", "written", "changed", "read"),
        *("problem", "amiss", "copy_of", "copies", "particulars", "sha256", "passages"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("sketch", "copy_of__sketch", "copy_of__about")

    @admin.display(description="trouble", ordering="problem")
    def trouble(self, document: Document) -> str:
        copy = f"Says nearly the same as {document.copy_of}." if document.copy_of else ""
        return " ".join(filter(None, (document.problem, document.amiss, copy)))

    @admin.display(description="says nearly the same as this")
    def copies(self, document: Document) -> SafeString:
        return as_html([{"title": row.title, "path": row.path} for row in document.copies.defer("sketch")[:50]])

    @admin.display(description="what is known of it")
    def particulars(self, document: Document) -> SafeString:
        return as_html(document.about)

    @admin.display(description="passages")
    def passages(self, document: Document) -> SafeString:
        rows = document.chunks.filter(version__state="live").defer("vector").order_by("position")
        return as_html([{"heading": row.heading, "page": row.page, "text": row.text} for row in rows[:100]])


@admin.register(Chunk)
class ChunkAdmin(ReadOnlyAdmin):
    """The passages of the documents."""

    list_display = ("document", "version", "position", "heading", "page")
    list_select_related = ("document", "version__domain")
    fields = ("document", "version", "position", "heading", "page", "text", "model", "sha256")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("vector")


class EventfulFilter(admin.SimpleListFilter):
    """The looks that found something, or those that found all as it was."""

    title = "what it found"
    parameter_name = "eventful"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "something new, changed, deleted or failed"), ("0", "all as it was")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reading]) -> QuerySet[Reading]:
        return queryset.filter(eventful=self.value() == "1") if self.value() in ("0", "1") else queryset


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """The looks at each source: what was new, what went wrong."""

    list_display = ("started", "source", "found", "took", "trouble")
    list_filter = (EventfulFilter, ("started", ByDay))
    list_select_related = ("source",)
    search_fields = ("source__path",)
    search_help_text = "Where the source reads"
    fields = (
        *("source", "started", "took", "new", "changed", "unchanged", "deleted", "failed"),
        *("passages", "embedded", "what_failed"),
    )

    @admin.display(description="found")
    def found(self, reading: Reading) -> str:
        return counted(reading)

    @admin.display(description="took", ordering="seconds")
    def took(self, reading: Reading) -> str:
        return took(reading)

    @admin.display(description="trouble")
    def trouble(self, reading: Reading) -> str:
        return trouble(reading)

    @admin.display(description="what failed and why")
    def what_failed(self, reading: Reading) -> SafeString:
        return as_html(reading.problems)


@admin.register(Refresh)
class RefreshAdmin(ReadOnlyAdmin):
    """When each source was read, and when it will be again."""

    list_display = ("source", "due", "finished", "documents", "took", "problem")
    list_select_related = ("source",)
    fields = ("source", "due", "claimed", "finished", "took", "documents", "problem")
    ordering = ("due",)

    @admin.display(description="took", ordering="seconds")
    def took(self, state: Refresh) -> str:
        return f"{state.seconds:.1f} s"


admin.site.register(Source, SourceAdmin)
