"""The pages of the inbox: questions that found no answer as cards, and what can be made of them."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone

from athena_project.admin_pages import ReadOnlyAdmin
from athena_project.models import Job
from inference import fix_state, fixes, tasks
from inference.fix_admin import CHANGED, foretold, made_rows, may_fix, preview
from inference.fix_form import chosen_intent, intent_choices
from inference.fixes import LONGEST_EXAMPLE, Case, Correction, NothingToDo, by_examples, new_domain, new_intent
from inference.models import Fix, Unanswered
from inference.rule_proposals import proposals
from inference.scores import NONE
from intents import impact
from intents.impact import Draft
from ragdomains.providers import providers

DRAFTS = ("intents.add_intent", "intents.add_pattern", "intents.add_testcase")
TICKED = 10  # questions that are chosen to begin with: the most frequent ones
NO_DOMAIN = ("", "no domain: it says a reply")


class CardForm(forms.Form):
    """The questions of a card that are meant, and what they are: of an intent there is, or of a new one."""

    texts = forms.MultipleChoiceField(label="Questions", widget=forms.CheckboxSelectMultiple)
    intent = forms.ChoiceField(label="Intent", required=False)
    title = forms.CharField(label="What it is about", max_length=80, required=False, help_text="As it is spoken.")
    kind = forms.ChoiceField(label="New domain", required=False, help_text="Where its answers are to come from.")

    def __init__(self, card: Unanswered, data: Any = None) -> None:
        texts = [text for text in card.texts if len(text) <= LONGEST_EXAMPLE]
        super().__init__(data, initial={"texts": texts[:TICKED]})
        choices: dict[str, list[tuple[str, Any]]] = {
            "texts": [(text, text) for text in texts],
            "intent": intent_choices(),
            "kind": [NO_DOMAIN, *providers.choices()],
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found
        self.fields["intent"].widget.attrs["data-previews"] = "look"

    def to_intent(self, draft: Draft) -> Correction:
        """Raises NothingToDo."""
        name = self.cleaned_data["intent"]
        if not name:
            raise NothingToDo("Choose an intent.")
        intent, texts = chosen_intent(name), self.cleaned_data["texts"]
        cases = [Case(text.strip(), (NONE if intent.mode == "none" else intent.name,)) for text in texts]
        return by_examples(texts, intent, cases, draft)

    def to_draft(self) -> Correction:
        """Raises NothingToDo."""
        title, kind = self.cleaned_data["title"].strip(), self.cleaned_data["kind"]
        if not title:
            raise NothingToDo("Write what it is about.")
        return new_intent(title, self.cleaned_data["texts"], new_domain(title, kind) if kind else None)


def may_propose(request: HttpRequest) -> bool:
    """Who may make rules may be shown some: they quote answers."""
    return may_fix(request) and request.user.has_perms(("validation.add_rule", "inference.view_querylog"))


class StateFilter(admin.SimpleListFilter):
    """What is open, unless something else is wanted."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state, state) for state in (Unanswered.DISMISSED, Unanswered.DONE)]

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            yield {**choice, "display": "open"} if choice["query_string"] == "?" else choice

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(state=self.value() or Unanswered.OPEN)


