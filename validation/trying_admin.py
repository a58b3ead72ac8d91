"""The trial of a rule on its page, as it stands in the form: on a pasted text, or on the answers of late."""

from typing import Any

import orjson
from asgiref.sync import async_to_sync
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from athena_project.forms import mistakes
from athena_project.plugin_admin import PluginAdmin
from athena_project.release_admin import may_publish, require_publisher
from validation.checks import asks_model
from validation.models import Rule, Scenario
from validation.trying import ANSWERS, Answer, recorded, tried

MODELLESS = "This kind asks a language model, and none is asked here. Save it as a flag, and see what it objects to."
LONGEST = 20_000  # characters of a pasted answer or of its evidence


class TrialForm(forms.Form):
    """A pasted answer with what it rests on."""

    question = forms.CharField(max_length=500, required=False, widget=forms.TextInput(attrs={"class": "vTextField"}))
    evidence = forms.CharField(
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text='One a line: a text, or a fact such as {"name": "temperature", "value": 12, "unit": "degC"}. '
        "Or JSON over several lines, as a service answers it.",
    )
    answer = forms.CharField(
        max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="try", label_suffix="")

    def scenario(self, rule: Rule) -> Scenario:
        typed = self.cleaned_data
        return Scenario(
            question=typed["question"],
            evidence=parsed(typed["evidence"]),
            answer=typed["answer"],
            mode=next(iter(rule.modes), "llm"),
            intent=next(iter(rule.intents), ""),
            domain=next(iter(rule.domains), ""),
            assistant=next(iter(rule.assistants), ""),
        )


def parsed(text: str) -> list[object]:
    """Facts and texts: those of a list in JSON, one piece of JSON, or else one of each line."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return [piece(line) for line in text.splitlines() if line.strip()]
    return [known(item) for item in (found if isinstance(found, list) else [found])]


def piece(line: str) -> object:
    """A fact where the line is one in JSON, else the text as it stands."""
    try:
        return known(orjson.loads(line))
    except orjson.JSONDecodeError:
        return line


def known(found: object) -> object:
    """A JSON object with a name and a value is a fact; anything else is read as a text."""
    if isinstance(found, str) or (isinstance(found, dict) and {"name", "value"} <= found.keys()):
        return found
    return orjson.dumps(found).decode()


class TrialAdmin(PluginAdmin):
    """Adds the trial to the page of a rule."""

    class Media:
        js = ("athena/preview.js",)

    change_form_template = "admin/validation/rule/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.try_out)
        own = [
            path("try/", view, name="validation_rule_try"),
            path("<int:pk>/try/", view, name="validation_rule_try_change"),
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if may_publish(request):
            context = {**context, "trial_form": TrialForm(), "most": ANSWERS, "may_read": may_read(request)}
        return super().render_change_form(request, context, *args, **kwargs)

    def try_out(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Tries what stands in the form; nothing is written."""
        if refusal := require_publisher(request):
            return refusal
        row = get_object_or_404(Rule, pk=pk) if pk is not None else None
        if not (self.has_change_permission(request, row) if row else self.has_add_permission(request)):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Try the rule",
            **self.outcome(request, row),
        }
        alone = request.headers.get("X-Requested-With") == "fetch"
        template = "tried" if alone else "try"
        return TemplateResponse(request, f"admin/validation/rule/{template}.html", context)

    def outcome(self, request: HttpRequest, row: Rule | None) -> dict[str, Any]:
        """The mistakes of the form, or what the rule has against what it is tried on."""
        form = self.get_form(request, row, change=row is not None)(request.POST, instance=row)
        if not form.is_valid():
            return {"errors": mistakes(form)}
        rule = form.save(commit=False)
        if asks_model(rule.kind):
            return {"errors": {"": [MODELLESS]}}
        if request.GET.get("on") == "answers":
            if not may_read(request):
                raise PermissionDenied
            return {"report": async_to_sync(tried)(rule, recorded())}
        typed = TrialForm(request.POST)
        if not typed.is_valid() or not typed.cleaned_data["answer"].strip():
            return {"errors": mistakes(typed) or {"Answer": ["Paste an answer to try the rule on."]}}
        return {"report": async_to_sync(tried)(rule, [Answer(typed.scenario(rule))]), "pasted": True}


def may_read(request: HttpRequest) -> bool:
    """Whoever may read the query log may try a rule on it."""
    return request.user.has_perm("inference.view_querylog")
