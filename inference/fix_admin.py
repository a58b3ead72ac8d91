"""Fixing from the log: what the page of a question offers, what it would change, writing it, and undoing it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from athena_project import draft, undo
from athena_project.admin_pages import ReadOnlyAdmin, tell_of_draft
from athena_project.change_words import row_address
from athena_project.models import ConfigChange, ConfigModel
from inference import fix_state, fixes
from inference.fix_form import Decided, ExampleForm, NameForm, decided
from inference.fix_state import Standing
from inference.fixes import Correction, NothingToDo
from inference.flips import flips, renamed
from inference.models import Fix, QueryLog
from intents import impact
from intents.impact import Draft
from intents.pattern_admin import shown, tell

MOST_PARTS = 5
RIGHTS = (
    "inference.view_querylog",
    *(f"intents.{action}_{name}" for name in ("pattern", "testcase") for action in ("add", "change")),
    "intents.change_entity",
)
CHANGED = "It is not as you were shown: look again, then add it."


def may_fix(request: HttpRequest) -> bool:
    return request.user.has_perms(RIGHTS)


def offered(request: HttpRequest, log: QueryLog) -> dict[str, Any]:
    """What the page of a question needs to put it right."""
    parts = decided(log)
    made = fix_state.told(log.fixes.all()[:10])
    if not may_fix(request):
        return {"fixes": made}
    forms = [(part, ExampleForm(parts, number)) for number, part in enumerate(parts[:MOST_PARTS])]
    return {"fixes": made, "may_fix": True, "example_forms": forms, "name_form": NameForm(parts, log.question)}


def fix_page(request: HttpRequest, key: str, site: admin.AdminSite) -> HttpResponse:
    """What a correction would change; with "_add", and as it was shown, it is written."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not may_fix(request):
        raise PermissionDenied
    log = get_object_or_404(QueryLog, pk=key)
    before = impact.current()
    correction, problems = asked(request, log, before)
    if correction is None:
        return preview(request, site, {"log": log, "problems": problems})
    if "_add" in request.POST and request.POST.get("seen") == correction.token:
        return added(request, correction, log, reverse("admin:inference_querylog_change", args=[log.pk]))
    stale = [CHANGED] if "_add" in request.POST else []
    return preview(request, site, {"log": log, "problems": stale, **foretold(request, correction, before)})


def asked(request: HttpRequest, log: QueryLog, before: Draft) -> tuple[Correction | None, list[str]]:
    """The correction that was sent, or why it means none."""
    form = form_of(request, decided(log), log)
    if not form.is_valid():
        return None, complaints(form)
    try:
        return form.correction(log, before), []
    except NothingToDo as error:
        return None, [str(error)]


def complaints(form: Form) -> list[str]:
    return [
        f"{form.fields[name].label}: {text}" if name in form.fields else str(text)
        for name, found in form.errors.items()
        for text in found
    ]


def form_of(request: HttpRequest, parts: Sequence[Decided], log: QueryLog) -> ExampleForm | NameForm:
    if "word" in request.POST:
        return NameForm(parts, log.question, request.POST)
    number = request.POST.get("part", "")
    return ExampleForm(parts, min(int(number), len(parts) - 1) if number in list("0123456789") else 0, request.POST)


def foretold(request: HttpRequest, correction: Correction, before: Draft) -> dict[str, Any]:
    """What would be written, and what would come of it."""
    recorded = request.user.has_perm("inference.view_querylog")
    entity = correction.entity()
    if entity is not None:
        found, warnings = renamed(entity, entity.synonyms[-1], recorded), []
    else:
        after = correction.applied(before)
        found, warnings = flips(before, after, recorded), impact.shared_examples(before, after)
    return {
        "correction": correction,
        "lines": correction.lines(),
        "warnings": warnings,
        "described": shown(found, recorded),
        "sent": [(name, value) for name, value in request.POST.lists() if name not in ("csrfmiddlewaretoken", "seen")],
        "in_review": draft.in_review(),
    }


def preview(request: HttpRequest, site: admin.AdminSite, context: dict[str, Any]) -> HttpResponse:
    """In place for the script, as a page of its own without it."""
    alone = request.headers.get("X-Requested-With") == "fetch"
    template = "admin/inference/fix/previewed.html" if alone else "admin/inference/fix/preview.html"
    whole = {**site.each_context(request), "title": "What would change?", "opts": QueryLog._meta, **context}
    return TemplateResponse(request, template, whole)


