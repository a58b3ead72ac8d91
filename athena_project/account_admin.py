"""One's own page: who one is, what one may do, where one is signed in, the keys that one made."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from athena_project import sign_ins
from athena_project.models import ConfigChange
from athena_project.roles import FOR

KEYS = 50  # the newest


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """What somebody may say of themselves; what they may do is said by others."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email")


def page(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(username=request.user.get_username())
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("admin:account")
    context = {
        **admin.site.each_context(request),
        "title": "Your account",
        "form": form,
        "roles": [(group.name, FOR.get(group.name, "")) for group in person.groups.order_by("name")],
        "sign_ins": sign_ins.sign_ins(person, request.session.session_key),
        "may_see_keys": request.user.has_perm("inference.view_apikey"),
        "keys": keys_of(person) if request.user.has_perm("inference.view_apikey") else [],
    }
    return TemplateResponse(request, "admin/account.html", context)


def keys_of(person: User) -> list[Any]:
    """The API keys that the audit says this person made, the newest first."""
    model = apps.get_model("inference", "ApiKey")
    made = ConfigChange.objects.filter(model=model._meta.label_lower, action="add", actor=person.get_username())
    rows = model._default_manager.filter(pk__in=[int(row) for row in made.values_list("row", flat=True)])
    return list(rows.order_by("-created")[:KEYS])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends a sign-in elsewhere, or all of them."""
    person = User.objects.get(username=request.user.get_username())
    count = sign_ins.end(person, request.session.session_key, request.POST.get("name", ""))
    messages.success(request, f"Signed out elsewhere: {count}." if count else "There you are signed out already.")
    return redirect("admin:account")


def urls() -> list[URLPattern]:
    view = admin.site.admin_view
    return [
        path("account/", view(page), name="account"),
        path("account/sign-out/", view(sign_out), name="account_sign_out"),
    ]
