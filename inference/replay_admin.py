"""The admin pages of replays: starting one, watching it, and what would change for which question."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.models import Release
from athena_project.release_admin import may_publish
from inference import replay, replayed, verdicts
from inference.explain import page as answer_page
from inference.explain.compare import compare
from inference.models import Replay, ReplayedQuestion
from inference.replay_start import StartForm, begin

PAGE = 20  # questions of one page
OTHERS = 20  # replays that one can be compared with
LOOKS = {Replay.DONE: "up", Replay.FAILED: "down"}
COLOURS = {verdicts.SAME: "up", verdicts.CHANGED: "degraded", verdicts.WORSE: "down"}


@admin.register(Replay)
class ReplayAdmin(ReadOnlyAdmin):
    """Replays, newest first, and the way to another."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/understanding.css", "athena/replays.css")}

    change_form_template = "admin/inference/replay/change_form.html"
    change_list_template = "admin/inference/replay/change_list.html"
    list_display = ("created", "sides", "kind", "how", "outcome", "chosen", "author")
    list_display_links = ("created",)
    fields = ("created", "author", "sides", "mode", "chosen", "how", "rows")
    ordering = ("-created",)
    sortable_by = ()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        start = path("start/", view(self.start), name="inference_replay_start")
        both = path("both/<int:key>/", view(self.both), name="inference_replay_both")
        return [start, both, *super().get_urls()]

    @admin.display(description="compared")
    def sides(self, row: Replay) -> str:
        return str(row)

    @admin.display(description="kind")
    def kind(self, row: Replay) -> str:
        return row.mode

    @admin.display(description="state")
    def how(self, row: Replay) -> SafeString:
        return format_html('<span class="badge {}">{}</span>', LOOKS.get(row.state, "degraded"), row.state)

    @admin.display(description="result")
    def outcome(self, row: Replay) -> SafeString | str:
        if row.state != Replay.DONE:
            return "–"
        look = "worse" if row.worse else ""
        return format_html('<span class="replay-result {}">{}</span>', look, row.result)

    @admin.display(description="questions")
    def chosen(self, row: Replay) -> str:
        return f"the newest {row.last}{' starred' if row.starred else ''}"

    @admin.display(description="rows")
    def rows(self, row: Replay) -> str:
        """By their fingerprint, for a draft has no number until it is published."""
        release = Release.objects.filter(sha256=row.after_sha256, trial=False).order_by("number").only("number").first()
        if row.after_number or not row.after_sha256:
            return row.after_sha256[:12]
        return f"{row.after_sha256[:12]}, {f'published as release {release.number}' if release else 'not published'}"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"may_replay": may_publish(request), **(extra_context or {})})

    def start(self, request: HttpRequest) -> HttpResponse:
        """The form, and with a POST a replay in the background, unless the same one waits."""
        if not may_publish(request):
            raise PermissionDenied
        form = StartForm(request.POST) if request.method == "POST" else StartForm(initial=asked_for(request))
        if request.method != "POST" or not form.is_valid():
            context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
            context |= {"title": "Replay recorded questions", "media": self.media}
            return TemplateResponse(request, "admin/inference/replay/start.html", context)
        row, fresh = begin(form.wanted(), request.user.get_username())
        if not fresh:
            messages.info(request, "This replay waits for its turn already.")
        return redirect("admin:inference_replay_change", row.pk)

    def both(self, request: HttpRequest, key: int) -> HttpResponse:
        """Both answers to one question of a replay, side by side, each with how it came about."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        questions = ReplayedQuestion.objects.select_related("replay", "query")
        row = get_object_or_404(questions.exclude(traces=[]), pk=key)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": row.query.question[:120]}
        context |= {"row": row, "look": COLOURS.get(row.verdict, ""), **laid_out(row)}
        return TemplateResponse(request, "admin/inference/replay/both.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Replay.objects.filter(pk=object_id).first() if number(object_id) else None
        context = shown(row, request) if row else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


def asked_for(request: HttpRequest) -> dict[str, str]:
    """What a link to the form fills in."""
    return {name: request.GET[name] for name in ("after", "before") if number(request.GET.get(name, ""))}


def number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def shown(row: Replay, request: HttpRequest) -> dict[str, Any]:
    """What the page tells of a replay."""
    wanted = request.GET.get("verdict", "")
    page = Paginator(replayed.worst_first(row, wanted), PAGE).get_page(request.GET.get("page"))
    others = list(Replay.objects.filter(state=Replay.DONE).exclude(pk=row.pk)[:OTHERS])
    other = next((each for each in others if str(each.pk) == request.GET.get("with")), None)
    return {
        "replay": row,
        "under_way": row.state in replay.UNDER_WAY,
        "percent_done": f"{row.progress * 100:.0f}",
        "counts": [(name, getattr(row, name), COLOURS[name]) for name in COLOURS],
        "speed": f"{row.asked / row.seconds:,.0f}" if row.seconds and row.asked > row.seconds else "",
        "wanted": wanted if wanted in COLOURS else "",
        "page": page,
        "changes": [change(each) for each in page],
        "others": others,
        "other": other,
        "differing": replayed.differing(row, other) if other else [],
    }


def change(row: ReplayedQuestion) -> dict[str, Any]:
    sides = [
        ("Before", replayed.lines(row.before, row.after)),
        ("After", replayed.lines(row.after, row.before)),
    ]
    answers = row.answers or [{}, {}]
    told = [(*side, answer) for side, answer in zip(sides, answers, strict=True)]
    return {"row": row, "look": COLOURS.get(row.verdict, ""), "sides": told, "parts": len(row.after) > 1}


def laid_out(row: ReplayedQuestion) -> dict[str, Any]:
    """Both answers with their traces, as the pages of the query log show them."""
    traced = replayed.traced(row)
    return {"answers": [answer_page.shown(each) for each in traced], "compared": compare(*traced)}
