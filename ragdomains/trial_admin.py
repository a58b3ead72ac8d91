"""The test of a domain on its page: one real question, and all that can be seen of its answer."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from yarl import URL

from athena_project.forms import LinesField
from athena_project.plugin_admin import PluginAdmin
from athena_project.plugins import UnknownKind
from athena_project.readable import as_html
from athena_project.release_admin import may_publish, require_publisher
from ragdomains import lent
from ragdomains.lent import Heard
from ragdomains.models import Domain, Place
from ragdomains.trial import Trial, plain_lookup, tried
from ragdomains.types import Lookup, Spot

AS_UNDERSTOOD = "as the question is understood"


class TrialForm(forms.Form):
    """The question of a test."""

    question = forms.CharField(max_length=500, widget=forms.TextInput(attrs={"class": "vTextField"}))
    slots = LinesField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField lines"}),
        help_text="What the question should name beyond what is understood, one per line: place = Bern",
    )
    by_cache = forms.BooleanField(
        required=False, label="The cache may answer", help_text="Off: the source itself is asked, now."
    )

    def __init__(self, domain: Domain, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="try", label_suffix="")
        asks = [(name, name) for name in asks_of(domain)]
        if asks:
            self.fields["ask"] = forms.ChoiceField(
                required=False, label="Ask for", choices=[("", AS_UNDERSTOOD), *asks]
            )
        self.order_fields(["question", "ask", "slots"])

    def clean_slots(self) -> dict[str, str]:
        pairs = [line.partition("=") for line in self.cleaned_data["slots"]]
        if wrong := [name for name, equals, value in pairs if not (equals and name.strip() and value.strip())]:
            raise ValidationError(f"Write a name, = and a value: place = Bern. “{wrong[0]}” has none.")
        return {name.strip(): value.strip() for name, _, value in pairs}


def asks_of(domain: Domain) -> tuple[str, ...]:
    try:
        found = domain.plugins[domain.kind].extra.get("asks", ())
    except UnknownKind:
        return ()
    return tuple(str(name) for name in found) if isinstance(found, list | tuple) else ()


class TrialAdmin(PluginAdmin):
    """Adds the test to the page of a domain."""

    class Media:
        js = ("athena/preview.js",)

    change_form_template = "admin/ragdomains/domain/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.try_out)
        return [path("<int:pk>/try/", view, name="ragdomains_domain_try"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = kwargs.get("obj")
        if row is not None and may_publish(request):
            context = {**context, "trial_form": TrialForm(row)}
        return super().render_change_form(request, context, *args, **kwargs)

    def try_out(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks the row as it is saved; what stands unsaved in the form does not count."""
        if refusal := require_publisher(request):
            return refusal
        domain = get_object_or_404(Domain.objects.select_related("credential"), pk=pk)
        if not self.has_view_or_change_permission(request, domain):
            raise PermissionDenied
        form = TrialForm(domain, request.POST)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Test {domain.title}",
            "original": domain,
            "trial_form": form,
            **(outcome(domain, form) if form.is_valid() else {}),
        }
        alone = request.headers.get("X-Requested-With") == "fetch"
        template = "tried" if alone else "try"
        return TemplateResponse(request, f"admin/ragdomains/domain/{template}.html", context)


def outcome(domain: Domain, form: TrialForm) -> dict[str, Any]:
    """What the template shows of a test."""
    typed = form.cleaned_data
    heard = lent.heard(typed["question"], domain) or Heard(plain_lookup(typed["question"]))
    lookup = adjusted(heard.lookup, domain, typed.get("ask", ""), typed["slots"], led_here=heard.domain == domain.name)
    trial = tried(domain, lookup, typed["by_cache"])
    return {
        "trial": trial,
        "heard": heard,
        "led_here": heard.domain == domain.name,
        "understood": as_html(understood(lookup)),
        "facts": as_html(list(trial.facts)),
        "names": as_html(list(trial.values)),
        "passages": as_html(list(trial.passages)),
        "rule_wanted": rule_wanted(trial),
    }


def rule_wanted(trial: Trial) -> str:
    """What the form of an egress rule begins with where one is missing: the address that was asked; else ""."""
    if not trial.blocked or not trial.seen:
        return ""
    try:
        asked = URL(trial.seen[0].url)
    except ValueError:  # what is hidden in it was needed
        return ""
    host = asked.host or ""
    named = {"port": str(asked.port or ""), "note": f"for a domain at {host}"}
    return urlencode({"network": host, **named} if host.replace(".", "").isdecimal() or ":" in host else named)


def adjusted(lookup: Lookup, domain: Domain, ask: str, slots: dict[str, str], led_here: bool) -> Lookup:
    """The look-up with what was typed beside the question. What another domain would be asked for is not asked here."""
    asks = asks_of(domain)
    chosen = ask or (lookup.ask if led_here or lookup.ask in asks else next(iter(asks), ""))
    rest = {name: value for name, value in slots.items() if name != "place"}
    spot = spot_of(slots["place"]) if "place" in slots else lookup.spot
    return replace(lookup, ask=chosen, slots={**lookup.slots, **rest}, spot=spot)


def spot_of(name: str) -> Spot:
    """The household's own place of this name, or one of the world."""
    place = Place.objects.filter(enabled=True, name__iexact=name).first()
    return place.spot() if place else Spot(name)


def understood(lookup: Lookup) -> dict[str, Any]:
    days = lookup.days
    found = {
        "asked for": lookup.ask,
        "place": lookup.spot.name if lookup.spot else "",
        "days": f"{days.first} to {days.last} {days.part}".strip() if days else "",
        **lookup.slots,
    }
    return {name: value for name, value in found.items() if value}