def added(request: HttpRequest, correction: Correction, log: QueryLog | None, back: str) -> HttpResponse:
    """Writes it down and goes back to where it was asked for."""
    try:
        fix = fixes.write(correction, request.user.get_username(), log)
    except ValidationError as error:
        messages.error(request, f"Nothing was written. {' '.join(error.messages)}")
        return redirect(back)
    messages.success(request, f"Done: {fix.about.removesuffix('.')}. It can be undone below.")
    if draft.in_review():
        tell_of_draft(request)
    return redirect(back)


@admin.register(Fix)
class FixAdmin(ReadOnlyAdmin):
    """What was put right from the log and the inbox, newest first."""

    change_form_template = "admin/inference/fix/change_form.html"
    list_display = ("created", "about", "author", "how")
    list_display_links = ("about",)
    list_select_related = ("query",)
    fields = ("created", "author", "about", "question", "how")
    ordering = ("-created",)

    @admin.display(description="state")
    def how(self, fix: Fix) -> SafeString | str:
        if fix.standing == Standing.HOLDS:
            return format_html('<span class="badge up">{}</span>', fix.standing)
        return f"undone by {fix.undone_by}" if fix.undone else fix.standing

    @admin.display(description="question")
    def question(self, fix: Fix) -> SafeString | str:
        if fix.query is None:
            return "–"
        url = reverse("admin:inference_querylog_change", args=[fix.query.pk])
        return format_html('<a href="{}">{}</a>', url, fix.query.question[:300])

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Fix]:
        rows: models.QuerySet[Fix] = super().get_queryset(request)
        return rows.only("created", "author", "about", "changes", "undone", "undone_by", "query__question")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Fix | None:
        found: Fix | None = super().get_object(request, object_id, from_field)
        return fix_state.told([found])[0] if found else None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            context["cl"].result_list = fix_state.told(context["cl"].result_list)
        return response

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/undo/", wrap(self.undo), name="inference_fix_undo"),
            path("<int:pk>/on/", wrap(self.switch_on), name="inference_fix_on"),
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        fix = Fix.objects.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 10 else None
        context: dict[str, Any] = {"fixes": fix_state.told([fix] if fix else []), "may_fix": may_fix(request)}
        context["made_rows"] = made_rows(fix) if fix else []
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Takes back exactly what the fix wrote, or says who changed it since."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        fix = get_object_or_404(Fix, pk=pk)
        if not may_fix(request) or not request.user.has_perms(undo.rights(fix.changes)):
            raise PermissionDenied
        back = place_of(fix)  # a card forgets what is undone
        try:
            done = fixes.take_back(fix, request.user.get_username())
        except undo.CannotUndo as error:
            messages.error(request, f"Nothing was undone. {error}")
        else:
            said = f"Undone: {fix.about}." if done else "It was undone already."
            messages.success(request, said)
        return redirect(back)

    def switch_on(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Switches on what was made as a draft, and says what comes out differently."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        fix = get_object_or_404(Fix, pk=pk, undone=None)
        rows = fixes.switched_off(fix)
        if not may_fix(request) or not request.user.has_perms(changes_of(rows)):
            raise PermissionDenied
        before = impact.current()
        try:
            count = fixes.switch_on(fix)
        except ValidationError as error:
            messages.error(request, f"Nothing was switched on. {' '.join(error.messages)}")
            return redirect(place_of(fix))
        messages.success(request, f"Switched on: {count} row{'' if count == 1 else 's'}.")
        tell(request, before, impact.current())
        return redirect(place_of(fix))


def made_rows(fix: Fix) -> list[tuple[str, str]]:
    """The rows that a fix added or changed, and their pages."""
    entries = ConfigChange.objects.filter(pk__in=fix.changes).order_by("id").values_list("label", "model", "row")
    return list(dict.fromkeys((label, row_address(model, row)) for label, model, row in entries))


def changes_of(rows: Sequence[ConfigModel]) -> set[str]:
    return {undo.right(row._meta.label_lower, "change") for row in rows}


def place_of(fix: Fix) -> str:
    """The page that it was made from, where that is still there."""
    if fix.query_id:
        return reverse("admin:inference_querylog_change", args=[fix.query_id])
    card = fix.cards.first()
    if card is not None:
        return reverse("admin:inference_unanswered_change", args=[card.pk])
    return reverse("admin:inference_fix_change", args=[fix.pk])
