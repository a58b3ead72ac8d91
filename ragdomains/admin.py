"""The admin pages of what can be known: domains, places, and the documents that were read."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from redis.exceptions import RedisError

from athena_project.admin_pages import ConfigAdmin, PagedInline, ReadOnlyAdmin
from athena_project.plugins import UnknownKind
from athena_project.readable import as_html
from ragdomains.build_admin import IndexVersionAdmin
from ragdomains.evidence_cache import EvidenceCache
from ragdomains.kept_admin import KeptAdmin
from ragdomains.models import Chunk, Document, Domain, Place, Refresh, Source, Template

__all__ = ["IndexVersionAdmin"]  # registered where it stands


class TemplateInline(PagedInline):
    """The household's own sentences."""

    model = Template
    fields = ("answer", "form", "language", "text", "enabled")
    extra = 0
    classes = ("collapse",)
    verbose_name_plural = "own sentences"


class SourceInline(PagedInline):
    """The folders a document domain reads."""

    model = Source
    fields = ("path", "interval", "enabled")
    extra = 0
    classes = ("collapse",)
    verbose_name_plural = "folders to read (domains of documents)"


@admin.register(Domain)
class DomainAdmin(KeptAdmin):
    """What can be asked, and of whom."""

    main = ("name", "title", "kind", "credential", "enabled")
    more = (("Freshness and limits", ("fresh_for", "stale_for", "timeout", "quota", "quota_window", "local_only")),)
    list_display = ("name", "title", "kind", "fresh_for", "stale_for", "enabled")
    list_filter = ("kind", "enabled")
    search_fields = ("name", "title")
    inlines = (TemplateInline, SourceInline)
    actions = ("forget",)

    @admin.action(description="Forget what is kept of the selected domains", permissions=["change"])
    def forget(self, request: HttpRequest, domains: QuerySet[Domain]) -> None:
        """The next question asks the source again."""
        kept = EvidenceCache(cache)
        try:
            for domain in domains:
                kept.purge(domain.pk)
        except (RedisError, OSError):
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
    """The files as they were read."""

    list_display = ("title", "path", "source", "read", "problem")
    list_filter = (("read", admin.DateFieldListFilter), ("problem", admin.EmptyFieldListFilter))
    list_select_related = ("source",)
    search_fields = ("title", "path")
    search_help_text = "Title or path"
    fields = ("title", "path", "source", "changed", "read", "problem", "sha256", "passages")

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


@admin.register(Refresh)
class RefreshAdmin(ReadOnlyAdmin):
    """When each folder was read, and when it will be again."""

    list_display = ("source", "due", "finished", "documents", "seconds", "problem")
    list_select_related = ("source",)
    fields = ("source", "due", "claimed", "finished", "seconds", "documents", "problem")
    ordering = ("due",)
