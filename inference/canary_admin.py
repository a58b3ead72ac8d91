"""The admin pages of canaries: starting one, watching both sides, promoting it and taking it back."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.live import Values, answering, by_socket
from athena_project.models import Release
from athena_project.release_admin import may_publish, require_publisher
from inference import canary_runs
from inference.canary_form import CanaryForm
from inference.canary_picture import Picture, picture
from inference.canary_rows import Canary
from inference.tried_admin import TriedAdmin
from inference.tried_runs import TryError, end

LIVE = "inference_canary_live"
LOOKS = {Canary.RUNNING: "degraded", Canary.PROMOTED: "up", Canary.TAKEN_BACK: "down"}


@admin.register(Canary)
class CanaryAdmin(TriedAdmin):
    """Releases that were tried for some of the questions, newest first."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/overview.css", "athena/canaries.css")}

    form_to_start = CanaryForm
    start_title = "Try it for some"
    start_about = (
        "What you name here answers the questions that you name here; the live release answers all others. "
        "A conversation stays on the side where it began. The guard looks twice a minute and takes it back "
        "when it does worse."
    )
    change_form_template = "admin/inference/canary/change_form.html"
    change_list_template = "admin/inference/canary/change_list.html"
    list_display = ("started", "tried", "who", "how", "reason", "author")
    fields = ("tried", "beside", "who", "how", "reason", "note", "author", "started", "until", "ended")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("start/", view(self.start), name="inference_canary_start"),
            path("live/", view(answering(LIVE, live)), name=LIVE),
            path("<int:pk>/promote/", view(self.promote), name="inference_canary_promote"),
            path("<int:pk>/end/", view(self.end), name="inference_canary_end"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="for")
    def who(self, row: Canary) -> str:
        return row.who

    @admin.display(description="until")
    def until(self, row: Canary) -> str:
        return date_format(timezone.localtime(row.until), "DATETIME_FORMAT")

    @admin.display(description="state")
    def how(self, row: Canary) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', LOOKS.get(row.state, "degraded"), row.state)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        more: dict[str, Any] = {"may_publish": may_publish(request), "by_socket": by_socket(request)}
        more |= {"canary": row, "sides": sides(row)} if row else {}
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    def begin(self, release: Release | None, author: str, wanted: dict[str, Any]) -> Canary:
        return canary_runs.start(release, author, wanted)

    def promote(self, request: HttpRequest, pk: int) -> HttpResponse:
        if refusal := require_publisher(request):
            return refusal
        row = get_object_or_404(Canary.objects.select_related("release", "base"), pk=pk)
        try:
            release = canary_runs.promote(row, request.user.get_username())
            messages.success(request, f"Release {release.number} is live for all.")
        except TryError as error:
            messages.error(request, str(error))
        except IntegrityError as error:
            messages.error(request, f"It does not go together with the rows there are now: {error}. Nothing changed.")
        return redirect("admin:inference_canary_change", pk)

    def end(self, request: HttpRequest, pk: int) -> HttpResponse:
        if refusal := require_publisher(request):
            return refusal
        row = get_object_or_404(Canary.objects.select_related("release"), pk=pk)
        if end(row, Canary.TAKEN_BACK, f"Taken back by {request.user.get_username()}."):
            messages.success(request, "The live release answers everything again.")
        else:
            messages.info(request, "It has ended already.")
        return redirect("admin:inference_canary_change", pk)


def live(request: HttpRequest) -> Values:
    """What a page that someone looks at is told."""
    if not request.user.has_perm("inference.view_canary"):
        raise PermissionDenied
    key = request.GET.get("canary", "")
    rows = Canary.objects.select_related("release", "base").defer("release__content", "base__content")
    row = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    return {"sections": {"sides": sides(row)} if row else {}}


def sides(row: Canary) -> str:
    return render_to_string("admin/inference/canary/sides.html", {"canary": row, "picture": drawn(row)})


def drawn(row: Canary) -> Picture:
    names = (f"Release {row.release.number}, tried", f"Release {row.base.number}, live")
    limits = (
        f"over {row.more_failed:g} points more",
        f"over {row.more_refused:g} points more",
        f"over {row.slower:g} % longer",
    )
    return picture(names, canary_runs.sides(row), limits)
