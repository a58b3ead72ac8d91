"""The admin pages of feedback: giving it on an answer's page, reading it, and making tests of it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.notices import change_url
from inference import answers, lessons
from inference.models import ApiKey, Feedback, QueryLog
from intents.models import Intent, TestCase
from validation.models import Scenario

LONGEST = 4_000  # characters of a correction or a comment
LOOKS = {Feedback.UP: "up", Feedback.DOWN: "down"}
MADE = "Made from the feedback. Look it over: it counts from now on."
THERE = "There is one for this already."


class FeedbackForm(forms.Form):
    """What somebody thinks of an answer."""

    thumb = forms.ChoiceField(choices=[("", "–"), *Feedback.THUMBS], required=False)
    correction = forms.CharField(max_length=LONGEST, required=False)
    comment = forms.CharField(max_length=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not any(found.values()) and not self.errors:
            raise forms.ValidationError("Choose a thumb, or write what the answer should have been.")
        return found


def may_give(request: HttpRequest) -> bool:
    return request.user.has_perm("inference.add_feedback")


@require_POST
def give(request: HttpRequest, key: Any) -> HttpResponse:
    """Keeps what the person thinks of an answer, and shows its page again."""
    if not may_give(request):
        raise PermissionDenied
    log = get_object_or_404(QueryLog, pk=key)
    form = FeedbackForm(request.POST)
    if form.is_valid():
        answers.think(log.pk, form.cleaned_data, author=request.user.get_username())
        messages.success(request, "Thank you. Your feedback is kept with the answer.")
    else:
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return redirect("admin:inference_querylog_change", log.pk)


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin):
    """What was thought of answers, newest first."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/answers.css",)}

    change_form_template = "admin/inference/feedback/change_form.html"
    list_display = ("when", "asked", "badge", "correction", "who")
    list_display_links = ("asked",)
    list_filter = ("thumb",)
    list_select_related = ("query",)
    search_fields = ("correction", "comment")
    ordering = ("-at",)
    sortable_by = ()
    fields = ("badge", "asked", "answer", "correction", "comment", "who", "when")

    def get_urls(self) -> list[URLPattern]:
        own = path("<int:key>/become/", self.admin_site.admin_view(self.become), name="inference_feedback_become")
        return [own, *super().get_urls()]

    @admin.display(description="at")
    def when(self, row: Feedback) -> str:
        return date_format(timezone.localtime(row.at), "j M Y, H:i:s")

    @admin.display(description="question")
    def asked(self, row: Feedback) -> str:
        return row.query.question[:160]

    @admin.display(description="answer")
    def answer(self, row: Feedback) -> str:
        return row.query.answer

    @admin.display(description="thumb")
    def badge(self, row: Feedback) -> SafeString | str:
        return format_html('<span class="badge {}">{}</span>', LOOKS[row.thumb], row.thumb) if row.thumb else "–"

    @admin.display(description="who")
    def who(self, row: Feedback) -> str:
        if row.author or not row.api_key:
            return row.author or "without a key"
        key = ApiKey.objects.filter(key_id=row.api_key).first()
        return str(key or row.api_key)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        more = {
            "may_scenario": request.user.has_perm("validation.add_scenario"),
            "may_case": request.user.has_perm("intents.add_testcase"),
            "intents": Intent.objects.filter(enabled=True).order_by("name").values_list("name", flat=True),
        }
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    def become(self, request: HttpRequest, key: int) -> HttpResponse:
        """Makes a scenario or a test case of it, and leads to that row."""
        model: type[models.Model] = TestCase if request.POST.get("what") == "case" else Scenario
        right = f"{model._meta.app_label}.add_{model._meta.model_name}"
        if request.method != "POST" or not request.user.has_perm(right):
            raise PermissionDenied
        given = get_object_or_404(Feedback.objects.select_related("query"), pk=key)
        if why := lacking(given, model is TestCase and not intent_of(request)):
            messages.error(request, why)
            return redirect(reverse("admin:inference_feedback_change", args=[key]))
        row, fresh = lessons.case(given, intent_of(request)) if model is TestCase else lessons.scenario(given)
        messages.success(request, MADE) if fresh else messages.info(request, THERE)
        return redirect(change_url(row))


def lacking(given: Feedback, without_intent: bool) -> str:
    """What keeps it from becoming a test; "" for nothing."""
    if not given.query.question.strip():
        return "Nothing was asked: there is nothing to make a test of."
    if without_intent and not given.good and not given.query.intents:
        return "Nothing was understood: choose what is meant."
    return ""


def intent_of(request: HttpRequest) -> str:
    """The intent that was chosen; "" for none, or one that there is not."""
    name = request.POST.get("intent", "")
    return name if Intent.objects.filter(name=name).exists() else ""
