"""The admin pages of how well a release understands, and of what was learned from its examples."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project import celery, releases
from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.readable import as_html
from athena_project.release_admin import may_publish, require_publisher
from intents import confusion
from intents.models import Evaluation, TrainedModel

TASK = "inference.evaluate"  # by name: it belongs to the layer above
LONGEST = 1600  # seconds; the task itself ends a little earlier
UNDER_WAY = (Evaluation.WAITING, Evaluation.RUNNING)
CELLS = 200  # rows of the table of mistakes
QUESTIONS = 500  # questions of one cell


@admin.register(Evaluation)
class EvaluationAdmin(ReadOnlyAdmin):
    """Evaluations, newest first, and the button for another."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/understanding.css",)}

    change_form_template = "admin/intents/evaluation/change_form.html"
    change_list_template = "admin/intents/evaluation/change_list.html"
    list_display = ("created", "release_number", "how", "accuracy", "macro", "recall", "cases", "author")
    list_display_links = ("created",)
    fields = ("created", "release_number", "author", "how")
    ordering = ("-created",)

    def get_urls(self) -> list[URLPattern]:
        start = path("start/", self.admin_site.admin_view(self.start), name="intents_evaluation_start")
        return [start, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Evaluation]:
        """The list reads the scores and not the thousands of questions beside them."""
        found: models.QuerySet[Evaluation] = super().get_queryset(request)
        scores = models.F("result__examples__scores"), models.F("result__cases")
        return found.defer("result").annotate(scores=scores[0], case_result=scores[1])

    @admin.display(description="state")
    def how(self, row: Evaluation) -> SafeString:
        look = {Evaluation.DONE: "up", Evaluation.FAILED: "down"}.get(row.state, "degraded")
        return format_html('<span class="badge {}">{}</span>', look, row.state)

    @admin.display(description="accuracy")
    def accuracy(self, row: Any) -> str:
        return percent(row.scores, "accuracy")

    @admin.display(description="macro-F1")
    def macro(self, row: Any) -> str:
        return percent(row.scores, "macro_f1")

    @admin.display(description="out of scope")
    def recall(self, row: Any) -> str:
        return percent(row.scores, "recall_at_5")

    @admin.display(description="test cases")
    def cases(self, row: Any) -> str:
        found = row.case_result or {}
        return f"{found['asked'] - len(found['failed'])} of {found['asked']}" if found else "–"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"may_evaluate": may_publish(request), **(extra_context or {})})

    def start(self, request: HttpRequest) -> HttpResponse:
        """Begins an evaluation of the current release in the background, unless one is under way."""
        if refusal := require_publisher(request):
            return refusal
        release = releases.current()
        number = release.number if release else None
        alive = Evaluation.objects.filter(created__gt=timezone.now() - timedelta(seconds=LONGEST))
        row = alive.filter(state__in=UNDER_WAY, release_number=number).first()
        if row is not None:
            messages.info(request, "This release is being evaluated already.")
            return redirect("admin:intents_evaluation_change", row.pk)
        row = Evaluation.objects.create(author=request.user.get_username(), release_number=number)
        key = row.pk
        transaction.on_commit(lambda: celery.app.send_task(TASK, (key,), time_limit=LONGEST))
        return redirect("admin:intents_evaluation_change", key)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Evaluation.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        asked = (request.GET.get("expected", ""), request.GET.get("found", ""))
        context = shown(row, asked) if row else {}
        context["may_evaluate"] = may_publish(request)
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


def shown(row: Evaluation, asked: confusion.Pair) -> dict[str, Any]:
    """What the page tells of an evaluation; `asked` is the cell whose questions are wanted."""
    examples = row.result.get("examples", {})
    pairs = confusion.counted(examples.get("asked", []))
    mistakes = sorted(((n, a, b) for (a, b), n in pairs.items() if a != b), key=lambda each: (-each[0], each[1:]))
    questions = [each for each in examples.get("asked", []) if (each[0], each[1]) == asked]
    return {
        "evaluation": row,
        "under_way": row.state in UNDER_WAY,
        "percent_done": f"{row.progress * 100:.0f}",
        "cases": row.result.get("cases"),
        "problem": row.problem or examples.get("problem", ""),
        "numbers": numbers(examples.get("scores") or {}),
        "tiers": [
            (tier["name"] or "none of these", share(tier["share"]), share(tier["accuracy"]))
            for tier in (examples.get("scores") or {}).get("tiers", [])
        ],
        "picture": confusion.picture(pairs) if pairs else None,
        "mistakes": [confusion.Cell(a, b, n, 0, 0, "") for n, a, b in mistakes[:CELLS]],
        "more_mistakes": max(0, len(mistakes) - CELLS),
        "cell": confusion.Cell(*asked, len(questions), 0, 0, "") if any(asked) else None,
        "questions": questions[:QUESTIONS],
    }


def numbers(scores: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, value and meaning of each measure."""
    if not scores:
        return []
    times = f"{scores['ms_mean']:.2f} ms, 95% within {scores['ms_p95']:.2f} ms"
    slowest = f"from {scores['slowest_from_ms']:.2f} ms, {scores['slowest_mean_ms']:.2f} ms on average"
    return [
        ("Accuracy", percent(scores, "accuracy"), "of the examples in scope were given their own intent"),
        ("Macro-F1", percent(scores, "macro_f1"), "the same with every intent counted alike, however many examples"),
        ("Wrongly refused", percent(scores, "refused"), "of the examples in scope were taken for none of these"),
        ("Out-of-scope recall", percent(scores, "recall_at_5"), "found out where 5% in scope are refused"),
        ("Out of scope, as set", percent(scores, "recall"), "found out with the thresholds as they are"),
        ("Examples", str(scores["rows"]), f"of which {scores['out_of_scope']} are out of scope"),
        ("Time", times, "of the processor, for each question"),
        ("Slowest tenth", slowest, "of the processor, for each question"),
    ]


def percent(scores: dict[str, Any] | None, name: str) -> str:
    return share((scores or {}).get(name))


def share(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f}%"


@admin.register(TrainedModel)
class TrainedModelAdmin(ReadOnlyAdmin):
    """What was learned from the example sentences of each release."""

    list_display = ("name", "examples", "seconds", "created")
    list_display_links = ("name",)
    fields = ("digest", "examples", "seconds", "created", "told")
    ordering = ("-created",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[TrainedModel]:
        found: models.QuerySet[TrainedModel] = super().get_queryset(request)
        return found.defer("content")

    @admin.display(description="digest")
    def name(self, row: TrainedModel) -> str:
        return row.digest[:12]

    @admin.display(description="report")
    def told(self, row: TrainedModel) -> SafeString:
        return as_html(row.report)