@admin.register(Unanswered)
class UnansweredAdmin(ReadOnlyAdmin):
    """What nobody could answer, by what it means, the most frequent first."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("athena/understanding.css", "athena/inbox.css")}
        js = ("athena/preview.js",)

    counted = ("card", "cards")
    change_list_template = "admin/inference/unanswered/change_list.html"
    change_form_template = "admin/inference/unanswered/change_form.html"
    list_display = ("question", "size", "last", "state")
    list_filter = (StateFilter,)
    list_per_page = 20
    fields = ("size", "first", "last", "state")
    search_fields = ("question",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Unanswered]:
        rows: models.QuerySet[Unanswered] = super().get_queryset(request)
        return rows.defer("centre").select_related("fix")

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view

        def own(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            return path(route, guarded(view), name=f"inference_unanswered_{name}")

        return [
            own("look/", self.look, "look"),
            own("<int:pk>/intent/", self.to_intent, "intent"),
            own("<int:pk>/draft/", self.to_draft, "draft"),
            own("<int:pk>/rule/", self.to_rule, "rule"),
            own("<int:pk>/dismiss/", self.dismiss, "dismiss"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        job = Job.objects.filter(pk=tasks.look_into_inbox.name).first()
        context = {"may_fix": may_fix(request), "job": job, "title": "Inbox"}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        card = (
            Unanswered.objects.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 10 else None
        )
        context: dict[str, Any] = {"card": card, "may_fix": may_fix(request), "title": "Questions without an answer"}
        if card is not None:
            context |= {
                "card_form": CardForm(card),
                "fixes": fix_state.told([card.fix] if card.fix else []),
                "subtitle": None,
            }
            context["made_rows"] = made_rows(card.fix) if card.fix else []
            context["proposals"] = proposals(card) if card.state != card.DONE and may_propose(request) else []
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def to_intent(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What it would change if the chosen questions became examples; with "_add", as it was shown, they do."""
        card = self._card(request, pk)
        if isinstance(card, HttpResponse):
            return card
        before, form = impact.current(), CardForm(card, request.POST)
        try:
            correction = form.to_intent(before) if form.is_valid() else None
        except NothingToDo as error:
            return preview(request, self.admin_site, {"card": card, "problems": [str(error)]})
        if correction is None:
            return preview(request, self.admin_site, {"card": card, "problems": ["Choose at least one question."]})
        if "_add" in request.POST and request.POST.get("seen") == correction.token:
            return self._written(request, card, correction)
        stale = [CHANGED] if "_add" in request.POST else []
        context = {"card": card, "problems": stale, **foretold(request, correction, before)}
        return preview(request, self.admin_site, context)

    def to_draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A new intent, perhaps with a new domain, that is switched off: nothing of it is live by itself."""
        card = self._card(request, pk)
        if isinstance(card, HttpResponse):
            return card
        form = CardForm(card, request.POST)
        needed = (*DRAFTS, *(("ragdomains.add_domain",) if request.POST.get("kind") else ()))
        if not request.user.has_perms(needed):
            raise PermissionDenied
        try:
            correction = form.to_draft() if form.is_valid() else None
        except NothingToDo as error:
            messages.error(request, str(error))
            return redirect("admin:inference_unanswered_change", pk)
        if correction is None:
            messages.error(request, "Choose at least one question.")
            return redirect("admin:inference_unanswered_change", pk)
        return self._written(request, card, correction)

    def to_rule(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A proposed rule as a draft: it is switched off, and nothing of it is live by itself."""
        card = self._card(request, pk)
        if isinstance(card, HttpResponse):
            return card
        if not may_propose(request):
            raise PermissionDenied
        wanted = request.POST.get("rule", "")
        proposal = next((each for each in proposals(card) if each.rule.name == wanted), None)
        if proposal is None:
            messages.error(request, "Nothing speaks for this rule any more.")
            return redirect("admin:inference_unanswered_change", pk)
        return self._written(request, card, proposal.correction)

    def _card(self, request: HttpRequest, pk: int) -> Unanswered | HttpResponse:
        """The card that something is to be done with, or why nothing is."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not may_fix(request):
            raise PermissionDenied
        return get_object_or_404(Unanswered, pk=pk)

    def _written(self, request: HttpRequest, card: Unanswered, correction: Correction) -> HttpResponse:
        try:
            fix = done(card, correction, request.user.get_username())
        except ValidationError as error:
            messages.error(request, f"Nothing was written. {' '.join(error.messages)}")
            return redirect("admin:inference_unanswered_change", card.pk)
        messages.success(request, f"Done: {fix.about.removesuffix('.')}. It can be undone below.")
        return redirect("admin:inference_unanswered_change", card.pk)

    def dismiss(self, request: HttpRequest, pk: int) -> HttpResponse:
        """It stays away until it is asked again and again."""
        card = self._card(request, pk)
        if isinstance(card, HttpResponse):
            return card
        back = card.state == Unanswered.DISMISSED
        card.state = Unanswered.OPEN if back else Unanswered.DISMISSED
        card.settled, card.settled_size = None if back else timezone.now(), card.size
        card.save(update_fields=["state", "settled", "settled_size"])
        messages.success(request, f"{'Back in the inbox' if back else 'Dismissed'}: {card}")
        return redirect("admin:inference_unanswered_changelist")

    def look(self, request: HttpRequest) -> HttpResponse:
        """Looks at once; else it is done every five minutes."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not may_fix(request):
            raise PermissionDenied
        transaction.on_commit(lambda: tasks.look_into_inbox.delay())
        messages.info(request, "The newest questions are looked at. Load the page again in a moment.")
        return redirect("admin:inference_unanswered_changelist")


@transaction.atomic
def done(card: Unanswered, correction: Correction, author: str) -> Fix:
    """Writes the correction and takes the card out of the inbox."""
    fix = fixes.write(correction, author)
    card.state, card.settled, card.settled_size, card.fix = Unanswered.DONE, timezone.now(), card.size, fix
    card.save(update_fields=["state", "settled", "settled_size", "fix"])
    return fix
