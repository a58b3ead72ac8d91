"""The admin pages of the builds of each domain's index: how far one is, how it compares, the step back."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.release_admin import may_publish
from athena_project.roles import may_operate
from ragdomains import builds, canaries, rebuild, tasks
from ragdomains.filling import BuildError
from ragdomains.models import Domain, IndexVersion

LOOKS = {"live": "up", "failed": "down", "building": "degraded"}
WIDTH = 220  # of a full bar in the picture


def may_rebuild(request: HttpRequest) -> bool:
    return may_operate(request) or may_publish(request)


@admin.register(IndexVersion)
class IndexVersionAdmin(ReadOnlyAdmin):
    """The builds of each domain's index, newest first, with the buttons for another and for the one before."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/understanding.css", "athena/builds.css")}

    change_form_template = "admin/ragdomains/indexversion/change_form.html"
    change_list_template = "admin/ragdomains/indexversion/change_list.html"
    list_display = ("id", "domain", "how", "chunks", "model", "size", "created", "problem")
    list_filter = (("domain", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("domain",)
    fields = ("domain", "how", "chunks", "model", "dimensions", "size", "created", "switched")

    def get_urls(self) -> list[URLPattern]:
        views = (("rebuild", self.rebuild), ("back", self.back))
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"ragdomains_indexversion_{name}")
            for name, view in views
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="state")
    def how(self, row: IndexVersion) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', LOOKS.get(row.state, "off"), row.state)

    @admin.display(description="words, overlap")
    def size(self, row: IndexVersion) -> str:
        return f"{row.words}, {row.overlap}"

    def rebuild(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for a new build of a domain's index."""
        return self._asked(request, pk, back=False)

    def back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for the build before the live one of a domain."""
        return self._asked(request, pk, back=True)

    def _asked(self, request: HttpRequest, pk: int, back: bool) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not may_rebuild(request):
            raise PermissionDenied
        domain = get_object_or_404(Domain, pk=pk)
        try:
            version = rebuild.ask(domain.pk, back)
        except BuildError as error:
            messages.error(request, str(error))
            return redirect("admin:ragdomains_indexversion_changelist")
        transaction.on_commit(lambda: tasks.reindex.delay(domain.pk))
        return redirect("admin:ragdomains_indexversion_change", version.pk)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        live = IndexVersion.objects.filter(state="live").select_related("domain").order_by("domain__name")
        rows = [(row, builds.previous(row.domain_id), builds.under_way(row.domain_id)) for row in live]
        context = {"rows": rows, "may_switch": may_rebuild(request)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = IndexVersion.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        context = {**shown(row), "may_switch": may_rebuild(request)} if row else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


def shown(row: IndexVersion) -> dict[str, Any]:
    """What the page tells of a build."""
    return {
        "build": row,
        "under_way": row.state == "building",
        "waits": row.seen is None,
        "measures": measures(row.comparison) if row.comparison else [],
        "compared": row.comparison,
        "before": builds.previous(row.domain_id) if row.state == "live" else None,
    }


def measures(comparison: dict[str, Any]) -> list[dict[str, Any]]:
    """A line of the picture and of the table for each measure: both builds, 0 to 1, and how wide their bars are."""
    lines = []
    for at, (name, (meaning, loss)) in enumerate(canaries.MEASURES.items()):
        old, new = (float(comparison[build][name]) for build in ("live", "new"))
        lines.append(
            {
                "meaning": meaning,
                "old": f"{old:.2f}",
                "new": f"{new:.2f}",
                "least": f"{max(old - loss, 0):.2f}",
                "passed": new >= old - loss,
                "old_width": round(WIDTH * old),
                "new_width": round(WIDTH * new),
                "top": 8 + at * 58,
            }
        )
    return lines
